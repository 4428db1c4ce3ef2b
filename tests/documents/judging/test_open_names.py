"""Vectors of open entries, layers in superscripts, functions over entries, second formulas."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

VECTOR = (
    r"$$\mathbf{x}=(x_1,x_2)^\top,\quad A=\begin{bmatrix}2&-1\\-1&2\end{bmatrix},\quad "
    r"B=\begin{bmatrix}1&2\\2&1\end{bmatrix},\quad q(\mathbf{x})=\mathbf{x}^\top A\mathbf{x},\quad "
    r"\mathrm{hardtanh}(x)=\max(-1,\min(1,x))$$"
)
MATRIX = (
    r"$$A=\begin{bmatrix}2&-1\\-1&2\end{bmatrix},\quad q(\mathbf{x})=\mathbf{x}^\top A\mathbf{x},"
    r"\quad L(\mathbf{w})=\frac12\|A\mathbf{w}-(1,2)^\top\|^2$$"
)
LAYERS = (
    r"$$\sigma(z)=\frac{1}{1+e^{-z}},\quad z^1=w^1x+b^1,\ a^1=\sigma(z^1),\quad z^2=w^2a^1+b^2,"
    r"\ a^2=\sigma(z^2),\quad C=\frac12(y-a^2)^2$$"
    "\n\n"
    r"$$x=1,\ w^1=2,\ b^1=-2,\ w^2=1,\ b^2=0,\ y=1$$"
)
SOFTMAX = (
    r"$$p_i=\frac{e^{z_i}}{\sum_{j=1}^ne^{z_j}},\quad\mathrm{LSE}(z)=\log\sum_{j=1}^ne^{z_j},\quad "
    r"L=-\sum_{i=1}^ny_i\log p_i,\quad\sum_iy_i=1$$"
)
HARD = r"$$\mathrm{hardtanh}(x)=\max(-1,\min(1,x))$$"
SQUARE = r"$$\mathrm{sig}[z]=\frac{1}{1+\exp[-z]}$$"
LIST = r"$$x=(2,4,4,5),\quad A=\begin{bmatrix}1&2\\3&4\end{bmatrix}$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (VECTOR, r"q(\mathbf{x})=2x_1^2-2x_1x_2+2x_2^2", "proved"),
        (VECTOR, r"q(\mathbf{x})=2x_1^2-x_1x_2+2x_2^2", "refuted"),
        (VECTOR, r"\nabla q=2A\mathbf{x}", "proved"),
        (VECTOR, r"\frac{\partial q}{\partial x_1}=4x_1-x_2", "refuted"),
        (VECTOR, r"q(\mathbf{x})>0\text{ for all }\mathbf{x}\neq\mathbf{0}", "proved"),
        (VECTOR, r"\mathbf{v}^\top B\mathbf{v}>0\text{ for all }\mathbf{v}\neq 0", "refuted"),
        (VECTOR, r"A\mathbf{x}=(1,1)^\top", None),
        (VECTOR, r"\mathrm{hardtanh}(x)=\max(0,x+1)-\max(0,x-1)-1", "proved"),
        (VECTOR, r"\mathrm{hardtanh}(x)=\max(0,x+1)-\max(0,x-1)", "refuted"),
        (MATRIX, r"\nabla q(\mathbf{x})=2A\mathbf{x}", "proved"),
        (MATRIX, r"\nabla q(\mathbf{x})=A\mathbf{x}", "refuted"),
        (MATRIX, r"\nabla^2L=A^\top A", "proved"),
        (MATRIX, r"\nabla L(\mathbf{w})=A^\top(A\mathbf{w}-(1,2)^\top)", "proved"),
        (MATRIX, r"A\mathbf{x}=\mathbf{0}", None),
        (LAYERS, r"a^2\approx0.6225", "proved"),
        (LAYERS, r"\frac{\partial C}{\partial a^2}=a^2-y", "proved"),
        (LAYERS, r"\frac{\partial C}{\partial a^2}=y-a^2", "refuted"),
        (LAYERS, r"\frac{\partial C}{\partial w^2}=-0.0887", "refuted"),
        ("$$x=3$$", r"x^2=9", "proved"),
        (SOFTMAX, r"\frac{\partial\,\mathrm{LSE}}{\partial z_i}=p_i", "proved"),
        (SOFTMAX, r"\nabla_{\mathbf{z}}L=\mathbf{p}-\mathbf{y}", "proved"),
        (SOFTMAX, r"\nabla_{\mathbf{z}}L=\mathbf{y}-\mathbf{p}", "refuted"),
        (SOFTMAX, r"\log p_i=z_i-\mathrm{LSE}(z)", "proved"),
        (SOFTMAX, r"\mathrm{LSE}(z+c)=\mathrm{LSE}(z)+c", "proved"),
        (SOFTMAX, r"\mathrm{LSE}(0,0)=\log2", "proved"),
        (SOFTMAX, r"\mathrm{LSE}(1,2)=3", "refuted"),
        (LIST, r"x_3=5", "undecided"),
        (LIST + "\n\n$$x_1=2$$", r"x_2=5", "refuted"),
        (LIST + "\n\n$$A_{12}=2$$", r"A_{21}=2", "refuted"),
        (LIST + "\n\n$$A_{12}=2$$\n\n# Blocks", r"A_{21}=2", None),
        (SQUARE, r"\frac{\partial}{\partial z}\log[\mathrm{sig}[z]]=1-\mathrm{sig}[z]", "proved"),
        ("", r"-\log0.30\approx1.02", "refuted"),
    ],
)
def test_verdicts(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(("sign", "verdict"), [("-", "proved"), ("+", "refuted")])
def test_jacobian_of_softmax(sign: str, verdict: str) -> None:
    claim = (
        r"\frac{\partial\mathbf{p}}{\partial\mathbf{z}}=\operatorname{diag}(\mathbf{p})"
        rf"{sign}\mathbf{{p}}\mathbf{{p}}^\top"
    )
    assert last(SOFTMAX, claim) == verdict


@pytest.mark.parametrize(
    "text",
    [
        "The hardtanh is odd. $$\\mathrm{hardtanh}(x)=x$$\n\n$$\\mathrm{hardtanh}(x)=2x$$",
        "$$\\mathrm{loss}(x)=x^2$$\n\nNow consider another one:\n\n$$\\mathrm{loss}(x)=x^4$$",
        "$$f(x)=x^2$$\n\n$$f(x)=x^3$$",
        HARD + "\n\nIn the middle:\n\n$$\\mathrm{hardtanh}(x)=x$$",
        "$$u\\wedge u=0$$ and $$4\\wedge6=2$$",
        MATRIX + "\n\n$$\\nabla q=(0,0)^\\top$$",
        "$$x^1=x,\\ x^2=x\\cdot x$$\n\n$$x=3$$\n\n$$x^2=9$$",
        "$$y=x^2$$ and $$x^1=x$$, so that $x^2=4$ has the roots $x=\\pm2$.",
    ],
)
def test_no_second_formula_is_called_false(text: str) -> None:
    assert all(entry.verdict != "refuted" for entry in entries(text))


def test_a_value_of_a_function_is_no_product() -> None:
    assert last("", "f(x+y)=f(x)+f(y)") is None
    assert last("", "a(x+y)=ax+ay") == "proved"


def test_a_function_of_its_own_members_is_no_rule_for_them() -> None:
    """The p of x_p = u x_1 + v x_2 is a mark: x_1 is not that formula with 1 for p."""
    given = "$$x_p(t)=u(t)x_1(t)+v(t)x_2(t)$$"
    assert last(given, "x_p=ux_1+vx_2") in (None, "undecided")
