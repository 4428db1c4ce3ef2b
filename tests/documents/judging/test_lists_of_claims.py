"""False values in lists of claims, and links of chains that hold for all numbers."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

SCALING = r"$$\gamma=1.15,\qquad r_k=224\,\gamma^k$$"
SLOPES = r"$$y_1=-2x_1+x_2,\quad y_2=x_1+x_2$$"
LOGISTIC = r"$$b(x)=\frac{1}{1+e^{-x}}$$"
MOMENTUM = r"$$v_0=0,\quad v_t=\alpha v_{t-1}-\epsilon g$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (SCALING, r"r_1=257.6,\quad r_2=296.24", "proved"),
        (SCALING, r"r_1=257.6,\quad r_2=296.28", "undecided"),
        (
            SLOPES,
            r"\frac{\partial y_1}{\partial x_1}=-2,\quad\frac{\partial y_2}{\partial x_2}=3",
            "refuted",
        ),
        # Another name may be given a value beside a claim.
        (SCALING, r"r_1=257.6,\quad w_2=296.28", "proved"),
        # A chain is said for all x, or for none.
        (LOGISTIC, r"0\le b(x)\le1", "proved"),
        (LOGISTIC, r"0\le b(x)\ge1", "undecided"),
        # A closed form of what begins at 0.
        (MOMENTUM, r"v_t=-\epsilon g\frac{1-\alpha^t}{1-\alpha} \text{ for all } t\ge0", "proved"),
        (MOMENTUM, r"v_t=-\epsilon g\frac{1-\alpha^t}{1-\alpha} \text{ for all } t\le0", None),
    ],
)
def test_what_is_false_beside_what_is_proved(given: str, claim: str, verdict: str | None) -> None:
    """It is not passed over."""
    assert last(given, claim) == verdict
