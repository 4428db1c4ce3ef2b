"""Where training starts: random networks, and data of a known shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from symnn.errors import ShapeError
from symnn.networks.affine import Affine
from symnn.networks.network import Network
from symnn.training.differentiable import Array, exactly
from symnn.twins.options import finite, whole


def random_network(sizes: Sequence[int], activations: Sequence[Any], seed: int = 0) -> Network:
    """A dense network with random weights, uniform in ±sqrt(6/(m + n)), and biases 0.

    Args:
        sizes: inputs, units of each hidden layer, outputs: [2, 100, 2, 1].
        activations: one after each affine layer; identity or softmax too.
        seed: the same seed gives the same network.

    Exactness: the weights are floats, as the dyadic rationals that they are.

    Raises:
        ShapeError: fewer than two sizes, a size below 1, or not one activation a layer.

    References:
        X. Glorot, Y. Bengio, Understanding the difficulty of training deep networks (2010).

    Examples:
        >>> from symnn.functions.smooth import sigmoid, tanh
        >>> random_network([2, 100, 2, 1], [tanh, tanh, sigmoid]).label
        'Network(Affine 100x2, tanh, Affine 2x100, tanh, Affine 1x2, sigmoid)'
    """
    if any(isinstance(part, str) or not hasattr(part, "__len__") for part in (sizes, activations)):
        raise ShapeError(
            f"sizes={sizes!r}, activations={activations!r}: lists are wanted, as "
            "random_network([2, 100, 1], [tanh, sigmoid])"
        )
    sizes = [whole(f"sizes[{k}]", size, 0) for k, size in enumerate(sizes)]
    whole("seed", seed, 0)
    if len(sizes) < 2 or min(sizes) < 1 or len(activations) != len(sizes) - 1:
        raise ShapeError(
            f"sizes {list(sizes)} and {len(activations)} activations: a network has at least two "
            "sizes, all positive, and one activation after each affine layer"
        )
    rng = np.random.default_rng(seed)
    layers: list[Any] = []
    for inputs, outputs, activation in zip(sizes, sizes[1:], activations, strict=False):
        bound = np.sqrt(6 / (inputs + outputs))
        weight = rng.uniform(-bound, bound, (outputs, inputs))
        layers += [Affine(exactly(weight)), activation]
    return Network(*layers)


def two_moons(count: int, noise: float = 0.1, seed: int = 0) -> tuple[Array, Array]:
    """Two half circles that reach into each other, with normal noise: points and classes 0, 1.

    The first half of the points is (cos t, sin t), the second (1 - cos t, 1/2 - sin t), for t
    evenly from 0 to π; the same curves as scikit-learn's `make_moons`, with noise of our own
    seed.

    Raises:
        UnsupportedError: fewer than two points, or negative noise.

    Examples:
        >>> points, classes = two_moons(4, noise=0)
        >>> (points.round(9) + 0.0).tolist()
        [[1.0, 0.0], [-1.0, 0.0], [0.0, 0.5], [2.0, 0.5]]
        >>> classes.tolist()
        [0, 0, 1, 1]
    """
    count, noise = whole("count", count, 2), finite("noise", noise, least=0)
    whole("seed", seed, 0)
    outer, inner = (np.linspace(0, np.pi, n) for n in (count // 2, count - count // 2))
    points = np.concatenate(
        [
            np.column_stack([np.cos(outer), np.sin(outer)]),
            np.column_stack([1 - np.cos(inner), 0.5 - np.sin(inner)]),
        ]
    )
    points += np.random.default_rng(seed).normal(0, noise, points.shape) if noise else 0
    return points, np.repeat([0, 1], [len(outer), len(inner)])
