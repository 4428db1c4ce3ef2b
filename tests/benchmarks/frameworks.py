"""Networks of float weights evaluated exactly, and what is proved of data: beside bare flint."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
from flint import fmpq, fmpq_mat

import symnn as sn
from symnn.exact.number import Number
from symnn.exact.separation import separate
from tests.benchmarks.timing import Line, compare, seconds

SIZES = (784, 128, 10)


def weights(rng: np.random.Generator) -> list[tuple[Any, Any]]:
    """Float32 weights and biases of a 784-128-10 network."""
    pairs = pairwise(SIZES)
    return [
        (
            rng.standard_normal((n, m)).astype(np.float32) / np.float32(28),
            rng.standard_normal(n).astype(np.float32),
        )
        for m, n in pairs
    ]


def by_fractions(layers: list[Any], point: list[Fraction]) -> list[Fraction]:
    """As a person writes it with the standard library."""
    for k, (rows, shifts) in enumerate(layers):
        made = [sum((w * x for w, x in zip(row, point, strict=True)), b)
                for row, b in zip(rows, shifts, strict=True)]  # fmt: skip
        point = [max(y, Fraction(0)) for y in made] if k == 0 else made
    return point


def digits() -> Iterator[Line]:
    """One image of grey values through a relu network: exact logits."""
    rng = np.random.default_rng(1)
    arrays = weights(rng)
    net = sn.from_arrays([arrays[0], "relu", arrays[1]])
    image = rng.integers(0, 256, 784).tolist()
    exact = [fmpq(v, 255) for v in image]
    column = fmpq_mat(784, 1, exact)
    rational = (
        [[[Fraction(float(w)) for w in row] for row in weight] for weight, _ in arrays],
        [[Fraction(float(b)) for b in bias] for _, bias in arrays],
    )
    layers = list(zip(*rational, strict=True))

    def matrix(rows: Any) -> fmpq_mat:
        flat = [fmpq(*float(v).as_integer_ratio()) for v in np.asarray(rows).reshape(-1)]
        return fmpq_mat(len(rows), len(flat) // len(rows), flat)

    (w1, b1), (w2, b2) = [(matrix(w), matrix(b)) for w, b in arrays]

    def bare() -> fmpq_mat:
        hidden = (w1 * column + b1).entries()
        return w2 * fmpq_mat(128, 1, [max(h, fmpq(0)) for h in hidden]) + b2

    numbers = [Number(x) for x in exact]
    assert [y.as_fmpq() for y in net.values(numbers)] == bare().entries()
    point = [Fraction(v, 255) for v in image]
    yield compare(
        "exact logits of a 784-128-10 relu network with float32 weights",
        lambda: net.values(numbers),
        {"flint fmpq_mat": bare, "fractions.Fraction": lambda: by_fractions(layers, point)},
        "flint fmpq_mat",
        2,
    )
    batch = [rng.integers(0, 256, 784).tolist() for _ in range(20)]
    yield Line(
        "the classes of 20 such images, decided",
        seconds(lambda: sn.classify(net, batch)),
        {},
        "",
        1,
    )


def images() -> Iterator[Line]:
    """Two convolutions of 3x3 with 16 and 32 channels, pooling, a dense layer on 28x28."""
    rng = np.random.default_rng(2)
    state = {
        "c1.weight": rng.standard_normal((16, 1, 3, 3)).astype(np.float32),
        "c2.weight": rng.standard_normal((32, 16, 3, 3)).astype(np.float32),
        "fc.weight": rng.standard_normal((10, 800)).astype(np.float32),
    }
    pool = {"max_pool": 2}
    parts = [{"conv": "c1"}, "relu", pool, {"conv": "c2"}, "relu", pool, "flatten", "fc"]
    net = sn.from_state(state, parts, (1, 28, 28))
    image = [Number(fmpq(int(v), 255)) for v in rng.integers(0, 256, 784)]
    yield Line(
        "exact logits of a network with 16 and 32 kernels on a 28x28 image",
        seconds(lambda: net.values(image)),
        {},
        "",
        2,
    )


def separability() -> Iterator[Line]:
    """200 points of floats that a hyperplane separates, or not."""
    rng = np.random.default_rng(3)
    for size in (2, 10):
        points = rng.standard_normal((200, size))
        exact = [[fmpq(*v.as_integer_ratio()) for v in row] for row in points.tolist()]
        side = points @ rng.standard_normal(size) > 0
        split = {
            "separable": ([p for p, s in zip(exact, side, strict=True) if s],
                          [p for p, s in zip(exact, side, strict=True) if not s]),
            "inseparable": (exact[:100], exact[100:]),
        }  # fmt: skip
        for name, (first, second) in split.items():
            yield Line(
                f"200 points in {size}-D, {name}, with the certificate",
                seconds(lambda a=first, b=second: separate(a, b)),
                {},
                "",
                1,
            )


def moons() -> Iterator[Line]:
    """Training 2-100-2-1 on 200 points, and the proofs afterwards."""
    points, classes = sn.two_moons(200)
    start = sn.random_network([2, 100, 2, 1], [sn.tanh, sn.tanh, sn.sigmoid])

    def trained() -> Any:
        method = sn.Adam(steps=300, rate=0.02)
        return sn.fit(start, points, classes, "binary_cross_entropy", method, progress=False)

    yield Line("300 steps of Adam for 2-100-2-1 on 200 points", seconds(trained), {}, "", 5)
    net = trained().network
    yield Line(
        "what is proved of it on its 200 points",
        seconds(lambda: sn.afterword(net, points, classes)),
        {},
        "",
        5,
    )


def lines() -> Iterator[Line]:
    """All lines of this file."""
    yield from digits()
    yield from images()
    yield from separability()
    yield from moons()
