"""Any continuous piecewise linear function of several variables: a maximum of minima."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from symnn.constructions.construction import Construction, clause, inputs_of, number, says, table
from symnn.constructions.order import Stage, Wire
from symnn.errors import ShapeError
from symnn.exact.expression import Expr, add, apply, mul
from symnn.networks.affine import Affine
from symnn.networks.layer import Layer
from symnn.networks.network import Network


def lattice(
    slopes: Sequence[Sequence[Any]], shifts: Sequence[Any], groups: Sequence[Sequence[int]]
) -> Construction:
    """max over the groups of the minimum of the affine functions in each.

    Args:
        slopes, shifts: the affine functions l_j(x) = w_j · x + b_j, exact numbers.
        groups: for each minimum the numbers of its functions, from 0.

    Returns:
        One affine layer, then rounds of comparisons: the minima of all groups at once, then the
        maximum, so that the depth is logarithmic in the sizes. Every continuous piecewise linear
        function is of this form. Theorem: it is max_i min_{j in group i} l_j(x), for all x.

    Raises:
        ShapeError: not a shift for each slope, no groups, an empty one, or a number that is none.

    Source: Tarela, Martinez 1999, Region configurations for realizability of lattice
    piecewise-linear models; Arora, Basu, Mianjy, Mukherjee 2018, theorem 2.1.

    Examples:
        >>> saddle = lattice([[1, 0], [0, 1], [-1, 0], [0, -1]], [0] * 4, [(0, 1), (2, 3)])
        >>> saddle(2, 3) == 2 and saddle(-1, 4) == -1
        True
    """
    rows = table(slopes, "slopes")
    offsets = [number(b, f"shifts[{k}]") for k, b in enumerate(shifts)]
    if len(rows) != len(offsets):
        raise ShapeError(f"{len(rows)} slopes need as many shifts; {len(offsets)} were given")
    chosen = [_members(group, k, len(rows)) for k, group in enumerate(groups)]
    if not chosen:
        raise ShapeError("a maximum of no groups is nothing; give at least one")
    layers: list[Layer] = [Affine(rows, offsets)]
    width, wires = len(rows), chosen
    while any(len(group) > 1 for group in wires):
        width, wires = _round(layers, width, wires, Stage.smaller)
    wires = [[group[0] for group in wires]]
    while len(wires[0]) > 1:
        width, wires = _round(layers, width, wires, Stage.larger)
    picked = Affine([[int(k == wires[0][0]) for k in range(width)]])
    net = Network(*layers, picked)
    xs = inputs_of(net)
    forms = [
        add(*(mul(w, x) for w, x in zip(r, xs, strict=True)), b)
        for r, b in zip(rows, offsets, strict=True)
    ]
    wanted = _extreme("max", [_extreme("min", [forms[j] for j in group]) for group in chosen])
    stated = clause(
        "it is the largest of the groups' least values, for all x",
        [says("=", net.exprs(xs)[0], wanted)],
    )
    source = "Tarela, Martinez 1999; Arora, Basu, Mianjy, Mukherjee 2018, theorem 2.1"
    name = f"lattice({len(rows)} functions, {len(chosen)} groups)"
    return Construction(name, net, (stated,), source)


def _members(group: Sequence[int], k: int, count: int) -> list[int]:
    made = list(dict.fromkeys(group))
    wrong = [j for j in made if not isinstance(j, int) or not 0 <= j < count]
    if not made or wrong:
        raise ShapeError(
            f"groups[{k}] = {list(group)}: a group holds numbers from 0 to {count - 1}, one or more"
        )
    return made


def _extreme(name: str, items: Sequence[Expr]) -> Expr:
    return items[0] if len(items) == 1 else apply(name, *items)


Comparison = Callable[[Stage, int, int], Wire]


def _round(
    layers: list[Layer], width: int, groups: Sequence[Sequence[int]], compare: Comparison
) -> tuple[int, list[list[int]]]:
    """Compare neighbours in every group; what has no neighbour is kept."""
    stage, wires, after = Stage(width), list[Wire](), list[list[int]]()
    for group in groups:
        made = [compare(stage, group[k], group[k + 1]) for k in range(0, len(group) - 1, 2)]
        made += [stage.kept(group[-1])] if len(group) % 2 else []
        after.append(list(range(len(wires), len(wires) + len(made))))
        wires += made
    layers += stage.layers(wires)
    return len(wires), after
