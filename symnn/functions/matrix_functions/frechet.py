"""The Fréchet derivative of a function of a matrix, exactly.

    f(A + E) = f(A) + L_f(A, E) + o(|E|).

The block matrix [[A, E], [0, A]] is annihilated by m², for m the minimal polynomial of A, and
f of it has L_f(A, E) in its corner. So with α_d the coefficients of the polynomial that
interpolates f modulo m²,

    L_f(A, E) = sum over d of α_d · sum over i + j = d - 1 of A^i E A^j.

References:
    R. Mathias, A chain rule for matrix functions and applications, SIMAX 1996.
    N. Higham, Functions of Matrices (2008), chapter 3.
"""

from __future__ import annotations

from typing import Any

from symnn.errors import ShapeError
from symnn.exact.matrix import Matrix
from symnn.functions.catalogue import as_function
from symnn.functions.matrix_functions.components import build
from symnn.functions.matrix_functions.evaluate import as_matrix
from symnn.functions.matrix_functions.spectrum import Spectrum, spectrum
from symnn.functions.matrix_functions.value import FunctionOfMatrix


def frechet(function: Any, matrix: Any, direction: Any) -> FunctionOfMatrix:
    """The Fréchet derivative L_f(A, E) of a matrix function in a direction.

    Args:
        function, matrix: f and A, as for `matrix_function`.
        direction: E, n×n like A.

    Exactness: exact, with the same views as f(A): closed entries, numbers, balls.

    Raises:
        UndefinedError: f is not differentiable as often as needed at an eigenvalue.
        ShapeError: E has another shape than A.

    Examples:
        >>> from symnn.functions.smooth import power_of
        >>> A, E = Matrix([[1, 2], [0, 3]]), Matrix([[0, 1], [1, 0]])
        >>> frechet(power_of(2), A, E).matrix() == A @ E + E @ A
        True
    """
    exact, way = as_matrix(matrix), as_matrix(direction)
    if way.shape != exact.shape:
        raise ShapeError(
            "the direction must have the shape of the matrix, {}×{}; it is {}×{}".format(
                *exact.shape, *way.shape
            )
        )
    found, whole = as_function(function), spectrum(exact).raised(2)
    return FunctionOfMatrix(found, whole, build(found, whole), sandwiches(whole, way))


def sandwiches(whole: Spectrum, way: Matrix) -> tuple[Matrix, ...]:
    """The sums of A^i E A^j over i + j = d - 1, for d from 0 below the degree.

    S_(d+1) = A S_d + E A^d.
    """
    found, power = [Matrix.zeros(*way.shape)], way
    for _ in range(whole.degree - 1):
        found.append(whole.matrix @ found[-1] + power)
        power = power @ whole.matrix
    return tuple(found)
