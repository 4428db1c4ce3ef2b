"""How many parameters filters have that are spoken of without their layer, or behind a colon."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_DENSE = r"""$$h=\tanh(W_1x+b_1),\quad o=W_2h+b_2,\quad 5\to8\to3$$"""


_SIXTEEN = r"16 \text{ filters of size } 5\times5 \text{ on "
_SIX = r"5\times5 \text{ kernels, } 6 \text{ input and } 16 \text{ output channels: } "
_LAYER = r"\text{a convolution with } 5\times5 \text{ kernels, } 6 \text{ input channels and } 16 "
_DEPTHWISE = r"16 \text{ depthwise filters of size } 5\times5 \text{ on } 16 \text{ channels: } "
_NET = r"\text{a } 5\text{-}8\text{-}3 \text{ network: } "


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (_SIXTEEN + r"one channel, with biases: } 416", "proved"),
        (_SIXTEEN + r"one channel, with biases: } 400", "refuted"),
        (_SIXTEEN + r"} 3 \text{ channels, without biases: } 1200", "proved"),
        (_SIXTEEN + r"} 3 \text{ channels: } 1200", "undecided"),  # do the biases count?
        (_SIX + "2416", "proved"),
        (_SIX + "2410", "refuted"),
        (_LAYER + r"\text{ output channels has } 2416", "proved"),
        (_DEPTHWISE + "416", None),
        (
            (
                r"\text{a convolution layer with three } 5\times5 \text{ filters on } 2"
                r" \text{ channels has } 153"
            ),
            "proved",
        ),
        (_NET + "75", "proved"),
        (_NET + "74", "refuted"),
    ],
)
def test_behind_a_colon(claim: str, verdict: str | None) -> None:
    assert last("We count.", rf"{claim} \text{{ parameters}}") == verdict


def test_filters_in_passing_are_not_the_network() -> None:
    given = r"$$\text{a network with layer sizes } 5, 8, 3$$"
    given += "\n\n$$16 \\text{ filters of size } 5\\times5 \\text{ on one channel, with biases: }"
    given += " 416 \\text{ parameters}$$"
    assert last(given, r"\text{the network has } 75 \text{ parameters}") == "proved"


@pytest.mark.parametrize(
    ("given", "verdict"),
    [(_DENSE, "refuted"), (r"$$5\to8\to3$$", None), (r"$$h=\tanh(W_1x+b_1),\ 5\to8\to3$$", None)],
)
def test_arrows_beside_the_formulas_of_their_layers(given: str, verdict: str | None) -> None:
    """Without these the arrows may be between channels, so that a false number is none."""
    assert last(given, r"\text{the network has } 75 \text{ parameters}") == "proved"
    assert last(given, r"\text{the network has } 76 \text{ parameters}") == verdict


def test_a_number_alone_may_be_of_another_net_than_a_claim_spoke_of() -> None:
    layer = r"\text{a dense layer from } 400 \text{ to } 120 \text{ units}"
    claim = rf"$${layer} \text{{ has }} 48120 \text{{ parameters}}$$"
    assert last(claim, r"3D+1=10 \text{ parameters for } D=3") != "refuted"
    assert last(claim, r"2\cdot7+3=17 \text{ parameters}") != "refuted"
    sizes = r"3 \text{ inputs, } 4 \text{ hidden units and } 2 \text{ outputs}"
    described = rf"$$\text{{a network with }} {sizes}$$"
    assert last(described, r"26 \text{ parameters}") == "proved"
    assert last(described, r"25 \text{ parameters}") == "refuted"
