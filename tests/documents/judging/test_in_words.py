r"""Whole sentences: systems with letters, bases, gates, what suffices, where extremes lie."""

from __future__ import annotations

import pytest

from symnn.claims.formula import Atomic, Compound
from symnn.documents.judging.in_words.necessity import bounded, shifted
from symnn.documents.judging.in_words.systems import determinant, minors
from symnn.exact.expression import ONE, ZERO, apply, free_symbols, rational, symbol
from tests.documents.judging.verdicts import entries

SYSTEM = (
    r"M=\begin{pmatrix}1&2\\2&4\end{pmatrix},\quad c=\begin{pmatrix}3\\k\end{pmatrix},"
    r"\quad N=\begin{pmatrix}1&t\\t&1\end{pmatrix},\quad d=\begin{pmatrix}1\\1\end{pmatrix}"
)
VECTORS = r"u=(1,0,1)^\top,\ v=(0,1,1)^\top,\ w=(1,1,2)^\top,\quad V=\operatorname{span}\{u,v,w\}"
GATES = (
    r"H(z)=\begin{cases}1&z>0\\0&z\le0\end{cases},\quad p=H(a+b-0.5),\quad q=H(1.5-a-b),"
    r"\quad a,b\in\{0,1\}"
)
CURVES = (
    r"s(z)=\frac{1}{1+e^{-z}},\qquad g(w,a,b)=|w\,s'(wa+b)|,\qquad q(t)=3t^2-12t+7,"
    r"\qquad f(x)=1.7159\tanh\left(\frac23x\right)"
)


def verdict(*formulas: str) -> str | None:
    """The verdict on the last of several displays."""
    return entries("\n\n".join(f"$${f}$$" for f in formulas))[-1].verdict


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        (r"Mx=c \text{ is solvable if and only if } k=6", "proved"),
        (r"Mx=c \text{ has a solution exactly when } k=3", "refuted"),
        (r"Mx=c \text{ is solvable only if } k=6", "proved"),
        (r"Mx=c \text{ is solvable for all } k\in\mathbb{R}", "refuted"),
        (r"Mx=c \text{ is solvable for some } k", "proved"),
        (r"Mx=c \text{ has a unique solution for } k=6", "refuted"),
        (r"Mx=c \text{ has infinitely many solutions for } k=6", "proved"),
        (r"Nx=d \text{ has a unique solution if and only if } t\ne\pm1", "proved"),
        (r"Nx=d \text{ is solvable if and only if } t\ne\pm1", "refuted"),  # t = 1 as well
        (r"(2,-1)^\top \text{ solves } Mx=0", "proved"),
        (r"(1,1)^\top \text{ is a solution of } Mx=0", "refuted"),
    ],
)
def test_systems_with_letters_in_words(claim: str, wanted: str) -> None:
    assert verdict(SYSTEM, claim) == wanted


def test_a_system_with_a_letter_of_which_nothing_is_said_stays_open() -> None:
    assert verdict(SYSTEM, r"Mx=c \text{ is solvable}") not in ("proved", "refuted")


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        (r"u,v \text{ form a basis of } V", "proved"),
        (r"u,v,w \text{ form a basis of } V", "refuted"),
        (r"\{u,w\} \text{ is a basis of } V", "proved"),
        (r"u \text{ and } w \text{ span } \mathbb{R}^3", "refuted"),
        (r"u,v \text{ do not span } \mathbb{R}^3", "proved"),
        (r"\operatorname{rk}[u,v,w]=2", "proved"),
        (r"\operatorname{rank}[u,v,w]=3", "refuted"),
    ],
)
def test_bases_and_ranks_of_listed_vectors(claim: str, wanted: str) -> None:
    assert verdict(VECTORS, claim) == wanted


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        (r"H(p+q-1.5) \text{ computes XOR}", "proved"),
        (r"H(p+q-0.5) \text{ computes XOR}", "refuted"),
        (r"q \text{ implements NAND}", "proved"),
        (r"p \text{ does not compute AND}", "proved"),
    ],
)
def test_formulas_of_two_bits_compute_gates(claim: str, wanted: str) -> None:
    assert verdict(GATES, claim) == wanted


