r"""Entries at numbers that stand for any, such as \partial y_3/\partial x_7, and told layouts."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

LINEAR = r"$y = Wx$ with $W\in\mathbb{R}^{C\times D}$ and $x\in\mathbb{R}^D$."
ACCENTS = r"$\vec{y} = W\vec{x}$ with $W\in\mathbb{R}^{C\times D}$, $\vec{x}\in\mathbb{R}^D$."
BOLD = r"$\mathbf{q}=\mathbf{A}\mathbf{p}+\mathbf{c}$, where $\mathbf{A}\in\mathbb{R}^{m\times n}$."
ROWS = r"$\vec{z}=\vec{u}M$, where $\vec{u}$ is a row vector and $M\in\mathbb{R}^{D\times C}$."
SUMS = r"$$y_k=\sum_j w_{kj}x_j,\qquad L=\frac12\sum_k(y_k-t_k)^2$$"
SOFTMAX = r"$$p_i=\frac{e^{z_i}}{\sum_k e^{z_k}}$$"
SMALL = r"$y = Wx$ with $W\in\mathbb{R}^{2\times 3}$."
NUMERATOR = LINEAR + (
    "\n\n"
    r"$$\left(\frac{dy}{dx}\right)_{ij}=\frac{\partial y_i}{\partial x_j}$$"
)
DENOMINATOR = LINEAR + (
    "\n\n"
    r"$$\left[\frac{\partial y}{\partial x}\right]_{ij}=\frac{\partial y_j}{\partial x_i}$$"
)


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (LINEAR, r"\frac{\partial y_3}{\partial x_7}=W_{3,7}"),
        (LINEAR, r"\frac{\partial y_3}{\partial x_7}=W_{37}"),
        (LINEAR, r"\frac{\partial y_3}{\partial x_3}=W_{3,3}"),
        (LINEAR, r"\frac{\partial y_2}{\partial W_{2,5}}=x_5"),
        (LINEAR, r"\frac{\partial y_i}{\partial x_4}=W_{i,4}"),
        (ACCENTS, r"\frac{\partial\vec{y}_3}{\partial\vec{x}_7}=W_{3,7}"),
        (BOLD, r"\frac{\partial\mathbf{q}_2}{\partial\mathbf{p}_5}=\mathbf{A}_{2,5}"),
        (BOLD, r"\frac{\partial q_2}{\partial p_5}=A_{2,5}"),
        (BOLD, r"\frac{\partial\mathbf{q}_i}{\partial\mathbf{p}_j}=\mathbf{A}_{ij}"),
        (ROWS, r"\frac{\partial\vec{z}_3}{\partial\vec{u}_7}=M_{7,3}"),
        (ROWS, r"\frac{\partial\vec{z}_i}{\partial\vec{u}_j}=M_{ji}"),
        (SUMS, r"\frac{\partial L}{\partial w_{23}}=(y_2-t_2)x_3"),
        (SUMS, r"\frac{\partial y_1}{\partial x_4}=w_{14}"),
        (SOFTMAX, r"\frac{\partial p_1}{\partial z_2}=-p_1p_2"),
        (SOFTMAX, r"\frac{\partial p_1}{\partial z_1}=p_1(1-p_1)"),
        (SMALL, r"\frac{\partial y_2}{\partial x_3}=W_{23}"),
        (NUMERATOR, r"\frac{dy}{dx}=W"),
        (DENOMINATOR, r"\frac{\partial y}{\partial x}=W^T"),
    ],
)
def test_what_holds_at_any_place_holds_at_numbers(given: str, claim: str) -> None:
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (LINEAR, r"\frac{\partial y_3}{\partial x_7}=W_{7,3}"),
        (LINEAR, r"\frac{\partial y_3}{\partial x_7}=W_{3,3}"),
        (BOLD, r"\frac{\partial\mathbf{q}_2}{\partial\mathbf{p}_5}=\mathbf{A}_{5,2}"),
        (ROWS, r"\frac{\partial\vec{z}_3}{\partial\vec{u}_7}=M_{3,7}"),
        (SUMS, r"\frac{\partial L}{\partial w_{23}}=(y_3-t_3)x_2"),
        (SOFTMAX, r"\frac{\partial p_1}{\partial z_2}=p_1p_2"),
        (SOFTMAX, r"\frac{\partial p_1}{\partial z_1}=p_1(1-p_2)"),
        (NUMERATOR, r"\frac{dy}{dx}=W^T"),
        (NUMERATOR, r"\frac{dy}{dx}=W^T \text{ for } C\ne D"),
        (DENOMINATOR, r"\frac{\partial y}{\partial x}=W"),
    ],
)
def test_what_is_false_there_is_refuted(given: str, claim: str) -> None:
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        # there is no such entry
        (SMALL, r"\frac{\partial y_3}{\partial x_1}=W_{31}"),
        # an entry that was given a formula of its own
        (LINEAR + " Let $x_2 = 5$.", r"\frac{\partial y_3}{\partial x_2}=W_{2,3}"),
        # samples, each of them a vector
        (r"$\mathbf{h}_n=\mathbf{A}\mathbf{p}_n$.", r"\mathbf{h}_2=\mathbf{A}_{2}\mathbf{p}_1"),
        # what holds where two sizes are the same is not looked into
        (LINEAR, r"\frac{dy}{dx}=W^T \text{ for } C = D"),
    ],
)
def test_what_is_no_entry_at_any_place_stays_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
