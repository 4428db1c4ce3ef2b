r"""The n that a formula sums up to is the size of the list, where nothing else defines it."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_RMS = r"""$$
\mathrm{MS}(x)=\frac1n\sum_{i=1}^{n}x_i^2,\quad \mathrm{RMS}(x)=\sqrt{\mathrm{MS}(x)},\qquad x=(1,7)
$$"""
_AVERAGE = r"""$$
\mathbf{avg}(x)=\frac{\mathbf{1}^Tx}{n},\quad \mathbf{rms}(x)=\frac{\|x\|}{\sqrt n},\quad x=(2,-1,2)
$$"""
_SAMPLE = r"""$$
\hat{\mu}=\frac1n\sum_{i=1}^nx_i,\quad \hat{\sigma}^2=\frac1n\sum_{i=1}^n(x_i-\hat{\mu})^2
$$

$$x=(1,2,3,6)$$"""
_DICE = r"$$D=\frac{2\sum_{i}^{N}p_ig_i}{\sum_{i}^{N}p_i^2+\sum_{i}^{N}g_i^2}$$"

_WITHIN = _DICE[:-2] + r",\qquad p_i\in[0,1],\ g_i\in\{0,1\}$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_RMS, r"\mathrm{MS}(x)=25", "proved"),
        (_RMS, r"\mathrm{RMS}(x)=5", "proved"),
        (_RMS, r"\mathrm{RMS}(x)=6", "refuted"),
        (_RMS, r"\mathrm{MS}((1,2,3))=\frac{14}{3}", "proved"),
        (_AVERAGE, r"\mathbf{avg}(x)=1,\quad \mathbf{rms}(x)=\sqrt3", "proved"),
        (_AVERAGE, r"\mathbf{avg}(x)=2", None),
        (_SAMPLE, r"\hat\mu=3", "proved"),
        (_SAMPLE, r"\hat\sigma^2=\frac72", "proved"),
        (_SAMPLE, r"\hat\sigma^2=\frac{14}{3}", "refuted"),
        (_DICE, r"p=(1,0.5,0),\ g=(1,1,0):\quad D=\frac{12}{13}", "proved"),
        (_WITHIN, r"p=(1,0.5,0),\ g=(1,1,0):\quad D=\frac{12}{13}", "proved"),
        (_WITHIN, r"p=(1,0.5,0),\ g=(1,1,0):\quad D=\frac{11}{13}", "refuted"),
        (_DICE, r"p=(1,0.5,0),\ g=(1,1):\quad D=\frac{12}{13}", None),
    ],
)
def test_a_sum_over_all_entries(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) in (verdict, verdict or "undecided")


@pytest.mark.parametrize("claim", [r"\sum_{i=1}^ni=n+1", r"\sum_{i=1}^ni=3", r"n=2"])
def test_the_letter_stays_open_elsewhere(claim: str) -> None:
    """The list has two entries, and 1 + 2 = 2 + 1; but n may be any number here."""
    assert last(_RMS, claim) is None


def test_an_n_with_a_value_is_that() -> None:
    assert last(_RMS + "\n\n$$n=1$$", r"\mathrm{MS}(x)=1") != "refuted"
    assert last("$$n=1$$\n\n" + _RMS, r"\mathrm{MS}(x)=1") == "proved"
