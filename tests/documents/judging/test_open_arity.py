r"""Functions of as many numbers as one likes: f(x_1, \dots, x_n) = \sum_{i=1}^n x_i^2."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_SQUARES = r"$$Q(x_1,\dots,x_n)=\sum_{i=1}^nx_i^2$$"
_CHAIN = r"$$\mathcal{N}(d_0,d_1,\dots,d_L)=\sum_{k=1}^{L}d_{k-1}d_k$$"
_FROM_ZERO = r"$$\operatorname{prod}(a_0,\ldots,a_{n-1})=\prod_{i=0}^{n-1}a_i$$"
_MEAN = r"$$M(x_1,\ldots,x_n)=\frac{x_1+\dots+x_n}{n}$$"
_TIMES = r"$$T(x_1,x_2,\ldots,x_n)=x_1x_2\cdots x_n$$"
_GENERIC = r"$$f(x_1,\dots,x_n)=\sum_{i=1}^nx_i^2$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_SQUARES, "Q(1,2,3)=14", "proved"),
        (_SQUARES, "Q(1,2,3)=15", "refuted"),
        (_SQUARES, "Q(3,4)=25", "proved"),
        (_SQUARES, "Q(a,b)=a^2+b^2", "proved"),
        (_SQUARES, "Q(x_1,x_2)=x_1^2+x_2^2", "proved"),
        (_SQUARES, "Q(x_1,x_2)=x_1^2-x_2^2", "refuted"),
        (_CHAIN, r"\mathcal{N}(2,3,1)=9", "proved"),
        (_CHAIN, r"\mathcal{N}(2,3,3,1)=\mathcal{N}(2,3,1)+9", "proved"),
        (_CHAIN, r"\mathcal{N}(2,3,3,1)=\mathcal{N}(2,3,1)+3", "refuted"),
        (_CHAIN, r"\mathcal{N}(d_0,d_1,d_2)=d_0d_1+d_1d_2+d_2", "refuted"),
        (
            f"{_CHAIN}\n\n$$\\mathcal{{N}}(2,3,1)=9,\\ \\mathcal{{N}}(2,3,3,1)=18$$",
            r"\mathcal{N}(d_0,d_1,d_2)=d_0d_1+d_1d_2+d_2",
            "refuted",
        ),
        (_FROM_ZERO, r"\operatorname{prod}(2,3,5)=30", "proved"),
        (_FROM_ZERO, r"\operatorname{prod}(2,3,5)=31", "refuted"),
        (_MEAN, "M(2,4,9)=5", "proved"),
        (_MEAN, "M(2,4,9)=7.5", "refuted"),
        (_TIMES, "T(2,3,7)=42", "proved"),
    ],
)
def test_the_formula_with_so_many_numbers(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (_GENERIC, "f(x_1,x_2)=x_1x_2"),  # the next function of that name
        (f"{_SQUARES}\n\n# Next\n\nThe product:", "Q(x_1,x_2)=x_1x_2"),
        (f"{_GENERIC}\n\n$$f(x,y)=xy$$", "f(1,2)=5"),
        (r"$$Q(x_1,\dots,x_n)=\sum_{i=1}^mx_i^2$$", "Q(1,2)=6"),
        (f"{_SQUARES}\n\nLet now", "Q(x_1,x_2)=x_1x_2"),
    ],
)
def test_another_function(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
