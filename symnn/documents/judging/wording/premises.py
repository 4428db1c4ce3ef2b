"""What stands in a list before an implication or a colon is supposed, as what stands before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from symnn.documents.judging.wording.openings import BEFORE_COLON
from symnn.documents.phrases.sentences import gives_value
from symnn.latex import syntax as tree

_ORDERS: Final = frozenset({"<", "≤", ">", "≥", "≠"})
_RELATIONS: Final = frozenset({"=", "<", "≤", ">", "≥", "≠", "∈"})
_INDICES: Final = frozenset("ijklmn")
_PAIR: Final = 2
#: Words before the first of them, or none.
_SUPPOSES: Final = frozenset({"", "let", "suppose", "assume", "or", "case", "either"})


def premises(statements: Sequence[tree.Statement | tree.Unreadable]) -> dict[int, str]:
    """The a < b of "a < b, c > 0 ⟹ ac < bc": what stands in a list before an implication.

    Returns:
        The places of these statements, and the words that they stand for.
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
    found.update(_before_then(statements))
    return {**dict.fromkeys(found, "if"), **dict.fromkeys(_before_colons(statements), BEFORE_COLON)}


def _before_then(statements: Sequence[tree.Statement | tree.Unreadable]) -> set[int]:
    """The p = 1 - q of "if p = q, p = 1 - q, then p = 1/2": all from "if" to "then"."""
    found: set[int] = set()
    listed: list[int] = []
    inside = False
    for place, statement in enumerate(statements):
        if not isinstance(statement, tree.Statement):
            inside, listed = False, []
            continue
        lead = statement.lead.text.lower().strip(" ,:") if statement.lead is not None else ""
        if lead == "then":
            found.update(listed if inside else ())
        if lead in ("if", "whenever", "when"):
            inside, listed = True, []
        elif lead or statement.separator not in (",", "and") or statement.qualifiers:
            inside, listed = False, []
        elif isinstance(statement.body, tree.Chain):
            listed.append(place)
    return found


def _before_colons(statements: Sequence[tree.Statement | tree.Unreadable]) -> set[int]:
    """The x > 0 of "x > 0: |x| = x", also in a list of settings."""
    found: set[int] = set()
    listed: list[int] = []
    for place, statement in enumerate(statements):
        if not isinstance(statement, tree.Statement):
            listed = []
            continue
        if statement.separator == ":":
            found.update(listed)
        if statement.separator not in (",", "and"):
            listed = []
        bare = statement.lead is None and not statement.qualifiers and not statement.connective
        if bare and isinstance(statement.body, tree.Chain) and is_range(statement.body):
            listed.append(place)
    return found


def is_range(chain: tree.Chain) -> bool:
    """x > 0, 0 < x ≤ 1, i ≠ j: where letters lie, and no claim about them."""
    nodes = (chain.first, *(link.operand for link in chain.links))
    names = [node for node in nodes if isinstance(node, tree.Name)]
    if len(names) == len(nodes) == _PAIR and all(_is_index(name) for name in names):
        return chain.links[0].relation in _ORDERS | {"="}
    if not all(link.relation in _ORDERS for link in chain.links):
        return False
    return len(names) == 1 and all(n in names or _is_plain(n) for n in nodes)


def _is_index(name: tree.Name) -> bool:
    return name.base in _INDICES and name.subscript is None and not (name.accents or name.labels)


def _is_plain(node: tree.Node) -> bool:
    """A number, or one made of numbers."""
    return not any(isinstance(part, (tree.Name, tree.Call)) for part in tree.walk(node))


def _defines(body: tree.Chain) -> bool:
    """x' = (x - m)/s: a name with a formula, and not two letters that are supposed to be equal."""
    link = body.links[0]
    formula = tree.key(link.operand) is None and not isinstance(link.operand, tree.Number)
    return link.relation == "=" and tree.key(body.first) is not None and formula
