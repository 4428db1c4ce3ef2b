"""Slopes of a name that may be unknown: dy/dx = y asks for y, whatever y was before."""

from __future__ import annotations

from typing import Final

from symnn.documents.judging.identities.laws import is_activation
from symnn.latex import syntax as tree
from symnn.latex.meaning.reader import Reader


def may_be_differential_equation(
    derived: tree.Node, right: tree.Node, view: Reader, partial: bool
) -> bool:
    """dy/dx = y, or anything about y: unknown functions are called so, whatever y was before.

    Not a = σ(z): its slope in its own value is a formula to know by heart. Nor with a function
    of the document on the right that y = xσ(x) itself is made with.
    """
    known = view.scope.latest(tree.key(derived) or "")
    if known is None or known.parameters is not None or is_activation(known.body, view):
        return False
    if _functions_in(known.body, view) & _functions_in(right, view):
        return False
    letters = {tree.key(part) for part in tree.walk(known.body) if isinstance(part, tree.Name)}
    if partial and len(letters) > 1 and not _stands_by_itself(known.key, right):
        return False  # a formula in several letters, of which one is varied
    return asks_for_function(derived, right)


def _functions_in(node: tree.Node, view: Reader) -> set[str]:
    """The functions with formulas of their own that an expression applies."""
    calls = (part.head for part in tree.walk(node) if isinstance(part, tree.Call))
    found = (view.scope.latest(tree.key(head) or "") for head in calls)
    return {known.key for known in found if known is not None and known.parameters is not None}


def asks_for_function(derived: tree.Node, right: tree.Node) -> bool:
    """Whether the slope of a name is given by itself, or the name is one for unknown functions."""
    key = tree.key(derived)
    return key is not None and (key in _UNKNOWN_FUNCTIONS or _stands_by_itself(key, right))


def _stands_by_itself(key: str, node: tree.Node) -> bool:
    """Whether a name occurs other than in a derivative of it."""
    if isinstance(node, tree.Derivative):
        return False
    return tree.key(node) == key or any(_stands_by_itself(key, c) for c in tree.children(node))


#: What unknown functions are called.
_UNKNOWN_FUNCTIONS: Final = frozenset({"x", "y", "u", "v", "N", "P", "Q", "T", "S", "I"})
