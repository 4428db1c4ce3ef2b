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


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
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
