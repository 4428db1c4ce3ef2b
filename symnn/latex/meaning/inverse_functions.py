r"""\sigma^{-1}(y), the inverse of a function with a formula, or the reciprocal 1/\sigma(y)."""

from __future__ import annotations

from typing import Final

from symnn.exact.expression import (
    ONE,
    Expr,
    free_symbols,
    power,
    quotient,
    rational,
    substitute,
    symbol,
)
from symnn.functions.inverses import inverse_formula
from symnn.latex import syntax as tree
from symnn.latex.meaning.conventions import INVERSE, POWER
from symnn.latex.meaning.letters import is_minus_one
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Builtin, Defined, Scalar, Value

_T, _Y = "′t", "′y"
_HIGHEST: Final = 6


def power_at(head: tree.Power, args: list[Value], node: tree.Node, reader: Reader) -> Value | None:
    """The value of f^{-1} or f^k at arguments; None where f is no function of numbers.

    Args:
        head: f with the exponent.
        args: what stands behind.
        node: the whole, for errors.
        reader: the names in force; it tells how a power of a function is read.
    """
    try:
        function, exponent = reader.value(head.base), head.exponent
    except MeaningError:
        return None
    if is_minus_one(exponent):
        return inverse_at(function, args, node, reader)
    if not isinstance(function, (Builtin, Defined)) or not isinstance(exponent, tree.Number):
        return None
    times = exponent.value
    if times.denominator != 1 or not 1 < times <= _HIGHEST:
        return None
    here = reader.apply(function, args, node)
    if not isinstance(here, Scalar):
        return None
    if reader.way(POWER) == POWER.ways[0]:
        return Scalar(power(here.expr, rational(int(times))))
    for _ in range(int(times) - 1):
        here = reader.apply(function, [here], node)
    return here


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
