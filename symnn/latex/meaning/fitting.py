"""Arguments as a function of the document takes them: a vector, or its entries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.meaning.conventions import ON_ARRAYS
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.values import Array, Chooser, Defined, Knower, Scalar, Value, column

_OF_VECTORS: Final = frozenset({"softmax", "LayerNorm", "layernorm", "mean", "argmax", "argmin"})


def fitted(function: Defined, args: list[Value], node: tree.Node) -> list[Value]:
    """f(a, b) for a function of one vector, and f(v) for a function of its entries."""
    cells = [a for a in args if isinstance(a, Scalar)]
    if len(function.parameters) == 1 and len(cells) == len(args) and args:
        return [column(tuple(cells), loose=True)]
    if len(args) == 1 and isinstance(args[0], Array):
        entries = list(args[0].cells())
        if args[0].is_vector and len(entries) == len(function.parameters):
            return list(entries)
    text = f"{function.name} takes {len(function.parameters)} arguments, not {len(args)}"
    raise MeaningError(Kind.SHAPE, text, node.span)


def is_of_vectors(function: Defined) -> bool:
    r"""Whether what it says of its one argument is said of a vector: `\|x\|`, `x^\top`, `x_1`.

    Such a formula would mean something of a number, too, but nobody writes it for one.
    """
    if len(function.parameters) != 1:
        return False
    (key,) = function.parameters
    for node in tree.walk(function.body):
        if isinstance(node, tree.Apply):
            named = isinstance(node.function, tree.Name) and node.function.base in _OF_VECTORS
            held = node.argument if named else None
        elif isinstance(node, tree.Name) and node.subscript is not None:
            held = tree.Name(node.base, node.font)
        else:
            held = node.operand if isinstance(node, (tree.Norm, tree.Transpose)) else None
        if held is not None and any(tree.key(part) == key for part in tree.walk(held)):
            return True
    return False


def whole_or_each(
    whole: Value | MeaningError, each: Value | MeaningError, chooser: Chooser
) -> Value:
    """What a function is on an array: of the whole, or of each entry, whichever has a meaning.

    Raises:
        MeaningError: neither has one.
    """
    if isinstance(whole, MeaningError):
        if isinstance(each, MeaningError) or whole.names:
            raise whole
        return each
    if isinstance(each, MeaningError) or whole == each:
        return whole
    return whole if chooser.way(ON_ARRAYS) == ON_ARRAYS.ways[0] else each


def laid_out(cells: Sequence[Value], like: Array, name: str, span: tree.Span) -> Array:
    """The values of a function at the entries of an array, where the entries stood."""
    found = [cell for cell in cells if isinstance(cell, Scalar)]
    if len(found) != len(cells):
        raise MeaningError(Kind.SHAPE, f"{name} of a number is no number", span)
    width = like.shape[1]
    rows = tuple(tuple(found[i : i + width]) for i in range(0, len(found), width))
    return Array(rows, like.loose).map(lambda expr: expr)


def at_arguments(function: Defined, args: list[Value], view: Knower) -> dict[str, Value]:
    """The parameters of a function with their values, and the sizes of lists among them."""
    names = dict(zip(function.parameters, args, strict=True))
    if not any(isinstance(a, Array) and a.is_vector for a in args):
        return names
    from symnn.latex.meaning.list_sizes import with_sizes

    return with_sizes(function, names, view)
