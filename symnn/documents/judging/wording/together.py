r"""Several premises of one conclusion, as conditions of it.

`0<a<1,\ 0<b<1 \implies ab<1`, and "if a > 0 and b > 0, then ab > 0".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from symnn.latex import syntax as tree

Spoken: TypeAlias = "tree.Statement | tree.Unreadable"

_RANGES: Final = frozenset({"<", "≤", ">", "≥", "≠", "∈"})
_JOINED: Final = frozenset({",", "and"})
_IFS: Final = frozenset({"if", "for", "when", "whenever", "assume", "assuming", "suppose"})


def with_premises(statements: Sequence[Spoken]) -> list[Spoken]:
    r"""The statements with all premises of an arrow, or of an "if", in one.

    >>> from symnn.latex.parser import parse
    >>> len(with_premises(parse(r"a>0,\ b>0\implies ab>0").statements))
    1
    """
    found: list[Spoken] = []
    waiting: list[tree.Statement] = []
    if any(_is_equivalence(statement) for statement in statements[:-1]):
        from symnn.documents.judging.wording.joined_sides import with_whole_sides

        statements = with_whole_sides(statements)
    for place, statement in enumerate(statements):
        rest = statements[place + 1 :]
        if isinstance(statement, tree.Statement) and _goes_on_if(found, statement, rest):
            before = found[-1]
            if isinstance(before, tree.Statement):
                found[-1] = _with(before, (statement,), "and")
        elif isinstance(statement, tree.Statement) and _is_of_arrow(statement, rest):
            waiting.append(statement)
        elif waiting and isinstance(statement, tree.Statement):
            found.append(_with(replace(statement, separator=waiting[0].separator), waiting, "if"))
            waiting = []
        else:
            found.append(statement)
    return found


def _is_equivalence(statement: Spoken) -> bool:
    body = statement.body if isinstance(statement, tree.Statement) else None
    return isinstance(body, tree.Chain) and body.links[0].relation == "⇔"


def _with(
    statement: tree.Statement, premises: Sequence[tree.Statement], words: str
) -> tree.Statement:
    more = tuple(tree.Qualifier(words, one.body, span=one.span) for one in premises)
    return replace(statement, qualifiers=(*statement.qualifiers, *more))


def _is_of_arrow(statement: tree.Statement, rest: Sequence[Spoken]) -> bool:
    """Whether it is a range before an arrow, with nothing but ranges between."""
    if not _is_range(statement):
        return False
    for later in rest:
        if not isinstance(later, tree.Statement) or later.separator not in _JOINED:
            return False
        body = later.body
        if isinstance(body, tree.Chain) and body.links[0].relation == "⇒":
            premise = body.first
            return later.lead is None and isinstance(premise, tree.Chain) and _orders(premise)
        if not _is_range(later):
            return False
    return False


def _goes_on_if(found: Sequence[Spoken], statement: tree.Statement, rest: Sequence[Spoken]) -> bool:
    """Whether it is the "and b > 0" of "if a > 0 and b > 0, then ab > 0"."""
    before = found[-1] if found else None
    if not isinstance(before, tree.Statement) or before.lead is None or not rest:
        return False
    words = before.lead.text.lower().split()
    led = bool(words) and words[-1] in _IFS and isinstance(before.body, tree.Chain)
    joined = statement.separator == "and" and _is_range(statement) and _is_of_names(statement.body)
    return led and joined and all(q.words == "and" for q in before.qualifiers)


def _is_range(statement: tree.Statement) -> bool:
    body = statement.body
    bare = statement.lead is None and not statement.qualifiers and not statement.connective
    return bare and isinstance(body, tree.Chain) and _orders(body)


def _orders(chain: tree.Chain) -> bool:
    return all(link.relation in _RANGES for link in chain.links)


def _is_of_names(body: tree.Node) -> bool:
    """0 < b < 1: names and numbers alone."""
    if not isinstance(body, tree.Chain):
        return False
    plain = (tree.Name, tree.Number, tree.Neg, tree.Quotient, tree.Group)
    ends = all(isinstance(link.operand, plain) for link in body.links)
    return ends and isinstance(body.first, (tree.Name, tree.Number))
