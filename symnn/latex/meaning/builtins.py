"""The functions that mathematics names, on numbers and arrays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import gcd, lcm
from typing import Final

from flint import fmpq

from symnn.exact.expression import (
    MINUS_ONE,
    ONE,
    PI,
    Expr,
    add,
    apply,
    exp,
    free_symbols,
    mul,
    negative,
    nth_root,
    postorder,
    power,
    quotient,
    rational,
)
from symnn.latex.meaning import samples, spaces
from symnn.latex.meaning.arcs import angle_with_cosine, arc, cosine_of
from symnn.latex.meaning.arrays import as_column, determinant, transposed
from symnn.latex.meaning.closed import closed_number, places_of_largest
from symnn.latex.meaning.conventions import ANGLE, INDEX, SHORT_LOG, SOFTMAX, TURN
from symnn.latex.meaning.matrix_functions import ACTIVATIONS, WHOLE, acts_on_matrix
from symnn.latex.meaning.norms import norm
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.sized import for_sum
from symnn.latex.meaning.spectra import QUANTITIES, SINGULAR_PARTS, quantity
from symnn.latex.meaning.values import (
    Array,
    Builtin,
    Chooser,
    FiniteSet,
    Scalar,
    Sized,
    Value,
    column,
    shape_text,
)
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
    "rank": "rank", "Rank": "rank", "rk": "rank", "RANK": "rank", "rg": "rank",
    "rref": "rref", "RREF": "rref", "Rref": "rref",
    "nullity": "nullity", "null": "kernel", "Null": "kernel", "ker": "kernel", "Ker": "kernel",
    "kernel": "kernel", "nullspace": "kernel", "Nul": "kernel", "col": "column_space",
    "Col": "column_space", "colspace": "column_space", "im": "column_space",
    "Im": "column_space", "range": "column_space",
    "Range": "column_space", "image": "column_space", "Row": "row_space", "row": "row_space",
    "rowspace": "row_space", "span": "span", "Span": "span", "dim": "dim", "diag": "diag",
    "Diag": "diag", "adj": "adjugate", "softmin": "softmin",
    "mean": "mean", "avg": "mean", "Var": "variance", "var": "variance",
    "std": "deviation", "argmax": "argmax", "argmin": "argmin",
    "LayerNorm": "layer_norm", "layernorm": "layer_norm", "sup": "max", "inf": "min",
    "gcd": "gcd", "lcm": "lcm", "round": "round", "ceil": "ceil", "lg": "short_log",
    "LeakyReLU": "leaky_relu", "leakyReLU": "leaky_relu", "logsumexp": "logsumexp",
    "LSE": "logsumexp", "sech": "sech", "csch": "csch", "cot": "cot", "sec": "sec", "csc": "csc",
    "angle with cosine": "angle_with_cosine",
    "angle": "angle", "sum": "sum", "elu": "elu", "ELU": "elu", "hardsigmoid": "hard_sigmoid",
    **{name: name for name in (*QUANTITIES, *SINGULAR_PARTS)},
}  # fmt: skip

#: Functions of one number that act entry by entry on a vector.
ELEMENTWISE: Final = frozenset(
    {"relu", "sigmoid", "softplus", "silu", "gelu", "tanh", "sinh", "cosh", "exp", "log", "sqrt"}
    | {"sin", "cos", "tan", "asin", "acos", "atan", "erf", "abs", "sign", "floor"}
    | {"relu6", "hard_tanh", "ceil", "cot", "sec", "csc", "sech", "csch", "hard_sigmoid"}
)

_RECIPROCAL: Final[Mapping[str, str]] = {
    "cot": "tan", "sec": "cos", "csc": "sin", "sech": "cosh", "csch": "sinh",
}  # fmt: skip

_Chosen = Callable[[Array, Span, Chooser], Value]

_CIRCULAR: Final = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
_ARCS: Final = frozenset({"asin", "acos", "atan"})
#: A bare integer above this as an angle may well be meant in degrees.
_LARGEST_PLAIN_ANGLE: Final = 6


def elementwise(function: Builtin) -> Callable[[Expr], Expr]:
    """The function on one expression."""
    name = function.name
    if name == "sqrt":
        return nth_root
    if name == "log" and function.subscript is not None:
        base = function.subscript.expr
        return lambda e: quotient(apply("log", e), apply("log", base))
    if name == "tan":
        return _tangent
    if name == "cos":
        return cosine_of
    if name in _RECIPROCAL:
        inner = _tangent if name == "cot" else None
        return lambda e: power(inner(e) if inner else apply(_RECIPROCAL[name], e), MINUS_ONE)
    if name == "ceil":
        return lambda e: -apply("floor", -e)
    if name in _ARCS:
        return lambda e: arc(name, e)
    return lambda e: apply(name, e)


def _tangent(value: Expr) -> Expr:
    """tan x, as sin x / cos x at a multiple of pi, where both are algebraic."""
    if not free_symbols(value) and any(node.op == "pi" for node in postorder(value)):
        return quotient(apply("sin", value), apply("cos", value))
    return apply("tan", value)


def call(function: Builtin, args: Sequence[Value], span: Span, chooser: Chooser) -> Value:
    """The value of a named function at its arguments."""
    name = function.name
    if name in ("max", "min"):
        return _extremum(name, args, span)
    if name == "span":
        return spaces.span_of(args, span)
    if name in ("gcd", "lcm"):
        return _common(name, args, span)
    if name == "angle" and len(args) == 2:
        cosine = _cosine(args, span, chooser)
        return _map(Builtin("acos"), cosine, span, chooser)
    if len(args) == 2 and name == "cos" and all(isinstance(a, Array) for a in args):
        return _cosine(args, span, chooser)
    if len(args) != 1:
        args = (_packed(args, name, span),)
    (value,) = args
    if name == "dim":
        return Scalar(rational(spaces.dimension(value, span)))
    if name in ELEMENTWISE:
        return _map(function, value, span, chooser)
    if name == "norm":
        return norm(value, "2", span, chooser)
    return _of_array(name, value, span, chooser)


def _of_array(name: str, value: Value, span: Span, chooser: Chooser) -> Value:
    """Functions that take an array as a whole."""
    if isinstance(value, Array) and name in QUANTITIES:
        return quantity(name, value, span, chooser)
    if isinstance(value, Array) and name in SINGULAR_PARTS:
        from symnn.latex.meaning.singular_parts import singular_part

        return singular_part(value, span, SINGULAR_PARTS.index(name) + 1)
    if isinstance(value, Array) and name in _CHOSEN:
        return _CHOSEN[name](value, span, chooser)
    if isinstance(value, Array) and name in _WHOLE:
        return _WHOLE[name](value, span)
    if isinstance(value, Scalar) and name == "angle_with_cosine":
        return Scalar(angle_with_cosine(value.expr, chooser.way(TURN)))
    if isinstance(value, Scalar) and name == "round":
        return _rounded(value, span)
    if isinstance(value, Scalar) and name == "short_log":
        base = "10" if chooser.way(SHORT_LOG) == SHORT_LOG.ways[0] else "2"
        return Scalar(quotient(apply("log", value.expr), apply("log", rational(base))))
    if isinstance(value, Scalar) and name in ("leaky_relu", "elu"):
        parameter = rational("0.01") if name == "leaky_relu" else ONE
        chooser.suppose(f"{name} is taken with its usual parameter")
        return Scalar(apply(name, value.expr, parameter))
    text = f"{name} of a {shape_text(value)} is not covered"
    number = name in ("angle_with_cosine", "round", "short_log")
    raise MeaningError(Kind.MISFIT if number else Kind.UNSUPPORTED, text, span)


def _cosine(args: Sequence[Value], span: Span, chooser: Chooser) -> Value:
    """u · v / (‖u‖ ‖v‖), the cosine of the angle between two vectors."""
    left, right = (as_column(a, span) for a in args)
    if left.shape != right.shape:
        raise MeaningError(Kind.SHAPE, "a cosine of vectors of different lengths", span)
    pairs = zip(left.cells(), right.cells(), strict=True)
    inner = add(*(mul(a.expr, b.expr) for a, b in pairs))
    sizes = mul(*(norm(v, "2", span, chooser).expr for v in (left, right)))
    return Scalar(quotient(inner, sizes))


def _common(name: str, args: Sequence[Value], span: Span) -> Value:
    """The greatest common divisor or the least common multiple of integers."""
    numbers = [closed_number(_expr(a, span), span) for a in args]
    if not all(n.is_rational and n.as_fmpq().q == 1 for n in numbers) or not numbers:
        raise MeaningError(Kind.UNSUPPORTED, f"{name} of what is no integer", span)
    whole = [int(n.as_fmpq().p) for n in numbers]
    return Scalar(rational(gcd(*whole) if name == "gcd" else lcm(*whole)))


def _rounded(value: Scalar, span: Span) -> Value:
    """The nearest integer; there are several conventions for ties."""
    number = closed_number(value.expr, span)
    twice = 2 * number
    if twice.is_rational and twice.as_fmpq().q == 1 and int(twice.as_fmpq().p) % 2:
        raise MeaningError(Kind.AMBIGUOUS, "a tie may be rounded up, down or to even", span)
    return Scalar(apply("floor", add(value.expr, rational("1/2"))))


def _packed(args: Sequence[Value], name: str, span: Span) -> Array:
    """Several numbers as one vector argument; the rank of vectors is that of the matrix of them."""
    vectors = [a for a in args if isinstance(a, Array) and a.is_vector]
    if name in ("rank", "rk") and len(vectors) == len(args):
        columns = [tuple(v.cells()) for v in vectors]
        if len({len(c) for c in columns}) == 1:
            return Array(tuple(zip(*columns, strict=True)))
    cells = tuple(a for a in args if isinstance(a, Scalar))
    if len(cells) != len(args) or name in ELEMENTWISE:
        raise MeaningError(
            Kind.UNSUPPORTED, f"{name} of {len(args)} arguments is not covered", span
        )
    return column(cells, loose=True)


def _map(function: Builtin, value: Value, span: Span, chooser: Chooser) -> Value:
    from symnn.latex.meaning.matrix_values import of_matrix

    if isinstance(value, Scalar):
        found = elementwise(function)(_angle(function.name, value, chooser))
        if function.name in _ARCS and chooser.way(ANGLE) == ANGLE.ways[1]:
            found = mul(rational(180), quotient(found, PI))
        return Scalar(found)
    if not isinstance(value, Array):
        text = f"{function.name} of a {shape_text(value)} is not covered"
        raise MeaningError(Kind.UNSUPPORTED, text, span)
    if acts_on_matrix(function.name, value, chooser) and function.subscript is None:
        return of_matrix(function.name, value, span)
    square = value.shape[0] == value.shape[1] > 1
    if square and function.name not in WHOLE and function.name not in ACTIVATIONS:
        chooser.suppose(f"{function.name} acts on each entry, and not on the matrix")
    return value.map(elementwise(function))


def _angle(name: str, value: Scalar, chooser: Chooser) -> Expr:
    """The argument; a bare number as an angle may be one of degrees."""
    size = value.expr.data
    plain = value.decimals is not None and isinstance(size, fmpq)
    large = plain and isinstance(size, fmpq) and size > _LARGEST_PLAIN_ANGLE
    if name in _CIRCULAR and large and chooser.way(ANGLE) == ANGLE.ways[1]:
        return mul(quotient(value.expr, rational(180)), PI)
    return value.expr


def _extremum(name: str, args: Sequence[Value], span: Span) -> Value:
    """max and min of numbers; entry by entry when one argument is an array."""
    args = [m for a in args for m in (a.members if isinstance(a, FiniteSet) else (a,))]
    arrays = [a for a in args if isinstance(a, Array)]
    if arrays:
        args = [for_sum(a, arrays[0], span)[0] if isinstance(a, Sized) else a for a in args]
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


def _softmax(value: Array, span: Span, chooser: Chooser) -> Value:
    """Of a vector; of a matrix along its rows, or along its columns."""
    if not value.is_vector:
        if chooser.way(SOFTMAX) == SOFTMAX.ways[1]:
            return transposed(_softmax_of_rows(transposed(value), span, chooser))
        return _softmax_of_rows(value, span, chooser)
    total = add(*(exp(c.expr) for c in value.cells()))
    return value.map(lambda e: quotient(exp(e), total))


def _softmax_of_rows(value: Array, span: Span, chooser: Chooser) -> Array:
    rows = [_softmax(Array((row,)), span, chooser) for row in value.rows]
    return Array(tuple(row.rows[0] for row in rows if isinstance(row, Array)))


def _log_sum(value: Array, span: Span) -> Value:
    """log of the sum of the exponentials."""
    del span
    return Scalar(apply("log", add(*(exp(c.expr) for c in value.cells()))))


def _place_of_largest(sign: int) -> _Chosen:
    def place(value: Array, span: Span, chooser: Chooser) -> Value:
        if not value.is_vector:
            raise MeaningError(Kind.UNSUPPORTED, "arg max of a matrix is not covered", span)
        cells = [c.expr if sign > 0 else negative(c.expr) for c in value.cells()]
        places = places_of_largest(cells, span)
        if len(places) != 1:
            raise MeaningError(Kind.AMBIGUOUS, "several entries are the largest", span)
        offset = 1 if chooser.way(INDEX) == INDEX.ways[0] else 0
        return Scalar(rational(places[0] + offset))

    return place


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
    "det": _determinant,
    "trace": _trace,
    "mean": samples.mean,
    "logsumexp": _log_sum,
    "sum": lambda value, _: Scalar(add(*(c.expr for c in value.cells()))),
    **spaces.WHOLE,
}

_CHOSEN: Final[Mapping[str, _Chosen]] = {
    "softmax": _softmax,
    "variance": samples.variance,
    "deviation": samples.deviation,
    "layer_norm": samples.layer_norm,
    "argmax": _place_of_largest(1),
    "argmin": _place_of_largest(-1),
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
