r"""Numbers of things by a formula that the text gives for their noun, one or several at once."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

OPEN = "open"
GIVEN_0 = (
    r"$$\text{the net has } 3D+1 \text{ parameters},\ 2D \text{"
    r" weights},\ \text{at most } D+1 \text{ regions}$$"
)
GIVEN_1 = (
    r"$$\text{net 1 has } 2n \text{ parameters},\ \text{net 2 has } 3n \text{"
    r" parameters}$$"
)
GIVEN_2 = r"$$\text{two nets: A has } 2n \text{ parameters}$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (GIVEN_0, r"D=6:\ 19 \text{ parameters and } 12 \text{ weights}", "proved"),
        (GIVEN_0, r"D=6:\ 20 \text{ parameters and } 12 \text{ weights}", "refuted"),
        (GIVEN_0, r"D=6:\ 19 \text{ parameters and } 13 \text{ weights}", "refuted"),
        (GIVEN_0, r"D=6:\ 19 \text{ parameters and at most } 7 \text{ regions}", "proved"),
        (GIVEN_0, r"D=10:\ 31 \text{ parameters}", "proved"),
        (GIVEN_0, r"D=10:\ 30 \text{ parameters}", "refuted"),
        (GIVEN_0, r"D=10:\ 31 \text{ biases}", OPEN),
        (GIVEN_1, r"n=2:\ 5 \text{ parameters}", OPEN),
        (GIVEN_2, r"n=3:\ \text{B has } 7 \text{ parameters}", OPEN),
        (GIVEN_2, r"n=3:\ \text{A and B have } 7 \text{ parameters}", OPEN),
        (GIVEN_2, r"n=3:\ \text{A without its bias has } 5 \text{ parameters}", OPEN),
    ],
)
def test_told_formulas_for_numbers(given: str, claim: str, verdict: str | None) -> None:
    if verdict == OPEN:
        assert last(given, claim) not in ("proved", "refuted")
    else:
        assert last(given, claim) == verdict
