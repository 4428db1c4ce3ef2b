"""Numbers behind the label of a network: "second network: 4+4+1=9 biases"."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

TWO = (
    r"$$\text{first network: } 3 \text{ inputs, one hidden layer of } 4 \text{ neurons, } 2"
    r" \text{ outputs};\quad \text{second network: } 3 \text{ inputs, two hidden layers of } 4"
    r" \text{ neurons, } 1 \text{ output}$$"
)
LISTED = (
    "- Network A: 5 inputs, 6 hidden units, 2 outputs\n"
    "- Network B: 5 inputs, two hidden layers of 3 units, 2 outputs"
)
SHALLOW = (
    r"$$\text{shallow net with one input, one output and } D \text{ hidden ReLU units: at most }"
    r" D+1 \text{ linear regions},\ 3D+1 \text{ parameters}$$" + "\n\n$$D=6$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (TWO, r"\text{second network: } 3+4+4+1=12 \text{ biases}", "refuted"),
        (TWO, r"\text{second network: } 4+4+1=9 \text{ biases}", "proved"),
        (TWO, r"\text{first network: } 3\cdot4+4\cdot2=20 \text{ weights}", "proved"),
        (TWO, r"\text{first network: } 3\cdot4+4\cdot3=24 \text{ weights}", "refuted"),
        (TWO, r"\text{first network: } 20+6=26 \text{ parameters}", "proved"),
        (TWO, r"\text{first network: } 20+7=27 \text{ parameters}", "refuted"),
        (TWO, r"\text{first network: } 4+2=6 \text{ neurons}", "proved"),
        (TWO, r"\text{first network: } 3+4+2=9 \text{ neurons}", "undecided"),
        (TWO, r"\text{third network: } 20+7=27 \text{ parameters}", "proved"),
        (TWO, r"\text{biases of the second network: } 4+1=5", "refuted"),
        (LISTED, r"\text{network A: } 30+12=42 \text{ weights}", "proved"),
        (LISTED, r"\text{network B: } 30+12=42 \text{ weights}", "refuted"),
        (LISTED, r"\text{network B: } 15+9+6=30 \text{ weights}", "proved"),
    ],
)
def test_a_number_is_that_of_the_network_in_front(given: str, claim: str, verdict: str) -> None:
    """A right sum is no proof of a number of another network."""
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\text{two layers of three hidden units, one input, one output: } 6+12+4=22", "proved"),
        (r"\text{two layers of three hidden units, one input, one output: } 20", "refuted"),
        (r"\text{one input, two layers of three hidden units, one output: } 22", "proved"),
        (r"\text{two odd layers of three gated units, one input: } 22", "undecided"),
    ],
)
def test_a_label_that_describes_a_network_of_its_own(claim: str, verdict: str) -> None:
    """It is no number of the network before."""
    assert last(SHALLOW, rf"{claim} \text{{ parameters}}") == verdict


BARE = (
    r"$$\text{network A: } 4 \text{ inputs, } 3 \text{ hidden units, } 1 \text{ output, no biases};"
    r"\quad \text{network B: the same with twice as many hidden units}$$"
)


@pytest.mark.parametrize(
    "claim",
    [
        r"\text{network A: } 3+1=4 \text{ biases}",
        r"\text{network A: } 4+3+1=8 \text{ parameters}",
        r"\text{network B: } 12+3=15 \text{ weights}",
    ],
)
def test_a_right_sum_is_no_number_of_a_network_that_is_not_understood(claim: str) -> None:
    assert last(BARE, claim) in (None, "undecided")
