r"""Sets without some numbers: a \in \mathbb{R} \setminus \{1\} is a \in \mathbb{R} with a \ne 1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from symnn.latex import syntax as tree

Statements = Sequence["tree.Statement | tree.Unreadable"]
_MOST: Final = 4
#: Sets of numbers, of which some may be left out.
_NUMBERS: Final = frozenset("RQZNC")


def with_numbers_left_out(statements: Statements) -> list[tree.Statement | tree.Unreadable]:
    """The statements with conditions for what is left out of a set of numbers.

    Args:
        statements: those of one formula.
    """
    return [_changed(s) if isinstance(s, tree.Statement) else s for s in statements]


def _changed(statement: tree.Statement) -> tree.Statement:
    qualifiers: list[tree.Qualifier] = []
    for qualifier in statement.qualifiers:
        found = _apart(qualifier.body)
        if found is None:
            qualifiers.append(qualifier)
            continue
        qualifiers.append(replace(qualifier, body=found[0]))
        qualifiers += [tree.Qualifier("with", c, span=qualifier.span) for c in found[1]]
    own = _apart(statement.body) if statement.lead is not None else None
    body = statement.body
    if own is not None:
        body = own[0]
        qualifiers = [*(tree.Qualifier("with", c, span=c.span) for c in own[1]), *qualifiers]
    return replace(statement, body=body, qualifiers=tuple(qualifiers))


def _apart(node: tree.Node | None) -> tuple[tree.Chain, list[tree.Chain]] | None:
    """a ∈ ℝ, and a ≠ -1 for each name and each number."""
    if not isinstance(node, tree.Chain) or [li.relation for li in node.links] != ["∈"]:
        return None
    (link,) = node.links
    within = link.operand
    if not isinstance(within, tree.Product) or within.operators != ("∖",):
        return None
    numbers, out = within.factors
    listed = isinstance(out, tree.Group) and out.fence == "{}" and 0 < len(out.items) <= _MOST
    plain = isinstance(numbers, tree.Name) and numbers.base in _NUMBERS and numbers.font == "bb"
    if not plain or not listed or not isinstance(out, tree.Group):
        return None
    whole = replace(node, links=(replace(link, operand=numbers),))
    return whole, list(_different(node.first, out.items, node.span))


def _different(
    first: tree.Node, numbers: tuple[tree.Node, ...], span: tree.Span
) -> Iterator[tree.Chain]:
    names = first.items if isinstance(first, tree.Group) and first.fence == "" else (first,)
    for name in names:
        for number in numbers:
            yield tree.Chain(name, (tree.Link("≠", number, span=span),), span=span)
