"""Sums and products over an open range: by induction, by the binomial theorem, written out."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.judging.verdicts import entries, last

PROVED = [
    r"\sum_{k=0}^{n}x^k=\frac{1-x^{n+1}}{1-x}",
    r"\sum_{k=0}^{n-1}x^k=\frac{x^n-1}{x-1}",
    r"\sum_{i=1}^n i^3=\left(\frac{n(n+1)}{2}\right)^2",
    r"\frac{n(n+1)}{2} = \sum_{i=1}^{n}i",
    r"\sum_{i=1}^{n} c = nc",
    r"\sum_{k=1}^{n} \frac{1}{k(k+1)} = \frac{n}{n+1}",
    r"\sum_{l=1}^{L} (2l+1) = L^2+2L",
    r"\sum_{k=1}^{N} k\cdot k! = (N+1)!-1",
    r"\sum_{t=0}^{T-1}\gamma^t = \frac{1-\gamma^T}{1-\gamma}",
    r"\prod_{k=1}^n k=n!",
    r"\prod_{k=1}^{n} \frac{k+1}{k} = n+1",
    r"\sum_{k=0}^{n}\binom nk=2^n",
    r"\sum_{k=0}^{n}{n\choose k}a^kb^{n-k}=(a+b)^n",
    r"\sum_{j=0}^{2}\binom{D}{j}=1+D+\frac{D(D-1)}{2}",
]

REFUTED = [
    r"\sum_{k=0}^{n}x^k=\frac{1-x^{n}}{1-x}",
    r"\sum_{i=1}^{n}i=\frac{n(n-1)}{2}",
    r"\sum_{k=0}^{n}\binom nk=2^{n-1}",
    r"\sum_{k=0}^{n}\binom{n}{k}a^kb^{n-k}=(a-b)^n",
    r"\sum_{k=0}^{n} 2^k = 2^{n}-1",
    r"\sum_{j=0}^{1}\binom{D}{j}=D",
]

LEFT_ALONE = [
    r"\sum_{i=1}^{n} i = 55",
    r"\sum_{i=1}^{n} w_i = 1",
    r"\sum_{i=1}^n x_i = n\bar x",
    r"\sum_{i=1}^n i = m",
    r"\sum_{k=1}^n a_k = n^2",
    r"\sum_{i=1}^n c = n^2",
    r"\sum_{k=0}^n x^k = n+1",
    r"\binom{n}{2}=10",
    # true from n = 5 on only: the right side has no value at 4
    r"\sum_{k=1}^n 0 = \frac{0}{n-4}",
]


@pytest.mark.parametrize("claim", PROVED)
def test_a_true_closed_form_is_proved(claim: str) -> None:
    """Geometric, powers, telescoping, factorials, products, binomials."""
    assert last("", claim) == "proved"


@pytest.mark.parametrize("claim", REFUTED)
def test_a_false_closed_form_is_refuted(claim: str) -> None:
    """It fails for each of several n."""
    assert last("", claim) == "refuted"


@pytest.mark.parametrize("claim", LEFT_ALONE)
def test_what_may_be_an_equation_for_n_is_left_alone(claim: str) -> None:
    """A value, weights that sum to 1, another letter on the right."""
    assert last("", claim) in (None, "undecided")


def test_the_letter_is_said() -> None:
    """For which n it was proved."""
    (entry,) = entries("$$\\sum_{i=1}^{n}i=\\frac{n(n+1)}{2}$$")
    assert "for all integers n ≥ 1" in entry.notes
    assert entry.evidence.startswith("induction over n")


def closed_form(coefficients: list[int]) -> str:
    """The sum of a polynomial as one in n, by interpolation at 0, 1, 2, … ."""
    degree = len(coefficients)
    values, total = [Fraction(0)], Fraction(0)
    for k in range(1, degree + 1):
        total += sum(Fraction(c) * k**p for p, c in enumerate(coefficients))
        values.append(total)
    terms = []
    for i, value in enumerate(values):
        factor = value
        for j in range(len(values)):
            if j != i:
                factor /= i - j
        spots = "".join(f"(n-{j})" for j in range(len(values)) if j != i)
        terms.append(rf"\frac{{{factor.numerator}}}{{{factor.denominator}}}{spots}")
    return "+".join(terms).replace("(n-0)", "n").replace(r"+\frac{-", r"-\frac{")


@given(st.lists(st.integers(1, 4), min_size=1, max_size=3), st.integers(1, 3))
def test_sums_of_polynomials(coefficients: list[int], slip: int) -> None:
    """Proved with the interpolated closed form; with a slip, never."""
    body = "+".join(f"{c}k^{{{p}}}" for p, c in enumerate(coefficients))
    right = closed_form(coefficients)
    assert last("", rf"\sum_{{k=1}}^{{n}}({body})={right}") == "proved"
    assert last("", rf"\sum_{{k=1}}^{{n}}({body})={right}+{slip}") == "refuted"
