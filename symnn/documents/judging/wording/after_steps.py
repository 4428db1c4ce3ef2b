r"""What holds "after this step": every weight w with a change \Delta w has moved by it.

The changes are those that the document gives, at the values in force; all of them are made at once.
What stands behind the words is then said at the new values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final, TypeAlias

from symnn.deferred import regex
from symnn.documents.judging.names.definitions import computed
from symnn.documents.judging.notations.differences import DELTA
from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.dots import literal
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.scope import Scope

Piece: TypeAlias = "tree.Statement | tree.Unreadable"
_AFTER: Final = regex(
    r"(?i)\s*(?:and |then |so |thus )?after (?:this|the|that|one|an?|a single|the first|such an?)"
    r"(?: (?:gradient|learning|training|descent|weight|parameter|delta-rule))*"
    r" (?:step|update|change|correction)\s*[,:]?\s*"
)
_CHANGE: Final = regex(rf"{DELTA}\((?P<name>[^()_^]+)\)(?:_(?P<index>[a-z]))?")
_MOST: Final = 16


def after_steps(statements: Sequence[Piece], scope: Scope) -> list[Piece]:
    """The statements with the new values as conditions of what is said behind such words.

    Args:
        statements: those of a formula.
        scope: the definitions so far.
    """
    found: list[Piece] = []
    said = False
    for one in statements:
        lead = one.lead.text if isinstance(one, tree.Statement) and one.lead is not None else ""
        said = said or _AFTER.fullmatch(lead) is not None
        moved = _moved(one, scope) if said and isinstance(one, tree.Statement) else None
        found.append(one if moved is None else moved)
    return found


def _moved(one: tree.Statement, scope: Scope) -> tree.Statement | None:
    """A statement at the new values; None where they are not settled."""
    if not isinstance(one.body, tree.Chain) or one.qualifiers:
        return None
    values = list(_new_values(scope))
    if not values or any(value is None for _, value in values):
        return None
    names = {tree.key(part) for part in tree.walk(one.body)}
    if any(name is not None and name.startswith(DELTA) for name in names):
        return None
    span = one.body.span
    told = [
        tree.Chain(name, (tree.Link("=", value, span=span),), span=span)
        for name, value in values
        if value is not None
    ]
    said = tuple(tree.Qualifier("at", chain, span=span) for chain in told)
    first = one.body.first  # in brackets it is no name that is given a new value
    known = scope.latest(tree.key(first) or "") if isinstance(first, tree.Name) else None
    if known is not None and computed(known.body):
        first = tree.Group("()", (first,), span=first.span)
    return replace(one, body=replace(one.body, first=first), lead=None, qualifiers=said)


def _new_values(scope: Scope) -> Iterator[tuple[tree.Name, tree.Node | None]]:
    """Each name that has a change, with its value and the change together."""
    for key in sorted(scope.history):
        found = _CHANGE.fullmatch(key)
        if found is None or scope.latest(key) is None:
            continue
        name = tree.Name(found["name"])
        known = scope.latest(found["name"])
        given = scope.history.get(found["name"], [])
        if known is None or known.parameters is not None or len(given) > 1:
            yield name, None  # of two values the second may be that after the step
        elif found["index"] is None:
            yield name, _number(scope, name)
        else:
            yield name, _entries(scope, name, known.body)


def _number(scope: Scope, name: tree.Name) -> tree.Node | None:
    change = replace(name, accents=(*name.accents, DELTA))
    try:
        value = exact_value(lower(reader(scope).read_scalar(tree.Sum((name, change))).expr))
    except SymnnError:
        return None
    if not value.is_rational:
        return None
    whole = value.as_fmpq()
    return literal(Fraction(int(whole.p), int(whole.q)), tree.NOWHERE)


def _entries(scope: Scope, name: tree.Name, body: tree.Node) -> tree.Node | None:
    """The list of the new entries of a list."""
    count = 0
    if isinstance(body, tree.Group) and body.fence in ("()", "[]"):
        count = len(body.items)
    elif isinstance(body, tree.Matrix) and len(body.rows[0]) == 1:
        count = len(body.rows)
    if not 1 < count <= _MOST:
        return None
    numbers = [
        _number(scope, replace(name, subscript=tree.Number(str(k), Fraction(k))))
        for k in range(1, count + 1)
    ]
    items = tuple(number for number in numbers if number is not None)
    if len(items) < count:
        return None
    return tree.Group("()", items, (",",) * (count - 1))
