"""Windows on inputs that are no squares, and what of them need not be said."""

from __future__ import annotations

import re

import pytest

from tests.documents.judging.verdicts import last

PROVED = [
    r"kernel $(2,4)$, stride $(2,3)$, padding $(0,1)$ maps $9\times20$ to $4\times7$",
    r"a $3\times5$ filter with stride $1$ and no padding maps $10\times10$ to $8\times6$",
    r"a $3\times3$ kernel with stride $2$ and padding $1$ maps $20\times31$ to $10\times16$",
    r"on $10\times12$ units $3\times3$ windows with stride $1$ give an $8\times10$ map",
    r"kernel $3$, stride $1$, padding $2$, dilation $2$ maps $7\times9$ to $7\times9$",
    r"a $3\times3$ filter maps $10\times12$ to $8\times10$",
]

REFUTED = [
    r"a $3\times3$ filter with stride $1$ and same padding maps $10\times12$ to $8\times10$",
    r"kernel $(2,4)$, stride $(2,3)$, padding $(0,1)$ maps $9\times20$ to $5\times7$",
    r"a $3\times5$ filter with stride $1$ and no padding maps $10\times10$ to $6\times8$",
    r"on $10\times10$ units $3\times3$ fields with stride $1$ give a $7\times7$ map",
    r"kernel $3$, stride $1$, padding $2$, dilation $1$ maps $7\times9$ to $7\times9$",
]

#: Padding could make it right; words that change the output; sides that do not correspond.
OPEN = [
    r"a $2\times2$ pooling window with stride $2$ and no padding maps $5\times7$ to $3\times4$",
    r"a $3\times3$ filter with stride $1$ maps $10\times12$ to $10\times12$",
    r"a causal $3\times3$ kernel with stride $1$ and padding $1$ maps $20\times30$ to $18\times28$",
    r"a transposed $3\times3$ convolution with stride $2$ maps $20\times30$ to $10\times15$",
    r"kernel $(2,4)$, stride $(2,3,1)$ and no padding maps $9\times20$ to $4\times6$",
]


def told(sentence: str) -> str:
    """The sentence as a formula: its words in text, its formulas plain."""
    words = re.split(r"\$([^$]*)\$", sentence)
    return " ".join(w if k % 2 else rf"\text{{{w}}}" for k, w in enumerate(words) if w)


@pytest.mark.parametrize("claim", PROVED)
def test_the_output_is_right(claim: str) -> None:
    assert last("", told(claim)) == "proved"


@pytest.mark.parametrize("claim", REFUTED)
def test_the_output_is_wrong(claim: str) -> None:
    assert last("", told(claim)) == "refuted"


@pytest.mark.parametrize("claim", OPEN)
def test_the_output_is_not_settled(claim: str) -> None:
    assert last("", told(claim)) not in ("proved", "refuted")
