"""Decimals in claims about members of families may be rounded ones."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_STEPS = r"$$s_t=s_{t-1}-\sqrt2g_t$$"
_MOMENTS = (
    r"$$\theta_t=\theta_{t-1}-\alpha m_t/\sqrt{v_t},\ m_t=\beta_1m_{t-1}+(1-\beta_1)g_t,"
    r"\ v_t=\beta_2v_{t-1}+(1-\beta_2)g_t^2,\ m_0=0,\ v_0=0,\ \alpha=0.001,\ \beta_1=0.9,"
    r"\ \beta_2=0.999$$"
)


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (_STEPS, "s_1=s_0-1.414g_1"),
        (_STEPS, "s_2=s_0-1.414(g_1+g_2)"),
        (_STEPS, r"g_1=2:\quad s_1-s_0=-2.828"),
        (_MOMENTS, r"g_1=2:\quad \theta_1-\theta_0=-0.00316"),
    ],
)
def test_what_is_right_as_printed_is_not_refuted(given: str, claim: str) -> None:
    assert last(given, claim) != "refuted"


def test_what_is_further_off_is() -> None:
    assert last(_STEPS, "s_1=s_0-1.5g_1") == "refuted"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_STEPS, r"g_1=2:\quad s_1-s_0=-2.828", "proved"),
    ],
)
def test_letters_that_cancel_are_no_part_of_a_number(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict
