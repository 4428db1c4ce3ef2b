"""Fitting the weights of a whole network of matrix neurons to targets.

The search is by floats, with gradients by reverse mode: the adjoint of L_f(X, ·) is L_f(Xᵀ, ·),
the corner of f([[Xᵀ, G], [0, Xᵀ]]). The afterword is exact: the floats found are dyadic rationals,
so that the residual is enclosed with proof, and an obstacle is a theorem about the targets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, final

import numpy as np
from flint import arb
from numpy.typing import NDArray

from symnn.errors import SymnnError, UnsupportedError
from symnn.exact.expression import ZERO
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.networks.matrix_neurons.layers import Entrywise, MatrixActivation, MatrixAffine
from symnn.networks.matrix_neurons.network import MatrixNetwork
from symnn.networks.matrix_neurons.network_gradient import Sample, network_gradient
from symnn.twins.formats import FLOAT64
from symnn.twins.matrices.matrix_fit import SINGULAR, Outcome, Progress, candidates, floats_of
from symnn.twins.matrices.matrix_functions import matrix_twin
from symnn.twins.matrices.network_obstacles import network_obstacle
from symnn.twins.scalar import compiled
from symnn.twins.source.constants import rounded

Floats = NDArray[np.float64]
#: What a loss is called where the network has no value.
NOWHERE: Final = 1e300
#: Methods of scipy.optimize.minimize that use gradients and take callbacks.
METHODS: Final = ("BFGS", "L-BFGS-B", "CG", "TNC")
_GRADIENT: Final = 1e-11
_CLOSE: Final = 1e-22
_MAX_STEPS: Final = 1000


@final
@dataclass(frozen=True)
class MatrixNetworkFit:
    """What a fit of a network found.

    Attributes:
        network: the network with the weights found, exactly the floats of the search.
        residual: a proved upper bound of the root of the loss there; infinite if it is not proved.
        outcome, reason: as of `MatrixFit`.
        losses: the loss after each step.
        singular: whether the derivative of the outputs in the weights has not full rank there,
            to working precision.
        infimum: of the root of the loss, if it is known and shown not to be attained.
        seed: of the weights that the search began with; None for those of the network given.
    """

    network: MatrixNetwork
    residual: float
    outcome: Outcome
    reason: str
    losses: tuple[float, ...]
    singular: bool
    infimum: Number | None
    seed: int | None


def fit_matrix_network(
    network: MatrixNetwork,
    samples: Sequence[Any],
    *,
    biases: bool = False,
    seed: int | None = None,
    method: str = "BFGS",
    tolerance: float = 1e-9,
    progress: Progress | None = None,
) -> MatrixNetworkFit:
    """Fit all weights W_ij of a network of matrix neurons to targets; say exactly what came of it.

    Args:
        network: whose weights, and biases if wished, are trained.
        samples: pairs (inputs, targets), each a matrix or a list of matrices, exact.
        biases: whether the entries of the biases are trained too, of layers that have any.
        seed: of random weights to begin with; without it the search begins at the network's own.
        method: of scipy.optimize.minimize: BFGS, L-BFGS-B, CG or TNC.
        tolerance: what part of the targets' norm the residual may be for "fitted".
        progress: called with the number of the step and the loss.

    Raises:
        ShapeError: matrices that do not fit.
        UnsupportedError: scipy is missing, a function has no float twin, weights with symbols,
            another method.

    Examples:
        >>> from symnn.functions.smooth import exp
        >>> net = MatrixNetwork(MatrixAffine([[0, 0]]), MatrixActivation(exp))
        >>> units = [[[1, 0], [0, 0]], [[0, 0], [0, 1]]]
        >>> fit_matrix_network(net, [(units, [[2, 0], [0, 3]])]).outcome
        'fitted'
    """
    exact = network_gradient(network, samples)
    search = NetworkSearch(network, exact.samples, biases)
    first = search.start if seed is None else _drawn(search.start, seed)
    best, losses, resting = _minimise(search, first, method, progress)
    return _afterword(search, best, losses, resting, tolerance, seed)


def _drawn(start: Floats, seed: int) -> Floats:
    return np.random.default_rng(seed).standard_normal(len(start)) / 2


@final
class NetworkSearch:
    """The loss of a network as a function of its parameters in floats, and its gradient.

    Attributes:
        start: the parameters as they are: weights, then biases, layer by layer.
    """

    def __init__(self, network: MatrixNetwork, samples: tuple[Sample, ...], biases: bool) -> None:
        self.network, self.samples, self.biases = network, samples, biases
        self.inputs = [np.array([floats_of(m) for m in x]) for x, _ in samples]
        self.targets = [np.array([floats_of(m) for m in t]) for _, t in samples]
        self.steps = [_compiled(layer) for layer in network.layers]
        parts = [p for layer in self.affine() for p in self._parameters(layer)]
        self.start = np.concatenate([p.ravel() for p in parts]) if parts else np.zeros(0)

    def affine(self) -> Iterator[MatrixAffine]:
        """The layers with weights."""
        return (layer for layer in self.network.layers if isinstance(layer, MatrixAffine))

    def _parameters(self, layer: MatrixAffine) -> Iterator[Floats]:
        yield np.array([[rounded(w, FLOAT64).value for w in row] for row in layer.weight])
        if self.biases and layer.bias is not None:
            yield np.array([floats_of(b) for b in layer.bias])

    def unpacked(self, a: Floats) -> list[tuple[Floats, Floats | None]]:
        """The weights and biases of each affine layer."""
        found, at = list[tuple[Floats, Floats | None]](), 0
        for layer in self.affine():
            rows, columns = len(layer.weight), layer.inputs
            weight = a[at : at + rows * columns].reshape(rows, columns)
            at += rows * columns
            bias = None if layer.bias is None else np.array([floats_of(b) for b in layer.bias])
            if bias is not None and self.biases:
                bias = a[at : at + bias.size].reshape(bias.shape)
                at += bias.size
            found.append((weight, bias))
        return found

    def exact(self, a: Floats) -> MatrixNetwork:
        """The network with these parameters, each the rational number that the float is."""
        given, layers = iter(self.unpacked(a)), list[Any]()
        for layer in self.network.layers:
            if not isinstance(layer, MatrixAffine):
                layers.append(layer)
                continue
            weight, bias = next(given)
            trained = [Matrix(_fractions(b)) for b in bias] if bias is not None else None
            layers.append(MatrixAffine(_fractions(weight), trained if self.biases else layer.bias))
        return MatrixNetwork(*layers)

    def loss(self, a: Floats) -> float:
        """The sum of the squares; very large where there is no value."""
        try:
            with np.errstate(all="ignore"):
                value = sum(float((gap**2).sum()) for gap in self.gaps(a))
        except (SymnnError, np.linalg.LinAlgError, ValueError):
            return NOWHERE
        return value if np.isfinite(value) else NOWHERE

    def gaps(self, a: Floats) -> list[Floats]:
        """Outputs minus targets."""
        parameters = self.unpacked(a)
        pairs = zip(self.inputs, self.targets, strict=True)
        return [self._forward(parameters, x)[-1] - t for x, t in pairs]

    def _forward(self, parameters: list[tuple[Floats, Floats | None]], x: Floats) -> list[Floats]:
        seen, given = [x], iter(parameters)
        for step in self.steps:
            x = step.forward(x, *next(given)) if step.affine else step.forward(x, None, None)
            seen.append(x)
        return seen

    def gradient(self, a: Floats) -> Floats:
        """By reverse mode; zeros where there is no value."""
        parameters, total = self.unpacked(a), np.zeros(len(a))
        try:
            with np.errstate(all="ignore"):
                for x, t in zip(self.inputs, self.targets, strict=True):
                    seen = self._forward(parameters, x)
                    total += self._backward(parameters, seen, 2 * (seen[-1] - t))
        except (SymnnError, np.linalg.LinAlgError, ValueError):
            return np.zeros(len(a))
        return total if np.isfinite(total).all() else np.zeros(len(a))

    def _backward(
        self, parameters: list[tuple[Floats, Floats | None]], seen: list[Floats], here: Floats
    ) -> Floats:
        left, found = list(parameters), list[Floats]()
        for number in range(len(self.steps) - 1, -1, -1):
            step, x = self.steps[number], seen[number]
            if not step.affine:
                here = step.backward(x, here)
                continue
            weight, bias = left.pop()
            if bias is not None and self.biases:
                found.append(here.ravel())
            found.append(np.einsum("krc,irc->ki", here, x).ravel())
            here = np.einsum("ki,krc->irc", weight, here)
        return np.concatenate(found[::-1])

    def jacobian(self, a: Floats) -> Floats:
        """The derivatives of all entries of all outputs, a row for each."""
        parameters, rows = self.unpacked(a), list[Floats]()
        for x in self.inputs:
            seen = self._forward(parameters, x)
            for place in np.ndindex(*seen[-1].shape):
                unit = np.zeros_like(seen[-1])
                unit[place] = 1.0
                rows.append(self._backward(parameters, seen, unit))
        return np.array(rows)


@final
@dataclass(frozen=True)
class _Step:
    """One layer in floats."""

    forward: Callable[[Floats, Floats | None, Floats | None], Floats]
    backward: Callable[[Floats, Floats], Floats]
    affine: bool = False


def _compiled(layer: Any) -> _Step:
    if isinstance(layer, MatrixAffine):
        return _Step(_affine, lambda _, g: g, affine=True)
    if isinstance(layer, Entrywise):
        return _entrywise(layer)
    return _of_matrix(layer)


def _affine(x: Floats, weight: Floats | None, bias: Floats | None) -> Floats:
    y = x if weight is None else np.tensordot(weight, x, axes=1)
    return np.asarray(y if bias is None else y + bias, dtype=np.float64)


def _entrywise(layer: Entrywise) -> _Step:
    value = compiled(layer.function, FLOAT64)
    slope = compiled(layer.function.derivative([ZERO] * len(layer.function.kinks)), FLOAT64)
    return _Step(lambda x, _, __: value(x.copy()), lambda x, g: slope(x.copy()) * g)


def _of_matrix(layer: MatrixActivation) -> _Step:
    twin = matrix_twin(layer.function)

    def backward(x: Floats, g: Floats) -> Floats:
        found = []
        for one, way in zip(x, g, strict=True):
            n, size = len(one), max(float(np.abs(way).max()), 1e-300)
            block = np.block([[one.T, way / size], [np.zeros_like(one), one.T]])
            found.append(twin(block)[:n, n:] * size)
        return np.array(found)

    return _Step(lambda x, _, __: twin(x), backward)


def _fractions(array: Floats) -> list[list[Fraction]]:
    return [[Fraction(float(e)) for e in row] for row in array]


def _minimise(
    search: NetworkSearch, start: Floats, method: str, progress: Progress | None
) -> tuple[Floats, tuple[float, ...], bool]:
    try:
        from scipy.optimize import minimize
    except ImportError as error:
        raise UnsupportedError(
            "fitting needs scipy; install it with `pip install symnn[twins]`"
        ) from error
    losses = [search.loss(start)]
    if losses[0] == NOWHERE:
        raise UnsupportedError(
            "the network has no value, or no float value, at the weights to begin with; give other "
            "weights, or a seed for random ones"
        )

    def step(a: Floats) -> None:
        losses.append(search.loss(a))
        if progress is not None:
            progress(len(losses) - 1, losses[-1])

    if method not in METHODS:
        raise UnsupportedError(
            f"{method!r} is no method that uses gradients; use one of {', '.join(METHODS)}"
        )
    options: dict[str, Any] = {"maxiter": _MAX_STEPS}
    if method == "BFGS":
        options["gtol"] = _GRADIENT
    with np.errstate(all="ignore"):
        end = minimize(
            search.loss,
            start,
            jac=search.gradient,
            method=method,
            callback=step,
            tol=None if method == "BFGS" else _CLOSE,
            options=options,
        )
    best = np.asarray(end.x, dtype=np.float64)
    steep = float(np.abs(search.gradient(best)).max(initial=0.0))
    return best, tuple(losses), steep < 1e-5 * (1 + losses[0])


def _afterword(
    search: NetworkSearch,
    best: Floats,
    losses: tuple[float, ...],
    resting: bool,
    tolerance: float,
    seed: int | None,
) -> MatrixNetworkFit:
    network = search.exact(best)
    ball = _loss_ball(search, best)
    residual = float("inf") if ball is None else _root_above(ball)
    size = float(np.sqrt(sum((t**2).sum() for t in search.targets)))
    try:
        singular = _is_singular(search.jacobian(best))
    except SymnnError:  # there is no derivative, so none of full rank
        singular = True
    obstacle = network_obstacle(search.network, search.samples, search.biases)
    lowest = None if obstacle is None else obstacle.infimum

    def fit(outcome: Outcome, reason: str) -> MatrixNetworkFit:
        return MatrixNetworkFit(network, residual, outcome, reason, losses, singular, lowest, seed)

    if lowest is not None:
        return fit("infimum not attained", str(obstacle))
    if obstacle is not None:
        rest = f"; {_at_rest(search, best, ball, singular)}" if resting else ""
        return fit("no exact fit", f"{obstacle}{rest}")
    shown = f"the root of the loss is at most {residual:.3g} at these weights, proved"
    if residual <= tolerance * max(size, 1e-300):
        return fit("fitted", shown)
    if not resting:
        return fit("not converged", f"the search stopped before it came to rest; {shown}")
    return fit("stationary", _at_rest(search, best, ball, singular))


def _is_singular(jacobian: Floats) -> bool:
    values = np.linalg.svd(jacobian, compute_uv=False)
    return bool(values[-1] < SINGULAR * max(values[0], 1e-300)) or not values[0] > 0


def _loss_ball(search: NetworkSearch, a: Floats) -> arb | None:
    try:
        return network_gradient(search.exact(a), search.samples).loss_ball(64)
    except SymnnError:
        return None


def _root_above(ball: arb) -> float:
    bound = arb(ball.abs_upper()).sqrt().abs_upper()
    return float(np.nextafter(float(bound), np.inf))


def _at_rest(search: NetworkSearch, best: Floats, here: arb | None, singular: bool) -> str:
    words = []
    better = _better_nearby(search, best, here)
    if better:
        words.append(f"it is no minimum: the loss is smaller at distance {better:.3g}, proved")
    if singular:
        words.append(
            "the derivative of the outputs in the weights is singular there, to working precision"
        )
    told = "; ".join(words) or "no better point and no obstacle is found: a local minimum, it seems"
    return f"the search came to rest, the gradient being 0 to working precision; {told}"


def _better_nearby(search: NetworkSearch, best: Floats, here: arb | None) -> float:
    """A distance at which the exact loss is certainly smaller; 0 if none is found."""
    if here is None:
        return 0.0
    directions = candidates(search.gradient, best)
    for distance in (1e-2, 1e-1, 1.0):
        for direction in directions:
            there = best + distance * direction
            if search.loss(there) < float(here.mid()):
                ball = _loss_ball(search, there)
                if ball is not None and ball < here:
                    return distance
    return 0.0
