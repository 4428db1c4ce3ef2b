"""Thousands of inputs that show a single wrong weight, for a look in floats.

A weight w of unit i that is off by δ changes the unit by δ a, with a what it multiplies; it shows
where a is large beside the other terms, since what floats may lose grows with all of them, and
where the outputs depend on the unit. So there are here

* each coordinate alone, on both sides of 0, near and far (of few, very near, too);
* for each unit the few coordinates that it answers to most, from its derivative at some points,
  and those with groups of the other coordinates, so that weights of units are seen that no single
  coordinate wakes;
* corners of the box, and points with few or all coordinates at random.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeAlias, final

import numpy as np
from numpy.typing import NDArray

from symnn.networks.affine import Affine
from symnn.networks.network import Network
from symnn.networks.structured import Structured
from symnn.testing.search.estimates import Estimator
from symnn.testing.strategies.points import Box
from symnn.training.differentiable import Pullback, Step

Array: TypeAlias = NDArray[Any]

#: Units of a layer that are woken one by one.
_UNITS: Final = 256
#: Up to so many coordinates are tried very near to 0, too.
_FEW: Final = 24
#: Coordinates that wake a unit.
_WAKING: Final = (1, 4, 16)
#: Coordinates that are added together to those that wake a unit.
_GROUP: Final = 16
#: Sizes of entries, as parts of what the box allows.
_SIZES: Final = (1.0, 4.0, 64.0)


def screened_points(estimate: Estimator, box: Box, form: str, count: int, seed: int) -> Array:
    """At most so many points, those that see each coordinate first.

    Args:
        estimate: of a network.
        box: the range of the inputs.
        form: the dtype of the points.
        count: how many.
        seed: for what is random in them.

    Examples:
        >>> from symnn.twins.formats import FLOAT64
        >>> estimate = Estimator(Network(Affine([[1, 2]])), FLOAT64)
        >>> points = screened_points(estimate, ((-1.0, 1.0),) * 2, "float64", 50, 0)
        >>> bool((abs(points) <= 1).all()), len(points) <= 50
        (True, True)
    """
    pool = _Pool(box, np.random.default_rng(seed))
    found = [pool.alone(), pool.corners()]
    room = count - sum(map(len, found))
    waking = _waking(estimate.network, estimate.differentiable, pool, max(room // 2, 0))
    found += [waking, pool.scattered(max(count - sum(map(len, found)) - len(waking), count // 8))]
    points = np.concatenate(found).astype(form)
    low, high = (np.array(side).astype(form) for side in zip(*box, strict=True))
    inside = np.clip(points, low, high)
    _, first = np.unique(inside + 0.0, axis=0, return_index=True)
    return np.asarray(inside[np.sort(first)][:count])


@final
class _Pool:
    """Points of a box around the one nearest to the origin."""

    def __init__(self, box: Box, rng: np.random.Generator) -> None:
        self.low, self.high = (np.array(side) for side in zip(*box, strict=True))
        self.base = np.clip(0.0, self.low, self.high)
        self.rng, self.size = rng, len(box)

    def moved(self, places: Any, values: Any) -> Array:
        """The base with other values at some places, within the box."""
        point: Array = self.base.copy()
        point[places] = np.clip(values, self.low[places], self.high[places])
        return point

    def alone(self) -> Array:
        """Each coordinate alone, at 1 and -1, then at 64 and -64, then at the ends."""
        found = []
        ends = ((self.low[k], self.high[k]) for k in range(self.size))
        far = [(max(low, -1000.0), min(high, 1000.0)) for low, high in ends]
        near = (2.0**-7, -(2.0**-12), 2.0**-20, -(2.0**-30)) if self.size <= _FEW else ()
        for value in (1.0, -1.0, 0.25, 8.0, -8.0, *near):
            found += [self.moved(k, self.base[k] + value) for k in range(self.size)]
        for side in (0, 1):
            found += [self.moved(k, far[k][side]) for k in range(self.size)]
        return np.array(found).reshape(-1, self.size)

    def corners(self) -> Array:
        """Corners of the box: all of them if they are few."""
        if self.size <= 6:
            bits = [[k >> j & 1 for j in range(self.size)] for k in range(1 << self.size)]
            chosen = np.array(bits, dtype=bool)
        else:
            some = self.rng.random((32, self.size))
            some[:2] = [[0.0], [1.0]]  # the lowest and the highest
            chosen = some > 0.5
        return np.asarray(np.where(chosen, self.high, self.low))

    def scattered(self, count: int) -> Array:
        """Points with few coordinates that are not the base's, and points at random."""
        rng, found = self.rng, []
        for k in range(count):
            few = int(rng.integers(1, min(self.size, 6) + 1)) if k % 4 else self.size
            places = rng.permutation(self.size)[:few]
            size = rng.choice(_SIZES) * rng.choice((1.0, 0.1))
            values = rng.normal(size=few) * size
            found.append(self.moved(places, np.round(values, 1) if k % 2 else values))
        return np.array(found).reshape(-1, self.size)


