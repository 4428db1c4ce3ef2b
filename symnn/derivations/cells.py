"""Piecewise-linear networks: the affine map on the cell of a point, and all cells as cases."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from symnn.claims.equivalence import equivalent
from symnn.derivations.derivation import Derivation
from symnn.derivations.draft import Draft, Form
from symnn.derivations.formulas.arithmetic import ONE, ZERO, entries_of
from symnn.derivations.formulas.nodes import (
    Call,
    Cases,
    Name,
    Node,
    Relation,
    column,
    matrix,
    times,
    total,
)
from symnn.derivations.halfspaces import (
    conditions_of_cell,
    is_zero,
    map_formula,
    matrix_formula,
    relation_of,
    shift_formula,
)
from symnn.derivations.layers import Pass, grid_of, is_settled, numeral
from symnn.derivations.points import check_point, refuse_captured_in
from symnn.derivations.typesetting.style import Depth, Style, check_depth
from symnn.errors import EvidenceError, TooLargeError, UndefinedError, UnsupportedError
from symnn.exact.evaluate import value
from symnn.exact.expression import Expr
from symnn.exact.from_sympy import from_sympy
from symnn.functions.lower import lower
from symnn.networks.affine import Affine
from symnn.networks.cells.cell import Cell
from symnn.networks.cells.local import affine_map
from symnn.networks.cells.study import Study, study
from symnn.networks.layers import Elementwise
from symnn.networks.network import Network

X, POINT = Name("x"), Name("p")
#: The most rows of a distinction of cases on a page.
MOST_CASES = 24


def derive_cell(
    network: Network, *, at: Sequence[Any], depth: Depth = "textbook", style: Style | None = None
) -> Derivation:
    r"""The affine map on the cell of a point, and why it is that cell.

    The signs of the pre-activations at the point choose a piece of every unit. Where they all
    keep their signs, the network is x -> A x + c.

    Args:
        network: a piecewise-linear network with algebraic weights.
        at: the exact point.
        depth, style: as for the forward pass.

    Exactness: exact; that the network is the map on the whole cell is proved.

    Raises:
        UndefinedError: the point lies on the boundary of several cells.
        UnsupportedError: the network is not piecewise linear.

    Examples:
        >>> import symnn as sn
        >>> net = sn.Network(sn.Affine([[1, 1]], [-1]), sn.relu)
        >>> derive_cell(net, at=[1, 1], depth="result").text().splitlines()[-1]
        'f(x) = x₁ + x₂ - 1   (x₁ + x₂ ≥ 1)'
    """
    check_depth(depth)
    check_point(network, at)
    local = affine_map(network, *at)
    if local.is_at_kink:
        raise UndefinedError(
            f"{len(local.regions)} cells touch this point: a unit sits on its kink there; choose a "
            "point inside a cell, or ask for all of them with derive.cases"
        )
    cell = local.regions[0].cell
    draft, walk, first = _start("The affine map on a cell", network, len(at))
    draft.say("The signs of the pre-activations at the point ", POINT, " choose the cell.")
    draft.define(POINT, Form(column([numeral(from_sympy(e)) for e in at])), is_result=False)
    walk.run(POINT)
    _signs(draft, walk)
    _slopes(draft, walk, cell)
    draft.say("Where all of them keep these signs, the network is one affine map.")
    names = entries_of(X, len(at))
    draft.prove(
        first,
        Form(_affine_form(cell), "textbook"),
        Form(map_formula(cell.map, names)),
        conditions=conditions_of_cell(cell, names),
    )
    return draft.finish(depth, style)


def derive_cases(
    network: Network,
    *,
    over: Any = None,
    depth: Depth = "textbook",
    style: Style | None = None,
) -> Derivation:
    r"""The piecewise-linear formula of a small network, by cases.

    Args:
        network: a piecewise-linear network with algebraic weights.
        over: a range for each input, as for `activation_regions`; all of R^n if None.
        depth, style: as for the forward pass.

    Exactness: exact; that the cases are complete and right is proved.

    Raises:
        TooLargeError: there are more than 24 cells.
        UnsupportedError: the network is not piecewise linear.

    Examples:
        >>> import symnn as sn
        >>> net = sn.Network(sn.Affine([[1], [-1]]), sn.relu, sn.Affine([[1, 1]]))
        >>> derive_cases(net, depth="result").text().splitlines()[-1]
        'f(x) = W⁽²⁾ ReLU(W⁽¹⁾ x) = {-x if x ≤ 0; x if x ≥ 0}'
    """
    check_depth(depth)
    asked = study(network, over)
    size = asked.domain.size
    draft, _, first = _start("The piecewise-linear formula", network, size, is_general=True)
    prove_cases(draft, first, asked, entries_of(X, size))
    return draft.finish(depth, style)


def derive_equivalence(
    left: Network, right: Network, *, depth: Depth = "textbook", style: Style | None = None
) -> Derivation:
    r"""f(x) = g(x) for all x, for two networks; piecewise-linear ones by their common cases.

    Args:
        left, right: the networks f and g, with the same numbers of inputs and outputs.
        depth, style: as for the forward pass.

    Exactness: proved for all inputs.

    Raises:
        EvidenceError: they differ (a point is named; see `derive.refutation`), or it is open.

    Examples:
        >>> import symnn as sn
        >>> once, twice = (
        ...     sn.Network(sn.Affine([[2]]), sn.relu),
        ...     sn.Network(sn.relu, sn.Affine([[2]])),
        ... )
        >>> derive_equivalence(once, twice, depth="result").text().splitlines()[-1]
        'f(x) = g(x)'
    """
    check_depth(depth)
    for network in (left, right):
        refuse_captured_in(network)
    verdict = equivalent(left, right)
    if not verdict.proved:
        raise EvidenceError(f"the networks are not proved to be equivalent: {verdict}")
    size = next((net.inputs for net in (left, right) if net.inputs is not None), 1)
    draft = Draft("Equivalence of two networks")
    draft.for_all(entries_of(X, size))
    if size > 1:
        draft.define(X, Form(column(entries_of(X, size))), is_result=False)
    sides: list[Node] = []
    for name, network in (("f", left), ("g", right)):
        letters = {"W": "V", "b": "c"} if name == "g" else {}
        walk = Pass(draft, network, letters)
        walk.data(known=sides != [])
        sides.append(_function(draft, walk, name, len(sides) + 1))
    with suppress(UnsupportedError, TooLargeError):  # no cells, or too many of them for a page
        asked = study(left, None, size=size)
        for side in sides:
            prove_cases(draft, side, asked, entries_of(X, size), depth="textbook")
    draft.prove(sides[0], Form(sides[1]))
    return draft.finish(depth, style)


# --- parts --------------------------------------------------------------------------


def _start(
    title: str, network: Network, size: int, *, is_general: bool = False
) -> tuple[Draft, Pass, Node]:
    """The network with an open input, and f(x); `is_general`: all lines are said for all x."""
    draft = Draft(title)
    if is_general:
        draft.for_all(entries_of(X, size))
    if size > 1:
        draft.define(X, Form(column(entries_of(X, size))), is_result=False)
    walk = Pass(draft, network)
    walk.data()
    return draft, walk, _function(draft, walk, "f", 1)


def _function(draft: Draft, walk: Pass, name: str, number: int) -> Node:
    """f(x) with its formula; the output of the last layer where a layer has no formula."""
    whole = walk.whole(X)
    if whole is not None:
        draft.define(Call(name, (X,)), Form(whole), is_result=False)
        return Call(name, (X,))
    inner = Pass(draft, Network(*(s.layer for s in walk.stages)), _OPEN[number - 1])
    return inner.run(X)


_OPEN = ({"z": "u", "a": "v", "h": "w"}, {"z": "r", "a": "s", "h": "t"})


def prove_cases(
    draft: Draft, first: Node, asked: Study, names: Sequence[Node], depth: Depth = "result"
) -> None:
    """first = its cases; cells on which the map is the same are joined where that can be proved.

    Raises:
        TooLargeError: there are too many cells for a page.
    """
    domain = tuple(relation_of(row, names) for row in asked.domain.constraints)
    for joined in (True, False):
        form = Form(cases_formula(asked, names, joined=joined), "result", "by cells")
        try:
            draft.prove(first, form, conditions=domain, depth=depth)
        except EvidenceError:
            if not joined:
                raise
        else:
            return


def _from_left(cells: Sequence[Cell]) -> list[Cell]:
    """Intervals in the order of the line; other cells as they come."""
    if any(len(point) != 1 for cell in cells for point in (*cell.vertices, *cell.directions)):
        return list(cells)
    unbounded = [c for c in cells if any(step[0] < 0 for step in c.directions) or not c.vertices]
    others = [cell for cell in cells if cell not in unbounded]
    return [*unbounded, *sorted(others, key=lambda cell: min(point[0] for point in cell.vertices))]


def cases_formula(asked: Study, names: Sequence[Node], *, joined: bool) -> Node:
    """The cells as cases; maps that hold on several cells come last.

    Raises:
        TooLargeError: there are too many cells for a page.
    """
    cells = asked.all_cells
    if len(cells) > MOST_CASES:
        raise TooLargeError(f"{len(cells)} cells are too many for a page; the cap is {MOST_CASES}")
    groups: dict[Any, list[tuple[Relation, ...]]] = {}
    jumps = asked.program.has_jump
    for cell in sorted(_from_left(cells), key=lambda cell: not cell.is_thin):  # a jump comes first
        conditions = conditions_of_cell(cell, names, closed=not jumps)
        groups.setdefault(cell.map, []).append(conditions)
    if len(groups) == 1:
        return map_formula(cells[0].map, names)
    if joined and not jumps:
        groups = {key: [_joined(found)] for key, found in groups.items()}
    ordered = sorted(groups.items(), key=lambda item: len(item[1]) > 1)
    rows = [(map_formula(key, names), one) for key, found in ordered for one in found]
    key, found = ordered[-1]
    short = len(rows) == 2 and len(key.shift) == 1 and not jumps
    if short and _are_opposite(rows[0][1], rows[1][1]):
        return Cases(tuple(rows))
    return Cases(tuple(rows[: -len(found)]), map_formula(key, names))


def _are_opposite(first: Sequence[Relation], second: Sequence[Relation]) -> bool:
    """Whether two closed halfspaces have their boundary in common, and nothing else."""
    if len(first) != 1 or len(second) != 1:
        return False
    (a,), (b,) = first, second
    return (a.left, a.right) == (b.left, b.right) and {a.sign, b.sign} == {"<=", ">="}


def _joined(cells: Sequence[tuple[Relation, ...]]) -> tuple[Relation, ...]:
    """The facets of several cells together, without the walls between them."""
    facets = dict.fromkeys(facet for cell in cells for facet in cell)
    flipped = {"<=": ">=", ">=": "<="}
    return tuple(
        f
        for f in facets
        if Relation(f.left, flipped.get(f.sign, f.sign), f.right) not in facets or f.sign == "="
    )


def _signs(draft: Draft, walk: Pass) -> None:
    """z_i = … > 0: each unit's side of its kinks."""
    for stage, inputs in _gates(walk):
        layer = stage.layer
        kinks = layer.function.kinks if isinstance(layer, Elementwise) else ()
        values = walk.values(inputs)
        for name, entry in zip(entries_of(inputs, len(values)), values, strict=True):
            if not is_settled(entry):
                continue
            for kink in kinks:
                side = _side(entry, kink)
                ends = [Form(numeral(kink), relation=">" if side > 0 else "<")] if side else []
                draft.prove(
                    name,
                    Form(numeral(entry), "textbook"),
                    *ends,
                    depth="textbook",
                    is_result=False,
                    in_one_row=True,
                )


