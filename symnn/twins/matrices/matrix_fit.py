"""Fitting one matrix neuron: real a_i such that f(sum of a_i A_i) comes near a target.

The search is by floats (BFGS, gradients by Fréchet derivatives); the afterword is exact. The
floats found are dyadic rationals, so that the residual there is enclosed with proof; and where no
fit exists, the obstacle is a theorem about the target (`obstacles`).

References:
    N. Higham, Functions of Matrices (2008), chapter 3.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, Literal, final

import numpy as np
from flint import arb
from numpy.typing import NDArray

from symnn.errors import ShapeError, SymnnError, UnsupportedError
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.functions.catalogue import as_function
from symnn.functions.function import ScalarFunction
from symnn.functions.matrix_functions.evaluate import as_matrix
from symnn.functions.matrix_functions.jets import kind_of
from symnn.networks.matrix_neurons.gradient import fit_at
from symnn.twins.matrices.matrix_functions import matrix_twin
from symnn.twins.matrices.obstacles import fit_obstacle

Floats = NDArray[np.float64]
Outcome = Literal["fitted", "infimum not attained", "no exact fit", "stationary", "not converged"]
Progress = Callable[[int, float], None]

#: A Jacobian whose smallest singular value is below this part of the largest is called singular.
SINGULAR: Final = 1e-7
#: Coefficients beyond this size are told of, where no fit exists.
LARGE: Final = 10


@final
@dataclass(frozen=True)
class MatrixFit:
    """What a fit found.

    Attributes:
        coefficients: the a_i, as floats.
        residual: a proved upper bound of |f(A) - B|_F at exactly these floats.
        outcome: "fitted" if the residual is within the tolerance; "infimum not attained" if
            |f(A) - B| has a known infimum and no real a_i have it, with the theorem; "no exact
            fit" if the target cannot be reached; "stationary" if the search came to rest at a
            point that is no fit; "not converged" else.
        reason: in a sentence.
        losses: |f(A) - B|_F² after each step.
        singular: whether the derivative of a -> f(A) is singular there, to working precision.
        infimum: of |f(A) - B|_F over all real a_i, if it is known and shown not to be attained.
    """

    coefficients: tuple[float, ...]
    residual: float
    outcome: Outcome
    reason: str
    losses: tuple[float, ...]
    singular: bool
    infimum: Number | None = None


def fit_matrix_function(
    function: Any,
    matrices: Sequence[Any],
    target: Any,
    start: Sequence[float] | None = None,
    *,
    tolerance: float = 1e-9,
    progress: Progress | None = None,
) -> MatrixFit:
    """Fit f(sum of a_i A_i) to a target matrix by real a_i, and say exactly what came of it.

    Args:
        function: f, an activation with a matrix function.
        matrices: the A_i, n×n, exact.
        target: B, n×n, exact.
        start: where the search begins; zeros, or 1, 1/2, 1/3, … where f is not smooth at 0.
        tolerance: what part of |B| the residual may be for "fitted".
        progress: called with the number of the step and the loss.

    Raises:
        ShapeError: sizes that differ.
        UnsupportedError: scipy is missing, or f has no float twin.

    Examples:
        >>> from symnn.functions.smooth import exp
        >>> units = [[[1, 0], [0, 0]], [[0, 0], [0, 1]]]
        >>> fit_matrix_function(exp, units, [[2, 0], [0, 3]]).outcome
        'fitted'
    """
    found = as_function(function)
    units, goal = [as_matrix(m) for m in matrices], as_matrix(target)
    if not units or {m.shape for m in units} != {goal.shape}:
        raise ShapeError("the matrices and the target must have one size")
    search = _Search(found, units, goal)
    first = search.beginning() if start is None else np.asarray(start, dtype=np.float64)
    if len(first) != len(units):
        raise ShapeError(f"{len(first)} coefficients to start from for {len(units)} matrices")
    best, losses, resting = search.minimise(first, progress)
    return _afterword(search, best, losses, resting, tolerance)


@final
class _Search:
    """The loss in floats and its gradient."""

    def __init__(self, function: ScalarFunction, units: list[Matrix], target: Matrix) -> None:
        self.function, self.units, self.target = function, units, target
        self.twin = matrix_twin(function)
        self.arrays = np.array([floats_of(u) for u in units])
        self.goal = floats_of(target)

    def value(self, a: Floats) -> Floats:
        return self.twin(np.tensordot(a, self.arrays, axes=1))

    def slopes(self, a: Floats) -> Floats:
        """L_f(A, A_i), as the corner of f of the block matrix."""
        x = np.tensordot(a, self.arrays, axes=1)
        n, found = len(x), []
        for unit in self.arrays:
            size = max(float(np.abs(unit).max()), 1e-300)
            block = np.block([[x, unit / size], [np.zeros_like(x), x]])
            found.append(self.twin(block)[:n, n:] * size)
        return np.array(found)

    def loss(self, a: Floats) -> float:
        return float(((self.value(a) - self.goal) ** 2).sum())

    def gradient(self, a: Floats) -> Floats:
        gap = self.value(a) - self.goal
        return np.array([2 * float((gap * slope).sum()) for slope in self.slopes(a)])

    def beginning(self) -> Floats:
        """Zeros, or what is no special point of relu and its kin."""
        start = np.zeros(len(self.units))
        try:
            self.gradient(start)
        except SymnnError:
            return 1 / (1 + np.arange(len(start), dtype=np.float64))
        return start

    def minimise(
        self, start: Floats, progress: Progress | None
    ) -> tuple[Floats, tuple[float, ...], bool]:
        """Where BFGS ends, the losses on the way, and whether it came to rest."""
        try:
            from scipy.optimize import minimize
        except ImportError as error:
            raise UnsupportedError(
                "fitting needs scipy; install it with `pip install symnn[twins]`"
            ) from error
        losses = [self.loss(start)]

        def step(a: Floats) -> None:
            losses.append(self.loss(a))
            if progress is not None:
                progress(len(losses) - 1, losses[-1])

        with np.errstate(all="ignore"):
            options = {"gtol": 1e-11, "maxiter": 500}
            end = minimize(
                self.loss, start, jac=self.gradient, method="BFGS", callback=step, options=options
            )
            best = np.asarray(end.x, dtype=np.float64)
            resting = float(np.abs(self.gradient(best)).max(initial=0.0)) < 1e-5 * (1 + losses[0])
        return best, tuple(losses), resting


def _afterword(
    search: _Search, best: Floats, losses: tuple[float, ...], resting: bool, tolerance: float
) -> MatrixFit:
    residual = _residual(search, best)
    size = float(np.sqrt((search.goal**2).sum()))
    jacobian = search.slopes(best).reshape(len(best), -1)
    values = np.linalg.svd(jacobian, compute_uv=False)
    singular = bool(values[-1] < SINGULAR * max(values[0], 1e-300)) or not values[0] > 0

    obstacle = fit_obstacle(search.function, search.units, search.target)
    lowest = None if obstacle is None else obstacle.infimum

    def fit(outcome: Outcome, reason: str) -> MatrixFit:
        coefficients = tuple(float(a) for a in best)
        return MatrixFit(coefficients, residual, outcome, reason, losses, singular, lowest)

    if obstacle is not None:
        found: Outcome = "no exact fit" if lowest is None else "infimum not attained"
        size = float(np.abs(best).max())
        away = f"; the search went as far as |a_i| = {size:.3g}" if size > LARGE else ""
        if lowest is None and resting:
            away += f"; {_at_rest(search, best, singular)}"
        return fit(found, f"{obstacle}{away}")
    if residual <= tolerance * max(size, 1e-300):
        return fit("fitted", f"|f(A) - B| <= {residual:.3g} at these coefficients, proved")
    if not resting:
        return fit("not converged", f"the search stopped with |f(A) - B| <= {residual:.3g}")
    return fit("stationary", _at_rest(search, best, singular))


def _residual(search: _Search, a: Floats) -> float:
    """A proved upper bound of |f(A) - B|_F, rounded upwards."""
    exact = [Fraction(float(x)) for x in a]
    loss = fit_at(search.function, search.units, exact, search.target).loss_ball(64)
    bound = arb(loss.abs_upper()).sqrt().abs_upper()
    return float(np.nextafter(float(bound), np.inf))


def _at_rest(search: _Search, best: Floats, singular: bool) -> str:
    """Why a point without slope is no fit: a better point nearby, or a singular derivative."""
    words = []
    better = _better_nearby(search, best)
    if better:
        words.append(f"it is no minimum: the loss is smaller at distance {better:.3g}, proved")
    if singular:
        words.append(
            "the derivative of f(A) in the coefficients is singular there, to working precision"
            + _why_singular(search, best)
        )
    told = "; ".join(words) or "no better point and no obstacle is found: a local minimum, it seems"
    return f"the search came to rest, the gradient being 0 to working precision; {told}"


def _better_nearby(search: _Search, best: Floats) -> float:
    """A distance at which the exact loss is certainly smaller; 0 if none is found."""
    here = _exact_loss(search, best)
    directions = candidates(search.gradient, best)
    for distance in (1e-2, 1e-1, 1.0):
        for direction in directions:
            there = _exact_loss(search, best + distance * direction)
            if here is not None and there is not None and there < here:
                return distance
    return 0.0


def candidates(gradient: Callable[[Floats], Floats], best: Floats) -> list[Floats]:
    """Directions in which a loss may fall: along the coordinates, and where it bends down most.

    Args:
        gradient: of the loss, in floats; its differences show how the loss bends.
        best: the point.
    """
    count = len(best)
    found = [*np.eye(count), *(-np.eye(count))]
    step = 1e-5
    rows = [gradient(best + step * e) - gradient(best - step * e) for e in np.eye(count)]
    bend = np.array(rows) / (2 * step)
    if count and np.isfinite(bend).all():
        down = np.asarray(np.linalg.eigh((bend + bend.T) / 2)[1][:, 0], dtype=np.float64)
        found += [down, -down]
    return found


def _exact_loss(search: _Search, a: Floats) -> arb | None:
    exact = [Fraction(float(x)) for x in a]
    try:
        return fit_at(search.function, search.units, exact, search.target).loss_ball(64)
    except SymnnError:
        return None


def _why_singular(search: _Search, best: Floats) -> str:
    """For the exponential: eigenvalues that differ by a multiple of 2πi."""
    if kind_of(search.function.body) != "exp":
        return ""
    values = np.linalg.eigvals(np.tensordot(best, search.arrays, axes=1))
    for i, x in enumerate(values):
        for y in values[:i]:
            gap = x - y
            turns = round(abs(gap.imag) / (2 * np.pi))
            if turns and abs(gap.real) < 1e-5 and abs(abs(gap.imag) - 2 * np.pi * turns) < 1e-5:
                return f": two eigenvalues of A differ by {turns}·2πi"
    return ""


def floats_of(matrix: Matrix) -> Floats:
    """The entries in float64."""
    rows = [[float(e.enclosure(80)) if e else 0.0 for e in row] for row in matrix.tolist()]
    return np.array(rows, dtype=np.float64)
