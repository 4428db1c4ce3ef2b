r"""Letters that have but a few values: labels `y \in \{-1, +1\}`, bits `b \in \{0, 1\}`.

Wherever such a letter stands, it is one of these numbers: y^2 is 1 for a label of ±1. What is said
of it is true if it is true of each, and nothing is false that only fails of other numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from symnn.documents.judging.names.ranges import Range
from symnn.documents.judging.placing import State
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree

#: What may stand before such a set, if it is to hold from there on.
_LEADS: Final = frozenset({"", "where", "with", "and", "let", "labels", "for labels"})

#: Before such a set, these make it one case of several.
_CASES: Final = frozenset({"if", "when", "whenever", "unless", "case", "only"})


def note_few_values(
    state: State, formula: Formula, statements: Sequence[tree.Statement | tree.Unreadable]
) -> None:
    """Keep which letters of a formula lie in a set of a few numbers.

    Args:
        state: what the document said so far.
        formula: the formula, with the headings that it stands under.
        statements: what is said in it.
    """
    words = formula.before.lower().split()
    if words and words[-1] in _CASES:
        return
    for statement in statements:
        body = statement.body if isinstance(statement, tree.Statement) else None
        if not isinstance(body, tree.Chain) or _is_bound(statement):
            continue
        keys = frozenset(_letters(body))
        if keys and not any(map(state.scope.latest, keys)):
            state.ranges.append(Range(keys, body, formula.headings))


def _is_bound(statement: tree.Statement | tree.Unreadable) -> bool:
    """Whether words make the membership a case, or say more of it."""
    if not isinstance(statement, tree.Statement) or statement.qualifiers:
        return True
    lead = statement.lead.text.lower().strip(" ,") if statement.lead is not None else ""
    return lead not in _LEADS


def _letters(chain: tree.Chain) -> Iterator[str]:
    """The plain small letters that are said to lie in a set of two numbers at least."""
    links = chain.links
    if len(links) != 1 or links[0].relation != "∈" or not _is_set_of_numbers(links[0].operand):
        return
    first = chain.first
    items = first.items if isinstance(first, tree.Group) and first.fence == "" else (first,)
    for item in items:
        plain = isinstance(item, tree.Name) and not item.font and not item.labels
        if not isinstance(item, tree.Name) or not plain or not item.base[:1].islower():
            return
    yield from (tree.key(item) or "" for item in items)


def _is_set_of_numbers(node: tree.Node) -> bool:
    if not isinstance(node, tree.Group) or node.fence != "{}" or len(node.items) < 2:
        return False
    return all(_is_number(item) for item in node.items)


def _is_number(node: tree.Node) -> bool:
    if isinstance(node, (tree.Neg, tree.Sum)):
        inner = node.operand if isinstance(node, tree.Neg) else node.terms[0]
        return _is_number(inner) and (isinstance(node, tree.Neg) or len(node.terms) == 1)
    return isinstance(node, tree.Number)
