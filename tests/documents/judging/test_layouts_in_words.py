r"""Layouts of slopes that are told in words: "the derivative of a scalar is a row vector"."""

from __future__ import annotations

import pytest

from symnn.documents.judging.doubts.arrays.told_layouts import told_by_entries, told_in_words
from tests.documents.judging.verdicts import last

_SLOPE = r"\frac{\partial\boldsymbol{v}^\top\boldsymbol{c}}{\partial\boldsymbol{v}}="
_ROWS = (
    r"The derivative of a scalar with respect to $\boldsymbol{v}\in\mathbb{R}^n$ is a row vector."
)
_IN_DISPLAY = r"""$$g(t)=t^2;\qquad \text{the derivative of a scalar with respect to }
\boldsymbol{v}\in\mathbb{R}^n \text{ is a row vector}$$"""


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_ROWS, r"\boldsymbol{c}^\top", "proved"),
        (_ROWS, r"\boldsymbol{c}^\top \text{ (a row vector)}", "proved"),
        (_ROWS, r"\boldsymbol{c}", "undecided"),
        (_ROWS, r"\boldsymbol{c} \text{ (a column) for } n>1", "refuted"),
        (_ROWS, r"\boldsymbol{c}, \text{ a column vector}", "refuted"),
        (_IN_DISPLAY, r"\boldsymbol{c}^\top", "proved"),
        (_IN_DISPLAY, r"\boldsymbol{c}", "undecided"),
        ("Gradients are row vectors here.", r"\boldsymbol{c}", "undecided"),
        ("All gradients are written as columns.", r"\boldsymbol{c}", "proved"),
        ("All gradients are written as columns.", r"\boldsymbol{c}^\top", "undecided"),
        ("Some authors say that gradients are row vectors.", r"\boldsymbol{c}", "proved"),
        ("The gradient need not be a row vector.", r"\boldsymbol{c}", "proved"),
    ],
)
def test_a_layout_in_words_is_in_force(given: str, claim: str, verdict: str) -> None:
    assert last(given, _SLOPE + claim) == verdict


@pytest.mark.parametrize(
    ("text", "layouts"),
    [
        ("We treat the gradient as a column vector.", {"gradient", "denominator"}),
        ("The gradient is the column of partial derivatives.", {"gradient", "denominator"}),
        ("Derivatives by column vectors are laid out as rows.", {"numerator"}),
        ("The derivative of a vector by a scalar is a column vector.", set()),
        ("The gradients are the rows of J.", set()),
        ("If the gradient is a row vector, transpose it.", set()),
        ("The derivative is a row, and the gradient is a column.", set()),
        ("The gradient at a row vector is a row vector.", set()),
    ],
)
def test_what_words_say_of_slopes(text: str, layouts: set[str]) -> None:
    assert told_in_words(text) == layouts


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        (
            (
                r"$\frac{\partial z}{\partial h}$ has $\frac{\partial z_j}{\partial h_i}$ "
                r"in its $i$th row and $j$th column."
            ),
            "denominator",
        ),
        (
            (
                r"\frac{\partial z}{\partial h} \text{ has } \frac{\partial z_i}{\partial h_j} "
                r"\text{ in row } i \text{ and column } j"
            ),
            "numerator",
        ),
        (
            (
                r"The $(i,j)$-th entry of $\frac{\partial \mathbf z}{\partial \mathbf h}$ is "
                r"$\frac{\partial z_i}{\partial h_j}$."
            ),
            "numerator",
        ),
        (
            (
                r"In some books the $(i,j)$ entry of $\frac{\partial z}{\partial h}$ is "
                r"$\frac{\partial z_i}{\partial h_j}$."
            ),
            None,
        ),
        (
            (
                r"The $(i,j)$ entry of $\frac{\partial z}{\partial h}$ is "
                r"$\frac{\partial y_i}{\partial h_j}$."
            ),
            None,
        ),
    ],
)
def test_entries_that_words_place(text: str, layout: str | None) -> None:
    assert told_by_entries(text) == layout


_LAYER = r"$W\in\mathbb{R}^{m\times n}$, $x\in\mathbb{R}^n$, $y=Wx$, $L=\|y\|^2$."


@pytest.mark.parametrize(
    ("layout", "claim", "verdict"),
    [
        ("denominator", r"\frac{\partial y}{\partial x}\in\mathbb{R}^{n\times m}", "proved"),
        ("denominator", r"\frac{\partial L}{\partial W}\in\mathbb{R}^{n\times m}", None),
        ("denominator", r"\frac{\partial L}{\partial x}\in\mathbb{R}^{1\times n}", None),
        ("denominator", r"\frac{\partial L}{\partial W}\in\mathbb{R}^{m\times n}", "proved"),
        ("numerator", r"\frac{\partial y}{\partial x}\in\mathbb{R}^{m\times n}", "proved"),
        ("numerator", r"\frac{\partial L}{\partial W}\in\mathbb{R}^{m\times n}", "undecided"),
        ("numerator", r"\frac{\partial L}{\partial x}\in\mathbb{R}^{n\times1}", "undecided"),
    ],
)
def test_shapes_of_slopes_in_a_named_layout(layout: str, claim: str, verdict: str | None) -> None:
    assert last(f"We use the {layout} layout. {_LAYER}", claim) == verdict


_IN_EXAMPLE = r"""$$z=wx+b,\quad a=\tanh(z),\quad L=(a-t)^2;\qquad (w,b)=(0.5,1),\ x=2,\ t=1
\text{ in the numerical example}$$"""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial z}=(1-a^2)\frac{\partial L}{\partial a}", "proved"),
        (r"\frac{\partial L}{\partial z}=(1+a^2)\frac{\partial L}{\partial a}", "refuted"),
        (r"\frac{\partial L}{\partial w}=x\frac{\partial L}{\partial z}", "proved"),
        (r"\frac{\partial L}{\partial t}=2(t-a)", "proved"),
        (r"a=0.964", "proved"),
        (r"a=0.974", "refuted"),
    ],
)
def test_numbers_that_words_give_to_an_example(claim: str, verdict: str) -> None:
    assert last(_IN_EXAMPLE, claim) == verdict


_GRADIENT_ROWS = r"We write the gradient $\nabla f$ as a row vector throughout."
_OF_SQUARES = r"\nabla_x\|Ax-b\|^2="
_JACOBIAN = r"""Gradients are columns. Let $z=Wx$, $W\in\mathbb{R}^{3\times2}$; the Jacobian has a
row for each output."""


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        # laws of open vectors know gradients as columns
        (_GRADIENT_ROWS, r"\nabla_x(x^\top x)=2x^\top", "undecided"),
        (_GRADIENT_ROWS, r"\nabla_x(x^\top x)=2x", "undecided"),
        (_GRADIENT_ROWS, _OF_SQUARES + r"2(Ax-b)^\top A", "undecided"),
        (_GRADIENT_ROWS, _OF_SQUARES + r"2A^\top(Ax-b)", "undecided"),
        ("", _OF_SQUARES + r"2A^\top(Ax-b)", "proved"),
        (_JACOBIAN, r"\frac{\partial z}{\partial x}=W", "proved"),
        (_JACOBIAN, r"\frac{\partial z}{\partial x}=W^\top", "undecided"),
        (_JACOBIAN, r"\nabla_x(c^\top Wx)=W^\top c", "proved"),
        (_JACOBIAN, r"\nabla_x(c^\top Wx)=c^\top W", "undecided"),
    ],
)
def test_gradients_are_rows_or_columns_as_told(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict
