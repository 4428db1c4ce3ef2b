"""Values before a colon, for names that had formulas, and what they leave of earlier decimals."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

OPEN = "$$\nr=\\frac{u}{v},\\quad a=\\log((1-r)/r)\n$$"
SUMS = "$$\nr=\\frac{\\sum_{i=1}^N w_i}{N},\\quad a=\\log((1-r)/r)\n$$"
CHAIN = "$$\nu=bc,\\quad v=a+u,\\quad J=3v,\\qquad a=5,\\ b=3,\\ c=2\n$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (OPEN, r"r=0.3:\quad a=0.847", "proved"),
        (OPEN, r"r=0.3:\quad a=0.9", "refuted"),
        (SUMS, r"r=0.3:\quad a=0.847", "proved"),
        (SUMS, r"r=0.3:\quad a=0.487", "refuted"),
        (f"{OPEN}\n\n$$\nr=0.3:\\quad a=0.847\n$$", r"r=0.2:\quad a=0.847", "refuted"),
        # A name is no unknown where it is said of all values of a letter in its formula.
        (f"{OPEN}\n\n$$\nr=0.3:\\quad a=0.847\n$$", r"a>0 \text{ for every } 0<r<1", "refuted"),
        (OPEN, r"a>0 \text{ for every } 0<r<1", "refuted"),
        (OPEN, r"a>0 \text{ for every } 0<r<\frac12", "proved"),
        ("$$\na=r^2-2r\n$$", r"a<1 \text{ for all } r", "refuted"),
        ("$$\na=r^2-2r\n$$", r"a\ge -1 \text{ for all } r", "proved"),
        ("$$\na=3\n$$", r"a>0 \text{ for all } r", "proved"),
        # Nor is a number before a colon a claim where the formula of its name gives another.
        (f"{OPEN}\n\n$$u=1,\\ v=2:\\quad r=\\frac12$$", r"r=0.3:\quad a=0.847", "proved"),
        (f"{OPEN}\n\n$$u=1,\\ v=2:\\quad r=\\frac12$$", r"r=0.3:\quad a=0.487", "refuted"),
        # What is put in before a colon is not rounded, nor is what was printed for other values.
        (CHAIN, r"b=3.001:\quad J=33.003", "refuted"),
        (CHAIN, r"b=3.001:\quad J=33.006", "proved"),
        (f"{CHAIN}\n\n$$\na=5.001:\\quad v=11.001\n$$", r"b=3.001:\quad J=33.003", "refuted"),
    ],
)
def test_the_value_before_the_colon_is_meant(given: str, claim: str, verdict: str) -> None:
    """A claim behind it rests on it, whatever formula its name had."""
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"a=5\to5.001:\quad v=11\to11.001,\quad J=33\to33.003", "proved"),
        (r"b=3\to3.001:\quad J=33\to33.006", "proved"),
        (r"b=3\to3.001:\quad J=33\to33.003", "refuted"),
        (r"b = 3 \rightarrow 4:\quad u = 6 \rightarrow 8", "proved"),
        (r"b = 3 \rightarrow 4:\quad u = 7 \rightarrow 8", "refuted"),
    ],
)
def test_a_change_says_two_things(claim: str, verdict: str) -> None:
    """What holds before the change, and what holds after it."""
    assert last(CHAIN, claim) == verdict


def test_what_was_before_a_change_is_so_after_the_formula() -> None:
    """The change is supposed in its own formula."""
    change = "$$\nb=3\\to3.001:\\quad J=33\\to33.006\n$$"
    assert last(f"{CHAIN}\n\n{change}", "J=33") == "proved"


def test_a_change_has_its_places() -> None:
    """Each of the two is found where it is written."""
    found = entries(f"{CHAIN}\n\n$$b=3\\to3.001:\\quad J=33\\to33.003$$")
    (false,) = [entry for entry in found if entry.verdict == "refuted"]
    assert (false.line, false.column) == (5, 21)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        # The name of a formula is set to a value: what follows for a letter in the formula.
        ("$$s=-b/w$$", r"w=1000,\ s=0.2\implies b=-1000\times 0.2=-200", "proved"),
        ("$$s=-b/w$$", r"w=1000,\ s=0.6\implies b=-1000\times 0.2=-200", "refuted"),
        ("$$s=-b/w$$", r"w=5,\ s=2:\quad b=-10", "proved"),
        ("$$s=-b/w$$", r"w=5,\ s=2:\quad b=10", "refuted"),
        ("$$z=wx+b$$", r"w=2,\ z=5,\ b=1\Rightarrow x=2", "proved"),
        ("$$z=wx+b$$", r"w=2,\ z=5,\ b=1\Rightarrow x=3", "refuted"),
        ("$$p=e^{-E/T}$$", r"p=1,\ T=2\Rightarrow E=1", "refuted"),
        # Another section has an s of its own; with two letters open nothing follows.
        ("# One\n\n$$s=-b/w$$\n\n# Two", r"w=5,\ s=2:\quad b=10", None),
        ("$$z=wx+b$$", r"w=2,\ z=5\Rightarrow x=3", None),
        # What was set before a colon is over in the next formula.
        ("$$z=wx+b$$\n\n$$w=2,\\ z=5,\\ b=1:\\quad x=2$$", r"w=3,\ x=1,\ b=1:\quad z=4", "proved"),
        ("$$z=wx+b$$\n\n$$w=2,\\ z=5,\\ b=1:\\quad x=2$$", r"w=3,\ x=1,\ b=1:\quad z=5", "refuted"),
    ],
)
def test_a_formula_that_is_set_to_a_value_is_an_equation(
    given: str, claim: str, verdict: str | None
) -> None:
    """Its letters are what solves it."""
    assert last(given, claim) == verdict


def test_a_number_before_the_colon_is_no_claim() -> None:
    """It is put in for what the formula of its name gave before."""
    text = f"{OPEN}\n\n$$u=1,\\ v=2:\\quad r=\\frac12$$\n\n$$r=0.3,\\ u=7:\\quad a=0.847$$"
    assert [entry.kind for entry in entries(text)[-3:]] == ["definition", "definition", "claim"]
