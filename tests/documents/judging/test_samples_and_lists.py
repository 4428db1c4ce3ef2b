"""Losses over samples, softmax of open vectors, lists as arguments, shapes through functions."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_SQUARES = r"$$J = \frac12 \sum_i (y^{(i)} - z^{(i)})^2, \quad z^{(i)} = \sum_j w_j x_j^{(i)}$$"
_LINE = r"$$J(w,b) = \frac1{2m} \sum_{i=1}^m (w x^{(i)} + b - y^{(i)})^2$$"
_LOGISTIC = (
    r"$$J = \frac1m \sum_{i=1}^m L^{(i)}, \quad L^{(i)} = -y^{(i)} \log a^{(i)} "
    r"- (1 - y^{(i)}) \log(1 - a^{(i)}), \quad a^{(i)} = \sigma(z^{(i)}),\ "
    r"z^{(i)} = w^T x^{(i)} + b$$"
)
_HYPOTHESIS = (
    r"$$J(\theta) = \frac12 \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)})^2, \quad "
    r"h_\theta(x) = \theta^T x$$"
)
_UNIT = r"$$a = \sum_i w_i x_i, \qquad y(a) = \frac1{1 + e^{-a}}$$"
_SOFTMAX = r"$$S_j = \frac{e^{a_j}}{\sum_{k=1}^N e^{a_k}} \quad \forall j \in 1..N$$"
_LIST = r"$$S([a, b]) = \frac{[e^a, e^b]}{e^a + e^b}$$"
_SHAPES = (
    r"$$X \in \mathbb{R}^{3\times2},\ W \in \mathbb{R}^{2\times3},\ V \in \mathbb{R}^{3\times1}$$"
    "\n\n"
    r"$$f(z) = \frac1{1 + e^{-z}},\quad Z = XW,\quad A = f(Z),\quad Y = AV$$"
)
_DATA = (
    r"$X = \begin{pmatrix} 1 & 0 \\ 1 & 1 \end{pmatrix}$, $y = \begin{pmatrix} 1 \\ 1 "
    r"\end{pmatrix}$, $W = \begin{pmatrix} w_1 \\ w_2 \end{pmatrix}$"
)
_GATE = r"$$z = \tanh(\bar z),\quad f = \frac1{1 + e^{-\bar f}},\quad c = z + c_0 f$$"


@pytest.mark.parametrize(
    ("given", "true", "false"),
    [
        (
            _SQUARES,
            r"\frac{\partial J}{\partial w_j} = -\sum_i (y^{(i)} - z^{(i)}) x_j^{(i)}",
            r"\frac{\partial J}{\partial w_j} = \sum_i (y^{(i)} - z^{(i)}) x_j^{(i)}",
        ),
        (
            _LINE,
            r"\frac{\partial J}{\partial b} = \frac1m \sum_{i=1}^m (w x^{(i)} + b - y^{(i)})",
            r"\frac{\partial J}{\partial b} = \sum_{i=1}^m (w x^{(i)} + b - y^{(i)}) x^{(i)}",
        ),
        (
            _LOGISTIC,
            r"\frac{\partial J}{\partial w_j} = \frac1m \sum_{i=1}^m (a^{(i)} - y^{(i)}) x_j^{(i)}",
            r"\frac{\partial J}{\partial w_j} = \frac1m \sum_{i=1}^m (y^{(i)} - a^{(i)}) x_j^{(i)}",
        ),
        (
            _LOGISTIC,
            r"\frac{\partial J}{\partial b} = \frac1m \sum_{i=1}^m (a^{(i)} - y^{(i)})",
            r"\frac{\partial J}{\partial b} = \frac1m \sum_{i=1}^m (a^{(i)} - y^{(i)}) b",
        ),
        (
            _UNIT,
            r"\frac{\partial y}{\partial w_j} = y(1 - y) x_j",
            r"\frac{\partial y}{\partial w_j} = y(1 - y) w_j",
        ),
        (_UNIT, r"\frac{dy}{da} = y(1 - y)", r"\frac{dy}{da} = y(1 + y)"),
        (
            "Let us see.",
            r"\mathrm{softmax}(\mathbf z + c\mathbf 1) = \mathrm{softmax}(\mathbf z)",
            r"\mathrm{softmax}(c\mathbf z) = \mathrm{softmax}(\mathbf z)",
        ),
        (
            _SOFTMAX,
            r"\frac{\partial S_i}{\partial a_j} = S_i (\delta_{ij} - S_j)",
            r"\frac{\partial S_i}{\partial a_j} = S_i (\delta_{ij} + S_j)",
        ),
        (_LIST, r"S([1, 2]) = [0.27, 0.73]", r"S([1, 2]) = [0.28, 0.72]"),
        (_SHAPES, r"AV \in \mathbb{R}^{3\times1}", r"AV \in \mathbb{R}^{1\times3}"),
        (
            _GATE,
            r"\frac{\partial z}{\partial\bar z} = 1 - z^2",
            r"\frac{\partial z}{\partial\bar z} = 1 + z^2",
        ),
        (
            _DATA,
            r"W = \begin{pmatrix} 1 \\ 0 \end{pmatrix} \implies XW = y",
            r"W = \begin{pmatrix} 0 \\ 1 \end{pmatrix} \implies XW = y",
        ),
    ],
)
def test_true_and_false(given: str, true: str, false: str) -> None:
    """A claim and a slip in it."""
    assert last(given, true) == "proved"
    assert last(given, false) == "refuted"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (
            _HYPOTHESIS,
            r"\frac{\partial J}{\partial\theta_j} = \sum_i (\theta^T x^{(i)} - y^{(i)}) x_j^{(i)}",
        ),
        (_SOFTMAX, r"S_j = \frac{C e^{a_j}}{\sum_{k=1}^N C e^{a_k}}"),
        (_SOFTMAX, r"S_j = \frac{e^{a_j + D}}{\sum_{k=1}^N e^{a_k + D}}"),
        (_SHAPES, r"A \in \mathbb{R}^{3\times3}"),
        (_SHAPES, r"Y \in \mathbb{R}^{3\times1}"),
        (_GATE, r"\frac{\partial c}{\partial c_0} = f"),
    ],
)
def test_true_ones(given: str, claim: str) -> None:
    """What holds of samples, of any constant, of shapes and of gates."""
    assert last(given, claim) == "proved"
