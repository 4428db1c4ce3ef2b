r"""Slopes of a loss that nothing defines: \partial L/\partial W = X^\top\,\partial L/\partial Y.

L depends on Y alone, and Y = XW is worked out of arrays whose entries are written down, as open
letters. The slopes of L by the entries of Y may be any numbers; those by all that Y is made from
follow by the chain rule. A slope by an array has the shape of the array, or, in the other layout,
that of its transpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging.doubts.arrays.layouts import in_one_layout
from symnn.documents.judging.names.letters.unsaid import SIGMA
from symnn.documents.judging.over import judge_over
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side
from symnn.errors import SymnnError
from symnn.exact.expression import (
    Expr,
    add,
    derivative,
    free_symbols,
    mul,
    substitute,
    symbol,
)
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.matrices.context import DENOMINATOR, GRADIENT, NUMERATOR
from symnn.latex.meaning.arrays import transposed
from symnn.latex.meaning.assumptions import NOTHING, Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Array, Builtin, Scalar, Value
from symnn.latex.plain import plain

_MOST_CELLS: Final = 36
_SIDES: Final = 2
#: How slopes of a loss without a formula are decided.
METHOD: Final = "the chain rule, entry by entry"
_SLOPE: Final = "slope of the loss "
_MANY: Final = regex(r"^\d+$")
#: A slope with its space, which tells the layout of all of them.
_SHAPED: Final = regex(r"\\partial[^$=]{1,40}\\in(?![a-z])|\\partial[^.;=]{1,60}\bshape\b")
#: What else it depends on, or an index behind the name.
_AND: Final = regex(
    r"[A-Za-z_'^]|\s*(?:\}|\$|\\\))?\s*(?:,\s*(?:and\b|\$)|and\b|\\text\s*\{\s*and\b|,\s*[A-Za-z](?![a-z]))"
)
_FOLLOWS: Final = r"[^.;]{0,60}?(?:function of|depends? (?:only )?on|computed from|of the output)"


@final
@dataclass(frozen=True, slots=True)
class _Variable:
    """What L is derived by: open letters, or some entries of an array that is worked out.

    `owner` is the name of that array, and `places` are the entries in it.
    """

    value: Array | Scalar
    owner: str = ""
    places: tuple[int, ...] = ()


def judge_slope_of_loss(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of an equation between slopes of such a loss.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what the words beside it let hold; nothing may be said there.
    """
    left, link = _spelled(place, left), replace(link, operand=_spelled(place, link.operand))
    slopes = _slopes(left, link.operand)
    if link.relation != "=" or assumed != NOTHING or len({s.operand for s in slopes}) != 1:
        return None
    loss = tree.key(slopes[0].operand) if slopes[0].operand is not None else None
    text = place.state.source.text[: place.formula.outer_start]
    if loss is None or not _is_open(place, loss) or _SHAPED.search(text) is not None:
        return None
    try:
        found = _judged(place, left, link, slopes)
    except (MeaningError, SymnnError, RecursionError):
        return None
    if found is None:
        return None
    return found, f"{plain(left)} = {plain(link.operand)}"


def _spelled(place: Place, node: tree.Node) -> tree.Node:
    r"""A side with the slopes themselves for names of slopes: \delta = \partial L/\partial y."""
    known = place.state.scope.latest(tree.key(node) or "")
    if known is not None and isinstance(known.body, tree.Derivative):
        return known.body
    if isinstance(node, tree.Derivative):
        return node
    inside = tree.map_children(node, partial(_spelled, place))
    if isinstance(inside, tree.Call) and isinstance(inside.head, tree.Derivative):
        return tree.Product((inside.head, inside.arguments), ("",), span=node.span)
    return inside


def _slopes(*sides: tree.Node) -> list[tree.Derivative]:
    parts = [part for side in sides for part in tree.walk(side)]
    found = [part for part in parts if isinstance(part, tree.Derivative)]
    plain_ones = all(s.orders == (1,) and len(s.variables) == 1 for s in found)
    return found if plain_ones and len(found) > 1 else []


