"""Right implementations in many manners: none of them may be accused."""

from __future__ import annotations

import ctypes
import math
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import sympy as sp
from numpy.typing import NDArray
from scipy.special import erf, erfc, expit

import symnn as sn
from tests.testing.nets import (
    LEAKY,
    MULTIPLY,
    POOL,
    RESIDUAL,
    SIGMOID,
    SOFTMAX,
    SOFTPLUS,
    SQUARE,
    STEP,
    THIRD,
    WIDE,
)

Array = NDArray[Any]


@dataclass(frozen=True)
class Right:
    """An implementation that is right, and how it is to be tested."""

    name: str
    function: Callable[..., Any]
    net: sn.Network
    options: dict[str, Any] = field(default_factory=dict)


R = 1 / math.sqrt(2)
W1 = np.array([[1, 0], [R, R], [0, 1]])
B1 = np.array([-R, -R, -R])
W2 = np.array([[0, (2 + math.sqrt(2)) / 2, 0]])
A1, C1 = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([1.0, -1.0])
A2, C2 = np.array([[1.0, -1.0], [2.0, 1.0]]), np.array([0.0, 0.5])


def relu(x: Array) -> Array:
    return np.maximum(x, 0)


def vectorised(x: Array) -> Array:
    return relu(x @ W1.T + B1) @ W2.T


def loops(x: list[float]) -> list[float]:
    h = []
    for row, b in zip(W1.tolist(), B1.tolist(), strict=True):
        total = b
        for w, v in zip(row, x, strict=True):
            total += w * v
        h.append(total if total > 0 else 0.0)
    return [sum(w * v for w, v in zip(W2[0].tolist(), h, strict=True))]


def backwards(x: Array) -> Array:
    h = [max(0.0, sum(t for t in reversed([*(row * x), b]))) for row, b in zip(W1, B1, strict=True)]
    return np.array([sum(reversed(list(W2[0] * np.array(h))))])


def fsum(x: float, y: float) -> float:
    h = [max(0.0, math.fsum([w[0] * x, w[1] * y, b])) for w, b in zip(W1, B1, strict=True)]
    return math.fsum(w * v for w, v in zip(W2[0], h, strict=True))


def einsum(x: Array) -> Array:
    h = relu(np.einsum("ij,nj->ni", W1, x) + B1)
    return np.einsum("ij,nj->ni", W2, h, optimize=True)


def fused(x: Array) -> Array:
    """Every product and sum rounded once, as fma does."""

    def fma(a: float, b: float, c: float) -> float:
        return float(Fraction(a) * Fraction(b) + Fraction(c))

    h = []
    for row, b in zip(W1.tolist(), B1.tolist(), strict=True):
        total = b
        for w, v in zip(row, x.tolist(), strict=True):
            total = fma(w, v, total)
        h.append(max(total, 0.0))
    total = 0.0
    for w, v in zip(W2[0].tolist(), h, strict=True):
        total = fma(w, v, total)
    return np.array([total])


def pairwise(x: Array) -> Array:
    def halves(terms: list[float]) -> float:
        if len(terms) == 1:
            return terms[0]
        middle = len(terms) // 2
        return halves(terms[:middle]) + halves(terms[middle:])

    return np.array([halves(list(np.full(64, 1 / 3) * x))])


def single(x: Array) -> Array:
    f = np.float32
    return relu(x @ W1.T.astype(f) + B1.astype(f)) @ W2.T.astype(f)


def extended(x: Array) -> Array:
    wide = np.longdouble
    return (relu(x @ W1.T.astype(wide) + B1.astype(wide)) @ W2.T.astype(wide)).astype(float)


def columns(x: Array) -> Array:
    return A2 @ relu(A1 @ x + C1[:, None]) + C2[:, None]


def permuted_units(x: Array) -> Array:
    return A2[:, ::-1] @ relu(A1[::-1] @ x + C1[::-1]) + C2


def rescaled_units(x: Array) -> Array:
    return (A2 / 3) @ relu((3 * A1) @ x + 3 * C1) + C2


def maxima(x: Array) -> Array:
    pairs = x.reshape(2, 2)
    a, b = pairs[:, 0], pairs[:, 1]
    return np.where(a > b, a, b)


def stable_sigmoid(x: Array) -> Array:
    z = x[0] - x[1]
    return np.array([1 / (1 + np.exp(-z)) if z >= 0 else np.exp(z) / (1 + np.exp(z))])


def shifted_softmax(x: Array) -> Array:
    z = x @ np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]])
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def softmax_by_logs(x: Array) -> Array:
    z = np.array([x[0], x[1], x[0] + x[1]])
    m = z.max()
    return np.exp(z - (m + np.log(np.exp(z - m).sum())))


GELU = sn.Network(sn.Affine([[1]]), sn.gelu)
ELU = sn.Network(sn.Affine([[1]]), sn.elu(2))
SILU = sn.Network(sn.Affine([[1]]), sn.silu)

TINY = sn.Network(sn.Affine([["1e-310"]]))
_x = sp.Symbol("x", real=True)
OWN = sn.Network(sn.Affine([[1]]), sn.activation(sp.Piecewise((_x, _x > 1), (_x**2, True)), _x))

