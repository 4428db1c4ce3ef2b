r"""Wrong verdicts that were met in a review: each of these stays open, or says the other thing."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries


def verdict(text: str) -> str | None:
    return entries(text)[-1].verdict


@pytest.mark.parametrize(
    "text",
    [
        # the square of a skew matrix
        "Let $K$ be an antisymmetric matrix. $x^TK^2x\\geq0$",
        "Let $K$ be skew-symmetric. $x^TKKx\\geq-1$",
        # three marks of one letter
        r"Let $\vec w=(1,2)$, $\mathbf{w}=(3,4)$ and $w=7$. $\vec w=\mathbf w$",
        # dual numbers
        r"Let $\epsilon\ne0$ and $\epsilon^2=0$. $\epsilon=0$",
        r"Let $\epsilon\ne0$ with $\epsilon^2=0$. $\epsilon^{-1}\epsilon=1$",
        (
            "# Dual numbers\n\nWe use $\\epsilon\\ne0$, $\\epsilon^2=0$.\n\n# Noise\n\n"
            r"The noise has $(1+\epsilon)(1-\epsilon)=1$"
        ),
        # solutions out of the range that was told
        r"Let $\epsilon>0$. Up to first order, $(1+\epsilon)^2=1+2\epsilon$. So $\epsilon=0$",
        # what is about another name is not that name
        r"Let $a\approx b$. Then $a-b=0$",
        r"Let $\hat y\approx y$. $y-\hat y=0$",
        # bars of matrices
        r"Let $A\in\mathbb{R}^{2\times2}$ with $|A|=3$. Then $|2A|=6$",
        # ranges that prose told before
        r"Let $x<0$. $\ln x^2=2\ln x$",
        r"Let $a<0$ and $b<0$. $\sqrt{ab}=\sqrt a\sqrt b$",
        # brackets behind slopes
        r"The network is $f(x,y)=x^2y$. $\frac{\partial f}{\partial x}(2)=4xy$",
        r"Let $L(a)=a^2$. $\frac{\partial L}{\partial a}(1-a)=2a(1-a)$",
        r"Let $L(a)=a^2$. $\frac{\partial L}{\partial a}(1-a)=2(1-a)$",
        r"Let $L(w)=w^2$. The update is $\frac{dL}{dw}(0.1)=0.2w$",
        r"$\frac{d}{dx}(x^2)(x)=3x^2$",
        # implications that rest on words
        r"Since both are nonnegative, $x+y=0\implies x=0$",
        r"With zero bias, $wx+b=y\implies w=\frac yx$",
        r"In the steady state with momentum one half, $v=\beta v+g\implies v=2g$",
        # values of approximations, lengths of intervals, numbers of tokens
        r"We have approximately $2^{10}=1000$",
        r"The interval $I=[2,5]$ has length $|I|=3$",
        r"Let $T=[1,0,1,1]$ be a list of tokens. $|T|=4$",
        r"Let $p=5$, $N=10$. $p/N=0.25:\ p=2.5$",
        # layouts of slopes
        (
            r"Let $x\in\mathbb{R}^2$ and $f(x)=Ax$ with $A=\begin{pmatrix}1&2\\3&4\end{pmatrix}$. "
            r"$\nabla f=A^T$"
        ),
        # matrices without an inverse, and another e
        r"Let $A$ be singular. $A^{-1}A=I$",
        r"Let $A$ be a matrix with linearly dependent columns. $(A^TA)^{-1}A^TA=I$",
        r"A group has a neutral element $e$ with $x+e=x$ for all $x$",
        # a function of which several formulas are compared
        (
            r"$$f(z)=\frac{1}{1+e^{-z}}$$ $$f(z)=\tanh(z)$$ $$f(z)=\max(0,z)$$ "
            r"Sigmoid: $f'(z)=f(z)(1-f(z))$"
        ),
        # slopes at kinks
        r"Let $f(x)=|0.5x|$. $f'(0)=0.5$",
    ],
)
def test_what_stays_open(text: str) -> None:
    assert verdict(text) not in ("proved", "refuted")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Let $K$ be an antisymmetric matrix. $x^TK^2x\\leq0$", "proved"),
        ("Let $K$ be skew-symmetric. $\\|Kx\\|^2=-x^TK^2x$", "proved"),
        (r"Let $T=[1,0,1,1]$ be a list of tokens, $|T|=4$. $|T|-1=3$", "proved"),
        (
            (
                r"Let $f(x,y)=(x+y,xy)$. $J_f(x,y)=\begin{pmatrix}1&1\\x&y\end{pmatrix}$."
                r" $J_f(1,2)=\begin{pmatrix}1&1\\1&2\end{pmatrix}$"
            ),
            "refuted",
        ),
        (r"Let $\epsilon\ne0$ with $\epsilon^2=0$. $5\epsilon=0$", "refuted"),
        (r"Let $x>0$. $\ln x^2=2\ln x$", "proved"),
    ],
)
def test_what_is_said(text: str, expected: str) -> None:
    assert verdict(text) == expected
