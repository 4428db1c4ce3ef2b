r"""Samples with their number above, and functions with their parameters below."""

from __future__ import annotations

import pytest

from symnn.documents.judging.notations.members.pattern_superscripts import patterns_in
from symnn.documents.judging.notations.members.sample_superscripts import samples_in
from tests.documents.judging.verdicts import last

COST = (
    r"$$J(\theta)=\frac{1}{2m}\sum_{i=1}^m(h_\theta(x^{(i)})-y^{(i)})^2,"
    r"\quad h_\theta(x)=\theta_0+\theta_1x$$"
)
MODEL = r"$$J(w,b)=\frac1{2m}\sum_{i=1}^m(f_{w,b}(x^{(i)})-y^{(i)})^2,\quad f_{w,b}(x)=wx+b$$"
HOPFIELD = (
    r"$$w_{ij}=\frac1N\sum_{\mu=1}^{p}\xi_i^\mu\xi_j^\mu,\quad N=3,\ p=2$$ "
    r"$$\xi^1=(1,-1,1),\quad \xi^2=(1,1,-1)$$"
)
DATA = r"x^{(1)}=1,\ x^{(2)}=2,\ y^{(1)}=300,\ y^{(2)}=500,\ m=2:\quad"


@pytest.mark.parametrize(
    ("given", "claim", "expected"),
    [
        (
            COST,
            (
                r"\frac{\partial J}{\partial\theta_1}"
                r"=\frac1m\sum_{i=1}^m(h_\theta(x^{(i)})-y^{(i)})x^{(i)}"
            ),
            "proved",
        ),
        (
            MODEL,
            r"\frac{\partial J(w,b)}{\partial b}=\frac1m\sum_{i=1}^m(f_{w,b}(x^{(i)})-y^{(i)})",
            "proved",
        ),
        (MODEL, rf"{DATA} J(200,100)=0", "proved"),
        (MODEL, rf"{DATA} J(100,100)=12500", "proved"),
        (MODEL, rf"{DATA} J(100,100)=6250", "refuted"),
        (MODEL, r"x=(1,2),\ y=(300,500),\ m=2,\ w=200,\ b=100:\quad J(w,b)=0", "proved"),
        ("$$f_{w,b}(x)=wx+b$$", "f_{200,100}(1.2)=340", "proved"),
        ("$$f_{w,b}(x)=wx+b$$", "f_{200,100}(1.2)=350", "refuted"),
        # patterns of Hopfield's model
        (HOPFIELD, "w_{12}=0", "proved"),
        (HOPFIELD, r"w_{23}=-\frac23", "proved"),
        (HOPFIELD, r"w_{23}=\frac23", "refuted"),
        # indices are none of the parameters
        ("$$f_{i,j}(x)=x^i+x^j$$", "f_{1,2}(3)=12", "proved"),
    ],
)
def test_verdicts(given: str, claim: str, expected: str) -> None:
    assert last(given, claim) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (r"$\sum_{i=1}^m (wx^{(i)} + b - y^{(i)})^2$", {"x", "y"}),
        (r"$\sum_i (\hat{y}^{(i)} - y^{(i)})^2$", {r"\hat{y}", "y"}),
        # samples that may be vectors, or have features
        (r"$\sum_i (\theta^T x^{(i)} - y^{(i)})^2$", {"y"}),
        (r"$\sum_i (h(x^{(i)}) - y^{(i)})x_j^{(i)}$", {"y"}),
        (r"$\sum_i f(x^{(i)})$ with $x^{(i)}\in\mathbb{R}^n$", set()),
        # layers, and powers in brackets that no sum runs over
        (r"$a^{(l)} = \sum_l a^{(l)}$", set()),
        (r"$f^{(n)}(x)$ and $\max_x x^{(2)}$", set()),
    ],
)
def test_letters_that_count_samples(text: str, found: set[str]) -> None:
    assert samples_in(text) == found


def test_letters_that_count_patterns() -> None:
    assert patterns_in(r"$\sum_\mu \xi_i^\mu x_i^{\mu}$, $v^2$") == {r"\xi", "x"}
    assert patterns_in(r"$\sum_i x_i^2$ and $x^\mu x_\mu$") == set()
