r"""Functions of open vectors that act entry by entry, with lists of them: (relu(x), relu(-x))."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

CRELU = r"""$$
[x]_+=\max(x,0) \text{ elementwise},\quad\rho(x)=\left([x]_+,[-x]_+\right),\quad x\in\mathbb{R}^n
$$"""
STACK = r"""$$
r(x)=\max(0,x),\quad f(v)=\begin{bmatrix}r(v)\\r(-v)\end{bmatrix},\quad v\in\mathbb{R}^d
$$"""
SQUARE = r"$$\mathrm{C}(x)=[\mathrm{ReLU}(x),\mathrm{ReLU}(-x)],\quad x\in\mathbb{R}^n$$"
ODD = r"$$f(x)=[\tanh(x);\,x],\quad x\in\mathbb{R}^{d}$$"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (CRELU, r"\|\rho(x)\|_2=\|x\|_2 \text{ for all } x\in\mathbb{R}^n"),
        (CRELU, r"\|\rho(x)\|_1=\|x\|_1 \text{ for all } x\in\mathbb{R}^n"),
        (CRELU, r"\|\rho(x)\|_\infty=\|x\|_\infty \text{ for all } x\in\mathbb{R}^n"),
        (CRELU, r"\rho(2x)=2\rho(x) \text{ for all } x\in\mathbb{R}^n"),
        (CRELU, r"\rho(x)\in\mathbb{R}^{2n}"),
        (STACK, r"\|f(v)\|^2=\|v\|^2 \text{ for all } v\in\mathbb{R}^d"),
        (STACK, r"f(v)\in\mathbb{R}^{2d}"),
        (SQUARE, r"\mathrm{C}(x)\in\mathbb{R}^{2n}"),
        (ODD, r"f(-x)=-f(x) \text{ for all } x\in\mathbb{R}^d"),
    ],
)
def test_the_same_at_all_sizes(given: str, claim: str) -> None:
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (CRELU, r"\rho(-x)=\rho(x) \text{ for all } x\in\mathbb{R}^n"),
        (CRELU, r"\rho(x+y)=\rho(x)+\rho(y) \text{ for all } x,y\in\mathbb{R}^n"),
        (CRELU, r"\|\rho(x)\|_2=2\|x\|_2 \text{ for all } x\in\mathbb{R}^n"),
        (CRELU, r"\|\rho(x)\|_1=\|x\|_2 \text{ for all } x\in\mathbb{R}^n"),
        (CRELU, r"\rho(x)\in\mathbb{R}^{n}"),
        (CRELU, r"\rho(x)\in\mathbb{R}^{n+1}"),
        (STACK, r"f(u+v)=f(u)+f(v) \text{ for all } u,v\in\mathbb{R}^d"),
        (STACK, r"f(v)\in\mathbb{R}^{d}"),
        (SQUARE, r"\mathrm{C}(-x)=\mathrm{C}(x) \text{ for all } x\in\mathbb{R}^n"),
        (ODD, r"\|f(x)\|_2=\|x\|_2 \text{ for all } x\in\mathbb{R}^d"),
    ],
)
def test_false_at_a_small_size(given: str, claim: str) -> None:
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (CRELU, r"\rho(x)=\rho(y)"),
        (CRELU, r"\rho(x+y)=\rho(x)+\rho(y) \text{ for all } x\in\mathbb{R}^n"),
        (CRELU, r"\rho(-x)=\rho(x) \text{ for some } x\in\mathbb{R}^n"),
        (CRELU, r"\rho(-x)=\rho(x) \text{ for not all } x\in\mathbb{R}^n"),
        (CRELU, r"\|\rho(x)\|_2=1"),
        (CRELU, r"g(x)\in\mathbb{R}^{n}"),
        (SQUARE, r"\mathrm{C}(x)\in\mathbb{R}^{n}"),
    ],
)
def test_what_is_not_said_of_all(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
