"""Units behind a number, and angles in degrees by a word."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

STEPS = "A step takes $t=20$ ms, and a run has $n=500$ steps."
BITS = "A block has $n=16$ bits."
ANGLES = r"The angles are $\theta=60^\circ$ and $\phi=30$ degrees."


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (STEPS, r"nt=10000\text{ ms}", "proved"),
        (STEPS, r"nt=10000\text{ s}", "undecided"),
        (BITS, r"2n=32\text{ bits}", "proved"),
        (BITS, r"2n=32\text{ bytes}", "undecided"),
        (ANGLES, r"\theta+\phi=90^\circ", "undecided"),
        (ANGLES, r"\theta+\phi=\frac{\pi}{2}", "undecided"),
        (ANGLES, r"\sin\phi=\frac12", "proved"),
    ],
)
def test_units(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


DEGREES = "Angles are measured in degrees."
TAYLOR = r"The Taylor polynomial of degree 3 of $\sin x$ at 0 is meant."


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (DEGREES, r"\frac{d}{dx}\sin x = \cos x", "undecided"),
        (DEGREES, r"\frac{d}{dx}\sin x = \frac{\pi}{180}\cos x", "undecided"),
        (DEGREES, r"\sin^2 x + \cos^2 x = 1", "proved"),
        (TAYLOR, r"\frac{d}{dx}\sin x = \cos x", "proved"),
    ],
)
def test_calculus_of_angles_in_degrees_is_open(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict
