r"""Bare names of functions beside settings: CE/FL is a number where p = 0.9 stands beside it."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

LOSSES = (
    r"Let $\mathrm{FL}(p_{\mathrm t})=-(1-p_{\mathrm t})^\gamma\log(p_{\mathrm t})$ and"
    r" $\mathrm{CE}(p_{\mathrm t})=-\log(p_{\mathrm t})$ with $\gamma\geq0$."
)
OTHERS = r"Let $f(a,b)=a+2b$ and $g(a)=a^2$."


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (LOSSES, r"\gamma=2,\ p_{\mathrm t}=0.9:\quad \mathrm{CE}/\mathrm{FL}=100", "proved"),
        (LOSSES, r"\gamma=2,\ p_{\mathrm t}=0.9:\quad \mathrm{CE}/\mathrm{FL}=99", "refuted"),
        (
            LOSSES,
            r"\gamma=2,\ p_{\mathrm t}=0.9:\quad \frac{\mathrm{FL}}{\mathrm{CE}}=0.01",
            "proved",
        ),
        (LOSSES, r"\gamma=2,\ p_{\mathrm t}\leq.5:\quad \mathrm{CE}/\mathrm{FL}\leq2", "refuted"),
        (OTHERS, r"a=1,\ b=2:\quad f-g=4", "proved"),
        (OTHERS, r"a=1,\ b=2:\quad f-g=5", "refuted"),
        (OTHERS, r"a\ge3:\quad 2g\geq18", "proved"),
        (OTHERS, r"a\ge3:\quad 2g\geq19", "refuted"),
        (OTHERS, r"a\ge3:\quad g\geq9", "proved"),
        (OTHERS, r"2g=18 \text{ at } a=3", "proved"),
        (OTHERS, r"2g=19 \text{ for } a=3", "refuted"),
    ],
)
def test_functions_are_their_values_there(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    "claim",
    [
        r"a=1:\quad f-g=5",  # what b is, is not said
        r"c=1:\quad 2g=2",
        r"a\ge3:\quad g^{-1}=\sqrt a",  # the inverse function, or one over g
        r"2g=18",
    ],
)
def test_no_value_without_all_settings(claim: str) -> None:
    assert last(OTHERS, claim) in (None, "undecided")
