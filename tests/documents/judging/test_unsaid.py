r"""A σ that nobody defines, behind the names that are computed with it."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

NETWORK = r"""
$$h_1=\sigma(w_1x_1+w_2x_2),\quad h_2=\sigma(w_3x_1+w_4x_2),\quad o=w_5h_1+w_6h_2$$

$$E=\frac12(t-o)^2$$

$$x_1=1,\ x_2=0,\ w_1=0,\ w_2=1,\ w_3=\ln3,\ w_4=-1,\ w_5=2,\ w_6=-4,\ t=1$$
"""


@pytest.mark.parametrize(
    "claim",
    [
        r"h_1=\frac12",
        r"h_2=\frac34",
        "h_2=0.75",
        "o=-2",
        "E=4.5",
        r"\frac{\partial E}{\partial w_5}=-1.5",
        r"\frac{\partial E}{\partial w_3}=2.25",
        r"\frac{\partial E}{\partial w_2}=0",
    ],
)
def test_the_logistic_function_is_meant(claim: str) -> None:
    assert last(NETWORK, claim) == "proved"


@pytest.mark.parametrize("claim", ["E=3", "o=7"])
def test_what_is_false_of_every_usual_function_is_refuted(claim: str) -> None:
    assert last(NETWORK, claim) == "refuted"


@pytest.mark.parametrize("claim", ["h_1=1", "h_1=0", "o=-4", "E=12.5"])
def test_what_holds_of_a_rectifier_or_a_step_is_not_refuted(claim: str) -> None:
    assert last(NETWORK, claim) != "refuted"


def test_a_false_slope_is_not_proved() -> None:
    assert last(NETWORK, r"\frac{\partial E}{\partial w_3}=-2.25") in ("undecided", "refuted")


def test_a_deviation_is_no_function() -> None:
    given = "$$s=\\sigma x$$\n\n$$x=2$$"
    assert last(given, "s=3") is None
