r"""\sigma^{-1}(y), the inverse of a function or the reciprocal, and f^2(x), a square or f(f(x))."""

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
from symnn.latex.meaning.arrays import integer_matrix_power
from symnn.latex.meaning.builtins import SPELLINGS, raised
from symnn.latex.meaning.conventions import INVERSE, ITERATE, POWER
from symnn.latex.meaning.letters import is_minus_one
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import ITERATED
from symnn.latex.meaning.values import Array, Builtin, Defined, Scalar, Value

_T, _Y = "′t", "′y"
_INVERSES: Final = {"sin": "asin", "cos": "acos", "tan": "atan"}
_HIGHEST: Final = 6


def iterated(key: str) -> str:
    """The topic that powers of one function are compositions."""
    return f"{ITERATED}: {key}"


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
    if isinstance(function, Defined) and reader.told(ITERATED):
        _check_is_covered(exponent, node)
    if not isinstance(function, (Builtin, Defined)) or not isinstance(exponent, tree.Number):
        return None
    times = exponent.value
    if times.denominator != 1 or not 1 < times <= _HIGHEST:
        return None
    here = reader.apply(function, args, node)
    if not isinstance(here, Scalar):
        return None
    if not _is_iterated(function, head, reader):
        return Scalar(power(here.expr, rational(int(times))))
    for _ in range(int(times) - 1):
        here = reader.apply(function, [here], node)
    return here


def _is_iterated(function: Value, head: tree.Power, reader: Reader) -> bool:
    """Whether a power of a function is read as a composition, by what the document says of it."""
    if isinstance(function, Builtin) or not reader.told(ITERATED):
        return reader.way(POWER) != POWER.ways[0]
    key = tree.key(head.base) or ""
    return reader.told(iterated(key)) or reader.way(ITERATE) != ITERATE.ways[0]


def _check_is_covered(exponent: tree.Node, node: tree.Node) -> None:
    """Only so many compositions are carried out, and none of an open number.

    Raises:
        MeaningError: for all other powers of a function that may be iterated.
    """
    times = exponent.value if isinstance(exponent, tree.Number) else None
    if times is None or times.denominator != 1 or not 1 < times <= _HIGHEST:
        text = "the power of a function may be a composition that is not carried out"
        raise MeaningError(Kind.AMBIGUOUS, text, node.span)


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


def to_power(
    node: tree.Apply, above: tree.Node, result: Value, args: list[Value], reader: Reader
) -> Value:
    """The value of an applied function with an exponent at its name.

    Args:
        node: the application.
        above: the exponent.
        result: the value of the function.
        args: what it is applied to.
        reader: the names in force.

    Raises:
        MeaningError: if it is not clear what is meant, or not covered.
    """
    function, exponent = node.function, reader.integer(above)
    if isinstance(result, Array):
        return integer_matrix_power(result, exponent, node.span)
    if not isinstance(result, Scalar):
        raise MeaningError(Kind.UNSUPPORTED, "a power of a function of an array", node.span)
    if exponent == -1 and isinstance(function, tree.Name):
        inverse = _INVERSES.get(SPELLINGS.get(function.base, ""))
        if inverse is not None and reader.way(INVERSE) == INVERSE.ways[0]:
            return reader.apply(Builtin(inverse), args, node)
        if inverse is not None:
            return Scalar(raised(result.expr, rational(-1)))
    if exponent == -1:
        if (found := inverse_at(reader.value(function), args, node, reader)) is not None:
            return found
    elif isinstance(function, tree.Name) and isinstance(reader.value(function), Defined):
        found = power_at(tree.Power(function, above), args, node, reader)
        if found is not None:
            return found
    if exponent < 0:
        raise MeaningError(Kind.AMBIGUOUS, "f^{-1} may be an inverse or a reciprocal", node.span)
    return Scalar(raised(result.expr, rational(exponent)))
