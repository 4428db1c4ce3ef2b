"""Minimising a function of floats with its gradient: Adam, and L-BFGS by scipy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, Protocol, TypeAlias, final

import numpy as np

from symnn.errors import UnsupportedError
from symnn.training.differentiable import Array
from symnn.twins.options import finite, whole

#: Told of the loss after each step.
Report: TypeAlias = Callable[[float], None]

#: Of Kingma and Ba's paper.
_BETA: Final = (0.9, 0.999)
_EPSILON: Final = 1e-8


class Problem(Protocol):
    """A loss over samples, as a function of a vector, with its gradient."""

    @property
    def count(self) -> int:
        """How many samples there are."""

    def __call__(self, vector: Array, rows: Any = ...) -> tuple[float, Array]:
        """The loss on some of the samples, and its gradient."""


class Found(NamedTuple):
    """Where a search ended: the losses before it and after each step, and why it ended."""

    vector: Array
    losses: list[float]
    message: str


def _check(steps: Any, until: Any) -> None:
    whole("steps", steps, 1)
    if until is not None:
        finite("until", until)


@final
@dataclass(frozen=True, slots=True)
class Adam:
    """Steps along averages of the gradient, each scaled by averages of its squares.

    Attributes:
        steps: the most passes over the data.
        rate: the size of a step.
        batch: samples a step takes; all if not given.
        until: a loss that is small enough to end.
        seed: of the order in which batches are taken; the same seed gives the same result.

    References:
        D. P. Kingma, J. Ba, Adam: a method for stochastic optimization (2015).
    """

    steps: int = 500
    rate: float = 0.01
    batch: int | None = None
    until: float | None = None
    seed: int = 0

    def __post_init__(self) -> None:
        _check(self.steps, self.until)
        finite("rate", self.rate, above=0)
        if self.batch is not None:
            whole("batch", self.batch, 1)
        whole("seed", self.seed, 0)

    def minimize(self, problem: Problem, start: Array, report: Report) -> Found:
        """The best that so many steps find.

        Raises:
            UnsupportedError: the loss is not finite any more.
        """
        rng, vector, number = np.random.default_rng(self.seed), start, 0
        first, second = np.zeros_like(vector), np.zeros_like(vector)
        losses = [problem(vector)[0]]
        for step in range(1, self.steps + 1):
            for rows in _batches(problem.count, self.batch, rng):
                _, gradient = problem(vector, rows)
                number += 1
                first = _BETA[0] * first + (1 - _BETA[0]) * gradient
                second = _BETA[1] * second + (1 - _BETA[1]) * gradient**2
                mean, square = first / (1 - _BETA[0] ** number), second / (1 - _BETA[1] ** number)
                vector = vector - self.rate * mean / (np.sqrt(square) + _EPSILON)
            losses.append(_finite(problem(vector)[0], step))
            report(losses[-1])
            if self.until is not None and losses[-1] <= self.until:
                return Found(vector, losses, f"the loss is at most {self.until}")
        return Found(vector, losses, f"{self.steps} steps")


def _finite(value: float, step: int) -> float:
    if not np.isfinite(value):
        raise UnsupportedError(
            f"the loss is {value} after step {step}; a smaller rate, or data of a smaller size"
        )
    return value


def _batches(count: int, size: int | None, rng: np.random.Generator) -> Sequence[Any]:
    if size is None or size >= count:
        return [slice(None)]
    order = rng.permutation(count)
    return [order[k : k + size] for k in range(0, count, size)]


@final
@dataclass(frozen=True, slots=True)
class LBFGS:
    """Quasi-Newton steps with a short memory, on all samples at once; scipy's L-BFGS-B.

    Attributes:
        steps: the most steps.
        until: a loss that is small enough to end.

    References:
        D. C. Liu, J. Nocedal, On the limited memory BFGS method (1989).
    """

    steps: int = 500
    until: float | None = None

    def __post_init__(self) -> None:
        _check(self.steps, self.until)

    def minimize(self, problem: Problem, start: Array, report: Report) -> Found:
        """The best that so many steps find.

        Raises:
            UnsupportedError: the loss is not finite any more.
        """
        from scipy.optimize import minimize

        losses = [problem(start)[0]]

        def told(intermediate_result: Any) -> None:
            losses.append(float(intermediate_result.fun))
            report(losses[-1])
            if self.until is not None and losses[-1] <= self.until:
                raise StopIteration

        options = {"maxiter": self.steps, "maxfun": 20 * self.steps, "ftol": 0.0, "gtol": 1e-12}
        found = minimize(
            problem, start, jac=True, method="L-BFGS-B", callback=told, options=options
        )
        _finite(float(found.fun), len(losses) - 1)
        small = self.until is not None and losses[-1] <= self.until
        message = f"the loss is at most {self.until}" if small else str(found.message)
        return Found(found.x, losses, message)
