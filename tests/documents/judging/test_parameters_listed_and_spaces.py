"""Parameters that a text lists, expressions in one space, products that are defined."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (
            (
                r"$$y=b+Wx+U\tanh(d+Hx),\quad x\in\mathbb{R}^{(n-1)m},\ b\in\mathbb{R}^{|V|},\ "
                r"d\in\mathbb{R}^h,\ U\in\mathbb{R}^{|V|\times h},\ "
                r"W\in\mathbb{R}^{|V|\times(n-1)m},\ H\in\mathbb{R}^{h\times(n-1)m};\quad "
                r"\text{word features } C\in\mathbb{R}^{|V|\times m};\quad \text{parameters } "
                r"\theta=(b,d,W,U,H,C)$$"
            ),
            (
                r"U\tanh(d+Hx) \text{ and } Wx \text{ are both in } \mathbb{R}^{|V|}, \text{ so "
                r"that } y\in\mathbb{R}^{|V|}"
            ),
            "proved",
        ),
        (
            (
                r"$$y=b+Wx+U\tanh(d+Hx),\quad x\in\mathbb{R}^{(n-1)m},\ b\in\mathbb{R}^{|V|},\ "
                r"d\in\mathbb{R}^h,\ U\in\mathbb{R}^{|V|\times h},\ "
                r"W\in\mathbb{R}^{|V|\times(n-1)m},\ H\in\mathbb{R}^{h\times(n-1)m};\quad "
                r"\text{word features } C\in\mathbb{R}^{|V|\times m};\quad \text{parameters } "
                r"\theta=(b,d,W,U,H,C)$$"
            ),
            r"\text{number of free parameters}=|V|(1+nm+h)+h(1+(n-1)m)",
            "proved",
        ),
        (
            (
                r"$$y=b+Wx+U\tanh(d+Hx),\quad x\in\mathbb{R}^{(n-1)m},\ b\in\mathbb{R}^{|V|},\ "
                r"d\in\mathbb{R}^h,\ U\in\mathbb{R}^{|V|\times h},\ "
                r"W\in\mathbb{R}^{|V|\times(n-1)m},\ H\in\mathbb{R}^{h\times(n-1)m};\quad "
                r"\text{word features } C\in\mathbb{R}^{|V|\times m};\quad \text{parameters } "
                r"\theta=(b,d,W,U,H,C)$$"
            ),
            r"\text{number of free parameters}=|V|(1+nm+h)+h(1+nm)",
            "refuted",
        ),
        (
            (
                r"$$y=b+Wx+U\tanh(d+Hx),\quad x\in\mathbb{R}^{(n-1)m},\ b\in\mathbb{R}^{|V|},\ "
                r"d\in\mathbb{R}^h,\ U\in\mathbb{R}^{|V|\times h},\ "
                r"W\in\mathbb{R}^{|V|\times(n-1)m},\ H\in\mathbb{R}^{h\times(n-1)m};\quad "
                r"\text{word features } C\in\mathbb{R}^{|V|\times m};\quad \text{parameters } "
                r"\theta=(b,d,W,U,H,C)$$"
            ),
            r"\text{there are } |V|(1+m+h)+h(1+(n-1)m) \text{ free parameters}",
            "refuted",
        ),
        (
            (
                r"$$y=b+Wx+U\tanh(d+Hx),\quad x\in\mathbb{R}^{(n-1)m},\ b\in\mathbb{R}^{|V|},\ "
                r"d\in\mathbb{R}^h,\ U\in\mathbb{R}^{|V|\times h},\ "
                r"W\in\mathbb{R}^{|V|\times(n-1)m},\ H\in\mathbb{R}^{h\times(n-1)m};\quad "
                r"\text{word features } C\in\mathbb{R}^{|V|\times m};\quad \text{parameters } "
                r"\theta=(b,d,W,U,H,C)$$"
            ),
            (
                r"\text{without } W \text{ there are } |V|(1+m+h)+h(1+(n-1)m) \text{ free "
                r"parameters}"
            ),
            "proved",
        ),
        (
            r"$$f(x)=W_2^Tg(W_1^Tx+b_1)+b_2$$",
            (
                r"W_1x+b_1 \text{ is well defined for } W_1\in\mathbb{R}^{2\times5},\ "
                r"b_1\in\mathbb{R}^5 \text{ and one sample } x\in\mathbb{R}^2"
            ),
            "refuted",
        ),
        (
            r"$$f(x)=W_2^Tg(W_1^Tx+b_1)+b_2$$",
            (
                r"W_1^Tx+b_1 \text{ is well defined for } W_1\in\mathbb{R}^{2\times5},\ "
                r"b_1\in\mathbb{R}^5 \text{ and one sample } x\in\mathbb{R}^2"
            ),
            "proved",
        ),
        (
            r"$$h=Wx+b,\ W\in\mathbb{R}^{4\times3},\ x\in\mathbb{R}^3,\ b\in\mathbb{R}^4$$",
            (
                r"Wx \text{ and } b \text{ are both in } \mathbb{R}^4, \text{ so that } "
                r"h\in\mathbb{R}^4"
            ),
            "proved",
        ),
        (
            r"$$h=Wx+b,\ W\in\mathbb{R}^{4\times3},\ x\in\mathbb{R}^3,\ b\in\mathbb{R}^4$$",
            r"Wx \text{ and } b \text{ are both in } \mathbb{R}^3",
            "refuted",
        ),
        (
            r"$$h=Wx+b,\ W\in\mathbb{R}^{4\times3},\ x\in\mathbb{R}^3,\ b\in\mathbb{R}^4$$",
            r"Wx \text{ and } x \text{ lie in } \mathbb{R}^4",
            "refuted",
        ),
        (
            r"$$h=Wx+b,\ W\in\mathbb{R}^{4\times3},\ x\in\mathbb{R}^3,\ b\in\mathbb{R}^4$$",
            r"\text{the network has } 16 \text{ weights and biases}",
            "proved",
        ),
        (
            r"$$h=Wx+b,\ W\in\mathbb{R}^{4\times3},\ x\in\mathbb{R}^3,\ b\in\mathbb{R}^4$$",
            r"\text{the network has } 12 \text{ weights and biases}",
            "refuted",
        ),
    ],
)
def test_parameters_listed_and_spaces(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (
            (
                r"$$y=b+Wx+U\tanh(d+Hx),\quad x\in\mathbb{R}^{(n-1)m},\ b\in\mathbb{R}^{|V|},\ "
                r"d\in\mathbb{R}^h,\ U\in\mathbb{R}^{|V|\times h},\ "
                r"W\in\mathbb{R}^{|V|\times(n-1)m},\ H\in\mathbb{R}^{h\times(n-1)m};\quad "
                r"\text{word features } C\in\mathbb{R}^{|V|\times m};\quad \text{parameters } "
                r"\theta=(b,d,W,U,H,C)$$"
            ),
            r"U\tanh(d+Hx) \text{ and } Wx \text{ are both in } \mathbb{R}^{h}",
        ),
    ],
)
def test_parameters_listed_and_spaces_not_certain(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
