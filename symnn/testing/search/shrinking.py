"""From an input where an implementation is wrong to the simplest one that can be checked by hand.

First rows of a batch and coordinates are taken away in large parts, then in smaller ones, as long
as the failure stays of its kind; then what is left is made simpler, number by number.

References:
    A. Zeller, R. Hildebrandt, Simplifying and isolating failure-inducing input, TSE 28 (2002).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from symnn.testing.calling import Point
from symnn.testing.judging import Failure, Judge
from symnn.testing.strategies.points import Box
from symnn.twins.formats import Format, nearest

Batch: TypeAlias = "tuple[Point, ...]"
#: What is wrong with a batch, if it is wrong in the same way.
Fails: TypeAlias = Callable[[Batch], "Failure | None"]

#: Coordinates up to so many are made simpler one by one; of more, those that are not the base's.
_FEW: Final = 24
#: What single coordinates are tried at.
_PLAIN: Final = (1.0, -1.0, 2.0**-13, -(2.0**-13), 2.0**-26, -(2.0**-26))
#: So often parts of a batch are taken away.
_TRIED: Final = 300
#: Numbers below this that are not whole are rounded to few bits:
_SMALL: Final = 64.0
#: Significant bits to which coordinates are rounded.
_BITS: Final = (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 24, 28, 32, 40)


def simplified(judge: Judge, failure: Failure, box: Box) -> Failure:
    """The failure with fewer points and simpler coordinates, as long as it stays of its kind."""

    def fails(batch: Batch) -> Failure | None:
        found = judge.at(batch, failure.layout)
        return found if found is not None and found.kind == failure.kind else None

    best = _fewer_rows(fails, failure)
    base = tuple(min(max(0.0, low), high) for low, high in box)
    best = _alone(fails, _fewer_coordinates(fails, best, base), box, base)
    improved = True
    while improved:
        improved = False
        for batch in _simpler(best.batch, box, base, judge.call.form):
            if cost(batch) < cost(best.batch):
                found = fails(batch)
                if found is not None:
                    best, improved = found, True
                    break
    if len(best.batch) > 1:
        alone = judge.at((best.point,))
        best = replace(best, alone=alone is None)
    return best


def _fewer_rows(fails: Fails, failure: Failure) -> Failure:
    """One row if that will do; else rows that are all alike; else those that matter."""
    best = failure
    if len(best.batch) == 1:
        return best
    found = fails((best.point,))
    if found is not None:
        return found
    for row in ((0.0,) * len(best.point), best.point):
        found = fails((row,) * len(best.batch))
        if found is not None:
            return _as_few(fails, found)
    size, tried = len(best.batch) // 2, 0
    while size >= 1 and tried < _TRIED:
        start = 0
        while start < len(best.batch):
            fewer = best.batch[:start] + best.batch[start + size :]
            found, tried = fails(fewer) if fewer else None, tried + 1
            if found is None:
                start += size
            else:
                best = found
        size //= 2
    return best


def _as_few(fails: Fails, failure: Failure) -> Failure:
    """The failure with as few copies of its row as possible, found by bisection."""
    best, least = failure, 1
    while len(best.batch) - least > 1:
        middle = (len(best.batch) + least) // 2
        found = fails(best.batch[:middle])
        if found is None:
            least = middle
        else:
            best = found
    return best


def _fewer_coordinates(fails: Fails, failure: Failure, base: Point) -> Failure:
    """With as many coordinates as possible at the base: 0, or what is next to it in the box."""
    best = failure
    for row in [0] if _alike(failure.batch) else range(len(failure.batch)):
        places = [j for j, v in enumerate(best.batch[row]) if v != base[j]]
        size = len(places)
        while size >= 1:
            start = 0
            while start < len(places):
                part = places[start : start + size]
                point = tuple(base[j] if j in part else v for j, v in enumerate(best.batch[row]))
                found = fails(_with(best.batch, row, point))
                if found is None:
                    start += size
                else:
                    best = found
                    places = [j for j in places if j not in part]
            size = size // 2 if size > 1 else 0
    return best


def _alone(fails: Fails, failure: Failure, box: Box, base: Point) -> Failure:
    """A point with one coordinate off the base, and that a simple number, if there is one."""
    best, size = failure, len(base)
    if size > _FEW or not _alike(failure.batch):
        return failure
    for j in range(size):
        for value in _PLAIN:
            low, high = box[j]
            point = (*base[:j], base[j] + value, *base[j + 1 :])
            batch = (point,) * len(best.batch)
            if low <= point[j] <= high and cost(batch) < cost(best.batch):
                best = fails(batch) or best
    return best


def _alike(batch: Batch) -> bool:
    return len(set(batch)) == 1


def _with(batch: Batch, row: int, point: Point) -> Batch:
    """The batch with another row; if all are alike, all of them."""
    if _alike(batch):
        return (point,) * len(batch)
    return (*batch[:row], point, *batch[row + 1 :])


def _simpler(batch: Batch, box: Box, base: Point, form: Format) -> Iterator[Batch]:
    alike = _alike(batch)
    for i in range(0 if len(batch) == 1 else 1 if alike else len(batch)):
        yield batch[:i] + batch[i + 1 :]
    for i, point in enumerate(batch[:1] if alike else batch):
        for j, value in enumerate(point):
            if len(point) > _FEW and value == base[j]:
                continue
            low, high = box[j]
            for other in _candidates(value):
                if low <= other <= high and nearest(other, form) == other:
                    yield _with(batch, i, (*point[:j], other, *point[j + 1 :]))


def _candidates(value: float) -> list[float]:
    if value == 0:
        return [0.0]
    whole = [0.0, 1.0, -1.0, 2.0, -2.0, -value]
    if math.isfinite(value) and abs(value) < 1 << 60:
        whole += [float(math.trunc(value)), *(round(value * k) / k for k in (1, 2, 4, 16, 256))]
        whole += [float(math.trunc(value / 2)), value - math.copysign(1.0, value)]
        if abs(value) > 4:
            size = math.floor(math.log10(abs(value)))
            whole.append(math.copysign(float(10**size), value))
    if abs(value) < _SMALL and value != int(value):
        part, exponent = math.frexp(value)
        whole += [math.ldexp(round(part * 2**bits), exponent - bits) for bits in _BITS]
    return [w for w in whole if w != value]


def cost(batch: Sequence[Point]) -> tuple[int, int]:
    """How hard it is to check a call by hand: the number of points, then their digits."""
    return len(batch), sum(_digits(v) for point in batch for v in point)


def _digits(value: float) -> int:
    if value == 0:
        return 0 if math.copysign(1.0, value) > 0 else 1
    if not math.isfinite(value):
        return 5000
    top, bottom = value.as_integer_ratio()
    odd = abs(top) // (abs(top) & -abs(top))
    return 2 * (odd.bit_length() + bottom.bit_length() + abs(top).bit_length()) + (value < 0)
