"""Losses of a batch, with their derivatives by the outputs of a network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple, TypeAlias

import numpy as np

from symnn.errors import ShapeError, UnsupportedError
from symnn.functions.smooth import sigmoid
from symnn.networks.layers import Elementwise, Softmax
from symnn.networks.network import Network
from symnn.training.differentiable import Array

#: From outputs and targets: the loss, and its derivative by the outputs.
Value: TypeAlias = Callable[[Array, Array], tuple[float, Array]]


class Loss(NamedTuple):
    """A loss of some layers; `last` is what stands after them and is part of the loss.

    A sigmoid or softmax at the end is left out: the cross-entropy of what goes into it does not
    overflow, and its derivative is simple.
    """

    value: Value
    body: Network
    last: tuple[Elementwise | Softmax, ...]


def squared(outputs: Array, targets: Array) -> tuple[float, Array]:
    """The mean over the batch of |y - t|².

    Examples:
        >>> squared(np.array([[1.0, 3.0]]), np.array([[1.0, 1.0]]))[0]
        4.0
    """
    difference = outputs - targets
    return float((difference**2).sum() / len(outputs)), 2 * difference / len(outputs)


def binary_cross_entropy(logits: Array, targets: Array) -> tuple[float, Array]:
    """The mean over the batch of log(1 + e^z) - t z, which is -log p or -log(1 - p), p = σ(z).

    Examples:
        >>> binary_cross_entropy(np.array([[800.0]]), np.array([[1.0]]))[0]
        0.0
    """
    small = np.exp(-np.abs(logits))
    losses = np.maximum(logits, 0) + np.log1p(small) - targets * logits
    probability = np.where(logits >= 0, 1, small) / (1 + small)
    return float(losses.sum() / len(logits)), (probability - targets) / len(logits)


def softmax_cross_entropy(logits: Array, targets: Array) -> tuple[float, Array]:
    """The mean over the batch of log Σ e^(z_j) - Σ t_j z_j, for targets that add up to 1.

    Examples:
        >>> round(softmax_cross_entropy(np.zeros((1, 2)), np.array([[0.0, 1.0]]))[0], 6)
        0.693147
    """
    shifted = logits - logits.max(axis=1, keepdims=True)
    powers = np.exp(shifted)
    total = powers.sum(axis=1, keepdims=True)
    losses = np.log(total)[:, 0] - (targets * shifted).sum(axis=1)
    return float(losses.sum() / len(logits)), (powers / total - targets) / len(logits)


LOSSES: Final[Mapping[str, Value]] = {
    "squared": squared,
    "binary_cross_entropy": binary_cross_entropy,
    "softmax_cross_entropy": softmax_cross_entropy,
}


def loss_of(network: Network, name: str) -> Loss:
    """A loss by name, and the part of the network that it is taken of.

    Raises:
        UnsupportedError: an unknown name; a cross-entropy of a network with another end.
    """
    value = LOSSES.get(name)
    if value is None:
        raise UnsupportedError(f"the loss {name!r} is not known; there are: {', '.join(LOSSES)}")
    last = network.layers[-1]
    if name == "binary_cross_entropy":
        if last != Elementwise(sigmoid) or len(network) < 2:
            raise UnsupportedError(
                "binary_cross_entropy needs a network that ends in sigmoid; this one ends in "
                f"{last.label}"
            )
        return Loss(value, network[:-1], (Elementwise(sigmoid),))
    if name == "softmax_cross_entropy" and isinstance(last, Softmax) and len(network) > 1:
        return Loss(value, network[:-1], (last,))
    return Loss(value, network, ())


def targets_for(name: str, targets: Array, outputs: int) -> Array:
    """The targets as an array (N, outputs); class numbers become rows with one 1.

    Raises:
        ShapeError: targets that do not fit.
        UnsupportedError: targets that are no probabilities, for a cross-entropy.
    """
    given: Array = np.asarray(targets)
    if name == "softmax_cross_entropy" and given.ndim == 1:
        if given.dtype.kind not in "iu" or given.min() < 0 or given.max() >= outputs:
            raise ShapeError(f"class numbers must be whole, from 0 to {outputs - 1}")
        return np.asarray(np.eye(outputs)[given])
    made = given.astype(np.float64)
    made = made[:, None] if made.ndim == 1 else made
    if made.ndim != 2 or made.shape[1] != outputs:
        raise ShapeError(f"targets of shape {given.shape} for {outputs} outputs a sample")
    if not np.isfinite(made).all():
        raise UnsupportedError("the targets hold a NaN or an infinity")
    if name != "squared" and (made.min() < 0 or made.max() > 1):
        raise UnsupportedError(f"{name} needs targets from 0 to 1")
    return made
