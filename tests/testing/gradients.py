"""Gradients by hand, wrong ones and right ones, each beside its network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

import symnn as sn
from tests.testing.nets import DEEP, LEAKY, POOL, RESIDUAL, SIGMOID, SOFTMAX, SQUARE, XOR
from tests.testing.right import A1, A2, C1

Array = NDArray[Any]
SQUARES = sn.Network(sn.Affine([[1, 2]], [1]), sn.square, sn.Affine([[3]]))
HARD = sn.Network(sn.Affine([[2]]), sn.hard_tanh)


@dataclass(frozen=True)
class Gradient:
    """A gradient, its network, options, and for a wrong one what the report says."""

    name: str
    function: Callable[..., Any]
    net: sn.Network
    cause: str = ""
    options: dict[str, Any] = field(default_factory=dict)
    kind: str = "value"


def relu(x: Array) -> Array:
    return np.maximum(x, 0.0)


def sigmoid(x: Any) -> Any:
    return np.exp(-np.logaddexp(0, -x))


def backward(x: Array, slope: Callable[[Array], Array] = lambda z: (z > 0) * 1.0) -> Array:
    return A2 @ np.diag(slope(A1 @ x + C1)) @ A1


def by_weights(x: Array, slope: Callable[[Array], Array] = lambda z: (z > 0) * 1.0) -> list[Array]:
    """Backpropagation in SQUARE, one output at a time."""
    z = A1 @ x + C1
    h, s = relu(z), slope(z)
    w1, b1, w2, b2 = [], [], [], []
    for k in range(2):
        delta = A2[k] * s
        e = np.eye(2)[k]
        w1.append(np.outer(delta, x))
        b1.append(delta)
        w2.append(np.outer(e, h))
        b2.append(e)
    return [np.array(g) for g in (w1, b1, w2, b2)]


def softmax(x: Array) -> Array:
    z = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]) @ x
    e = np.exp(z - z.max())
    return np.asarray(e / e.sum())


def softmax_jacobian(x: Array) -> Array:
    p = softmax(x)
    return (np.diag(p) - np.outer(p, p)) @ np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])


def deep(x: Array, late: bool = False) -> Array:
    w = np.array([[1.0, 1.0], [1.0, -1.0]])
    t = np.tanh(w @ x)
    s = sigmoid(t)
    inner = s if not late else sigmoid(s)
    return np.array([1.0, 2.0]) * inner * (1 - inner) * (1 - t * t) @ w


def numeric(x: Array) -> Array:
    step = 1e-6
    return np.array(
        [(deep_value(x + step * e) - deep_value(x - step * e)) / (2 * step) for e in np.eye(2)]
    )


def deep_value(x: Array) -> Any:
    return np.array([1.0, 2.0]) @ sigmoid(np.tanh(np.array([[1.0, 1.0], [1.0, -1.0]]) @ x))


def pooled(x: Array) -> Array:
    made = np.zeros((2, 4))
    for k in range(2):
        made[k, 2 * k + int(np.argmax(x[2 * k : 2 * k + 2]))] = 1
    return made


def spread(x: Array) -> Array:
    made = np.zeros((2, 4))
    for k in range(2):
        pair = x[2 * k : 2 * k + 2]
        hits = (pair == pair.max()) * 1.0
        made[k, 2 * k : 2 * k + 2] = hits / hits.sum()
    return made


def both_largest(x: Array) -> Array:
    made = np.zeros((2, 4))
    for k in range(2):
        made[k, 2 * k : 2 * k + 2] = x[2 * k : 2 * k + 2] >= x[2 * k : 2 * k + 2].max() - 1
    return made


BY_WEIGHTS = {"by": "weights"}


def true_at_0(z: Array) -> Array:
    return (z >= 0) * 1.0


def no_slope(_: Array) -> Array:
    return A2 @ A1


RIGHT = (
    Gradient("by hand", backward, SQUARE),
    Gradient(
        "with 1 at kinks", lambda x: backward(x, true_at_0), SQUARE, options={"at_kinks": "right"}
    ),
    Gradient(
        "with 1/2 at kinks",
        lambda x: backward(x, lambda z: np.heaviside(z, 0.5)),
        SQUARE,
        options={"at_kinks": {"relu": "1/2"}},
    ),
    Gradient(
        "any at kinks",
        lambda x: backward(x, lambda z: np.heaviside(z, 0.3)),
        SQUARE,
        options={"at_kinks": "any"},
    ),
    Gradient(
        "kinks passed over",
        lambda x: backward(x, lambda z: np.heaviside(z, 7.0)),
        SQUARE,
        options={"at_kinks": "exclude"},
    ),
    Gradient("by weights", by_weights, SQUARE, options=BY_WEIGHTS),
    Gradient(
        "by weights in pairs",
        lambda x: [tuple(by_weights(x)[:2]), tuple(by_weights(x)[2:])],
        SQUARE,
        options=BY_WEIGHTS,
    ),
    Gradient(
        "sigmoid", lambda x: (s := sigmoid(x[0] - x[1])) * (1 - s) * np.array([1.0, -1.0]), SIGMOID
    ),
    Gradient("softmax", softmax_jacobian, SOFTMAX),
    Gradient("two smooth layers", deep, DEEP),
    Gradient("largest, first of ties", pooled, POOL),
    Gradient("largest, ties shared", spread, POOL),
    Gradient("leaky relu", lambda x: np.where(x > 0, 1.0, 0.1), LEAKY),
    Gradient("residual", lambda x: np.eye(2) + np.diag((A1 @ x + C1 > 0) * 1.0) @ A1, RESIDUAL),
    Gradient("squares", lambda x: 6 * (x[0] + 2 * x[1] + 1) * np.array([1.0, 2.0]), SQUARES),
    Gradient("hard tanh", lambda x: 2.0 * (abs(2 * x) < 1), HARD),
    Gradient("scalars", lambda x, y: [1.0 - 2 * (x + y > 1) if x + y > 0 else 0.0] * 2, XOR),
    Gradient(
        "rows", lambda x: np.array([backward(r) for r in x]), SQUARE, options={"call": "batch"}
    ),
    Gradient("float32", lambda x: backward(x).astype("f4"), SQUARE, options={"dtype": "float32"}),
)

WRONG = (
    Gradient(
        "relu'(0) = 1",
        lambda x: backward(x, true_at_0),
        SQUARE,
        "the slope of relu at a kink were the one on its right",
    ),
    Gradient(
        "relu'(0) = 1/2",
        lambda x: backward(x, lambda z: np.heaviside(z, 0.5)),
        SQUARE,
        "the mean of both",
    ),
    Gradient("no relu'", no_slope, SQUARE, "the slope of layer 2, relu, were left out"),
    Gradient("transposed", lambda x: backward(x).T, SQUARE, "the Jacobian were transposed"),
    Gradient("wrong sign", lambda x: -backward(x), SQUARE, "all signs were wrong"),
    Gradient(
        "mask of the wrong bias",
        lambda x: A2 @ np.diag((A1 @ x > 0) * 1.0) @ A1,
        SQUARE,
        "the bias of layer 1 were left out",
    ),
    Gradient(
        "slope at the output",
        lambda x: deep(x, late=True),
        DEEP,
        "the slope of layer 3, sigmoid, were taken at its output",
    ),
    Gradient("sigmoid's slope s", lambda x: sigmoid(x[0] - x[1]) * np.array([1.0, -1.0]), SIGMOID),
    Gradient("finite differences", numeric, DEEP),
    Gradient(
        "softmax without cross terms",
        lambda x: (
            np.diag(softmax(x) * (1 - softmax(x))) @ np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
        ),
        SOFTMAX,
    ),
    Gradient("both of a window", both_largest, POOL),
    Gradient(
        "no identity",
        lambda x: np.diag((A1 @ x + C1 > 0) * 1.0) @ A1,
        RESIDUAL,
        "layer 1 did not add its input",
    ),
    Gradient(
        "factor two forgotten", lambda x: 3 * (x[0] + 2 * x[1] + 1) * np.array([1.0, 2.0]), SQUARES
    ),
    Gradient("leaky slope", lambda x: np.where(x > 0, 1.0, 0.01), LEAKY, "leaky_relu(slope=1/100)"),
    Gradient(
        "weights: inputs not transposed",
        lambda x: [by_weights(x)[0].transpose(0, 2, 1), *by_weights(x)[1:]],
        SQUARE,
        options=BY_WEIGHTS,
    ),
    Gradient(
        "weights: relu'(0) = 1",
        lambda x: by_weights(x, true_at_0),
        SQUARE,
        "on its right",
        BY_WEIGHTS,
    ),
    Gradient(
        "weights: hidden before relu",
        lambda x: [
            *by_weights(x)[:2],
            np.array([np.outer(e, A1 @ x + C1) for e in np.eye(2)]),
            by_weights(x)[3],
        ],
        SQUARE,
        options=BY_WEIGHTS,
    ),
    Gradient(
        "weights: a shape",
        lambda x: [g.T for g in by_weights(x)[:1]] + by_weights(x)[1:3] + [np.eye(3)],
        SQUARE,
        "it gave db2 of shape (3, 3); shape (2, 2) is wanted",
        BY_WEIGHTS,
        kind="shape",
    ),
    Gradient(
        "weights: one missing",
        lambda x: by_weights(x)[:3],
        SQUARE,
        "it gave 3 arrays; dW1, db1, dW2, db2 are wanted",
        BY_WEIGHTS,
        kind="shape",
    ),
    Gradient(
        "one weight off by 2^-40",
        lambda x: A2 @ np.diag((A1 @ x + C1 > 0) * 1.0) @ (A1 + np.array([[2.0**-40, 0], [0, 0]])),
        SQUARE,
    ),
    Gradient(
        "not a number at 0",
        lambda x: np.array([np.sign(x[0]) * x[0] / x[0] * 0 + np.where(x[0] > 0, 1.0, 0.1)]),
        LEAKY,
        kind="nan",
    ),
)
