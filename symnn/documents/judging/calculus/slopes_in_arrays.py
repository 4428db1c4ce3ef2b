r"""Slopes in a whole array of few entries: \partial h/\partial W = [[1, 2], [1, 2]], \nabla^2c.

The array is opened entry by entry, whether it was given by numbers or only its size is said. The
slope of a number in an array has the shape of the array, or that of its transpose; that of a list
in a list has a row for each entry of the first, or a column. It is false only if it is so in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from symnn.documents.judging.links import general
from symnn.documents.judging.open_arrays.learning import memory_of
from symnn.documents.judging.over import judge_over
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side
from symnn.errors import SymnnError
from symnn.exact.expression import (
    ZERO,
    Expr,
    derivative,
    free_symbols,
    postorder,
    substitute,
    symbol,
)
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.matrices.context import DENOMINATOR, GRADIENT, LAYOUTS, NUMERATOR
from symnn.latex.matrices.names import plain_name
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.passing import parameter_name
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import Track
from symnn.latex.meaning.values import Array, Defined, Scalar, Value, column
from symnn.latex.plain import plain

_MOST: Final = 36
_SMOOTH: Final = frozenset({"rational", "symbol", "pi", "root", "add", "mul"})
_APPLIED: Final = frozenset({"exp", "sin", "cos", "atan", "erf", "sigmoid", "tanh", "softplus"})


class _Slope(NamedTuple):
    """What is differentiated, in which array if that is said, and how often."""

    operand: tree.Node
    variable: tree.Name | None
    order: int


class _Way(NamedTuple):
    """What a slope is in some layouts of derivatives."""

    value: Value
    layouts: frozenset[str] = frozenset(LAYOUTS)


class _Opened(NamedTuple):
    """An array with an unknown for each entry, and the numbers that it was given."""

    array: Array
    values: dict[str, Expr]


def judge_slope_in_array(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of such a slope; None if it is none, or read without this.

    Args:
        place: where it stands.
        left, link: the slope, and the array that it is said to be.
        assumed: what the words beside it say.
    """
    slope = _slope(left)
    if slope is None or link.relation not in ("=", "≈") or assumed.unread is not None:
        return None
    if assumed.denied:
        return None
    view = assumed.view(reader(place.state.scope, open_names=True, version=place.seen))
    try:
        found = _in_entries(place, view, slope, (left, link), assumed)
    except (MeaningError, SymnnError):
        return None
    return (
        None if found is None else (found, f"{plain(left)} {link.relation} {plain(link.operand)}")
    )


def _in_entries(
    place: Place,
    view: Reader,
    slope: _Slope,
    claim: tuple[tree.Node, tree.Link],
    assumed: Assumptions,
) -> Judgement | None:
    (left, link), opened = claim, _opened(place, view, slope)
    if not opened or _is_read(place, left, slope, opened):
        return None
    ways = _worked_out(view, slope, opened)
    right = view.varying({key: one.array for key, one in opened.items()}).read(link.operand)
    if not ways or not isinstance(right, (Array, Scalar)) or view.track.supposed:
        return None
    sides = (left, link, _at_values(right, opened))
    found = [(_judged(place, sides, way, view, assumed), way.layouts) for way in ways]
    judged = [(one, layouts) for one, layouts in found if one is not None]
    whole = _in_layouts(place, judged) if len(judged) == len(found) else None
    if whole is not None and whole.outcome == "refuted" and _has_older_values(place, opened):
        return None  # it may be the slope at these
    return whole


def _has_older_values(place: Place, opened: Iterable[str]) -> bool:
    """Whether one of the arrays was given other numbers before."""
    return any(len(place.state.scope.history.get(key, ())) > 1 for key in opened)


def _at_values(value: Array | Scalar, opened: dict[str, _Opened]) -> Array | Scalar:
    """The side with the numbers of the arrays for their unknowns."""
    values = {name: number for one in opened.values() for name, number in one.values.items()}
    if not values or not free_symbols(*_exprs(value)) & values.keys():
        return value
    if isinstance(value, Scalar):
        return Scalar(substitute(value.expr, values))
    return value.map(lambda expr: substitute(expr, values))


def _exprs(value: Value) -> list[Expr]:
    cells = value.cells() if isinstance(value, Array) else [value]
    return [cell.expr for cell in cells if isinstance(cell, Scalar)]


def _in_layouts(place: Place, found: list[tuple[Judgement, frozenset[str]]]) -> Judgement | None:
    """Proved in the usual layout, or in the one that the document keeps to; false in all."""
    from symnn.documents.judging.doubts.arrays.layouts import in_one_layout, stated

    told = stated(place.state.source.text)
    found = [(one, layouts) for one, layouts in found if layouts & told]
    proved = [(one, layouts) for one, layouts in found if one.outcome == "proved"]
    if not proved:
        return found[0][0] if all(one.outcome == "refuted" for one, _ in found) else None
    if len(proved) == len(found):
        return proved[0][0]
    ((first, layouts),) = proved
    if layouts == {NUMERATOR} and GRADIENT in told:
        text = "it holds in another layout of derivatives than the usual one"
        return Judgement("undecided", reason=text)
    return in_one_layout(place, replace(first, layouts=layouts))


