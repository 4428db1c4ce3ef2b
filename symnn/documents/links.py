"""One relation under the names in force: elaborated, judged, doubted."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.documents.doubts import withhold
from symnn.documents.placing import Place
from symnn.documents.relations import Judgement, Side, judge
from symnn.exact.expression import free_symbols
from symnn.latex import syntax as tree
from symnn.latex.meaning import obstacles
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.values import Array, Builtin, Defined, Scalar, Value, value_text
from symnn.latex.plain import plain

_MAX_READING: Final = 240


def judged(place: Place, left: tree.Node, link: tree.Link) -> tuple[Judgement, str]:
    """Judge a relation with the names in force; with unknowns only identities count."""
    scope = place.state.scope
    strict = reader(scope)
    try:
        sides = Side(strict.read(left), left), Side(strict.read(link.operand), link.operand)
    except MeaningError as obstacle:
        if obstacle.kind is not obstacles.Kind.UNDEFINED:
            raise
        return _identity(scope, left, link, obstacle)
    _check_defined(sides, link)
    reading = _reading(strict, left, link)
    found = judge(link.relation, *sides)
    if scope.moved(strict.track):
        found = _agreed(scope, found, left, link)
    if found.outcome == "refuted":
        found = withhold(place, found, sides, left, link)
    return found, reading


def _agreed(scope: Scope, found: Judgement, left: tree.Node, link: tree.Link) -> Judgement:
    """The judgement if it stays the same with definitions that see the names as they are now."""
    live = reader(scope, live=True)
    try:
        sides = Side(live.read(left), left), Side(live.read(link.operand), link.operand)
    except MeaningError:
        return found
    other = judge(link.relation, *sides)
    if other.outcome == found.outcome:
        return found
    text = "names were given new values since; with the old and the new ones it differs"
    return Judgement("undecided", reason=text)


def _check_defined(sides: tuple[Side, Side], link: tree.Link) -> None:
    for side in sides:
        if isinstance(side.value, (Builtin, Defined)):
            text = "functions are not compared here"
            raise MeaningError(obstacles.Kind.UNSUPPORTED, text, link.operand.span)


def _identity(
    scope: Scope, left: tree.Node, link: tree.Link, obstacle: MeaningError
) -> tuple[Judgement, str]:
    """An equation with undefined lower-case letters counts if it holds for all real values."""
    wide = reader(scope, open_names=True)
    try:
        sides = Side(wide.read(left), left), Side(wide.read(link.operand), link.operand)
    except MeaningError:
        raise obstacle from None
    found = judge(link.relation, *sides)
    names = sorted(_unknowns(sides))
    if found.outcome == "proved":
        note = f"for all real {', '.join(names)}"
        return replace(found, notes=(*found.notes, note)), _reading(wide, left, link)
    if found.outcome == "refuted" and link.relation == "=" and _is_derivative(left):
        return found, _reading(wide, left, link)
    verb = "is" if len(names) == 1 else "are"
    text = (
        f"{', '.join(names)} {verb} not defined, and it does not hold for all real numbers: "
        "a general formula, a condition, or an equation to solve"
    )
    message = text if found.outcome == "refuted" else obstacle.message
    raise MeaningError(obstacles.Kind.UNDEFINED, message, obstacle.span, obstacle.names)


def _is_derivative(node: tree.Node) -> bool:
    """f′(x) of a known function: nobody poses that as an equation to solve."""
    head = getattr(node, "head", None) or getattr(node, "function", None)
    return isinstance(head, tree.Prime)


def _unknowns(sides: tuple[Side, Side]) -> frozenset[str]:
    names: frozenset[str] = frozenset()
    for side in sides:
        if isinstance(side.value, Scalar):
            names |= free_symbols(side.value.expr)
        elif isinstance(side.value, Array):
            names |= free_symbols(*(c.expr for c in side.value.cells()))
    return names


def _reading(view: Reader, left: tree.Node, link: tree.Link) -> str:
    """The relation in plain text, with functions and products told apart."""
    sides = plain(view.told_apart(left)), plain(view.told_apart(link.operand))
    return cut(f"{sides[0]} {link.relation} {sides[1]}")


def text_of(value: Value) -> str:
    """A value in plain mathematics."""
    if isinstance(value, (Builtin, Defined)):
        return f"the function {value.name}"
    return value_text(value)


def cut(text: str) -> str:
    """A reading that fits a few lines."""
    return text if len(text) <= _MAX_READING else text[: _MAX_READING - 1] + "…"