def _gates(walk: Pass) -> list[tuple[Any, Name]]:
    found, current = [], POINT
    for stage in walk.stages:
        if isinstance(stage.layer, Elementwise) and stage.layer.function.kinks:
            found.append((stage, current))
        current = walk.outputs[stage]
    return found


def _side(entry: Expr, kink: Expr) -> int:
    """1 above the kink, -1 below it, 0 for a unit that sits on it all over the cell."""
    return (value(lower(entry)) - value(lower(kink))).sign()


def _slopes(draft: Draft, walk: Pass, cell: Cell) -> None:
    """A = W D … W and c, where the activations are lines through 0 on their pieces."""
    found = _line_factors(draft, walk)
    names = matrix_formula(cell.map), shift_formula(cell.map)
    matrix_forms = [Form(matrix(names[0]))]
    shift_forms = [Form(column(names[1]))]
    if found is not None:
        product, shift = found
        matrix_forms.insert(0, Form(product, "textbook"))
        if shift is not None:
            shift_forms.insert(0, Form(shift, "textbook"))
    draft.define(Name("A"), *_unlike(matrix_forms), depth="textbook")
    if not is_zero(names[1]):
        draft.define(Name("c"), *_unlike(shift_forms), depth="textbook")


def _unlike(forms: list[Form]) -> list[Form]:
    return forms[:1] if len({f.formula for f in forms}) == 1 else forms


