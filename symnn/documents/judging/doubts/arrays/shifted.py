r"""A matrix less a multiple of the identity, worked out: A - \lambda_1 I = [[-7, 2], [2, -4]].

Neither A nor λ₁ is looked for there. With one entry that is wrong it is a slip; with more, other
values may be meant. And A v = λ v recalls the equation of all eigenvalues, well below such values.
"""

from __future__ import annotations

from typing import Final

from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Side, judge
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array

_IDENTITIES: Final = frozenset({"I", "E", "Id"})
RECALLED: Final = "it may recall what an eigenvalue is, of any matrix"
#: So many lines further down a value is still at hand.
_NEAR: Final = 15
#: So many entries tell a slip in one of them from other values.
_ENOUGH: Final = 4


def is_shifted(place: Place, left: tree.Sum, right: tree.Matrix) -> bool:
    """Whether an array is that of A - a I, of a given A and a later a, but for one entry.

    Args:
        place: where it is said.
        left, right: the sides of the equation.
    """
    first, *more = left.terms
    if len(more) != 1 or not isinstance(first, tree.Name) or not _has_identity(more[0]):
        return False
    scope = place.state.scope
    matrix = scope.latest(tree.key(first) or "")
    names = {tree.key(n) for n in tree.walk(more[0])} - {None, *_IDENTITIES}
    numbers = [scope.latest(name) for name in names if name is not None]
    if matrix is None or any(n is None or n.version < matrix.version for n in numbers):
        return False
    return entries_off(place, left, right) == 1


def is_recalled(place: Place, left: tree.Product, right: tree.Product) -> bool:
    """Whether A v = λ v stands where a value in it was given well above: that recalls what λ is."""
    names = [*left.factors, *right.factors]
    keys = [tree.key(name) for name in names if isinstance(name, tree.Name)]
    if len(keys) != len(names) or keys[-1] != tree.key(left.factors[-1]):
        return False
    line = place.state.source.position(place.formula.start).line
    known = [place.state.scope.latest(key or "") for key in keys]
    return any(one is not None and line - one.line > _NEAR for one in known)


def entries_off(place: Place, left: tree.Node, right: tree.Node) -> int | None:
    """How many entries of two arrays differ; None if they are small, or no arrays of one shape."""
    try:
        a, b = (place.view().read(node) for node in (left, right))
    except SymnnError:
        return None
    if not (isinstance(a, Array) and isinstance(b, Array)):
        return None
    pairs = list(zip(a.cells(), b.cells(), strict=False))
    if len(pairs) < _ENOUGH or not len(pairs) == len(list(a.cells())) == len(list(b.cells())):
        return None
    sides = ((Side(x, right), Side(y, right)) for x, y in pairs)
    return sum(judge("=", *pair).outcome != "proved" for pair in sides)


def _has_identity(node: tree.Node) -> bool:
    """A multiple of the identity, taken away or added."""
    inner = node.operand if isinstance(node, tree.Neg) else node
    factors = inner.factors if isinstance(inner, tree.Product) else (inner,)
    return any(tree.key(factor) in _IDENTITIES for factor in factors)
