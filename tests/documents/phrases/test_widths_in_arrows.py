"""Networks that a display gives by the widths of their layers alone."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

ONE = r"$$784\to100\to10$$"
TWO = r"$$\text{MNIST: } 784\to512\to10;\ \text{IMDB: } 10{,}000\to16\to16\to1$$"
CHANNELS = r"$$\text{channels: } 3\to64\to128$$"

PROVED = [
    (ONE, r"\text{the network has } 79{,}510 \text{ parameters}"),
    (TWO, r"\text{the MNIST model has } 407{,}050 \text{ parameters}"),
    (TWO, r"\text{the IMDB model has } 160{,}305 \text{ parameters}"),
]

#: They may be channels, and then the numbers are others.
NEITHER = [
    (ONE, r"\text{the network has } 79{,}500 \text{ parameters}"),
    (TWO, r"\text{the MNIST model has } 160{,}305 \text{ parameters}"),
    (CHANNELS, r"\text{the network has } 8{,}576 \text{ parameters}"),
]


@pytest.mark.parametrize(("before", "claim"), PROVED)
def test_what_holds(before: str, claim: str) -> None:
    assert last(before, claim) == "proved"


@pytest.mark.parametrize(("before", "claim"), NEITHER)
def test_what_is_left_open(before: str, claim: str) -> None:
    assert last(before, claim) not in ("proved", "refuted")
