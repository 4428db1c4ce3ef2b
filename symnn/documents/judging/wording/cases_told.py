r"""Functions whose cases stand in one line: "f(x) = 1 if x > 0, else 0", "x if x > 0, -x if x < 0".

What stands behind the first case is a value of the same function: each case becomes a statement of
its own, f(x) = 0 otherwise, as if the author had written it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from symnn.documents.judging.wording.listed_cases import ELSE, with_listed_places
from symnn.latex import syntax as tree

_IF: Final = frozenset({"if", "for", "when", "whenever", "where", "in case", "provided", "and if"})
#: What one more case begins with.
_LEADS: Final = frozenset({"", "and", "or", "but"})
_NO_VALUES: Final = (tree.Chain, tree.Text, tree.System, tree.Logic, tree.Empty, tree.Dots)

Piece = tree.Statement | tree.Unreadable


def with_cases(statements: Sequence[Piece]) -> list[Piece]:
    """The statements with every case of a function as an equation of its own."""
    found: list[Piece] = []
    head: tree.Node | None = None
    for statement in with_listed_places(statements):
        if not isinstance(statement, tree.Statement):
            head = None
            found.append(statement)
            continue
        body = statement.body
        again = _again(statement, head)
        if again is not None:
            found.append(again)
            continue
        first = _is_first(statement)
        head = body.first if first and isinstance(body, tree.Chain) else None
        found += _split(statement) if first else (statement,)
    return found


def _words(text: str) -> str:
    return text.lower().strip(" ,.;()")


def _is_first(statement: tree.Statement) -> bool:
    """Whether it is an equation that holds under a condition."""
    body, conditions = statement.body, statement.qualifiers
    if not isinstance(body, tree.Chain) or len(body.links) != 1 or not conditions:
        return False
    within = _words(conditions[0].words) in _IF and isinstance(conditions[0].body, tree.Chain)
    return within and body.links[0].relation in ("=", ":=", "≡")


def _split(statement: tree.Statement) -> Iterator[tree.Statement]:
    """The equation, and the one that is said behind "else" in the same breath."""
    *before, last = statement.qualifiers
    body = statement.body
    other = last.body
    told = _words(last.words) in ELSE and other is not None
    if not (before and told and isinstance(body, tree.Chain)) or isinstance(other, _NO_VALUES):
        yield statement
        return
    yield replace(statement, qualifiers=tuple(before))
    if other is not None:
        rest = tree.Statement(other, separator=",", span=last.span)
        yield _case(rest, body.first, (tree.Qualifier("otherwise", None, span=last.span),))


def _again(statement: tree.Statement, head: tree.Node | None) -> tree.Statement | None:
    """One more case of the function with this head; None if it is none."""
    body = statement.body
    lead = _words(statement.lead.text) if statement.lead is not None else ""
    if head is None or statement.separator not in (",", "and", "quad", ";"):
        return None
    rest = (tree.Qualifier("otherwise", None, span=statement.span),)
    if isinstance(body, tree.Chain):
        same = body.first == head and lead in ELSE and not statement.qualifiers
        return replace(statement, lead=None, qualifiers=rest) if same else None
    if isinstance(body, _NO_VALUES):
        return None
    if lead in ELSE and not statement.qualifiers:
        return _case(statement, head, rest)
    if lead not in _LEADS or len(statement.qualifiers) != 1:
        return None
    (condition,) = statement.qualifiers
    words = _words(condition.words)
    if words in ELSE and condition.body is None:
        return _case(statement, head, rest)
    within = words in _IF and isinstance(condition.body, tree.Chain)
    return _case(statement, head, statement.qualifiers) if within else None


def _case(
    statement: tree.Statement, head: tree.Node, conditions: tuple[tree.Qualifier, ...]
) -> tree.Statement:
    span = statement.body.span
    unwritten = replace(head, span=tree.Span(span.start, span.start))
    chain = tree.Chain(unwritten, (tree.Link("=", statement.body),), span=span)
    bounded = tuple(map(_bounded, conditions))
    return replace(statement, body=chain, lead=None, qualifiers=bounded, separator=",")


def _bounded(condition: tree.Qualifier) -> tree.Qualifier:
    """x = 0 as 0 ≤ x ≤ 0: it is one more case, and no value of x for the moment."""
    chain = condition.body
    equal = isinstance(chain, tree.Chain) and [link.relation for link in chain.links] == ["="]
    if not isinstance(chain, tree.Chain) or not equal or not isinstance(chain.first, tree.Name):
        return condition
    value, span = chain.links[0].operand, chain.span
    links = tree.Link("≤", chain.first, span=span), tree.Link("≤", value, span=span)
    return replace(condition, body=tree.Chain(value, links, span=span))
