r"""\sigma^{-1}(y), the inverse of a function with a formula, or the reciprocal 1/\sigma(y)."""

from __future__ import annotations

from symnn.exact.expression import ONE, Expr, free_symbols, quotient, substitute, symbol
from symnn.functions.inverses import inverse_formula
from symnn.latex import syntax as tree
from symnn.latex.meaning.conventions import INVERSE
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Builtin, Defined, Scalar, Value

_T, _Y = "′t", "′y"


def inverse_at(function: Value, args: list[Value], node: tree.Node, reader: Reader) -> Value | None:
    """The value of the inverse at one number; None where no formula of it is found.

    Args:
        function: what the -1 stands above.
        args: what stands behind.
        node: the whole, for errors.
        reader: the names in force; it tells in which of the two ways it is read.

    Raises:
        MeaningError: if the function has no value at a letter.
    """
    if len(args) != 1 or not isinstance(args[0], Scalar):
        return None
    single = isinstance(function, Builtin) or (
        isinstance(function, Defined) and len(function.parameters) == 1
    )
    if not single:
        return None
    body = reader.apply(function, [Scalar(symbol(_T))], node)
    found = _formula(body)
    if found is None:
        return None
    if reader.way(INVERSE) == INVERSE.ways[0]:
        return Scalar(substitute(found, {_Y: args[0].expr}))
    here = reader.apply(function, args, node)
    return Scalar(quotient(ONE, here.expr)) if isinstance(here, Scalar) else None


def _formula(body: Value) -> Expr | None:
    if not isinstance(body, Scalar) or free_symbols(body.expr) != {_T}:
        return None
    return inverse_formula(body.expr, _T, _Y)
