"""Convolutions of lists, where a document says that a star is one."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

NUMPY = r"""$$
a=(1,2,3),\ v=(0,1,0.5),\qquad (a*v)_n=\sum_{m}a_mv_{n-m}
$$"""
SIGNALS = r"""$$
(x*h)[n]=\sum_{k=-\infty}^{\infty}x[k]h[n-k],\quad x=[1,2,3],\quad h=[1,1]
$$"""
COLUMNS = r"""$$
(f\ast g)_i=\sum_{j}f_{i-j}g_j,\quad f=\begin{bmatrix}1\\2\end{bmatrix},\
g=\begin{bmatrix}1\\-1\end{bmatrix}
$$"""
CORRELATION = r"""$$
(x*h)_n=\sum_{k}x_{n+k}h_k,\quad x=[1,2,3],\quad h=[1,1]
$$"""


#: With entries of a name for it, counted from 1.
CALLED = r"""$$
c=a*b,\quad c_k=\sum_{i+j=k+1}a_ib_j,\ k=1,\ldots,n+m-1,\qquad a=(1,2,-1),\ b=(1,0,3)
$$"""
BOLD = r"""$$
\left(\mathbf{u}\ast\mathbf{v}\right)_k=\sum_{j=1}^{k}u_j\,v_{k-j+1}
$$"""
SAID = "Let $*$ denote the convolution of vectors."
SLID = r"""$$
y=x*w,\quad y_i=\sum_{k}w_kx_{i+k}
$$"""


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (CALLED, "(1,2,-1)*(1,0,3)=(1,2,2,6,-3)", "proved"),
        (CALLED, "(1,0,3)*(1,2,-1)=(-3,6,2,2,1)", "refuted"),
        (CALLED, "a*b=(1,2,2,6,-3)", "proved"),
        (CALLED, "c=(1,2,2,6,-3)", "proved"),
        (CALLED, r"\left(\tfrac13,\tfrac13,\tfrac13\right)*(3,6,0)=(1,3,3,2,0)", "proved"),
        (BOLD, r"(2,1)\ast(1,-1,4)=(2,-1,7,4)", "proved"),
        (BOLD, r"(2,1)\ast(1,-1,4)=(2,-1,7,5)", "refuted"),
        (BOLD, r"u*v=v*u \text{ for all } u,v\in\mathbb{R}^3", "proved"),
        (NUMPY, "a*v=(0,1,2.5,4,1.5)", "proved"),
        (NUMPY, "a*v=(0.5,2,3.5,3,0)", "refuted"),
        (NUMPY, "v*a=(0,1,2.5,4,1.5)", "proved"),
        (SIGNALS, "x*h=[1,3,5,3]", "proved"),
        (SIGNALS, "x*h=[1,3,5,4]", "refuted"),
        (SIGNALS, "(1,2)*(1,2)=(1,4,4)", "proved"),
        (COLUMNS, r"f\ast g=\begin{bmatrix}1\\1\\-2\end{bmatrix}", "proved"),
    ],
)
def test_convolutions(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (CALLED, "a*b=(1,0,-3)"),
        (CALLED, r"p*q=(p_1q_1,p_2q_2,p_3q_3) \text{ for all } p,q\in\mathbb{R}^3"),
        (CALLED.replace("c=a*b,", "c=a*b,\\ c=(1,0,-3),"), "c=(1,0,-3)"),
        (CALLED.replace("n+m-1", "n"), "a*b=(1,2,2,6,-3)"),
        (SAID, "(1,2,3)*(1,0,2)=(1,0,6)"),
        (SAID, r"p*q=(p_1q_1,p_2q_2) \text{ for all } p,q\in\mathbb{R}^2"),
        (SLID, "(1,2,3)*(1,1)=(3,5)"),
        (SLID, "(1,2,3)*(1,1,1)=(1,2,3)"),
        (SLID, r"x*w=(x_1w_1,x_2w_2) \text{ for all } x,w\in\mathbb{R}^2"),
        (CORRELATION, "x*h=[1,3,5,3]"),
        (CORRELATION, "x*h=[1,3,5,4]"),
        ("$$x=[1,2,3],\\ h=[1,1]$$", "x*h=[1,3,5,3]"),
        (SIGNALS, "x*u=[1,3,5,3]"),
        (NUMPY, "(a*v)_2=1"),  # the entry at 2, or the second
        (NUMPY, "(a*v)_3=2.5"),
    ],
)
def test_other_stars_stay_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")


@pytest.mark.parametrize(
    "given",
    [
        SIGNALS + "\n\nThis is the circular convolution.",
        NUMPY.replace("v_{n-m}", r"v_{n-m \bmod 3}"),
        NUMPY + "\n\nIndices are taken modulo 3.",
        SIGNALS + '\n\nWe keep the "valid" part.',
        NUMPY + "\n\nBelow a star is a cross-correlation, as in libraries.",
    ],
)
@pytest.mark.parametrize("claim", ["x*h=[1,3,5,3]", "a*v=(0,1,2.5,4,1.5)"])
def test_indices_that_go_round(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
