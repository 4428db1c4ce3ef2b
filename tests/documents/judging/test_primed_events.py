"""D' as the complement of D, where a document tells it."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

_NUMBERS = r"""
- $P(D) = 0.005$
- $P(T \mid D) = 0.98$
- $P(T \mid D') = 0.05$
"""
_IN_WORDS = "D' = the person does **not** have the disease\n" + _NUMBERS
_AS_COMPLEMENT = "Let $D'$ be the complement of $D$.\n" + _NUMBERS
_BY_NUMBERS = _NUMBERS + r"- $P(D') = 0.995$" + "\n"


@pytest.mark.parametrize("given", [_IN_WORDS, _AS_COMPLEMENT, _BY_NUMBERS])
@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"P(T) = P(T \mid D) P(D) + P(T \mid D') P(D')", "proved"),
        (r"P(T) = 0.05465", "proved"),
        (r"P(D') = 0.995", "proved"),
        (r"P(D' \mid T) = 1 - P(D \mid T)", "proved"),
        (r"P(T) = 0.06465", "refuted"),
    ],
)
def test_a_prime_that_is_told_to_be_a_complement(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    "given",
    [
        "D' is another patient.\n" + _NUMBERS,
        "The law of total probability, for events $D$ and $D'$:",
        _NUMBERS.replace("0.005", "0.3"),
    ],
)
def test_a_prime_of_which_nothing_is_told_is_open(given: str) -> None:
    claim = r"P(T) = P(T \mid D) P(D) + P(T \mid D') P(D')"
    assert last(given, claim) in (None, "undecided")


def test_the_steps_of_one_example_share_its_chances() -> None:
    text = r"""# Bayes

## Step 1: Known values

$P(D) = 0.01$, $P(T \mid D) = 0.9$ and $P(T \mid \bar D) = 0.1$.

## Step 2: Total probability

$$P(T) = 0.9 \cdot 0.01 + 0.1 \cdot 0.99 = 0.108$$

## Another test

$$P(T) = 0.108$$
"""
    found = [entry.verdict for entry in entries(text) if entry.latex.startswith("P(T) =")]
    assert found == ["proved", None]
