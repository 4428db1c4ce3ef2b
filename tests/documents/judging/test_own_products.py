r"""Inner products that the text defines by another formula than the dot product."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

ENTRIES = r"$$\langle x,y\rangle:=2x_1y_1+x_2y_2;\quad u=(1,1)^\top,\ v=(1,-2)^\top$$"
SIGNS = (
    r"$$\boldsymbol{x}=[x_1,x_2]^\top\in\mathbb{R}^2;\quad "
    r"\langle\boldsymbol{x},\boldsymbol{y}\rangle:=x_1y_1-(x_1y_2+x_2y_1)+2x_2y_2$$"
)
FOR_ALL = (
    r"\langle\boldsymbol{x},\boldsymbol{y}\rangle=\boldsymbol{x}^\top\boldsymbol{y}"
    r"\text{ for all }\boldsymbol{x},\boldsymbol{y}\in\mathbb{R}^2"
)
WEIGHTED = (
    r"$$A=\begin{pmatrix}2&1\\1&2\end{pmatrix},\ \langle x,y\rangle=x^\top Ay,"
    r"\ u=(1,-2)^\top,\ v=(1,0)^\top$$"
)
DOT = (
    r"$$\langle\mathbf x,\mathbf y\rangle=\mathbf x^\top\mathbf y,\quad "
    r"\mathbf x\in\mathbb{R}^n,\ \mathbf y\in\mathbb{R}^n$$"
)


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (ENTRIES, r"\langle u,u\rangle=3"),
        (ENTRIES, r"\langle u,v\rangle=0"),
        (ENTRIES, r"\|u\|=\sqrt3"),
        (ENTRIES, r"u\perp v"),
        (WEIGHTED, r"\langle u,v\rangle=0"),
        (WEIGHTED, r"u\perp v"),
        (WEIGHTED, r"\|u\|=\sqrt6"),
        (DOT, r"\langle\mathbf x,\mathbf y\rangle=\langle\mathbf y,\mathbf x\rangle"),
        (DOT, r"\|\mathbf x\|^2=\mathbf x^\top\mathbf x"),
    ],
)
def test_it_is_judged_by_the_formula_of_the_text(given: str, claim: str) -> None:
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (ENTRIES, r"\langle u,u\rangle=2"),
        (ENTRIES, r"\langle u,v\rangle=-1"),
        (ENTRIES, r"\|u\|=\sqrt2"),
        (ENTRIES, r"\|u\|^2=2"),
        (ENTRIES, r"\|x\|^2=x^\top x"),
        (SIGNS, r"\|\boldsymbol x\|^2=\boldsymbol x^\top\boldsymbol x"),
        (SIGNS, FOR_ALL),
        (WEIGHTED, r"\langle u,v\rangle=1"),
        (WEIGHTED, r"\|u\|=\sqrt5"),
        (WEIGHTED, r"\|a\|^2=a^\top a"),
        (WEIGHTED + "\n\n" + r"$$\langle x,y\rangle=3x^\top y$$", r"\langle u,v\rangle=3"),
    ],
)
def test_what_holds_of_the_dot_product_is_not_proved(given: str, claim: str) -> None:
    assert last(given, claim) != "proved"


def test_orthogonal_for_the_dot_product_alone() -> None:
    given = WEIGHTED.replace("(1,-2)", "(0,1)")
    assert last(given, r"u\perp v") != "proved"
    assert last(given, r"u^\top v=0") == "proved"


CONJUGATED = r"Let $\langle x,y\rangle=\sum_kx_k\overline{y_k}$ on $\mathbb{C}^n$."
EUCLIDEAN = WEIGHTED + "\n\n" + r"The Euclidean norm is $\|x\|$."


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (CONJUGATED, r"\langle u,\lambda v\rangle=\lambda\langle u,v\rangle"),
        (CONJUGATED, r"\langle u,v\rangle=\langle v,u\rangle"),
        (CONJUGATED, r"\|u\|^2=u^\top u"),
        (EUCLIDEAN, r"\|u\|=\sqrt6"),
        (WEIGHTED, r"\|u\|_2=\sqrt6"),
    ],
)
def test_a_product_or_a_norm_of_another_kind_is_left_open(given: str, claim: str) -> None:
    assert last(given, claim) == "undecided"
