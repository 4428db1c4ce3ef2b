"""Networks and layers in short forms, stacks of layers, and what they hold."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (
            r"",
            (
                r"\text{a model of the two dense layers } 10\to5 \text{ and } 5\to2 \text{ has "
                r"} 10\cdot5+5+5\cdot2+2=67 \text{ weights and biases}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a model of the two dense layers } 10\to5 \text{ and } 5\to2 \text{ has "
                r"} 60 \text{ weights and biases}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{a model with the dense layers } 4\to8,\ 8\to8 \text{ and } 8\to3 \text{ "
                r"has } 139 \text{ parameters}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{two features, hidden layers of } 5 \text{ and } 2 \text{ units, one "
                r"output: } 2\cdot5+5\cdot2+2\cdot1=22 \text{ weights}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{two features, hidden layers of } 5 \text{ and } 2 \text{ units, one "
                r"output: } 2\cdot5+5\cdot2+2=23 \text{ weights}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{with } 3 \text{ inputs, } 4 \text{ hidden units and } 2 \text{ outputs "
                r"there are } 20 \text{ weights}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{with } 3 \text{ inputs, } 4 \text{ hidden units and } 2 \text{ outputs "
                r"there are } 20 \text{ weights and biases}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{the network } [2,3,1] \text{ has } 2\cdot 3+3+3\cdot 1+1=13 \text{ "
                r"weights and biases}"
            ),
            "proved",
        ),
        (r"", r"\text{the network } [2,3,1] \text{ has } 12 \text{ weights and biases}", "refuted"),
        (
            r"",
            r"\text{a } [784,30,10] \text{ network has } 23{,}860 \text{ weights and biases}",
            "proved",
        ),
        (
            r"",
            (
                r"\text{softmax regression on } 784 \text{ inputs with } 10 \text{ classes has "
                r"} 784\cdot10+10=7{,}850 \text{ parameters}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{softmax regression with } d \text{ features and } K \text{ classes has "
                r"} K(d+1) \text{ parameters}"
            ),
            "proved",
        ),
        (
            r"",
            r"\text{logistic regression with } d \text{ features has } d+1 \text{ parameters}",
            "proved",
        ),
        (
            r"",
            r"\text{logistic regression with } 20 \text{ features has } 22 \text{ parameters}",
            "refuted",
        ),
        (
            r"",
            (
                r"\text{linear regression with } 3 \text{ features and an intercept has } 4 "
                r"\text{ parameters}"
            ),
            "proved",
        ),
        (r"", r"\text{Conv2d}(16,32,3) \text{ has } 4640 \text{ parameters}", "proved"),
        (r"", r"\text{Conv2d}(16,32,3) \text{ has } 4680 \text{ parameters}", "refuted"),
        (r"", r"\text{Linear}(784,100) \text{ has } 78{,}500 \text{ parameters}", "proved"),
        (r"", r"\text{Linear}(784,100) \text{ has } 78{,}401 \text{ parameters}", "refuted"),
        (r"", r"\text{nn.Linear}(10,5) \text{ has } 55 \text{ parameters}", "proved"),
        (
            r"",
            (
                r"\text{a } 5\times5 \text{ filter over } 3 \text{ channels has } 75 \text{ "
                r"weights and one bias}"
            ),
            "proved",
        ),
        (
            r"",
            r"\text{a } 3\times3 \text{ filter over } 64 \text{ channels has } 9 \text{ weights}",
            "refuted",
        ),
        (
            r"",
            (
                r"\text{a convolutional layer with } 32 \text{ filters of size } "
                r"3\times3\times16 \text{ has } 4{,}640 \text{ parameters}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a layer with } 4 \text{ input channels, } 8 \text{ output channels and "
                r"kernel size } 3\times3 \text{ has } 288 \text{ weights and } 8 \text{ biases}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a } 1\times1 \text{ convolution from } 64 \text{ to } 32 \text{ "
                r"channels has } 64 \text{ weights}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{a } 1\times1 \text{ convolution from } 64 \text{ to } 32 \text{ "
                r"channels without bias has } 2{,}048 \text{ parameters}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a depthwise } 3\times3 \text{ convolution on } 32 \text{ channels has } "
                r"288 \text{ weights}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a depthwise } 3\times3 \text{ convolution on } 32 \text{ channels has } "
                r"9216 \text{ weights}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{a grouped } 3\times3 \text{ convolution with } 4 \text{ groups from } "
                r"64 \text{ to } 64 \text{ channels has } 9{,}216 \text{ weights}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a depthwise separable } 3\times3 \text{ convolution from } 32 \text{ to "
                r"} 64 \text{ channels has } 288+2048=2336 \text{ weights}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a transposed convolution with } 8 \text{ input channels, } 4 \text{ "
                r"output channels and a } 3\times3 \text{ kernel has } 288 \text{ weights}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{three stacked } 3\times3 \text{ layers have fewer weights than one } "
                r"7\times7 \text{ layer}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{two stacked } 3\times3 \text{ convolutions with } C \text{ channels "
                r"have } 18C^2 \text{ weights}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{three } 3\times3 \text{ CONV layers with } C \text{ channels contain } "
                r"3\times(C\times(3\times3\times C))=27C^2 \text{ parameters}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{two stacked } 3\times3 \text{ convolutions with } C \text{ channels "
                r"have } 25C^2 \text{ weights}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{an LSTM with } 10 \text{ inputs and } 20 \text{ hidden units has } "
                r"4(10\cdot20+20^2+20)=2480 \text{ parameters}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{an LSTM with } 10 \text{ inputs and } 20 \text{ hidden units has } 620 "
                r"\text{ parameters}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{a GRU with } m \text{ inputs and } n \text{ hidden units has } "
                r"3(mn+n^2+n) \text{ parameters}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a vanilla RNN with input size } d \text{ and hidden size } h \text{ has "
                r"} dh+h^2+h \text{ parameters}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a vanilla RNN with input size } d \text{ and hidden size } h \text{ has "
                r"} dh+h \text{ parameters}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{an embedding table for } 10{,}000 \text{ words of dimension } 300 "
                r"\text{ has } 3{,}000{,}000 \text{ entries}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{an embedding layer with a vocabulary of } 5000 \text{ and dimension } "
                r"64 \text{ has } 32{,}000 \text{ parameters}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{batch normalization of } 64 \text{ channels has } 128 \text{ trainable "
                r"parameters}"
            ),
            "proved",
        ),
        (
            r"",
            r"\text{layer normalization of } d \text{ features has } 2d \text{ parameters}",
            "proved",
        ),
        (
            r"",
            (
                r"\text{batch normalization of } 64 \text{ channels has } 64 \text{ trainable "
                r"parameters}"
            ),
            "refuted",
        ),
        (r"", r"\text{a max-pooling layer has no parameters}", "proved"),
        (r"", r"\text{a } 2\times2 \text{ max-pooling layer has } 0 \text{ parameters}", "proved"),
        (r"", r"\text{a } 2\times2 \text{ max-pooling layer has } 4 \text{ weights}", "refuted"),
        (r"", r"\text{a dropout layer has no parameters}", "proved"),
        (
            r"",
            (
                r"\text{an autoencoder } 784\to32\to784 \text{ with biases has } 50{,}992 "
                r"\text{ parameters}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{944 users and 1635 movies with 50 factors each: } (944+1635)\cdot "
                r"50=128{,}950 \text{ parameters}"
            ),
            "proved",
        ),
        (
            r"",
            r"\text{a perceptron with } n \text{ inputs has } n \text{ weights and one bias}",
            "proved",
        ),
        (
            r"",
            r"\text{a single neuron with } n \text{ inputs has } n+1 \text{ parameters}",
            "proved",
        ),
        (
            r"",
            (
                r"\text{a neuron with } 3 \text{ inputs has } 3 \text{ weights and } 3 \text{ "
                r"biases}"
            ),
            "refuted",
        ),
    ],
)
def test_counts_of_layers_told_in_short(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (
            r"",
            (
                r"D \text{ features and } K \text{ hidden units without biases: } DK+K \text{ "
                r"parameters}"
            ),
        ),
        (
            r"",
            (
                r"\text{a dilated } 3\times3 \text{ convolution has as many weights as an "
                r"ordinary } 3\times3 \text{ convolution}"
            ),
        ),
        (
            r"",
            (
                r"\text{three stacked } 3\times3 \text{ layers have more weights than one } "
                r"7\times7 \text{ layer}"
            ),
        ),
        (
            r"",
            (
                r"\text{a bottleneck with } 1\times1,\ 3\times3 \text{ and } 1\times1 \text{ "
                r"convolutions } 256\to64\to64\to256 \text{ without biases has } 69{,}632 "
                r"\text{ weights}"
            ),
        ),
        (
            r"",
            (
                r"\text{an attention head with } d=512,\ d_k=d_v=64 \text{ has } "
                r"3\cdot512\cdot64=98{,}304 \text{ weights}"
            ),
        ),
        (
            r"",
            (
                r"\text{doubling the width of a hidden layer with } d \text{ inputs, } k \text{ "
                r"units and one output doubles the number of its weights}"
            ),
        ),
        (
            r"",
            (
                r"\text{removing the biases of a dense layer with } m \text{ outputs saves } m "
                r"\text{ parameters}"
            ),
        ),
        (
            r"",
            (
                r"\text{replacing a dense layer } 1000\to1000 \text{ by two of rank } 50 \text{ "
                r"leaves } 100{,}000 \text{ weights}"
            ),
        ),
        (r"", r"\text{a dense layer } 4\to3 \text{ has } 12 \text{ parameters}"),
        (r"", r"\text{a convolution with } 16 \text{ filters has } 160 \text{ parameters}"),
        (r"", r"\text{the network has } 22 \text{ weights}"),
        (r"", r"\text{two stacked } 3\times3 \text{ layers have } 18 \text{ weights}"),
        (
            r"",
            (
                r"\text{an LSTM with } 10 \text{ inputs and } 20 \text{ hidden units has } 2560 "
                r"\text{ parameters}"
            ),
        ),
        (
            r"",
            (
                r"\text{a recurrent network with 3 inputs, 4 hidden units and 2 outputs has 20 "
                r"weights}"
            ),
        ),
        (
            r"",
            (
                r"\text{a net with 3 inputs, 4 hidden units, 2 outputs and skip connections has "
                r"20 weights}"
            ),
        ),
    ],
)
def test_counts_of_layers_told_in_short_not_certain(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
