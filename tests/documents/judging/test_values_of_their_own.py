r"""Formulas in a row, each with the values that stand with it."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

TWO = r"$$f(u,v)=uv,\ u=-3,\ v=2;\qquad g(u,v)=u+v^2,\ u=5,\ v=-1$$"
WIDE = r"$$f(u,v)=uv,\ u=-3,\ v=2,\qquad g(u,v)=u+v^2,\ u=5,\ v=-1$$"
ROWS = r"$$\begin{aligned} p&=ab+1,\ a=2,\ b=3\\ r&=a-b^2,\ a=1,\ b=4 \end{aligned}$$"
APART = r"$$p=ab+1;\quad a=2,\ b=3;\quad r=a-b^2;\quad a=1,\ b=4$$"
THROUGH = (
    r"$$m=a+b,\ r(a,b,c)=mc,\ a=1,\ b=2,\ c=3;\qquad \sigma(t)=\frac{1}{1+e^{-t}},\ "
    r"s(a,b)=\sigma(ab),\ a=2,\ b=1$$"
)
BOTH = r"$$f(t)=t^2+1;\qquad e=ab,\ L=ef,\ a=2,\ b=-3,\ f=4$$"
FAMILY = (
    r"$$L=\sum_{j\ne y}\max(0,s_j-s_y+1);\qquad s=[3,1],\ y=1;\qquad "
    r"p_k=\frac{e^{z_k}}{\sum_je^{z_j}},\ L=-\ln p_y;\qquad z=[1,0],\ y=2$$"
)
COMMON = r"$$k=10;\qquad f=ka,\ a=2;\qquad g=k-a,\ a=3$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (TWO, "f=-6", "proved"),
        (TWO, "g=6", "proved"),
        (TWO, r"\frac{\partial f}{\partial u}=2,\quad \frac{\partial f}{\partial v}=-3", "proved"),
        (TWO, r"\frac{\partial f}{\partial u}=-1", "refuted"),
        (TWO, r"\frac{\partial g}{\partial v}=-2", "proved"),
        (TWO, r"\frac{\partial g}{\partial v}=4", "refuted"),
        (TWO, "f(1,2)=2", "proved"),
        (TWO, "f(1,2)=3", "refuted"),
        (WIDE, "f=-6", "proved"),
        (WIDE, r"\frac{\partial f}{\partial u}=-1", "refuted"),
        (ROWS, "p=7", "proved"),
        (ROWS, "p=5", "refuted"),
        (ROWS, "r=-15", "proved"),
        (ROWS, "r=-7", "refuted"),
        (APART, "p=7", "proved"),
        (APART, "p=5", "refuted"),
        (APART, "r=-15", "proved"),
        (THROUGH, r"m=3,\qquad r=9", "proved"),
        (THROUGH, "m=4", "refuted"),
        (THROUGH, r"\frac{\partial r}{\partial a}=3", "proved"),
        (THROUGH, r"s=\sigma(2)=0.8808", "proved"),
        (THROUGH, r"\frac{\partial s}{\partial b}=0.210", "proved"),
        (THROUGH, r"\frac{\partial s}{\partial b}=0.310", "refuted"),
        (BOTH, r"f(3)=10,\qquad f'(3)=6", "proved"),
        (BOTH, "f(3)=9", "refuted"),
        (BOTH, r"L=-24,\quad \frac{\partial L}{\partial a}=-12", "proved"),
        (BOTH, r"\frac{\partial L}{\partial a}=-6", "refuted"),
        (FAMILY, "p_2=0.2689", "proved"),
        (FAMILY, "p_2=0.7311", "refuted"),
        (COMMON, "f=20", "proved"),
        (COMMON, "g=7", "proved"),
        (COMMON, "f=30", "refuted"),
    ],
)
def test_the_values_beside_a_formula_belong_to_it(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (TWO, "f=g-12"),
        (TWO, "u+v=-1"),
        (TWO, "u+v=4"),
        (BOTH, "f=17"),
        (r"$$f=ab;\qquad a=1;\qquad a=2,\ b=3$$", "f=3"),
        (r"$$f=ab,\ a=1,\ b=2;\qquad f=a+b,\ a=3,\ b=4$$", "f=2"),
        (TWO + "\n\nNow let $u=1$ and $v=1$.", "f=-6"),
    ],
)
def test_what_is_of_no_group_or_of_two_is_open(given: str, claim: str) -> None:
    assert last(given, claim) in (None, "undecided")


def test_a_value_that_is_given_later_counts_for_all() -> None:
    assert last(TWO + "\n\n$$u=1,\\ v=1$$", "f=1") == "proved"
    assert last(TWO + "\n\n$$u=1,\\ v=1$$", "g=2") == "proved"


def test_values_in_front_are_no_values_behind() -> None:
    given = r"$$k=2;\quad f=ka,\ a=3;\qquad k=5;\quad g=ka,\ a=1$$"
    assert last(given, "f=15") == "undecided"
    assert last(given, "f=6") == "undecided"
    assert last(given, "g=5") == "proved"