def _is_open(place: Place, loss: str) -> bool:
    """Whether nothing gives the loss a formula; f(y) with an unknown f is none."""
    known = place.state.scope.latest(loss)
    if known is None:
        return True
    called = isinstance(known.body, tree.Call) and isinstance(known.body.head, tree.Name)
    head = known.body.head if isinstance(known.body, tree.Call) else known.body
    unknown = place.state.scope.latest(tree.key(head) or "") is None
    return known.parameters is None and called and unknown


def _judged(
    place: Place, left: tree.Node, link: tree.Link, slopes: list[tree.Derivative]
) -> Judgement | None:
    view = reader(place.state.scope, version=place.seen)
    letters = dict(_open_letters(view))
    unsaid = place.state.scope.latest(SIGMA) is None
    squash: dict[str, Value] = {SIGMA: Builtin("sigmoid")} if unsaid else {}
    view = view.varying({**letters, **_declared(place), **squash})
    variables = {n: _variable(n, view, letters) for n in {s.variables[0] for s in slopes}}
    owners = {v.owner for v in variables.values() if v.owner}
    last = _last(view, owners)
    if last is None:
        return None
    rates = [symbol(f"{_SLOPE}{n}") for n in range(len(_cells_of(view, last)))]
    values: dict[tree.Node, Value] = {
        name: _slope_by(view, one, last, rates) for name, one in variables.items()
    }
    view = view.varying(_entries(view, letters, left, link.operand))
    judge = partial(_in_layout, left, link, view, values)
    told = _is_told(place, slopes[0], last)
    told = told and not (unsaid and SIGMA in place.state.source.text)
    whole = any(map(_is_whole, variables.values()))
    return _of_both(place, judge, told, whole, _is_shaky(view, left, link.operand))


def _entries(view: Reader, letters: Mapping[str, Value], *sides: tree.Node) -> dict[str, Value]:
    """The entries that stand in the sides by names of their own, such as a_2."""
    found: dict[str, Value] = {}
    for part in (p for side in sides for p in tree.walk(side)):
        key = tree.key(part) if isinstance(part, tree.Name) else None
        if key is None or "_" not in key or view.knows(key) or key in letters:
            continue
        try:
            found[key] = _variable(part, view, letters).value
        except MeaningError:
            continue
    return found


def _is_shaky(view: Reader, *sides: tree.Node) -> bool:
    """Whether a power of an array stands in it, or a bracket behind a slope."""
    for part in (p for side in sides for p in tree.walk(side)):
        if isinstance(part, tree.Power) and tree.key(part.base) is not None:
            try:
                shaky = isinstance(view.read(part.base), Array)
            except MeaningError:
                shaky = True
        else:
            shaky = isinstance(part, (tree.Power, tree.Call)) and any(
                isinstance(p, tree.Name) and p.subscript is None for p in tree.walk(part)
            )
        if shaky or (isinstance(part, tree.Product) and _is_placed(part)):
            return True
    return False


def _is_placed(node: tree.Product) -> bool:
    first, second, *_ = node.factors
    slope = isinstance(first, tree.Derivative) and isinstance(second, tree.Group)
    return slope and not node.operators[0]


def _is_whole(variable: _Variable) -> bool:
    return isinstance(variable.value, Array)


def _open_letters(view: Reader) -> Iterator[tuple[str, Value]]:
    """The letters that stand as entries in arrays, as unknown numbers."""
    found: set[str] = set()
    for key, history in view.scope.history.items():
        body = history[-1].body if history else None
        while isinstance(body, tree.Transpose):
            body = body.operand
        rows = body.rows if isinstance(body, tree.Matrix) else ()
        if isinstance(body, tree.Group) and len(body.items) > 1:
            rows = (body.items,)
        cells = [cell for row in rows for cell in row]
        keys = [tree.key(cell) or "" for cell in cells if isinstance(cell, tree.Name)]
        if not 1 < len(keys) == len(cells) == len(set(keys)) <= _MOST_CELLS or key in keys:
            continue
        if "" in keys or found & set(keys) or any(view.scope.latest(k) for k in keys):
            continue
        found |= set(keys)
        for one in keys:
            yield one, Scalar(symbol(one))


