"""Limits with an arrow, where an expression lies, and words on how long a definition lasts."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

CURVES = (
    r"$$f(x)=\frac{1}{1+x^2},\quad x_n=3+\frac1n,\quad s(x)=\frac1{1+e^{-x}},\quad"
    r" r(x)=\max(0,x)$$"
)
STEPS = r"$$H(t)=\begin{cases}1&t\ge0\\0&t<0\end{cases},\quad b(x)=H(x)-H(x-1)$$"
UPDATE = r"$$w=3,\quad w'=5$$"
DEFAULT = r"$$f(x)=\frac1x,\quad a=2 \text{ unless said otherwise}$$"

PROVED = [
    (CURVES, r"f(x)\to0 \text{ as } x\to\infty"),
    (CURVES, r"\text{as } x\to-\infty,\ f(x)\to0"),
    (CURVES, r"s(x)\to1 \text{ for } x\to\infty \text{ and } s(x)\to0 \text{ for } x\to-\infty"),
    (CURVES, r"s'(x)\to 0\ (x\to\infty)"),
    (CURVES, r"s(x)\to1 \text{ and } s'(x)\to0 \text{ as } x\to\infty"),
    (CURVES, r"x_n\to3 \text{ as } n\to\infty"),
    (CURVES, r"s(x)\in(0,1) \text{ for all } x"),
    (CURVES, r"r(x)\in[0,\infty) \text{ for all } x\in\mathbb{R}"),
    (CURVES, r"f(3)\in\{0.1,0.2\}"),
    (STEPS, r"b(x)\in\{0,1\} \text{ for all } x"),
    (DEFAULT, r"f(x)+a=\frac{1+2x}{x}"),
    (DEFAULT, r"a+1=3"),
]

REFUTED = [
    (CURVES, r"f(x)\to1 \text{ as } x\to\infty"),
    (CURVES, r"\text{as } x\to\infty:\ s(x)\to\tfrac12"),
    (CURVES, r"s(x)\to0 \text{ and } s'(x)\to0 \text{ as } x\to\infty"),
    (CURVES, r"s(x)\in(0,\tfrac12) \text{ for all } x"),
    (STEPS, r"b(x)\in\{0,2\} \text{ for all } x"),
    (DEFAULT, r"f(a)=0.25"),
]

#: No limit of the left side, nothing known of it, or no claim at all.
NEITHER = [
    (UPDATE, r"w\to w' \text{ as } t\to t+1"),
    (UPDATE, r"w\to4 \text{ as } t\to\infty"),
    (CURVES, r"x\to f(x)"),
    (CURVES, r"g(x)\to1 \text{ as } x\to\infty"),
    (CURVES, r"g(x)\in(0,1)"),
    (CURVES, r"x\in(0,1)"),
    (CURVES, r"\operatorname{sign}(x)\in\{-1,1\}"),
]


@pytest.mark.parametrize(("before", "claim"), PROVED)
def test_what_holds(before: str, claim: str) -> None:
    assert last(before, claim) == "proved"


@pytest.mark.parametrize(("before", "claim"), REFUTED)
def test_what_fails(before: str, claim: str) -> None:
    assert last(before, claim) == "refuted"


@pytest.mark.parametrize(("before", "claim"), NEITHER)
def test_what_claims_nothing(before: str, claim: str) -> None:
    assert last(before, claim) not in ("proved", "refuted")