RIGHT = (
    Right("numpy on vectors", vectorised, MULTIPLY),
    Right("numpy on batches", vectorised, MULTIPLY, {"call": "batch"}),
    Right("loops over lists", loops, MULTIPLY),
    Right("sums from behind", backwards, MULTIPLY),
    Right("math.fsum on scalars", fsum, MULTIPLY),
    Right("einsum", einsum, MULTIPLY),
    Right("fused multiply and add", fused, MULTIPLY),
    Right("sums by halves", pairwise, WIDE),
    Right("one sum from the left", lambda x: np.array([sum((x / 3).tolist())]), WIDE),
    Right("float32 for what it is", single, MULTIPLY, {"dtype": "float32"}),
    Right("float32 on batches", single, MULTIPLY, {"dtype": np.float32, "call": "batch"}),
    Right("long double", extended, MULTIPLY),
    Right("columns", columns, SQUARE, {"call": "column"}),
    Right("hidden units permuted", permuted_units, SQUARE),
    Right("hidden units rescaled", rescaled_units, SQUARE),
    Right("relu by absolute values", lambda x: A2 @ ((z := A1 @ x + C1) + abs(z)) / 2 + C2, SQUARE),
    Right("relu by a product", lambda x: A2 @ ((z := A1 @ x + C1) * (z > 0)) + C2, SQUARE),
    Right("a third by division", lambda x: (x[:1] - x[1:]) / 3, THIRD),
    Right("residual", lambda x: x + relu(A1 @ x + C1), RESIDUAL),
    Right("maxima by comparison", maxima, POOL),
    Right("leaky relu by a maximum", lambda x: np.maximum(x, 0.1 * x), LEAKY),
    Right("leaky relu by cases", lambda x: x if x > 0 else x / 10, LEAKY, {"call": "scalars"}),
    Right("step", lambda x: np.heaviside(2 * x[:1] - x[1:] - 1, 1.0), STEP),
    Right("sigmoid by signs", stable_sigmoid, SIGMOID),
    Right("sigmoid of scipy", lambda x: expit(x[:1] - x[1:]), SIGMOID),
    Right("sigmoid of the textbook", lambda x: 1 / (1 + np.exp(x[1:] - x[:1])), SIGMOID),
    Right("softmax, shifted", shifted_softmax, SOFTMAX),
    Right("softmax of batches", shifted_softmax, SOFTMAX, {"call": "batch"}),
    Right("softmax by logarithms", softmax_by_logs, SOFTMAX),
    Right("softplus by logaddexp", lambda x: np.logaddexp(0, x), SOFTPLUS),
    Right(
        "softplus by log1p",
        lambda x: max(x, 0) + math.log1p(math.exp(-abs(x))),
        SOFTPLUS,
        {"call": "scalars"},
    ),
    Right(
        "softplus of the textbook",
        lambda x: np.log(1 + np.exp(x)),
        SOFTPLUS,
        {"formulas": "textbook", "box": (-40, 700)},
    ),
    Right("1/x", lambda x: 1 / x, sn.Network(sn.Affine([[1]]), sn.power(-1))),
    Right("a logarithm", np.log, sn.Network(sn.Affine([[1]]), sn.log)),
    Right("a weight below the normal range", lambda x: 1e-310 * x, TINY),
    Right("a function of one's own", lambda x: np.where(x > 1, x, x * x), OWN),
    Right("gelu by erfc", lambda x: x / 2 * erfc(-x / math.sqrt(2)), GELU),
    Right("sigmoid by logaddexp", lambda x: np.exp(-np.logaddexp(0, x[1:] - x[:1])), SIGMOID),
    Right("Fractions", lambda x: [Fraction(v) for v in A2 @ relu(A1 @ x + C1) + C2], SQUARE),
    Right(
        "gelu of the textbook",
        lambda x: x / 2 * (1 + erf(x / math.sqrt(2))),
        GELU,
        {"formulas": "textbook"},
    ),
    Right("elu by expm1", lambda x: np.where(x > 0, x, 2 * np.expm1(x)), ELU),
    Right(
        "elu of the textbook",
        lambda x: np.where(x > 0, x, 2 * (np.exp(x) - 1)),
        ELU,
        {"formulas": "textbook"},
    ),
    Right("silu", lambda x: x / (1 + np.exp(-x)), SILU),
    Right("one number for one output", fsum, MULTIPLY),
)

C_SOURCE = """
#include <math.h>
static const double r = 0.70710678118654752440;
double scalars(double x, double y) {
    double h = fmax(0.0, r * x + r * y - r);
    return (2.0 + sqrt(2.0)) / 2.0 * h;
}
void pointers(const double *x, double *y) { y[0] = scalars(x[0], x[1]); }
void wrong(const double *x, double *y) { y[0] = scalars(x[0], -x[1]); }
"""


def c_library(folder: Path) -> ctypes.CDLL | None:
    """The functions in C, compiled to use fused operations; None without a compiler."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        return None
    source, library = folder / "net.c", folder / "net.so"
    source.write_text(C_SOURCE)
    flags = ["-O3", "-march=native", "-ffp-contract=fast", "-shared", "-fPIC"]
    command = [compiler, *flags, str(source), "-o", str(library), "-lm"]
    subprocess.run(command, check=True)
    return ctypes.CDLL(str(library))
