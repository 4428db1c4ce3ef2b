"""Formulas that are solved for a letter in them, which is not linear there."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"y=\frac{1}{1+e^{-x}} \implies x=\log\frac{y}{1-y}", "proved"),
        (r"y=\frac{1}{1+e^{-x}} \implies x=\log\frac{1-y}{y}", "refuted"),
        (r"y=\tanh(x) \Rightarrow x=\frac12\log\frac{1+y}{1-y}", "proved"),
        (r"y=\tanh(x) \Rightarrow x=\log\frac{1+y}{1-y}", "refuted"),
        (r"o=\frac{p}{1-p} \implies p=\frac{o}{1+o}", "proved"),
        (r"o=\frac{p}{1-p} \implies p=\frac{o}{1-o}", "refuted"),
        (r"y=2^x \Rightarrow x=\log_2 y", "proved"),
        (
            r"\delta=2k\exp(-2\gamma^2m) \implies m=\frac{1}{2\gamma^2}\log\frac{2k}{\delta}",
            "proved",
        ),
        (
            r"\delta=2k\exp(-2\gamma^2m) \implies m=\frac{2}{\gamma^2}\log\frac{2k}{\delta}",
            "refuted",
        ),
        # A root may be meant of letters that are not negative; logarithms have many bases.
        (r"y=x^2 \implies x=\sqrt{y}", None),
        (r"y=x^2 \implies x=-\sqrt{y}", None),
        (r"y=(x-3)^2 \implies x=3+\sqrt{y}", None),
        (r"y=\log x \implies x=10^y", None),
        (r"y=\log x \implies x=e^y", "proved"),
        # A letter that the conclusion leaves out is not put in.
        (r"y=e^x \implies x=z", None),
    ],
)
def test_the_formula_is_put_in(claim: str, verdict: str | None) -> None:
    """What holds for all letters of the formula is implied; what holds nowhere is false."""
    assert last("", claim) == verdict


def test_ranges_that_were_told_count() -> None:
    """The root is that of a letter that is positive."""
    given = r"$$p \leq 2k\exp(-2\gamma^2m),\qquad \gamma>0,\ 0<\delta<1$$"
    claim = r"\delta=2k\exp(-2\gamma^2m)\implies\gamma=\sqrt{\frac{1}{2m}\log\frac{2k}{\delta}}"
    assert last(given, claim) in ("proved", None)
