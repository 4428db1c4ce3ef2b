"""Where quadratic functions are least: by the formula, and by a second way, exactly."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import fmpq
from hypothesis import assume, given
from hypothesis import strategies as st

from symnn.exact.expression import apply, nth_root, power, rational, symbol
from symnn.latex.meaning.least_places import quadratic
from tests.documents.judging.verdicts import entries, last

DATA = (
    r"$X=\begin{bmatrix}1&0\\1&1\\1&2\end{bmatrix}$, $y=\begin{bmatrix}1\\2\\4\end{bmatrix}$"
    "\n\n"
)

PROVED = [
    (DATA, r"\arg\min_w\|Xw-y\|_2^2=\left(\tfrac56,\tfrac32\right)"),
    (DATA, r"\min_w\|Xw-y\|^2=\frac16"),
    (DATA, r"\operatorname*{arg\,min}_v\|Xv-y\|=\begin{bmatrix}5/6\\3/2\end{bmatrix}"),
    (DATA, r"\arg\min_w\left(\|Xw-y\|^2+\|w\|^2\right)=\left(\tfrac45,\tfrac{19}{15}\right)"),
    (DATA + r"$\hat w=\arg\min_w\|Xw-y\|^2$", r"\hat w=\left(\tfrac56,\tfrac32\right)"),
    (DATA + r"$\hat w=\arg\min_w\|Xw-y\|^2$", r"X^\top(X\hat w-y)=0"),
    ("$x=(3,4,8)$", r"\arg\min_c \sum_i (c-x_i)^2=5"),
    ("", r"\arg\max_p (3p-p^2)=\frac32"),
    ("", r"\min_b (b-1)^2+(b-3)^2=2"),
]
REFUTED = [
    (DATA, r"\arg\min_w\|Xw-y\|_2^2=\left(\tfrac32,\tfrac56\right)"),
    (DATA, r"\min_w\|Xw-y\|^2=\frac13"),
    (DATA, r"\arg\min_w\left(\|Xw-y\|^2+\|w\|^2\right)=\left(\tfrac56,\tfrac32\right)"),
    (DATA + r"$\hat w=\arg\min_w\|Xw-y\|^2$", r"\hat w=\left(\tfrac56,\tfrac12\right)"),
    ("$x=(3,4,8)$", r"\arg\min_c \sum_i (c-x_i)^2=4"),
    ("", r"\arg\max_p (3p-p^2)=3"),
]
OPEN = [
    # restricted in words, or by a condition
    (DATA + "The entries of $w$ are non-negative.", r"\arg\min_w\|Xw-y\|^2=(1,1)"),
    (DATA + "All of it is subject to $w_1=1$.", r"\arg\min_w\|Xw-y\|^2=(1,1)"),
    (DATA, r"\arg\min_{w\ge0}\|Xw-y\|^2=(1,1)"),
    (DATA, r"\arg\min_w\|Xw-y\|^2=(1,1) \text{ over the whole numbers}"),
    # no single place
    (r"$A=\begin{bmatrix}1&2\\2&4\end{bmatrix}$, $b=(1,2)$", r"\arg\min_x\|Ax-b\|=(1,0)"),
    # no quadratic function, or of a vector of any size
    ("", r"\arg\min_x\|x\|^2=(0,0)"),
]


@pytest.mark.parametrize(("given", "claim"), PROVED)
def test_places_of_least_squares_are_proved(given: str, claim: str) -> None:
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(("given", "claim"), REFUTED)
def test_other_places_are_refuted(given: str, claim: str) -> None:
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(("given", "claim"), OPEN)
def test_what_may_be_restricted_is_left_open(given: str, claim: str) -> None:
    assert last(given, claim) in (None, "undecided")


def test_a_definition_by_a_place_is_one() -> None:
    found = entries(DATA + r"$$\hat w=\arg\min_w\|Xw-y\|^2$$")
    assert found[-1].kind == "definition"


_ENTRIES = st.integers(min_value=-3, max_value=3)


@given(st.tuples(*[_ENTRIES] * 6), st.tuples(*[_ENTRIES] * 3))
def test_what_is_left_is_orthogonal_to_the_columns(
    rows: tuple[int, ...], y: tuple[int, ...]
) -> None:
    """The normal equations, by other formulas than those that were solved."""
    (a, b), (c, d), (e, f) = rows[:2], rows[2:4], rows[4:]
    assume(any((a * d - b * c, a * f - b * e, c * f - d * e)))
    text = (
        rf"$A=\begin{{bmatrix}}{a}&{b}\\{c}&{d}\\{e}&{f}\end{{bmatrix}}$, "
        rf"$b=({y[0]},{y[1]},{y[2]})^\top$, $s=\arg\min_x\|Ax-b\|^2$" + "\n\n"
    )
    assert last(text, r"A^\top A s=A^\top b") == "proved"


@given(st.fractions(max_denominator=9), st.fractions(max_denominator=9))
def test_coefficients_are_those_of_the_square(p: Fraction, q: Fraction) -> None:
    x = symbol("x")
    found = quadratic(power(rational(p) * x + rational(q), rational(2)), ["x"])
    assert found is not None
    assert found.get(("x", "x"), fmpq(0)) == fmpq(p.numerator, p.denominator) ** 2
    assert found.get(("x",), fmpq(0)) == 2 * fmpq(p.numerator, p.denominator) * fmpq(
        q.numerator, q.denominator
    )


def test_other_functions_are_no_quadratic_ones() -> None:
    x = symbol("x")
    cube, root = power(x, rational(3)), nth_root(x)
    assert all(quadratic(e, ["x"]) is None for e in (cube, root, apply("exp", x), x * x * x))
    assert quadratic(power(root, rational(2)), ["x"]) is None  # x alone where x is negative


SYSTEM = (
    r"Let $D=\begin{bmatrix}2&0\\-1&1\\0&2\end{bmatrix}$ "
    r"and $b=\begin{bmatrix}1\\0\\-1\end{bmatrix}$."
    "\n\n"
)


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        (r"The least squares solution of $Dx=b$ is $(1/3,-1/3)$.", "proved"),
        (r"The least-squares solution to the system $Dx=b$ is $(1/3,-1/3)$.", "proved"),
        (r"$$\text{the least squares solution of } Dx=b \text{ is } (1/3,1/3)$$", "refuted"),
        (r"The minimizer of $\|Dx-b\|^2$ is $(1/3,-1/3)$.", "proved"),
        (r"The minimizer of $(t-3)^2+1$ is $3$.", "proved"),
        (r"The minimizer of $(t-3)^2+1$ is $4$.", None),  # in prose it may be said of a moment
        (r"All is non-negative. The minimizer of $\|Dx-b\|^2$ is $(1/5,0)$.", None),
        (r"The minimizer of $(t-s)^2+1$ is $4$.", None),  # of which letter is not said
    ],
)
def test_places_in_words(words: str, verdict: str | None) -> None:
    found = entries(SYSTEM + words)[-1].verdict
    assert found == verdict or (verdict is None and found == "undecided")
