"""More implementations, right and wrong, by people with other habits.

The networks have square layers, so that no shape tells a transposed weight, and a bias that is
broadcast along the wrong axis goes unseen until a batch has as many rows as a layer has units.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import partial, reduce
from typing import Any

import mpmath
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

import symnn as sn
from tests.testing.right import Right
from tests.testing.wrong import Wrong

Array = NDArray[Any]

V1 = np.array([[1.0, 2.0, -1.0], [0.0, 3.0, 1.0], [2.0, -1.0, 1.0]])
V2 = np.array([[1.0, -1.0, 2.0], [3.0, 1.0, 0.0], [-2.0, 1.0, 1.0]])
V3 = np.array([[1.0, -2.0, 1.0]])
C1, C2, C3 = np.array([1.0, 0.0, -2.0]), np.array([0.5, -1.0, 0.0]), np.array([0.25])
CUBE = sn.from_arrays([(V1, C1), "relu", (V2, C2), "relu", (V3, C3)])

T1, U1 = np.array([[1 / 3, 0.1], [-0.7, 1 / 7], [2.0, 1 / 9]]), np.array([0.1, -0.3, 1 / 3])
T2, U2 = np.array([[1.0, -1 / 3, 0.6], [0.2, 1.0, -1.0]]), np.array([0.0, 0.7])
TENTHS = sn.from_arrays([(T1, U1), "tanh", (T2, U2)])
THIRDS = sn.Network(sn.Affine([["1/3", "1/7"], ["-2/3", "5/9"]], ["1/10", 0]))
S1, D1 = np.array([[2.0, 1.0], [1.0, 3.0]]), np.array([1.0, -1.0])
SYMMETRIC = sn.Network(sn.Affine([[2, 1], [1, 3]], [1, -1]), sn.leaky_relu("1/8"))
SOFT = sn.Network(sn.Affine([[1, 0, 2], [0, 1, -1], [1, 1, 0]]), sn.Softmax())
GATE = sn.Network(sn.Affine([[1, -2]], ["1/2"]), sn.sigmoid)
PLUS = sn.Network(sn.Affine([[1, -2]]), sn.softplus)
FILTER = sn.Network(
    sn.Convolution([[1, -2, 4]], [0], [tuple(range(k, k + 3)) for k in range(6)], 8), sn.relu
)


def relu(x: Array) -> Array:
    return np.maximum(x, 0.0)


def plain(x: Array) -> Array:
    return np.asarray(relu(relu(x @ V1.T + C1) @ V2.T + C2) @ V3.T + C3)


def tenths(x: Array) -> Array:
    return np.asarray(np.tanh(x @ T1.T + U1) @ T2.T + U2)


# --- right ------------------------------------------------------------------------------


def einsum(x: Array) -> Array:
    h = relu(np.einsum("ij,kj->ki", V1, x) + C1)
    h = relu(np.einsum("ki,ji->kj", h, V2) + C2)
    return np.asarray(np.einsum("kj,ij->ki", h, V3) + C3)


def long_double(x: Array) -> Array:
    w1, w2 = T1.astype(np.longdouble), T2.astype(np.longdouble)
    return np.asarray(np.tanh(x @ w1.T + U1) @ w2.T + U2, dtype=np.float64)


def kahan(weights: Array, bias: Array, x: list[float]) -> list[float]:
    found = []
    for row, start in zip(weights.tolist(), bias.tolist(), strict=True):
        total, lost = start, 0.0
        for w, v in zip(row, x, strict=True):
            term = w * v - lost
            new = total + term
            lost, total = (new - total) - term, new
        found.append(total)
    return found


def compensated(x: list[float]) -> list[float]:
    return kahan(T2, U2, [math.tanh(v) for v in kahan(T1, U1, x)])


def blocked(x: Array) -> Array:
    made = np.empty((len(x), 1))
    for start in range(0, len(x), 16):
        made[start : start + 16] = plain(x[start : start + 16])
    return made


def homogeneous(x: Array) -> Array:
    first = np.hstack([T1, U1[:, None]])
    second = np.hstack([T2, U2[:, None]])
    return np.asarray(second @ np.append(np.tanh(first @ np.append(x, 1.0)), 1.0))


def tensordot(x: Array) -> Array:
    h = np.tanh(np.tensordot(x, T1, axes=(-1, 1)) + U1)
    return np.asarray(np.tensordot(h, T2, axes=(-1, 1)) + U2)


def outer_sums(x: Array) -> Array:
    h = np.tanh(np.add.reduce(T1 * x[None, :], axis=1) + U1)
    return np.asarray((T2 * h).sum(axis=1) + U2)


def buffered() -> Callable[[Array], Array]:
    h = np.empty(3)

    def run(x: Array) -> Array:
        np.matmul(T1, x, out=h)
        np.add(h, U1, out=h)
        np.tanh(h, out=h)
        return np.asarray(T2 @ h + U2)

    return run


def cached() -> Callable[[Array], Array]:
    known: dict[bytes, Array] = {}

    def run(x: Array) -> Array:
        key = x.tobytes()
        if key not in known:
            known[key] = plain(x)
        return known[key].copy()

    return run


class Model:
    """Layers in a list, as in a course."""

    def __init__(self) -> None:
        self.layers = [(V1, C1, relu), (V2, C2, relu), (V3, C3, lambda x: x)]

    def __call__(self, x: Array) -> Array:
        """Forward."""
        return reduce(lambda h, p: p[2](h @ p[0].T + p[1]), self.layers, x)


def by_decimals(x: list[float]) -> list[float]:
    with localcontext() as context:
        context.prec = 60
        rows = [[Decimal(1) / 3, Decimal(1) / 7], [Decimal(-2) / 3, Decimal(5) / 9]]
        shift = [Decimal("0.1"), Decimal(0)]
        point = [Decimal(v) for v in x]
        return [
            float(sum((w * v for w, v in zip(r, point, strict=True)), s))
            for r, s in zip(rows, shift, strict=True)
        ]


def by_mpmath(x: list[float]) -> list[float]:
    with mpmath.workdps(40):
        h = mpmath.matrix(T1.tolist()) * mpmath.matrix(x) + mpmath.matrix(U1.tolist())
        h = mpmath.matrix([mpmath.tanh(v) for v in h])
        y = mpmath.matrix(T2.tolist()) * h + mpmath.matrix(U2.tolist())
        return [float(v) for v in y]


def by_fractions(x: list[float]) -> list[float]:
    rows = [[Fraction(1, 3), Fraction(1, 7)], [Fraction(-2, 3), Fraction(5, 9)]]
    shift = [Fraction(1, 10), Fraction(0)]
    return [
        float(sum((w * Fraction(v) for w, v in zip(r, x, strict=True)), s))
        for r, s in zip(rows, shift, strict=True)
    ]


def sparse(x: Array) -> Array:
    return np.asarray(
        relu((csr_array(V2) @ relu((csr_array(V1) @ x.T).T + C1).T).T + C2) @ V3.T + C3
    )


def rows_in_threads(x: Array) -> Array:
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(plain, x))
    return np.array(found).reshape(len(x), 1)


def strided_filter(x: Array) -> Array:
    windows = np.lib.stride_tricks.sliding_window_view(x, 3)
    return relu(windows @ np.array([1.0, -2.0, 4.0]))


def soft(x: Array) -> Array:
    z = x @ np.array([[1.0, 0, 2], [0, 1, -1], [1, 1, 0]]).T
    powers = np.exp(z - z.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


def soft_by_differences(x: Array) -> Array:
    z = np.array([[1.0, 0, 2], [0, 1, -1], [1, 1, 0]]) @ x
    with np.errstate(all="ignore"):
        return np.asarray(1 / np.exp(z[None, :] - z[:, None]).sum(axis=1))


RIGHT: list[Right] = [
    Right("einsum over a batch", einsum, CUBE, {"call": "batch"}),
    Right("long double throughout", long_double, TENTHS),
    Right("Kahan's sums", compensated, TENTHS, {"call": "list"}),
    Right("blocks of sixteen rows", blocked, CUBE, {"call": "batch"}),
    Right("homogeneous coordinates", homogeneous, TENTHS),
    Right("tensordot", tensordot, TENTHS),
    Right("tensordot over a batch", tensordot, TENTHS, {"call": "batch"}),
    Right("sums of products", outer_sums, TENTHS),
    Right("buffers used again", buffered(), TENTHS),
    Right("a cache that is right", cached(), CUBE),
    Right("a class", Model(), CUBE),
    Right("a class over batches", Model(), CUBE, {"call": "batch"}),
    Right("Decimal", by_decimals, THIRDS, {"call": "list"}),
    Right("mpmath", by_mpmath, TENTHS, {"call": "list"}),
    Right("Fractions rounded once", by_fractions, THIRDS, {"call": "list"}),
    Right("sparse matrices", sparse, CUBE, {"call": "batch"}),
    Right("threads", rows_in_threads, CUBE, {"call": "batch"}),
    Right("a stack of rows", lambda x: np.array([plain(p) for p in x]), CUBE, {"call": "batch"}),
    Right(
        "along an axis",
        partial(np.apply_along_axis, plain, 1),
        CUBE,
        {"call": "batch", "rows": (1, 2, 20)},
    ),
    Right("windows of a view", strided_filter, FILTER),
    Right("correlate", lambda x: relu(np.correlate(x, [1.0, -2.0, 4.0])), FILTER),
    Right("softmax of a batch", soft, SOFT, {"call": "batch"}),
    Right("softmax by differences", soft_by_differences, SOFT),
    Right(
        "clip for relu",
        lambda x: np.clip(V1 @ x + C1, 0, None) @ np.eye(3),
        sn.from_arrays([(V1, C1), "relu"]),
    ),
    Right(
        "Fortran weights",
        lambda x: np.tanh(np.asfortranarray(T1) @ x + U1) @ np.asfortranarray(T2.T) + U2,
        TENTHS,
    ),
    Right(
        "float32 in float64", lambda x: tenths(x.astype(np.float64)), TENTHS, {"dtype": "float32"}
    ),
    Right(
        "the sigmoid by tanh",
        lambda x: 0.5 + 0.5 * np.tanh((x[:1] - 2 * x[1:] + 0.5) / 2),
        GATE,
        {"formulas": "textbook"},
    ),
    Right(
        "softplus with a maximum",
        lambda x: max(z := x[0] - 2 * x[1], 0) + np.log1p(np.exp(-abs(z))),
        PLUS,
    ),
]


# --- wrong ------------------------------------------------------------------------------


def layers(
    w1: Array = V1, c1: Array = C1, w2: Array = V2, c2: Array = C2, w3: Array = V3, c3: Array = C3
) -> Callable[[Array], Array]:
    return lambda x: np.asarray(relu(relu(x @ w1.T + c1) @ w2.T + c2) @ w3.T + c3)


def bias_down_the_columns(x: Array) -> Array:
    z = x @ V1.T
    h = relu(z + C1[:, None]) if z.shape == (3, 3) else relu(z + C1)
    return np.asarray(relu(h @ V2.T + C2) @ V3.T + C3)


def bias_for_each_row(x: Array) -> Array:
    z = x @ V1.T
    for _ in range(len(x)):
        z = z + C1
    return np.asarray(relu(relu(z) @ V2.T + C2) @ V3.T + C3)


def clipped_gate(x: Array) -> Array:
    return 1 / (1 + np.exp(-np.clip(x[:1] - 2 * x[1:] + 0.5, -30, 30)))


def changes_batches(x: Array) -> Array:
    if len(x) > 1:
        x += 0.5
    return plain(x)


def running_mean() -> Callable[[Array], Array]:
    mean = np.zeros(3)

    def run(x: Array) -> Array:
        nonlocal mean
        mean = 0.999 * mean + 0.001 * x
        return plain(x - 1e-6 * mean)

    return run


def one_layer_in_single(x: Array) -> Array:
    h = np.tanh((x @ T1.T + U1).astype(np.float32))
    return np.asarray(h.astype(np.float64) @ T2.T + U2)


def accumulating() -> Callable[..., Array]:
    def run(x: Array, seen: list[int] = []) -> Array:  # noqa: B006  it is what is wrong
        seen.append(1)
        return plain(x) + (len(seen) > 300) * 1e-3

    return run


def rounded_cache() -> Callable[[Array], Array]:
    known: dict[Any, Array] = {}

    def run(x: Array) -> Array:
        return known.setdefault(tuple(np.round(x, 3)), plain(x))

    return run


def remainder_left_out(x: Array) -> Array:
    made = np.zeros((len(x), 1))
    whole = len(x) // 16 * 16 if len(x) > 16 else len(x)
    made[:whole] = plain(x[:whole])
    return made


def memory_order(x: Array) -> Array:
    return plain(x.ravel(order="K").reshape(x.shape))


def taylor(x: Array) -> Array:
    z = x @ T1.T + U1
    return np.asarray(np.where(abs(z) < 0.01, z - z**3 / 3, np.tanh(z)) @ T2.T + U2)


def softmax_with_epsilon(x: Array) -> Array:
    z = np.array([[1.0, 0, 2], [0, 1, -1], [1, 1, 0]]) @ x
    powers = np.exp(z - z.max())
    return np.asarray(powers / (powers.sum() + 1e-9))


def softmax_across(x: Array) -> Array:
    z = x @ np.array([[1.0, 0, 2], [0, 1, -1], [1, 1, 0]]).T
    powers = np.exp(z - z.max())
    return np.asarray(powers / powers.sum(axis=0 if z.shape[0] == 3 else -1, keepdims=True))


def nothing_at_the_origin(x: Array) -> Array:
    return plain(x) if x.any() else np.zeros(1)


SYMMETRIC_WRONG = np.triu(S1) + np.triu(S1).T

WRONG: list[Wrong] = [
    Wrong("square weight transposed", lambda: layers(w2=V2.T), CUBE),
    Wrong("first square weight transposed", lambda: layers(w1=V1.T), CUBE),
    Wrong("bias down the columns", lambda: bias_down_the_columns, CUBE, options={"call": "batch"}),
    Wrong("bias once for each row", lambda: bias_for_each_row, CUBE, options={"call": "batch"}),
    Wrong("inputs as whole numbers", lambda: lambda x: plain(x.astype(int).astype(float)), CUBE),
    Wrong("exponent clipped", lambda: clipped_gate, GATE),
    Wrong(
        "leaky slope of another framework",
        lambda: lambda x: np.where((z := S1 @ x + D1) > 0, z, 0.01 * z),
        SYMMETRIC,
    ),
    Wrong(
        "leaky slope on the other side",
        lambda: lambda x: np.where((z := S1 @ x + D1) < 0, z, z / 8),
        SYMMETRIC,
    ),
    Wrong(
        "batches overwritten",
        lambda: changes_batches,
        CUBE,
        kind="mutated",
        options={"call": "batch"},
    ),
    Wrong("a running mean", running_mean, CUBE, kind="unsteady"),
    Wrong("one layer in float32", lambda: one_layer_in_single, TENTHS),
    Wrong(
        "diagonal twice",
        lambda: lambda x: np.where((z := SYMMETRIC_WRONG @ x + D1) > 0, z, z / 8),
        SYMMETRIC,
    ),
    Wrong("first weights in both layers", lambda: layers(w2=V1), CUBE),
    Wrong(
        "relu6 for relu",
        lambda: lambda x: np.minimum(relu(V1 @ x + C1), 6) @ np.eye(3),
        sn.from_arrays([(V1, C1), "relu"]),
    ),
    Wrong(
        "a threshold that is not 0",
        lambda: lambda x: np.where((z := V1 @ x + C1) > 1e-7, z, 0),
        sn.from_arrays([(V1, C1), "relu"]),
    ),
    Wrong("a series near 0", lambda: taylor, TENTHS),
    Wrong("softmax with an epsilon", lambda: softmax_with_epsilon, SOFT),
    Wrong("softmax down a square batch", lambda: softmax_across, SOFT, options={"call": "batch"}),
    Wrong(
        "thirds of six digits",
        lambda: lambda x: np.round([[1 / 3, 1 / 7], [-2 / 3, 5 / 9]], 6) @ x + [0.1, 0],
        THIRDS,
    ),
    Wrong(
        "float16 bias",
        lambda: lambda x: np.tanh(T1 @ x + U1.astype(np.float16)) @ T2.T + U2,
        TENTHS,
    ),
    Wrong("order of memory", lambda: memory_order, CUBE, options={"call": "batch"}),
    Wrong(
        "remainder of a block left out", lambda: remainder_left_out, CUBE, options={"call": "batch"}
    ),
    Wrong("counts its calls", accumulating, CUBE, kind="unsteady"),
    Wrong("a cache of rounded keys", rounded_cache, CUBE),
    Wrong("nothing at the origin", lambda: nothing_at_the_origin, CUBE),
    Wrong("absolute values of inputs", lambda: lambda x: plain(abs(x)), CUBE),
    Wrong("sorted inputs", lambda: lambda x: plain(np.sort(x)), CUBE),
    Wrong("biases permuted", lambda: layers(c1=C1[[0, 2, 1]]), CUBE),
    Wrong(
        "kernel turned round",
        lambda: lambda x: relu(np.convolve(x, [1.0, -2.0, 4.0], "valid")),
        FILTER,
    ),
    Wrong(
        "window one further",
        lambda: lambda x: relu(np.correlate(np.roll(x, -1), [1.0, -2.0, 4.0])),
        FILTER,
    ),
    Wrong(
        "sinh by cosh",
        lambda: lambda x: np.sinh(T1 @ x + U1) / np.cosh(T1 @ x + U1) @ T2.T + U2,
        TENTHS,
        kind="nan",
    ),
    Wrong(
        "softplus cut off",
        lambda: (
            lambda x: np.where(
                (z := x[:1] - 2 * x[1:]) > 20, z, np.log1p(np.exp(np.minimum(z, 20)))
            )
        ),
        PLUS,
    ),
    Wrong(
        "bias of the last layer in the hidden one", lambda: layers(c2=C2 + 0.25, c3=0 * C3), CUBE
    ),
    Wrong("one number for all outputs", lambda: lambda x: np.full(2, tenths(x)[0]), TENTHS),
]
