r"""Numbers of things by a formula that the text gives for their noun."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

OPEN = "open"
GIVEN_0 = (
    r"$$\text{shallow net with one input, one output and } D \text{ hidden ReLU"
    r" units: at most } D+1 \text{ linear regions},\ 3D+1 \text{ parameters}$$"
)
GIVEN_1 = (
    r"$$\text{a layer with } n \text{ inputs and } m \text{ outputs has } nm+m"
    r" \text{ parameters and } nm \text{ multiplications}$$"
)
GIVEN_2 = (
    r"$$\text{net 1 has } 2n \text{ parameters},\ \text{net 2 has } 3n \text{"
    r" parameters}$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (GIVEN_0, r"D=6:\ 19 \text{ parameters and at most } 7 \text{ linear regions}", "proved"),
        (GIVEN_0, r"D=6:\ 20 \text{ parameters and at most } 7 \text{ linear regions}", "refuted"),
        (GIVEN_0, r"D=6:\ 19 \text{ parameters and at most } 6 \text{ linear regions}", OPEN),
        (GIVEN_0, r"D=10:\ 31 \text{ parameters}", "proved"),
        (GIVEN_0, r"D=10:\ 30 \text{ parameters}", "refuted"),
        (GIVEN_0, r"D=10:\ \text{the net has } 31 \text{ parameters}", "proved"),
        (GIVEN_0, r"D=10:\ 31 \text{ weights}", OPEN),
        (GIVEN_0, r"D=10:\ \text{the net has } 30 \text{ parameters}", "refuted"),
        (GIVEN_0, r"30 \text{ parameters}", OPEN),
        (GIVEN_1, r"n=3,\ m=2:\ 8 \text{ parameters and } 6 \text{ multiplications}", "proved"),
        (GIVEN_1, r"n=3,\ m=2:\ 9 \text{ parameters}", "refuted"),
        (GIVEN_1, r"n=3:\ 9 \text{ parameters}", OPEN),
        (GIVEN_2, r"n=2:\ 5 \text{ parameters}", OPEN),
    ],
)
def test_told_formulas_for_numbers(given: str, claim: str, verdict: str | None) -> None:
    if verdict == OPEN:
        assert last(given, claim) not in ("proved", "refuted")
    else:
        assert last(given, claim) == verdict
