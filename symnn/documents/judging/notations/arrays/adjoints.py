r"""The adjoint of a real matrix beside it: M M^* and M^H M are M M^T and M^T M.

With a star it may be the adjugate of a square matrix, unless the document speaks of what adjoints
belong to; elsewhere a star is the mark of what is best, W^*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from symnn.deferred import regex
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

_OF_ADJOINTS: Final = regex(
    r"(?i)singular value|\bSVD\b|adjoint|conjugate|hermitian|unitary|hermitesch"
)
_ADJUGATE: Final = regex(r"(?i)adjugate|cofactor|adjunct|classical adjoint")


def with_adjoints(
    statements: Sequence[tree.Statement | tree.Unreadable], scope: Scope, text: str
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with transposes for the adjoints of known real matrices.

    Args:
        statements: those of a formula.
        scope: the definitions so far.
        text: the document.
    """
    if _ADJUGATE.search(text) is not None:
        return list(statements)
    spoken = _OF_ADJOINTS.search(text) is not None
    return [
        replace(s, body=_put(s.body, scope, spoken))
        if isinstance(s, tree.Statement) and s.body is not None
        else s
        for s in statements
    ]


def _put(node: tree.Node, scope: Scope, spoken: bool) -> tree.Node:
    node = tree.map_children(node, lambda part: _put(part, scope, spoken))
    if not isinstance(node, tree.Product):
        return node
    beside: set[int] = set()
    for k, (first, second) in enumerate(pairwise(node.factors)):
        for place, one, other in ((k, first, second), (k + 1, second, first)):
            if _starred(one, scope) == other and _is_known(other, scope, spoken):
                beside.add(place)
    factors = tuple(
        tree.Transpose(starred, span=f.span)
        if k in beside and (starred := _starred(f, scope)) is not None
        else f
        for k, f in enumerate(node.factors)
    )
    return replace(node, factors=factors)


def _starred(node: tree.Node, scope: Scope) -> tree.Node | None:
    """M of M^*, or of M^H where H means nothing else."""
    if scope.latest(tree.key(node) or "") is not None:
        return None
    if isinstance(node, tree.Mark) and node.mark == "*":
        return node.operand
    if isinstance(node, tree.Power) and node.exponent == tree.Name("H"):
        return node.base if scope.latest("H") is None else None
    return None


def _is_known(node: tree.Node, scope: Scope, spoken: bool) -> bool:
    """Whether it is a matrix of real numbers; a square one only where adjoints are spoken of."""
    known = scope.latest(tree.key(node) or "")
    if known is None or known.parameters is not None or not isinstance(known.body, tree.Matrix):
        return False
    rows = known.body.rows
    if len(rows) < 2 or len(rows[0]) < 2 or (len(rows) == len(rows[0]) and not spoken):
        return False
    cells = (part for row in rows for cell in row for part in tree.walk(cell))
    return not any(isinstance(part, tree.Name) for part in cells)
