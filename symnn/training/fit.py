"""Fitting a network to data in floats."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, final

import numpy as np

from symnn.errors import ShapeError, UnsupportedError
from symnn.networks.network import Network
from symnn.training.differentiable import Array, Step, step_of
from symnn.training.losses import Loss, loss_of, targets_for
from symnn.training.optimizers import LBFGS, Adam, Report
from symnn.twins.options import finite

_ADAM: Final = Adam()


@final
@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted network and how it came about.

    Attributes:
        network: its weights are the floats found, as the dyadic rationals that they are.
        losses: before the first step, and after each.
        slope: the largest derivative of the loss by a weight at the end, in size.
        message: why it ended.
    """

    network: Network
    losses: tuple[float, ...]
    slope: float
    message: str

    @property
    def loss(self) -> float:
        """The last loss."""
        return self.losses[-1]


@dataclass
class _Problem:
    """The loss as a function of all parameters in one vector."""

    step: Step
    loss: Loss
    inputs: Array
    targets: Array
    decay: float

    def __post_init__(self) -> None:
        self.sizes = [p.size for p in self.step.parameters]

    @property
    def count(self) -> int:
        """How many samples there are."""
        return len(self.inputs)

    @property
    def start(self) -> Array:
        """The parameters of the network as given."""
        return np.concatenate([p.reshape(-1) for p in self.step.parameters])

    def parts(self, vector: Array) -> list[Array]:
        """The vector cut into the parameters."""
        cuts = np.split(vector, np.cumsum(self.sizes)[:-1])
        return [c.reshape(p.shape) for c, p in zip(cuts, self.step.parameters, strict=True)]

    def __call__(self, vector: Array, rows: Any = slice(None)) -> tuple[float, Array]:
        """The loss on some of the samples, and its gradient."""
        outputs, pullback = self.step.forward(self.inputs[rows], self.parts(vector))
        value, by_outputs = self.loss.value(outputs, self.targets[rows])
        _, slopes = pullback(by_outputs)
        gradient = np.concatenate([s.reshape(-1) for s in slopes])
        if self.decay:
            value += self.decay * float(vector @ vector)
            gradient = gradient + 2 * self.decay * vector
        return value, gradient


def fit(
    network: Network,
    inputs: Any,
    targets: Any,
    loss: str = "squared",
    method: Adam | LBFGS = _ADAM,
    *,
    decay: float = 0.0,
    progress: bool | None = None,
) -> Fit:
    """The network with weights and biases by which the loss on the data is smaller.

    Args:
        network: where to start; `random_network` makes one. Weights of affine layers and
            convolutions are fitted; everything else stays.
        inputs: an array (N, m) of floats.
        targets: an array (N, n), or (N,) for one output; for softmax_cross_entropy also class
            numbers (N,).
        loss: "squared", "binary_cross_entropy" (the network ends in sigmoid) or
            "softmax_cross_entropy" (it ends in softmax, or its outputs are logits).
        method: how to search, `Adam(…)` or `LBFGS(…)`.
        decay: λ of a term λ |parameters|² in the loss.
        progress: show a bar; if not given, where standard error is a terminal.

    Exactness: floats. What is true of the network that comes out is another question, which
        `afterword` answers.

    Raises:
        ShapeError: data that do not fit the network.
        UnsupportedError: an unknown loss, method or layer; a loss that is not finite.

    Examples:
        >>> from symnn.networks.affine import Affine
        >>> line = fit(Network(Affine([[0]])), [[0.0], [1.0]], [1.0, 3.0], method=LBFGS())
        >>> abs(line.network(2) - 5) < 10**-5
        True
    """
    if not isinstance(method, Adam | LBFGS):
        raise UnsupportedError(f"the method {method!r} is not known; write Adam(…) or LBFGS(…)")
    if not isinstance(network, Network):
        raise UnsupportedError(f"{network!r} is no network; random_network(…) makes one to start")
    finite("decay", decay, least=0)
    part = loss_of(network, loss)
    x = _samples(network, inputs)
    t = targets_for(loss, targets, part.body.output_size(x.shape[1]) or 0)
    if len(t) != len(x):
        raise ShapeError(f"{len(x)} samples and {len(t)} targets")
    step = step_of(part.body)
    if not step.parameters:
        raise UnsupportedError(f"{network.label} has no weights to fit")
    problem = _Problem(step, part, x, t, decay)
    with _bar(method.steps, progress) as report:
        found = method.minimize(problem, problem.start, report)
    slope = float(np.abs(problem(found.vector)[1]).max())
    body = step.rebuild(problem.parts(found.vector))
    return Fit(Network(body, *part.last), tuple(found.losses), slope, found.message)


def _samples(network: Network, inputs: Any) -> Array:
    try:
        x = np.asarray(inputs, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ShapeError(f"the inputs are no array of floats: {error}") from None
    if x.ndim != 2 or not len(x):
        raise ShapeError(f"inputs of shape {x.shape}; samples in rows are needed, (N, m)")
    network.output_size(x.shape[1])
    if not np.isfinite(x).all():
        row, column = np.argwhere(~np.isfinite(x))[0]
        raise UnsupportedError(f"input {column} of sample {row} is {x[row, column]}")
    return x


@contextmanager
def _bar(steps: int, wanted: bool | None) -> Iterator[Report]:
    """A progress bar on standard error, silent if it is not wanted."""
    if not (sys.stderr.isatty() if wanted is None else wanted):
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("fitting"), BarColumn(), MofNCompleteColumn())
    loss = TextColumn("loss {task.fields[loss]:.3e}")
    with Progress(*columns, loss, console=Console(stderr=True)) as display:
        task = display.add_task("fitting", total=steps, loss=float("nan"))
        yield lambda value: display.update(task, advance=1, loss=value)
