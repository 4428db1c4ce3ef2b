r"""Functions of matrices as LaTeX: the matrix, its minimal polynomial, and the value.

    e^{A} = \begin{pmatrix} … \end{pmatrix}

Where eigenvalues have no short closed form they stay named, as the roots of their polynomial:

    \sum_{\lambda^{5} - \lambda - 1 = 0} e^{\lambda} (c_0(\lambda) I + c_1(\lambda) A + …)
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq_poly

from symnn.errors import UnsupportedError
from symnn.exact.expression import ONE, Expr, add, mul, power, rational, substitute, symbol
from symnn.exact.matrix import Matrix
from symnn.exact.radicals import written_form
from symnn.exact.univariate import Poly
from symnn.functions.definitions import ARGUMENT
from symnn.functions.matrix_functions.components import Component
from symnn.functions.matrix_functions.value import FunctionOfMatrix
from symnn.latex.expression_writer import write_expression

_LAMBDA = symbol("lambda")


def write_matrix(rows: Sequence[Sequence[Expr]]) -> str:
    r"""Rows of expressions in round brackets.

    Examples:
        >>> write_matrix([[ONE, rational("1/2")]])
        '\\begin{pmatrix} 1 & \\frac{1}{2} \\end{pmatrix}'
    """
    lines = [" & ".join(write_expression(e) for e in row) for row in rows]
    return r"\begin{pmatrix} " + r" \\ ".join(lines) + r" \end{pmatrix}"


def write_exact_matrix(matrix: Matrix) -> str:
    """A matrix of algebraic numbers in round brackets."""
    return write_matrix([[written_form(e) for e in row] for row in matrix.tolist()])


def write_polynomial(p: Poly, variable: Expr = _LAMBDA) -> str:
    r"""A polynomial, highest power first.

    Examples:
        >>> from symnn.exact.univariate import polynomial
        >>> write_polynomial(polynomial([-1, -1, 1]))
        '\\lambda^{2} - \\lambda - 1'
    """
    terms = []
    for k in reversed(range(len(p))):
        if p[k]:
            x = ONE if k == 0 else variable if k == 1 else power(variable, rational(k))
            number = written_form(p[k])
            terms.append(number if k == 0 else x if p[k] == 1 else mul(number, x))
    return write_expression(terms[0] if len(terms) == 1 else add(*terms)) if terms else "0"


def write_function_of_matrix(value: FunctionOfMatrix, name: str = "A") -> str:
    r"""The value of f(A), with entries where they have closed forms, else as sums over roots.

    Args:
        value: f(A).
        name: what the matrix is called.

    Exactness: exact; nothing is rounded.

    Examples:
        >>> from symnn.functions.matrix_functions.evaluate import matrix_function
        >>> from symnn.functions.smooth import exp
        >>> write_function_of_matrix(matrix_function(exp, [[0, 1], [0, 0]]))
        '\\begin{pmatrix} 1 & 1 \\\\ 0 & 1 \\end{pmatrix}'
    """
    try:
        return write_matrix(value.expressions())
    except UnsupportedError:
        return " + ".join(_sum_over_roots(component, name) for component in value.components)


def _sum_over_roots(component: Component, name: str) -> str:
    if component.part.field.base.degree > 1 or not component.complete:
        raise UnsupportedError(
            "the eigenvalues of this matrix have no short closed form, and they are not all the "
            "roots of a rational polynomial"
        )
    under = write_polynomial(component.part.field.factor)
    parts = []
    for scalar, elements in component.scalars.items():
        value = write_expression(substitute(scalar, {ARGUMENT: _LAMBDA}))
        inside = " + ".join(
            rf"\left({_in_lambda(c)}\right) {_matrix_power(name, d)}"
            for d, c in enumerate(elements)
            if c
        )
        parts.append(inside if scalar == ONE else rf"{value} \left[{inside}\right]")
    return rf"\sum_{{{under} = 0}} " + " + ".join(parts)


def _in_lambda(c: fmpq_poly) -> str:
    terms = []
    for k in reversed(range(len(c))):
        if c[k] != 0:
            x = ONE if k == 0 else _LAMBDA if k == 1 else power(_LAMBDA, rational(k))
            number = rational(c[k])
            terms.append(number if k == 0 else x if c[k] == 1 else mul(number, x))
    return write_expression(terms[0] if len(terms) == 1 else add(*terms))


def _matrix_power(name: str, exponent: int) -> str:
    return "I" if exponent == 0 else name if exponent == 1 else f"{name}^{{{exponent}}}"
