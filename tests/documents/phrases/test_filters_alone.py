"""How many parameters filters have that are spoken of without their layer, or behind a colon."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_DENSE = r"""$$h=\tanh(W_1x+b_1),\quad o=W_2h+b_2,\quad 5\to8\to3$$"""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (
            (
                r"16 \text{ filters of size } 5\times5 \text{ on one channel, with biases: } 416"
                r" \text{ parameters}"
            ),
            "proved",
        ),
        (
            (
                r"16 \text{ filters of size } 5\times5 \text{ on one channel, with biases: } 400"
                r" \text{ parameters}"
            ),
            "refuted",
        ),
        (
            (
                r"16 \text{ filters of size } 5\times5 \text{ on } 3 \text{ channels, without biases: }"
                r" 1200 \text{ parameters}"
            ),
            "proved",
        ),
        (  # whether the biases count is not said
            (
                r"16 \text{ filters of size } 5\times5 \text{ on } 3 \text{ channels: } 1200"
                r" \text{ parameters}"
            ),
            None,
        ),
        (
            (
                r"5\times5 \text{ kernels, } 6 \text{ input and } 16 \text{ output channels: } 2416"
                r" \text{ parameters}"
            ),
            "proved",
        ),
        (
            (
                r"5\times5 \text{ kernels, } 6 \text{ input and } 16 \text{ output channels: } 2410"
                r" \text{ parameters}"
            ),
            "refuted",
        ),
        (
            (
                r"\text{a convolution with } 5\times5 \text{ kernels, } 6 \text{ input channels and }"
                r" 16 \text{ output channels has } 2416 \text{ parameters}"
            ),
            "proved",
        ),
        (  # depthwise ones have fewer
            (
                r"16 \text{ depthwise filters of size } 5\times5 \text{ on } 16 \text{ channels: } 416"
                r" \text{ parameters}"
            ),
            None,
        ),
        (r"\text{a } 5\text{-}8\text{-}3 \text{ network: } 75 \text{ parameters}", "proved"),
        (r"\text{a } 5\text{-}8\text{-}3 \text{ network: } 74 \text{ parameters}", "refuted"),
    ],
)
def test_behind_a_colon(claim: str, verdict: str | None) -> None:
    assert last("We count.", claim) == verdict


def test_filters_in_passing_are_not_the_network() -> None:
    given = r"$$\text{a network with layer sizes } 5, 8, 3$$"
    given += "\n\n$$16 \\text{ filters of size } 5\\times5 \\text{ on one channel, with biases: }"
    given += " 416 \\text{ parameters}$$"
    assert last(given, r"\text{the network has } 75 \text{ parameters}") == "proved"


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        (_DENSE, "proved"),
        (r"$$5\to8\to3$$", None),
        (r"$$h=\tanh(W_1x+b_1),\quad 5\to8\to3$$", None),
    ],
)
def test_arrows_beside_the_formulas_of_their_layers(given: str, verdict: str | None) -> None:
    assert last(given, r"\text{the network has } 75 \text{ parameters}") == verdict
    refuted = last(given, r"\text{the network has } 76 \text{ parameters}")
    assert refuted == ("refuted" if verdict else None)
