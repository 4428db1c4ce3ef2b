"""Limits and integrals as authors write them."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

SIGMA = r"$$\sigma(x)=\frac1{1+e^{-x}}$$"
F = "$$f(x)=x^2$$"

PROVED = [
    ("", r"\lim_{x\to 0}\frac{\sin x}{x}=1"),
    ("", r"\lim_{x\to 0^-}\frac{|x|}{x}=-1"),
    ("", r"\lim_{n\to\infty}\left(1+\frac1n\right)^n=e"),
    (SIGMA, r"\lim_{x\to \pm\infty}\sigma'(x)=0"),
    (SIGMA, r"\lim_{h\to0}\frac{\sigma(x+h)-\sigma(x)}{h}=\sigma(x)(1-\sigma(x))"),
    ("", r"\int_0^1 x(1-x)\,dx=\frac16"),
    ("", r"\int_0^\infty xe^{-x}dx=1"),
    ("", r"\int_{-\infty}^{\infty} e^{-x^2}dx=\sqrt\pi"),
    ("", r"\int_0^1 \frac{dx}{1+x}=\ln 2"),
    ("", r"\int_0^1\int_0^1 xy\,dx\,dy=\frac14"),
    ("", r"\frac{1}{b-a}\int_a^b x\,dx=\frac{a+b}{2}"),
    ("", r"\int_{-1}^{1}\max(0,x)\,dx=\frac12"),
    ("", r"\int \frac1x\,dx = \ln|x|+C"),
    ("", r"\int e^{2x}dx=\frac12e^{2x}+C"),
    (SIGMA, r"\int \sigma(x)\,dx = \ln(1+e^x)+C"),
    (SIGMA, r"\int_0^1 \sigma(x)\,dx = \ln\frac{1+e}{2}"),
    (F, r"\int_0^2 f(x)dx \approx 2.67"),
    (F, r"\int_0^t f(s)\,ds = \frac{t^3}{3}"),
    (F, r"\int f'(x)\,dx=f(x)+C"),
]

REFUTED = [
    ("", r"\lim_{x\to 0}\frac{e^x-1}{x}=0"),
    ("", r"\lim_{x\to-\infty}\tanh x=1"),
    (SIGMA, r"\lim_{x\to \pm\infty}\sigma(x)=1"),
    ("", r"\int_0^1 x(1-x)\,dx=\frac14"),
    ("", r"\int e^{2x}dx=2e^{2x}+C"),
    (SIGMA, r"\int \sigma(x)\,dx = \ln(1+e^{-x})+C"),
]

LEFT_ALONE = [
    ("", r"\lim_{x\to 0}\frac{|x|}{x}=1"),
    ("", r"\lim_{x\to\infty} e^x=\infty"),
    ("", r"\int_{-1}^{1}\frac{1}{x^2}dx=-2"),
    ("", r"\int_{-1}^{1}\frac{1}{x}dx=0"),
    ("", r"\int_a^b \frac{1}{x}dx=\ln b-\ln a"),
    ("", r"\int f(x)\,dx=F(x)+C"),
    ("", r"\int_0^1 g(x)\,dx=1"),
]


@pytest.mark.parametrize(("given", "claim"), PROVED)
def test_a_true_limit_or_integral_is_proved(given: str, claim: str) -> None:
    """By orders of growth; by an antiderivative whose slope was proved."""
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(("given", "claim"), REFUTED)
def test_a_false_limit_or_integral_is_refuted(given: str, claim: str) -> None:
    """The value, or the slope of the right side, is another one."""
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(("given", "claim"), LEFT_ALONE)
def test_what_has_no_value_or_a_gap_is_left_alone(given: str, claim: str) -> None:
    """Two-sided limits that differ, infinite ones, poles between the ends, unknown functions."""
    assert last(given, claim) in (None, "undecided")
