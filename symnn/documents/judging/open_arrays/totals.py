r"""Sums of all entries of an array: \sum_{i,j} S_{ij}, and \sum_i x_i of a vector."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symnn.documents.judging.open_arrays.reading import Reading
from symnn.documents.judging.open_arrays.sizes import ONE, UnreadError
from symnn.documents.judging.open_arrays.terms import Term
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key


def total(node: tree.BigOperator, to: Reading) -> Term:
    """The sum of the entries of an array that is named with the indices it runs over.

    Raises:
        UnreadError: it is another sum.
    """
    indices, body = _gathered(node)
    entry = body if isinstance(body, tree.Name) else None
    if entry is None or entry.subscript is None or not indices:
        raise UnreadError("this sum is not read with arrays")
    if [*_letters(entry.subscript)] != indices or len(set(indices)) != len(indices):
        raise UnreadError("a sum over some of the entries is not read with arrays")
    whole = replace(entry, subscript=None)
    key = name_key(whole)
    if key is None or (key not in to.memory.shapes and to.scope(key) is None):
        raise UnreadError("of what these are the entries is not known")
    inner = to.name(whole)
    vector = ONE in to.sizes.shape(inner.shape)
    if vector is not (len(indices) == 1):
        raise UnreadError("a sum over some of the entries is not read with arrays")
    return Term("total", (ONE, ONE), (inner,))


def _gathered(node: tree.Node) -> tuple[list[str], tree.Node]:
    """The indices of one sum within another, and what is summed; none where it has bounds."""
    found: list[str] = []
    while isinstance(node, tree.BigOperator) and node.operator == "sum":
        if node.lower is None or node.upper is not None:
            return [], node
        own = [*_letters(node.lower)]
        if not own:
            return [], node
        found += own
        node = node.body
    return found, node


def _letters(node: tree.Node) -> Iterator[str]:
    """The i and j of an index ij, or i, j."""
    parts: tuple[tree.Node, ...] = (node,)
    if isinstance(node, tree.Group) and node.fence in ("", "()"):
        parts = node.items
    elif isinstance(node, tree.Product) and set(node.operators) == {""}:
        parts = node.factors
    names = [part for part in parts if isinstance(part, tree.Name) and part.subscript is None]
    if len(names) == len(parts):
        yield from (tree.key(name) or "" for name in names)
