r"""Products that dots shorten, with other factors before or behind them."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

CHAIN = r"$$\hat{y}=xw_1w_2w_3\cdots w_l$$"
DOWN = r"$$y=w_L w_{L-1}\cdots w_1 x$$"


@pytest.mark.parametrize(
    ("given", "claim", "expected"),
    [
        (CHAIN, r"l=3:\quad\frac{\partial\hat{y}}{\partial w_2}=xw_1w_3", "proved"),
        (CHAIN, r"l=3:\quad\hat{y}=xw_1w_2w_3", "proved"),
        (CHAIN, r"x=2,\ l=3,\ w=(1,2,3):\quad\hat{y}=12", "proved"),
        (CHAIN, r"l=3:\quad\hat{y}=xw_1w_2", None),
        (DOWN, r"L=3:\quad\frac{\partial y}{\partial w_2}=w_3w_1x", "proved"),
        (DOWN, r"L=2:\quad y=w_2w_1x", "proved"),
        # matrices do not commute, and what runs otherwise is not understood
        (r"$$y=W_LW_{L-1}\cdots W_1x$$", r"L=2:\quad y=W_1W_2x", None),
        (r"$$y=xw_1w_3\cdots w_l$$", r"l=5:\quad y=xw_1w_3w_5", None),
    ],
)
def test_verdicts(given: str, claim: str, expected: str | None) -> None:
    assert last(given, claim) == expected
