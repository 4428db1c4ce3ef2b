"""Networks and inputs that prose tells, and what is said of them."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

TWO_SECTIONS = r"""
# One

A network with 3 inputs, 4 hidden units and 2 outputs.

# Two

$$\text{A network with } 5 \text{ inputs, } 6 \text{ hidden units and } 1 \text{ output; all layers have biases}$$
"""  # noqa: E501


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (
            (
                r"We use a network with 784 inputs, one hidden layer of 30 units and 10 "
                r"outputs. Every unit has a bias."
            ),
            r"\text{the network has } 23{,}860 \text{ parameters}",
            "proved",
        ),
        (
            (
                r"We use a network with 784 inputs, one hidden layer of 30 units and 10 "
                r"outputs. Every unit has a bias."
            ),
            r"\text{the network has } 23{,}820 \text{ parameters}",
            "refuted",
        ),
        (
            (
                r"We use a network with 784 inputs, one hidden layer of 30 units and 10 "
                r"outputs. Every unit has a bias."
            ),
            r"\text{the output layer has } 310 \text{ parameters}",
            "proved",
        ),
        (
            (
                r"The input is a $32\times32$ RGB image. The first layer is a convolution with "
                r"6 filters of size $5\times5$, stride 1 and no padding."
            ),
            r"\text{the output of the first layer has size } 6\times28\times28",
            "proved",
        ),
        (
            (
                r"The input is a $32\times32$ RGB image. The first layer is a convolution with "
                r"6 filters of size $5\times5$, stride 1 and no padding."
            ),
            r"\text{the output of the first layer has size } 6\times27\times27",
            "refuted",
        ),
        (
            r"$$\text{input of } 32\times32\times3$$",
            (
                r"\text{a } 5\times5 \text{ convolution with } 6 \text{ filters, stride } 1 "
                r"\text{ and no padding gives } 28\times28\times6 \text{ outputs}"
            ),
            "proved",
        ),
        (
            r"$$\text{input of } 32\times32\times3$$",
            (
                r"\text{a } 5\times5 \text{ convolution with } 6 \text{ filters, stride } 1 "
                r"\text{ and no padding gives } 27\times27\times6 \text{ outputs}"
            ),
            "refuted",
        ),
        (
            TWO_SECTIONS,
            r"\text{the network has } 43 \text{ parameters}",
            "proved",
        ),
        (
            TWO_SECTIONS,
            r"\text{the network has } 26 \text{ parameters}",
            "refuted",
        ),
        (
            r"$$\text{A model with } 10 \text{ inputs and } 1 \text{ output, no bias}$$",
            r"\text{the model has } 10 \text{ parameters}",
            "proved",
        ),
        (
            r"$$\text{A model with } 10 \text{ inputs and } 1 \text{ output, no bias}$$",
            r"\text{the model has } 11 \text{ parameters}",
            "refuted",
        ),
    ],
)
def test_networks_told_in_prose(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (
            (
                r"$$\text{the hidden layer has } 4 \text{ units, the input has } 3 \text{ "
                r"features and there are } 2 \text{ outputs}$$"
            ),
            r"\text{the network has } 3\cdot4+4+4\cdot2+2=26 \text{ parameters}",
        ),
    ],
)
def test_networks_told_in_prose_not_certain(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
