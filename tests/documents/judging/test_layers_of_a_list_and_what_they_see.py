"""Layers in a list, and the sizes that follow each other, what a layer sees, flattened outputs."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (
            (
                r"$$\text{mini-batch of } 20 \text{ images } 28\times28;\ \text{layer0: } 20 "
                r"\text{ filters } 5\times5,\ \text{pooling } 2\times2;\ \text{layer1: } 50 "
                r"\text{ filters } 5\times5,\ \text{pooling } 2\times2;\ \text{layer2: fully "
                r"connected, } 500 \text{ units; filters only where they fit inside the "
                r"image}$$"
            ),
            r"\text{the output of layer1 has shape } (20,50,4,4)",
            "proved",
        ),
        (
            (
                r"$$\text{mini-batch of } 20 \text{ images } 28\times28;\ \text{layer0: } 20 "
                r"\text{ filters } 5\times5,\ \text{pooling } 2\times2;\ \text{layer1: } 50 "
                r"\text{ filters } 5\times5,\ \text{pooling } 2\times2;\ \text{layer2: fully "
                r"connected, } 500 \text{ units; filters only where they fit inside the "
                r"image}$$"
            ),
            r"\text{the output of layer0 has shape } (20,20,24,24)",
            "refuted",
        ),
        (
            (
                r"$$\text{mini-batch of } 20 \text{ images } 28\times28;\ \text{layer0: } 20 "
                r"\text{ filters } 5\times5,\ \text{pooling } 2\times2;\ \text{layer1: } 50 "
                r"\text{ filters } 5\times5,\ \text{pooling } 2\times2;\ \text{layer2: fully "
                r"connected, } 500 \text{ units; filters only where they fit inside the "
                r"image}$$"
            ),
            r"\text{layer0 has } 520 \text{ parameters including biases}",
            "proved",
        ),
        (
            (
                r"$$\text{mini-batch of } 20 \text{ images } 28\times28;\ \text{layer0: } 20 "
                r"\text{ filters } 5\times5,\ \text{pooling } 2\times2;\ \text{layer1: } 50 "
                r"\text{ filters } 5\times5,\ \text{pooling } 2\times2;\ \text{layer2: fully "
                r"connected, } 500 \text{ units; filters only where they fit inside the "
                r"image}$$"
            ),
            r"\text{layer1 has } 20\cdot50\cdot25+50=25{,}050 \text{ weights and biases}",
            "proved",
        ),
        (
            (
                r"$$\text{mini-batch of } 20 \text{ images } 28\times28;\ \text{layer0: } 20 "
                r"\text{ filters } 5\times5,\ \text{pooling } 2\times2;\ \text{layer1: } 50 "
                r"\text{ filters } 5\times5,\ \text{pooling } 2\times2;\ \text{layer2: fully "
                r"connected, } 500 \text{ units; filters only where they fit inside the "
                r"image}$$"
            ),
            r"\text{layer1 has } 1{,}300 \text{ weights and biases}",
            "refuted",
        ),
        (
            (
                r"$$\text{mini-batch of } 20 \text{ images } 28\times28;\ \text{layer0: } 20 "
                r"\text{ filters } 5\times5,\ \text{pooling } 2\times2;\ \text{layer1: } 50 "
                r"\text{ filters } 5\times5,\ \text{pooling } 2\times2;\ \text{layer2: fully "
                r"connected, } 500 \text{ units; filters only where they fit inside the "
                r"image}$$"
            ),
            (
                r"\text{flattening the output of layer1 gives a matrix of shape } "
                r"(20,32\cdot4\cdot4)=(20,512)"
            ),
            "refuted",
        ),
        (
            (
                r"$$\text{mini-batch of } 20 \text{ images } 28\times28;\ \text{layer0: } 20 "
                r"\text{ filters } 5\times5,\ \text{pooling } 2\times2;\ \text{layer1: } 50 "
                r"\text{ filters } 5\times5,\ \text{pooling } 2\times2;\ \text{layer2: fully "
                r"connected, } 500 \text{ units; filters only where they fit inside the "
                r"image}$$"
            ),
            (
                r"\text{flattening the output of layer1 gives a matrix of shape } "
                r"(20,50\cdot4\cdot4)=(20,800)"
            ),
            "proved",
        ),
        (
            (
                r"$$\text{mini-batch of } 20 \text{ images } 28\times28;\ \text{layer0: } 20 "
                r"\text{ filters } 5\times5,\ \text{pooling } 2\times2;\ \text{layer1: } 50 "
                r"\text{ filters } 5\times5,\ \text{pooling } 2\times2;\ \text{layer2: fully "
                r"connected, } 500 \text{ units; filters only where they fit inside the "
                r"image}$$"
            ),
            r"\text{the feature maps have the sizes } 28\to24\to12\to8\to4",
            "proved",
        ),
        (
            (
                r"$$\text{mini-batch of } 20 \text{ images } 28\times28;\ \text{layer0: } 20 "
                r"\text{ filters } 5\times5,\ \text{pooling } 2\times2;\ \text{layer1: } 50 "
                r"\text{ filters } 5\times5,\ \text{pooling } 2\times2;\ \text{layer2: fully "
                r"connected, } 500 \text{ units; filters only where they fit inside the "
                r"image}$$"
            ),
            r"\text{the feature maps have the sizes } 28\to24\to12\to10\to5",
            "refuted",
        ),
        (
            (
                r"$$\text{mini-batch of } 20 \text{ images } 28\times28;\ \text{layer0: } 20 "
                r"\text{ filters } 5\times5,\ \text{pooling } 2\times2;\ \text{layer1: } 50 "
                r"\text{ filters } 5\times5,\ \text{pooling } 2\times2;\ \text{layer2: fully "
                r"connected, } 500 \text{ units; filters only where they fit inside the "
                r"image}$$"
            ),
            r"\text{layer2 sees } 800 \text{ values}",
            "proved",
        ),
        (
            (
                r"$$\text{mini-batch of } 20 \text{ images } 28\times28;\ \text{layer0: } 20 "
                r"\text{ filters } 5\times5,\ \text{pooling } 2\times2;\ \text{layer1: } 50 "
                r"\text{ filters } 5\times5,\ \text{pooling } 2\times2;\ \text{layer2: fully "
                r"connected, } 500 \text{ units; filters only where they fit inside the "
                r"image}$$"
            ),
            r"\text{layer2 sees } 50 \text{ values}",
            "refuted",
        ),
        (
            (
                r"$$\text{input } 1\times28\times28;\ \text{conv1: } 1\to10,\ 5\times5;\ "
                r"\text{max-pool } 2;\ \text{conv2: } 10\to20,\ 5\times5;\ \text{max-pool } 2;\ "
                r"\text{fc1: } 320\to50;\ \text{fc2: } 50\to10;\quad \text{stride } 1,\ "
                r"\text{no padding, every layer with bias}$$"
            ),
            (
                r"\text{the feature maps have the sizes } 28\to24\to12\to8\to4, \text{ so that "
                r"fc1 sees } 20\cdot4\cdot4=320 \text{ values}"
            ),
            "proved",
        ),
        (
            (
                r"$$\text{input } 1\times28\times28;\ \text{conv1: } 1\to10,\ 5\times5;\ "
                r"\text{max-pool } 2;\ \text{conv2: } 10\to20,\ 5\times5;\ \text{max-pool } 2;\ "
                r"\text{fc1: } 320\to50;\ \text{fc2: } 50\to10;\quad \text{stride } 1,\ "
                r"\text{no padding, every layer with bias}$$"
            ),
            (
                r"\text{the feature maps have the sizes } 28\to24\to12\to8\to4, \text{ so that "
                r"fc1 sees } 20\cdot4=80 \text{ values}"
            ),
            "refuted",
        ),
        (
            (
                r"$$\text{input } 1\times28\times28;\ \text{conv1: } 1\to10,\ 5\times5;\ "
                r"\text{max-pool } 2;\ \text{conv2: } 10\to20,\ 5\times5;\ \text{max-pool } 2;\ "
                r"\text{fc1: } 320\to50;\ \text{fc2: } 50\to10;\quad \text{stride } 1,\ "
                r"\text{no padding, every layer with bias}$$"
            ),
            (
                r"\text{the feature maps have the sizes } 28\to26\to13\to11\to5, \text{ so that "
                r"fc1 sees } 20\cdot4\cdot4=320 \text{ values}"
            ),
            "refuted",
        ),
    ],
)
def test_layers_of_a_list_and_what_they_see(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (
            (
                r"$$\text{input } 1\times28\times28;\ \text{conv1: } 1\to10,\ 5\times5;\ "
                r"\text{max-pool } 2;\ \text{conv2: } 10\to20,\ 5\times5;\ \text{max-pool } 2;\ "
                r"\text{fc1: } 320\to50;\ \text{fc2: } 50\to10;\quad \text{stride } 1,\ "
                r"\text{no padding, every layer with bias}$$"
            ),
            r"\text{the feature maps have the sizes } 28\to24\to8\to4",
        ),
    ],
)
def test_layers_of_a_list_and_what_they_see_not_certain(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
