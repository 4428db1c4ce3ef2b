"""A given piecewise linear function, and given points, by one hidden layer of relus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import Any, Final

from symnn.constructions.construction import (
    Clause,
    Construction,
    clause,
    increasing,
    inputs_of,
    number,
    says,
    table,
)
from symnn.errors import ClaimError, ShapeError
from symnn.exact.expression import ZERO, Expr, add, mul, negative, piecewise, quotient, rational
from symnn.exact.number import Number
from symnn.exact.plain import plain
from symnn.functions.lower import lower
from symnn.functions.piecewise_linear import relu
from symnn.functions.signs import closed_sign
from symnn.networks.affine import Affine
from symnn.networks.layer import number_of, settle, written
from symnn.networks.network import Network

#: Up to so many kinks, all ways to turn the units are tried for the narrowest network.
MOST_TURNED: Final = 12
#: How many directions are tried before points are said not to be told apart.
MOST_DIRECTIONS: Final = 10_000


def piecewise_linear(
    kinks: Sequence[Any], values: Sequence[Any], left_slope: Any = 0, right_slope: Any = 0
) -> Construction:
    """The continuous function with the given kinks, affine between them, as a narrowest network.

    Args:
        kinks: exact numbers in increasing order, at least one.
        values: the value at each kink.
        left_slope, right_slope: its slopes before the first kink and after the last.

    Returns:
        One hidden layer. A kink needs a unit of its own; k units that are turned to the left
        or to the right reach a given left slope only if that is minus the sum of the jumps of
        slope at those turned left. So the width is the number of kinks if such a choice
        exists, else one more, and two for an affine function that is not constant; no network of
        one hidden layer is narrower. Up to 12 kinks all choices are tried, beyond that those of
        no unit, of one and of all. Points at which the
        slope does not jump are no kinks and have no unit. Theorem: it equals the given
        function, for all x.

    Raises:
        ClaimError: kinks that do not increase. ShapeError: not a value for each.

    Source: Arora, Basu, Mianjy, Mukherjee 2018, theorem 2.2.

    Examples:
        >>> roof = piecewise_linear([-1, 0, 1], [0, 1, 0])
        >>> roof(0) == 1 and roof.network.layers[0].shape == (3, 1)
        True
    """
    at = increasing(kinks, "kinks")
    if not at or len(at) != len(values):
        raise ShapeError(f"{len(at)} kinks need as many values, at least one; {len(values)} given")
    heights = [number(v, f"values[{k}]") for k, v in enumerate(values)]
    inner = [
        quotient(v - u, b - a)
        for (a, b), (u, v) in zip(pairwise(at), pairwise(heights), strict=True)
    ]
    slopes = [number(left_slope, "left_slope"), *inner, number(right_slope, "right_slope")]
    net = _narrowest(at, heights, slopes)
    (x,) = inputs_of(net)
    pieces = [heights[max(k - 1, 0)] + mul(s, x - at[max(k - 1, 0)]) for k, s in enumerate(slopes)]
    given = piecewise([("<", x, a, p) for a, p in zip(at, pieces, strict=False)], pieces[-1])
    words = f"it is the function with kinks at {', '.join(map(plain, at))}, for all x"
    source = "Arora, Basu, Mianjy, Mukherjee 2018, theorem 2.2"
    name = f"piecewise_linear({len(at)} kinks)"
    return Construction(name, net, (clause(words, [says("=", net.exprs([x])[0], given)]),), source)


def _narrowest(at: Sequence[Expr], heights: Sequence[Expr], slopes: Sequence[Expr]) -> Network:
    """start + Σ weight · relu(±(x - kink)), with as few units as there can be."""
    jumps = [
        (a, _settled(after - before))
        for a, (before, after) in zip(at, pairwise(slopes), strict=True)
    ]
    jumps = [(a, c) for a, c in jumps if c != ZERO]
    units = list(_units(jumps, slopes[0]))
    if not units:
        units = [(1, at[0], slopes[0]), (-1, at[0], negative(slopes[0]))]
        units = units[: 1 if _settled(slopes[0]) == ZERO else 2]
    hidden = Affine(
        [[side] for side, _, _ in units], [mul(rational(-side), a) for side, a, _ in units]
    )
    weights = [c for _, _, c in units]
    inner = Network(hidden, relu, Affine([weights])).exprs([at[0]])[0]
    return Network(hidden, relu, Affine([weights], [_settled(heights[0] - inner)]))


def _units(jumps: Sequence[tuple[Expr, Expr]], left: Expr) -> Iterator[tuple[int, Expr, Expr]]:
    """The side to which each unit is turned, its kink and its weight."""
    turned = _turned([c for _, c in jumps], left)
    for k, (a, c) in enumerate(jumps):
        if turned is None and k == 0:
            yield 1, a, _settled(c + left)
            yield -1, a, negative(left)
        else:
            yield (-1 if k in (turned or ()) else 1), a, c


def _turned(jumps: Sequence[Expr], left: Expr) -> frozenset[int] | None:
    """Some jumps that add up to minus the left slope, as few as possible; None if none do."""
    numbers, wanted = [number_of(c) for c in jumps], number_of(negative(left))
    sizes = range(len(jumps) + 1) if len(jumps) <= MOST_TURNED else (0, 1, len(jumps))
    for size in sizes:
        for chosen in combinations(range(len(jumps)), size):
            known = [c for k in chosen if (c := numbers[k]) is not None]
            if wanted is not None and len(known) == size:
                if sum(known, Number(0)) == wanted:
                    return frozenset(chosen)
            elif closed_sign(lower(add(left, *(jumps[k] for k in chosen)))) == 0:
                return frozenset(chosen)
    return None


def _settled(item: Expr) -> Expr:
    """The value as a person writes it."""
    return written(settle(item))


def interpolation(points: Sequence[Any], values: Sequence[Any]) -> Construction:
    """Given values at given points of R^d, exactly, by one hidden layer of relus.

    Args:
        points: exact numbers, or rows of d exact numbers; no two are the same.
        values: one exact number for each.

    Returns:
        The points are told apart by a direction of small integers; along it the network is
        affine between neighbours and constant outside, with at most as many units as points.
        Theorem: the value at each point is the given one; for numbers also what lies between.

    Raises:
        ClaimError: one point twice. ShapeError: not a value for each, or rows of different
            lengths.

    Source: Zhang, Bengio, Hardt, Recht, Vinyals 2017, Understanding deep learning requires
    rethinking generalization, theorem 1.

    Examples:
        >>> corners = interpolation([(0, 0), (0, 1), (1, 0), (1, 1)], [0, 1, 1, 0])
        >>> [corners(*p) for p in ((0, 0), (0, 1), (1, 0), (1, 1))] == [0, 1, 1, 0]
        True
    """
    rows = table([p if isinstance(p, list | tuple) else [p] for p in points], "points")
    heights = [number(v, f"values[{k}]") for k, v in enumerate(values)]
    if len(rows) != len(heights):
        raise ShapeError(f"{len(rows)} points need as many values; {len(heights)} were given")
    direction, seen = _told_apart(rows)
    order = sorted(range(len(rows)), key=lambda k: seen[k])
    at = [_settled(_dot(direction, rows[k])) for k in order]
    line = piecewise_linear(at, [heights[k] for k in order])
    net = Network(Affine([list(direction)]), line.network)
    if len(direction) == 1:
        net = line.network
    clauses = [_meets(net, row, v) for row, v in zip(rows, heights, strict=True)]
    clauses += line.theorem if len(direction) == 1 else ()
    source = "Zhang, Bengio, Hardt, Recht, Vinyals 2017, theorem 1"
    return Construction(f"interpolation({len(rows)} points)", net, tuple(clauses), source)


def _meets(net: Network, point: Sequence[Expr], wanted: Expr) -> Clause:
    where = ", ".join(map(plain, point))
    return clause(f"f({where}) = {plain(wanted)}", [says("=", net.exprs(point)[0], wanted)])


def _dot(direction: Sequence[int], row: Sequence[Expr]) -> Expr:
    return add(*(mul(rational(w), x) for w, x in zip(direction, row, strict=True)))


def _told_apart(rows: Sequence[Sequence[Expr]]) -> tuple[tuple[int, ...], list[Number]]:
    """Small integers along which the points have different coordinates, and these."""
    for k, row in enumerate(rows):
        for j in range(k):
            gaps = (closed_sign(lower(x - y)) for x, y in zip(row, rows[j], strict=True))
            if not any(sign != 0 for sign in gaps):
                point = ", ".join(map(plain, row))
                raise ClaimError(f"the point ({point}) is given twice, as numbers {j} and {k}")
    if any(number_of(x) is None for row in rows for x in row):
        raise ClaimError("the points to interpolate must have algebraic coordinates")
    width, reach = len(rows[0]), 1
    for _ in range(MOST_DIRECTIONS):
        direction = tuple(reach**k for k in range(width))
        seen = [found for row in rows if (found := number_of(_dot(direction, row))) is not None]
        if len(set(seen)) == len(rows):
            return direction, seen
        reach += 1
    raise ClaimError(f"no direction up to (1, {reach}, …) tells the points apart")