def _line_factors(draft: Draft, walk: Pass) -> tuple[Node, Node | None] | None:
    """(A, c) as products of weights and diagonal matrices of slopes."""
    product: list[Node] = []
    shift: Node | None = None
    current = POINT
    for stage in walk.stages:
        layer = stage.layer
        if isinstance(layer, Affine):
            weight = stage.name("W")
            product.insert(0, weight)
            shift = None if shift is None else times(weight, shift)
            if any(b != ZERO for b in grid_of(layer)[1]):
                shift = stage.name("b") if shift is None else total(shift, stage.name("b"))
        elif isinstance(layer, Elementwise):
            slopes = _piece_slopes(walk, layer, current)
            if slopes is None:
                return None
            if any(s != ONE for s in slopes):
                diagonal = stage.name("D")
                grid = [[s if i == j else ZERO for j in range(len(slopes))] for i, s in
                        enumerate(slopes)]  # fmt: skip
                draft.define(diagonal, Form(matrix(grid)), depth="textbook", is_result=False)
                product.insert(0, diagonal)
                shift = None if shift is None else times(diagonal, shift)
        else:
            return None
        current = walk.outputs[stage]
    return times(*product), shift


def _piece_slopes(walk: Pass, layer: Elementwise, inputs: Name) -> list[Node] | None:
    """The slope of each unit on its piece; None if a piece does not go through 0."""
    function = layer.function
    slopes: list[Node] = []
    for entry in walk.values(inputs):
        place = sum(_side(entry, kink) > 0 for kink in function.kinks)
        slope = function.slopes[place] if function.slopes else None
        if slope is None or not is_settled(slope):
            return None
        node = numeral(slope)
        there, expected = function.definition(entry), slope * entry
        if not walk.draft.holds("=", there, expected):
            return None
        slopes.append(node)
    return slopes


def _affine_form(cell: Cell) -> Node:
    """A x + c by their names."""
    product = times(Name("A"), X)
    return product if is_zero(shift_formula(cell.map)) else total(product, Name("c"))
