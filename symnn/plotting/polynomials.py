"""Polynomials of one variable in a picture: their coefficients, and where a slope is reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flint import fmpq

from symnn.errors import UnsupportedError
from symnn.exact.expression import Expr
from symnn.exact.number import Number
from symnn.exact.plain import plain
from symnn.exact.real_line import cut, root_number
from symnn.exact.univariate import polynomial, squarefree_factors
from symnn.networks.layer import number_of


def coefficients(expr: Expr, name: str) -> list[Number]:
    """The coefficients of a polynomial in one symbol, the constant term first.

    Raises:
        UnsupportedError: it is none.
    """
    if expr.op == "symbol":
        if expr.data == name:
            return [Number(0), Number(1)]
        raise UnsupportedError(f"{plain(expr)} is no number")
    if expr.op == "add":
        return _sum([coefficients(a, name) for a in expr.args])
    if expr.op == "mul":
        total = [Number(1)]
        for a in expr.args:
            total = _product(total, coefficients(a, name))
        return total
    if expr.op == "power" and isinstance(expr.args[1].data, fmpq):
        exponent = expr.args[1].data
        if exponent.q == 1 and 0 <= exponent <= 200:
            base, total = coefficients(expr.args[0], name), [Number(1)]
            for _ in range(int(exponent)):
                total = _product(total, base)
            return total
    found = number_of(expr)
    if found is None:
        raise UnsupportedError(f"{plain(expr)} is no polynomial in {name} with algebraic numbers")
    return [found]


def _sum(parts: Sequence[Sequence[Number]]) -> list[Number]:
    total = [Number(0)] * max(map(len, parts))
    for part in parts:
        for k, c in enumerate(part):
            total[k] += c
    return total


def _product(left: Sequence[Number], right: Sequence[Number]) -> list[Number]:
    total = [Number(0)] * (len(left) + len(right) - 1)
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            total[i + j] += a * b
    return total


def critical_points(
    poly: Sequence[Number], slope: Number, low: Number, high: Number
) -> Iterator[Number]:
    """Where the polynomial has this slope, strictly between two numbers."""
    derivative = polynomial([c * k for k, c in enumerate(poly)][1:] or [Number(0)])
    shifted = polynomial([(derivative[0] if derivative else Number(0)) - slope, *derivative[1:]])
    if len(shifted) < 2:
        return
    for factor in squarefree_factors(shifted):
        line = cut([factor])
        for j in range(len(line.points) - 1):
            if line.root_between(j) is not None:
                root = root_number(factor, line.points[j], line.points[j + 1])
                if low < root < high:
                    yield root
