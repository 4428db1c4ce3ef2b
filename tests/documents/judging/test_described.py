"""Words behind a definition that say what is counted, what letters are called, or "elementwise"."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

COUNTED = [
    (r"c(n)=\frac{n(n-1)}{2} \text{ edges between } n \text{ nodes}", "c(5)=10", "c(5)=20"),
    (r"c(n)=n+1 \text{ pieces of } I \text{ cut by } n \text{ points}", "c(5)=6", "c(5)=7"),
    (r"P(n,m)=nm+m \text{ trainable parameters}", "P(3,2)=8", "P(3,2)=6"),
    (r"u(n)=ns-2p \text{ (stride } s\text{, padding } p\text{)},\ s=2,\ p=1", "u(5)=8", "u(5)=10"),
    (
        r"N=\begin{bmatrix}1&-2\\0&3\end{bmatrix},\ H=\tanh(N) \text{ elementwise}",
        r"H^\top-H=\begin{bmatrix}0&\tanh(2)\\-\tanh(2)&0\end{bmatrix}",
        r"H^\top-H=\begin{bmatrix}0&-\tanh(2)\\\tanh(2)&0\end{bmatrix}",
    ),
    (
        r"A=\begin{bmatrix}1&-2\\0&3\end{bmatrix},\ r(t)=\max(0,t),\ R=r(A) \text{ component-wise}",
        r"R=\begin{bmatrix}1&0\\0&3\end{bmatrix}",
        r"R=\begin{bmatrix}1&2\\0&3\end{bmatrix}",
    ),
]

#: Words that say when the formula holds, and functions that are another thing for matrices.
RESTRICTED = [
    (r"c(n)=3n \text{ pieces for even } n", "c(3)=9"),
    (r"c(n)=3n \text{ edges at most}", "c(3)=9"),
    (r"c(n)=3n \text{ pieces } (n\le2)", "c(3)=9"),
    (r"c(n)=3n \text{ pieces per layer}", "c(3)=9"),
    (r"c(n)=3n \text{ vanishes elsewhere}", "c(3)=9"),
    (r"c(n)=qn \text{ (odd } q\text{)},\ q=2", "c(3)=6"),
    (r"c(n)=qn \text{ (offset } n\text{, stride } q\text{)},\ q=2", "c(3)=6"),
    (r"c(n)=qn \text{ (stride } q>2\text{)},\ q=2", "c(3)=6"),
    (
        r"N=\begin{bmatrix}0&1\\0&0\end{bmatrix},\ H=\exp(N) \text{ elementwise}",
        r"H=\begin{bmatrix}1&1\\0&1\end{bmatrix}",
    ),
]


@pytest.mark.parametrize(("given", "right", "wrong"), COUNTED)
def test_a_description_restricts_nothing(given: str, right: str, wrong: str) -> None:
    assert last(f"$${given}$$", right) == "proved"
    assert last(f"$${given}$$", wrong) == "refuted"


@pytest.mark.parametrize(("given", "claim"), RESTRICTED)
def test_what_may_restrict_is_kept(given: str, claim: str) -> None:
    assert last(f"$${given}$$", claim) not in ("proved", "refuted")
