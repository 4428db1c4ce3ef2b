"""Functions of whole vectors and matrices on a page: softmax, determinant, rank, norms, f(A).

Each takes the values of its argument, row by row. Determinants and traces take unknowns; what
needs a decision about zeros takes algebraic numbers, and f(A) those times one symbol at most.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from symnn.derivations.formulas.nodes import Rows
from symnn.errors import ShapeError, TooLargeError
from symnn.exact.evaluate import value
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    apply,
    exp,
    free_symbols,
    mul,
    negative,
    nth_root,
    power,
    quotient,
    rational,
)
from symnn.exact.matrix import Matrix
from symnn.exact.radicals import written_form
from symnn.functions.catalogue import as_function
from symnn.functions.definitions import TWO, VARIABLE
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.evaluate import matrix_function
from symnn.latex.meaning.common_factors import common_factor

#: Before the name of a function: the function of the matrix, and of no entries.
OF_MATRIX: Final = "matrix "
#: A determinant with unknowns is expanded by rows.
_LARGEST: Final = 6


def algebraic(rows: Rows) -> Matrix:
    """The matrix of algebraic numbers.

    Raises:
        NotAlgebraicError, NotClosedError: an entry is no such number.
    """
    return Matrix([[value(lower(e)) for e in row] for row in rows])


def written(matrix: Matrix) -> Rows:
    """The entries as a person writes them."""
    return tuple(tuple(written_form(e) for e in row) for row in matrix.tolist())


def inverse(rows: Rows) -> Rows:
    """A^(-1) of a matrix of algebraic numbers."""
    return written(algebraic(rows).inverse())


def _square(rows: Rows, what: str) -> int:
    if len(rows) != len(rows[0]):
        raise ShapeError(f"a {len(rows)}x{len(rows[0])} matrix has no {what}")
    return len(rows)


def _determinant(rows: Rows) -> Rows:
    size = _square(rows, "determinant")
    if not any(free_symbols(e) for row in rows for e in row):
        return ((written_form(algebraic(rows).determinant()),),)
    if size > _LARGEST:
        raise TooLargeError(f"a {size}x{size} determinant with unknowns; the cap is {_LARGEST}")
    return ((_expanded(rows),),)


def _expanded(rows: Rows) -> Expr:
    """By the first row."""
    if len(rows) == 1:
        return rows[0][0]
    terms = []
    for j, entry in enumerate(rows[0]):
        if entry == ZERO:
            continue
        rest = tuple(tuple(e for k, e in enumerate(row) if k != j) for row in rows[1:])
        term = mul(entry, _expanded(rest))
        terms.append(negative(term) if j % 2 else term)
    return add(*terms) if terms else ZERO


def _trace(rows: Rows) -> Rows:
    size = _square(rows, "trace")
    return ((add(*(rows[i][i] for i in range(size))),),)


def _rank(rows: Rows) -> Rows:
    return ((rational(algebraic(rows).rank()),),)


def _length(rows: Rows) -> Rows:
    """The root of the sum of the squares."""
    return ((nth_root(add(*(power(e, TWO) for row in rows for e in row)), 2),),)


def _largest_row(rows: Rows) -> Rows:
    """The largest sum of |entries| of a row."""
    sums = [add(*(apply("abs", e) for e in row)) for row in rows]
    return ((sums[0] if len(sums) == 1 else apply("max", *sums),),)


def _unit(rows: Rows) -> Rows:
    """The identity of the size of a matrix."""
    size = _square(rows, "identity")
    return tuple(tuple(ONE if i == j else ZERO for j in range(size)) for i in range(size))


def function_of(name: str) -> Callable[[Rows], Rows]:
    """f of the whole matrix."""

    def evaluate(rows: Rows) -> Rows:
        found = as_function(_named(name))
        entries = [lower(e) for row in rows for e in row]
        width = len(rows[0])
        if not free_symbols(*entries):
            return matrix_function(found, algebraic(rows)).expressions()
        factor, numbers = common_factor(entries)
        scaled = ScalarFunction(found.name, found.of(mul(factor, VARIABLE)))
        table = [numbers[i : i + width] for i in range(0, len(numbers), width)]
        return matrix_function(scaled, Matrix(table)).expressions()

    return evaluate


def _named(name: str) -> ScalarFunction:
    return ScalarFunction(name, apply(name, VARIABLE))


def _softmax(rows: Rows) -> Rows:
    """Of a column or a row as a whole; of a matrix row by row."""
    if len(rows) > 1 and len(rows[0]) == 1:
        return tuple(zip(*_softmax(tuple(zip(*rows, strict=True))), strict=True))
    found = []
    for row in rows:
        powers = [exp(e) for e in row]
        found.append(tuple(quotient(p, add(*powers)) for p in powers))
    return tuple(found)


def _diagonal(rows: Rows) -> Rows:
    """The square matrix with a vector on its diagonal."""
    entries = [e for row in rows for e in row]
    return tuple(
        tuple(e if i == j else ZERO for j in range(len(entries))) for i, e in enumerate(entries)
    )


def _identity(rows: Rows) -> Rows:
    return rows


NAMES: Final = (
    "exp", "log", "sin", "cos", "sinh", "cosh", "tan", "tanh", "sigmoid", "softplus", "silu",
    "gelu", "relu", "abs", "sign",
)  # fmt: skip

#: Functions of a whole vector or matrix.
WHOLE: Final[Mapping[str, Callable[[Rows], Rows]]] = {
    "softmax": _softmax,
    "diag": _diagonal,
    "identity": _identity,
    "det": _determinant,
    "tr": _trace,
    "rank": _rank,
    "norm": _length,
    "norm_inf": _largest_row,
    "unit": _unit,
    **{OF_MATRIX + name: function_of(name) for name in NAMES},
}
