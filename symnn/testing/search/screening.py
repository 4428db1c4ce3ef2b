"""A look at thousands of inputs in floats; what is conspicuous there is judged in balls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, final

import numpy as np
from numpy.typing import NDArray

from symnn.testing.calling import Point
from symnn.testing.judging import Failure, Judge
from symnn.testing.search.estimates import Estimator, block_of
from symnn.testing.strategies.points import Box

Array: TypeAlias = NDArray[Any]

#: An answer that is off by this part of the estimate may be off by more than the bound.
_CONSPICUOUS: Final = 0.2
#: So many conspicuous points are judged in balls.
_JUDGED: Final = 24
#: From so many points the search goes on to points that are worse.
_CLIMBED: Final = 8
_STEPS: Final = 40


@final
@dataclass(frozen=True)
class Seen:
    """What an implementation answered at many points.

    Attributes:
        points: (N, n).
        answers: (N, m).
        suspicion: by how many times the estimate each is off.
    """

    points: Array
    answers: Array
    suspicion: Array


def screened(
    judge: Judge, estimate: Estimator, points: Array, box: Box, seed: int
) -> tuple[Failure | None, Seen]:
    """The first failure among many points, the simplest of the conspicuous ones first.

    Args:
        judge: it counts the points, and judges those that are conspicuous.
        estimate: for the network.
        points: (N, n), in the format of the judge.
        box: the range of the inputs.
        seed: for the way to worse points.
    """
    found, parts = None, []
    size = block_of(points.shape[1])
    for k in range(0, len(points), size):
        block = points[k : k + size]
        seen, failure = _looked(judge, estimate, block)
        parts.append(seen)
        found = failure or _worst(judge, seen)
        if found is not None:
            break
    whole = _joined(parts, points)
    if found is None and judge.call.convention != "pointers":
        found = _climbed(judge, estimate, whole, box, seed)
    return found, whole


def _joined(parts: Sequence[Seen], points: Array) -> Seen:
    known = [p for p in parts if len(p.answers)]
    if not known:
        return Seen(points[:0], np.zeros((0, 0)), np.zeros(0))
    columns = ((p.points, p.answers, p.suspicion) for p in known)
    return Seen(*(np.concatenate(column) for column in zip(*columns, strict=True)))


def _looked(judge: Judge, estimate: Estimator, block: Array) -> tuple[Seen, Failure | None]:
    """The answers at a block, or what is wrong with them already."""
    batch = tuple(map(tuple, block.tolist()))
    answer = judge.call(batch)
    judge.asked += len(batch)
    if answer.rows is None or answer.trouble:
        return Seen(block[:0], np.zeros((0, 0)), np.zeros(0)), _raised(judge, batch)
    rows = answer.rows.reshape(len(block), -1)
    return Seen(block, rows, estimate.suspicion(block, rows)), None


def _raised(judge: Judge, batch: tuple[Point, ...]) -> Failure | None:
    """The first point of a block that is answered by an exception or the like."""
    for point in batch:
        found = judge.at((point,))
        if found is not None:
            return found
    return judge.at(batch) if judge.call.is_batch else None


def _worst(judge: Judge, seen: Seen) -> Failure | None:
    """The failure among the conspicuous points whose point is simplest, if one is proved."""
    some = np.flatnonzero(seen.suspicion > _CONSPICUOUS)
    clear = seen.suspicion[some] > 4
    simple = (seen.points[some] != 0).sum(axis=1)
    order = np.lexsort((-seen.suspicion[some], np.where(clear, simple, 0), ~clear))
    rows = tuple(map(tuple, seen.points.tolist())) if judge.call.is_batch and len(some) else ()
    for k in some[order][:_JUDGED]:
        found = judge.at((tuple(seen.points[k].tolist()),))
        if found is None and rows:  # it may be wrong because of the other rows, or their number
            found = judge.at(rows, only=(int(k),))
        if found is not None:
            return found
    return None


def _climbed(judge: Judge, estimate: Estimator, seen: Seen, box: Box, seed: int) -> Failure | None:
    """From the points that are most off, changes that make it worse, as long as there are some."""
    if not len(seen.suspicion):
        return None
    rng = np.random.default_rng(seed)
    low, high = (np.array(side) for side in zip(*box, strict=True))
    for k in np.argsort(-seen.suspicion, kind="stable")[:_CLIMBED]:
        best, worst = seen.points[k], float(seen.suspicion[k])
        for _ in range(_STEPS):
            trials = _changed(rng, best, low, high)
            look, failure = _looked(judge, estimate, trials)
            if failure is not None:
                return failure
            top = int(look.suspicion.argmax())
            if look.suspicion[top] <= worst * 1.02:
                break
            best, worst = trials[top], float(look.suspicion[top])
        if worst > _CONSPICUOUS:
            found = judge.at((tuple(best.tolist()),))
            if found is not None:
                return found
    return None


def _changed(rng: np.random.Generator, point: Array, low: Array, high: Array) -> Array:
    """Points near one: parts of it at 0 or at twice the size, or one coordinate anew."""
    base = np.clip(0.0, low, high)
    made = [point * 2, point / 2, -point]
    places = np.flatnonzero(point != base)
    for _ in range(8):
        kept = rng.random(len(point)) < rng.choice((0.5, 0.9))
        made.append(np.where(kept, point, base))
    for _ in range(8):
        known = len(places) and rng.random() < 0.7
        j = int(rng.choice(places) if known else rng.integers(len(point)))
        other = point.copy()
        other[j] = rng.choice((base[j], 2 * point[j], -point[j], point[j] + 1))
        made.append(other)
    return np.asarray(np.clip(np.array(made), low, high).astype(point.dtype))
