r"""Expressions in open vectors that act entry by entry, and lengths of them.

An equation of such vectors holds at all sizes if it does for one entry; so does one of sums of
\|v\|^2 and \|v\|_1, and one of two lengths of a kind, if it does for a few.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from symnn.latex import syntax as tree

_PLAIN: Final = (
    *(tree.Name, tree.Number, tree.Sum, tree.Neg, tree.Group, tree.Matrix, tree.Indexed, tree.Call),
    *(tree.Apply, tree.Product, tree.Quotient),
)
#: Functions of a number, or of a vector and 0, entry by entry.
_EACH: Final = frozenset(
    {"max", "min", "relu", "ReLU", "exp", "tanh", "sigma", "sign", "sgn", "log", "ln", "sigmoid"}
)
_SQUARED: Final = frozenset({None, "2", "1"})


def stacked(node: tree.Node, beside: bool = False) -> tree.Node:
    """The tree with a list (a, b) that is no argument as a column of blocks.

    [a, b] is one as well, or the matrix with these columns if they stand `beside` each other.
    """
    if isinstance(node, tree.Call):
        items = tuple(stacked(item, beside) for item in node.arguments.items)
        return replace(node, arguments=replace(node.arguments, items=items))
    if isinstance(node, tree.Apply) and isinstance(node.argument, tree.Group):
        items = tuple(stacked(item, beside) for item in node.argument.items)
        return replace(node, argument=replace(node.argument, items=items))
    whole = tree.map_children(node, lambda part: stacked(part, beside))
    if not is_list(whole) or not isinstance(whole, tree.Group):
        return whole
    rows: tuple[tuple[tree.Node, ...], ...] = tuple((item,) for item in whole.items)
    if beside and whole.fence == "[]" and set(whole.separators) <= {","}:
        rows = (tuple(whole.items),)
    return tree.Matrix(rows, fence="()", span=whole.span)


def is_list(node: tree.Node) -> bool:
    """Whether it is (a, b), [a, b] or the like."""
    listed = isinstance(node, tree.Group) and node.fence in ("()", "[]") and len(node.items) > 1
    return listed and isinstance(node, tree.Group) and set(node.separators) <= {",", ";"}


def is_same_at_all_sizes(
    left: tree.Node, right: tree.Node, bodies: Iterable[tree.Node], vectors: frozenset[str]
) -> bool:
    """Whether two sides that are the same for one, two and three entries are so for any number.

    Args:
        left, right: the sides.
        bodies: the formulas of the functions in them.
        vectors: the names of the open vectors.
    """
    if not all(_is_entrywise(body, vectors) for body in bodies):
        return False
    sides = (left, right)
    if all(_is_entrywise(side, vectors) for side in sides):
        return True
    if all(_is_length(side, vectors) for side in sides):
        return _kind(left) == _kind(right)
    return all(_is_additive(side, vectors) for side in sides)


def _is_entrywise(node: tree.Node, vectors: frozenset[str]) -> bool:
    """Whether no two entries of a vector meet in it."""
    for part in tree.walk(node):
        if not isinstance(part, _PLAIN):
            return False
        if isinstance(part, tree.Apply):
            items = part.argument.items if isinstance(part.argument, tree.Group) else ()
            extreme = tree.key(part.function) in ("max", "min")
            if tree.key(part.function) not in _EACH or (extreme and len(items) != 2):
                return False
        if isinstance(part, tree.Product) and _has_two(part.factors, vectors):
            return False
        if isinstance(part, tree.Quotient) and _names(part.denominator) & vectors:
            return False
        if isinstance(part, tree.Name) and _is_entry(part, vectors):
            return False
    return True


def _is_entry(name: tree.Name, vectors: frozenset[str]) -> bool:
    return name.subscript is not None and tree.key(replace(name, subscript=None)) in vectors


def _has_two(factors: Iterable[tree.Node], vectors: frozenset[str]) -> bool:
    return sum(1 for factor in factors if _names(factor) & vectors) > 1


def _names(node: tree.Node) -> frozenset[str]:
    return frozenset(tree.key(part) or "" for part in tree.walk(node))


def _is_length(node: tree.Node, vectors: frozenset[str]) -> bool:
    return isinstance(node, tree.Norm) and _is_entrywise(node.operand, vectors)


def _kind(node: tree.Node) -> str | None:
    mark = node.subscript if isinstance(node, tree.Norm) else None
    found = None if mark is None else tree.index_key(mark)
    return None if found == "2" else found


def _is_additive(node: tree.Node, vectors: frozenset[str]) -> bool:
    """Sums of squared lengths and of 1-norms, with numbers before them."""
    if isinstance(node, tree.Sum):
        return all(_is_additive(term, vectors) for term in node.terms)
    if isinstance(node, tree.Neg):
        return _is_additive(node.operand, vectors)
    if isinstance(node, tree.Product):
        *factors, last = node.factors
        return all(isinstance(f, tree.Number) for f in factors) and _is_additive(last, vectors)
    if isinstance(node, tree.Power):
        square = isinstance(node.exponent, tree.Number) and node.exponent.value == 2
        return square and _is_length(node.base, vectors) and _kind(node.base) is None
    return _is_length(node, vectors) and _kind(node) == "1"
