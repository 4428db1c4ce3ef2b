"""The values of functions of square matrices, entry by entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flint import fmpq

from symnn.errors import SymnnError, UndefinedError
from symnn.exact.evaluate import PiMultiple, outcomes
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import (
    PI,
    ZERO,
    Expr,
    add,
    apply,
    exp,
    free_symbols,
    mul,
    power,
    rational,
)
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.functions.catalogue import FAMILIES, FUNCTIONS
from symnn.functions.definitions import VARIABLE
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.evaluate import matrix_function
from symnn.latex.meaning.common_factors import shift_and_factor
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.values import Array, Scalar, shape_text
from symnn.latex.syntax import Span

_OURS: Final[Mapping[str, str]] = {"abs": "absolute"}
#: The largest matrix whose functions are written out.
MAX_SIZE: Final = 16


def of_matrix(name: str, array: Array, span: Span) -> Array:
    """The function of a matrix of algebraic numbers, entry by entry of its value.

    Raises:
        MeaningError: the function is not defined at an eigenvalue (a way without a meaning), or
            its entries have no closed form.
    """
    return of_function(_function(name), array, span)


def of_function(function: ScalarFunction, array: Array, span: Span) -> Array:
    """The function of a matrix of algebraic numbers, or of one number or symbol times such.

    Raises:
        MeaningError: as for `of_matrix`.
    """
    if array.shape[0] > MAX_SIZE:
        text = f"a function of a {shape_text(array)} matrix is not written out"
        raise MeaningError(Kind.SIZE, text, span)
    if _is_diagonal(array):
        return _on_diagonal(function, array)
    try:
        function, matrix = _scaled(function, array)
        found = matrix_function(function, matrix).expressions()
    except UndefinedError as error:
        raise MeaningError(Kind.VALUE, str(error), span) from error
    except SymnnError as error:
        raise MeaningError(Kind.UNSUPPORTED, str(error), span) from error
    return Array(tuple(tuple(Scalar(e) for e in row) for row in found))


def power_of_matrix(base: Expr, array: Array, span: Span) -> Array:
    """c^A = e^(ln(c) A) for a number c > 0."""
    body = exp(mul(apply("log", base), VARIABLE))
    return of_function(ScalarFunction("the power", body), array, span)


def matrix_to_power(array: Array, q: fmpq, span: Span) -> Array:
    """A^q on its principal branch."""
    return of_function(ScalarFunction("the root", power_body(q)), array, span)


def _is_diagonal(array: Array) -> bool:
    """Whether symbols stand on the diagonal alone, and zeros elsewhere."""
    cells = [(i == j, c.expr) for i, row in enumerate(array.rows) for j, c in enumerate(row)]
    zeros = all(e.data == 0 for on, e in cells if not on)
    return zeros and bool(free_symbols(*(e for on, e in cells if on)))


def _on_diagonal(function: ScalarFunction, array: Array) -> Array:
    """f of each entry of a diagonal matrix."""
    rows = enumerate(array.rows)
    return Array(
        tuple(
            tuple(Scalar(function.of(c.expr)) if i == j else c for j, c in enumerate(row))
            for i, row in rows
        )
    )


def power_body(q: fmpq) -> Expr:
    """z^q on its principal branch."""
    return Expr("nth_root", (VARIABLE,), int(q.q)) if q.p == 1 else power(VARIABLE, rational(q))


def _scaled(function: ScalarFunction, array: Array) -> tuple[ScalarFunction, Matrix]:
    """The function and the matrix; f(sx) and A/s, where all entries are multiples of one s.

    Here s is π, or a product of symbols, as in e^{tA}.
    """
    entries = [lower(c.expr) for c in array.cells()]
    if free_symbols(*entries):
        width = array.shape[1]
        shift, factor, numbers = shift_and_factor(entries, width)
        inside = mul(factor, VARIABLE)
        inside = inside if shift == ZERO else add(shift, inside)
        scaled = ScalarFunction(function.name, function.of(inside))
        return scaled, Matrix([numbers[i : i + width] for i in range(0, len(numbers), width)])
    values = [outcomes(e)[e] for e in entries]
    width = array.shape[1]
    if any(isinstance(v, PiMultiple) for v in values):
        zero = Number(0)
        parts = [v.factor if isinstance(v, PiMultiple) else v for v in values]
        if all(isinstance(v, PiMultiple) or v == zero for v in values):
            numbers = [p for p in parts if isinstance(p, Number)]
            scaled = ScalarFunction(function.name, function.of(mul(PI, VARIABLE)))
            return scaled, Matrix([numbers[i : i + width] for i in range(0, len(numbers), width)])
    numbers = [exact_value(e) for e in entries]
    return function, Matrix([numbers[i : i + width] for i in range(0, len(numbers), width)])


def _function(name: str) -> ScalarFunction:
    own = _OURS.get(name, name)
    if own in FUNCTIONS:
        return FUNCTIONS[own]
    if own in FAMILIES:
        return FAMILIES[own]()
    body = Expr("nth_root", (VARIABLE,), 2) if name == "sqrt" else Expr("apply", (VARIABLE,), name)
    return ScalarFunction(name, body)
