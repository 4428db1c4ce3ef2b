r"""Numbers of parameters of layers that a display or a sentence describes by its filters."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last, worded

MAPS = (
    r"$$28\times28 \text{ input, } 5\times5 \text{ local receptive fields, stride } 1,\ "
    r"20 \text{ feature maps (one shared bias each), } 2\times2 \text{ max-pooling; }"
    r" \sigma(z)=\frac1{1+e^{-z}}$$"
)
FILTERS = (
    r"$$32\times32\times3 \text{ input},\ 10 \text{ filters of size } 5\times5,\ "
    r"\text{stride } 1,\ \text{padding } 2$$"
)
APPLIED = (
    r"A convolutional layer with 16 filters of size $3\times3$ is applied to an RGB image of"
    r" size $64\times64$."
)
FIRST = (
    r"The input image has size $28\times28$. The first layer has 6 feature maps with"
    r" $5\times5$ kernels, each with one bias."
)
ARROWS = r"$$784\to16\to16\to10 \text{ network, weights and biases};\quad C_0=(a-y)^2$$"
LISTED = r"$$\text{MLP with layers } 784,\ 128,\ 64,\ 10$$"
CNN = (
    r"$$\text{A CNN on } 28\times28 \text{ images: conv } 3\times3 \text{ with } 8"
    r" \text{ filters, no padding; } 2\times2 \text{ max pooling; dense layer with } 10"
    r" \text{ outputs}$$"
)
HIDDEN = r"An MLP $2\to100\to3$ with ReLU."


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (MAPS, r"the convolutional layer has $20\times26=520$ parameters", "proved"),
        (MAPS, r"the convolutional layer has $20\times25=500$ parameters", "refuted"),
        (MAPS, r"each feature map has $26$ parameters", "proved"),
        (MAPS, r"each feature map has $25$ weights and $1$ bias", "proved"),
        (MAPS, r"each filter has $27$ parameters", "refuted"),
        # so many it has on an image of three channels
        (MAPS, r"the convolutional layer has $1520$ parameters", "undecided"),
        (
            MAPS,
            (
                r"a second layer of $40$ maps over all $20$ pooled maps has $40\cdot(25+1)=1{,}040$"
                r" parameters"
            ),
            "refuted",
        ),
        (
            MAPS,
            (
                r"a second layer of $40$ maps over all $20$ pooled maps has"
                r" $40\cdot(20\cdot25+1)=20{,}040$ parameters"
            ),
            "proved",
        ),
        # so many it has with kernels of 3×3, or without biases
        (
            MAPS,
            r"a second layer of $40$ maps over all $20$ pooled maps has $7240$ parameters",
            None,
        ),
        (
            MAPS,
            (
                r"a second layer of $40$ maps over the $20$ maps with $3\times3$ kernels has $7240$"
                r" parameters"
            ),
            "proved",
        ),
        # as in LeNet-5, whose maps are connected with some of the maps before them
        (
            MAPS,
            r"a second layer of $16$ maps over the $20$ maps has $1516$ parameters",
            "undecided",
        ),
        (FILTERS, r"the layer has $10\cdot(75+1)=760$ parameters", "proved"),
        (FILTERS, r"the layer has $10\cdot(25+1)=260$ parameters", "refuted"),
        (FILTERS, r"the output volume is $32\times32\times10$", "proved"),
        (FILTERS, r"each filter has $5\cdot5\cdot3+1=76$ parameters", "proved"),
        (FILTERS, r"number of parameters $=760$", "proved"),
        (FILTERS, r"number of parameters $=770$", "refuted"),
        (APPLIED, r"the layer has $16\cdot(3\cdot3\cdot3+1)=448$ parameters", "proved"),
        (APPLIED, r"the layer has $16\cdot(3\cdot3+1)=160$ parameters", "refuted"),
        (APPLIED, r"a single filter has $28$ parameters", "proved"),
        # without biases, perhaps
        (APPLIED, r"a single filter has $27$ parameters", "undecided"),
        (FIRST, r"the first layer has $6\cdot(5\cdot5+1)=156$ trainable parameters", "proved"),
        (FIRST, r"the first layer has $150$ weights and $6$ biases", "proved"),
        (FIRST, r"the first layer has $150$ weights and $5$ biases", "refuted"),
        (
            ARROWS,
            r"the network has $784\times16+16\times16+16\times10+16+16+10=13{,}002$ parameters",
            "proved",
        ),
        (ARROWS, r"the network has $12{,}960$ parameters", "refuted"),
        (ARROWS, r"there are $12{,}960$ weights and $42$ biases", "proved"),
        (LISTED, r"the first layer has $784\cdot128+128=100{,}480$ parameters", "proved"),
        (LISTED, r"the second layer has $8256$ parameters", "proved"),
        (LISTED, r"the second layer has $8192$ parameters", "undecided"),
        (LISTED, r"the second layer has $8200$ parameters", "refuted"),
        (
            HIDDEN,
            r"the net with $100$ hidden ReLU units has $2\cdot100+100+100\cdot3+3=603$ parameters",
            "proved",
        ),
        (CNN, r"the convolution has $8\cdot9+8=80$ parameters", "proved"),
        (CNN, r"the convolution has $72$ parameters", "undecided"),
        (CNN, r"the convolution has $72$ parameters with biases", "refuted"),
        (CNN, r"the convolution has $152$ parameters with biases", "undecided"),
        (HIDDEN, r"it has $603$ parameters", "proved"),
        # another net than that which is known
        (HIDDEN, r"the net with $50$ hidden ReLU units has $303$ parameters", None),
        # nothing is known of the filters
        (r"The input image has size $28\times28$.", r"each filter has $26$ parameters", None),
    ],
)
def test_told_filters(given: str, claim: str, verdict: str | None) -> None:
    assert last("# A\n\n" + given, worded(claim)) == verdict


def test_colours_make_the_number_of_channels_uncertain() -> None:
    given = "# A\n\nColour images come in other channels.\n\n" + MAPS
    claim = worded(r"the convolutional layer has $20\times25=500$ parameters")
    assert last(given, claim) is None
