r"""Integrals whose antiderivative is proposed and checked: ends, gaps, improper and double ones."""

from __future__ import annotations

import pytest

from symnn.exact.expression import ONE, apply, power, quotient, rational, symbol
from symnn.latex.meaning.definite import Stretch, between, is_continuous, is_slope
from tests.documents.judging.verdicts import entries, last


def verdict(*formulas: str) -> str | None:
    """The verdict on the last of several displays."""
    return entries("\n\n".join(f"$${f}$$" for f in formulas))[-1].verdict


@pytest.mark.parametrize(
    "claim",
    [
        r"\int_0^2\frac{x}{1+x^2}\,dx=\frac{\ln 5}{2}",
        r"\int_2^3\frac{1}{t^2-1}\,dt=\frac12\ln\frac32",
        r"\int_0^1 x\ln x\,dx=-\frac14",
        r"\int_0^\pi\sin^3 x\,dx=\frac43",
        r"\int_0^1\sqrt{1-x^2}\,dx=\frac{\pi}{4}",
        r"\int_0^1\frac{dx}{\sqrt{x}}=2",
        r"\int_{-2}^{-1}\frac1x\,dx=-\ln 2",
        r"\int_1^\infty\frac{1}{x^2}\,dx=1",
        r"\int_{-\infty}^{\infty}\frac{dx}{1+x^2}=\pi",
        r"\int_{-\infty}^{\infty}\int_{-\infty}^{\infty}e^{-x^2-y^2}\,dx\,dy=\pi",
        r"\int_{-\infty}^{\infty}\frac{x^4}{\sqrt{2\pi}}e^{-x^2/2}\,dx=3",
        r"\int_0^a xe^{-x^2}\,dx=\frac{1-e^{-a^2}}{2} \text{ for all } a",
    ],
)
def test_integrals_by_checked_antiderivatives_are_proved(claim: str) -> None:
    assert verdict(claim) == "proved"


@pytest.mark.parametrize(
    "claim",
    [
        r"\int_2^3\frac{1}{t^2-1}\,dt=\ln\frac32",
        r"\int_0^1 x\ln x\,dx=\frac14",
        r"\int_{-\infty}^{\infty}\frac{x^4}{\sqrt{2\pi}}e^{-x^2/2}\,dx=1",
        r"\int_0^1\int_0^x xy\,dy\,dx=\frac14",
    ],
)
def test_other_values_of_them_are_refuted(claim: str) -> None:
    assert verdict(claim) == "refuted"


@pytest.mark.parametrize(
    "claim",
    [
        r"\int_{-1}^1\frac{dx}{x^2}=-2",  # F(1) - F(-1) over the gap at 0
        r"\int_{-1}^2\frac{x}{x^2-1}\,dx=\frac12\ln 3",
        r"\int_1^\infty\frac1x\,dx=1",
    ],
)
def test_integrals_over_a_gap_or_without_a_value_stay_open(claim: str) -> None:
    assert verdict(claim) not in ("proved", "refuted")


def test_a_wrong_proposal_is_no_antiderivative() -> None:
    x = symbol("x")
    assert not is_slope(apply("log", x), quotient(ONE, x * x), Stretch("x", ONE, rational(2)))
    assert is_slope(apply("log", x), quotient(ONE, x), Stretch("x", ONE, rational(2)))


def test_a_denominator_that_is_0_between_the_ends_is_a_gap() -> None:
    x = symbol("x")
    body = power(x - ONE, rational(-2))
    assert not is_continuous(body, Stretch("x", rational(0), rational(2)))
    assert is_continuous(body, Stretch("x", rational(2), rational(3)))
    assert between(body, "x", rational(0), rational(2)) is None


UNIFORM = r"$$p(x) = \frac12 \text{ for } -1 \le x \le 1 \text{ and } 0 \text{ otherwise}$$"
TRIANGLE = r"$$q(t) = \begin{cases} 2t & 0 < t < 1 \\ 0 & \text{else} \end{cases}$$"
DECAY = r"""$$g(x) = \begin{cases} 3e^{-3x} & x \ge 0 \\ 0 & x < 0 \end{cases}$$"""
HEAVY = r"""$$r(x) = \begin{cases} \frac{1}{x} & x \ge 1 \\ 0 & x < 1 \end{cases}$$"""


@pytest.mark.parametrize(
    ("given", "claim", "found"),
    [
        (UNIFORM, r"\int_{-1}^{1} x^2 p(x)\,dx = \frac13", "proved"),
        (UNIFORM, r"\int_{0}^{1} x^2 p(x)\,dx = \frac13", "refuted"),
        (UNIFORM, r"\int_{-\infty}^{\infty} p(x)\,dx = 1", "proved"),
        (UNIFORM, r"\int_{-\infty}^{\infty} x p(x)\,dx = \frac12", "refuted"),
        (UNIFORM, r"\int_{-\infty}^{0} p(x)\,dx = \frac12", "proved"),
        (
            UNIFORM,
            r"\int_{-1}^{1} x^4 p(x)\,dx = \left(\int_{-1}^{1} x^2 p(x)\,dx\right)^2",
            "refuted",
        ),
        (TRIANGLE, r"\int_0^1 t q(t)\,dt = \frac23", "proved"),
        (TRIANGLE, r"\int_{-\infty}^{\infty} t^2 q(t)\,dt = \frac12", "proved"),
        (TRIANGLE, r"\int_0^{\frac12} q(t)\,dt = \frac12", "refuted"),
        (DECAY, r"\int_{-\infty}^{\infty} g(x)\,dx = 1", "proved"),
        (DECAY, r"\int_{-\infty}^{\infty} x g(x)\,dx = \frac13", "proved"),
        (DECAY, r"\int_{-\infty}^{\infty} x g(x)\,dx = 3", "refuted"),
        (HEAVY, r"\int_{-\infty}^{2} r(x)\,dx = \log 2", "proved"),
        (HEAVY, r"\int_{-\infty}^{2} r(x)\,dx = 2", "refuted"),
    ],
)
def test_densities_by_pieces(given: str, claim: str, found: str) -> None:
    """The ends may be those of a piece, or lie at infinity."""
    assert last(given, claim) == found


def test_no_value_of_a_divergent_piece() -> None:
    """What grows without a bound is equal to no number."""
    assert last(HEAVY, r"\int_{-\infty}^{\infty} r(x)\,dx = 1") != "proved"
