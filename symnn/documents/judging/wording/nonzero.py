"""Vectors that words say are not zero."""

from __future__ import annotations

from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NONZERO, Assumptions
from symnn.latex.meaning.entries import own_entries
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.scope import Scope
from symnn.latex.plain import plain


def vector_that_is_not_zero(scope: Scope, chain: tree.Chain) -> Assumptions | None:
    r"""x of \mathbf{x} \ne \mathbf{0}, if it stands for any vector."""
    name, zero = chain.first, chain.links[0].operand
    bare = zero.value == 0 if isinstance(zero, tree.Number) else tree.key(zero) == "bold 0"
    key = tree.key(name)
    if key is None or not isinstance(name, tree.Name) or not bare:
        return None
    known = scope.latest(key)
    marked = name.font == "bold" or "vec" in name.accents
    if not (marked if known is None else own_entries(known)):
        return None
    return Assumptions(
        relations=(chain,), words=(plain(chain),), unread=NONZERO, nonzero=frozenset({key})
    )


def nonzero_vector(scope: Scope, key: str, body: tree.Node) -> Assumptions:
    """Every vector x that is not 0."""
    if scope.latest(key) is not None:
        raise MeaningError(Kind.UNSUPPORTED, f"{key} has a value here", body.span)
    return Assumptions(words=(f"{key} is not 0",), unread=NONZERO, nonzero=frozenset({key}))
