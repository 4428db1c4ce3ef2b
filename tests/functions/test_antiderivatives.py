"""The slope of every antiderivative is the integrand; balls see it too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.exact.ball import enclose
from symnn.exact.expression import (
    Expr,
    add,
    apply,
    derivative,
    mul,
    power,
    rational,
    substitute,
    symbol,
)
from symnn.functions.antiderivatives import antiderivative, is_continuous_between
from symnn.functions.lower import lower

X = symbol("x")
SMALL = st.integers(-3, 3).filter(bool).map(rational)


@st.composite
def integrands(draw: st.DrawFn) -> Expr:
    """Sums of c x^n g(ax + b)."""
    terms = []
    for _ in range(draw(st.integers(1, 3))):
        inner = add(mul(draw(SMALL), X), draw(SMALL))
        name = draw(st.sampled_from(["exp", "sin", "cos", "sigmoid", "tanh", "sinh"]))
        degree = draw(st.integers(0, 2)) if name in ("exp", "sin", "cos") else 0
        factor = [power(X, rational(degree))] if degree else []
        terms.append(mul(draw(SMALL), *factor, apply(name, inner)))
    return add(*terms)


@given(integrands())
def test_the_slope_is_the_integrand(expr: Expr) -> None:
    """Proved, and seen by balls at a point."""
    found = antiderivative(expr, "x")
    assert found is not None
    slope = derivative(found, "x", X)
    assert not decide(Claim(Atomic("=", slope, expr)), seconds=5).refuted
    at = {"x": rational("1/3")}
    gap = lower(substitute(slope, at)) - lower(substitute(expr, at))
    assert enclose(gap, 256).contains(0)


@pytest.mark.parametrize("name", ["log", "abs", "relu"])
def test_rules_with_a_domain_or_a_kink(name: str) -> None:
    """Away from the kink, on both sides of it."""
    found = antiderivative(apply(name, X), "x")
    assert found is not None
    for text in ("2", "1/3", *(() if name == "log" else ("-1/2",))):
        slope = lower(derivative(found, "x", rational(text)))
        value = substitute(apply(name, X), {"x": rational(text)})
        assert decide(Claim(Atomic("=", slope, value)), seconds=5).proved


def test_a_gap_between_the_ends_is_seen() -> None:
    """1/x between -1 and 1; not between 1 and 2; never with open ends."""
    inverse = power(X, rational(-1))
    ends = [rational(1), rational(2)]
    assert is_continuous_between(inverse, "x", ends)
    assert not is_continuous_between(inverse, "x", [rational(-1), rational(1)])
    assert not is_continuous_between(inverse, "x", [symbol("a"), rational(1)])
    assert not is_continuous_between(apply("floor", X), "x", ends)


def test_what_no_rule_covers_has_none() -> None:
    """exp(sin x) has no elementary antiderivative; x^x is not looked for."""
    assert antiderivative(apply("exp", apply("sin", X)), "x") is None
    assert antiderivative(power(X, X), "x") is None
