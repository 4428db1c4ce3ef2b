r"""The four subspaces of a matrix by their letters: \dim N(A), \dim C(A^T), \dim R(A)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.meaning.reader import Reader

#: The letters of linear algebra for its subspaces; the dimension of R(A) is the same whether the
#: range or the row space is meant by it.
_SPACES: Final = {"N": "ker", "C": "Col", "R": "Col"}


def with_named_space(node: tree.Apply, reader: Reader) -> tree.Apply:
    r"""\dim N(A) with the null space of A, where N has no meaning of its own; else as it is.

    Source: Strang, Introduction to Linear Algebra, section 3.5.
    """
    group = node.argument
    outer = isinstance(group, tree.Group) and len(group.items) == 1
    inner = group.items[0] if isinstance(group, tree.Group) and outer else group
    head = inner.head if isinstance(inner, tree.Call) else None
    if not isinstance(inner, tree.Call) or not isinstance(head, tree.Name):
        return node
    word = _SPACES.get(head.base)
    marked = head.subscript is not None or head.labels or head.accents
    if word is None or marked or reader.knows(tree.key(head) or ""):
        return node
    space = tree.Apply(tree.Name(word, span=head.span), inner.arguments, span=inner.span)
    return replace(node, argument=space)
