"""Enclosures contain the value at twice the precision, and never say what they do not know."""

from __future__ import annotations

import threading

import pytest
from flint import arb, ctx
from hypothesis import given
from hypothesis import strategies as st

from symnn.errors import NotClosedError, UnsupportedError
from symnn.exact.ball import certain_sign, enclose, holds, integer_power, precision
from symnn.exact.expression import (
    PI,
    ZERO,
    Expr,
    apply,
    exp,
    nth_root,
    piecewise,
    power,
    rational,
    symbol,
)

rationals = st.fractions(min_value=-6, max_value=6, max_denominator=50)
UNARY = ["exp", "sin", "cos", "tan", "atan", "erf", "abs", "sign", "floor"]


@st.composite
def closed(draw: st.DrawFn, depth: int = 3) -> Expr:
    if depth == 0:
        return draw(st.one_of(rationals.map(rational), st.just(PI)))
    a, b = draw(closed(depth - 1)), draw(closed(depth - 1))
    forms = [a + b, a * b, a - b, apply("max", a, b), apply("min", a, b), a**3]
    forms += [apply(name, a) for name in UNARY]
    forms += [nth_root(apply("abs", a)), nth_root(a, 3), apply("log", 1 + apply("abs", a))]
    return draw(st.sampled_from(forms))


@given(closed(), st.integers(24, 300))
def test_balls_contain_the_value(expr: Expr, bits: int) -> None:
    """The ball at any precision meets the one at twice that and 200 bits more."""
    rough, fine = enclose(expr, bits), enclose(expr, 2 * bits + 200)
    if rough.is_finite() and fine.is_finite():
        assert rough.overlaps(fine)


@given(closed())
def test_a_certain_sign_stays(expr: Expr) -> None:
    """A sign that is certain at 64 bits is the sign at 500 bits."""
    early, late = certain_sign(enclose(expr, 64)), certain_sign(enclose(expr, 500))
    if early is not None and late is not None:
        assert early == late


@pytest.mark.parametrize(
    "expr",
    [
        rational(1) / ZERO,
        apply("log", ZERO),
        nth_root(rational(-1)),
        power(rational(-8), rational("1/3")),
        apply("asin", rational(2)),
    ],
)
def test_what_does_not_exist_has_no_sign(expr: Expr) -> None:
    """A value that does not exist is never certain, and satisfies no relation."""
    ball = enclose(expr, 100)
    assert certain_sign(ball) is None
    assert all(holds(r, ball) is None for r in ("=", "!=", "<", "<=", ">", ">="))


def test_a_ball_around_zero_is_unknown() -> None:
    """sin(pi) encloses 0 and is not told from it."""
    assert certain_sign(enclose(apply("sin", PI), 200)) is None


def test_powers_of_a_ball_around_zero_stay_finite() -> None:
    """arb's own power of such a ball is not a number; ours is a product."""
    assert integer_power(arb(0, 1), 2).is_finite()


def test_odd_roots_have_the_sign_of_their_argument() -> None:
    """The cube root of -8 is -2."""
    assert enclose(nth_root(rational(-8), 3), 100).contains(-2)


def test_cases_choose_only_when_certain() -> None:
    """A condition that cannot be told leaves the value unknown."""
    hidden = apply("sin", PI)
    unsure = piecewise([(">", hidden, ZERO, rational(1))], rational(2))
    sure = piecewise([(">", exp(rational(1)), rational(2), rational(1))], rational(2))
    assert not enclose(unsure, 100).is_finite()
    assert enclose(sure, 100) == 1


def test_precision_is_given_back() -> None:
    """The global context is as it was, also after an error and from other threads."""
    before = ctx.prec
    with pytest.raises(NotClosedError), precision(300):
        enclose(symbol("x"), 100)
    threads = [threading.Thread(target=enclose, args=(exp(PI), 50 * k)) for k in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ctx.prec == before


def test_unknown_functions_are_refused() -> None:
    """A named function has to be lowered first."""
    with pytest.raises(UnsupportedError, match="lower it first"):
        enclose(apply("sigmoid", rational(1)), 64)
