"""Counts and shapes beside the right ones, and off by a bias, a layer or a step."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (
            r"",
            r"\text{a } [3,5,2] \text{ network has } 37 \text{ parameters including biases}",
            "refuted",
        ),
        (
            r"",
            r"\text{the network } [3,5,2] \text{ has } 25 \text{ weights and } 8 \text{ biases}",
            "refuted",
        ),
        (
            r"",
            r"\text{the network } [3,5,2] \text{ has } 25 \text{ weights and } 7 \text{ biases}",
            "proved",
        ),
        (
            r"",
            (
                r"\text{two features, hidden layers of } 5 \text{ and } 2 \text{ units, one "
                r"output: } 22 \text{ weights and } 7 \text{ biases}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{two features, hidden layers of } 5 \text{ and } 2 \text{ units, one "
                r"output: } 22 \text{ weights and } 8 \text{ biases}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a convolution from } 3 \text{ to } 16 \text{ channels with } 3\times3 "
                r"\text{ kernels has } 144 \text{ weights}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{a } 3\times3 \text{ convolution from } 16 \text{ to } 32 \text{ "
                r"channels has } 4{,}608 \text{ weights and } 16 \text{ biases}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{a } 7\times7 \text{ filter fits a } 7\times7 \text{ image at } 0 \text{ "
                r"positions}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{a } 7\times7 \text{ filter fits a } 7\times7 \text{ image at } 1 \text{ "
                r"positions}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"3\times3 \text{ max pooling with stride } 1 \text{ maps } 10\times10 \text{ "
                r"to } 3\times3"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{a } 3\times3 \text{ convolution with dilation } 2 \text{ and no padding "
                r"maps } 10\times10 \text{ to } 8\times8"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{a } 3\times3 \text{ convolution with dilation } 2 \text{ and no padding "
                r"maps } 10\times10 \text{ to } 6\times6"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{flattening } 8 \text{ feature maps of size } 4\times4 \text{ gives a "
                r"vector of length } 64"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{the product of a } 2\times3 \text{ and a } 2\times3 \text{ matrix is } "
                r"2\times3"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{the product of a } 2\times3 \text{ and a } 2\times3 \text{ matrix is "
                r"undefined}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a row of length } 3 \text{ times a column of length } 3 \text{ is a } "
                r"3\times3 \text{ matrix}"
            ),
            "refuted",
        ),
        (
            r"",
            r"\text{a row of length } 3 \text{ times a column of length } 3 \text{ is a number}",
            "proved",
        ),
        (
            r"",
            r"\text{a quadratic polynomial in } 3 \text{ variables has } 9 \text{ coefficients}",
            "refuted",
        ),
        (
            r"",
            (
                r"\text{there are } n^3 \text{ monomials of degree } 3 \text{ in } n \text{ "
                r"variables}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{a one-vs-one classifier for } K \text{ classes trains } K(K+1)/2 \text{ "
                r"classifiers}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{with } 2000 \text{ examples and batches of } 50, \text{ one epoch has } "
                r"50 \text{ updates}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{a softmax classifier on } 4 \text{ features and } 3 \text{ classes has "
                r"} 13 \text{ parameters}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{an embedding of } 100 \text{ words of dimension } 16 \text{ has } 116 "
                r"\text{ parameters}"
            ),
            "refuted",
        ),
        (
            r"",
            r"\text{the shapes } (3,1) \text{ and } (1,4) \text{ broadcast to } (1,1)",
            "refuted",
        ),
        (
            r"",
            (
                r"\text{a stack of } 4 \text{ layers with } 3\times3 \text{ kernels has a "
                r"receptive field of } 12\times12"
            ),
            "refuted",
        ),
        (
            r"",
            r"\text{a perceptron with } 5 \text{ inputs and a bias has } 7 \text{ parameters}",
            "refuted",
        ),
        (
            r"",
            (
                r"\text{an } n\times n \text{ symmetric matrix has } \frac{n(n+1)}{2} \text{ "
                r"free parameters}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{an } n\times n \text{ symmetric matrix has } \frac{n(n-1)}{2} \text{ "
                r"free parameters}"
            ),
            "refuted",
        ),
        (
            r"##",
            (
                r"\text{the number of monomials of degree at most } d \text{ in } n \text{ "
                r"variables is } \binom{n+d}{d}"
            ),
            "proved",
        ),
        (
            r"##",
            (
                r"\text{the number of monomials of degree at most } d \text{ in } n \text{ "
                r"variables is } \binom{n+d}{n-1}"
            ),
            "refuted",
        ),
    ],
)
def test_counts_true_and_false(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (r"", r"\text{for } K \text{ classes a confusion matrix has } 2K \text{ entries}"),
    ],
)
def test_counts_true_and_false_not_certain(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
