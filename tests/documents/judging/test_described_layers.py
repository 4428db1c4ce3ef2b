r"""Counts of weights and biases: of layers that a display describes, and of units in formulas."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

LAYERS = (
    r"$$\text{convolution with } M \text{ filters of size } r\times r \text{ on } D"
    r" \text{ channels, one bias per filter};\quad \text{fully connected layer, } n"
    r" \text{ inputs, } m \text{ outputs, one bias per output}$$"
)
BARE = (
    r"$$\text{convolution with } M \text{ filters of size } r\times r \text{ on } D"
    r" \text{ channels}$$"
)
UNREAD = LAYERS + "\n\n" + r"$$\text{a second convolution with } 7 \text{ purple filters}$$"
UNITS = (
    r"$$u=S(x_1+x_2+0.5),\quad v=S(x_1+x_2-1.5),\quad z=S(0.7u-0.4v-1),\quad"
    r" S(t)=\begin{cases}1&\text{if } t\geq0\\-1&\text{if } t<0\end{cases}$$"
)
WEIGHTS = r"$$y=\tanh(w_1x_1+w_2x_2+w_3x_3+b)$$"
MATRIX = r"$$W\in\mathbb{R}^{10\times3073},\quad V\in\mathbb{R}^{p\times q}$$"

DECIDED = [
    (LAYERS, r"\text{number of parameters of the convolution}=(Dr^2+1)M", "proved"),
    (LAYERS, r"\text{number of parameters of the convolution}=Mr^2+M \text{ for all } D",
     "refuted"),
    (LAYERS, r"\text{the number of weights of the convolution layer is } MDr^2", "proved"),
    (LAYERS, r"\text{the fully connected layer has } (n+1)m \text{ parameters}", "proved"),
    (LAYERS, r"\text{the fully connected layer has } nm \text{ parameters}", "refuted"),
    (LAYERS, r"D=3,\ r=3,\ M=64:\ 1728 \text{ parameters with the biases}", "refuted"),
    (LAYERS, r"D=3,\ r=3,\ M=64:\ 1792 \text{ parameters with the biases}", "proved"),
    (LAYERS, r"D=3,\ r=3,\ M=64:\ 1728 \text{ parameters without biases}", "proved"),
    (LAYERS, r"n=3,\ m=2:\ 8 \text{ parameters}", "proved"),
    (BARE, r"D=3,\ r=3,\ M=64:\ 1790 \text{ parameters}", "refuted"),
    (UNITS, r"\text{number of weights and biases}=2\cdot2+2+2+1=9", "proved"),
    (UNITS, r"\text{number of weights}=2\cdot2+2=6", "proved"),
    (UNITS, r"\text{number of weights and biases}=8", "refuted"),
    (UNITS, r"\text{the network has } 9 \text{ parameters}", "proved"),
    (UNITS, r"\text{the number of biases is } 2", "refuted"),
    (WEIGHTS, r"\text{number of weights and biases}=3+1=4", "proved"),
    (MATRIX, r"\text{number of entries of } W=10\times3073=30{,}730", "proved"),
    (MATRIX, r"\text{the number of entries of } W \text{ is } 30740", "refuted"),
    (MATRIX, r"\text{number of entries of } V=pq", "proved"),
]  # fmt: skip

OPEN = [
    # Whether biases are counted is not said.
    (BARE, r"D=3,\ r=3,\ M=64:\ 1728 \text{ parameters}"),
    # Another layer may be meant, or a size has another value.
    (UNREAD, r"\text{number of parameters of the convolution}=(Dr^2+2)M"),
    (LAYERS, r"\text{number of parameters of the first layer}=Mr^2"),
    (LAYERS + " Here $D=1$.", r"\text{number of parameters of the convolution}=Mr^2+M"),
    (LAYERS.replace("D", "a"), r"\text{number of parameters of the convolution}=(r^2+1)M"),
    # What is not written may be 0, and some weights may be the same.
    (UNITS.replace("+0.5", ""), r"\text{number of weights and biases}=9"),
    (UNITS.replace("S(x_1+x_2+0.5)", "S(x_1+0.5)"), r"\text{number of weights}=6"),
    ("A net with 3 hidden units." + UNITS, r"\text{number of weights and biases}=8"),
    (UNITS + " Then a 2-4-1 net.", r"\text{number of weights and biases}=17"),
    (UNITS + " The weights are tied.", r"\text{number of weights and biases}=8"),
    (r"$$y=\tanh(w_1x_1+w_1x_2+b)$$", r"\text{number of weights and biases}=4"),
    (r"For vectors: $$y=\tanh(wx+b)$$", r"\text{number of weights and biases}=3"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "claim", "wanted"), DECIDED)
def test_weights_and_biases_are_counted(given: str, claim: str, wanted: str) -> None:
    assert last(given, claim) == wanted


@pytest.mark.parametrize(("given", "claim"), OPEN)
def test_what_may_be_counted_otherwise_stays_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
