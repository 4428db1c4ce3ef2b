r"""Formulas of logic that units compute, and free entries of symmetric matrices."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

OPEN = "open"
GIVEN_0 = r"$$W \text{ adaptive parameters in all}$$"
GIVEN_1 = r"$$y=[x_1-x_2>0],\ x_1,x_2\in\{0,1\},\ u=[x_2-x_1+1>0]$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (
            GIVEN_0,
            (
                r"\text{a symmetric } W\times W \text{ matrix has } W(W+1)/2 \text{"
                r" independent entries}"
            ),
            "proved",
        ),
        (
            GIVEN_0,
            (
                r"\text{a symmetric } W\times W \text{ matrix has } W(W-1)/2 \text{"
                r" independent entries}"
            ),
            "refuted",
        ),
        (
            GIVEN_0,
            r"\text{a symmetric } 3\times3 \text{ matrix has } 6 \text{ independent entries}",
            "proved",
        ),
        (
            GIVEN_0,
            (
                r"\text{the covariance matrix of } d \text{ variables has } d(d+1)/2 \text{"
                r" free parameters}"
            ),
            "proved",
        ),
        (
            GIVEN_0,
            (
                r"\text{a symmetric matrix of size } n \text{ has } \frac{n(n+1)}2 \text{"
                r" distinct elements}"
            ),
            "proved",
        ),
        (
            GIVEN_0,
            (
                r"\text{the Hessian of a function of } n \text{ variables has } \frac{n(n+1)}2"
                r" \text{ independent entries}"
            ),
            "proved",
        ),
        (
            GIVEN_0,
            (
                r"\text{the Hessian of a function of } n \text{ variables has } \frac{n(n-1)}2"
                r" \text{ independent entries}"
            ),
            "refuted",
        ),
        (
            GIVEN_0,
            (
                r"\text{the Hessian of a function of } 3 \text{ variables has } 6 \text{"
                r" distinct entries}"
            ),
            "proved",
        ),
        (GIVEN_1, r"y \text{ computes } x_1\wedge\neg x_2", "proved"),
        (GIVEN_1, r"y \text{ computes } x_1\wedge x_2", "refuted"),
        (GIVEN_1, r"y \text{ computes } x_1 \text{ AND NOT } x_2", "proved"),
        (GIVEN_1, r"y \text{ computes } x_2 \text{ AND NOT } x_1", "refuted"),
        (GIVEN_1, r"u \text{ computes the implication } x_1\to x_2", "proved"),
        (GIVEN_1, r"u \text{ computes } x_1\Rightarrow x_2", "proved"),
        (GIVEN_1, r"y \text{ computes NOT } x_1", "refuted"),
        (GIVEN_1, r"\text{the unit } y \text{ computes } x_1 \text{ and not } x_2", "proved"),
    ],
)
def test_logic_of_units(given: str, claim: str, verdict: str | None) -> None:
    if verdict == OPEN:
        assert last(given, claim) not in ("proved", "refuted")
    else:
        assert last(given, claim) == verdict
