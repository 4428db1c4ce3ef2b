r"""Losses of uniform predictions in words, entries of a softmax, and lists put in for a formula."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

LOSS = "# A\n\n" + r"$$\ell(x,y)=-y\log\sigma(x)-(1-y)\log(1-\sigma(x))$$"
ENTROPY = "# B\n\nThe loss is the cross entropy of the softmax."
PENALISED = ENTROPY + r" Weight decay with factor $\lambda$ is added."
BITS = "# C\n\nThe cross entropy is measured in bits."
SOFTMAX = (
    "# D\n\n"
    r"$$\operatorname{softmax}_k[\mathbf{z}]=\frac{\exp[z_k]}{\sum_{k'}\exp[z_{k'}]}$$"
)
OWN = "# E\n\n" + r"$$\mathrm{softmax}_1(x)_i=\frac{e^{x_i}}{1+\sum_je^{x_j}}$$"
SCORES = (
    "# F\n\n"
    r"$$X\in\mathbb{R}^{300\times2},\ W\in\mathbb{R}^{2\times3},\ f=XW+b,\quad"
    r" p_k=\frac{e^{f_k}}{\sum_je^{f_j}},\quad L_i=-\log\left(p_{y_i}\right)$$"
)
GIVEN = (
    "# G\n\n"
    r"$$f=(1,2,3),\quad p_k=\frac{e^{f_k}}{\sum_je^{f_j}},\quad L=-\log p_y,\quad y=3$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (
            LOSS,
            (
                r"\text{equal logits for } 5 \text{ classes give the cross entropy }"
                r" -\log\frac15\approx1.609"
            ),
            "proved",
        ),
        (
            LOSS,
            r"\text{equal logits for } 5 \text{ classes give the cross entropy } \log10",
            "refuted",
        ),
        (
            ENTROPY,
            r"\text{a uniform prediction over } 10 \text{ classes has the loss } 2.303",
            "proved",
        ),
        (
            ENTROPY,
            r"\text{a uniform prediction over the 10 classes has the loss } 2.5",
            "refuted",
        ),
        (
            ENTROPY,
            r"\text{the cross entropy of a uniform prediction over } 10 \text{ classes is } \ln10",
            "proved",
        ),
        (
            ENTROPY,
            r"\text{a uniform model over } 27 \text{ characters has perplexity } 27",
            "proved",
        ),
        (
            ENTROPY,
            r"\text{a uniform model over } 27 \text{ characters has perplexity } 13.5",
            "refuted",
        ),
        # there is more in this loss, or it has another unit
        (
            PENALISED,
            r"\text{a uniform prediction over } 10 \text{ classes has the loss } 2.4",
            None,
        ),
        (
            BITS,
            r"\text{a uniform prediction over } 8 \text{ classes has the cross entropy } 3",
            None,
        ),
        (
            SOFTMAX,
            r"\mathbf{z}=(1,0):\quad \operatorname{softmax}_1[\mathbf{z}]\approx0.731",
            "proved",
        ),
        (
            SOFTMAX,
            r"\mathbf{z}=(1,0):\quad \operatorname{softmax}_2[\mathbf{z}]\approx0.731",
            "refuted",
        ),
        # another function, whose name has the number in it
        (OWN, r"x=(1,0):\quad \mathrm{softmax}_1(x)\approx0.731", None),
        (SCORES, r"p=[0.2,0.3,0.5],\ y_i=2:\quad L_i\approx1.204", "proved"),
        (SCORES, r"p=[0.2,0.3,0.5],\ y_i=2:\quad L_i\approx1.61", "undecided"),
        # where the scores are given, so are the chances
        (GIVEN, r"L\approx0.408", "proved"),
    ],
)
def test_losses_in_words(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict
