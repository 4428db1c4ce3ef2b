r"""One claim for several values of a letter: f(x) = 2 for x = 1, 2, or for x = 1 and x = 2.

It is said of each of them, and not of the first alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Final, TypeAlias

from symnn.deferred import regex
from symnn.documents.judging.wording.listed_values import closed_items, told_places
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

Piece: TypeAlias = "tree.Statement | tree.Unreadable"
_LEADS: Final = regex(r"[\s,(]*(?:for|at|when|if|with|where)?(?: both| each of)?\s*")
_BEHIND: Final = frozenset({",", "and", "or", "and also"})
#: The most places that three dots stand for.
_MOST: Final = 30


def with_one_at_places(statements: Sequence[Piece], scope: Scope) -> list[Piece]:
    """The statements with one for each value of a letter that words behind them list.

    Args:
        statements: those of a formula.
        scope: the definitions so far; what is new is defined for all the values at once.
    """
    found: list[Piece] = []
    at = 0
    while at < len(statements):
        spread = _spread(statements, at, scope)
        found += [statements[at]] if spread is None else spread[0]
        at = at + 1 if spread is None else spread[1]
    return found


def _spread(
    statements: Sequence[Piece], at: int, scope: Scope
) -> tuple[list[tree.Statement], int] | None:
    """A claim for each of the places, and where they end."""
    head = statements[at]
    if not isinstance(head, tree.Statement) or not isinstance(head.body, tree.Chain):
        return None
    if len(head.qualifiers) != 1 or not _LEADS.fullmatch(head.qualifiers[0].words.lower()):
        return None
    (told,) = head.qualifiers
    bracket = told.body if isinstance(told.body, tree.Group) else None
    inside = bracket.items if bracket is not None and bracket.fence == "()" else ()
    name, places = told_places(inside[0] if inside else told.body)
    key = tree.key(name) if name is not None else None
    if key is None or len(places) != 1 or key not in map(tree.key, tree.walk(head.body)):
        return None
    if isinstance(head.body.first, tree.Name) and tree.key(head.body.first) == key:
        return None
    first = head.body.first
    if isinstance(first, tree.Call) and scope.latest(tree.key(first.head) or "") is None:
        return None
    places += inside[1:]
    end = at + 1
    while not inside and end < len(statements):
        more = _more(statements[end], key)
        if not more:
            break
        places += more
        end += 1
    commas = all(getattr(s, "separator", "") == "," for s in statements[at + 1 : end])
    if commas and _is_index(head.body, key):
        return None  # members of a family are judged for each index elsewhere
    whole = _without_dots(places)
    if len(places) < 2 or whole is None or not isinstance(told.body, (tree.Chain, tree.Group)):
        return None
    chain = told.body if isinstance(told.body, tree.Chain) else inside[0]
    return [
        replace(head, qualifiers=(replace(told, body=_put(chain, place)),)) for place in whole
    ], end


def _is_index(body: tree.Node, key: str) -> bool:
    """Whether a letter counts the members of something: x_i, or x^{(i)}."""
    names = [part for part in tree.walk(body) if isinstance(part, tree.Name)]
    marks = [
        mark for n in names for mark in (n.subscript, *n.labels) if isinstance(mark, tree.Node)
    ]
    return any(tree.key(part) == key for mark in marks for part in tree.walk(mark))


def _put(chain: tree.Node, place: tree.Node) -> tree.Node:
    if not isinstance(chain, tree.Chain):
        return chain
    return replace(chain, links=(replace(chain.links[0], operand=place),))


def _more(said: Piece, key: str) -> list[tree.Node]:
    """The places that go on in the next statement: a number, or x = 2."""
    if not isinstance(said, tree.Statement) or said.qualifiers or said.lead is not None:
        return []
    if said.separator not in _BEHIND:
        return []
    name, places = told_places(said.body)
    if name is not None:
        return places if tree.key(name) == key else []
    body = said.body
    if isinstance(body, tree.Dots):
        return [body]
    if isinstance(body, tree.Group) and body.fence == "":
        closed = [isinstance(item, tree.Dots) or bool([*closed_items(item)]) for item in body.items]
        return list(body.items) if all(closed) else []
    return list(closed_items(body))


def _without_dots(places: Sequence[tree.Node]) -> list[tree.Node] | None:
    """The places with those that dots stand for between whole numbers; None where they are not."""
    if not any(isinstance(place, tree.Dots) for place in places):
        return list(places)
    numbers = [place.value if isinstance(place, tree.Number) else None for place in places]
    dots = [k for k, place in enumerate(places) if isinstance(place, tree.Dots)]
    if len(dots) != 1 or dots[0] == 0 or dots[0] != len(places) - 2:
        return None
    before, last = numbers[: dots[0]], numbers[-1]
    if last is None or any(number is None for number in before):
        return None
    known = [number for number in before if number is not None]
    step = known[1] - known[0] if len(known) > 1 else Fraction(1)
    if step <= 0 or any(b - a != step for a, b in pairwise(known)):
        return None
    count = (last - known[-1]) / step
    if count.denominator != 1 or not 0 < count <= _MOST or known[-1].denominator != 1:
        return None
    return [*places[: dots[0]], *_between(places[0], known[-1], step, int(count))]


def _between(like: tree.Node, start: Fraction, step: Fraction, count: int) -> Iterator[tree.Node]:
    for k in range(1, count + 1):
        value = start + k * step
        yield tree.Number(str(value), value, span=like.span)
