"""Bounds of the error of networks of matrix neurons, by Frobenius norms.

Written e for a bound of |float - exact| and N for one of |exact|, both Frobenius norms of a neuron:

* sums Σ v_i X_i + B, in any order, with FMA or not: each entry as in
  `symnn.twins.bounds.layer_bounds`, so that
  e' = γ_(k+1) (Σ |v_i| (N_i + e_i) + |B|) + Σ |v_i| e_i + Σ |δv_i| N_i + |δB| + k n η;
* functions of the entries: entry by entry, under the assumption about the function;
* powers X^p, p >= 0, by products in any order: |XY - fl(XY)| <= γ_n |X| |Y|, so that
  e' = (N + e)^p - N^p + ((1 + γ_n)^(p-1) - 1) (N + e)^p, and η for each product;
* a function f of a symmetric matrix, under the assumption E(c): the code takes the symmetric part
  or a triangle S of X, and gives f(S + Δ) + Φ with Δ, Φ symmetric, |Δ| <= c n u |S|,
  |Φ| <= c n u |f(S + Δ)|, as an eigendecomposition does that is backward stable. Since
  |f(A) - f(B)| <= L |A - B| for symmetric A, B and a function with slopes at most L between all
  their eigenvalues,
  e' = L (√2 e + c n u (N + √2 e)) + c n u (√n |f(0)| + L R), with R = (1 + c n u)(N + √2 e).

For a function of a matrix that is not symmetric there is no such bound: what an error of the
matrix does is not bounded by norms (relu and sigmoid of a nearly defective matrix).

References:
    F. Kittaneh, On Lipschitz functions of normal operators, Proc. AMS 94 (1985).
    N. Higham, Accuracy and Stability of Numerical Algorithms (2002), sections 3.5 and 18.2.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, final

import numpy as np
from numpy.typing import NDArray

from symnn.errors import UnsupportedError
from symnn.exact.ball import enclose
from symnn.exact.expression import ZERO, Expr
from symnn.exact.radicals import written_form
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.jets import exponent_of, kind_of
from symnn.networks.layers import Elementwise
from symnn.networks.matrix_neurons.layers import Entrywise, MatrixActivation, MatrixAffine
from symnn.networks.matrix_neurons.network import MatrixNetwork
from symnn.twins import slopes
from symnn.twins.bounds.assumptions import Assumption
from symnn.twins.bounds.directed import gamma
from symnn.twins.bounds.hulls import ends
from symnn.twins.bounds.layer_bounds import compile_bound
from symnn.twins.bounds.scalar_bounds import Setting
from symnn.twins.formats import FLOAT64
from symnn.twins.options import finite
from symnn.twins.source.constants import rounded, rounded_array
from symnn.twins.state import State

Floats = NDArray[np.float64]

#: More than the roundings of the few thousand operations of a norm.
_UP: Final = 1 + 2.0**-30
_ROOT2: Final = 1.4142136
#: What E(c) assumes if nothing else is said.
EIGEN: Final = 16.0
_UNBOUNDED: Final = frozenset({"log", "asin", "acos", "power", "sqrt"})


@final
@dataclass(frozen=True, eq=False)
class MatrixBound:
    """|float - exact| <= values in the Frobenius norm, for every admissible computation.

    Attributes:
        values: a bound for each output matrix.
        stages: the same behind every layer.
        assumption: what is assumed of the functions used.
    """

    values: Floats
    stages: tuple[Floats, ...]
    assumption: str

    def __str__(self) -> str:
        worst = float(self.values.max(initial=0.0))
        return f"|float64 - exact|_F <= {worst:.3g}\nproved under {self.assumption}"


class _State(NamedTuple):
    """The floats of one admissible computation, and a bound of the error of each neuron."""

    floats: Floats
    error: Floats
    symmetric: bool

    @property
    def reach(self) -> Floats:
        """A bound of |float| and of |exact|, neuron by neuron."""
        return (_norms(self.floats) + 2 * self.error) * _UP


def bound_of(
    network: MatrixNetwork,
    given: Floats,
    runs: Sequence[Callable[[Floats], Floats]],
    assumption: Assumption,
    eigen: float,
) -> MatrixBound:
    """The bound at one input.

    Args:
        network: the exact network.
        given: the input (k, n, n).
        runs: what the twin does in every layer, with batches.
        assumption: of functions of entries.
        eigen: the c of E(c).

    Raises:
        UnsupportedError: a function of a matrix that is not symmetric, or one without a largest
            slope.
    """
    finite("eigen", eigen, least=1)
    symmetric = bool((given == given.swapaxes(1, 2)).all())
    state = _State(given, np.zeros(len(given)), symmetric)
    setting, used, found = Setting(FLOAT64, assumption), False, []
    for layer, run in zip(network.layers, runs, strict=True):
        if not np.isfinite(state.floats).all():
            raise UnsupportedError("a float of the twin is not finite; there is no bound beyond")
        if isinstance(layer, MatrixActivation) and _whole_power(layer.function) is None:
            _demand_symmetry(layer.function, state)
        after = run(state.floats[None].copy())[0]
        match layer:
            case MatrixAffine():
                state = _affine(layer, state, after)
            case Entrywise():
                state = _entrywise(layer.function, state, after, setting)
            case MatrixActivation():
                power = _whole_power(layer.function)
                used = used or power is None
                state = (
                    _function(layer.function, state, after, eigen)
                    if power is None
                    else _power(power, state, after)
                )
        found.append(state.error)
    words = assumption.told(frozenset(setting.used))
    if used:
        words = f"E({eigen:g}): functions of symmetric matrices by eigendecomposition; {words}"
    return MatrixBound(found[-1], tuple(found), words)


def _norms(x: Floats) -> Floats:
    return np.asarray(np.sqrt((x * x).sum(axis=(-2, -1))) * _UP + 1e-150)


def _affine(layer: MatrixAffine, state: _State, after: Floats) -> _State:
    constants = rounded_array([list(row) for row in layer.weight], FLOAT64, "W")
    size, n = np.abs(constants.values), state.floats.shape[-1]
    used = (size != 0).sum(axis=1) + (layer.bias is not None)
    shift, off, symmetric = np.zeros(len(size)), np.zeros(len(size)), state.symmetric
    if layer.bias is not None:
        entries = [
            [[rounded(written_form(e), FLOAT64) for e in row] for row in b.tolist()]
            for b in layer.bias
        ]
        values = np.array([[[c.value for c in row] for row in b] for b in entries])
        errors = np.array([[[c.error for c in row] for row in b] for b in entries])
        shift, off = _norms(values), np.where(errors.any(axis=(1, 2)), _norms(errors), 0.0)
        symmetric &= all(b == b.transpose() for b in layer.bias)
    reach = size @ state.reach + shift
    error = gamma(used, FLOAT64) * reach + size @ state.error + constants.errors @ state.reach + off
    error = (error + used * n * FLOAT64.tiny) * _UP
    return _State(after, np.asarray(error), symmetric)


def _entrywise(function: ScalarFunction, state: _State, after: Floats, setting: Setting) -> _State:
    step = compile_bound(Elementwise(function), FLOAT64)
    flat = state.floats.reshape(1, -1)
    each = np.repeat(state.error, state.floats[0].size)[None]
    found = step(State.around(flat, each), setting, flat.copy())[0].error
    return _State(after, _norms(found.reshape(after.shape)), state.symmetric)


def _whole_power(function: ScalarFunction) -> int | None:
    if kind_of(function.body) == "identity":
        return 1
    exponent = exponent_of(function.body)
    return int(exponent.p) if exponent is not None and exponent.q == 1 and exponent >= 0 else None


def _power(power: int, state: _State, after: Floats) -> _State:
    n, reach = state.floats.shape[-1], state.reach
    if power <= 1:
        return _State(after, state.error if power else 0 * state.error, state.symmetric)
    passed = power * state.error * reach ** (power - 1)
    g = float(gamma(n, FLOAT64))
    # at least (1 + g)^(p-1) - 1, and the mean of the result and its transpose
    rounding = (power - 1) * g * (1 + g) ** power + 2 * FLOAT64.unit
    lost = power * n * n * FLOAT64.tiny * np.maximum(1.0, reach) ** power
    return _State(after, (passed + rounding * reach**power + lost) * _UP, state.symmetric)


def _demand_symmetry(function: ScalarFunction, state: _State) -> None:
    if not state.symmetric:
        raise UnsupportedError(
            f"{function.name} of a matrix that is not symmetric has no bound beforehand: what a "
            "small error does is not bounded by norms (near a defective matrix it may be large); "
            "certificate(x, y) has the errors of any floats y, without an assumption"
        )


def _function(function: ScalarFunction, state: _State, after: Floats, eigen: float) -> _State:
    kind = kind_of(function.body)
    n = state.floats.shape[-1]
    share = eigen * n * FLOAT64.unit
    error = _ROOT2 * state.error
    radius = (state.reach + error) * (1 + share) * _UP
    steep = _steepest(function, kind, radius)
    start = max(abs(end) for end in ends(enclose(lower(function.of(ZERO)), 80)))
    image = np.sqrt(n) * start + steep * radius
    found = steep * (error + share * radius) + share * image
    return _State(after, np.asarray(found * _UP + n * n * FLOAT64.tiny), True)


def _steepest(function: ScalarFunction, kind: str, radius: Floats) -> Floats:
    """At least |f'| from -radius to radius."""
    body: Expr = function.body
    if kind == "leaky_relu":
        slope = abs(rounded(body.args[1], FLOAT64).value) * _UP
        return np.full(len(radius), max(1.0, slope))
    if kind in slopes.SLOPES and kind not in _UNBOUNDED:
        return np.asarray(slopes.SLOPES[kind](-radius, radius)) * _UP
    raise UnsupportedError(
        f"{function.name} of a symmetric matrix has no bound beforehand: the largest slope between "
        "its eigenvalues is not known here; certificate(x, y) has the errors of any floats y"
    )
