r"""Sentences beside a lesson or a network that change what comes out, and are not followed."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

LESSON = r"""
The unit has the output $y=1$ if $w_1x_1+w_2x_2+b>0$ and $y=0$ otherwise. The rule is
$w_i\leftarrow w_i+\eta(t-y)x_i$, $b\leftarrow b+\eta(t-y)$ with $\eta=1$. Initially $w=(0,0)$ and
$b=0$. The patterns are $(1,1)\to1$, $(1,0)\to0$, $(0,1)\to0$, $(0,0)\to0$.
"""
ZEROS = LESSON.replace(" and\n$b=0$", "")
NET = "Consider a network with 4 inputs, one hidden layer of 3 units and 2 outputs."
LAYERS = (
    r"The input is a $28\times28$ gray image. The first layer is a convolution with 6 filters of"
    r" size $5\times5$ and padding 2. The second is $2\times2$ average pooling with stride 2. The"
    r" third is a convolution with 16 filters of size $5\times5$ without padding."
)
PARAMETERS = r"\text{the network has } %d \text{ parameters}"


@pytest.mark.parametrize(
    "words",
    [
        "They are presented from last to first.",
        "They are visited in reverse order.",
        "Each pattern is presented twice in a row.",
        "The second pattern is skipped.",
        "The learning rate is halved after every pattern.",
        "Weights are clipped to $[-1,1]$.",
        "We begin with the third pattern.",
        "The bias is not trained.",
        "The bias is kept at $-0.5$.",
        "The order is $(0,0)$, $(0,1)$, $(1,0)$, $(1,1)$.",
        "The last two are held out for testing.",
        "We present them in the order 3, 1, 2, 4.",
        "All inputs are first multiplied by $2$.",
        "Let the initial bias be $1$.",
    ],
)
def test_words_that_may_change_a_lesson(words: str) -> None:
    for claim in (r"w=(0,1),\ b=0", r"w=(1,0),\ b=2"):
        found = last(f"{LESSON} {words}", rf"\text{{after the second pattern: }} {claim}")
        assert found not in ("proved", "refuted")


@pytest.mark.parametrize(
    "words",
    [
        "They are presented in this order.",
        "The perceptron goes through them in the order given above.",
        "All of them are shown in each epoch, and the weights are updated after each pattern.",
    ],
)
def test_words_that_do_not(words: str) -> None:
    claim = r"\text{after the second pattern: } w=(0,1)"
    assert last(f"{LESSON} {words}", claim) == "proved"


@pytest.mark.parametrize(
    "words",
    [
        "The inputs are also connected directly to the outputs.",
        "The hidden units feed back to themselves.",
        "Only the output layer is trained.",
        "Each hidden unit sees only two of the inputs.",
        "We use one common bias for the hidden layer.",
        "We then add a second hidden layer of 3 units.",
        "Its hidden layer has a batch normalization.",
        "Now take a hidden layer of 6 units instead.",
    ],
)
def test_words_that_may_change_a_network(words: str) -> None:
    claims = (PARAMETERS % 23, PARAMETERS % 19, r"\text{the network has } 18 \text{ weights}")
    both = r"\text{the network has } 18 \text{ weights and } 5 \text{ biases}"
    for claim in (*claims, both):
        assert last(f"{NET} {words}", claim) not in ("proved", "refuted")


@pytest.mark.parametrize(
    "words",
    ["Each unit has a bias.", "The units of a layer are not connected to each other."],
)
def test_words_that_do_not_change_it(words: str) -> None:
    assert last(f"{NET} {words}", PARAMETERS % 23) == "proved"


def test_layers_by_number_are_not_the_one_that_was_read() -> None:
    claim = r"\text{the %s layer has } %d \text{ parameters}"
    assert last(LAYERS, claim % ("first", 156)) == "proved"
    assert last(LAYERS, claim % ("third", 2416)) != "refuted"
    assert last(LAYERS, claim % ("third", 0)) != "proved"


@pytest.mark.parametrize("words", ["There are no biases.", "We ignore biases throughout."])
def test_layers_where_biases_are_left_out(words: str) -> None:
    lstm = r"\text{an LSTM with } 10 \text{ inputs and } 20 \text{ hidden units has } %d"
    dense = r"\text{a dense layer from } 100 \text{ to } 10 \text{ units has } %d"
    softmax = r"\text{a softmax classifier on } 4 \text{ features and } 3 \text{ classes has } 15"
    for claim in (lstm % 2400, lstm % 2480, dense % 1010, softmax):
        found = last(words, claim + r" \text{ parameters}")
        assert found not in ("proved", "refuted")


@pytest.mark.parametrize(
    "words",
    [
        "Only $V$ and $c$ are trained; the matrices $U$ and $W$ are random and fixed.",
        "The matrix $W$ is diagonal.",
        "The vectors $b$ and $c$ are zero.",
    ],
)
def test_formulas_whose_arrays_are_not_free(words: str) -> None:
    given = (
        r"$$h_t=\tanh(Ux_t+Wh_{t-1}+b),\quad o_t=Vh_t+c,\quad x_t\in\mathbb R^{10},"
        r"\ h_t\in\mathbb R^{20},\ o_t\in\mathbb R^{5}$$"
    )
    for number in (725, 700, 345, 105):
        assert last(f"{given}\n\n{words}", PARAMETERS % number) not in ("proved", "refuted")
    assert last(given, PARAMETERS % 725) == "proved"
