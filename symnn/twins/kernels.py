"""Scalar functions on numpy arrays, by formulas that are stable everywhere.

Each kernel takes an array that it may overwrite and returns the values in its dtype. None of them
warns of an overflow that is not in the mathematics: sigmoid, softplus, softmax and their kin see
exponentials of non-positive numbers only.

References:
    N. Higham, Accuracy and Stability of Numerical Algorithms (2002), section 1.14 (expm1, log1p).
    P. Blanchard, D. Higham, N. Higham, Accurately computing the log-sum-exp and softmax functions,
    IMA J. Numer. Anal. 41 (2021).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from symnn.errors import UnsupportedError

Array: TypeAlias = NDArray[Any]
Kernel: TypeAlias = Callable[[Array], Array]

#: Rounded by numpy to the dtype of the array, as every Python float is.
_ROOT_HALF: Final = 0.7071067811865476
#: 2^27 + 1 splits a float64 into two of 26 bits (Veltkamp).
_SPLITTER: Final = 134217729.0
#: Beyond -40 gelu is 0 in float64.
_GELU_ZERO: Final = 40.0


def identity(x: Array) -> Array:
    """x."""
    return x


def relu(x: Array) -> Array:
    """max(x, 0)."""
    return np.maximum(x, 0, out=x)


def sigmoid(x: Array) -> Array:
    """1/(1 + e^-x), from e^-|x| <= 1: for x < 0 it is e^x/(1 + e^x)."""
    below = x < 0
    small = np.abs(x)
    np.negative(small, out=small)
    np.exp(small, out=small)
    x = np.where(below, small, np.ones((), x.dtype))
    small += 1
    x /= small
    return x


def tanh(x: Array) -> Array:
    """tanh, of numpy."""
    return np.tanh(x, out=x)


def softplus(x: Array) -> Array:
    """log(1 + e^x) = max(x, 0) + log1p(e^-|x|)."""
    small = np.abs(x)
    np.negative(small, out=small)
    np.exp(small, out=small)
    np.log1p(small, out=small)
    np.maximum(x, 0, out=x)
    x += small
    return x


def silu(x: Array) -> Array:
    """x sigmoid(x)."""
    found = sigmoid(x.copy())
    found *= x
    return found


def erf(x: Array) -> Array:
    """erf, of scipy."""
    return np.asarray(_special().erf(x))


def gelu(x: Array) -> Array:
    """x Φ(x) = max(x, 0) - a/2 erfcx(a/sqrt(2)) e^(-a²/2) for a = |x|: accurate in both tails.

    erfc(a/sqrt(2)) itself would magnify the rounding of its argument by a²; here a² is split into
    two floats, and erfcx does not magnify anything. In float32 it is done in float64.
    """
    wide = x.astype(np.float64)
    a = np.minimum(np.abs(wide), _GELU_ZERO)
    high = a * _SPLITTER
    high -= high - a
    low = a - high
    square = a * a
    rest = ((high * high - square) + 2 * high * low) + low * low
    tail = np.exp(square * -0.5)
    tail *= 1 - rest / 2
    tail *= _special().erfcx(a * _ROOT_HALF)
    tail *= a * -0.5
    tail += np.maximum(wide, 0)
    return np.asarray(tail, dtype=x.dtype)


def square(x: Array) -> Array:
    """x²."""
    x *= x
    return x


def relu6(x: Array) -> Array:
    """min(max(x, 0), 6)."""
    return np.clip(x, 0, 6, out=x)


def hard_tanh(x: Array) -> Array:
    """min(max(x, -1), 1)."""
    return np.clip(x, -1, 1, out=x)


def hard_sigmoid(x: Array) -> Array:
    """min(max((x + 3)/6, 0), 1)."""
    x += 3
    x /= 6
    return np.clip(x, 0, 1, out=x)


def log(x: Array) -> Array:
    """The natural logarithm; NaN below 0 and -inf at 0, with numpy's warning."""
    return np.log(x, out=x)


KERNELS: Final[Mapping[str, Kernel]] = {
    "identity": identity,
    "relu": relu,
    "abs": lambda x: np.abs(x, out=x),
    "sigmoid": sigmoid,
    "logistic": sigmoid,
    "tanh": tanh,
    "softplus": softplus,
    "silu": silu,
    "gelu": gelu,
    "erf": erf,
    "relu6": relu6,
    "hard_tanh": hard_tanh,
    "hard_sigmoid": hard_sigmoid,
    "exp": lambda x: np.exp(x, out=x),
    "log": log,
    "sin": lambda x: np.sin(x, out=x),
    "cos": lambda x: np.cos(x, out=x),
    "tan": lambda x: np.tan(x, out=x),
    "atan": lambda x: np.arctan(x, out=x),
    "asin": lambda x: np.arcsin(x, out=x),
    "acos": lambda x: np.arccos(x, out=x),
    "sinh": lambda x: np.sinh(x, out=x),
    "cosh": lambda x: np.cosh(x, out=x),
    "sign": lambda x: np.sign(x, out=x),
    "floor": lambda x: np.floor(x, out=x),
}


def leaky_relu(slope: Any) -> Kernel:
    """x for x > 0, slope x else."""
    return lambda x: np.where(x > 0, x, slope * x)


def elu(alpha: Any) -> Kernel:
    """x for x > 0, alpha (e^x - 1) else."""
    return lambda x: np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


def step(at_zero: Any) -> Kernel:
    """0, at_zero or 1, by the sign of x."""
    return lambda x: np.heaviside(x, at_zero)


#: Functions with one parameter besides the argument.
FAMILIES: Final[Mapping[str, Callable[[Any], Kernel]]] = {
    "leaky_relu": leaky_relu,
    "elu": elu,
    "step": step,
}


def whole_power(x: Array, exponent: int) -> Array:
    """x^n by multiplications, |n| - 1 of them at most; 1 divided by it for n < 0."""
    if exponent == 0:
        return np.ones_like(x)
    left, square_, found = abs(exponent), x.copy(), None
    while left:
        if left & 1:
            found = square_.copy() if found is None else found * square_
        left >>= 1
        if left:
            square_ = square_ * square_
    assert found is not None  # noqa: S101  the exponent is not 0
    return np.asarray(1 / found, dtype=x.dtype) if exponent < 0 else found


def rational_power(x: Array, top: int, degree: int) -> Array:
    """x^(top/degree) for x >= 0, by the root and multiplications; NaN for x < 0."""
    return whole_power(root(np.where(x < 0, np.nan, x).astype(x.dtype), degree), top)


def root(x: Array, degree: int) -> Array:
    """The real n-th root."""
    if degree == 2:
        return np.sqrt(x)
    if degree == 3:
        return np.cbrt(x)
    if degree % 2:
        return np.copysign(np.power(np.abs(x), 1 / degree), x)
    return np.power(x, 1 / degree)


def softmax(x: Array) -> Array:
    """e^(x_i - m) / (sum of e^(x_j - m)) along the last axis, m the largest of them."""
    with np.errstate(over="ignore"):  # a difference of -inf is what it should be: e^-inf = 0
        x -= x.max(axis=-1, keepdims=True)
    np.exp(x, out=x)
    x /= x.sum(axis=-1, keepdims=True)
    return x


def _special() -> Any:
    try:
        import scipy.special
    except ImportError as error:
        raise UnsupportedError(
            "erf and gelu of floats need scipy; install it with `pip install symnn[twins]`"
        ) from error
    return scipy.special
