"""`matrix_function(f, A)`: where users begin."""

from __future__ import annotations

from typing import Any, Final

from symnn.errors import NotClosedError, ShapeError, UnsupportedError
from symnn.exact.evaluate import value
from symnn.exact.from_sympy import from_sympy
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.functions.catalogue import as_function
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.components import build
from symnn.functions.matrix_functions.covariants import SpectralPart, spectral_parts
from symnn.functions.matrix_functions.spectrum import spectrum
from symnn.functions.matrix_functions.value import FunctionOfMatrix

#: Why the entries of a matrix must be numbers, and what else there is.
_OF_FUNCTIONS: Final = (
    "the eigenvalues of a matrix must be known numbers. Substitute values; a common factor may be "
    "a symbol as a weight, MatrixNetwork(MatrixAffine([[t]]), MatrixActivation(f))(A) for f(tA)"
)


def as_matrix(value_: Any, rule: str = _OF_FUNCTIONS) -> Matrix:
    """A matrix of algebraic numbers from rows of numbers, a sympy matrix, or one of ours.

    Args:
        value_: the matrix.
        rule: what an error says about an entry with symbols.

    Raises:
        InexactError: a float; the message names both exact readings.
        ShapeError: not rows of one length.
        NotAlgebraicError, NotClosedError: an entry that is no algebraic number.
    """
    if isinstance(value_, Matrix):
        return value_
    rows = value_.tolist() if hasattr(value_, "tolist") else value_
    if not isinstance(rows, list | tuple) or not all(isinstance(r, list | tuple) for r in rows):
        raise ShapeError(f"a matrix is a list of rows, as [[1, 2], [3, 4]]; this is {value_!r}")
    return Matrix(
        [[_entry(e, (i, j), rule) for j, e in enumerate(row, 1)] for i, row in enumerate(rows, 1)]
    )


def _entry(given: Any, place: tuple[int, int], rule: str) -> Number:
    """One entry, or an error that says which one it is and what to do."""
    if getattr(given, "is_real", None) is False and not isinstance(given, float):
        raise UnsupportedError(
            f"the entry {place} of the matrix is {given}, which is not real; functions of "
            "matrices take real entries here. A complex X + iY acts as the real block matrix "
            "[[X, -Y], [Y, X]], and f of that is [[Re f, -Im f], [Im f, Re f]]"
        )
    try:
        return value(lower(from_sympy(given)))
    except NotClosedError as error:
        raise NotClosedError(
            f"the entry {place} of the matrix is {given}, which holds symbols: {rule}"
        ) from error


def matrix_function(function: Any, matrix: Any) -> FunctionOfMatrix:
    """The primary matrix function f(A) of a square matrix, exactly.

    f(A) is the polynomial in A that interpolates f and its derivatives at the eigenvalues; where
    the Taylor series of f converges at A it is its sum. It is not f applied to each entry.

    Args:
        function: an activation of symnn, or `activation(expression, symbol)`; analytic at the
            eigenvalues, or relu, leaky_relu, absolute, hard_tanh, relu6, sign, step, which act
            on the spectrum by the real part of the eigenvalue.
        matrix: n×n, entries in Q or a real number field.

    Exactness: exact; principal branches for log and roots.

    Raises:
        UndefinedError: f or a derivative that is needed does not exist at an eigenvalue, which
            is named with the reason.
        ShapeError: the matrix is not square.
        InexactError: a float among the entries.

    References:
        N. Higham, Functions of Matrices: Theory and Computation, SIAM 2008, chapter 1.

    Examples:
        >>> from symnn.functions.piecewise_linear import relu
        >>> matrix_function(relu, [[1, 5], [0, -1]]).matrix() * 2 == Matrix([[2, 5], [0, 0]])
        True
    """
    exact = as_matrix(matrix)
    found = as_function(function)
    whole = spectrum(exact)
    return FunctionOfMatrix(found, whole, build(found, whole), tuple(whole.powers()))


def covariants(matrix: Any) -> tuple[SpectralPart, ...]:
    """The spectral decomposition of a matrix: A = sum over λ of (λ Z_λ + N_λ), exactly.

    Args:
        matrix: n×n, entries in Q or a real number field.

    Returns: one part for each real eigenvalue and each conjugate pair, with `covariant()`,
        `nilpotent()`, `eigenvalue()`, `size` and, for any precision, `enclosure(bits)`.

    Exactness: exact.

    Raises:
        ShapeError: the matrix is not square.
        InexactError: a float among the entries.

    Examples:
        >>> parts = covariants([[1, 5], [0, -1]])
        >>> total = Matrix.zeros(2, 2)
        >>> for part in parts:
        ...     total = total + part.covariant() * part.eigenvalue()[0] + part.nilpotent()
        >>> total == Matrix([[1, 5], [0, -1]])
        True
    """
    return spectral_parts(spectrum(as_matrix(matrix)))
