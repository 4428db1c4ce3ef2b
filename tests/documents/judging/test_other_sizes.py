"""What holds at 2 and 3 entries alone, or for another size, is not proved."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_HARMONIC = r"$$H_n=\sum_{k=1}^n\frac1k$$"
_SOFTMAX = r"$$p_i=\frac{e^{z_i}}{\sum_{j=1}^Ke^{z_j}}$$"
_LAYERS = r"$$z_j=\sum_{i=1}^dw_{ji}x_i,\quad y=\sum_{j=1}^Hv_jz_j$$"
_THREE = r"$$p_i=\frac{e^{z_i}}{\sum_{j=1}^Ke^{z_j}},\quad K=3$$"
_TWO = r"Let $a,b\in\mathbb R^n$."
_MATRIX = r"Let $A\in\mathbb R^{p\times q}$."
_SUMS = r"$$T_n=\sum_{k=1}^nk^2,\quad S_n=\sum_{k=1}^nk$$"
_MEAN_OF_N = r"$$\bar x=\frac1n\sum_{i=1}^nx_i$$"
_LOSSES = r"""$$L=\frac1n\sum_{i=1}^n(wx_i-y_i)^2$$

$$L_m=\frac1m\sum_{i=1}^m(wx_i-y_i)^2$$"""
_MEAN = r"$$\mu=\frac1n\sum_{i=1}^nx_i,\quad n=4,\quad m=3$$"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (_HARMONIC, "H_n<2"),
        (_HARMONIC, r"H_n>1\text{ for all } n\ge1"),
        (_SOFTMAX, r"\sum_{i=1}^Kp_i^2\ge\frac13"),
        (_SOFTMAX, r"\sum_{k=1}^np_k=1"),
        (_LAYERS, r"y=\sum_{j=1}^dv_jz_j"),
        (_MEAN, r"\mu=\frac1m\sum_{i=1}^mx_i"),
        ("", r"\sum_{i=1}^{n}a_i=\sum_{i=1}^{k}a_i"),
        (_TWO, r"a^\top b=\sum_{i=1}^ma_ib_i"),
        (_MATRIX, r"\|A\|_F^2=\sum_{i=1}^q\sum_{j=1}^pa_{ij}^2"),
        (_MATRIX, r"\operatorname{tr}(A^\top A)=\sum_{i=1}^q\sum_{j=1}^pa_{ij}^2"),
        (_LOSSES, r"\frac{\partial L}{\partial w}=\frac2m\sum_{i=1}^m(wx_i-y_i)x_i"),
        (_LAYERS, r"y=\sum_{j=1}^d\sum_{i=1}^Hv_jw_{ji}x_i"),
        (_SUMS, r"T_n>S_n\text{ for all }n\ge1"),
        (_SUMS, "T_n-S_n>0"),
        (_MEAN_OF_N, r"\sum_{i=1}^n\bar x=(n^2-4n+6)\bar x"),
        (_SOFTMAX, r"\sum_{i=1}^K(1-p_i)=K^2-4K+5"),
    ],
)
def test_the_first_sizes_alone_prove_nothing(given: str, claim: str) -> None:
    assert last(given, claim) != "proved"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (_SOFTMAX, r"\sum_{i=1}^Kp_i=1"),
        (_LAYERS, r"y=\sum_{j=1}^H\sum_{i=1}^dv_jw_{ji}x_i"),
        (_TWO, r"a^\top b=\sum_{i=1}^na_ib_i"),
        (_MATRIX, r"\|A\|_F^2=\sum_{i=1}^p\sum_{j=1}^qa_{ij}^2"),
        (_LOSSES, r"\frac{\partial L}{\partial w}=\frac2n\sum_{i=1}^n(wx_i-y_i)x_i"),
        (_MEAN_OF_N, r"\sum_{i=1}^n(x_i-\bar x)^2=\sum_{i=1}^nx_i^2-n\bar x^2"),
        (_SOFTMAX, r"\sum_{i=1}^K(1-p_i)=K-1"),
        (_SOFTMAX, r"p_i\le1"),
        (_THREE, r"\sum_{i=1}^Kp_i^2<1"),
        ("", r"\sum_{i=1}^{n}\sum_{j=1}^ma_{ij}=\sum_{j=1}^m\sum_{i=1}^{n}a_{ij}"),
    ],
)
def test_sums_up_to_the_sizes_that_are_given_are_proved(given: str, claim: str) -> None:
    assert last(given, claim) == "proved"


_STEPS = r"$$w^0=3,\quad w^{k+1}=w^k-\frac14L'(w^k),\quad L(w)=w^2-2w$$"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [("w^1=2", "proved"), ("w^2=4", "refuted"), ("L(w^1)=0", "proved"), ("L(w)=w(w-2)", "proved")],
)
def test_the_powers_of_a_formula_are_no_steps(claim: str, verdict: str) -> None:
    assert last(_STEPS, claim) == verdict
