r"""Determinants and traces of matrices that are functions: \det R(\theta) = \cos 2\theta.

Such an equation states the determinant where the matrix stands at the letters that it was given
with, and the right side is a compound of these letters. Where \det A(t) = 0 or \det A(t) = t, a
value of t may be asked for.
"""

from __future__ import annotations

from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.meaning.reader import Reader

_NUMBERS: Final = frozenset({"det", "tr", "trace", "Tr"})
_COMPOUND: Final = (tree.Product, tree.Sum, tree.Power, tree.Quotient, tree.Apply, tree.Root)


def states_number(left: tree.Node, right: tree.Node, used: frozenset[str], view: Reader) -> bool:
    """Whether an equation states the determinant or the trace of a matrix of the document.

    Args:
        left, right: the sides as written.
        used: the open letters in the value of the right side.
        view: what the names stand for.
    """
    if not isinstance(left, tree.Apply) or tree.key(left.function) not in _NUMBERS:
        return False
    inner = left.argument
    while isinstance(inner, tree.Group) and len(inner.items) == 1:
        inner = inner.items[0]
    if left.power is not None or not isinstance(inner, tree.Call):
        return False
    known = view.scope.latest(tree.key(inner.head) or "")
    given = None if known is None else known.parameters
    own = tuple(tree.key(item) for item in inner.arguments.items)
    jacobian = isinstance(inner.head, tree.Name) and inner.head.base in ("J", "D")
    if (given != own and not (given is None and jacobian)) or None in own:
        return False
    return isinstance(right, _COMPOUND) and bool(used) and used <= frozenset(filter(None, own))
