"""What public notes say rightly, and was called false for another reading of its signs."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_ATTENTION = r"""$$S=QK^\top,\quad O=PV,\quad Q,K,V\in\mathbb{R}^{n\times d}$$

$$P\in\mathbb{R}^{n\times n}$$"""
_LAYER = r"""$$H=XW_1+b_1,\quad A=\phi(H)$$

$$H\in\mathbb{R}^{B\times D},\quad A=\phi(H)$$"""
_RATE = r"""$$\eta=10^{-6}$$

If the rate is too large, for example:

$$\eta>1$$

then:"""


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (_ATTENTION, r"dV=P^\top dO"),
        (_ATTENTION, r"dQ=dS\,K"),
        (_ATTENTION, r"dK=dS^\top Q"),  # gradients, where d is a size as well
        (_LAYER, r"\frac{\partial A_{b,d}}{\partial H_{b,d}}=\phi'(H_{b,d})"),
        (_LAYER, r"\frac{\partial A_{ij}}{\partial H_{ij}}=\phi'(H_{ij})"),
        (_RATE, r"|1-2\eta|>1"),  # of another rate than the first
    ],
)
def test_they_are_not_refuted(given: str, claim: str) -> None:
    assert last(given, claim) != "refuted"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (r"$$\eta=10^{-6}$$", r"|1-2\eta|>1", "refuted"),
        (r"$$d=2,\quad V=3,\quad P=4$$", "dV=dP", "undecided"),
        (r"$$d=2,\quad V=3$$", "dV=7", "refuted"),
    ],
)
def test_numbers_are_judged_as_before(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


_CNN = r"Let $X\in\mathbb{R}^{4\times4}$ be an image, $T$ a shift and $f$ a convolution."


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_CNN, "f(T(X))=T(f(X))", "undecided"),
        ("", "a(b(c))=b(a(c))", "undecided"),
        ("", "a(b(c+d))=abc+abd", "proved"),
    ],
)
def test_letters_before_nested_brackets_may_be_functions(
    given: str, claim: str, verdict: str
) -> None:
    assert last(given, claim) in ({None, verdict} if verdict == "undecided" else {verdict})