def _slope(node: tree.Node) -> _Slope | None:
    r"""\partial f/\partial W, \nabla f, \nabla_v f and \nabla^2 f."""
    if isinstance(node, tree.Derivative) and node.operand is not None:
        one = len(node.variables) == 1 and node.orders == (1,)
        variable = node.variables[0]
        plain_one = isinstance(variable, tree.Name) and not variable.labels
        return _Slope(node.operand, variable, 1) if one and plain_one else None  # type: ignore[arg-type]
    if not isinstance(node, tree.Product) or len(node.factors) != 2 or not node.implicit:
        return None
    operator, operand = node.factors
    order = 1
    if isinstance(operator, tree.Power) and tree.key(operator.exponent) is None:
        two = isinstance(operator.exponent, tree.Number) and operator.exponent.value == 2
        operator, order = (operator.base, 2) if two else (node, 0)
    if not isinstance(operator, tree.Name) or operator.base != "nabla" or operator.labels:
        return None
    below = operator.subscript
    if below is not None and not isinstance(below, tree.Name):
        return None
    return _Slope(operand, below, order)


def _is_read(place: Place, left: tree.Node, slope: _Slope, opened: dict[str, _Opened]) -> bool:
    """Whether it has a value by the rules of meaning alone, which know of slopes in given lists."""
    one = opened.get(tree.key(slope.variable) or "") if slope.variable is not None else None
    if one is not None and not (one.values and one.array.is_vector):
        return False
    try:
        reader(place.state.scope, open_names=True, version=place.seen).read(left)
    except MeaningError:
        return False
    return True


# --- arrays that are opened -----------------------------------------------------------------


def _opened(place: Place, view: Reader, slope: _Slope) -> dict[str, _Opened]:
    """The declared arrays behind a slope, and the given one that it is taken in."""
    found: dict[str, _Opened] = {}
    behind = set(_behind(view, slope.operand))
    variable = None if slope.variable is None else _whole(slope.variable)
    for key, rows, columns in _declared(place):
        if key in behind | {variable} and view.scope.latest(key) is None:
            found[key] = _Opened(_unknown(key, rows, columns, columns == 1), {})
    wanted = behind if variable is None else {variable}
    for key in wanted - found.keys() - {None}:
        given = _given(view, key or "")
        if given is not None:
            names = _unknown(key or "", *given.shape, given.loose)
            cells = zip(names.cells(), given.cells(), strict=True)
            found[key or ""] = _Opened(names, {str(u.expr.data): c.expr for u, c in cells})
    size = sum(len(list(one.array.cells())) for one in found.values())
    return found if size <= _MOST else {}


def _whole(name: tree.Name) -> str:
    """W of W, and of the entry W_{12}."""
    return tree.key(replace(name, subscript=None)) or ""


def _declared(place: Place) -> Iterator[tuple[str, int, int]]:
    """The arrays whose sizes are said as numbers."""
    if place.state.arrays is None:
        return
    memory = memory_of(place.state)
    for name, shape in memory.shapes.items():
        sizes = [str(size) for size in shape]
        if name in memory.contested or name in memory.kinds or not all(map(str.isdigit, sizes)):
            continue
        rows, columns = map(int, sizes)
        if 1 < rows * columns <= _MOST:
            yield plain_name(name), rows, columns


def _given(view: Reader, key: str) -> Array | None:
    """The numbers that an array was given as such."""
    known = view.scope.latest(key)
    if known is None or known.parameters is not None or known.computed:
        return None
    value = view.lookup(tree.Name(known.key))
    small = isinstance(value, Array) and 1 < len(list(value.cells())) <= _MOST
    return value if small and isinstance(value, Array) else None


def _unknown(key: str, rows: int, columns: int, loose: bool) -> Array:
    cells = [
        [Scalar(symbol(f"{key}′{r + 1},{c + 1}")) for c in range(columns)] for r in range(rows)
    ]
    return Array(tuple(map(tuple, cells)), loose)


def _behind(view: Reader, node: tree.Node) -> Iterator[str]:
    """The names in an expression and in the formulas behind it, and the arrays of entries."""
    waiting, seen = [node], set[str]()
    while waiting:
        for part in tree.walk(waiting.pop()):
            if not isinstance(part, tree.Name):
                continue
            key, whole = tree.key(part) or "", _whole(part)
            yield whole
            families = view.scope.families.get(part.base, {})
            for name in {key, whole, *families} - seen:
                seen.add(name)
                known = view.scope.latest(name)
                waiting += [] if known is None else [known.body]


# --- what the slope is ----------------------------------------------------------------------


