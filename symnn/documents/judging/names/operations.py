r"""Operations that an author defines: a ∘ b = a + b - ab, then 2 ∘ 3.

Once an equation says what two letters with a sign between them are, the sign is a function of two
arguments, \circ(a, b), under the heading where it was defined and below. Signs in a row, or beside
other operations without brackets, are left as they are: which of them binds first is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

Statements = Sequence["tree.Statement | tree.Unreadable"]
Headings = tuple[str, ...]

_PLAIN: Final = frozenset({"", "·", "×", "/"})
#: Letters that are functions rather than numbers: f ∘ g is a composition.
_FUNCTIONS: Final = frozenset("fghFGH")
#: So many characters around a definition tell what it is about.
NEAR: Final = 500
#: ⊕ between truth values has a meaning of its own.
_LOGIC: Final = regex(
    r"xor|exclusive|parity|boolean|\bbits?\b|\\bmod|\bmod(ulo)? |\\\{\s?0\s?,\s?1\s?\\\}"
)
_ELEMENTARY: Final = (tree.Sum, tree.Neg, tree.Quotient, tree.Power, tree.Root, tree.Number)
_MORE: Final = (tree.Abs, tree.Group, tree.Apply, tree.Call, tree.Cases, tree.Case, tree.Chain)


def with_own_operations(
    statements: Statements, formula: Formula, scope: Scope, known: dict[str, Headings], text: str
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with functions for the operations that an author defines.

    Args:
        statements: of a formula, in their order.
        formula: the formula.
        scope: the names that are known.
        known: the headings under which each operation was defined; new ones are added.
        text: the document.
    """
    found: list[tree.Statement | tree.Unreadable] = []
    for statement in statements:
        body = statement.body if isinstance(statement, tree.Statement) else None
        if isinstance(body, tree.Chain):
            sign = _defined(body, scope)
            if sign is not None and not (sign == "⊕" and _is_about_logic(formula, text)):
                known[sign] = formula.headings
        here = {s for s, above in known.items() if formula.headings[: len(above)] == above}
        if here and isinstance(body, tree.Chain) and isinstance(statement, tree.Statement):
            statement = replace(statement, body=_written_as_functions(body, frozenset(here)))
        found.append(statement)
    return found


def _is_about_logic(formula: Formula, text: str) -> bool:
    around = text[max(formula.outer_start - NEAR, 0) : formula.outer_start + NEAR]
    return _LOGIC.search(around.lower()) is not None


def _defined(chain: tree.Chain, scope: Scope) -> str | None:
    """The sign of the operation that an equation defines."""
    first, link = chain.first, chain.links[0]
    if link.relation not in ("=", ":=") or not isinstance(first, tree.Product):
        return None
    if len(first.factors) != 2 or first.operators[0] not in tree.SIGNS:
        return None
    letters = {_letter(factor, scope) for factor in first.factors}
    parts = list(tree.walk(link.operand))
    names = {part for part in parts if isinstance(part, tree.Name)}
    again = letters <= {name.base for name in names}
    good = None not in letters and len(letters) == 2 and again
    return first.operators[0] if good and all(map(_is_elementary, parts)) else None


def _letter(node: tree.Node, scope: Scope) -> str | None:
    """A small letter that means nothing yet and is no function."""
    if not isinstance(node, tree.Name) or tree.key(node) != node.base or node.font == "bold":
        return None
    single = len(node.base) == 1 and node.base.islower() and node.base not in _FUNCTIONS
    return node.base if single and scope.latest(node.base) is None else None


def _is_elementary(node: tree.Node) -> bool:
    """Whether a part of a formula is one of numbers: no entries, transposes, sums over indices."""
    if isinstance(node, tree.Product):
        return set(node.operators) <= _PLAIN
    if isinstance(node, tree.Name):
        return node.subscript is None and not node.labels and node.font != "bold"
    return isinstance(node, (*_ELEMENTARY, *_MORE))


def _written_as_functions(node: tree.Node, signs: frozenset[str]) -> tree.Node:
    """a ∘ b as ∘(a, b); what does not say which sign binds first is not read."""
    changed = tree.map_children(node, lambda part: _written_as_functions(part, signs))
    loose = changed.terms if isinstance(changed, tree.Sum) else ()
    loose = (*loose, changed) if isinstance(changed, tree.Neg) else loose
    if any(_is_own(term.operand if isinstance(term, tree.Neg) else term) for term in loose):
        return _unclear(changed)
    if not isinstance(changed, tree.Product) or not signs & set(changed.operators):
        return changed
    if len(changed.factors) != 2:
        return _unclear(changed)
    head = tree.Name(changed.operators[0], span=changed.span)
    return tree.Call(head, tree.Group("()", changed.factors, (",",)), span=changed.span)


def _is_own(node: tree.Node) -> bool:
    return isinstance(node, tree.Call) and node.operation is not None


def _unclear(node: tree.Node) -> tree.Node:
    text = "an operation that the author defines stands beside others without brackets"
    return tree.Unreadable(text, span=node.span)
