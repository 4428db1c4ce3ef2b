r"""What is said of all later members of a sequence: r_t = 0 for t > 4 beside r_1, …, r_4."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.meaning import tails
from symnn.latex.meaning.scope import Scope

Statements = Sequence["tree.Statement | tree.Unreadable"]
_WORDS: Final = frozenset(
    ("", "for", "if", "when", "whenever", "for all", "for each", "for every", "for any", "where")
)
_LEADS: Final = frozenset(("", "and", "with", "where", "but", "let"))
#: The rule by which such members are read; its room is built with this one.
RULE: Final = tails.member_of_tail


def with_tails(
    statements: Statements, scope: Scope, section: tuple[str, ...]
) -> list[tree.Statement | tree.Unreadable]:
    """The statements without those that say this, which the scope keeps for the section.

    Args:
        statements: those of one formula.
        scope: the definitions so far.
        section: the headings above.
    """
    for base in [base for base, (_, told) in scope.tails.items() if told != section]:
        del scope.tails[base]
        scope.values.clear()
    kept: list[tree.Statement | tree.Unreadable] = []
    for statement in statements:
        told = _tail(statement, scope)
        if told is None:
            kept.append(statement)
        else:
            scope.tails[told[0]] = told[1], section
            scope.values.clear()
    return kept


def _tail(statement: tree.Statement | tree.Unreadable, scope: Scope) -> tuple[str, int] | None:
    """The sequence that ends, and the index of its last member."""
    if not isinstance(statement, tree.Statement) or len(statement.qualifiers) != 1:
        return None
    lead = "" if statement.lead is None else statement.lead.text
    body, (qualifier,) = statement.body, statement.qualifiers
    if lead.lower().strip(" ,") not in _LEADS or qualifier.words.lower().strip(" ,") not in _WORDS:
        return None
    name, condition = _vanishing(body), qualifier.body
    if isinstance(condition, tree.Group) and len(condition.items) == 1:
        (condition,) = condition.items
    if name is None or not isinstance(condition, tree.Chain) or len(condition.links) != 1:
        return None
    letter, (link,) = tree.key(name.subscript or tree.Empty()), condition.links
    end = link.operand
    if letter is None or tree.key(condition.first) != letter or scope.latest(letter) is not None:
        return None
    if link.relation not in (">", "≥") or not isinstance(end, tree.Number):
        return None
    families = scope.families.get(name.base, {})
    if end.value.denominator != 1 or any(_is_computed(key, scope) for key in families):
        return None
    return name.base, int(end.value) - (link.relation == "≥")


def _vanishing(body: tree.Node) -> tree.Name | None:
    """r_t of r_t = 0."""
    if not isinstance(body, tree.Chain) or [li.relation for li in body.links] != ["="]:
        return None
    name, value = body.first, body.links[0].operand
    zero = isinstance(value, tree.Number) and value.value == 0
    plain = isinstance(name, tree.Name) and not name.labels and name.subscript is not None
    return name if zero and plain and isinstance(name, tree.Name) else None


def _is_computed(key: str, scope: Scope) -> bool:
    known = scope.latest(key)
    return known is not None and known.computed
