"""Whether a condition is met at all, and from which whole number on."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

GIVEN = (
    r"$$f(x)=x^2-2x,\quad g(x)=e^x,\quad \beta=0.9,\quad"
    r" \rho_t=19-\frac{2t\beta^t}{1-\beta^t},\quad \text{soft-step}(x)=\frac{x}{1+|x|}$$"
)
NETWORK = (
    r"$$\mathbf{z}=\mathbf{W}\mathbf{x},\quad\mathbf{h}=\phi(\mathbf{z}),\quad"
    r"\mathbf{o}=\mathbf{V}\mathbf{h},\quad \mathbf{u}=g(\mathbf{W}\mathbf{x}),\quad"
    r" \mathbf{s}=f(\mathbf{W}\mathbf{x})$$"
    "\n\n"
    r"$$\mathbf{x}\in\mathbb{R}^d,\ \mathbf{W}\in\mathbb{R}^{k\times d},\ "
    r"\mathbf{V}\in\mathbb{R}^{q\times k}$$"
)

PROVED = [
    (GIVEN, r"\text{there is no } x \text{ with } g(x)=0"),
    (GIVEN, r"\text{there is no real } x \text{ such that } f(x)<-1"),
    (GIVEN, r"\text{no } x \text{ satisfies } g(x)\le0"),
    (GIVEN, r"\text{there exists an } x \text{ such that } f(x)<0"),
    (GIVEN, r"\text{there are } x,y \text{ with } f(x)+f(y)=-2"),
    (GIVEN, r"\text{the smallest } n \text{ with } 2^n>1000 \text{ is } 10"),
    (GIVEN, r"\text{the smallest integer } n \text{ for which } n^2\ge50 \text{ is } 8"),
    (GIVEN, r"f(x)<0 \text{ exactly when } 0<x<2"),
    (GIVEN, r"\text{soft-step is differentiable at } 0"),
    (NETWORK, r"\mathbf{o}\in\mathbb{R}^q"),
    (NETWORK, r"\mathbf{V}^\top\mathbf{o}\in\mathbb{R}^k"),
    (NETWORK, r"\mathbf{u}\in\mathbb{R}^k"),
]

REFUTED = [
    (GIVEN, r"\text{there is no } x \text{ with } f(x)=3"),
    (GIVEN, r"\text{there is an } x\in(2,3) \text{ with } f(x)<0"),
    (GIVEN, r"\text{there are } x \text{ with } g(x)=0"),
    (GIVEN, r"\text{the smallest } n \text{ with } 2^n>1000 \text{ is } 11"),
    (GIVEN, r"\text{the smallest } n \text{ with } 2^n>1000 \text{ is } 9"),
    (NETWORK, r"\mathbf{o}\mathbf{h}^\top\in\mathbb{R}^{k\times q} \text{ for } k\ne q"),
]

#: Of numbers that are not whole, of letters of which nothing is known, or of one of two readings.
NEITHER = [
    (GIVEN, r"\text{the smallest } x \text{ with } f(x)\ge0 \text{ is } 2"),
    (GIVEN, r"\text{the smallest } n \text{ with } n\ge0 \text{ is } 1"),
    (GIVEN, r"\text{there is no } n \text{ with } 2^n=3"),
    (GIVEN, r"\text{there is no } x \text{ with } h(x)=0"),
    (NETWORK, r"\mathbf{s}\in\mathbb{R}"),
]


@pytest.mark.parametrize(("before", "claim"), PROVED)
def test_what_holds(before: str, claim: str) -> None:
    assert last(before, claim) == "proved"


@pytest.mark.parametrize(("before", "claim"), REFUTED)
def test_what_fails(before: str, claim: str) -> None:
    assert last(before, claim) == "refuted"


@pytest.mark.parametrize(("before", "claim"), NEITHER)
def test_what_is_left_open(before: str, claim: str) -> None:
    assert last(before, claim) not in ("proved", "refuted")
