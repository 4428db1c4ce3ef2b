r"""Slopes at a list of numbers, with an open class: L = -\log p_t at x = (2, 1, 0)."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

LOSS = r"$$p_k=\frac{e^{x_k}}{\sum_{j=1}^3e^{x_j}},\qquad L=-\log p_t$$"
SECOND = r"\frac{\partial^2L}{\partial x_1^2}"


@pytest.mark.parametrize(
    "claim",
    [
        rf"x=(2,1,0):\ {SECOND}=0.222695",
        rf"x=(0,0,0):\ {SECOND}=\frac29",
        r"x=(1,-0.5,0.3):\ \frac{\partial^2L}{\partial x_2^2}=0.112914",
        r"x=(2,1,0):\ \frac{\partial^2L}{\partial x_1\partial x_2}=-0.162803",
    ],
)
def test_a_value_that_is_right_for_each_class_is_proved(claim: str) -> None:
    assert last(LOSS, claim) == "proved"


@pytest.mark.parametrize(
    "claim",
    [
        rf"x=(2,1,0):\ {SECOND}=0.030139",
        rf"x=(2,1,0):\ {SECOND}=0.222696",
        rf"x=(0,0,0):\ {SECOND}=\frac19",
        r"x=(2,1,0):\ \frac{\partial^2L}{\partial x_1\partial x_2}=0.162803",
    ],
)
def test_a_value_that_is_right_for_no_class_is_refuted(claim: str) -> None:
    assert last(LOSS, claim) == "refuted"


@pytest.mark.parametrize(
    "claim",
    [
        # right for the second and the third class
        r"x=(2,1,0):\ \frac{\partial L}{\partial x_1}=0.665241",
        # a condition
        rf"x=(2,1,0):\ {SECOND}=0",
        # no list of three
        rf"x=(2,1):\ {SECOND}=0.222695",
    ],
)
def test_other_values_stay_open(claim: str) -> None:
    assert last(LOSS, claim) not in ("proved", "refuted")
