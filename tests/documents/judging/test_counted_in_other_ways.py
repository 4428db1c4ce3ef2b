"""Counts of which there are others, and networks of which more is told."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (
            r"",
            (
                r"\text{a } 3\times3 \text{ convolution with stride } 2 \text{ and same padding "
                r"maps } 224\times224 \text{ to } 112\times111"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{three stacked } 3\times3 \text{ layers have more parameters than one } "
                r"5\times5 \text{ layer}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{the Hessian of a loss with } n \text{ parameters has } n(n+1)/2 \text{ "
                r"distinct entries}"
            ),
            "proved",
        ),
        (r"", r"\text{a complete graph on } 4 \text{ nodes has } 12 \text{ edges}", "refuted"),
        (r"", r"\text{three lines cut the plane into at most 8 regions}", "proved"),
        (
            (
                r"$$x=(1,2),\ W=\begin{bmatrix}1&2\\3&4\end{bmatrix},\ h=Wx,\ "
                r"V=\begin{bmatrix}1&0\end{bmatrix},\ y=VWh$$"
            ),
            r"\text{the network has } 10 \text{ parameters}",
            "refuted",
        ),
        (
            (
                r"$$\text{An RNN with } 3 \text{ inputs, } 4 \text{ hidden units and } 2 \text{ "
                r"outputs}$$"
            ),
            r"\text{the network has } 42 \text{ parameters}",
            "proved",
        ),
    ],
)
def test_what_may_be_counted_in_other_ways(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (
            r"",
            (
                r"\text{a convolutional layer with 3 input channels, 8 output channels and "
                r"kernel size 5 has 120 weights}"
            ),
        ),
        (
            r"",
            (
                r"\text{a convolutional layer with 3 input channels, 8 output channels and "
                r"kernel size 5 has 600 weights}"
            ),
        ),
        (
            r"",
            (
                r"\text{a depthwise } 3\times3 \text{ convolution on } 32 \text{ channels with "
                r"multiplier 2 has } 576 \text{ weights}"
            ),
        ),
        (r"", r"\text{a dense layer with 10 inputs and 5 outputs has 50 parameters}"),
        (r"", r"\text{a perceptron with 3 inputs has 3 parameters}"),
        (r"", r"\text{a neuron with } n \text{ inputs has } n \text{ parameters}"),
        (r"", r"\text{linear regression with 3 features has 3 parameters}"),
        (r"", r"\text{logistic regression with } d \text{ features has } d \text{ parameters}"),
        (
            r"",
            (
                r"\text{softmax regression on } 784 \text{ inputs with } 10 \text{ classes has "
                r"} 7840 \text{ parameters}"
            ),
        ),
        (
            r"",
            (
                r"\text{softmax regression on } d \text{ inputs with } K \text{ classes has } "
                r"(K-1)(d+1) \text{ parameters}"
            ),
        ),
        (r"", r"\text{a } [2,3,1] \text{ network has } 9 \text{ parameters}"),
        (r"", r"\text{the network } 784\to100\to10 \text{ has } 79{,}400 \text{ parameters}"),
        (
            r"",
            (
                r"\text{two } 3\times3 \text{ layers have as many weights as one } 5\times5 "
                r"\text{ layer}"
            ),
        ),
        (
            r"",
            (
                r"\text{a Hessian of a function of } n \text{ variables has } n(n+1)/2 \text{ "
                r"entries}"
            ),
        ),
        (r"", r"\text{a perfect binary tree of depth } 3 \text{ has } 4 \text{ leaves}"),
        (r"", r"\text{there are } 6 \text{ ways to choose } 2 \text{ of } 3 \text{ units}"),
        (r"", r"\text{5-fold cross-validation over 3 values trains 16 models}"),
        (
            r"",
            (
                r"\text{with } 1050 \text{ examples and a batch size of } 100, \text{ one epoch "
                r"has } 10 \text{ steps}"
            ),
        ),
        (r"", r"\text{dropout on a layer of 3 neurons chooses among 7 subnetworks}"),
        (r"", r"\text{one-hot encoding of } 5 \text{ categories gives vectors of length } 4"),
        (
            r"",
            (
                r"\text{the convolution of sequences of lengths } 5 \text{ and } 3 \text{ has "
                r"length } 5"
            ),
        ),
        (
            r"",
            (
                r"\text{the convolution of sequences of lengths } 5 \text{ and } 3 \text{ has "
                r"length } 3"
            ),
        ),
        (
            r"",
            (
                r"\text{the Jacobian of a function from } \mathbb{R}^n \text{ to } \mathbb{R}^m "
                r"\text{ is an } n\times m \text{ matrix}"
            ),
        ),
        (
            r"",
            (
                r"\text{global average pooling of a } 7\times7\times7 \text{ volume gives } 49 "
                r"\text{ numbers}"
            ),
        ),
        (
            r"",
            (
                r"\text{the product of an } m\times n \text{ and a } k\times l \text{ matrix is "
                r"} m\times l"
            ),
        ),
        (r"", r"\text{a } 2\times3 \text{ matrix times a } n\times4 \text{ matrix is } 2\times4"),
        (r"", r"\text{an 8-bit integer has 255 values}"),
        (
            r"",
            (
                r"\text{a } 5\times5 \text{ filter fits a } 28\times28 \text{ image at } "
                r"28\times28 \text{ positions with padding}"
            ),
        ),
        (r"", r"\text{for } n=3 \text{ there are } 7 \text{ nonzero bit strings}"),
        (r"", r"\text{a max pooling layer has 2 hyperparameters}"),
        (r"", r"\text{average pooling with learned scale has } 2 \text{ parameters}"),
        (
            r"",
            (
                r"\text{a polynomial of degree } 2 \text{ in } n \text{ variables has } n^2 "
                r"\text{ quadratic coefficients}"
            ),
        ),
        (
            r"",
            r"\text{two networks with 3 inputs, 4 hidden units and 2 outputs have 52 parameters}",
        ),
        (
            r"",
            (
                r"\text{an ensemble of a network with 3 inputs, 4 hidden units and 2 outputs "
                r"has 52 parameters}"
            ),
        ),
        (
            r"",
            (
                r"\text{a siamese network with 3 inputs, 4 hidden units and 2 outputs has 26 "
                r"parameters}"
            ),
        ),
        (
            r"",
            (
                r"\text{a network with 3 inputs, 4 hidden units and 2 outputs has 26 parameters "
                r"per expert}"
            ),
        ),
        (r"", r"\text{a low-rank dense layer with 10 inputs and 10 outputs has 40 weights}"),
        (
            r"",
            (
                r"\text{a convolution from 3 to 8 channels with } 5\times5 \text{ kernels and "
                r"shared channels has } 200 \text{ weights}"
            ),
        ),
        (r"", r"\text{a maxout layer with 10 inputs and 5 outputs has 100 weights}"),
        (r"", r"\text{a } 1\times1 \text{ convolution has as many weights as a dense layer}"),
        (
            r"",
            (
                r"\text{a ReLU network with one input and } 3 \text{ hidden units has at least "
                r"4 linear regions}"
            ),
        ),
        (
            r"",
            (
                r"\text{a ReLU network with one input and } 3 \text{ hidden units has at most 5 "
                r"linear regions}"
            ),
        ),
        (
            r"",
            (
                r"\text{a ReLU network with two inputs and } 3 \text{ hidden units has at most "
                r"4 linear regions}"
            ),
        ),
        (r"", r"\text{three lines cut the plane into 6 regions}"),
        (r"", r"\text{three lines can cut the plane into 6 pieces}"),
        (r"", r"\text{a distribution over 3 binary variables needs 8 parameters}"),
        (r"", r"\text{naive Bayes with 3 binary features and two classes needs 8 parameters}"),
        (
            r"$$A=\begin{bmatrix}1&2\\3&4\\5&6\end{bmatrix}$$",
            (
                r"\text{since } A \text{ is } 2\times3 \text{ and } B \text{ is } 3\times4, "
                r"\text{ the product } AB \text{ is a } 2\times4 \text{ matrix}"
            ),
        ),
        (
            r"$$A=\begin{bmatrix}1&2\\3&4\\5&6\end{bmatrix}$$",
            r"2\times2 \text{ max pooling of } A \text{ gives } \begin{bmatrix}4\\6\end{bmatrix}",
        ),
        (
            (
                r"Consider a net with tied weights. $$\text{An autoencoder with } 4 \text{ "
                r"inputs, } 2 \text{ hidden units and } 4 \text{ outputs}$$"
            ),
            r"\text{the network has } 22 \text{ parameters}",
        ),
        (
            (
                r"Consider a net with tied weights. $$\text{An autoencoder with } 4 \text{ "
                r"inputs, } 2 \text{ hidden units and } 4 \text{ outputs}$$"
            ),
            r"\text{the network has } 14 \text{ parameters}",
        ),
        (
            (
                r"$$\text{An RNN with } 3 \text{ inputs, } 4 \text{ hidden units and } 2 \text{ "
                r"outputs}$$"
            ),
            r"\text{the network has } 26 \text{ parameters}",
        ),
        (
            (
                r"$$\text{An RNN with } 3 \text{ inputs, } 4 \text{ hidden units and } 2 \text{ "
                r"outputs}$$"
            ),
            r"\text{the network has } 20 \text{ weights}",
        ),
        (
            (
                r"$$\text{parameters } \theta=(W,b),\ W\in\mathbb{R}^{3\times2},\ "
                r"b\in\mathbb{R}^3,\ W \text{ diagonal}$$"
            ),
            r"\text{there are } 9 \text{ free parameters}",
        ),
        (
            (
                r"$$\text{parameters } (W,b),\ W\in\mathbb{R}^{3\times3} \text{ symmetric},\ "
                r"b\in\mathbb{R}^3$$"
            ),
            r"\text{number of free parameters}=9",
        ),
        (
            (
                r"$$\text{parameters } (W,b),\ W\in\mathbb{R}^{3\times3} \text{ symmetric},\ "
                r"b\in\mathbb{R}^3$$"
            ),
            r"\text{number of free parameters}=12",
        ),
        (
            (
                r"$$\text{input } 28\times28;\ \text{conv1: } 8 \text{ filters } 3\times3;\ "
                r"\text{pool1: } 2\times2;\ \text{fc1: } 10 \text{ units}$$"
            ),
            r"\text{the feature maps have the sizes } 28\to26\to13",
        ),
        (
            (
                r"$$\text{input } 28\times28;\ \text{conv1: } 8 \text{ filters } 3\times3;\ "
                r"\text{pool1: } 2\times2;\ \text{fc1: } 10 \text{ units}$$"
            ),
            r"\text{fc1 sees } 1352 \text{ values}",
        ),
        (
            (
                r"$$\text{input } 28\times28;\ \text{conv1: } 8 \text{ filters } 3\times3;\ "
                r"\text{pool1: } 2\times2;\ \text{fc1: } 10 \text{ units}$$"
            ),
            r"\text{fc1 sees } 1568 \text{ values}",
        ),
        (
            (
                r"$$\text{An RNN with } 3 \text{ inputs, } 4 \text{ hidden units and } 2 \text{ "
                r"outputs}$$"
            ),
            r"\text{the network has } 32 \text{ parameters}",
        ),
    ],
)
def test_what_may_be_counted_in_other_ways_not_certain(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
