r"""What an equation lets put in: w x + b = 0 \implies σ(k(w x + b)) = 1/2."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.claims.formula import Atomic
from symnn.documents.judging.deciding import decided
from symnn.documents.judging.equations.put_in import with_equation_put_in
from symnn.exact.expression import ONE, ZERO, apply, derivative, rational, symbol
from tests.documents.judging.verdicts import last

SIGMA = r"$\sigma(z)=\frac{1}{1+e^{-z}}$" + "\n\n"
PROVED = [
    r"wx+b=0\implies\sigma(k(wx+b))=\frac12 \text{ for all } k>0",
    r"w\cdot x+b=0\implies\sigma(k(w\cdot x+b))=\frac12 \text{ for all } k>0",
]
OPEN = [
    r"wx+b=0\implies\sigma(k(wx+b))=\frac13 \text{ for all } k>0",
    r"wx-b=0\implies\sigma(k(wx+b))=\frac12 \text{ for all } k>0",
]


@pytest.mark.parametrize("claim", PROVED)
def test_what_follows_by_putting_in_is_proved(claim: str) -> None:
    assert last(SIGMA, claim) == "proved"


@pytest.mark.parametrize("claim", OPEN)
def test_what_does_not_is_not_proved(claim: str) -> None:
    assert last(SIGMA, claim) != "proved"


def test_in_words() -> None:
    assert last("If $a+b=0$, then", r"\tanh(a+b)=0") == "proved"
    assert last("If $a+b=0$, then", r"\tanh(a-b)=0") != "proved"


@given(st.integers(-3, 3), st.integers(-3, 3))
def test_a_proof_says_what_the_numbers_say(value: int, claimed: int) -> None:
    """Of a + b = v, |a + b| = c is proved exactly if |v| = c."""
    inner = symbol("a") + symbol("b")
    domain = (Atomic("=", inner, rational(value)),)
    found = decided(Atomic("=", apply("abs", inner), rational(claimed)), domain)
    assert found.proved == (abs(value) == claimed)


def test_below_a_slope_nothing_is_put_in() -> None:
    x = symbol("x")
    slope = Atomic("=", derivative(x * (x + ONE), "x", x), ZERO)
    assert with_equation_put_in(slope, (Atomic("=", x + ONE, ZERO),)) is None


@pytest.mark.parametrize("claim", [r"\frac{1}{x-1}=5", r"\ln(x-1)=3"])
def test_what_has_no_value_there_is_not_proved(claim: str) -> None:
    assert last("", rf"x-1=0 \implies {claim}") != "proved"
    assert last("If $x-1=0$, then", claim) != "proved"
