"""What an index or a mark behind a bracket means: (AB)_{12}, [x]_+, 1_{x>0}, ⟨x, y⟩_A."""

from __future__ import annotations

from typing import Final

from symnn.exact.expression import apply
from symnn.latex import syntax as tree
from symnn.latex.meaning import arrays
from symnn.latex.meaning.conditions import indicator, is_condition, is_indicator
from symnn.latex.meaning.conventions import INNER
from symnn.latex.meaning.entries import index_places, picked
from symnn.latex.meaning.norms import norm
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader, meaning, unbound
from symnn.latex.meaning.values import Array, Scalar, Value, column, value_text


@meaning.register(tree.Indexed)
def _indexed(node: tree.Indexed, reader: Reader) -> Value:
    index = reader.reindexed(node.index)
    operand = node.operand
    if is_indicator(operand) and is_condition(index):
        return indicator(reader, index)
    if isinstance(operand, tree.Group) and operand.fence == "⟨⟩":
        return _weighted(operand, reader.value(index), reader)
    if isinstance(index, tree.Name) and index.base == "+":
        return positive_part(operand, reader, node)
    if isinstance(operand, tree.Abs):
        inner = reader.value(operand.operand)
        if isinstance(inner, Array):
            return norm(inner, tree.index_key(index), node.span, reader)
    value = reader.value(operand)
    shape = shape_below(index) if isinstance(operand, tree.Matrix) else None
    if shape is not None and isinstance(value, Array):
        if value.shape != shape:
            text = f"{value_text(value)} is no {shape[0]}×{shape[1]} array"
            raise MeaningError(Kind.SHAPE, text, node.span)
        return value
    places = index_places(index, value, reader) if isinstance(value, Array) else None
    if not isinstance(value, Array) or places is None:
        raise MeaningError(Kind.UNSUPPORTED, "this index is not covered", node.span)
    return picked(value, places, reader, node)


def shape_below(index: tree.Node) -> tuple[int, int] | None:
    r"""The shape that is written below a matrix: 2 \times 3, or 2 x 3 in words.

    >>> shape_below(tree.Name("2 x 3"))
    (2, 3)
    """
    if isinstance(index, tree.Product) and index.operators == ("×",):
        sizes = [str(f.value) for f in index.factors if isinstance(f, tree.Number)]
    else:
        words = index.base if isinstance(index, tree.Name) else ""
        sizes = words.replace("×", "x").replace(" ", "").split("x")
    if len(sizes) != len("mn") or not all(s.isascii() and s.isdigit() for s in sizes):
        return None
    return int(sizes[0]), int(sizes[1])


def positive_part(operand: tree.Node, reader: Reader, node: tree.Node) -> Value:
    """max(0, x), entry by entry."""
    value = reader.value(operand)
    if isinstance(value, Scalar):
        return Scalar(apply("relu", value.expr))
    if isinstance(value, Array):
        return value.map(lambda cell: apply("relu", cell))
    raise MeaningError(Kind.UNSUPPORTED, "the positive part of this is not covered", node.span)


#: The place of ⟨·, ·⟩ in a symbol table.
INNER_PRODUCT: Final = "⟨⟩"


def inner_product(node: tree.Group, reader: Reader) -> Value:
    """⟨x, y⟩, as the document defines it or the dot product; ⟨1, 2⟩ is a vector.

    Raises:
        MeaningError: two names of numbers, of which it is open whether they are multiplied.
    """
    if (vector := _in_angles(node, reader)) is not None:
        return vector
    vectors = _vectors(node, reader)
    if reader.knows(INNER_PRODUCT) and reader.way(INNER) == INNER.ways[0]:
        function = reader.named(INNER_PRODUCT, node)
        return reader.apply(function, list(vectors), node)
    return arrays.times(*vectors, node.span, reader, dot=True)


def _in_angles(node: tree.Group, reader: Reader) -> Array | None:
    """The vector of some numbers, of which one at least stands there in digits."""
    if set(node.separators) != {","}:
        return None
    values = [reader.value(item) for item in node.items]
    cells = tuple(value for value in values if isinstance(value, Scalar))
    if len(cells) < len(values):
        return None
    named = [any(isinstance(n, tree.Name) for n in tree.walk(item)) for item in node.items]
    if len(cells) == 2 and all(named):
        text = "angle brackets around two numbers may hold a vector, or stand for a product"
        raise MeaningError(Kind.AMBIGUOUS, text, node.span)
    return column(cells, loose=True)


def _vectors(node: tree.Group, reader: Reader) -> tuple[Array, Array]:
    """The two vectors of ⟨x, y⟩ or ⟨x | y⟩."""
    items = node.items
    if len(items) != 2 or node.separators not in ((",",), ("|",)):
        raise MeaningError(Kind.UNSUPPORTED, "these angle brackets are not covered", node.span)
    from_row = [arrays.as_column(reader.value(item), node.span) for item in items]
    return from_row[0], from_row[1]


def _weighted(node: tree.Group, weight: Value, reader: Reader) -> Value:
    """⟨x, y⟩_A = xᵀ A y."""
    left, right = _vectors(node, reader)
    if not isinstance(weight, Array):
        raise MeaningError(Kind.UNSUPPORTED, "this inner product is not covered", node.span)
    half = arrays.times(weight, right, node.span)
    return arrays.times(arrays.transposed(left), half, node.span)


def indicated(factors: tuple[tree.Node, ...], reader: Reader) -> Value | None:
    r"""``\mathbf{1}\{x > 0\}`` set as a product of two."""
    if len(factors) != 2 or not is_condition(factors[1]):
        return None
    if not isinstance(factors[0], tree.Name) or not is_indicator(factors[0]):
        return None
    return indicator(reader, factors[1])


@unbound
def indexed_indicator(name: tree.Name, reader: Reader) -> Value | None:
    r"""``\mathbb{1}_{x > 0}``."""
    if name.subscript is None or not is_condition(name.subscript):
        return None
    plain = tree.Name(name.base, name.font)
    return indicator(reader, name.subscript) if is_indicator(plain) else None
