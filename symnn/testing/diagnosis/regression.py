"""The weights of a large network that may be wrong, by regression on thousands of answers.

If one weight w is off by δ, every answer is off by δ ∂y/∂w, to first order. The δ that fits best,
and how much of all the errors it explains, come for all weights at once from one pass of the
errors backwards through the network, and one for each output:

    δ_w = Σ r ∂y/∂w / Σ (∂y/∂w)²,    explained = (Σ r ∂y/∂w)² / Σ (∂y/∂w)²,

sums over answers and outputs. Everything is in units of what rounding may do and of the error
itself, so that a few large errors, at which nothing is linear, do not count more than others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from symnn.networks.affine import Affine
from symnn.networks.network import Network
from symnn.testing.search.estimates import Estimator
from symnn.testing.search.screening import Seen
from symnn.training.differentiable import Step

Array: TypeAlias = NDArray[Any]

#: Answers that are looked at: so many of the worst ones, and as many others.
_ANSWERS: Final = 250
#: Answers that a large change must explain: so many of the worst ones, and as many others.
_WORST: Final = 8
#: Weights that are changed one by one, in a layer.
_CHANGES: Final = 40_000
#: How far, in units of rounding, answers may be from those of a network that explains them.
_NEAR: Final = 16.0
#: Outputs whose derivatives are taken one by one.
_OUTPUTS: Final = 16


class Fit(NamedTuple):
    """A weight that explains much of what is wrong.

    Attributes:
        layer: its layer, from 0.
        row: its unit.
        column: its input; -1 for the bias.
        change: by how much it is off.
    """

    layer: int
    row: int
    column: int
    change: float


def fitted(estimate: Estimator, seen: Seen, count: int) -> list[Fit]:
    """The weights and biases of affine layers that explain most, best first.

    Args:
        estimate: for a chain of layers.
        seen: many points and answers, some of them wrong.
        count: how many weights.
    """
    steps = estimate.differentiable
    if not steps:
        return []
    order = np.argsort(-seen.suspicion, kind="stable")
    chosen = np.concatenate([order[:_ANSWERS], order[_ANSWERS :: max(1, len(order) // _ANSWERS)]])
    points, answers = seen.points[chosen].astype(np.float64), seen.answers[chosen]
    with np.errstate(all="ignore"):
        values, errors = estimate(points)
        scale = 1 / (errors + np.abs(answers - values) + 1e-300)
        known = np.isfinite(values) & np.isfinite(answers) & np.isfinite(scale)
        scale = np.where(known, scale, 0.0)
        gaps = np.where(known, answers - values, 0.0)
        return _best(estimate.network, _sums(steps, points, gaps, scale), count)


#: For each layer, (inputs, [derivatives by its outputs of one thing that goes backwards]).
Sums: TypeAlias = "list[tuple[int, Array, Array]]"


def _sums(steps: Sequence[Step], points: Array, gaps: Array, scale: Array) -> Sums:
    """For each layer with parameters Σ r ∂y/∂w and Σ (∂y/∂w)², the bias as a last column."""
    x, inputs, backs = points, [], []
    for step in steps:
        inputs.append(x)
        x, back = step.forward(x, step.parameters)
        backs.append(back)
    places = [k for k, step in enumerate(steps) if len(step.parameters) == 2]
    tops = dict.fromkeys(places, 0.0)
    bottoms = dict.fromkeys(places, 0.0)
    outputs = np.argsort(-(np.abs(gaps) * scale).sum(axis=0), kind="stable")[:_OUTPUTS]
    for output in (-1, *outputs):
        d = gaps * scale**2 if output < 0 else np.zeros_like(gaps)
        if output >= 0:
            d[:, output] = scale[:, output]
        for k in reversed(range(len(steps))):
            if k in tops:
                a = np.concatenate([inputs[k], np.ones((len(points), 1))], axis=1)
                if output < 0:
                    tops[k] = tops[k] + d.T @ a
                else:
                    bottoms[k] = bottoms[k] + (d**2).T @ a**2
            d = np.nan_to_num(backs[k](d)[0])
    return [(k, np.asarray(tops[k]), np.asarray(bottoms[k])) for k in places]


def _best(net: Network, sums: Sums, count: int) -> list[Fit]:
    found: list[tuple[float, Fit]] = []
    for k, top, bottom in sums:
        if not isinstance(net.layers[k], Affine):
            continue
        explained = np.where(bottom > 0, top**2 / bottom, 0.0)
        best = np.argsort(-explained, axis=None, kind="stable")[:count]
        columns = explained.shape[1]
        for place in best:
            i, j = divmod(int(place), columns)
            if explained[i, j] > 0:
                change = float(top[i, j] / bottom[i, j])
                column = -1 if j == columns - 1 else j
                found.append((float(explained[i, j]), Fit(k, i, column, change)))
    return [fit for _, fit in sorted(found, key=lambda f: -f[0])[:count]]


# --- large changes ----------------------------------------------------------------------


def reversed_or_missing(estimate: Estimator, seen: Seen, count: int) -> list[Fit]:
    """The weights which, with the other sign or as 0, explain the worst answers and some others.

    Nothing is linear where a unit falls asleep; so each of these changes is made and looked at.

    Args:
        estimate: for a chain of layers.
        seen: many points and answers, some of them wrong.
        count: how many weights.
    """
    steps = estimate.differentiable
    order = np.argsort(-seen.suspicion, kind="stable")
    chosen = np.unique(np.concatenate([order[:_WORST], order[:: max(1, len(order) // _WORST)]]))
    points, answers = seen.points[chosen].astype(np.float64), seen.answers[chosen]
    found: list[tuple[float, Fit]] = []
    with np.errstate(all="ignore"):
        _, errors = estimate(points)
        scale = 1 / (errors + 1e-12 * np.abs(answers) + 1e-300)
        x = points
        for k, step in enumerate(steps):
            layer = estimate.network.layers[k]
            if isinstance(layer, Affine):
                for fit, after in _changes(layer.shape, k, step, x):
                    y = _rest(steps[k + 1 :], after.reshape(-1, after.shape[-1]))
                    gaps = np.abs(y.reshape(len(fit), *answers.shape) - answers) * scale
                    worst = np.nan_to_num(gaps, nan=np.inf).max(axis=(1, 2))
                    found += [(float(worst[i]), fit[i]) for i in np.flatnonzero(worst < _NEAR)]
            x = step.forward(x, step.parameters)[0]
    return [fit for _, fit in sorted(found, key=lambda f: f[0])[:count]]


def _changes(
    shape: tuple[int, int], number: int, step: Step, x: Array
) -> Iterator[tuple[list[Fit], Array]]:
    """For each unit: its changes, and the outputs of the layer with each, (changes, N, units)."""
    weight, bias = step.parameters
    before = step.forward(x, step.parameters)[0]
    a = np.concatenate([x, np.ones((len(x), 1))], axis=1)
    awake = np.flatnonzero((a != 0).any(axis=0))
    whole = np.concatenate([weight, bias[:, None]], axis=1)
    for row in range(shape[0] if shape[0] * len(awake) <= _CHANGES else 0):
        some = awake[whole[row, awake] != 0]
        fits, deltas = [], []
        for factor in (-2.0, -1.0):
            for j in some:
                change = factor * float(whole[row, j])
                fits.append(Fit(number, row, -1 if j == len(weight[0]) else int(j), change))
                deltas.append(change * a[:, j])
        if fits:
            after = np.repeat(before[None], len(fits), axis=0)
            after[:, :, row] += np.array(deltas)
            yield fits, after


def _rest(steps: Sequence[Step], x: Array) -> Array:
    for step in steps:
        x = step.forward(x, step.parameters)[0]
    return x
