"""Numbers of things by counting rules, such as monomials, classifiers, updates and regions."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (
            r"",
            (
                r"\text{a polynomial of degree } 3 \text{ in } 10 \text{ variables has } 286 "
                r"\text{ coefficients}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a polynomial of order } M \text{ in one variable has } M+1 \text{ "
                r"coefficients}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a polynomial of degree } 2 \text{ in } 3 \text{ variables has } 9 "
                r"\text{ coefficients}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{a quadratic polynomial in } d \text{ variables has } (d+1)(d+2)/2 "
                r"\text{ coefficients}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{there are } \binom{d+2}{2} \text{ monomials of degree at most } 2 "
                r"\text{ in } d \text{ variables}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{there are } 10 \text{ monomials of degree } 3 \text{ in } 3 \text{ "
                r"variables}"
            ),
            "proved",
        ),
        (
            r"",
            r"\text{there are } 9 \text{ monomials of degree } 3 \text{ in } 3 \text{ variables}",
            "refuted",
        ),
        (
            r"",
            r"\text{there are } 2^{2^n} \text{ Boolean functions of } n \text{ variables}",
            "proved",
        ),
        (
            r"",
            r"\text{there are } 2^{2n} \text{ Boolean functions of } n \text{ variables}",
            "refuted",
        ),
        (r"", r"\text{there are } 16 \text{ Boolean functions of two inputs}", "proved"),
        (
            r"",
            r"\text{there are } 2^{2^3}=256 \text{ Boolean functions of three variables}",
            "proved",
        ),
        (r"", r"\text{the number of Boolean functions of } n \text{ inputs is } 2^{2^n}", "proved"),
        (r"", r"\text{the number of Boolean functions of } 3 \text{ inputs is } 64", "refuted"),
        (
            r"",
            (
                r"\text{a one-versus-one classifier for } K=5 \text{ classes needs } "
                r"K(K-1)/2=10 \text{ discriminant functions}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a one-versus-the-rest classifier for } 5 \text{ classes needs } 10 "
                r"\text{ classifiers}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{one-vs-one classification of } K \text{ classes trains } "
                r"\frac{K(K-1)}{2} \text{ classifiers}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a symmetric } n\times n \text{ matrix has } n(n+1)/2 \text{ independent "
                r"entries}"
            ),
            "proved",
        ),
        (
            r"",
            r"\text{a symmetric } 4\times4 \text{ matrix has } 10 \text{ independent elements}",
            "proved",
        ),
        (
            r"",
            r"\text{a symmetric } 4\times4 \text{ matrix has } 8 \text{ independent elements}",
            "refuted",
        ),
        (
            r"",
            (
                r"\text{a Boolean distribution over } n \text{ binary features has } 2^n-1 "
                r"\text{ free parameters}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{the joint distribution of } n \text{ binary variables needs } 2^n-1 "
                r"\text{ parameters}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{the joint distribution of } n \text{ binary variables needs } 2^n "
                r"\text{ free parameters}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{naive Bayes with } n \text{ binary features and two classes needs } "
                r"2n+1 \text{ parameters}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{with } 50{,}000 \text{ training images, mini-batch size } 10 \text{ and "
                r"} 30 \text{ epochs the weights are updated } 150{,}000 \text{ times}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{with } 1000 \text{ examples and a batch size of } 10, \text{ one epoch "
                r"takes } 10 \text{ updates}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{with } 60{,}000 \text{ examples and batches of } 100, \text{ one epoch "
                r"has } 600 \text{ steps}"
            ),
            "proved",
        ),
        (r"", r"60{,}000 \text{ images make } 938 \text{ batches of at most } 64", "proved"),
        (r"", r"60{,}000 \text{ images make } 937 \text{ batches of at most } 64", "refuted"),
        (
            r"",
            (
                r"\text{dropout on a layer of } n \text{ neurons chooses among } 2^n \text{ "
                r"subnetworks}"
            ),
            "proved",
        ),
        (
            r"",
            r"\text{dropout on a layer of 10 neurons chooses among } 1000 \text{ subnetworks}",
            "refuted",
        ),
        (
            r"",
            (
                r"\text{a network with } M \text{ hidden tanh units has } 2^MM! \text{ "
                r"equivalent weight vectors}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{the causal mask sets } \frac{N(N-1)}{2} \text{ entries of the } N\times "
                r"N \text{ matrix to } -\infty"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{the causal mask sets } \frac{N(N+1)}{2} \text{ entries of the } N\times "
                r"N \text{ matrix to } -\infty"
            ),
            "refuted",
        ),
        (r"", r"\text{a complete graph on } 6 \text{ vertices has } 15 \text{ edges}", "proved"),
        (
            r"",
            (
                r"\text{a fully connected layer between } 5 \text{ and } 4 \text{ neurons has } "
                r"20 \text{ connections}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{an } m\times n \text{ matrix times an } n\times p \text{ matrix takes } "
                r"mnp \text{ multiplications}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{multiplying a } 2\times3 \text{ by a } 3\times4 \text{ matrix takes } "
                r"18 \text{ multiplications}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{the product of a } 3\times4 \text{ and a } 4\times5 \text{ matrix needs "
                r"} 60 \text{ multiplications}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a matrix-vector product with an } m\times n \text{ matrix takes } mn "
                r"\text{ multiplications and } m(n-1) \text{ additions}"
            ),
            "proved",
        ),
        (
            r"",
            r"\text{the truth table of a function of } 4 \text{ bits has } 16 \text{ rows}",
            "proved",
        ),
        (r"", r"n \text{ points can be labelled in } 2^n \text{ ways}", "proved"),
        (r"", r"4 \text{ points can be labelled in } 8 \text{ ways}", "refuted"),
        (
            r"",
            r"\text{a perfect binary tree of depth } 3 \text{ has } 16 \text{ leaves}",
            "refuted",
        ),
        (
            r"",
            (
                r"\text{there are } \binom{10}{3}=120 \text{ ways to choose } 3 \text{ of } 10 "
                r"\text{ features}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a grid with } 5 \text{ values for each of } 3 \text{ hyperparameters "
                r"has } 125 \text{ points}"
            ),
            "proved",
        ),
        (
            r"",
            r"10\text{-fold cross-validation over } 5 \text{ values trains } 50 \text{ models}",
            "proved",
        ),
        (
            r"",
            (
                r"\text{leave-one-out cross-validation on } n \text{ points trains } n \text{ "
                r"models}"
            ),
            "proved",
        ),
        (r"", r"\text{there are } n! \text{ permutations of } n \text{ hidden units}", "proved"),
        (
            r"",
            r"\text{a Hessian of a network with } W \text{ weights has } W^2 \text{ entries}",
            "proved",
        ),
        (
            r"",
            r"\text{one-hot encoding of } 5 \text{ categories gives vectors of length } 5",
            "proved",
        ),
        (
            r"",
            (
                r"n \text{ lines in general position cut the plane into } 1+n+\binom n2 \text{ "
                r"regions}"
            ),
            "proved",
        ),
        (r"", r"\text{three lines in the plane can cut it into } 8 \text{ pieces}", "refuted"),
        (
            r"",
            r"\text{three lines in general position cut the plane into } 7 \text{ regions}",
            "proved",
        ),
        (
            r"",
            (
                r"\text{a ReLU network with one input and } n \text{ hidden units has at most } "
                r"n+1 \text{ linear regions}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{with one input and } 3 \text{ hidden ReLU units there are at most } 3 "
                r"\text{ linear pieces}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{the cube } \{0,1\}^n \text{ has } 2^n \text{ vertices and } n2^{n-1} "
                r"\text{ edges}"
            ),
            "proved",
        ),
        (
            r"",
            r"\text{the cube } \{0,1\}^3 \text{ has } 8 \text{ vertices and } 16 \text{ edges}",
            "refuted",
        ),
        (
            r"",
            r"\text{the DNF of the parity of } n \text{ bits has } 2^{n-1} \text{ terms}",
            "proved",
        ),
        (r"", r"\text{a } 28\times28 \text{ image has } 784 \text{ pixels}", "proved"),
        (r"", r"\text{a } 32\times32\times3 \text{ image has } 1024 \text{ numbers}", "refuted"),
        (r"", r"\text{an } m\times n \text{ matrix has } mn \text{ entries}", "proved"),
        (r"", r"\text{10 points have 45 pairwise distances}", "proved"),
        (
            r"",
            (
                r"\text{the causal mask sets } \frac{N(N+1)}{2} \text{ entries of the } N\times "
                r"N \text{ matrix, those strictly above the diagonal, to } -\infty"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{for a sequence of length } n=100 \text{ each head computes } "
                r"n^2=10{,}000 \text{ attention weights}"
            ),
            "proved",
        ),
        (r"", r"\text{an 8-bit integer has 128 values}", "refuted"),
        (r"", r"\text{with 3 bits there are 8 levels}", "proved"),
        (
            r"",
            (
                r"\text{a shallow ReLU network with one input and } n \text{ hidden units has "
                r"at most } n \text{ linear regions}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{the symmetric matrix } \mathbf{H}\in\mathbb{R}^{W\times W} \text{ has } "
                r"\frac{W(W+1)}{2} \text{ independent elements}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a polynomial of order } 3 \text{ in } 10 \text{ variables has } "
                r"\binom{13}{3}=286 \text{ coefficients}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a polynomial of order } 3 \text{ in } 10 \text{ variables has } "
                r"\binom{13}{3}=268 \text{ coefficients}"
            ),
            "refuted",
        ),
    ],
)
def test_counts_by_a_rule(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (
            r"",
            (
                r"\text{for } M=2 \text{ there are } 2^2\cdot2!=8 \text{ permutations and sign "
                r"flips of hidden units}"
            ),
        ),
        (
            r"",
            (
                r"\text{there are } 14 \text{ linearly separable dichotomies of } 4 \text{ "
                r"points in general position in the plane}"
            ),
        ),
        (r"", r"\text{a binary tree of depth } d \text{ has } 2^d \text{ leaves}"),
        (r"", r"\text{there are } 10^3 \text{ ways to choose } 3 \text{ of } 10 \text{ features}"),
        (
            r"",
            (
                r"\text{a path through } 3 \text{ layers of } 4 \text{ units: there are } "
                r"4^3=64 \text{ paths}"
            ),
        ),
        (r"", r"\text{a network of } 5 \text{ units has } 7 \text{ states}"),
        (r"", r"\text{there are about } 2^n \text{ Boolean functions of } n \text{ inputs}"),
        (
            r"",
            (
                r"\text{a polynomial of degree } 3 \text{ in } 10 \text{ variables has } 285 "
                r"\text{ nonconstant coefficients or more}"
            ),
        ),
        (r"", r"\text{a network has } 2^n \text{ linear regions}"),
        (r"", r"\text{with 3 bits there are 7 levels}"),
        (
            r"",
            (
                r"\text{a polynomial of order } 3 \text{ in } 10 \text{ variables has about } "
                r"268 \text{ coefficients}"
            ),
        ),
        (
            r"",
            (
                r"\text{a polynomial of degree } 3 \text{ without constant term in } 10 \text{ "
                r"variables has } 268 \text{ coefficients}"
            ),
        ),
        (
            r"",
            (
                r"\text{a one-versus-one classifier for } K \text{ classes needs } K(K-1)/2 "
                r"\text{ classifiers and one referee}"
            ),
        ),
        (
            r"",
            (
                r"\text{one-vs-rest classification of } K \text{ classes trains } K-1 \text{ "
                r"classifiers}"
            ),
        ),
    ],
)
def test_counts_by_a_rule_not_certain(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
