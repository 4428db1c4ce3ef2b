r"""Limits of powers, of numbers of size below 1 and of matrices."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.judging.verdicts import last

_CHAIN = r"$$A=\begin{pmatrix}0.9&0.2\\0.1&0.8\end{pmatrix}$$"
_LIMIT = r"\begin{pmatrix}2/3&2/3\\1/3&1/3\end{pmatrix}"
_SMALL = r"$$A=\begin{pmatrix}1/2&1\\0&1/3\end{pmatrix}$$"
_SWAP = r"$$A=\begin{pmatrix}0&1\\1&0\end{pmatrix}$$"


@pytest.mark.parametrize(
    ("text", "claim", "verdict"),
    [
        (_CHAIN, rf"\lim_{{n\to\infty}}A^n={_LIMIT}", "proved"),
        (_CHAIN, rf"A^n\to{_LIMIT} \text{{ as }} n\to\infty", "proved"),
        (_CHAIN, r"\lim_{n\to\infty}A^n=\begin{pmatrix}1/3&2/3\\2/3&1/3\end{pmatrix}", "refuted"),
        (_CHAIN, r"A^n\to0", "refuted"),
        (_SMALL, r"\lim_{k\to\infty}A^k=0", "proved"),
        (_SWAP, r"\lim_{k\to\infty}A^k=0", "refuted"),
        ("", r"\beta^t\to0 \text{ as } t\to\infty \text{ for } |\beta|<1", "proved"),
        ("", r"\lim_{t\to\infty}\beta^t=1 \text{ for } |\beta|<1", "refuted"),
        ("", r"\lim_{t\to\infty}(1-\beta^t)=1 \text{ for } 0<\beta<1", "proved"),
        ("", r"\lim_{t\to\infty}\frac{1-\beta^t}{1-\beta}=\frac1{1+\beta} \text{ for } 0<\beta<1",
         "refuted"),
        (r"$\beta=0.9$", r"\beta^t\to0", "proved"),
    ],
)  # fmt: skip
def test_a_limit(text: str, claim: str, verdict: str) -> None:
    assert last(text, claim) == verdict


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (_SWAP, r"\lim_{k\to\infty}A^k=\begin{pmatrix}1/2&1/2\\1/2&1/2\end{pmatrix}"),
        (_CHAIN, r"\lim_{n\to\infty}A^n=\begin{pmatrix}0.667&0.667\\0.333&0.333\end{pmatrix}"),
        ("", r"\lim_{t\to\infty}\beta^t=0"),
        ("", r"\beta^t\to0"),
        ("", r"g:\mathbb{R}^n\to\mathbb{R}^m"),
        ("", r"x^{(n)}\to x"),
        ("", r"f^{-1}\to g"),
        (r"$\beta=2$", r"\beta^t\to0"),
    ],
)
def test_what_is_not_proved(text: str, claim: str) -> None:
    assert last(text, claim) not in ("proved", "refuted")


_SHARES = st.integers(1, 9).map(lambda k: Fraction(k, 10))


@settings(max_examples=25)
@given(_SHARES, _SHARES)
def test_any_chain_of_two_states(a: Fraction, b: Fraction) -> None:
    """The powers of (1 - a, b; a, 1 - b) go to the projector on its fixed vector."""
    text = rf"$$A=\begin{{pmatrix}}{1 - a}&{b}\\{a}&{1 - b}\end{{pmatrix}}$$"
    p, q = b / (a + b), a / (a + b)
    limit = rf"\begin{{pmatrix}}{p}&{p}\\{q}&{q}\end{{pmatrix}}"
    claim = rf"\lim_{{n\to\infty}}A^n={limit}"
    if a + b < 2:
        assert last(text, claim) == "proved"
    wrong = rf"\lim_{{n\to\infty}}A^n=\begin{{pmatrix}}{p}&{q}\\{q}&{p}\end{{pmatrix}}"
    if p != q:
        assert last(text, wrong) == "refuted"
