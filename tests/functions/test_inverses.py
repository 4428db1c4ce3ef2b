"""Inverses as formulas: whatever is proposed takes every value back to where it came from."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.exact.expression import Expr, apply, exp, rational, substitute, symbol
from symnn.functions.definitions import define
from symnn.functions.inverses import inverse_formula
from symnn.functions.lower import lower

T = symbol("t")
NUMBERS = st.fractions(min_value=-3, max_value=3, max_denominator=4).filter(bool).map(rational)


def layers() -> st.SearchStrategy[Expr]:
    """Functions of t that rise or fall: lines, exponentials, logarithms, reciprocals of them."""
    return st.recursive(
        st.just(T),
        lambda inner: st.one_of(
            st.builds(lambda e, c: e * c, inner, NUMBERS),
            st.builds(lambda e, c: e + c, inner, NUMBERS),
            st.builds(exp, inner),
            st.builds(lambda e: 1 / (1 + exp(e)), inner),
            st.builds(lambda e: apply("log", 1 + exp(e)), inner),
        ),
        max_leaves=4,
    )


@given(layers(), st.fractions(min_value=-1, max_value=1, max_denominator=8))
def test_every_value_is_taken_back(body: Expr, place: Fraction) -> None:
    found = inverse_formula(body, "t", "y")
    assert found is not None
    at = rational(place)
    back = substitute(found, {"y": substitute(lower(body), {"t": at})})
    distance = apply("abs", back - at)
    assert decide(Claim(Atomic("<", distance, rational("1/1000000"))), seconds=5).proved


@pytest.mark.parametrize("name", ["tanh", "sigmoid", "softplus"])
def test_functions_by_name_are_proved_to_be_taken_back(name: str) -> None:
    body = define(name, T)
    found = inverse_formula(body, "t", "y")
    assert found is not None
    back = substitute(found, {"y": lower(body)})
    assert decide(Claim(Atomic("=", lower(back), T)), seconds=5).proved


@pytest.mark.parametrize(
    "body",
    [T * T, define("relu", T), T * exp(T), rational(3), apply("sin", T), exp(T) + exp(-T)],
    ids=repr,
)
def test_what_does_not_tell_where_it_came_from_has_none(body: Expr) -> None:
    assert inverse_formula(body, "t", "y") is None


@given(st.fractions(min_value=0, max_value=1, max_denominator=50).filter(lambda p: 0 < p < 1))
def test_two_forms_of_the_logistic_function_have_one_inverse(place: Fraction) -> None:
    values = []
    for form in (1 / (1 + exp(-T)), exp(T) / (1 + exp(T))):
        found = inverse_formula(form, "t", "y")
        assert found is not None
        values.append(substitute(found, {"y": rational(place)}))
    assert decide(Claim(Atomic("=", *values)), seconds=5).proved
