r"""Closed forms of recurrences, proved by induction, and members in open letters."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.judging.verdicts import entries, last

_HALF = r"x_{n+1}=\frac12x_n+3,\qquad x_0=2"
_LINEAR = "x_{n+1}=ax_n+b"
_MOMENTUM = r"v_{t+1}=\beta v_t+g,\qquad v_0=0"
_DESCENT = r"f(w)=(w-3)^2,\qquad w_{t+1}=w_t-0.1f'(w_t),\qquad w_0=0"
_EPOCHS = r"w^{(t+1)}=w^{(t)}-\eta\lambda w^{(t)}"
_FIBONACCI = r"F_{n+1}=F_n+F_{n-1},\quad F_0=0,\ F_1=1"
_GOLDEN = r"\left(\frac{1+\sqrt5}{2}\right)^n", r"\left(\frac{1-\sqrt5}{2}\right)^n"
_QUOTIENT = r"a_{n+1}=\frac{a_n}{1+a_n},\quad a_0=1"


@pytest.mark.parametrize(
    ("rule", "claim", "verdict"),
    [
        (_HALF, r"x_n=6-4\left(\frac12\right)^n", "proved"),
        (_HALF, r"x_n=6-\frac{4}{2^n} \text{ for all } n\ge0", "proved"),
        (_HALF, r"x_n=6-\frac{4}{3^n} \text{ for all } n", "refuted"),
        (_HALF, r"x_n=6-3\left(\frac12\right)^n", "refuted"),
        (_HALF, r"x_k=6-4\cdot2^{-k}", "proved"),
        (_HALF, r"x_{n+1}=6-2\cdot2^{-n}", "proved"),
        (_LINEAR, r"x_n=a^nx_0+b\frac{1-a^n}{1-a} \text{ for } a\ne1", "proved"),
        (_LINEAR, r"x_n=a^nx_0+b\frac{1-a^{n+1}}{1-a} \text{ for } a\ne1", "refuted"),
        (_LINEAR, r"x_2=a^2x_0+ab+b", "proved"),
        (_LINEAR, r"x_2=a^2x_0+ab+2b", "refuted"),
        (_MOMENTUM, r"v_t=g\frac{1-\beta^t}{1-\beta}", "proved"),
        (_MOMENTUM, r"v_t=g\frac{1-\beta^{t+1}}{1-\beta}", "refuted"),
        (_MOMENTUM, r"v_3=g(1+\beta+\beta^2)", "proved"),
        (_MOMENTUM, r"v_3=g(1+\beta+\beta^3)", "refuted"),
        (_DESCENT, "w_t=3(1-0.8^t)", "proved"),
        (_DESCENT, "w_t=3(1-0.9^t)", "refuted"),
        (_DESCENT, "w_2=1.08", "proved"),
        (_DESCENT, "w_2=1.2", "refuted"),
        (_EPOCHS, r"w^{(t)}=(1-\eta\lambda)^tw^{(0)}", "proved"),
        (_EPOCHS, r"w^{(t)}=(1+\eta\lambda)^tw^{(0)}", "refuted"),
        (_FIBONACCI, rf"F_n=\frac1{{\sqrt5}}\left({_GOLDEN[0]}-{_GOLDEN[1]}\right)", "proved"),
        (_FIBONACCI, rf"F_n=\frac1{{\sqrt5}}\left({_GOLDEN[0]}+{_GOLDEN[1]}\right)", "refuted"),
        (_QUOTIENT, r"a_n=\frac1{n+1}", "proved"),
        (_QUOTIENT, r"a_n=\frac1{n+2}", "refuted"),
        ("s_n=s_{n-1}+n,\\ s_0=0", r"s_n=\frac{n(n+1)}2", "proved"),
        ("s_n=s_{n-1}+n,\\ s_0=0", r"s_n=\frac{n(n-1)}2", "refuted"),
        ("h_t=wh_{t-1}", "h_t=w^th_0", "proved"),
        ("h_t=wh_{t-1}", "h_t=w^{t+1}h_0", "refuted"),
        ("x_{n+1}=3x_n,\\quad x_1=2", r"x_n=2\cdot3^{n-1}", "proved"),
        ("x_{n+1}=3x_n,\\quad x_1=2", r"x_n=2\cdot3^n", "refuted"),
    ],
)
def test_a_closed_form(rule: str, claim: str, verdict: str) -> None:
    assert last(f"$$\n{rule}\n$$", claim) == verdict


@pytest.mark.parametrize(
    ("formula", "claim", "verdict"),
    [
        ("y_n=3n+1", "y_{n+1}=y_n+3", "proved"),
        ("y_n=3n+1", "y_{n+1}=y_n+4", "refuted"),
        ("y_n=3n+1", "y_n=y_{n-1}+3", "proved"),
        (r"y_n=3\cdot2^n", "y_k=2y_{k-1}", "proved"),
        (r"y_n=3\cdot2^n", "y_{k+1}=3y_k", "refuted"),
    ],
)
def test_a_recurrence_of_a_formula(formula: str, claim: str, verdict: str) -> None:
    assert last(f"$$\n{formula}\n$$", claim) == verdict


@pytest.mark.parametrize(
    ("rule", "claim"),
    [
        ("x_{n+1}=x_n,\\quad x_0=0", r"x_n=\frac{0}{n-4}"),  # no value at n = 4
        (_HALF, r"x_n=6-4\cdot2^{-n}+\frac{0}{2^n-8}"),
        ("x_{n+1}=x_n+g_n,\\quad x_0=0", "x_n=ng_0"),  # another sequence
        ("x_{n+1}=2x_{n-2}", "x_n=2^nx_0"),  # too few beginnings
        ("F_{n+1}=F_n+F_{n-1},\\quad F_0=0", "F_n=0"),  # one beginning of two
        (_LINEAR, r"x_n=a^nx_0"),
    ],
)
def test_what_is_not_proved(rule: str, claim: str) -> None:
    assert last(f"$$\n{rule}\n$$", claim) != "proved"


def test_the_limit_is_that_of_the_closed_form() -> None:
    proved = f"$$\n{_HALF}\n$$\n\n$$\nx_n=6-4\\cdot2^{{-n}}\n$$"
    assert last(proved, r"\lim_{n\to\infty}x_n=6") == "proved"
    assert last(proved, r"\lim_{n\to\infty}x_n=5") == "refuted"


def test_a_second_recurrence_leaves_both_open() -> None:
    """It may be false, or another rule."""
    given = f"$$\n{_DESCENT}\n$$\n\n$$\nw_{{t+1}}=0.8w_t+0.3\n$$"
    for claim in ("w_1=0.6", "w_1=0.3", "w_t=3(1-0.8^t)", r"w_t=\frac32(1-0.8^t)"):
        assert last(given, claim) not in ("proved", "refuted")


def test_it_is_said_how_and_for_which_n() -> None:
    found = entries(f"$$\n{_HALF}\n$$\n\n$$\nx_n=6-4\\cdot2^{{-n}}\n$$")[-1]
    assert found.evidence.startswith("induction over n")
    assert "for all integers n ≥ 0" in found.notes


_NUMBERS = st.fractions(-3, 3, max_denominator=3)


@given(_NUMBERS.filter(lambda a: a not in (0, 1)), _NUMBERS, _NUMBERS, st.integers(1, 3))
def test_any_linear_recurrence(a: Fraction, b: Fraction, start: Fraction, slip: int) -> None:
    """x_n = (x_0 - p) aⁿ + p with p = b/(1 - a), worked out in fractions."""
    fixed = b / (1 - a)
    rule = rf"x_{{n+1}}=({a})x_n+({b}),\quad x_0={start}".replace("+(-", "-(")
    closed = rf"x_n=({start - fixed})\cdot({a})^n+({fixed})"
    assert last(f"$$\n{rule.replace('-(', '+(-')}\n$$", closed) == "proved"
    assert last(f"$$\n{rule.replace('-(', '+(-')}\n$$", f"{closed}+{slip}") == "refuted"