def _declared(place: Place) -> dict[str, Value]:
    r"""Arrays of a few rows and columns of which nothing but their shapes is said."""
    found: dict[str, Value] = {}
    for key, known in place.state.declared.known.items():
        sizes = known[-1].shape if known else ()
        if len(sizes) != _SIDES or not all(_MANY.match(size) for size in sizes):
            continue
        rows, columns = (int(size) for size in sizes)
        if rows * columns > _MOST_CELLS or place.state.scope.latest(key) is not None:
            continue
        cells = [[symbol(f"{key} {i},{j}") for j in range(columns)] for i in range(rows)]
        found[key] = Array(tuple(tuple(Scalar(cell) for cell in row) for row in cells))
    return found


def _variable(name: tree.Node, view: Reader, letters: Mapping[str, Value]) -> _Variable:
    """An open array or entry, or a computed one; raises for what is neither."""
    key = tree.key(name) or ""
    if key in letters or view.knows(key) or key in view.varied:
        value = view.read(name)
        if isinstance(value, Array):
            every = tuple(range(len(list(value.cells()))))
            return _Variable(value) if _is_letters(value) else _Variable(value, key, every)
        if isinstance(value, Scalar) and value.expr.op == "symbol":
            return _Variable(value)
        raise MeaningError(Kind.UNSUPPORTED, "no array", name.span)
    base, places = _split(key)
    for letter, value in letters.items():
        if _split(letter) == (base, places) and isinstance(value, Scalar):
            return _Variable(value)
    for owner in (base, base.upper()):
        if not view.knows(owner) and owner not in view.varied:
            continue
        value = view.read(tree.Name(owner, span=name.span))
        found = _place(value, places) if isinstance(value, Array) else None
        if found is not None and isinstance(value, Array):
            cell = list(value.cells())[found]
            return _Variable(cell) if _is_letters(value) else _Variable(cell, owner, (found,))
    raise MeaningError(Kind.UNDEFINED, f"{key} is not defined", name.span)


def _is_letters(value: Array) -> bool:
    return all(cell.expr.op == "symbol" for cell in value.cells())


def _place(value: Array, places: tuple[int, ...]) -> int | None:
    """Where an entry stands, row by row."""
    rows, columns = value.shape
    if len(places) == 1 and value.is_vector and 0 < places[0] <= rows * columns:
        return places[0] - 1
    if len(places) != _SIDES or not (0 < places[0] <= rows and 0 < places[1] <= columns):
        return None
    return (places[0] - 1) * columns + places[1] - 1


def _split(key: str) -> tuple[str, tuple[int, ...]]:
    """The letter and the numbers of x_1,2 and x_12; no numbers for anything else."""
    base, _, below = key.partition("_")
    parts = below.split(",") if "," in below else list(below)
    if not parts or not all(_MANY.match(part) for part in parts):
        return base, ()
    return base, tuple(int(part) for part in parts)


def _cells_of(view: Reader, owner: str) -> list[Expr]:
    value = view.read(tree.Name(owner))
    if not isinstance(value, Array):
        raise MeaningError(Kind.UNSUPPORTED, "no array", tree.Span(0, 0))
    return [cell.expr for cell in value.cells()]


def _anew(view: Reader, owner: str) -> tuple[Reader, list[Expr]]:
    """The view with the entries of an array as unknowns, and these."""
    value = view.read(tree.Name(owner))
    if not isinstance(value, Array):
        raise MeaningError(Kind.UNSUPPORTED, "no array", tree.Span(0, 0))
    count = iter(range(_MOST_CELLS * _MOST_CELLS))
    fresh = value.map(lambda _: symbol(f"{owner} {next(count)}"))
    return view.varying({owner: fresh}), [cell.expr for cell in fresh.cells()]


def _last(view: Reader, owners: set[str]) -> str | None:
    """The array that the loss is a function of: it is made from all others of these."""
    found = []
    for one in owners:
        others = (_anew(view, other) for other in owners - {one})
        if all(free_symbols(*_cells_of(v, one)) & free_symbols(*f) for v, f in others):
            found.append(one)
    return found[0] if len(found) == 1 else None


