"""Functions of float matrices: numpy and scipy at speed, mpmath to any precision.

scipy's general `funm` is wrong on defective matrices and is not used. Every function here goes
through the exponential, inverses, or iterations that need no eigenvectors:

    sigmoid(X) = (I + e^(-X))^(-1), tanh(X) = 2 sigmoid(2X) - I, softplus(X) = log(I + e^X),
    sign by Newton's iteration with scaling, relu(X) = (X + X sign(X))/2, erf by quadrature.

Symmetric matrices have orthogonal eigenvectors, and f(V D V^T) = V f(D) V^T is stable.

References:
    N. Higham, Functions of Matrices (2008), chapters 5, 6, 10 and 11.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from symnn.errors import ShapeError, UndefinedError, UnsupportedError
from symnn.exact.matrix import Matrix
from symnn.functions.catalogue import as_function
from symnn.functions.function import ScalarFunction
from symnn.functions.matrix_functions.evaluate import matrix_function
from symnn.functions.matrix_functions.jets import exponent_of, kind_of
from symnn.twins.formats import FLOAT64
from symnn.twins.scalar import compiled

Floats = NDArray[np.float64]
One = Callable[[Floats], Floats]

#: Newton's iteration for the sign converges quadratically; so many steps are never needed.
MAX_STEPS: Final = 100
#: Points of the Gauss-Legendre rule for erf.
QUADRATURE: Final = 48
_NO_SIGN: Final = (
    "the iteration for the sign of the matrix does not converge: an eigenvalue is 0 or lies on the "
    "imaginary axis, or very near"
)


def matrix_twin(function: Any) -> Callable[[Any], Floats]:
    """f as a function of float matrices: arrays (…, n, n) to arrays of that shape, float64.

    Args:
        function: an activation with a matrix function.

    Accuracy: about the condition number of f at X times 10^-15; tests compare it with proved
        enclosures. No bound is proved for a single call; `mpmath_twin` has one.

    Raises:
        UnsupportedError: no stable formula is known here.

    Examples:
        >>> from symnn.functions.piecewise_linear import relu
        >>> bool((matrix_twin(relu)([[2.0, 0.0], [0.0, -1.0]]) == [[2.0, 0.0], [0.0, 0.0]]).all())
        True
    """
    found = as_function(function)
    one = _one(found)

    def twin(array: Any) -> Floats:
        x = np.asarray(array, dtype=np.float64)
        if x.ndim < 2 or x.shape[-1] != x.shape[-2]:
            raise ShapeError(f"matrices (…, n, n) are needed, not an array of shape {x.shape}")
        flat = x.reshape(-1, *x.shape[-2:])
        return np.array([_either(m) for m in flat]).reshape(x.shape)

    scalar = _scalar(found)

    def _either(m: Floats) -> Floats:
        if not np.isfinite(m).all() or not (m == m.T).all():
            return one(m)
        value = one(m) if scalar is None else _symmetric(scalar, m)
        return np.asarray((value + value.T) / 2)

    return twin


def _scalar(function: ScalarFunction) -> Callable[[Floats], Floats] | None:
    """The function of eigenvalues; None for powers, which are products."""
    kind = kind_of(function.body)
    if kind not in _OF_EIGENVALUES:
        return None
    return compiled(function, FLOAT64)


def _symmetric(scalar: Callable[[Floats], Floats], x: Floats) -> Floats:
    """V f(D) V^T."""
    values, vectors = np.linalg.eigh(x)
    return np.asarray((vectors * scalar(values)) @ vectors.T)


def mpmath_twin(function: Any, digits: int = 50) -> Callable[[Any], Any]:
    """f as a function of matrices of floats, each taken as the number it is, to many digits.

    Accuracy: every entry is within 10^-digits of the largest entry; proved, as the exact value
        is enclosed and rounded once.

    Examples:
        >>> from symnn.functions.smooth import exp
        >>> mpmath_twin(exp, 30)([[0.0, 1.0], [0.0, 0.0]])[0, 1] == 1
        True
    """
    import mpmath

    found = as_function(function)
    bits = int(digits * 3.33) + 16

    def twin(array: Any) -> Any:
        rows = [[Fraction(entry) for entry in row] for row in np.asarray(array, float).tolist()]
        balls = matrix_function(found, Matrix(rows)).enclosure(bits)
        with mpmath.workprec(bits):
            entries = [[_to_mpmath(mpmath, e) for e in row] for row in balls.tolist()]
            return mpmath.matrix(entries)

    return twin


def _to_mpmath(mpmath: Any, ball: Any) -> Any:
    middle = ball.mid().fmpq()
    return mpmath.mpf(int(middle.p)) / int(middle.q)


def _scipy() -> Any:
    try:
        import scipy.linalg
    except ImportError as error:
        raise UnsupportedError(
            "float functions of matrices need scipy; install it with `pip install symnn[twins]`"
        ) from error
    return scipy.linalg


def _one(function: ScalarFunction) -> One:
    """The function of one matrix."""
    kind = kind_of(function.body)
    if kind == "leaky_relu":
        slope = float(Fraction(str(function.body.args[1].data)))
        return lambda x: slope * x + (1 - slope) * _relu(x)
    exponent = exponent_of(function.body)
    if exponent is not None and exponent.q == 1:
        return lambda x: np.linalg.matrix_power(x, int(exponent.p))
    if kind not in _BY_NAME:
        raise UnsupportedError(
            f"no stable float formula for the matrix function {function.name} is known here; "
            f"mpmath_twin has one for every function"
        )
    return _BY_NAME[kind]


def _exp(x: Floats) -> Floats:
    return np.asarray(_scipy().expm(x), dtype=np.float64)


def _sigmoid(x: Floats) -> Floats:
    identity = np.eye(len(x))
    return np.asarray(np.linalg.solve(identity + _exp(-x), identity), dtype=np.float64)


def _tanh(x: Floats) -> Floats:
    return 2 * _sigmoid(2 * x) - np.eye(len(x))


def _softplus(x: Floats) -> Floats:
    return _log(np.eye(len(x)) + _exp(x))


def _silu(x: Floats) -> Floats:
    return np.asarray(x @ _sigmoid(x), dtype=np.float64)


def _gelu(x: Floats) -> Floats:
    return np.asarray(x @ (np.eye(len(x)) + _erf(x / np.sqrt(2.0))) / 2, dtype=np.float64)


def _erf(x: Floats) -> Floats:
    """2X/√π times the integral of e^(-t² X²) over [0, 1]."""
    points, weights = np.polynomial.legendre.leggauss(QUADRATURE)
    at = (points + 1) / 2
    values = _exp(-(at**2)[:, None, None] * (x @ x))
    total = np.tensordot(weights / 2, values, axes=1)
    return np.asarray(2 / np.sqrt(np.pi) * x @ total, dtype=np.float64)


def _log(x: Floats) -> Floats:
    return _real(_scipy().logm(x), "log")


def _sqrt(x: Floats) -> Floats:
    return _real(_scipy().sqrtm(x), "sqrt")


def _real(value: Any, name: str) -> Floats:
    found = np.asarray(value)
    if np.iscomplexobj(found) and np.abs(found.imag).max(initial=0.0) > 0:
        raise UndefinedError(f"{name} of this matrix is not real: an eigenvalue is not positive")
    return np.asarray(found.real, dtype=np.float64)


def _sign(x: Floats) -> Floats:
    """Newton's iteration Z -> (cZ + (cZ)^(-1))/2, scaled by determinants until it is near."""
    z, size = x.copy(), len(x)
    for _ in range(MAX_STEPS):
        try:
            inverse = np.linalg.inv(z)
        except np.linalg.LinAlgError as error:
            raise UndefinedError(_NO_SIGN) from error
        determinant = abs(np.linalg.det(z))
        scale = determinant ** (-1 / size) if 0 < determinant < np.inf else 1.0
        gap = np.abs(z - inverse).max()
        scale = scale if gap > 1e-2 else 1.0
        following = (scale * z + inverse / scale) / 2
        if not np.isfinite(following).all():
            break
        if np.abs(following - z).max() <= 1e-15 * np.abs(following).max():
            return following
        z = following
    if np.abs(z @ z - np.eye(size)).max() < 1e-8:
        return z
    raise UndefinedError(_NO_SIGN)


def _relu(x: Floats) -> Floats:
    return np.asarray((x + x @ _sign(x)) / 2, dtype=np.float64)


#: Functions whose slopes are bounded: those of symmetric matrices are computed from eigenvalues.
_OF_EIGENVALUES: Final = frozenset(
    {
        "exp",
        "sigmoid",
        "tanh",
        "softplus",
        "silu",
        "gelu",
        "sin",
        "cos",
        "relu",
        "abs",
        "leaky_relu",
    }
)

_BY_NAME: Final[Mapping[str, One]] = {
    "exp": _exp,
    "sigmoid": _sigmoid,
    "tanh": _tanh,
    "softplus": _softplus,
    "silu": _silu,
    "gelu": _gelu,
    "log": _log,
    "sqrt": _sqrt,
    "sin": lambda x: np.asarray(_scipy().sinm(x), dtype=np.float64),
    "cos": lambda x: np.asarray(_scipy().cosm(x), dtype=np.float64),
    "sinh": lambda x: (_exp(x) - _exp(-x)) / 2,
    "cosh": lambda x: (_exp(x) + _exp(-x)) / 2,
    "sign": _sign,
    "relu": _relu,
    "abs": lambda x: np.asarray(x @ _sign(x), dtype=np.float64),
}
