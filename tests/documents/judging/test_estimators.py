r"""Estimators, premises and moments in words, as courses in statistics write them."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_SAMPLE = (
    "$$\nx_1,\\ldots,x_n \\text{ i.i.d. with mean } \\mu \\text{ and variance } \\sigma^2,\\quad"
    " n\\ge2,\\qquad \\bar x=\\frac1n\\sum_{i=1}^nx_i,\\qquad"
    " s^2=\\frac{1}{n-1}\\sum_{i=1}^n(x_i-\\bar x)^2\n$$\n\n"
    "$$\n\\operatorname{Bias}(\\hat\\theta)=\\mathbb{E}[\\hat\\theta]-\\theta,\\qquad"
    "\\operatorname{MSE}(\\hat\\theta)=\\mathbb{E}[(\\hat\\theta-\\theta)^2]\n$$"
)
_SIGNED = _SAMPLE.replace("\\mathbb{E}[\\hat\\theta]-\\theta", "\\theta-\\mathbb{E}[\\hat\\theta]")
_PAIR = "X and Y are random variables; a and b are real numbers."
_MSE = (
    r"\operatorname{MSE}(\hat\theta)=\operatorname{Var}(\hat\theta)"
    r"+\operatorname{Bias}(\hat\theta)"
)
_ADDS = r"\operatorname{Var}(X+Y)=\operatorname{Var}(X)+\operatorname{Var}(Y)"
_WITHIN = r"\operatorname{Var}(X)=E[\operatorname{Var}(X\mid Y)]"
_LAYER = (
    "$$z=\\sum_{j=1}^nw_jx_j+b$$\n\nThe weights w_j are independent Gaussian random variables with"
    " mean 0 and standard deviation 1/\\sqrt n, and b is an independent Gaussian with mean 0 and"
    " standard deviation 1. Of the n=400 inputs, 100 are 1 and 300 are 0."
)
_DOT = (
    "$$q\\cdot k=\\sum_{i=1}^dq_ik_i$$\n\nThe components of q and k are independent random"
    " variables with mean 0 and variance 1."
)


@pytest.mark.parametrize(
    ("text", "claim", "verdict"),
    [
        (_SAMPLE, r"\mathbb{E}[\bar x]=\mu", "proved"),
        (_SAMPLE, r"\mathbb{E}[s^2]=\sigma^2", "proved"),
        (_SAMPLE, r"\operatorname{Var}(\bar x)=\sigma^2", "refuted"),
        (_SAMPLE, r"\operatorname{Bias}(\bar x)=0", "proved"),
        (_SAMPLE, r"\operatorname{SE}(\bar x)=\frac{\sigma}{\sqrt n}", "proved"),
        (_SAMPLE, f"{_MSE}^2", "proved"),
        (_SAMPLE, _MSE, "refuted"),
        (_DOT, r"\operatorname{Var}(q\cdot k)=d", "proved"),
        (_DOT, r"\operatorname{Var}(q\cdot k)=\sqrt d", "refuted"),
        (_LAYER, r"\text{the standard deviation of } z \text{ is } \sqrt{5/4}", "proved"),
        (_LAYER, r"\operatorname{Var}(z)=2", "refuted"),
        (_PAIR, r"E[E[X\mid Y]]=E[X]", "proved"),
        (_PAIR, rf"{_WITHIN}+\operatorname{{Var}}(E[X\mid Y])", "proved"),
        (_PAIR, rf"{_WITHIN}\text{{ for all }}X,Y", "refuted"),
        (_PAIR, rf"X,Y\text{{ independent}}\implies {_ADDS}", "proved"),
        (_PAIR, rf"{_ADDS}\text{{ for all }}X,Y", "refuted"),
        (_PAIR, r"E[XY]=E[X]E[Y]\text{ if }X\text{ and }Y\text{ are independent}", "proved"),
    ],
)
def test_what_courses_say(text: str, claim: str, verdict: str) -> None:
    assert last(text, claim) == verdict


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (_SIGNED, r"\operatorname{Bias}(\bar x)=1"),  # a bias of the author's own
        (_PAIR, _ADDS),
        (f"{_PAIR}\n\n$$X,Y\\text{{ independent}}\\implies E[XY]=E[X]E[Y]$$", _ADDS),
        (f"{_PAIR}\n\nThe sum rule holds when X and Y are independent.", _ADDS),
        (_PAIR, _WITHIN),
        ("$$E[w_i]=0$$", r"\operatorname{Var}(w_i)=E[w_i]"),
    ],
)
def test_what_stays_open(text: str, claim: str) -> None:
    assert last(text, claim) not in ("proved", "refuted")
