"""Decimals that names are given as data: they are no results that were rounded."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

WEIGHTS = r"$$w_1=0.8746,\quad w_2=0.2113$$"
MOMENTS = (
    r"$$v_t=\beta_2v_{t-1}+(1-\beta_2)g_t^2,\quad \hat{v}_t=\frac{v_t}{1-\beta_2^t},"
    r"\quad \beta_2=0.999,\ v_0=0,\ g_1=2,\ g_2=1$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (WEIGHTS, "w_1w_2=0.1848", "proved"),
        (WEIGHTS, "w_1w_2=0.1849", "undecided"),
        (WEIGHTS, "w_1w_2=0.19", "refuted"),
        # One digit behind zeros or nines is what one chooses.
        (MOMENTS, "v_2=0.004996", "proved"),
        (MOMENTS, "v_2=0.004936", "refuted"),
        (MOMENTS, r"\hat{v}_1=4", "proved"),
        (MOMENTS, r"\hat{v}_1=5", "refuted"),
        # A result that was printed may have been gone on from.
        (f"{WEIGHTS}\n\n$$s=w_1w_2=0.1848$$", "1000s=184.8", "proved"),
    ],
)
def test_data_are_taken_as_they_stand(given: str, claim: str, verdict: str) -> None:
    """What fits rounded data alone is left open, and is never proved."""
    assert last(given, claim) == verdict


def test_what_is_left_open_is_no_new_value() -> None:
    """A false value beside data is no definition that the true one would contradict."""
    given = MOMENTS.replace("0.999", "0.986")
    assert last(f"{given}\n\n$$\\hat{{v}}_1=5$$", r"\hat{v}_1=4") == "proved"


def test_a_false_decimal_carries_nothing() -> None:
    """What fits a decimal that was printed for another value is not proved, nor called false."""
    given = "$$w=0.9,\\quad d=-w^3/9$$\n\n$$d=0.081$$"
    assert last(given, "w-d=0.819") == "undecided"
    assert last(given, "w-d=0.981") == "proved"
    assert last(given, "w-d=0.7") == "refuted"
