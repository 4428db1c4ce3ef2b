"""f(A) as a sympy matrix; roots without a short closed form stay in sums over roots."""

from __future__ import annotations

from typing import Any, TypeAlias

from symnn.errors import UnsupportedError
from symnn.exact.expression import Expr, add, mul, power, rational, substitute, symbol
from symnn.functions import sympy_functions
from symnn.functions.definitions import ARGUMENT
from symnn.functions.matrix_functions.components import Component
from symnn.functions.matrix_functions.value import FunctionOfMatrix

_ROOT = symbol("lambda")
#: The coefficients of a polynomial, a summand, and the place of the entry.
_Sum: TypeAlias = "tuple[tuple[int, ...], Expr, int]"


def to_sympy(value: FunctionOfMatrix) -> Any:
    """The value as an immutable sympy matrix.

    Exactness: exact. Where eigenvalues have no short closed form the entries are sums of
    sympy's RootSum over all roots of their polynomials.

    Raises:
        UnsupportedError: such eigenvalues of a matrix with irrational entries, or of a function
            that treats some roots of a polynomial differently, as relu may.

    Examples:
        >>> import sympy as sp
        >>> from symnn.functions.matrix_functions.evaluate import matrix_function
        >>> from symnn.functions.smooth import exp
        >>> to_sympy(matrix_function(exp, [[0, 1], [0, 0]])) == sp.Matrix([[1, 1], [0, 1]])
        True
    """
    try:
        rows = value.expressions()
    except UnsupportedError:
        return sympy_functions.sum_of_roots(*_sums(value))
    return sympy_functions.matrix_of(rows)


def _sums(value: FunctionOfMatrix) -> tuple[tuple[int, int], list[_Sum]]:
    """The shape, and (polynomial, summand, place) of every sum over roots."""
    found = []
    for component in value.components:
        if component.part.field.base.degree > 1 or not component.complete:
            raise UnsupportedError(
                f"{value!r} has eigenvalues without a short closed form that are not all the roots "
                "of a rational polynomial; enclosure(bits) has balls"
            )
        polynomial = tuple(int(c) for c in component.part.field.modulus.numer().coeffs())
        for place in range(value.shape[0] * value.shape[1]):
            summand = _summand(component, value, place)
            if summand is not None:
                found.append((polynomial, summand, place))
    return value.shape, found


def _summand(component: Component, value: FunctionOfMatrix, place: int) -> Expr | None:
    i, j = divmod(place, value.shape[1])
    terms = []
    for scalar, elements in component.scalars.items():
        total = sum(
            (c * p[i, j].as_fmpq() for c, p in zip(elements, value.basis, strict=True)),
            elements[0] * 0,
        )
        if total:
            powers = (power(_ROOT, rational(k)) for k in range(len(total)))
            parts = [mul(rational(c), p) for c, p in zip(total.coeffs(), powers, strict=True)]
            terms.append(mul(add(*parts), substitute(scalar, {ARGUMENT: _ROOT})))
    return add(*terms) if terms else None
