r"""Networks and layers described in prose: how many numbers they hold, which shapes they make."""

from __future__ import annotations

import pytest

from symnn.documents.judging.architectures.descriptions import described
from symnn.documents.judging.architectures.numbers import expression, plain_text
from symnn.documents.judging.open_arrays.sizes import UnreadError
from tests.documents.judging.verdicts import entries

NETS = (
    "(The first model has 5 inputs, two hidden layers with 8 units each and 3 outputs. The second "
    "model has 5 inputs, one hidden layer of 20 units and 3 outputs. Every unit has a bias.)"
)
IMAGES = (
    "(The input has 3 channels and $32\\times32$ pixels. The first layer is a convolution with 16 "
    "filters of size $5\\times5$, stride 1 and padding 2. It is followed by $2\\times2$ max "
    "pooling with stride 2.)"
)
BLOCK = (
    "(A down block is a $3\\times3$ convolution with stride 2 and padding 1 followed by a ReLU. A "
    "transition layer is a $1\\times1$ convolution to half as many channels followed by "
    "$2\\times2$ average pooling with stride 2.)"
)


def verdict(told: str, claim: str) -> str | None:
    """The verdict on a sentence in a display behind some prose."""
    before = len(entries(told))
    found = [entry.verdict for entry in entries(f"{told}\n\n$$\n{claim}\n$$")[before:]]
    return next((v for v in ("refuted", "undecided", "proved") if v in found), None)


@pytest.mark.parametrize(
    ("told", "claim", "found"),
    [
        (NETS, r"\text{the first model has 147 parameters}", "proved"),
        (NETS, r"\text{the first model has 146 parameters}", "refuted"),
        (
            NETS,
            r"\text{the second model has } 5\cdot20+20\cdot3=160 \text{ weights and 23 biases}",
            "proved",
        ),
        (NETS, r"\text{the second model has 160 weights and 20 biases}", "refuted"),
        (NETS, r"\text{the first model has 19 neurons, not counting the inputs}", "proved"),
        (NETS, r"\text{the first model has 16 hidden units}", "proved"),
        (NETS, r"\text{the first model has 19 hidden units}", "refuted"),
        (NETS, r"\text{the second model has more parameters than the first}", "proved"),
        (NETS, r"\text{the first model has more weights than the second}", "refuted"),
        (IMAGES, r"\text{the convolution has 1216 parameters}", "proved"),
        (IMAGES, r"\text{the output of the first layer has size } 16\times32\times32", "proved"),
        (IMAGES, r"\text{after the pooling the size is } 16\times16\times16", "proved"),
        (IMAGES, r"\text{after the pooling the size is } 16\times32\times32", "refuted"),
        (
            BLOCK,
            (
                r"\text{a down block with 32 filters maps } 16\times28\times28 \text{ to }"
                r" 32\times14\times14"
            ),
            "proved",
        ),
        (
            BLOCK,
            (
                r"\text{a transition layer with 10 output channels maps } 4\times23\times8\times8"
                r" \text{ to } 4\times10\times8\times8"
            ),
            "refuted",
        ),
        (
            "",
            (
                r"\text{an image of width } m \text{ and a kernel of width } k:"
                r" \text{ the valid convolution has width } m-k+1"
            ),
            "proved",
        ),
        (
            "",
            (
                r"\text{an image of width } m \text{ and a kernel of width } k:"
                r" \text{ the full convolution has width } m+k"
            ),
            "refuted",
        ),
    ],
)
def test_what_is_said_of_described_networks(told: str, claim: str, found: str) -> None:
    assert verdict(told, claim) == found


@pytest.mark.parametrize(
    ("told", "claim"),
    [
        (NETS, r"\text{the third model has 147 parameters}"),
        (NETS, r"\text{the first model has 16 neurons and is deep}"),
        (NETS, r"\text{the first model has about 150 parameters}"),
        (NETS, r"\text{the first model has 24 neurons}"),
        ("(The first model has 5 inputs and some units.)", r"\text{the first model has 5 weights}"),
        ("(A net with 3 inputs, 4 hidden units and 1 output.)", r"\text{the net has 3 layers}"),
        ("(A net with 3 inputs, some units and 1 output.)", r"\text{the net has 5 layers}"),
        ("", r"\text{a network with 2 inputs, 3 hidden units and 1 output has 9 parameters}"),
        ("", r"\text{a convolution with 16 filters of size } 5 \text{ has 100 parameters}"),
        (IMAGES, r"\text{the second convolution has 1216 parameters}"),
    ],
)
def test_what_is_not_certain_stays_open(told: str, claim: str) -> None:
    assert verdict(told, claim) not in ("proved", "refuted")


def test_a_description_is_understood_as_a_whole_or_not_at_all() -> None:
    net = described("4 inputs, hidden layers of widths 6 and 5, and 2 outputs")
    assert str(net.count().weights) == "64"
    with pytest.raises(UnreadError):
        described("4 inputs, a strange layer and 2 outputs")


def test_numbers_in_text() -> None:
    assert plain_text(r"\text{A Net with } 3\times4 \text{ Units}") == "a net with 3×4 units"
    assert [str(x) for x in expression("[3×4]+[4×2]=20")] == ["20", "20"]
    assert str(expression("n(m+1)")[0]) == "m·n + n"
    with pytest.raises(UnreadError):
        expression("n squared")
