r"""A prime behind brackets: `(\tanh x)' = 1-\tanh^2 x`, `[\sigma(z)]'`, `(x^3)''`.

It differentiates by the one letter in the brackets, if a function or a power is in them and the
letter stands for nothing: (AB)' is a transpose, (x + y)' may be one, and a' a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from symnn.documents.judging.identities.stated import letters
from symnn.latex import syntax as tree
from symnn.latex.meaning.letters import may_be_a_number
from symnn.latex.meaning.scope import Scope

_OTHERS: Final = (tree.Transpose, tree.Matrix, tree.Derivative, tree.BigOperator, tree.Prime)


def with_slopes(
    statements: Sequence[tree.Statement | tree.Unreadable], scope: Scope
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with primes behind brackets as derivatives.

    Args:
        statements: those of a formula.
        scope: what its names stand for.
    """

    def changed(node: tree.Node) -> tree.Node:
        node = tree.map_children(node, changed)
        return _slope(node, scope) or node

    return [
        replace(s, body=changed(s.body)) if isinstance(s, tree.Statement) else s for s in statements
    ]


def _slope(node: tree.Node, scope: Scope) -> tree.Derivative | None:
    """(σ(x))' as dσ(x)/dx; None for anything else."""
    inside = node.operand if isinstance(node, tree.Prime) else None
    if not isinstance(inside, tree.Group) or inside.fence not in ("()", "[]"):
        return None
    if len(inside.items) != 1 or not isinstance(node, tree.Prime):
        return None
    (item,) = inside.items
    parts = list(tree.walk(item))
    if any(isinstance(part, _OTHERS) for part in parts):
        return None
    heads = {tree.key(p.head) for p in parts if isinstance(p, tree.Call)}
    applied = any(isinstance(p, (tree.Call, tree.Apply, tree.Power)) for p in parts)
    used = letters(item) - heads
    if not applied or len(used) != 1:
        return None
    (letter,) = used
    names = [p for p in parts if isinstance(p, tree.Name) and tree.key(p) == letter]
    open_ = all(may_be_a_number(name) for name in names) and scope.latest(letter) is None
    if not names or not open_:
        return None
    return tree.Derivative(inside, (names[0],), (node.count,), span=node.span)