def _waking(network: Network, steps: Sequence[Step], pool: _Pool, count: int) -> Array:
    """Points at which each hidden unit in turn outweighs the others, as well as can be."""
    found: list[Array] = []
    places = [k for k, y in enumerate(network.layers) if isinstance(y, Affine | Structured)]
    places = places if steps else []
    share = max(1, count // max(1, len(places)))
    for k in places:
        made: list[Array] = []
        for gradients in _gradients(steps[: k + 1], pool):
            made += _for_units(gradients, pool, share - len(made))
            if len(made) >= share:
                break
        found += made[:share]
    return np.array(found).reshape(-1, pool.size)


def _gradients(steps: Sequence[Step], pool: _Pool) -> Iterator[Array]:
    """The derivatives of the units of a layer by the inputs, (units, inputs), at some points."""
    for start in (pool.base, *pool.scattered(3)):
        units = _forward(steps, start[None, :])[0].shape[1]
        chosen = np.arange(units)
        if units > _UNITS:
            chosen = pool.rng.permutation(units)[:_UNITS]
        # a batch of copies of one point, each with another unit
        _, backs = _forward(steps, np.repeat(start[None, :], len(chosen), axis=0))
        d = np.zeros((len(chosen), units))
        d[np.arange(len(chosen)), chosen] = 1.0
        with np.errstate(all="ignore"):
            for back in reversed(backs):
                d = back(d)[0]
        yield np.nan_to_num(d, nan=0.0, posinf=1.0, neginf=-1.0)


def _forward(steps: Sequence[Step], x: Array) -> tuple[Array, list[Pullback]]:
    backs = []
    with np.errstate(all="ignore"):
        for step in steps:
            x, back = step.forward(x, step.parameters)
            backs.append(back)
    return x, backs


def _for_units(gradients: Array, pool: _Pool, most: int) -> list[Array]:
    made: list[Array] = []
    order = np.argsort(-np.abs(gradients), axis=1)
    for count in _WAKING:
        for unit in range(len(gradients)):
            if len(made) >= most:
                return made
            slope, places = gradients[unit], order[unit, :count]
            size = pool.rng.choice(_SIZES)
            made.append(pool.moved(places, pool.base[places] + size * np.sign(slope[places])))
    made += _in_groups(gradients, order, pool, most - len(made))
    return made


def _in_groups(gradients: Array, order: Array, pool: _Pool, most: int) -> list[Array]:
    """What wakes a unit, and a group of the coordinates that put it to sleep."""
    made: list[Array] = []
    if pool.size <= _GROUP:
        return made
    groups = np.array_split(pool.rng.permutation(pool.size), max(1, pool.size // _GROUP))
    for group in groups:
        for unit in range(len(gradients)):
            if len(made) >= most:
                return made
            waking = order[unit, : 2 * _GROUP]
            point = pool.moved(group, pool.base[group] + 0.25)
            woken = pool.moved(waking, pool.base[waking] + np.sign(gradients[unit, waking]))
            point[waking] = woken[waking]
            made.append(point)
    return made
