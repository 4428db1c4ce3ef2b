"""Inequalities between values of one monotone function, told by its arguments."""

from __future__ import annotations

import pytest

from symnn.claims.formula import Atomic
from symnn.documents.judging.calculus.peeling import by_peeling
from symnn.exact.expression import ONE, ZERO, Expr, apply, exp, rational, symbol

X, Y = symbol("x"), symbol("y")
BOUNDS = (Atomic(">", X, ZERO), Atomic(">", Y, ZERO))


def softplus(value: Expr) -> Expr:
    return apply("log", exp(value) + ONE)


@pytest.mark.parametrize(
    ("relation", "left", "right"),
    [
        ("<", softplus(X * Y), softplus(2 * X * Y)),
        (">", (exp(X) + ONE) ** rational(-1), (exp(2 * X) + ONE) ** rational(-1)),
        ("<", rational(3) * exp(X), rational(3) * exp(X + Y)),
        (">", rational(-3) * exp(X), rational(-3) * exp(X + Y)),
    ],
)
def test_arguments_tell_the_order(relation: str, left: Expr, right: Expr) -> None:
    found = by_peeling(Atomic(relation, left, right), BOUNDS)
    assert found is not None
    assert found.proved


@pytest.mark.parametrize(
    ("relation", "left", "right"),
    [
        ("<", softplus(2 * X * Y), softplus(X * Y)),
        ("<", rational(-3) * exp(X), rational(-3) * exp(X + Y)),
        ("<", X**2, Y**2),
        ("<", apply("log", X - Y), apply("log", X - Y + ONE)),
    ],
)
def test_nothing_is_proved_otherwise(relation: str, left: Expr, right: Expr) -> None:
    """False orders, a square, and logarithms of what may be negative."""
    assert by_peeling(Atomic(relation, left, right), BOUNDS) is None
