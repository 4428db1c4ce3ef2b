r"""Slopes in a whole array of few entries: \partial h/\partial W = […], \nabla^2 c, Jacobians."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_DECLARED = r"""$$W\in\mathbb{R}^{2\times3},\ b\in\mathbb{R}^2,\
h(W,b)=\sum_{i=1}^2\left(W_{i1}+2W_{i2}+3W_{i3}+b_i\right)$$"""
_GIVEN = r"""$$s(x)=\frac{1}{1+e^{-x}},\quad X=\begin{bmatrix}0&1\\-1&-2\end{bmatrix},\
L(X)=\sum_{i,j}s(X_{ij});\qquad y_i=v_i^2,\ c=\sum_iy_i,\quad v=(4,3)$$"""
_BY_W, _BY_X = r"\frac{\partial h}{\partial W}=", r"\frac{\partial L}{\partial X}\approx"
_LAYER = r"""$$W=\begin{bmatrix}1&2\\0&1\end{bmatrix},\ x=\begin{bmatrix}1\\-1\end{bmatrix},\
y=Wx,\ L=y_1^2+y_2^2$$"""
_FORM = r"""$$A\in\mathbb{R}^{2\times2},\ x\in\mathbb{R}^2,\ f(x)=x^TAx$$"""


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_DECLARED, _BY_W + r"\begin{bmatrix}1&2&3\\1&2&3\end{bmatrix}", "proved"),
        (_DECLARED, _BY_W + r"\begin{bmatrix}1&2&3\\1&2&4\end{bmatrix}", "refuted"),
        (_DECLARED, r"\nabla_Wh=\begin{bmatrix}1&2&3\\1&2&3\end{bmatrix}", "proved"),
        (_DECLARED, r"\frac{\partial h}{\partial W_{12}}=2", "proved"),
        (_DECLARED, r"\frac{\partial h}{\partial W_{12}}=3", "refuted"),
        (_DECLARED, r"\frac{\partial h}{\partial b}=(1,1)^T", "proved"),
        (_DECLARED, r"\frac{\partial h}{\partial b}=(1,2)", "refuted"),
        (_DECLARED, r"\frac{\partial h}{\partial b_1}=1", "proved"),
        (_GIVEN, _BY_X + r"\begin{bmatrix}0.25&0.1966\\0.1966&0.1050\end{bmatrix}", "proved"),
        (_GIVEN, _BY_X + r"\begin{bmatrix}0.25&0.1966\\0.1866&0.1050\end{bmatrix}", "refuted"),
        (_GIVEN, r"\frac{\partial y}{\partial v}=\begin{bmatrix}8&0\\0&6\end{bmatrix}", "proved"),
        (_GIVEN, r"\frac{\partial y}{\partial v}=\begin{bmatrix}8&0\\0&8\end{bmatrix}", "refuted"),
        (_GIVEN, r"\nabla^2c=\begin{bmatrix}2&0\\0&2\end{bmatrix}", "proved"),
        (_GIVEN, r"\nabla^2c=\begin{bmatrix}2&1\\1&2\end{bmatrix}", "refuted"),
        (_GIVEN, r"\nabla c=(8,6)", "proved"),
        (_GIVEN, r"\nabla c=(8,8)", "refuted"),
        (_LAYER, r"\frac{\partial L}{\partial W}=\begin{bmatrix}-2&2\\-2&2\end{bmatrix}", "proved"),
        (_LAYER, r"\frac{\partial L}{\partial W}=\begin{bmatrix}-2&2\\2&2\end{bmatrix}", "refuted"),
        (_FORM, r"\frac{\partial f}{\partial A}=xx^T", "proved"),
    ],
)  # fmt: skip
def test_slopes_in_arrays(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (_DECLARED, r"\frac{\partial h}{\partial W}=\begin{bmatrix}1&1\\2&2\\3&3\end{bmatrix}"),
        (_FORM, r"\nabla f(x)=0"),
        (_FORM, r"\frac{\partial f}{\partial x}=(0,0)"),
        (_FORM, r"\frac{\partial f}{\partial A}=\begin{bmatrix}1&0\\0&1\end{bmatrix}"),
        (_GIVEN, r"\nabla c=0"),
        (_GIVEN, r"\nabla c=(0,0)"),
    ],
)
def test_another_layout_and_equations_to_solve_stay_open(given: str, claim: str) -> None:
    assert last(given, claim) in (None, "undecided")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\sum_{i=1}^2M_{i1}=4", "proved"),
        (r"\sum_iM_{i2}=6", "proved"),
        (r"\sum_iM_{i2}=7", "refuted"),
        (r"\sum_jM_{2j}=7", "proved"),
    ],
)
def test_an_index_beside_a_number(claim: str, verdict: str) -> None:
    assert last(r"$$M=\begin{bmatrix}1&2\\3&4\end{bmatrix}$$", claim) == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial y_1}{\partial W_{2,1}}=0", "proved"),
        (r"\frac{\partial y_1}{\partial W_{1,2}}=x_2", "proved"),
        (r"\frac{\partial y_1}{\partial W_{1,2}}=x_1", "refuted"),
    ],
)
def test_entries_of_open_sizes(claim: str, verdict: str) -> None:
    given = r"$$y=Wx,\ W\in\mathbb{R}^{T\times N};\quad y_t=\sum_{j=1}^NW_{t,j}x_j$$"
    assert last(given, claim) == verdict


def test_the_slope_at_older_values_is_open() -> None:
    given = r"$$v=(1,2),\ c=v_1^2+v_2^2$$"
    assert last(f"{given}\n\n$$v=(2,2)$$", r"\nabla c=(2,4)") in (None, "undecided")
    assert last(f"{given}\n\n$$v=(2,2)$$", r"\nabla c=(4,4)") == "proved"


def test_a_list_may_be_of_the_entries() -> None:
    given = r"$$v=(1,2),\ y_i=v_i^2$$"
    assert last(given, r"\frac{\partial y}{\partial v}=(2,4)") in (None, "undecided")