def test_numbers_that_are_no_bits_compute_no_gate() -> None:
    said = GATES.replace(r",\quad a,b\in\{0,1\}", "")
    assert verdict(said, r"q \text{ implements OR}") not in ("proved", "refuted")


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        (r"g(w,a,b)\ge 1 \text{ for some } a \text{ only if } |w|\ge 4", "proved"),
        (r"g(w,a,b)\ge 1 \text{ for some } a \text{ only if } |w|\ge 5", "refuted"),
        (r"|w|>1 \text{ suffices for } g(w,a,b)\ge 1 \text{ at some } a", "refuted"),
        (r"|w|\ge 4 \text{ is necessary for } |w\,s'(z)|\ge 1", "proved"),
        (r"s'(z)\ge 0.1 \text{ for some } z", "proved"),
        (r"s'(z)\ge 0.3 \text{ for some } z", "refuted"),
    ],
)
def test_what_is_necessary_and_what_suffices(claim: str, wanted: str) -> None:
    assert verdict(CURVES, claim) == wanted


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        (r"\text{on } t\ge 3,\ q(t) \text{ is smallest at } t=3", "proved"),
        (r"\text{on } t\ge 3,\ q(t) \text{ is smallest at } t=4", "refuted"),
        (r"\text{on } x>0,\ |f''(x)| \text{ is largest at } x\approx 0.99", "proved"),
        (r"|s''(z)| \text{ is largest at } |z|\approx 1.317", "proved"),
        (r"\operatorname*{arg\,min}_{t}q(t)\approx 2.0", "proved"),
        (r"\min_{|t|\ge 3}q(t)=-2", "proved"),
        (r"\min_{|t|\ge 3}q(t)=-5", "refuted"),
    ],
)
def test_where_extremes_lie(claim: str, wanted: str) -> None:
    assert verdict(CURVES, claim) == wanted


def test_a_range_before_a_sentence_is_never_left_out() -> None:
    found = entries(f"$${CURVES}$$\n\n" + r"$$\text{for } t\ge 3,\ q(t) \text{ is least at } t=3$$")
    assert "refuted" not in {entry.verdict for entry in found}


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        (r"\left|\frac{x}{\sqrt{1+x^2}}\right|<1 \text{ for all } x\in\mathbb{R}", "proved"),
        (r"\left|\frac{2x}{\sqrt{1+x^2}}\right|<1 \text{ for all } x\in\mathbb{R}", "refuted"),
        (r"\sqrt{x+1}-\sqrt{x}\le\frac{1}{2\sqrt{x}} \text{ for all } x>0", "proved"),
        (r"\left|\frac{0.1g}{\sqrt{g^2+10^{-8}}}\right|<0.1 \text{ for all } g", "proved"),
    ],
)
def test_inequalities_with_roots_for_all_numbers(claim: str, wanted: str) -> None:
    assert verdict(claim) == wanted


def test_minors_are_determinants_of_chosen_rows_and_columns() -> None:
    rows = [[rational(k) for k in row] for row in ((1, 2, 3), (4, 5, 6), (7, 8, 10))]
    assert determinant(rows) == rational(-3)
    assert len(minors(rows, 2)) == 9
    assert determinant([[ONE, ONE], [ONE, ONE]]) == ZERO


def test_an_argument_that_takes_every_value_becomes_a_letter() -> None:
    w, a, b = map(symbol, "wab")
    formula = Atomic("<=", apply("tanh", w * a + b), ONE)
    assert free_symbols(shifted(formula).left) == {"b_all"}  # type: ignore[union-attr]
    twice = Compound("and", (formula, Atomic(">", b, ZERO)))
    assert shifted(twice) == twice


def test_a_value_in_one_letter_becomes_a_letter_with_bounds() -> None:
    w, t = symbol("w"), symbol("t")
    turned, bounds = bounded(Atomic("<=", w * apply("tanh", t), w))
    assert free_symbols(turned.left) == {"w", "t_value"}  # type: ignore[union-attr]
    assert Atomic("<=", symbol("t_value"), ONE) in bounds
