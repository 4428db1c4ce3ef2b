"""A function of a matrix from nothing but its values and derivatives at the eigenvalues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import factorial
from typing import Any

from flint import fmpq, fmpq_poly

from symnn.errors import UndefinedError, UnsupportedError
from symnn.exact.evaluate import value
from symnn.exact.expression import Expr, free_symbols
from symnn.exact.from_sympy import from_sympy
from symnn.exact.number import Number
from symnn.functions.definitions import ARGUMENT, VARIABLE
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.components import Component, contribution
from symnn.functions.matrix_functions.evaluate import as_matrix
from symnn.functions.matrix_functions.interpolation import interpolants
from symnn.functions.matrix_functions.jets import Jet, Laurent
from symnn.functions.matrix_functions.pieces import Branch
from symnn.functions.matrix_functions.spectrum import Eigenvalues, spectrum
from symnn.functions.matrix_functions.value import FunctionOfMatrix


def matrix_function_by_jets(
    matrix: Any, jets: Mapping[Any, Sequence[Any]], name: str = "f"
) -> FunctionOfMatrix:
    """The f(A) whose values and derivatives at the eigenvalues are given: Hermite interpolation.

    Args:
        matrix: A, n×n, with real eigenvalues.
        jets: for each eigenvalue λ the list f(λ), f'(λ), f''(λ), … of exact values, as long as
            the largest Jordan block of λ.
        name: how f is called in messages.

    Exactness: exact.

    Raises:
        UndefinedError: an eigenvalue without values, or with too few of them.
        UnsupportedError: complex eigenvalues, or values with symbols.
        ShapeError: the matrix is not square.

    Examples:
        >>> found = matrix_function_by_jets([[2, 1], [0, 2]], {2: [5, 7]})
        >>> [[str(e) for e in row] for row in found.matrix().tolist()]
        [['5', '7'], ['0', '5']]
    """
    exact = as_matrix(matrix)
    whole = spectrum(exact)
    given = {value(lower(from_sympy(k))): [_closed(v, name) for v in vs] for k, vs in jets.items()}
    components: list[Component] = []
    for part in whole.parts:
        basis = interpolants(whole.minimal, part)
        for k in range(part.field.degree):
            branch = Branch((k,), _jets(part, k, given, name))
            components += contribution(part, basis, branch)
    function = ScalarFunction(name, VARIABLE)
    return FunctionOfMatrix(function, whole, tuple(components), tuple(whole.powers()))


def _jets(
    part: Eigenvalues, k: int, given: Mapping[Number, list[Expr]], name: str
) -> tuple[Jet, ...]:
    found = part.exactly(k)
    if found is None or found[1] is not None:
        raise UnsupportedError(
            f"{name} is given by its values, and the eigenvalue {part.name(k)} is not real; give "
            "the function itself"
        )
    values = given.get(found[0])
    if values is None or len(values) < part.jets:
        have = "none are given" if values is None else f"{len(values)} are given"
        raise UndefinedError(
            f"{name} needs its value and {part.jets - 1} derivatives at the eigenvalue "
            f"{part.name(k)}; {have}"
        )
    return tuple(
        {v: Laurent(fmpq_poly([fmpq(1, factorial(j))]))} for j, v in enumerate(values[: part.jets])
    )


def _closed(given: Any, name: str) -> Expr:
    found = from_sympy(given)
    if free_symbols(found) - {ARGUMENT}:
        raise UnsupportedError(f"a value of {name} holds symbols: {given}")
    return found