def _slope_by(view: Reader, variable: _Variable, last: str, rates: list[Expr]) -> Value:
    """The slopes of the loss by a variable, by the chain rule."""
    value = variable.value
    cells = [c.expr for c in (value.cells() if isinstance(value, Array) else (value,))]
    if variable.owner == last:
        found = [rates[place] for place in variable.places]
    else:
        inner, by, back = view, cells, dict[str, Expr]()
        if variable.owner:
            inner, fresh = _anew(view, variable.owner)
            by = [fresh[place] for place in variable.places]
            now = _cells_of(view, variable.owner)
            back = {str(f.data): n for f, n in zip(fresh, now, strict=True)}
        output = _cells_of(inner, last)
        if not any(free_symbols(*output) & free_symbols(cell) for cell in by):
            raise MeaningError(Kind.UNSUPPORTED, "the loss does not depend on it", tree.Span(0, 0))
        found = [_rate(output, cell, rates, back) for cell in by]
    if not isinstance(value, Array):
        return Scalar(found[0])
    row = iter(found)
    return value.map(lambda _: next(row))


def _rate(output: list[Expr], cell: Expr, rates: list[Expr], back: Mapping[str, Expr]) -> Expr:
    slopes = (lower(derivative(one, str(cell.data), cell)) for one in output)
    return add(*(mul(r, substitute(s, back)) for r, s in zip(rates, slopes, strict=True)))


def _is_told(place: Place, slope: tree.Derivative, last: str) -> bool:
    """Whether the text says that the loss depends on the output alone."""
    loss = tree.key(slope.operand) if slope.operand is not None else ""
    known = place.state.scope.latest(loss or "")
    if known is not None and isinstance(known.body, tree.Call):
        return [tree.key(a) for a in known.body.arguments.items] == [last]
    said = re.compile(rf"\b{re.escape(loss or '')}\b{_FOLLOWS}[^.;A-Za-z]*(?:\\text\{{)?[^.;]*?")
    text = place.state.source.text
    behind = (text[m.end() :].lstrip(" ${}\\,~") for m in said.finditer(text))
    return any(b.startswith(last) and _AND.match(b[len(last) :]) is None for b in behind)


def _in_layout(
    left: tree.Node,
    link: tree.Link,
    view: Reader,
    values: Mapping[tree.Node, Value],
    turned: bool,
) -> Judgement:
    """The judgement with slopes of the shape of their variable, or all of them transposed."""
    names: dict[str, Value] = {}

    def put(node: tree.Node) -> tree.Node:
        if not isinstance(node, tree.Derivative):
            return tree.map_children(node, put)
        key = f"{_SLOPE}by {plain(node.variables[0])}"
        value = values[node.variables[0]]
        names[key] = transposed(value) if turned and isinstance(value, Array) else value
        return tree.Name(key, span=node.span)

    sides = put(left), put(link.operand)
    inner = view.varying(names)
    try:
        one, two = (inner.read(side) for side in sides)
    except MeaningError as obstacle:
        if obstacle.kind is not Kind.SHAPE:
            raise
        return Judgement("refuted", "shapes", shapes=True, notes=(obstacle.message,))
    found = judge_over("=", Side(one, left), Side(two, link.operand), NOTHING)
    if found.outcome == "refuted" and (inner.track.supposed or inner.track.met):
        return Judgement("undecided", reason="it may be read in several ways")
    return found


def _of_both(
    place: Place, judge: partial[Judgement], told: bool, whole: bool, shaky: bool
) -> Judgement | None:
    """What is found in both layouts, where arrays stand in it."""
    found = {GRADIENT: judge(turned=False)}
    if whole:
        found[NUMERATOR] = judge(turned=True)
    held = [layout for layout, one in found.items() if one.outcome == "proved"]
    if held:
        some = frozenset[str]()
        if len(held) < len(found):
            some = frozenset({GRADIENT, DENOMINATOR} if held[0] == GRADIENT else {NUMERATOR})
        return in_one_layout(place, Judgement("proved", METHOD, layouts=some))
    if any(one.outcome != "refuted" for one in found.values()):
        return None
    if not told:
        return None  # what else the loss depends on is not said
    if shaky:
        return Judgement("undecided", reason="it may be read in several ways")
    return Judgement("refuted", found[GRADIENT].method, shapes=found[GRADIENT].shapes)
