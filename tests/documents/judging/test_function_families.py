r"""Functions with an index: f_m(x) = \ldots for all m, and functions that are given by pieces."""

from __future__ import annotations

import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.documents.judging.judge import judge
from symnn.documents.model import Entry
from symnn.documents.source import Source
from symnn.exact.expression import apply, rational, substitute, symbol
from symnn.latex.meaning.split_integrals import pieces

HAT = r"$$g(x)=\begin{cases}2x,&x<\frac12\\2(1-x),&x\ge\frac12\end{cases}$$"
TEETH = r"$$g_s(x)=\underbrace{g\circ g\circ\cdots\circ g}_{s}(x)$$"
SQUARES = r"$$f_m(x)=x-\sum_{s=1}^m\frac{g_s(x)}{2^{2s}},\ x\in[0,1]$$"
CHEBYSHEV = r"$$T_0(x)=1,\ T_1(x)=x,\ T_{n+1}(x)=2xT_n(x)-T_{n-1}(x)$$"


def last(*displays: str) -> Entry:
    """The last entry of a document of these displays."""
    return list(judge(Source("a.md", "\n\n".join(displays), "markdown")))[-1]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"g_2(x)=g(g(x))", "proved"),
        (r"g_3(\tfrac18)=1", "proved"),
        (r"g_3(\tfrac14)=1", "refuted"),
        (r"f_1(\tfrac12)=\frac14", "proved"),
        (r"f_1(\tfrac14)=\frac1{16}", "refuted"),
        (r"f_1(x)=x-\frac{g(x)}4", "proved"),
        (r"f_2(x)-x^2\le\frac1{64} \text{ for } x\in[0,1]", "proved"),
        (r"f_2(x)-x^2\le\frac1{65} \text{ for } x\in[0,1]", "refuted"),
        (r"\max_{x\in[0,1]}|f_2(x)-x^2|=2^{-6}", "proved"),
        (r"\int_0^1g_2(x)\,dx=\frac12", "proved"),
        (r"\int_0^1g(x)\,dx=1", "refuted"),
        (r"g(x)=1-|1-2x| \text{ for all } x", "proved"),
        (r"g(x)=2-|1-2x| \text{ for all } x\in[0,1]", "refuted"),
    ],
)
def test_members_of_families_of_functions(claim: str, verdict: str) -> None:
    assert last(HAT, TEETH, SQUARES, f"$${claim}$$").verdict == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"T_2(x)=2x^2-1", "proved"),
        (r"T_3(x)=4x^3-3x", "proved"),
        (r"T_4(\tfrac12)=-\frac12", "proved"),
        (r"T_3(1)=2", "refuted"),
    ],
)
def test_functions_by_recursion(claim: str, verdict: str) -> None:
    assert last(CHEBYSHEV, f"$${claim}$$").verdict == verdict


def test_a_further_case_is_no_false_claim() -> None:
    first = r"$$h(x)=\begin{cases}2x,&x<\frac12\\2(1-x),&\frac12\le x<1\end{cases}$$"
    assert last(first, r"$$h(x)=2-|1-2x| \text{ for } x\ge1$$").kind == "definition"


def test_the_formula_with_newer_names_is_what_derivatives_are_of() -> None:
    chain = (r"$$\ell=(f(x)-y)^2,\quad f(x)=a+bx$$", r"$$f_0=a+bx,\quad \ell=(f_0-y)^2$$")
    assert last(*chain, r"$$\frac{\partial\ell}{\partial f_0}=2(f_0-y)$$").verdict == "proved"
    assert last(*chain, r"$$\frac{\partial\ell}{\partial f_0}=2(y-f_0)$$").verdict == "refuted"


@given(st.integers(-6, 6), st.integers(-6, 6).filter(bool), st.integers(-3, 3))
def test_the_pieces_agree_with_the_integrand_and_fill_the_interval(a: int, b: int, c: int) -> None:
    x = symbol("x")
    inside = rational(b) * x + rational(a)
    body = apply("max", inside, rational(c) * x) + apply("abs", inside - rational(c))
    found = pieces(body, "x", fmpq(-2), fmpq(3))
    assert found is not None
    assert [p.low for p in found] + [fmpq(3)] == [fmpq(-2), *(p.high for p in found)]
    for piece in found:
        for at in (piece.low, (piece.low + piece.high) / 2, piece.high):
            sides = (substitute(e, {"x": rational(at)}) for e in (piece.body, body))
            assert decide(Claim(Atomic("=", *sides))).proved
