"""Random exact networks with every kind of layer, for the tests and campaigns of the twins."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

import sympy as sp

import symnn as sn
from symnn.exact.expression import rational
from symnn.networks.layers import Elementwise

SURDS = (sp.sqrt(2), 1 / sp.sqrt(3), sp.pi / 4, sp.E, sp.Rational(1, 10), sp.log(2))

SMOOTH: tuple[Any, ...] = (
    sn.sigmoid,
    sn.tanh,
    sn.softplus,
    sn.silu,
    sn.gelu,
    sn.elu(),
    sn.elu(alpha="3/2"),
    sn.sin,
    sn.cos,
)
PIECEWISE: tuple[Any, ...] = (
    sn.relu,
    sn.leaky_relu("0.01"),
    sn.absolute,
    sn.hard_tanh,
    sn.hard_sigmoid,
    sn.relu6,
    sn.identity,
)


def weight(rng: Random) -> Any:
    """A weight as people write them: often 0, 1 or a decimal, sometimes a surd or a float."""
    kind = rng.randrange(8)
    if kind == 0:
        return rng.choice((0, 0, 1, -1, 2))
    if kind == 1:
        return rng.choice(SURDS) * rng.choice((1, -1, sp.Rational(1, 3)))
    if kind == 2:
        return Fraction(rng.randint(-9, 9), rng.randint(1, 9))
    if kind == 3:
        return Fraction(rng.randint(-300, 300), 100)
    return Fraction(rng.gauss(0, 1))


def affine(rng: Random, inputs: int, outputs: int) -> sn.Affine:
    """A layer with such weights."""
    rows = [[weight(rng) for _ in range(inputs)] for _ in range(outputs)]
    return sn.Affine(rows, [weight(rng) for _ in range(outputs)])


def network(rng: Random, inputs: int | None = None) -> sn.Network:
    """One to four blocks of layers of any kind."""
    size = inputs or rng.randint(1, 5)
    layers: list[Any] = []
    first = size
    for _ in range(rng.randint(1, 4)):
        block, size = _block(rng, size)
        layers += block
    layers.append(affine(rng, size, rng.randint(1, 3)))
    if rng.random() < 0.3:
        layers.append(rng.choice((sn.sigmoid, sn.Softmax(), sn.tanh)))
    made = sn.Network(*layers)
    return made if made.inputs == first else sn.Network(affine(rng, first, first), made)


def with_ties(rng: Random, net: sn.Network) -> sn.Network:
    """The network with repeated, opposite, zero and dead units, and biases of 0, here and there."""
    return sn.Network(*(_tied(rng, layer) if rng.random() < 0.7 else layer for layer in net.layers))


def _tied(rng: Random, layer: Any) -> Any:
    if not isinstance(layer, sn.Affine):
        return layer
    rows, bias = [list(row) for row in layer.weight], list(layer.bias)
    for i in range(len(rows)):
        kind, k = rng.randrange(8), rng.randrange(len(rows))
        if kind in (0, 1):
            sign = 1 - 2 * kind
            rows[i], bias[i] = [w * sign for w in rows[k]], bias[k] * sign
        elif kind == 2:
            bias[i] = rational(0)
        elif kind in (3, 4):
            rows[i] = [rational(0) for _ in rows[i]]
            bias[i] = rational(4 - kind)
    return sn.Affine(rows, bias)


def with_jumps(rng: Random, net: sn.Network) -> sn.Network:
    """The network with a step or a sign in the place of one activation."""
    places = [k for k, layer in enumerate(net.layers) if isinstance(layer, Elementwise)]
    if not places:
        return net
    k = rng.choice(places)
    jump = rng.choice((sn.step(at_zero=1), sn.step(at_zero="1/2"), sn.sign(), sn.sign(at_zero=-1)))
    return sn.Network(*net.layers[:k], jump, *net.layers[k + 1 :])


def _block(rng: Random, size: int) -> tuple[list[Any], int]:
    kind, wide = rng.random(), rng.randint(1, 8)
    act = rng.choice(SMOOTH + PIECEWISE)
    if kind < 0.6:
        return [affine(rng, size, wide), act], wide
    if kind < 0.7:
        return [sn.Residual(affine(rng, size, size), act)], size
    if kind < 0.8:
        halves = sn.Parallel([affine(rng, size, wide), act], affine(rng, size, 2))
        return [halves], wide + 2
    if kind < 0.9:
        return [sn.Maxout(*(affine(rng, size, wide) for _ in range(rng.randint(1, 3))))], wide
    if kind < 0.95:
        return [affine(rng, size, 2 * wide), act, sn.MaxPool(2)], wide
    return _structured(rng, size, act)


def _structured(rng: Random, size: int, act: Any) -> tuple[list[Any], int]:
    """Sparse sums, a convolution with padding and a maximum over ragged windows."""
    places = [rng.sample(range(size), rng.randint(0, min(size, 3))) for _ in range(4)]
    sparse = sn.Sparse(
        [[(k, weight(rng)) for k in row] for row in places], size, [weight(rng) for _ in range(4)]
    )
    kernel = [[weight(rng) for _ in range(3)] for _ in range(2)]
    windows = [(-1, 0, 1), (0, 1, 2), (1, 2, 3), (2, 3, -1)]
    bias = [weight(rng), weight(rng)]
    conv = sn.Convolution(kernel, bias, windows, 4, channels_last=rng.random() < 0.5)
    pool = sn.WindowMax(((0, 3, 5), (1,), (7, 6)), 8)
    return [sparse, conv, act, pool], 3
