"""Sentences about described networks, about gates that nothing computes, and about roots."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.model import Entry
from symnn.documents.source import Source
from tests.documents.judging.verdicts import last

DEFINITIONS = r"""
$$\text{shallow net, } m \text{ inputs, } D \text{ hidden ReLU units, one output};
\quad \text{deep net, } K \text{ layers of } D \text{ units}$$

$$\text{perceptron } y=\begin{cases}0&\text{if } w\cdot x+b\leq0\\1&\text{if } w\cdot x+b>0
\end{cases},\quad w=(2,2),\ b=-1$$

$$f(t)=\tanh(2t),\quad g(t)=\frac t2,\quad c(t)=t^3-t,\quad s(t)=t^2+1$$
"""

TRUE = [
    r"\text{a layer of } 5 \text{ neurons with } 3 \text{ inputs has } 20 \text{ parameters}",
    r"\text{no linear function } ax+by+c \text{ agrees with XOR}",
    r"\text{a feed-forward block } 8\to16\to8 \text{ has } 280 \text{ parameters}",
    r"\text{there are } 2^{2^2}=16 \text{ Boolean functions of two variables}",
    (
        r"\text{there are } 16 \text{ Boolean functions of two variables, of which } 14 \text{ "
        r"are linearly separable}"
    ),
    (
        r"\text{exactly } 104 \text{ of the } 256 \text{ Boolean functions of three variables "
        r"are linearly separable}"
    ),
    (
        r"\text{multiplying all weights and biases by } a>0 \text{ leaves the output of every "
        r"perceptron unchanged}"
    ),
    r"\text{two equal weights add up: } 2-1-1=0",
    r"\text{number of parameters}=mD+2D+1",
    r"\text{number of parameters}=mD+2D+1 \text{ for all } m,D",
    r"m=2,\ D=3:\ 13 \text{ parameters}",
    r"m=1,\ K=5,\ D=10:\ 471 \text{ parameters}",
    (
        r"\text{a layer with } 64 \text{ inputs and } 28 \text{ outputs has } 1{,}820 \text{ "
        r"parameters}"
    ),
    r"\text{a 784-30-10 network has } 23{,}860 \text{ parameters}",
    r"\text{a network with layer sizes } 3,4,2 \text{ has } 26 \text{ parameters}",
    (
        r"\text{a network with 3 inputs, two hidden layers of 4 units and 2 outputs has } 46 "
        r"\text{ parameters}"
    ),
    (
        r"\text{a dense layer from } p \text{ inputs to } q \text{ outputs has } q(p+1) \text{ "
        r"parameters}"
    ),
    (
        r"\text{a } 3\times3 \text{ convolution from } 16 \text{ to } 32 \text{ channels has } "
        r"4640 \text{ parameters}"
    ),
    (
        r"\text{a } 3\times3 \text{ convolution from } 16 \text{ to } 32 \text{ channels "
        r"without bias has } 4608 \text{ parameters}"
    ),
    (
        r"\text{an LSTM layer with } 10 \text{ inputs and } 20 \text{ hidden units has } 2480 "
        r"\text{ parameters}"
    ),
    r"\text{three stacked } 3\times3 \text{ convolutions have a receptive field of } 7\times7",
    r"\text{a } 3\times3 \text{ convolution with padding } 1 \text{ preserves the spatial size}",
    r"\text{a } 5\times5 \text{ convolution maps } 32\times32 \text{ inputs to } 28\times28",
    (
        r"\text{a } 5\times5 \text{ convolution with stride } 2 \text{ and padding } 1 \text{ "
        r"maps } 28\times28 \text{ inputs to } 13\times13"
    ),
    r"\text{the perceptron computes OR}",
    r"w=(1,1),\ b=-1:\ \text{the perceptron computes AND}",
    r"\text{no } w_1,w_2,b \text{ make the perceptron compute XOR}",
    r"\text{no perceptron computes } x_1\oplus x_2",
    r"\text{no threshold unit can compute XNOR}",
    r"c \text{ has exactly three real roots}",
    r"\text{the roots of } c \text{ are } -1, 0 \text{ and } 1",
    r"s \text{ has no real roots}",
    r"0 \text{ is the only fixed point of } g",
    r"0 \text{ is a stable fixed point of } g",
    r"0 \text{ is an unstable fixed point of } f",
    r"f \text{ has at least three fixed points}",
    r"t^2-4 \text{ has two real roots}",
]

FALSE = [
    r"\text{there are } 256 \text{ Boolean functions of two variables}",
    (
        r"\text{there are } 16 \text{ Boolean functions of two variables, of which } 15 \text{ "
        r"are linearly separable}"
    ),
    r"\text{multiplying all weights and biases by } a\ne0 \text{ leaves the output unchanged}",
    (
        r"\text{the nonzero singular values of } A \text{ equal the nonzero eigenvalues of } "
        r"A^\top A \text{ for all } A"
    ),
    r"\text{the rank of } A \text{ is } 2 \text{ for every invertible matrix } A",
    r"\text{the margin is } \frac{1}{2}=\frac13",
    r"\text{number of parameters}=mD+D+2",
    r"m=2,\ D=3:\ 12 \text{ weights and biases}",
    r"m=1,\ K=5,\ D=10:\ 470 \text{ parameters}",
    r"\text{a 784-30-10 network has } 23{,}870 \text{ parameters}",
    (
        r"\text{a dense layer from } p \text{ inputs to } q \text{ outputs has } p(q+1) \text{ "
        r"parameters}"
    ),
    r"\text{three stacked } 3\times3 \text{ convolutions have a receptive field of } 9\times9",
    r"\text{a } 5\times5 \text{ convolution with padding } 1 \text{ preserves the spatial size}",
    r"\text{a } 5\times5 \text{ convolution maps } 32\times32 \text{ inputs to } 27\times27",
    r"\text{the perceptron computes AND}",
    r"\text{no } w_1,w_2,b \text{ make the perceptron compute AND}",
    r"\text{no perceptron computes NAND}",
    r"c \text{ has exactly two real roots}",
    r"\text{the roots of } c \text{ are } 0 \text{ and } 1",
    r"s \text{ has two real roots}",
    r"0 \text{ is the only fixed point of } f",
    r"0 \text{ is a stable fixed point of } f",
    r"0 \text{ is an unstable fixed point of } g",
]

OPEN = [
    r"\text{the margin is } \frac12=0.5",
    r"\text{the trace of } A \text{ is the sum of the eigenvalues of } A \text{ for all } A",
    r"\text{the rank of } A \text{ is at most } 7 \text{ for every matrix } A",
    r"12 \text{ parameters}",
    r"\text{the transformer has } 65 \text{ parameters}",
    r"\text{a network with } 3 \text{ inputs and some hidden units has } 46 \text{ parameters}",
    r"\text{a layer with } 64 \text{ inputs and } 28 \text{ outputs has } 1792 \text{ parameters}",
    r"\text{a network with 2 outputs has } 46 \text{ parameters}",
    r"f \text{ has at most seven fixed points}",
]


def sentence(text: str) -> list[Entry]:
    """The entries of a sentence below the definitions."""
    source = Source("a.md", f"{DEFINITIONS}\n\n$${text}$$\n", "markdown")
    last = DEFINITIONS.count("\n") + 1
    return [entry for entry in judge(source) if entry.line > last]


@pytest.mark.parametrize("text", TRUE)
def test_a_true_sentence_is_proved(text: str) -> None:
    """Values beside it are definitions."""
    verdicts = {entry.verdict for entry in sentence(text)}
    assert verdicts in ({"proved"}, {"proved", None}), sentence(text)


@pytest.mark.parametrize("text", FALSE)
def test_a_false_sentence_is_refuted(text: str) -> None:
    """Values beside it are definitions."""
    assert "refuted" in {entry.verdict for entry in sentence(text)}, sentence(text)


@pytest.mark.parametrize("text", OPEN)
def test_what_is_not_settled_is_not_judged(text: str) -> None:
    """Which net, which sizes, whether biases count."""
    assert not {"proved", "refuted"} & {entry.verdict for entry in sentence(text)}, sentence(text)


@pytest.mark.parametrize(
    ("layer", "right", "wrong"),
    [
        ("an embedding table of 10000 words of dimension 128", 1280000, 128000),
        ("an embedding layer with a vocabulary of 500 words and dimension 8", 4000, 4008),
        ("an embedding layer with vocabulary size 50 and dimension 8", 400, 408),
    ],
)
def test_parameters_of_an_embedding(layer: str, right: int, wrong: int) -> None:
    assert last("", rf"\text{{{layer} has {right} parameters}}") == "proved"
    assert last("", rf"\text{{{layer} has {wrong} parameters}}") == "refuted"
