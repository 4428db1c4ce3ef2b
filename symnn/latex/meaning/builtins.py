"""The functions that mathematics names, on numbers and arrays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from flint import fmpq

from symnn.exact.expression import (
    ONE,
    Expr,
    add,
    apply,
    exp,
    mul,
    nth_root,
    power,
    quotient,
    rational,
)
from symnn.latex.meaning.arrays import determinant, norm
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.values import Array, Builtin, Scalar, Value, column, shape_text
from symnn.latex.syntax import Span

#: How authors spell a function, and the function that is meant.
SPELLINGS: Final[Mapping[str, str]] = {
    "relu": "relu", "ReLU": "relu", "RELU": "relu", "Relu": "relu", "ReLu": "relu",
    "sigmoid": "sigmoid", "Sigmoid": "sigmoid", "logistic": "sigmoid",
    "softmax": "softmax", "Softmax": "softmax", "SoftMax": "softmax",
    "softplus": "softplus", "Softplus": "softplus",
    "silu": "silu", "SiLU": "silu", "SILU": "silu",
    "gelu": "gelu", "GELU": "gelu", "GeLU": "gelu",
    "tanh": "tanh", "Tanh": "tanh", "sinh": "sinh", "cosh": "cosh",
    "exp": "exp", "ln": "log", "log": "log", "sqrt": "sqrt",
    "sin": "sin", "cos": "cos", "tan": "tan",
    "arcsin": "asin", "arccos": "acos", "arctan": "atan",
    "asin": "asin", "acos": "acos", "atan": "atan", "erf": "erf",
    "max": "max", "min": "min", "abs": "abs", "sgn": "sign", "sign": "sign", "floor": "floor",
    "det": "det", "tr": "trace", "trace": "trace", "Tr": "trace", "norm": "norm",
    "relu6": "relu6", "hardtanh": "hard_tanh", "HardTanh": "hard_tanh",
}  # fmt: skip

#: Functions of one number that act entry by entry on a vector.
ELEMENTWISE: Final = frozenset(
    {"relu", "sigmoid", "softplus", "silu", "gelu", "tanh", "sinh", "cosh", "exp", "log", "sqrt"}
    | {"sin", "cos", "tan", "asin", "acos", "atan", "erf", "abs", "sign", "floor"}
    | {"relu6", "hard_tanh"}
)

_CIRCULAR: Final = frozenset({"sin", "cos", "tan"})
#: A bare integer above this as an angle may well be meant in degrees.
_LARGEST_PLAIN_ANGLE: Final = 6


def elementwise(function: Builtin) -> Callable[[Expr], Expr]:
    """The function on one expression."""
    if function.name == "sqrt":
        return nth_root
    if function.name == "log" and function.subscript is not None:
        base = function.subscript.expr
        return lambda e: quotient(apply("log", e), apply("log", base))
    return lambda e: apply(function.name, e)


def call(function: Builtin, args: Sequence[Value], span: Span) -> Value:
    """The value of a named function at its arguments."""
    name = function.name
    if name in ("max", "min"):
        return _extremum(name, args, span)
    if len(args) != 1:
        args = (_packed(args, name, span),)
    (value,) = args
    if name in ELEMENTWISE:
        return _map(function, value, span)
    if name in _WHOLE and isinstance(value, Array):
        return _WHOLE[name](value, span)
    if name == "norm":
        return norm(value, "2", span)
    text = f"{name} of a {shape_text(value)} is not covered"
    raise MeaningError(Kind.UNSUPPORTED, text, span)


def _packed(args: Sequence[Value], name: str, span: Span) -> Array:
    """Several numbers as one vector argument."""
    cells = tuple(a for a in args if isinstance(a, Scalar))
    if len(cells) != len(args) or name in ELEMENTWISE:
        raise MeaningError(
            Kind.UNSUPPORTED, f"{name} of {len(args)} arguments is not covered", span
        )
    return column(cells, loose=True)


def _map(function: Builtin, value: Value, span: Span) -> Value:
    if isinstance(value, Scalar):
        _check_angle(function.name, value, span)
        return Scalar(elementwise(function)(value.expr))
    if not isinstance(value, Array):
        raise MeaningError(Kind.UNSUPPORTED, "a function of a function is not covered", span)
    if function.name == "abs" or (value.shape[0] == value.shape[1] > 1 and not value.is_vector):
        text = f"{function.name} of a {shape_text(value)} may act on entries or on the whole"
        raise MeaningError(Kind.AMBIGUOUS, text, span)
    return value.map(elementwise(function))


def _check_angle(name: str, value: Scalar, span: Span) -> None:
    size = value.expr.data
    plain = value.decimals == 0 and isinstance(size, fmpq) and size > _LARGEST_PLAIN_ANGLE
    if name in _CIRCULAR and plain:
        text = "the angle may be meant in degrees or in radians; write 45^\\circ for degrees"
        raise MeaningError(Kind.AMBIGUOUS, text, span)


def _extremum(name: str, args: Sequence[Value], span: Span) -> Value:
    """max and min of numbers; entry by entry when one argument is an array."""
    arrays = [a for a in args if isinstance(a, Array)]
    if len(args) == 1 and arrays:
        return Scalar(apply(name, *(c.expr for c in arrays[0].cells())))
    if len(arrays) > 1 and len({a.shape for a in arrays}) > 1:
        shapes = " and ".join(shape_text(a) for a in arrays)
        raise MeaningError(Kind.SHAPE, f"{name} of arrays of shapes {shapes}", span)
    if not arrays:
        return Scalar(apply(name, *(_expr(a, span) for a in args)))
    rows, columns = arrays[0].shape
    grid = tuple(
        tuple(Scalar(apply(name, *(_entry(a, i, j, span) for a in args))) for j in range(columns))
        for i in range(rows)
    )
    return Array(grid, all(a.loose for a in arrays))


def _entry(value: Value, i: int, j: int, span: Span) -> Expr:
    return value.rows[i][j].expr if isinstance(value, Array) else _expr(value, span)


def _expr(value: Value, span: Span) -> Expr:
    if not isinstance(value, Scalar):
        raise MeaningError(
            Kind.UNSUPPORTED, f"a number is needed here, not a {shape_text(value)}", span
        )
    return value.expr


def _softmax(value: Array, span: Span) -> Value:
    """Of a vector; a matrix would have to say along which side."""
    if not value.is_vector:
        raise MeaningError(Kind.AMBIGUOUS, "softmax of a matrix: along rows or columns?", span)
    total = add(*(exp(c.expr) for c in value.cells()))
    return value.map(lambda e: quotient(exp(e), total))


def _determinant(value: Array, span: Span) -> Value:
    _square("det", value, span)
    return Scalar(determinant(value.rows))


def _trace(value: Array, span: Span) -> Value:
    _square("the trace", value, span)
    return Scalar(add(*(value.rows[i][i].expr for i in range(len(value.rows)))))


def _square(what: str, value: Array, span: Span) -> None:
    if value.shape[0] != value.shape[1]:
        text = f"{what} of a {shape_text(value)} array is not defined; only square ones have it"
        raise MeaningError(Kind.SHAPE, text, span)


_WHOLE: Final[Mapping[str, Callable[[Array, Span], Value]]] = {
    "softmax": _softmax,
    "det": _determinant,
    "trace": _trace,
}


def raised(base: Expr, exponent: Expr) -> Expr:
    """a^b; e^b is the exponential function."""
    return exp(exponent) if base == exp(ONE) else power(base, exponent)


def summed(total: Sequence[Expr]) -> Expr:
    """The sum of a range, 0 if it is empty."""
    return add(*total) if total else rational(0)


def multiplied(total: Sequence[Expr]) -> Expr:
    """The product of a range, 1 if it is empty."""
    return mul(*total) if total else ONE
