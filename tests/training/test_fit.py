"""Fitting: known minima, seeds, progress, and data that do not fit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import symnn as sn
from symnn.errors import ShapeError, SymnnError, UnsupportedError
from symnn.training.fit import fit
from symnn.training.losses import LOSSES
from symnn.training.optimizers import LBFGS, Adam
from symnn.training.starts import random_network, two_moons

LINE = sn.Network(sn.Affine([[0]]))
X, Y = np.linspace(-1, 1, 9)[:, None], 3 * np.linspace(-1, 1, 9) - 2


@pytest.mark.parametrize(
    "method", [Adam(steps=2000, rate=0.05), Adam(400, 0.02, batch=4, seed=3), LBFGS()]
)
def test_a_line_is_found(method: Any) -> None:
    found = fit(LINE, X, Y, method=method, progress=False)
    layer = found.network.layers[0]
    assert isinstance(layer, sn.Affine)
    slope, shift = found.network(1) - found.network(0), found.network(0)
    assert abs(slope - 3) < 2**-8
    assert abs(shift + 2) < 2**-8
    assert found.loss < found.losses[0]


def test_the_same_seed_gives_the_same_network() -> None:
    points, classes = two_moons(40, seed=5)
    start = random_network([2, 8, 1], [sn.tanh, sn.sigmoid], seed=2)
    once, again = (
        fit(
            start,
            points,
            classes,
            "binary_cross_entropy",
            Adam(20, batch=7, seed=1),
            progress=False,
        )
        for _ in range(2)
    )
    assert once == again
    other = fit(start, points, classes, "binary_cross_entropy", Adam(20, batch=7), progress=False)
    assert other.network != once.network


def test_two_moons_are_learned() -> None:
    points, classes = two_moons(100)
    start = random_network([2, 100, 2, 1], [sn.tanh, sn.tanh, sn.sigmoid])
    method = Adam(steps=300, rate=0.02)
    found = fit(start, points, classes, "binary_cross_entropy", method, progress=False)
    outputs = sn.twin(found.network)(points)[:, 0]
    assert ((outputs > 0.5) == classes).all()


def test_three_classes_by_softmax() -> None:
    rng = np.random.default_rng(0)
    classes = np.repeat([0, 1, 2], 20)
    points = np.array([[0, 0], [3, 0], [0, 3]])[classes] + rng.normal(0, 0.3, (60, 2))
    for last in ([sn.Softmax()], []):
        start = sn.Network(random_network([2, 3], [sn.identity]), *last)
        found = fit(start, points, classes, "softmax_cross_entropy", LBFGS(50), progress=False)
        assert found.network.layers[-1].label == start.layers[-1].label
        assert (sn.twin(found.network)(points).argmax(axis=1) == classes).all()
        rows = fit(start, points, np.eye(3)[classes], "softmax_cross_entropy", LBFGS(50))
        assert rows.network == found.network


def test_an_image_network_is_fitted() -> None:
    windows = [(i, i + 1, i + 2) for i in range(4)]
    kernel = sn.Convolution([["1/2", 0, "-1/4"]], None, windows, 6)
    start = sn.Network(kernel, sn.relu, sn.Affine([[1, 1, 1, 1]]))
    images = np.random.default_rng(1).normal(0, 1, (30, 6))
    wanted = np.maximum(images[:, 1:5] - images[:, 2:6], 0).sum(axis=1)
    found = fit(start, images, wanted, method=LBFGS(300), progress=False)
    assert found.loss < found.losses[0] / 100
    assert isinstance(found.network.layers[0], sn.Convolution)


def test_it_ends_at_a_loss_that_is_small_enough() -> None:
    for method in (Adam(5000, 0.1, until=0.01), LBFGS(until=0.01)):
        found = fit(LINE, X, Y, method=method)
        assert found.message == "the loss is at most 0.01"
        assert found.loss <= 0.01 < found.losses[-2]


def test_decay_keeps_weights_small() -> None:
    plain, held = (fit(LINE, X, Y, method=LBFGS(), decay=d).network(1) for d in (0.0, 10.0))
    assert abs(held) < abs(plain)


def test_the_bar_is_shown_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    fit(LINE, X, Y, method=Adam(3), progress=True)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "3/3" in shown.err


def test_losses_do_not_overflow() -> None:
    huge = np.array([[1e4], [-1e4]])
    for name in ("binary_cross_entropy", "softmax_cross_entropy"):
        value, slope = LOSSES[name](huge, np.array([[1.0], [1.0]]))
        assert np.isfinite(value)
        assert np.isfinite(slope).all()


SIGMOID = sn.Network(sn.Affine([[1]]), sn.sigmoid)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: fit(LINE, [1.0, 2.0], [1.0]), "samples in rows are needed"),
        (lambda: fit(LINE, [[1.0, 2.0]], [1.0]), "takes 1 input, not 2"),
        (lambda: fit(LINE, [["a"]], [1.0]), "no array of floats"),
        (lambda: fit(LINE, np.zeros((0, 1)), []), "samples in rows"),
        (lambda: fit(LINE, [[float("nan")]], [1.0]), "input 0 of sample 0 is nan"),
        (lambda: fit(LINE, [[1.0]], [float("inf")]), "targets hold a NaN or an infinity"),
        (lambda: fit(LINE, [[1.0], [2.0]], [1.0]), "2 samples and 1 targets"),
        (lambda: fit(LINE, [[1.0]], [[1.0, 2.0]]), "for 1 outputs a sample"),
        (lambda: fit(LINE, X, Y, "hinge"), "the loss 'hinge' is not known; there are: squared"),
        (lambda: fit(LINE, X, Y, "binary_cross_entropy"), "this one ends in Affine 1x1"),
        (lambda: fit(SIGMOID, X, Y, "binary_cross_entropy"), "targets from 0 to 1"),
        (lambda: fit(LINE, X, [2] * 9, "softmax_cross_entropy"), "from 0 to 0"),
        (lambda: fit(sn.Network(sn.relu), X, Y), "no weights to fit"),
        (lambda: fit(LINE, X, Y * 1e200, method=Adam(5)), "the loss is"),
        (lambda: fit(LINE, X, Y, method="adam"), r"write Adam\(…\) or LBFGS\(…\)"),
        (lambda: Adam(steps=0), "steps=0: a whole number from 1 on"),
        (lambda: Adam(rate=0), "rate=0: a finite number above 0"),
        (lambda: random_network([2], []), "at least two"),
        (lambda: random_network([2, 0], [sn.relu]), "all positive"),
        (lambda: two_moons(1), "a whole number from 2 on"),
        (lambda: two_moons(5, noise=-1), "noise"),
    ],
)
def test_what_does_not_fit_is_named(call: Any, message: str) -> None:
    with pytest.raises(SymnnError, match=message), np.errstate(all="ignore"):
        call()


def test_the_errors_are_of_their_kinds() -> None:
    with pytest.raises(ShapeError):
        fit(LINE, [1.0], [1.0])
    with pytest.raises(UnsupportedError):
        fit(LINE, X, Y, "hinge")
