"""Ranges before a colon: x > 0: f(x) = x is said of these x alone."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

HALF = r"$$z=2x+2+x;\quad q=\max(0,z)$$"
RECTIFIER = r"$$f(x) = \max(0,x)$$"

CASES = [
    (HALF, r"x>-\frac23:\quad \frac{dq}{dx}=3", "proved"),
    (HALF, r"x>-\frac23:\ q=3x+2", "proved"),
    (HALF, r"x<-1:\quad q=0", "proved"),
    ("", r"t\ge 0:\quad |t|=t", "proved"),
    ("", r"t<0:\quad |t|=t", "refuted"),
    ("", r"x\ne0:\quad \frac{x}{x}=1", "proved"),
    ("", r"0<p<1:\quad -\log p > 0", "proved"),
    ("", r"a=2,\ 0<b<1:\quad a+b>2", "proved"),
    ("", r"\alpha > 0:\quad \lim_{t\to\infty} e^{-\alpha t} = 0", "proved"),
    ("", r"\alpha < 0:\quad e^{-\alpha} < 1", "refuted"),
    (RECTIFIER, r"x>0:\ f'(x)=1;\quad x<0:\ f'(x)=0", "proved"),
    (RECTIFIER, r"x>0:\ f'(x)=1;\quad x<0:\ f'(x)=1", "refuted"),
]


@pytest.mark.parametrize(("given", "claim", "verdict"), CASES)
def test_a_range_before_a_colon_is_a_condition(given: str, claim: str, verdict: str) -> None:
    """The claim behind it is judged where its letters lie there."""
    assert last(given, claim) == verdict


def test_a_value_that_the_letter_had_does_not_count() -> None:
    """x = -4 was said of the claim behind its own colon."""
    text = f"{HALF}\n\n$$x=-4:\\quad z=-10$$\n\n$$x>-\\frac23:\\quad q=3x+2$$"
    assert entries(text)[-1].verdict == "proved"


def test_a_range_behind_and_belongs_to_the_quantifier() -> None:
    """For all x and λ > 0: the λ is one of those that it is said for."""
    claim = r"\|\lambda x\|=\lambda\|x\| \text{ for all } x \text{ and } \lambda>0"
    assert [e.verdict for e in entries(f"$${claim}$$")] == ["proved", None]
