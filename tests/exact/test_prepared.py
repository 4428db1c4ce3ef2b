"""A prepared expression says what `enclose` says, at every point and for every operation."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb, fmpq
from hypothesis import given
from hypothesis import strategies as st

from symnn.errors import NotClosedError
from symnn.exact.ball import enclose, precision
from symnn.exact.expression import (
    PI,
    Expr,
    add,
    apply,
    mul,
    nth_root,
    piecewise,
    power,
    rational,
    symbol,
)
from symnn.exact.prepared import Prepared

NAMES = ("x", "y")
rationals = st.fractions(min_value=-3, max_value=3, max_denominator=8)
leaves = st.one_of(rationals.map(rational), st.sampled_from([symbol("x"), symbol("y"), PI]))


def grow(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    unary = st.sampled_from(["exp", "log", "sin", "atan", "erf", "abs", "sign"])
    return st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: add(*parts)),
        st.lists(inner, max_size=3).map(lambda parts: mul(*parts)),
        st.builds(apply, unary, inner),
        st.builds(apply, st.sampled_from(["max", "min"]), inner, inner),
        st.builds(lambda a, k: power(a, rational(k)), inner, st.integers(-2, 3)),
        st.builds(nth_root, inner, st.integers(2, 3)),
        st.builds(lambda a, b, c: piecewise([("<", a, b, c)], a), inner, inner, inner),
    )


expressions = st.recursive(leaves, grow, max_leaves=12)


@given(expressions, rationals, rationals)
def test_prepared_and_walked_enclosures_overlap(root: Expr, x: Fraction, y: Fraction) -> None:
    with precision(128):
        at = [arb(fmpq(v.numerator, v.denominator)) for v in (x, y)]
    prepared = Prepared(root, NAMES, 128)(*at)
    walked = enclose(root, 128, dict(zip(NAMES, at, strict=True)))
    assert prepared.is_finite() == walked.is_finite()
    assert prepared.overlaps(walked) or not walked.is_finite()


def test_a_symbol_without_a_place_is_refused() -> None:
    with pytest.raises(NotClosedError, match="symbol y is not among"):
        Prepared(symbol("x") + symbol("y"), ("x",), 64)
    with pytest.raises(NotClosedError, match="1 symbols need as many balls, not 2"):
        Prepared(symbol("x"), ("x",), 64)(arb(0), arb(1))
