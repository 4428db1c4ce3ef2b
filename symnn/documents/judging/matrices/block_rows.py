r"""Arrays beside each other in brackets: [A \quad b] is a row of blocks, and [A\ b] may be one."""

from __future__ import annotations

from typing import Final, TypeGuard

from symnn.latex import syntax as tree

_GAPS: Final = frozenset({" ", "|"})


def as_rows(node: tree.Node) -> tree.Node:
    """A node with its bracketed lists without commas as rows of blocks.

    >>> a, b = tree.Name("A"), tree.Name("b")
    >>> as_rows(tree.Group("[]", (a, b), ("|",))) == tree.Matrix(((a, b),), "[]")
    True
    """
    if _is_bracket(node) and node.separators and set(node.separators) <= _GAPS:
        return tree.Matrix((node.items,), node.fence, span=node.span)
    return tree.map_children(node, as_rows)


def as_column(node: tree.Node) -> tree.Node:
    """A list of arrays with commas, one under the other: the concatenation [h, x].

    >>> a, b = tree.Name("h"), tree.Name("x")
    >>> as_column(tree.Group("[]", (a, b), (",",))) == tree.Matrix(((a,), (b,)), "[]")
    True
    """
    if not _is_bracket(node) or len(node.items) < 2 or set(node.separators or ()) - {",", ";"}:
        return node
    return tree.Matrix(tuple((item,) for item in node.items), "[]", span=node.span)


def with_products_as_rows(node: tree.Node) -> tree.Node:
    """A node with what may be a row instead of a product of names in brackets: [A b].

    >>> a, b = tree.Name("A"), tree.Name("b")
    >>> product = tree.Group("[]", (tree.Product((a, b), ("",)),), ())
    >>> with_products_as_rows(product) == tree.Matrix(((a, b),), "[]")
    True
    """
    if _is_bracket(node) and node.fence == "()":
        return _as_row(node)
    return _with_square_rows(node)


def _with_square_rows(node: tree.Node) -> tree.Node:
    """A node with products in square brackets as rows, but for those of which powers are taken."""
    if isinstance(node, tree.Power | tree.Transpose):
        return node
    if _is_bracket(node) and node.fence == "[]":
        return _as_row(node)
    return tree.map_children(node, _with_square_rows)


def _as_row(node: tree.Group) -> tree.Node:
    inner = node.items[0] if len(node.items) == 1 else None
    if isinstance(inner, tree.Product) and _is_of_names(inner):
        return tree.Matrix((inner.factors,), "[]", span=node.span)
    return node


def _is_bracket(node: tree.Node) -> TypeGuard[tree.Group]:
    return isinstance(node, tree.Group) and node.fence in ("[]", "()")


def _is_of_names(product: tree.Product) -> bool:
    names = all(isinstance(factor, (tree.Name, tree.Transpose)) for factor in product.factors)
    return names and not any(product.operators)
