"""Functions whose formula rests on a name that is given behind them: f(x, y) = qx, q = x + y."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

GIVEN = "Let $f(x, y) = q x$ with $q = x + y$."
TRUE = [
    (GIVEN, r"\frac{\partial f}{\partial x} = 2x + y"),
    (GIVEN, r"\frac{\partial f}{\partial y} = x"),
    (GIVEN, "f(2, 2) = 8"),
    ("Let $f(x) = x q$ with $q = x + 1$.", r"\frac{df}{dx} = 2x + 1"),
    (
        r"Let $L(w, b) = (y - 1)^2$, where $y = 3w + b$.",
        r"\frac{\partial L}{\partial w} = 6(y - 1)",
    ),
    (r"Let $L(w, b) = (y - 1)^2$, where $y = 3w + b$.", "L(1, 0) = 4"),
    (r"The revenue is $R(p) = pD$ with the demand $D = 10 - 2p$.", r"\frac{dR}{dp} = 10 - 4p"),
]
FALSE = [
    (GIVEN, r"\frac{\partial f}{\partial x} = x + y"),
    (GIVEN, "f(2, 2) = 4"),
    (
        r"Let $L(w, b) = (y - 1)^2$, where $y = 3w + b$.",
        r"\frac{\partial L}{\partial w} = 2(y - 1)",
    ),
    (r"The revenue is $R(p) = pD$ with the demand $D = 10 - 2p$.", r"\frac{dR}{dp} = 10 - 2p"),
]
OPEN = [
    # a total or a partial derivative: D depends on p, and so does R by another way
    (r"The revenue is $R(p) = pD$ with the demand $D = 10 - 2p$.", r"\frac{dR}{dD} = p"),
    (r"Let $D = 10 - 2p$. The revenue is $R(p) = pD$.", r"\frac{dR}{dD} = p"),
    ("Let $f(x) = x q$ with $q = x + 1$.", r"\frac{df}{dq} = x"),
]


@pytest.mark.parametrize(("given", "claim"), TRUE)
def test_a_name_behind_is_written_out(given: str, claim: str) -> None:
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(("given", "claim"), FALSE)
def test_a_false_formula_of_it_is_refuted(given: str, claim: str) -> None:
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(("given", "claim"), OPEN)
def test_a_slope_by_a_name_that_is_no_variable_stays_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
