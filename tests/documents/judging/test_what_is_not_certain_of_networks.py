"""Networks and windows of which not all that is told is understood."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (
            (
                r"$$\text{A convolutional layer with } 16 \text{ filters of size } 3\times3 "
                r"\text{ on an RGB image of } 64\times64 \text{ pixels, stride } 1 \text{ and "
                r"padding } 1$$"
            ),
            r"\text{the layer has } 448 \text{ parameters}",
            "proved",
        ),
        (
            (
                r"$$\text{A convolutional layer with } 16 \text{ filters of size } 3\times3 "
                r"\text{ on an RGB image of } 64\times64 \text{ pixels, stride } 1 \text{ and "
                r"padding } 1$$"
            ),
            r"\text{the convolution has } 448 \text{ parameters}",
            "proved",
        ),
    ],
)
def test_what_is_not_certain_of_networks(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (
            (
                r"$$\text{A convolutional layer with } 16 \text{ filters of size } 3\times3 "
                r"\text{ on an RGB image of } 64\times64 \text{ pixels, stride } 1 \text{ and "
                r"padding } 1$$"
            ),
            r"\text{the network has } 5000 \text{ parameters}",
        ),
        (
            r"We study deep networks.",
            (
                r"\text{a ReLU network with one input and } n \text{ hidden units has at most } "
                r"n \text{ linear regions}"
            ),
        ),
        (
            (
                r"$$\text{a network with 3 inputs, 4 hidden units and 2 outputs}$$ $$\text{now "
                r"with 5 hidden units}$$"
            ),
            r"\text{the network has 32 parameters}",
        ),
        (
            (
                r"$$\text{a network with 3 inputs, 4 hidden units and 2 outputs}$$ $$\text{now "
                r"with 5 hidden units}$$"
            ),
            r"\text{the network has 16 parameters}",
        ),
        (
            (
                r"$$\text{a network with 3 inputs, 4 hidden units and 2 outputs}$$ "
                r"$$\text{another network with 7 inputs and 2 outputs}$$"
            ),
            r"\text{the network has 32 parameters}",
        ),
        (
            (
                r"$$\text{a network with 3 inputs, 4 hidden units and 2 outputs}$$ "
                r"$$\text{another network with 7 inputs and 2 outputs}$$"
            ),
            r"\text{the network has 16 parameters}",
        ),
        (
            (
                r"$$\text{a network with 3 inputs, 4 hidden units and 2 outputs whose biases "
                r"are fixed}$$"
            ),
            r"\text{the network has 26 parameters}",
        ),
        (
            (
                r"$$\text{a network with 3 inputs, 4 hidden units and 2 outputs whose biases "
                r"are fixed}$$"
            ),
            r"\text{the network has 20 parameters}",
        ),
        (
            (
                r"$$\text{a network with 3 inputs, 4 hidden units and 2 outputs; the output "
                r"unit has no bias}$$"
            ),
            r"\text{the network has 26 parameters}",
        ),
        (
            (
                r"$$\text{a network with 3 inputs, 4 hidden units and 2 outputs; the hidden "
                r"layer shares its weights}$$"
            ),
            r"\text{the network has 26 parameters}",
        ),
        (
            r"$$\text{a residual network with 3 inputs, 3 hidden units and 3 outputs}$$",
            r"\text{the network has 24 parameters}",
        ),
        (
            r"$$\text{a residual network with 3 inputs, 3 hidden units and 3 outputs}$$",
            r"\text{the network has 30 parameters}",
        ),
        (
            r"$$\text{a sparse network with 3 inputs, 4 hidden units and 2 outputs}$$",
            r"\text{the network has 19 parameters}",
        ),
        (
            r"$$\text{a sparse network with 3 inputs, 4 hidden units and 2 outputs}$$",
            r"\text{the network has 26 parameters}",
        ),
        (
            (
                r"$$\text{a network with 3 inputs, 4 hidden units and 2 outputs, of which half "
                r"the weights are pruned}$$"
            ),
            r"\text{the network has 26 parameters}",
        ),
        (
            r"$$\text{a network with 3 complex inputs, 4 hidden units and 2 outputs}$$",
            r"\text{the network has 26 parameters}",
        ),
        (
            r"$$\text{an MLP with 3 inputs, 4 maxout units and 2 outputs}$$",
            r"\text{the network has 26 parameters}",
        ),
        (
            (
                r"$$\text{an MLP with 3 inputs, 4 hidden units with two weights for each input "
                r"and 2 outputs}$$"
            ),
            r"\text{the network has 26 parameters}",
        ),
        (
            r"",
            (
                r"\text{the network with 3 inputs, 4 hidden units and 2 outputs has 26 or 20 "
                r"parameters}"
            ),
        ),
        (
            r"",
            (
                r"\text{a } 3\times3 \text{ filter on a } 10\times10 \text{ image with circular "
                r"padding gives } 8\times8"
            ),
        ),
        (
            r"",
            (
                r"\text{applying a } 3\times3 \text{ filter twice to a } 10\times10 \text{ "
                r"image gives a } 8\times8 \text{ feature map}"
            ),
        ),
        (
            r"",
            (
                r"\text{a strided } 3\times3 \text{ convolution maps } 10\times10 \text{ to } "
                r"8\times8"
            ),
        ),
        (r"", r"\text{two } 3\times3 \text{ convolutions map } 10\times10 \text{ to } 8\times8"),
        (
            r"",
            (
                r"\text{a causal } 3\times3 \text{ convolution maps } 10\times10 \text{ to } "
                r"8\times8"
            ),
        ),
        (
            r"",
            (
                r"\text{a } 3\times3 \text{ convolution and a } 2\times2 \text{ pooling map } "
                r"11\times11 \text{ to } 5\times5"
            ),
        ),
        (
            r"",
            (
                r"\text{a locally connected } 3\times3 \text{ layer with 8 filters has 80 "
                r"parameters}"
            ),
        ),
        (
            r"",
            (
                r"\text{an } m\times n \text{ matrix has } mn \text{ free parameters if it is "
                r"orthogonal}"
            ),
        ),
        (r"", r"\text{a quantized layer with 3 inputs and 2 outputs has 7 parameters}"),
        (
            r"",
            (
                r"\text{a Bayesian network with 3 inputs, 4 hidden units and 2 outputs has 27 "
                r"parameters}"
            ),
        ),
    ],
)
def test_what_is_not_certain_of_networks_not_certain(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