def _worked_out(view: Reader, slope: _Slope, opened: dict[str, _Opened]) -> tuple[_Way, ...]:
    """The slope in each layout of derivatives; nothing where it is not known."""
    there = view.varying({key: one.array for key, one in opened.items()})
    body = there.read(slope.operand)
    if isinstance(body, Defined):
        places = [parameter_name(name, slope.operand) for name in body.parameters]
        body = there.apply(body, [there.lookup(name) for name in places], slope.operand)
    if there.track.supposed or not isinstance(body, (Scalar, Array)):
        return ()
    cells = [cell.expr for cell in body.cells()] if isinstance(body, Array) else [body.expr]
    if not all(map(_is_smooth, cells)):
        return ()
    by = _variable(there, slope, opened, cells)
    if by is None:
        return ()
    values = {name: value for one in opened.values() for name, value in one.values.items()}

    def at(expr: Expr, *steps: str) -> Scalar:
        for name in steps:
            expr = derivative(expr, name, symbol(name))
        return Scalar(substitute(expr, values))

    names = [str(cell.expr.data) for cell in by.cells()] if isinstance(by, Array) else []
    if isinstance(body, Scalar):
        if isinstance(by, Scalar):
            one = at(body.expr, str(by.expr.data))
            return (_Way(one),) if slope.order == 1 else ()
        if slope.order == 2:
            square = tuple(tuple(at(body.expr, a, b) for b in names) for a in names)
            return (_Way(Array(square)),) if by.is_vector else ()
        found = tuple(at(body.expr, name) for name in names)
        if by.is_vector:
            return (_Way(column(found, loose=True)),)
        wide = len(by.rows[0])
        rows = tuple(found[k : k + wide] for k in range(0, len(found), wide))
        return _both_ways(rows, DENOMINATOR)
    if not isinstance(by, Array) or not (body.is_vector and by.is_vector) or slope.order != 1:
        return ()
    rows = tuple(tuple(at(cell, name) for name in names) for cell in cells)
    return _both_ways(rows, NUMERATOR)


def _both_ways(rows: tuple[tuple[Scalar, ...], ...], layout: str) -> tuple[_Way, ...]:
    """The slopes as they are in a layout and mostly, and as they are in the other one."""
    other = frozenset(LAYOUTS) - {GRADIENT, layout}
    turned = Array(tuple(zip(*rows, strict=True)))
    return _Way(Array(rows), frozenset({GRADIENT, layout})), _Way(turned, other)


def _is_smooth(expr: Expr) -> bool:
    return all(
        node.op in _SMOOTH
        or (node.op == "apply" and node.data in _APPLIED)
        or (node.op == "power" and not free_symbols(node.args[1]))
        for node in postorder(expr)
    )


def _variable(
    view: Reader, slope: _Slope, opened: dict[str, _Opened], cells: list[Expr]
) -> Array | Scalar | None:
    """The array, or the entry, that a slope is taken in; the only one that is met for a ∇."""
    used = free_symbols(*cells)
    met = {key: one for key, one in opened.items() if _names(one.array) & used}
    if slope.variable is None:
        return next(iter(met.values())).array if len(met) == 1 else None
    if _whole(slope.variable) not in met:
        return None
    value = replace(view, track=Track()).read(slope.variable)  # nobody derives by a cofactor
    if isinstance(value, Scalar):
        own = _names(met[_whole(slope.variable)].array)
        return value if value.expr.op == "symbol" and str(value.expr.data) in own else None
    return value if isinstance(value, Array) else None


def _names(array: Array) -> frozenset[str]:
    return frozenset(str(cell.expr.data) for cell in array.cells())


def _judged(
    place: Place,
    sides: tuple[tree.Node, tree.Link, Array | Scalar],
    way: _Way,
    view: Reader,
    assumed: Assumptions,
) -> Judgement | None:
    """What is found in one layout; another shape is none that is meant.

    None where a slope is set to 0, or to numbers that it has nowhere in particular: that may be an
    equation to solve.
    """
    (left, link, right), value = sides, way.value
    shapes = [v.shape if isinstance(v, Array) else () for v in (value, right)]
    turned = isinstance(value, Array) and value.is_vector and shapes[0] == shapes[1][::-1]
    if shapes[0] != shapes[1] and not turned:
        matrix = isinstance(right, Array) and not right.is_vector  # a list may be of its entries
        return Judgement("refuted", "its shape is another one") if matrix else None
    found = judge_over(link.relation, Side(value, left), Side(right, link.operand), assumed)
    if found.outcome == "refuted" and _may_be_posed(value, right):
        return None
    return general(place, found, left, link, view, assumed)


def _may_be_posed(value: Value, right: Array | Scalar) -> bool:
    """Whether an open slope is set to numbers, or any slope to 0."""
    cells = [[lower(expr) for expr in _exprs(side)] for side in (value, right)]
    numbers = not free_symbols(*cells[-1])
    return numbers and (bool(free_symbols(*cells[0])) or all(c == ZERO for c in cells[-1]))
