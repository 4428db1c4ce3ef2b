"""Networks and layers that displays describe, and what is said of them."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (
            (
                r"$$\text{A fully connected network with } 784 \text{ inputs, two hidden layers "
                r"of } 128 \text{ and } 64 \text{ units and } 10 \text{ outputs; every layer "
                r"has a bias.}$$"
            ),
            r"\text{the first layer has } 784\cdot128+128=100{,}480 \text{ parameters}",
            "proved",
        ),
        (
            (
                r"$$\text{A fully connected network with } 784 \text{ inputs, two hidden layers "
                r"of } 128 \text{ and } 64 \text{ units and } 10 \text{ outputs; every layer "
                r"has a bias.}$$"
            ),
            r"\text{the network has } 109{,}386 \text{ parameters}",
            "proved",
        ),
        (
            (
                r"$$\text{A fully connected network with } 784 \text{ inputs, two hidden layers "
                r"of } 128 \text{ and } 64 \text{ units and } 10 \text{ outputs; every layer "
                r"has a bias.}$$"
            ),
            r"\text{the network has } 109{,}184 \text{ parameters}",
            "refuted",
        ),
        (
            (
                r"$$\text{A fully connected network with } 784 \text{ inputs, two hidden layers "
                r"of } 128 \text{ and } 64 \text{ units and } 10 \text{ outputs; every layer "
                r"has a bias.}$$"
            ),
            r"\text{the output layer has } 650 \text{ parameters}",
            "proved",
        ),
        (
            (
                r"$$\text{A fully connected network with } 784 \text{ inputs, two hidden layers "
                r"of } 128 \text{ and } 64 \text{ units and } 10 \text{ outputs; every layer "
                r"has a bias.}$$"
            ),
            r"\text{the second layer has } 8{,}192 \text{ parameters}",
            "refuted",
        ),
        (
            (
                r"$$\text{A fully connected network with } 784 \text{ inputs, two hidden layers "
                r"of } 128 \text{ and } 64 \text{ units and } 10 \text{ outputs; every layer "
                r"has a bias.}$$"
            ),
            r"\text{there are } 202 \text{ biases in the network}",
            "proved",
        ),
        (
            (
                r"$$\text{An MLP: } x\in\mathbb{R}^{20},\ "
                r"h=\mathrm{ReLU}(W_1x+b_1)\in\mathbb{R}^{50},\ y=W_2h+b_2\in\mathbb{R}^{3}$$"
            ),
            r"W_1 \text{ has } 1{,}000 \text{ entries}",
            "proved",
        ),
        (
            (
                r"$$\text{An MLP: } x\in\mathbb{R}^{20},\ "
                r"h=\mathrm{ReLU}(W_1x+b_1)\in\mathbb{R}^{50},\ y=W_2h+b_2\in\mathbb{R}^{3}$$"
            ),
            r"\text{the network has } 20\cdot50+50+50\cdot3+3=1{,}203 \text{ parameters}",
            "proved",
        ),
        (
            (
                r"$$\text{An MLP: } x\in\mathbb{R}^{20},\ "
                r"h=\mathrm{ReLU}(W_1x+b_1)\in\mathbb{R}^{50},\ y=W_2h+b_2\in\mathbb{R}^{3}$$"
            ),
            r"\text{the network has } 1{,}150 \text{ parameters}",
            "refuted",
        ),
        (
            (
                r"$$\text{An MLP: } x\in\mathbb{R}^{20},\ "
                r"h=\mathrm{ReLU}(W_1x+b_1)\in\mathbb{R}^{50},\ y=W_2h+b_2\in\mathbb{R}^{3}$$"
            ),
            r"W_2\in\mathbb{R}^{50\times3}",
            "refuted",
        ),
        (
            (
                r"$$\text{A convolutional layer with } 16 \text{ filters of size } 3\times3 "
                r"\text{ on an RGB image of } 64\times64 \text{ pixels, stride } 1 \text{ and "
                r"padding } 1$$"
            ),
            r"\text{each filter has } 27 \text{ weights}",
            "proved",
        ),
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
            r"\text{the layer has } 160 \text{ parameters}",
            "refuted",
        ),
        (
            (
                r"$$\text{A convolutional layer with } 16 \text{ filters of size } 3\times3 "
                r"\text{ on an RGB image of } 64\times64 \text{ pixels, stride } 1 \text{ and "
                r"padding } 1$$"
            ),
            r"\text{the output has shape } 16\times64\times64",
            "proved",
        ),
        (
            (
                r"$$\text{A convolutional layer with } 16 \text{ filters of size } 3\times3 "
                r"\text{ on an RGB image of } 64\times64 \text{ pixels, stride } 1 \text{ and "
                r"padding } 1$$"
            ),
            r"\text{the output has shape } 16\times62\times62",
            "refuted",
        ),
        (
            (
                r"$$\text{LeNet: input } 32\times32,\ \text{C1: } 6 \text{ filters } 5\times5,\ "
                r"\text{S2: } 2\times2 \text{ pooling},\ \text{C3: } 16 \text{ filters } "
                r"5\times5,\ \text{S4: } 2\times2 \text{ pooling}$$"
            ),
            r"\text{C1 has } 156 \text{ parameters}",
            "proved",
        ),
        (
            r"$$\text{An LSTM with input size } 50 \text{ and hidden size } 100$$",
            r"\text{the LSTM has } 4(50\cdot100+100^2+100)=60{,}400 \text{ parameters}",
            "proved",
        ),
        (
            r"$$\text{An LSTM with input size } 50 \text{ and hidden size } 100$$",
            r"\text{the LSTM has } 15{,}100 \text{ parameters}",
            "refuted",
        ),
        (
            r"$$X\in\mathbb{R}^{100\times5},\ w\in\mathbb{R}^5,\ y\in\mathbb{R}^{100}$$",
            r"X^TX \text{ is a } 5\times5 \text{ matrix}",
            "proved",
        ),
        (
            r"$$X\in\mathbb{R}^{100\times5},\ w\in\mathbb{R}^5,\ y\in\mathbb{R}^{100}$$",
            r"XX^T \text{ is a } 5\times5 \text{ matrix}",
            "refuted",
        ),
        (
            r"$$X\in\mathbb{R}^{100\times5},\ w\in\mathbb{R}^5,\ y\in\mathbb{R}^{100}$$",
            r"X^T(Xw-y)\in\mathbb{R}^5",
            "proved",
        ),
        (
            r"$$X\in\mathbb{R}^{100\times5},\ w\in\mathbb{R}^5,\ y\in\mathbb{R}^{100}$$",
            r"X(Xw-y) \text{ is defined}",
            "refuted",
        ),
        (
            r"$$f:\mathbb{R}^3\to\mathbb{R}^2$$",
            r"\text{the Jacobian of } f \text{ is a } 2\times3 \text{ matrix}",
            "proved",
        ),
        (
            r"$$f:\mathbb{R}^3\to\mathbb{R}^2$$",
            r"\text{the Jacobian of } f \text{ is a } 3\times3 \text{ matrix}",
            "refuted",
        ),
        (
            (
                r"$$y=Wx,\quad W\in\mathbb{R}^{T\times N},\ x\in\mathbb{R}^{N},\ "
                r"y\in\mathbb{R}^{T}$$"
            ),
            (
                r"\text{the Jacobian of } y \text{ with respect to the } NT \text{ weights has "
                r"shape } T\times NT"
            ),
            "proved",
        ),
        (
            (
                r"$$y=Wx,\quad W\in\mathbb{R}^{T\times N},\ x\in\mathbb{R}^{N},\ "
                r"y\in\mathbb{R}^{T}$$"
            ),
            r"\text{the Jacobian of } y \text{ with respect to } x \text{ has shape } T\times T",
            "refuted",
        ),
        (
            (
                r"$$y=Wx,\quad W\in\mathbb{R}^{T\times N},\ x\in\mathbb{R}^{N},\ "
                r"y\in\mathbb{R}^{T}$$"
            ),
            r"\text{the Jacobian of } y \text{ with respect to } x \text{ is } T\times N",
            "proved",
        ),
        (
            (
                r"$$\text{A CNN on } 28\times28 \text{ images: conv } 3\times3 \text{ with } 8 "
                r"\text{ filters, no padding; } 2\times2 \text{ max pooling; dense layer with } "
                r"10 \text{ outputs}$$"
            ),
            r"\text{after the convolution the size is } 26\times26\times8",
            "proved",
        ),
        (
            (
                r"$$\text{A CNN on } 28\times28 \text{ images: conv } 3\times3 \text{ with } 8 "
                r"\text{ filters, no padding; } 2\times2 \text{ max pooling; dense layer with } "
                r"10 \text{ outputs}$$"
            ),
            r"\text{after the pooling the size is } 13\times13\times8",
            "proved",
        ),
        (
            (
                r"$$\text{A CNN on } 28\times28 \text{ images: conv } 3\times3 \text{ with } 8 "
                r"\text{ filters, no padding; } 2\times2 \text{ max pooling; dense layer with } "
                r"10 \text{ outputs}$$"
            ),
            r"\text{the dense layer has } 13\cdot13\cdot8\cdot10+10=13{,}530 \text{ parameters}",
            "proved",
        ),
        (
            (
                r"$$\text{A transformer block with } d=512,\ h=8 \text{ heads and a "
                r"feed-forward layer of width } 2048$$"
            ),
            r"\text{each head has dimension } 512/8=64",
            "proved",
        ),
    ],
)
def test_networks_told_in_displays(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (
            (
                r"$$\text{An MLP: } x\in\mathbb{R}^{20},\ "
                r"h=\mathrm{ReLU}(W_1x+b_1)\in\mathbb{R}^{50},\ y=W_2h+b_2\in\mathbb{R}^{3}$$"
            ),
            r"W_2 \text{ is a } 3\times50 \text{ matrix}",
        ),
        (
            (
                r"$$\text{A convolutional layer with } 16 \text{ filters of size } 3\times3 "
                r"\text{ on an RGB image of } 64\times64 \text{ pixels, stride } 1 \text{ and "
                r"padding } 1$$"
            ),
            (
                r"\text{a fully connected layer between the same volumes would have } "
                r"12288\cdot65536 \text{ weights}"
            ),
        ),
        (
            (
                r"$$\text{LeNet: input } 32\times32,\ \text{C1: } 6 \text{ filters } 5\times5,\ "
                r"\text{S2: } 2\times2 \text{ pooling},\ \text{C3: } 16 \text{ filters } "
                r"5\times5,\ \text{S4: } 2\times2 \text{ pooling}$$"
            ),
            r"\text{the output of S2 has shape } 6\times14\times14",
        ),
        (
            (
                r"$$\text{LeNet: input } 32\times32,\ \text{C1: } 6 \text{ filters } 5\times5,\ "
                r"\text{S2: } 2\times2 \text{ pooling},\ \text{C3: } 16 \text{ filters } "
                r"5\times5,\ \text{S4: } 2\times2 \text{ pooling}$$"
            ),
            r"\text{S4 gives } 16\times5\times5=400 \text{ numbers}",
        ),
        (
            r"$$\text{An LSTM with input size } 50 \text{ and hidden size } 100$$",
            r"\text{each gate has } 15{,}100 \text{ parameters}",
        ),
        (
            (
                r"$$\text{A transformer block with } d=512,\ h=8 \text{ heads and a "
                r"feed-forward layer of width } 2048$$"
            ),
            r"W_Q,W_K,W_V,W_O \text{ together have } 4\cdot512^2=1{,}048{,}576 \text{ weights}",
        ),
        (
            (
                r"$$\text{A transformer block with } d=512,\ h=8 \text{ heads and a "
                r"feed-forward layer of width } 2048$$"
            ),
            (
                r"\text{the feed-forward layer has } 2\cdot512\cdot2048=2{,}097{,}152 \text{ "
                r"weights}"
            ),
        ),
        (
            (
                r"$$\text{A transformer block with } d=512,\ h=8 \text{ heads and a "
                r"feed-forward layer of width } 2048$$"
            ),
            r"\text{each head has dimension } 512",
        ),
        (
            r"$$\text{Vocabulary of } 10{,}000 \text{ words, embeddings of dimension } 300$$",
            r"\text{the embedding matrix has } 3{,}000{,}000 \text{ entries}",
        ),
        (
            r"$$\text{Vocabulary of } 10{,}000 \text{ words, embeddings of dimension } 300$$",
            r"\text{the embedding matrix has } 300{,}000 \text{ entries}",
        ),
        (
            r"$$\text{Vocabulary of } 10{,}000 \text{ words, embeddings of dimension } 300$$",
            r"\text{the embedding matrix is in } \mathbb{R}^{10000\times300}",
        ),
        (
            r"$$X\in\mathbb{R}^{100\times5},\ w\in\mathbb{R}^5,\ y\in\mathbb{R}^{100}$$",
            r"Xw-y \text{ has } 100 \text{ entries}",
        ),
        (
            r"$$X\in\mathbb{R}^{100\times5},\ w\in\mathbb{R}^5,\ y\in\mathbb{R}^{100}$$",
            r"\text{the Hessian } X^TX \text{ has } 25 \text{ entries}",
        ),
        (
            r"$$X\in\mathbb{R}^{100\times5},\ w\in\mathbb{R}^5,\ y\in\mathbb{R}^{100}$$",
            r"\text{the gradient of } \|Xw-y\|^2 \text{ has } 5 \text{ components}",
        ),
        (
            r"$$f:\mathbb{R}^3\to\mathbb{R}^2$$",
            r"\text{the Jacobian of } f \text{ has } 6 \text{ entries}",
        ),
    ],
)
def test_networks_told_in_displays_not_certain(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
