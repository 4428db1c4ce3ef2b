"""What stands in a list before an implication is supposed, as what stands right before it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from symnn.documents.phrases.sentences import gives_value
from symnn.latex import syntax as tree

_RELATIONS: Final = frozenset({"=", "<", "≤", ">", "≥", "≠", "∈"})
#: Words before the first of them, or none.
_SUPPOSES: Final = frozenset({"", "let", "suppose", "assume", "or", "case", "either"})


def premises(statements: Sequence[tree.Statement | tree.Unreadable]) -> set[int]:
    """The a < b of "a < b, c > 0 ⟹ ac < bc": what stands in a list before an implication.

    Returns:
        The places of these statements.
    """
    found: set[int] = set()
    listed: list[int] = []
    for place, statement in enumerate(statements):
        body = statement.body if isinstance(statement, tree.Statement) else None
        if not isinstance(statement, tree.Statement) or statement.separator != ",":
            listed = []
        if isinstance(body, tree.Chain) and body.links[0].relation == "⇒":
            found.update(listed)
            listed = []
        elif isinstance(statement, tree.Statement) and isinstance(body, tree.Chain):
            words = statement.lead.text.lower().strip(" ,:") if statement.lead is not None else ""
            bare = words in _SUPPOSES and not statement.qualifiers and not statement.connective
            relation = len(body.links) == 1 and body.links[0].relation in _RELATIONS
            given = gives_value(body) or _defines(body)
            listed += [place] if bare and relation and not given else []
    return found


def _defines(body: tree.Chain) -> bool:
    """x' = (x - m)/s: a name with a formula, and not two letters that are supposed to be equal."""
    link = body.links[0]
    formula = tree.key(link.operand) is None and not isinstance(link.operand, tree.Number)
    return link.relation == "=" and tree.key(body.first) is not None and formula
