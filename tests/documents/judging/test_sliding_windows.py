"""Windows that slide, in sentences of their own: what comes out of them, and what they see."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last, worded


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"a $5\times5$ window with stride $1$ over a $12\times12$ space gives $8\times8$",
         "proved"),
        (r"a $5\times5$ window with stride $1$ over a $12\times12$ space gives $7\times7$",
         "refuted"),
        (r"a $5\times5$ window with stride $1$ over a $12\times12$ space gives $12\times12$", None),
        (r"a $5\times5$ window over a $12\times12$ space gives $4\times4$", None),
        (r"without padding, a $2\times2$ kernel over a $3\times4$ input gives a $2\times3$ output",
         "proved"),
        (r"without padding, a $2\times2$ kernel over a $3\times4$ input gives a $3\times4$ output",
         "refuted"),
        (r"sliding a $5\times5$ window over a $28\times28$ image gives a $24\times24$ feature map",
         "proved"),
        (r"a $7\times7$ input with a $3\times3$ filter and stride $2$ gives a $3\times3$ output",
         "proved"),
        (r"a $7\times7$ input with a $3\times3$ filter and stride $2$ gives a $2\times2$ output",
         "refuted"),
        (r"ten $5\times5$ layers reduce $240\times240$ pixels to $200\times200$", "proved"),
        ((r"ten $5\times5$ layers without padding, with stride $1$, reduce $240\times240$ pixels to"
         r" $190\times190$"), "refuted"),
        ((r"a $3\times3$ kernel with padding $1$ and stride $2$ on a $32\times32$ image yields"
         r" $16\times16$"), "proved"),
        ((r"a $3\times3$ kernel with padding $1$ and stride $2$ on a $32\times32$ image yields"
         r" $15\times15$"), "refuted"),
    ],
)  # fmt: skip
def test_outputs(claim: str, found: str | None) -> None:
    """Where no padding is said, an output that is larger may come from it."""
    assert last("", worded(claim)) in (found, found or "undecided")


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"three $3\times3$ layers have a $7\times7$ receptive field", "proved"),
        (r"three $3\times3$ layers have a $5\times5$ receptive field", "refuted"),
        (r"three $3\times3$ layers have a $9\times9$ receptive field", None),
        (r"three stacked $3\times3$ CONV layers of stride $1$ see a $9\times9$ patch of the input",
         "refuted"),
        (r"three stacked $3\times3$ CONV layers of stride $1$ see a $7\times7$ patch of the input",
         "proved"),
        ((r"two $3\times3$ convolutional layers have the same receptive field as one $5\times5$"
         r" layer"),
         "proved"),
        ((r"two $3\times3$ layers with stride $1$ have the same receptive field as one $7\times7$"
         r" layer"), "refuted"),
    ],
)  # fmt: skip
def test_what_they_see(claim: str, found: str | None) -> None:
    """With strides they see more, so that more is false only with steps of one."""
    assert last("", worded(claim)) == found


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"a $3\times3$ layer from $3$ to $64$ channels with biases has $1792$ parameters",
         "proved"),
        ((r"a $3\times3$ layer from $3$ to $64$ channels with biases has"
         r" $3\cdot3\cdot3\cdot64=1728$ parameters"), "refuted"),
        (r"a $3\times3$ layer with $3$ neurons has $1792$ parameters", None),
    ],
)  # fmt: skip
def test_layers_of_channels(claim: str, found: str | None) -> None:
    """A layer between channels is a convolution."""
    assert last("", worded(claim)) == found


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"\text{number of parameters}=C_i\cdot C_o\cdot K\cdot K+C_o", "proved"),
        (r"\text{number of parameters}=C_i\cdot C_o\cdot K\cdot K+1 \text{ for all } C_i,C_o,K",
         "refuted"),
        (r"C_i=3,\ C_o=96,\ K=11:\ 34{,}944 \text{ parameters}", "proved"),
        (r"C_i=3,\ C_o=96,\ K=11:\ 34{,}945 \text{ parameters}", "refuted"),
    ],
)  # fmt: skip
def test_layers_with_kernels(claim: str, found: str) -> None:
    """A layer with channels and kernels slides, also without a word for that."""
    given = worded(
        r"2D layer with $C_i$ input channels, $C_o$ output channels and $K\times K$ kernels"
    )
    assert last(f"$${given}$$", claim) == found


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"two $3\times3$ filters on a $5\times5$ image give a $3\times3$ output", "proved"),
        (r"two $3\times3$ layers on a $5\times5$ image give a $1\times1$ output", "proved"),
        (r"two $3\times3$ convolutions on a $5\times5$ image give a $3\times3$ output", None),
        (r"two $3\times3$ filters see a $3\times3$ patch", None),
        (r"two $3\times3$ convolutions see a $3\times3$ patch", None),
        (r"two $3\times3$ convolutions see a $5\times5$ patch", "proved"),
        (r"two stacked $3\times3$ filters see a $3\times3$ patch", "refuted"),
    ],
)
def test_side_by_side(claim: str, found: str | None) -> None:
    """Several filters work side by side, layers one after the other, convolutions either way."""
    assert last("", worded(claim)) == found
