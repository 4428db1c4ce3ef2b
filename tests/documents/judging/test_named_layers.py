"""Layers with names in a list, and what is said of their shapes and numbers."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

IN_SIGNS = (
    r"$$\text{input } 32\times32\times3;\quad \text{CONV1: } f=5,\ s=1,\ p=0,\ 8 \text{ filters;"
    r" POOL1: } f=2,\ s=2;\quad \text{CONV2: } f=5,\ s=1,\ p=0,\ 16 \text{ filters; POOL2: }"
    r" f=2,\ s=2;\quad \text{FC3: } 120 \text{ units; FC4: } 84 \text{ units; Softmax: } 10"
    r" \text{ units};\quad \text{a filter spans all input channels; one bias per filter and per"
    r" unit}$$"
)
IN_WORDS = (
    "(Input 28x28x1; Conv1 with 6 filters of size 5x5, no padding and stride 1; Pool1 halves"
    " height and width; then FC1 with 100 units and softmax with 10 units. Each filter and each"
    " unit has one bias.)"
)
SENTENCES = (
    r"The net takes an input of $3\times64\times64$. CONV1 has 16 filters of size $3\times3$ with"
    r" padding 1. POOL1 is $2\times2$ max pooling with stride 2. FC2 has 10 units."
)
UNPADDED = "Input 32x32x3; CONV1: 4 filters of size 3x3; POOL1: 2x2; FC2: 10 units."


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (IN_SIGNS, r"\text{CONV1 has } (5*5*3+1)*8=608 \text{ parameters}", "proved"),
        (IN_SIGNS, r"\text{CONV1 has } (5*5+1)*8=208 \text{ parameters}", "refuted"),
        (IN_SIGNS, r"\text{CONV2 has } 416 \text{ parameters}", "refuted"),
        (IN_SIGNS, r"\text{CONV2 has } 3{,}216 \text{ trainable parameters}", "proved"),
        (IN_SIGNS, r"\text{POOL2 has } 0 \text{ parameters}", "proved"),
        (IN_SIGNS, r"\text{FC3 has } 400*120+1=48{,}001 \text{ parameters}", "refuted"),
        (IN_SIGNS, r"\text{FC4 has } 120*84+84=10{,}164 \text{ parameters}", "proved"),
        (IN_SIGNS, r"\text{Softmax has } 850 \text{ parameters}", "proved"),
        (IN_SIGNS, r"\text{Softmax has } 841 \text{ parameters}", "refuted"),
        (
            IN_SIGNS,
            r"\text{CONV1 has activation shape } (28,28,8) \text{ and activation size } 6{,}272",
            "proved",
        ),
        (
            IN_SIGNS,
            r"\text{CONV1 has activation shape } (28,28,8) \text{ and activation size } 6{,}172",
            "refuted",
        ),
        (IN_SIGNS, r"\text{POOL2 has activation shape } (6,6,16)", "refuted"),
        (IN_SIGNS, r"\text{POOL2 has activation size } 400", "proved"),
        (IN_WORDS, r"\text{Conv1 has } 156 \text{ parameters}", "proved"),
        (
            IN_WORDS,
            r"\text{FC1, which sees } 864 \text{ numbers, has } 86{,}500 \text{ parameters}",
            "proved",
        ),
        (IN_WORDS, r"\text{FC1 has } 86{,}400 \text{ parameters}", "refuted"),
        (SENTENCES, r"\text{CONV1 has } 448 \text{ parameters}", "proved"),
        (SENTENCES, r"\text{CONV1 has } 464 \text{ parameters}", "refuted"),
        (SENTENCES, r"\text{POOL1 has activation shape } (16,32,32)", "proved"),
        (SENTENCES, r"\text{FC2 has } 163{,}850 \text{ parameters}", "proved"),
        (UNPADDED, r"\text{CONV1 has } 112 \text{ parameters}", "proved"),
        (UNPADDED, r"\text{CONV1 has } 113 \text{ parameters}", "refuted"),
    ],
)
def test_what_a_layer_holds_and_makes(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (SENTENCES, r"\text{CONV1 has } 432 \text{ parameters}"),  # its weights
        (UNPADDED, r"\text{FC2 has } 9{,}010 \text{ parameters}"),  # padded or not
        (UNPADDED, r"\text{CONV1 has activation shape } (30,30,4)"),
        (IN_WORDS.replace("halves", "shrinks"), r"\text{FC1 has } 1 \text{ parameters}"),
        (
            IN_WORDS + " Conv1 with 3 filters of size 3x3.",
            r"\text{Conv1 has } 1 \text{ parameters}",
        ),
        (IN_WORDS + " All layers share weights.", r"\text{Conv1 has } 1 \text{ parameters}"),
        (IN_WORDS + " Max pooling comes last.", r"\text{FC1 has } 1 \text{ parameters}"),
        (IN_WORDS + " Another input 8x8x3.", r"\text{Conv1 has } 1 \text{ parameters}"),
        (IN_WORDS, r"\text{Conv2 has } 1 \text{ parameters}"),
        (IN_WORDS, r"\text{FC1, which sees } 8 \text{ numbers, has } 86{,}500 \text{ parameters}"),
        (IN_WORDS.replace("28x28x1", "28x14x7"), r"\text{Conv1 has } 1 \text{ parameters}"),
    ],
)
def test_what_is_not_certain_of_a_list(given: str, claim: str) -> None:
    assert last(given, claim) in (None, "undecided")


ARROWS = (
    r"$$\text{input } 1\times28\times28;\ \text{conv1: } 1\to10,\ 5\times5;\ \text{max-pool } 2;\ "
    r"\text{conv2: } 10\to20,\ 5\times5;\ \text{max-pool } 2;\ \text{fc1: } 320\to50;\ "
    r"\text{fc2: } 50\to10;\quad \text{stride } 1,\ \text{no padding, every layer with bias}$$"
)
MISFIT = ARROWS.replace("320", "400")
PLAIN = (
    "Input 3x30x30; conv1: 3 -> 8, 3x3; 2x2 max pooling; conv2: 8 -> 16, 3x3; 2x2 average pooling;"
    " fc1: 576 -> 10. No padding."
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (ARROWS, r"\text{conv1 has } 1\cdot10\cdot5^2+10=260 \text{ parameters}", "proved"),
        (ARROWS, r"\text{conv2 has } 10\cdot20\cdot5^2=5{,}000 \text{ parameters}", "refuted"),
        (ARROWS, r"\text{fc2 has } 50\cdot10=500 \text{ parameters}", "refuted"),
        (ARROWS, r"\text{fc1 has } 320\cdot50+50=16{,}050 \text{ parameters}", "proved"),
        (ARROWS, r"\text{the network has } 21{,}840 \text{ weights and biases}", "proved"),
        (ARROWS, r"\text{the network has } 21{,}760 \text{ parameters}", "refuted"),
        (ARROWS, r"\text{the output of conv2 has shape } 20\times8\times8", "proved"),
        (ARROWS, r"\text{the output of conv2 has shape } 20\times10\times8", "refuted"),
        (
            ARROWS,
            (
                r"\text{the output of conv2 has shape } 20\times8\times8"
                r" \text{ and after max-pooling } 20\times4\times4"
            ),
            "proved",
        ),
        (
            ARROWS,
            (
                r"\text{the output of conv2 has shape } 20\times8\times8"
                r" \text{ and after max-pooling } 20\times8\times4"
            ),
            "refuted",
        ),
        (MISFIT, r"\text{fc1 has } 400\cdot50+50=20{,}050 \text{ parameters}", None),
        (MISFIT, r"\text{the network has } 25{,}840 \text{ parameters}", None),
        (PLAIN, r"\text{conv1 has } 224 \text{ parameters}", "proved"),
        (PLAIN, r"\text{conv1 has } 216 \text{ parameters}", "undecided"),
        (PLAIN, r"\text{the model has } 7162 \text{ parameters including biases}", "proved"),
        (PLAIN, r"\text{the model has } 7161 \text{ parameters including biases}", "refuted"),
    ],
)
def test_arrows_between_channels_and_pooling_without_a_name(
    given: str, claim: str, verdict: str | None
) -> None:
    assert last(given, claim) == verdict
