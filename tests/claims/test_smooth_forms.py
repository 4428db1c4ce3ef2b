"""Other forms of smooth functions: one unknown inside, inverses, squares; equal to the first."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from symnn.claims.provers.smooth.inner import inner_functions
from symnn.claims.provers.smooth.inverse import roots
from symnn.claims.provers.smooth.points import ball_at, has_slope, prepared
from symnn.claims.provers.smooth.shapes import is_zero
from symnn.claims.provers.smooth.waves import squares
from symnn.exact.ball import precision
from symnn.exact.expression import (
    ONE,
    Expr,
    apply,
    exp,
    free_symbols,
    nth_root,
    rational,
    substitute,
    symbol,
)
from symnn.exact.normal_form import normal_form
from symnn.functions.lower import lower

x, y = symbol("x"), symbol("y")
small = st.fractions(-3, 3, max_denominator=4)
nonzero = small.filter(bool)
NAMES = ("exp", "tanh", "sigmoid", "softplus", "sin", "cos", "atan", "silu", "gelu", "cosh")


def agree(f: Expr, g: Expr, at: dict[str, Fraction]) -> bool:
    """Whether nothing tells the values at a rational point apart."""
    difference = substitute(f - g, {name: rational(value) for name, value in at.items()})
    with precision(128):
        return bool(prepared(difference, (), 128)().contains(0))


@given(st.sampled_from(NAMES), st.sampled_from(NAMES), nonzero, small, small, small, small)
def test_a_function_of_one_inner_expression_is_equal_to_the_first(
    outer: str, other: str, a: Fraction, b: Fraction, c: Fraction, p: Fraction, q: Fraction
) -> None:
    line = rational(a) * x + rational(b) * y + rational(c)
    g = lower(apply(outer, line) * apply(other, line) - line)
    found = list(inner_functions(g))
    assert found
    for name, inner, function in found:
        assert free_symbols(function) == {name}
        assert agree(substitute(function, {name: inner}), g, {"x": p, "y": q})


def test_with_two_independent_arguments_there_is_no_inner_expression() -> None:
    assert not list(inner_functions(lower(apply("tanh", x + y) + apply("tanh", x - y))))


def test_logarithms_and_roots_are_unknowns() -> None:
    for g in (x - 1 - apply("log", x), x - nth_root(x)):
        (found, *_) = inner_functions(g)
        assert free_symbols(found.function) == {"t"}
        assert is_zero(substitute(found.function, {"t": found.inner}) - g)


@given(st.sampled_from(("exp", "tanh", "sigmoid", "softplus", "atan")), nonzero, small, small)
def test_where_an_inverse_leads_the_function_has_the_value(
    name: str, a: Fraction, b: Fraction, p: Fraction
) -> None:
    """The value taken at p is taken at the root that is found, which is p: all of them rise."""
    f = lower(apply(name, rational(a) * x + rational(b)))
    value = substitute(f, {"x": rational(p)})
    (found,) = roots(f - value, "x")
    assert agree(substitute(f, {"x": found}), value, {})
    assert agree(found, rational(p), {})


@given(small, small, small, st.booleans())
def test_waves_are_squares_exactly_where_they_are_not_negative(
    r: Fraction, a: Fraction, b: Fraction, mixed: bool
) -> None:
    """r + a sin + b cos, and r + a sin cos + b cos², with one argument."""
    s, c = apply("sin", x), apply("cos", x)
    waves = (s * c, c * c) if mixed else (s, c)
    g = rational(r) + rational(a) * waves[0] + rational(b) * waves[1]
    found = squares(normal_form(g).value.num)
    if found is not None:
        factor, total = found
        assert is_zero(factor * g - total)
        assert all(ball_at(g, "x", Fraction(k, 7)).upper() >= 0 for k in range(-22, 23))
    if not mixed and r > 0 and (a or b):
        assert (found is not None) == (r * r >= a * a + b * b)


def test_roots_of_what_may_be_zero_have_no_slope_that_replays() -> None:
    positive = frozenset({"x"})
    assert not has_slope(nth_root(x), frozenset())
    assert has_slope(nth_root(x), positive)
    assert has_slope(nth_root(ONE + exp(x)), frozenset())
    assert has_slope(x * nth_root(rational(2)), frozenset())
