"""Arguments as a function of the document takes them: a vector, or its entries."""

from __future__ import annotations

from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.values import Array, Defined, Scalar, Value, column


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
