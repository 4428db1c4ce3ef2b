"""Steps that stand where entries or layers are counted too, and functions given by entries."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

DESCENT = r"""$$
F(\mathbf{x})=x_1^2+25x_2^2,\quad \mathbf{x}_{k+1}=\mathbf{x}_k-\alpha\nabla F(\mathbf{x}_k),
\quad \mathbf{x}_0=\begin{bmatrix}0.5\\0.5\end{bmatrix},\quad \alpha=0.01
$$"""
OTHER_DESCENT = r"""$$
J(\boldsymbol{\theta})=\theta_1^2+2\theta_2^2,\quad
\boldsymbol{\theta}_{t}=\boldsymbol{\theta}_{t-1}-\frac14\nabla J(\boldsymbol{\theta}_{t-1}),
\quad \boldsymbol{\theta}_{t+1}=\boldsymbol{\theta}_{t}-\frac14\nabla J(\boldsymbol{\theta}_{t}),
\quad \boldsymbol{\theta}_0=(1,1)^\top
$$"""
LAYERS = r"""$$
\mathbf{W}^1=\begin{bmatrix}1&-1\\1&1\end{bmatrix},\ \mathbf{W}^2=\begin{bmatrix}1&-0.5\\-0.5&1
\end{bmatrix},\ \mathbf{b}^1=\begin{bmatrix}3\\3\end{bmatrix},\ \mathbf{p}=(1,0)^T
$$

$$
\mathbf{a}^1=\mathbf{W}^1\mathbf{p}+\mathbf{b}^1,\ \mathbf{a}^2(0)=\mathbf{a}^1,\
\mathbf{a}^2(t+1)=\max\{0,\mathbf{W}^2\mathbf{a}^2(t)\}
$$

$$
\mathbf{a}(0)=\mathbf{p},\
\mathbf{a}(t+1)=\max\{-1,\min\{1,\mathbf{W}\mathbf{a}(t)+\mathbf{b}\}\},\quad
\mathbf{W}=\begin{bmatrix}0.2&0\\0&1.2\end{bmatrix},\ \mathbf{b}=\begin{bmatrix}0.9\\-0.9
\end{bmatrix}
$$"""
SLOPPY = r"""$$
F(\mathbf{x})=x_1^2+x_2^2,\ \mathbf{x}_{k+1}=\mathbf{x}_k-\nabla F(\mathbf{x}_k),\
x_0=(1,1),\ x_1=(2,2)
$$"""
QUADRATIC = r"""$$
H(\mathbf{x})=x_1^2+x_1x_2+x_2^2,\quad \mathbf{A}=\begin{bmatrix}2&1\\1&2\end{bmatrix}
$$"""
PLAIN_QUADRATIC = r"""$$
f(w)=3w_1^2+2w_1w_2+3w_2^2
$$"""


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (DESCENT, r"\mathbf{x}_1=\begin{bmatrix}0.49\\0.25\end{bmatrix}", "proved"),
        (DESCENT, r"\mathbf{x}_2=\begin{bmatrix}0.4802\\0.125\end{bmatrix}", "proved"),
        (DESCENT, r"\nabla F(\mathbf{x}_0)=\begin{bmatrix}1\\25\end{bmatrix}", "proved"),
        (DESCENT, r"\nabla F(\mathbf{x})=\begin{bmatrix}2x_1\\50x_2\end{bmatrix}", "proved"),
        (DESCENT, r"\nabla F(\mathbf{x})=\begin{bmatrix}2x_1\\25x_2\end{bmatrix}", "refuted"),
        (OTHER_DESCENT, r"\boldsymbol{\theta}_1=(0.5,0)^\top", "proved"),
        (OTHER_DESCENT, r"\boldsymbol{\theta}_2=(0.25,0)^\top", "proved"),
        (LAYERS, r"\mathbf{a}^1=\begin{bmatrix}4\\4\end{bmatrix}", "proved"),
        (LAYERS, r"\mathbf{a}^2(1)=\begin{bmatrix}2\\2\end{bmatrix}", "proved"),
        (LAYERS, r"\mathbf{a}^2(2)=\begin{bmatrix}1\\1\end{bmatrix}", "proved"),
        (LAYERS, r"\mathbf{a}(1)=\begin{bmatrix}1\\-0.9\end{bmatrix}", "proved"),
        (LAYERS, r"\mathbf{a}(1)=\begin{bmatrix}1.1\\-0.9\end{bmatrix}", "refuted"),
    ],
)
def test_steps_are_kept_apart_from_entries_and_layers(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (QUADRATIC, r"\nabla H(\mathbf{x})=\mathbf{A}\mathbf{x}", "proved"),
        (QUADRATIC, r"\nabla H(\mathbf{x})=2\mathbf{A}\mathbf{x}", "refuted"),
        (QUADRATIC, r"H(\mathbf{x})=\frac12\mathbf{x}^T\mathbf{A}\mathbf{x}", "proved"),
        (QUADRATIC, r"H(\mathbf{x})=\mathbf{x}^T\mathbf{A}\mathbf{x}", "refuted"),
        (PLAIN_QUADRATIC, r"f(w)=w^\top\begin{pmatrix}3&1\\1&3\end{pmatrix}w", "proved"),
        (PLAIN_QUADRATIC, r"\nabla f(w)=\begin{pmatrix}6&2\\2&6\end{pmatrix}w", "proved"),
        (PLAIN_QUADRATIC, r"f(w)\ge2\|w\|^2", "proved"),
    ],
)
def test_the_argument_of_a_function_by_entries_has_these(
    given: str, claim: str, verdict: str
) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        # of a longer vector more entries may be meant
        ("Let $x\\in\\mathbb{R}^3$.\n\n$$\nf(x)=x_1^2+x_2^2\n$$", r"f(x)=\|x\|^2"),
        ("Let $x\\in\\mathbb{R}^3$.\n\n$$\nf(x)=x_1^2+x_2^2\n$$", r"f(x)=\|x\|^2-x_3^2"),
        ("$$\nf(x)=x_1^2+x_2^2\n$$", r"f(x)=\|x\|^2-x_3^2"),
        # the bare letters are steps too
        (SLOPPY, r"\mathbf{x}_1=(-1,-1)"),
    ],
)
def test_what_may_be_something_else_stays_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("refuted", "proved")


@pytest.mark.parametrize("top", [r"^\top", "^T", r"^{\top}"])
def test_steps_that_are_transposed(top: str) -> None:
    given = r"""$$
\mathbf x_{k+1}=\mathbf x_k-0.1\nabla F(\mathbf x_k),\quad F(\mathbf x)=x_1^2+25x_2^2,\quad
\mathbf x_0=\begin{pmatrix}1\\1\end{pmatrix}
$$"""
    assert last(given, rf"\mathbf x_0{top}\mathbf x_0=2") == "proved"
    assert last(given, rf"\mathbf{{x}}_{{1}}{top}\mathbf{{x}}_{{0}}=-3.2") == "proved"
