r"""Rows of a batch: f = XW + b has a row for each example, and f_k is an entry of one of them.

What is said of one example, \partial L_i/\partial f_k = p_k - 1(y_i = k), is said of any list f,
whichever example it belongs to.
"""

from __future__ import annotations

from symnn.documents.judging.index_notation.gathering import behind
from symnn.documents.judging.index_notation.names import parts_of
from symnn.documents.judging.matrices.declared import Declared
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key
from symnn.latex.matrices.sizes import ONE
from symnn.latex.meaning.scope import Scope


def for_one_example(
    scope: Scope, declared: Declared, sides: tuple[tree.Node, tree.Node]
) -> Scope | None:
    """The names with rows of batches as open lists; None if there are none in a claim.

    So is the loss of all examples no list of those of each, which it is made of.

    Args:
        scope: the definitions so far.
        declared: the shapes of names.
        sides: both sides of the claim.
    """
    nodes = [part for node in behind(scope, sides, None) for part in tree.walk(node)]
    entries = {
        part.base
        for part in nodes
        if isinstance(part, tree.Name) and not part.labels and len(parts_of(part.subscript)) == 1
    }
    batches = {key for key in entries if _is_batch(scope, declared, key)}
    dropped = batches | {key for key in entries if _is_total(scope, key)}
    written = {tree.key(part) for side in sides for part in tree.walk(side)}
    if not dropped or dropped & written:
        return None
    made_of = {base for key in batches for base in _bases(scope.history[key][-1].body)}
    found = scope.copy()
    found.values.clear()
    for key in dropped:
        del found.history[key]
    left = {base for node in behind(found, sides, None) for base in _bases(node)}
    return None if left & made_of else found


def _bases(node: tree.Node) -> set[str]:
    return {part.base for part in tree.walk(node) if isinstance(part, tree.Name)}


def _is_batch(scope: Scope, declared: Declared, key: str) -> bool:
    """Whether a name is a product of two matrices, to which a row may be added."""
    known = scope.latest(key)
    if known is None or known.parameters is not None:
        return False
    terms = known.body.terms if isinstance(known.body, tree.Sum) else (known.body,)
    products = [term for term in terms if isinstance(term, tree.Product)]
    return any(
        len(product.factors) == 2 and all(_is_matrix(declared, f) for f in product.factors)
        for product in products
    )


def _is_total(scope: Scope, key: str) -> bool:
    r"""Whether a name is a number made of entries of that name: L = \frac1N\sum_i L_i."""
    known = scope.latest(key)
    if known is None or known.parameters is not None:
        return False
    sums = (part for part in tree.walk(known.body) if isinstance(part, tree.BigOperator))
    parts = (part for one in sums for part in tree.walk(one.body) if isinstance(part, tree.Name))
    return any(part.base == key and part.subscript is not None for part in parts)


def _is_matrix(declared: Declared, node: tree.Node) -> bool:
    shapes = declared.latest(name_key(node) or "")
    return bool(shapes) and ONE not in shapes[0].shape
