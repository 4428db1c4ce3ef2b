r"""The cosine of open vectors with single bars: \frac{v \cdot w}{|v||w|}."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

COSINE = r"$$\cos(v,w)=\frac{v\cdot w}{|v||w|}$$"
LEFT = r"$$\cos(a,b)=\frac{a\cdot b}{\left|a\right|\left|b\right|}$$"
NUMBERS = r"$$p=(3,4),\quad q=(1,0),\quad \cos(v,w)=\frac{v\cdot w}{|v||w|}$$"

PROVED = [
    (COSINE, r"|v|=|w|=1\implies\cos(v,w)=v\cdot w"),
    (COSINE, r"\cos(v,w)=v\cdot w \text{ for unit vectors } v,w"),
    (COSINE, r"\cos(v,w)=v\cdot w \text{ if } |v|=|w|=1"),
    (COSINE, r"\cos(-v,w)=-\cos(v,w)"),
    (COSINE, r"\cos(cv,w)=\cos(v,w) \text{ for all } c>0"),
    (LEFT, r"\cos(a,b)=a\cdot b \text{ if } |a|=|b|=1"),
    (NUMBERS, r"\cos(p,q)=\frac35"),
]
REFUTED = [
    (COSINE, r"\cos(cv,w)=c\cos(v,w) \text{ for all } c>0"),
    (NUMBERS, r"\cos(p,q)=\frac45"),
]
OPEN = [
    (COSINE, r"|v|=|w|=1\implies\cos(v,w)=2v\cdot w"),
    (COSINE, r"\cos(v,w)=v\cdot w \text{ if } |v|=1"),
    ("", r"|v|=|w|=1\implies\cos(v,w)=2vw"),
]


@pytest.mark.parametrize(("given", "claim"), PROVED)
def test_laws_of_the_cosine(given: str, claim: str) -> None:
    """The bars are lengths."""
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(("given", "claim"), REFUTED)
def test_false_laws_of_the_cosine(given: str, claim: str) -> None:
    """By vectors for which they fail."""
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(("given", "claim"), OPEN)
def test_what_is_no_law_is_not_proved(given: str, claim: str) -> None:
    """One of the lengths alone, letters of which nothing is said."""
    assert last(given, claim) != "proved"


def test_bars_that_count_ones_are_no_length() -> None:
    told = "Let $|x|$ be the number of ones of $x$."
    assert last(told, r"\max_{x\in\{0,1\}^3}|x|=3") != "refuted"
    assert last(told, r"\sum_{x\in\{0,1\}^2}|x|=2+\sqrt2") != "proved"
