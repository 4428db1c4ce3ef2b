r"""s^2 = 1 is a variance among words of statistics, and s its root unless s may be negative."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

SIGNED = [
    r"$$s\in\{-1,1\}$$",
    r"Let $s\in\{+1,-1\}$, so $s^2=1$.",
    r"The sign $s = \pm 1$ of a sample is random.",
    r"The sign of a sample is $s\in\{1,-1\}$, of variance 1.",
]


@pytest.mark.parametrize("told", SIGNED)
@pytest.mark.parametrize("name", ["s", r"\sigma"])
def test_no_root_is_taken_of_the_square_of_a_sign(told: str, name: str) -> None:
    given = told.replace("$s", f"${name}")
    assert last(f"{given}\n\n$${name}^2=1$$", f"{name}=1") != "proved"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        ("The sample variance is $s^2=4$.", "s=2", "proved"),
        ("The sample variance is $s^2=4$.", "s=3", None),
        (r"$$\sigma^2=4$$", r"\sigma=2", "proved"),
        (r"$$\sigma^2=4$$", r"\sigma+1=3", "proved"),
        (r"The correlation has $R^2=0.81$.", "R=0.9", None),
        (r"The correlation has $R^2=0.81$.", "1-R^2=0.19", "proved"),
        ("$$s^2=4$$", "s=-2", "proved"),  # as of any other letter
        ("$$s^2=4$$", "s=3", None),
    ],
)
def test_the_words_say_whether_it_is_a_deviation(
    given: str, claim: str, verdict: str | None
) -> None:
    assert last(given, claim) == verdict
