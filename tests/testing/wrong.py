"""Wrong implementations, as people write them: each beside the network that it should compute.

Each has what a report must say of it: the kind of the failure, and words of its cause, if the
cause can be told from the outside.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

import symnn as sn
from tests.testing.nets import (
    DEEP,
    LEAKY,
    POOL,
    RESIDUAL,
    SIGMOID,
    SOFTMAX,
    SOFTPLUS,
    SQUARE,
    STEP,
    TANH,
    THIRD,
    XOR,
)

Array = NDArray[Any]


@dataclass(frozen=True)
class Wrong:
    """An implementation that is wrong.

    Attributes:
        name: what is wrong with it.
        function: makes the implementation; anew, because some keep a state.
        net: what it should compute.
        kind: of the failure.
        cause: words that the report must hold.
        options: of `assert_twin`.
    """

    name: str
    function: Callable[[], Callable[..., Any]]
    net: sn.Network
    kind: str = "value"
    cause: str = ""
    options: dict[str, Any] = field(default_factory=dict)


def relu(x: Array) -> Array:
    return np.maximum(x, 0.0)


W1, B1 = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([1.0, -1.0])
W2, B2 = np.array([[1.0, -1.0], [2.0, 1.0]]), np.array([0.0, 0.5])


def dense(w1: Array = W1, b1: Array = B1, w2: Array = W2, b2: Array = B2) -> Callable[[Array], Any]:
    return lambda x: w2 @ relu(w1 @ x + b1) + b2


def at(array: Array, place: tuple[int, ...], value: float) -> Array:
    made = array.copy()
    made[place] = value
    return made


def float32_sums() -> Callable[[Array], Any]:
    return lambda x: np.array(
        [np.sum(w * x, dtype=np.float32) for w in np.array([[1 / 3, -1 / 3]])], dtype=np.float64
    )


def stale() -> Callable[[Array], Any]:
    kept: dict[tuple[int, ...], Array] = {}
    right = dense()

    def run(x: Array) -> Array:
        if x.shape not in kept:
            kept[x.shape] = right(x)
        return kept[x.shape]

    return run


def remembers() -> Callable[[Array], Any]:
    right, last = dense(), [np.zeros(2)]

    def run(x: Array) -> Array:
        found = right(x + 1e-9 * last[0])
        last[0] = x
        return np.asarray(found)

    return run


def dropout() -> Callable[[Array], Any]:
    rng, right = np.random.default_rng(0), dense()
    return lambda x: right(x) * (rng.random(2) > 0.25)


def in_place(x: Array) -> Array:
    x *= np.array([1.0, -2.0])
    return relu(np.array([x.sum()]))


def scaled_in_place(x: Array) -> Array:
    x += 1.0
    h = W1 @ (x - 1.0) + B1
    return W2 @ relu(h) + B2


def softmax_of_batch(x: Array) -> Array:
    z = x @ np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]])
    e = np.exp(z - z.max())
    return np.asarray(e / e.sum(axis=0))


def centred(x: Array) -> Array:
    h = x @ W1.T + B1
    if len(x) > 2:
        h = h - (h.mean(axis=0) - h.mean(axis=0).round(3))
    return relu(h) @ W2.T + B2


def broadcast_bias(x: Array) -> Array:
    h = x @ W1.T + (B1[:, None] if len(x) == len(B1) else B1)
    return relu(h) @ W2.T + B2


def unstable_softmax(x: Array) -> Array:
    e = np.exp(np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]) @ x)
    return np.asarray(e / e.sum())


def overflowing_sigmoid(x: Array) -> Array:
    z = np.exp(x[0] - x[1])
    return np.array([z / (1.0 + z)])


def raising_sigmoid(x: float, y: float) -> float:
    return 1.0 / (1.0 + math.exp(y - x))


def nothing(x: Array) -> None:
    """What is computed is not returned."""
    relu(x)


WRONG = (
    Wrong(
        "wrong sign",
        lambda: dense(w2=at(W2, (0, 1), 1.0)),
        SQUARE,
        cause="the weight [1,2] of layer 3 had the other sign",
    ),
    Wrong(
        "off-by-one slice",
        lambda: lambda x: relu(x[:-1] @ np.array([1.0, 2.0]) + np.array([0.5])),
        sn.Network(sn.Affine([[1, 2, 4]], ["1/2"]), sn.relu),
        cause="input 3 of layer 1 were left out",
    ),
    Wrong(
        "slice that starts at one",
        lambda: lambda x: relu(np.array([x[1:] @ np.array([1.0, 2.0]) + 0.5])),
        sn.Network(sn.Affine([[1, 2, 4]], ["1/2"]), sn.relu),
        cause="inputs",
    ),
    Wrong(
        "swapped rows",
        lambda: dense(w1=W1[::-1]),
        SQUARE,
        cause="rows 1 and 2 of the weights of layer 1 were exchanged",
    ),
    Wrong("float32 accumulate", float32_sums, THIRD, cause="single precision"),
    Wrong(
        "transposed weight",
        lambda: dense(w1=W1.T),
        SQUARE,
        cause="the weights of layer 1 were transposed",
    ),
    Wrong(
        "missing bias", lambda: dense(b1=0 * B1), SQUARE, cause="the bias of layer 1 were left out"
    ),
    Wrong(
        "missing last bias",
        lambda: dense(b2=0 * B2),
        SQUARE,
        cause="the bias of layer 3 were left out",
    ),
    Wrong(
        "one weight off by 2^-40",
        lambda: dense(w1=at(W1, (1, 0), 3.0 + 2.0**-40)),
        SQUARE,
        cause="W[2,1] of layer 1",
    ),
    Wrong(
        "one bias off by 2^-40",
        lambda: dense(b1=at(B1, (0,), 1.0 - 2.0**-40)),
        SQUARE,
        cause="b[1] of layer 1",
    ),
    Wrong("unstable sigmoid", lambda: overflowing_sigmoid, SIGMOID, kind="nan"),
    Wrong(
        "sigmoid that raises",
        lambda: raising_sigmoid,
        SIGMOID,
        kind="raised",
        cause="OverflowError",
    ),
    Wrong("softmax without shift", lambda: unstable_softmax, SOFTMAX, kind="nan"),
    Wrong(
        "softplus that overflows",
        lambda: lambda x: np.log(1 + np.exp(x)),
        SOFTPLUS,
        kind="overflow",
        options={"formulas": "textbook"},
    ),
    Wrong(
        "wrong leaky slope",
        lambda: lambda x: np.where(x > 0, x, 0.01 * x),
        LEAKY,
        cause="leaky_relu(slope=1/100)",
    ),
    Wrong(
        "> for >= at a tie",
        lambda: lambda x: (2 * x[:1] - x[1:] > 1).astype(float),
        STEP,
        cause="step(at_zero=0)",
    ),
    Wrong("wrong axis", lambda: softmax_of_batch, SOFTMAX, options={"call": "batch"}),
    Wrong(
        "wrong order of layers",
        lambda: lambda x: W2 @ (W1 @ relu(x) + B1) + B2,
        SQUARE,
        cause="layers 1 and 2 came in the other order",
    ),
    Wrong(
        "integer division",
        lambda: lambda x: np.array([1 // 3, -(1 // 3)]) @ x,
        THIRD,
        cause="integers",
    ),
    Wrong(
        "input overwritten",
        lambda: in_place,
        sn.Network(sn.Affine([[1, -2]]), sn.relu),
        kind="mutated",
    ),
    Wrong("input shifted in place", lambda: scaled_in_place, SQUARE, kind="mutated"),
    Wrong("bias across the batch", lambda: broadcast_bias, SQUARE, options={"call": "batch"}),
    Wrong("rows act on each other", lambda: centred, SQUARE, options={"call": "batch"}),
    Wrong("stale cache", stale, SQUARE, cause="computed anew"),
    Wrong("state kept", remembers, SQUARE, kind="unsteady"),
    Wrong("dropout left on", dropout, SQUARE, kind="unsteady"),
    Wrong(
        "activation after the last layer",
        lambda: lambda x: relu(dense()(x)),
        SQUARE,
        cause="relu were done after the last layer",
    ),
    Wrong(
        "float16 constant",
        lambda: lambda x: np.array([float(np.float16(1 / 3)), -1 / 3]) @ x,
        THIRD,
        cause="float16",
    ),
    Wrong(
        "constant of three digits",
        lambda: lambda x: np.array([0.333, -0.333]) @ x,
        THIRD,
        cause="the weights of layer 1 were rounded to 3 decimals",
    ),
    Wrong(
        "tanh for sigmoid",
        lambda: lambda x: np.tanh(x[:1] - x[1:]),
        SIGMOID,
        cause="tanh, not sigmoid",
    ),
    Wrong(
        "no skip connection",
        lambda: lambda x: relu(W1 @ x + B1),
        RESIDUAL,
        cause="did not add its input",
    ),
    Wrong(
        "smallest of a window",
        lambda: lambda x: x.reshape(2, 2).min(axis=1),
        POOL,
        cause="the smallest of each window",
    ),
    Wrong(
        "units exchanged",
        lambda: lambda x: dense()(x)[::-1],
        SQUARE,
        cause="units 1 and 2 of layer 3 were exchanged",
    ),
    Wrong("inputs exchanged", lambda: lambda x: dense()(x[::-1]), SQUARE, cause="inputs"),
    Wrong(
        "not a number at 0", lambda: lambda x: x * x / x, sn.Network(sn.Affine([[1]])), kind="nan"
    ),
    Wrong(
        "wrong shape",
        lambda: lambda x: W1[0] @ x,
        SQUARE,
        kind="shape",
        cause="shape (); shape (2,)",
    ),
    Wrong("nothing returned", lambda: nothing, SQUARE, kind="shape", cause="nothing"),
    Wrong(
        "a layer left out",
        lambda: lambda x: np.tanh(np.array([x[0] + x[1], x[0] - x[1]])) @ np.array([[1.0], [2.0]]),
        DEEP,
        cause="left out",
    ),
    Wrong(
        "xor with the wrong threshold", lambda: lambda x: relu(x.sum()) - 2 * relu(x.sum() - 2), XOR
    ),
    Wrong(
        "tanh of the textbook",
        lambda: lambda x: (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x)),
        TANH,
        kind="nan",
        options={"formulas": "textbook"},
    ),
)
