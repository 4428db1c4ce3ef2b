r"""Polynomials of square matrices: p(T) of p(z) = z^2 - 5z + 6 is T^2 - 5T + 6I.

A function that is called p, q or \chi and given by a polynomial takes a matrix as algebra has it:
its constant stands beside the identity, and is not added to each entry.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Array

_IDENTITY: Final = tree.Name("I")


def with_polynomials(node: tree.Node, view: Reader) -> tree.Node:
    """The tree with such values written out.

    Args:
        node: a side of a claim.
        view: the names in force.
    """
    whole = tree.map_children(node, lambda part: with_polynomials(part, view))
    if not isinstance(whole, tree.Call) or len(whole.arguments.items) != 1:
        return whole
    known = view.scope.lookup(tree.key(whole.head) or "", view.version)
    (item,) = whole.arguments.items
    if known is None or len(known.parameters or ()) != 1 or not _is_square(item, view):
        return whole
    (parameter,) = known.parameters or ("",)
    if view.knows("I") or not _is_polynomial(known.body, parameter):
        return whole
    return tree.Group("()", (_put(known.body, parameter, item),), span=whole.span)


def _is_square(node: tree.Node, view: Reader) -> bool:
    try:
        value = view.read(node)
    except MeaningError:
        return False
    return isinstance(value, Array) and value.shape[0] == value.shape[1] > 1


def _is_polynomial(node: tree.Node, key: str) -> bool:
    """Sums, products and whole powers of the variable and of numbers."""
    if isinstance(node, tree.Number) or tree.key(node) == key:
        return True
    if isinstance(node, tree.Sum):
        return all(_is_polynomial(term, key) for term in node.terms)
    if isinstance(node, tree.Neg):
        return _is_polynomial(node.operand, key)
    if isinstance(node, tree.Group) and node.fence == "()" and len(node.items) == 1:
        return _is_polynomial(node.items[0], key)
    if isinstance(node, tree.Product):
        return all(_is_polynomial(factor, key) for factor in node.factors)
    exponent = node.exponent if isinstance(node, tree.Power) else None
    whole = isinstance(exponent, tree.Number) and exponent.value.denominator == 1
    return whole and isinstance(node, tree.Power) and _is_polynomial(node.base, key)


def _holds(node: tree.Node, key: str) -> bool:
    return any(tree.key(part) == key for part in tree.walk(node))


def _put(node: tree.Node, key: str, item: tree.Node) -> tree.Node:
    """The polynomial at the matrix; a term without the variable is a multiple of the identity."""
    if not _holds(node, key):
        return tree.Product((tree.Group("()", (node,)), _IDENTITY), ("",), span=node.span)
    if tree.key(node) == key:
        return replace(item, span=node.span)
    if isinstance(node, tree.Sum):
        return replace(node, terms=tuple(_put(term, key, item) for term in node.terms))
    if isinstance(node, tree.Neg):
        return replace(node, operand=_put(node.operand, key, item))
    if isinstance(node, tree.Group):
        return replace(node, items=(_put(node.items[0], key, item),))
    if isinstance(node, tree.Power):
        return replace(node, base=_put(node.base, key, item))
    if isinstance(node, tree.Product):
        return replace(
            node,
            factors=tuple(_put(f, key, item) if _holds(f, key) else f for f in node.factors),
        )
    return node
