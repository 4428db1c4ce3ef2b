"""What a formula is made of, through the formulas of the names in it."""

from __future__ import annotations

from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope


def used(scope: Scope, body: tree.Node) -> set[str]:
    """The names in a formula and behind it, and the vectors that entries of stand in it.

    E(w) with y_n in its formula, and y_n = w^T x_n, is made of w.

    Args:
        scope: the definitions so far.
        body: the formula.
    """
    from symnn.documents.judging.index_notation.gathering import behind

    try:
        nodes = list(behind(scope, (body,), None))
    except SymnnError:
        nodes = [body]
    keys = {key for one in nodes for n in tree.walk(one) if (key := tree.key(n)) is not None}
    return keys | {key.partition("_")[0] for key in keys}
