"""What is proved about a learned classifier."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy as sp

import symnn as sn
from symnn.errors import ShapeError, UnsupportedError
from symnn.exact.number import Number
from symnn.exact.separation import CommonPoint, Hyperplane
from symnn.training.afterword import afterword
from symnn.training.fit import fit
from symnn.training.optimizers import LBFGS, Adam
from symnn.training.starts import random_network, two_moons

CORNERS = [(0, 0), (0, 1), (1, 0), (1, 1)]
XOR = sn.Network(sn.Affine([[1, 1], [1, 1]], [0, -1]), sn.relu, sn.Affine([[1, -2]], ["-1/2"]))


def test_two_moons_before_and_after() -> None:
    points, classes = two_moons(120, seed=1)
    start = random_network([2, 100, 2, 1], [sn.tanh, sn.tanh, sn.sigmoid])
    before = afterword(start, points, classes)
    assert before.wrong
    assert isinstance(before.data, CommonPoint)
    assert not isinstance(before.embedding, Hyperplane)
    learned = fit(start, points, classes, "binary_cross_entropy", Adam(300, 0.02)).network
    after = afterword(learned, points, classes)
    assert after.right == tuple(range(120))
    assert after.wrong == after.undecided == ()
    assert isinstance(after.data, CommonPoint)
    assert isinstance(after.embedding, Hyperplane)
    place, margin = after.margin or (-1, 0)
    assert 0 <= place < 120
    assert margin > 0
    assert "classified right, proved: 120 of 120" in str(after)
    assert "what the last layer sees: linearly separable" in str(after)


def test_the_common_point_of_the_data_is_checked() -> None:
    points, classes = two_moons(60, seed=2)
    found = afterword(random_network([2, 1], [sn.sigmoid]), points, classes).data
    assert isinstance(found, CommonPoint)
    zero, one = points[classes == 0], points[classes == 1]
    for weights, part in ((found.first, zero), (found.second, one)):
        for axis in range(2):
            exact = [Number(sn.exactly(float(x)).p) / sn.exactly(float(x)).q for x in part[:, axis]]
            assert sum((y * exact[i] for i, y in weights), Number(0)) == found.point[axis]


def test_a_wide_embedding_is_separated_by_what_floats_propose() -> None:
    """Of 100 random tanh units, not trained at all: 40 points are separable there."""
    points, classes = two_moons(40, seed=3)
    found = afterword(random_network([2, 100, 1], [sn.tanh, sn.sigmoid]), points, classes)
    assert found.wrong
    assert isinstance(found.embedding, Hyperplane)


def test_rational_networks_are_exact() -> None:
    found = afterword(XOR, CORNERS, [0, 1, 1, 0])
    assert found.right == (0, 1, 2, 3)
    assert found.margin == (0, Fraction(1, 2))
    assert found.data.point == (Fraction(1, 2),) * 2


def test_ties_and_errors_are_told_apart() -> None:
    level = sn.Network(sn.Affine([[1, 1]], [-1]))
    found = afterword(level, CORNERS, [0, 0, 1, 0])
    assert (found.right, found.wrong, found.undecided) == ((0,), (3,), (1, 2))
    assert "level or not decided: 2, the points 1, 2" in str(found)


def test_three_classes() -> None:
    rng = np.random.default_rng(0)
    classes = np.repeat([0, 1, 2], 15)
    points = np.array([[0, 0], [3, 0], [0, 3]])[classes] + rng.normal(0, 0.3, (45, 2))
    start = random_network([2, 4, 3], [sn.tanh, sn.Softmax()])
    net = fit(start, points, classes, "softmax_cross_entropy", LBFGS(100)).network
    found = afterword(net, points, classes)
    assert len(found.right) == 45
    assert found.data is not None
    assert found.data.is_separable


def test_a_point_in_both_classes() -> None:
    found = afterword(XOR, [(0, 0), (1, 1), (1, 1)], [0, 0, 1])
    assert "point 1 of class 0 is in both classes" in str(found)
    assert len(found.wrong) == 1


def test_irrational_points() -> None:
    net = sn.Network(sn.Affine([[1, -1], [1, 1]]), sn.tanh, sn.Affine([[1, 0]]))
    found = afterword(net, [(sp.sqrt(2), 2), (sp.E, 1), (3, sp.pi)], [0, 1, 0])
    assert found.right == (0, 1, 2)
    assert isinstance(found.data, Hyperplane)
    assert isinstance(found.embedding, Hyperplane)


def test_one_class_only() -> None:
    found = afterword(XOR, CORNERS[1:3], [1, 1])
    assert found.data is not None
    assert found.data.is_separable


@pytest.mark.parametrize(
    ("points", "labels", "error", "message"),
    [
        (CORNERS, [0, 1], ShapeError, "4 points and 2 labels"),
        ([], [], ShapeError, "0 points"),
        (CORNERS, [0, 1, 2, 0], ShapeError, "the class 2 of a network with 1 outputs"),
        (CORNERS, [0, 1, -1, 0], UnsupportedError, "whole numbers from 0 on"),
        (CORNERS, [0, 0.5, 1, 0], UnsupportedError, "whole numbers from 0 on"),
    ],
)
def test_what_are_no_labels(points: Any, labels: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        afterword(XOR, points, labels)
