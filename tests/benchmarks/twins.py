"""Twins beside numpy written by hand; exact values of networks of floats beside bare flint."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
from flint import arb, arb_mat, fmpq, fmpq_mat

import symnn as sn
from symnn.exact.ball import precision
from symnn.exact.number import Number
from tests.benchmarks.timing import Line, compare

POINTS = 100_000
Array = np.ndarray[Any, Any]


def weights(shape: tuple[int, int], seed: int) -> tuple[Array, Array]:
    """A matrix and a bias of floats."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=shape) / shape[1] ** 0.5, rng.normal(size=shape[0])


def affine(weight: Array, bias: Array) -> sn.Affine:
    """The layer whose weights are exactly these floats."""
    rows = [[Fraction(w) for w in row] for row in weight.tolist()]
    return sn.Affine(rows, [Fraction(b) for b in bias.tolist()])


def vectorised() -> Iterator[Line]:
    """The network 2-100-2-1 with tanh and sigmoid over 10^5 points."""
    layers = [weights(s, k) for k, s in enumerate([(100, 2), (2, 100), (1, 2)])]
    (w1, b1), (w2, b2), (w3, b3) = layers
    net = sn.Network(affine(w1, b1), sn.tanh, affine(w2, b2), sn.tanh, affine(w3, b3), sn.sigmoid)
    for dtype in ("float64", "float32"):
        points = np.random.default_rng(9).normal(size=(POINTS, 2)).astype(dtype)
        twin = sn.twin(net, dtype=dtype)
        u1, c1, u2, c2, u3, c3 = (a.astype(dtype) for pair in layers for a in pair)

        def by_hand(points: Array = points, parts: Any = (u1, c1, u2, c2, u3, c3)) -> Array:
            a1, d1, a2, d2, a3, d3 = parts
            hidden = np.tanh(points @ a1.T + d1)
            hidden = np.tanh(hidden @ a2.T + d2)
            return 1 / (1 + np.exp(-(hidden @ a3.T + d3)))

        def ours(twin: Any = twin, points: Array = points) -> Array:
            return twin(points)

        assert np.allclose(by_hand(), ours(), rtol=1e-3)
        work = f"2-100-2-1, tanh and sigmoid, 10^5 points, {dtype}"
        yield compare(work, ours, {"numpy by hand": by_hand}, "numpy by hand", 1.2)


def one_input() -> Iterator[Line]:
    """784-128-10 with relu at one input: exact, and in balls; weights and inputs are floats."""
    pairs = [weights(s, 10 + k) for k, s in enumerate([(128, 784), (10, 128)])]
    net = sn.Network(affine(*pairs[0]), sn.relu, affine(*pairs[1]))
    x = np.random.default_rng(8).random(784).tolist()
    point = [Number(Fraction(t)) for t in x]
    matrices = [
        (
            fmpq_mat(*w.shape, [_q(t) for t in w.ravel().tolist()]),
            fmpq_mat(len(b), 1, [_q(t) for t in b.tolist()]),
        )
        for w, b in pairs
    ]
    column = fmpq_mat(784, 1, [_q(t) for t in x])

    def bare() -> Any:
        hidden = matrices[0][0] * column + matrices[0][1]
        hidden = fmpq_mat(128, 1, [max(t, fmpq(0)) for t in hidden.entries()])
        return (matrices[1][0] * hidden + matrices[1][1]).entries()

    found = net.values(point)
    assert [value.as_fmpq() for value in found] == bare()
    yield compare(
        "exact value of 784-128-10 with relu at one input",
        lambda: net.values(point),
        {"bare flint": bare},
        "bare flint",
        2,
    )


def many_balls() -> Iterator[Line]:
    """Two hidden layers of sigmoids in balls of 128 bits, 500 inputs at once."""
    pairs = [weights(s, 20 + k) for k, s in enumerate([(8, 4), (8, 8), (2, 8)])]
    net = sn.Network(
        affine(*pairs[0]), sn.sigmoid, affine(*pairs[1]), sn.sigmoid, affine(*pairs[2])
    )
    source = random.Random(7)
    rows = [[arb(source.gauss(0, 1)) for _ in range(500)] for _ in range(4)]
    prepared = sn.twin(net, "balls").prepared(128)
    matrices = [
        (arb_mat([[arb(t) for t in row] for row in w.tolist()]), [arb(t) for t in b.tolist()])
        for w, b in pairs
    ]

    def bare() -> Any:
        with precision(128):
            current = rows
            for k, (weight, bias) in enumerate(matrices):
                table = (weight * arb_mat(current)).tolist()
                current = [[x + b for x in row] for row, b in zip(table, bias, strict=True)]
                if k < len(matrices) - 1:
                    current = [[1 / (1 + (-x).exp()) for x in row] for row in current]
            return current

    yield compare(
        "4-8-8-2 with sigmoids in balls, 500 inputs",
        lambda: prepared(rows),
        {"bare flint": bare},
        "bare flint",
        2,
    )


def _q(t: float) -> fmpq:
    return fmpq(*t.as_integer_ratio())


def lines() -> Iterator[Line]:
    """Everything."""
    yield from vectorised()
    yield from one_input()
    yield from many_balls()
