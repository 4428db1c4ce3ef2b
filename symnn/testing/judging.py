"""Judging an implementation at given inputs, and the search for the simplest one where it fails."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from random import Random
from typing import Final, Literal, TypeAlias, final

import numpy as np
from flint import arb, fmpq
from hypothesis import HealthCheck, Phase, currently_in_test_context, find, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky, NoSuchExample, Unsatisfiable
from hypothesis.strategies import SearchStrategy

from symnn.errors import UnsupportedError
from symnn.exact.ball import precision
from symnn.testing.calling import Answer, Call, Point
from symnn.testing.rounding import BITS
from symnn.testing.sources import Plan
from symnn.testing.strategies.points import Box
from symnn.twins.constants import ends_of
from symnn.twins.formats import Format, nearest, ulp

Kind: TypeAlias = Literal[
    "value", "nan", "overflow", "raised", "shape", "type", "mutated", "unsteady"
]
#: The exact outputs and the allowed ones at a point, flattened.
Targets: TypeAlias = Callable[[Point], "tuple[list[arb], list[arb]]"]

#: So many points are kept to test what may have gone wrong.
_KEPT: Final = 160
#: So many first inputs are asked twice at once.
_TWICE: Final = 12


@final
@dataclass(frozen=True)
class Failure:
    """An input where the implementation is wrong.

    Attributes:
        kind: what is wrong.
        batch: the points of the call; one if it is not about a batch.
        row: the point in the batch at which it shows.
        output: the place of the wrong output.
        words: what happened, for what is no value.
        found: the outputs at the point, if there are any.
        alone: for a batch of several, whether the point alone is answered right.
    """

    kind: Kind
    batch: tuple[Point, ...]
    row: int = 0
    output: int = 0
    words: str = ""
    found: tuple[float, ...] = ()
    alone: bool = False

    @property
    def point(self) -> Point:
        """The input."""
        return self.batch[self.row]


@final
@dataclass
class Judge:
    """An implementation against the exact network; what it has seen is kept.

    Attributes:
        call: the implementation.
        targets: exact and allowed outputs at a point.
        observed: outputs at single points.
        asked: how many points were judged.
        void: at how many of them a value had no bound, because it may leave the floats.
    """

    call: Call
    targets: Targets
    observed: dict[Point, tuple[float, ...]] = field(default_factory=dict)
    asked: int = 0
    void: int = 0
    _seen: dict[bytes, bytes] = field(default_factory=dict)
    _known: dict[Point, tuple[list[arb], list[arb]]] = field(default_factory=dict)

    def at(self, points: Sequence[Point]) -> Failure | None:
        """What is wrong at these points, given in one call if it takes batches; None if nothing."""
        batch = tuple(points)
        answer = self.call(batch)
        self.asked += len(batch)
        if answer.rows is not None and len(self._seen) < _TWICE:
            self._remember(batch, answer)
            answer = self.call(batch)
        if answer.rows is None:
            return Failure(_kind(answer), batch, words=answer.words)
        if answer.trouble:
            return Failure(_kind(answer), batch, words=answer.words)
        changed = self._remember(batch, answer)
        if changed:
            return Failure("unsteady", batch, words=changed, found=_row(answer, 0))
        for row, point in enumerate(batch):
            found = _row(answer, row)
            if len(batch) == 1 and len(self.observed) < _KEPT:
                self.observed[point] = found
            wrong = self.compare(point, found)
            if wrong is not None:
                kind, output = wrong
                return Failure(kind, batch, row, output, found=found)
        return None

    def _remember(self, batch: tuple[Point, ...], answer: Answer) -> str:
        """The words about an answer that differs from the one given before; "" if there is none."""
        now = b"" if answer.rows is None else (answer.rows + 0.0).tobytes()
        asked = np.array(batch).tobytes()  # which tells -0.0 from 0.0
        before = self._seen.setdefault(asked, now)
        if before == now:
            return ""
        first = np.frombuffer(before, dtype=np.float64)
        last = np.frombuffer(now, dtype=np.float64)
        k = int(np.argmax(first != last))
        return f"at this input it gave {float(first[k])!r} at first, and {float(last[k])!r} later"

    def balls(self, point: Point) -> tuple[list[arb], list[arb]]:
        """The exact and the allowed outputs at a point."""
        if point not in self._known:
            if len(self._known) > 20_000:
                self._known.clear()
            self._known[point] = self.targets(point)
        return self._known[point]

    def evidence(self, failure: Failure) -> list[tuple[Point, tuple[float, ...]]]:
        """All that was answered at single points, first what is wrong."""
        others = [(p, f) for p, f in self.observed.items() if p != failure.point]
        return [(failure.point, failure.found), *others]

    def demand_bounds(self) -> None:
        """Refuse to be content with inputs at which nothing could be said.

        Raises:
            UnsupportedError: there were no others, or none at all.
        """
        if self.asked == 0:
            raise UnsupportedError("no input was tried; inputs= gives none, or its filter none")
        if self.void >= self.asked > 0:
            raise UnsupportedError(
                f"at none of {self.asked} inputs the values are sure to stay below the largest "
                f"{self.call.form.name}; give a smaller box"
            )

    def compare(self, point: Point, found: Sequence[float]) -> tuple[Kind, int] | None:
        """The first output that is wrong, and how."""
        exact, allowed = self.balls(point)
        form = self.call.form
        largest = arb(2) ** form.top
        void = False
        for k, value in enumerate(found):
            ball = allowed[k]
            if not ball.is_finite():
                beyond = exact[k].is_finite() and abs(exact[k]) >= largest
                if not beyond or math.isfinite(value):
                    void = True
                elif math.isnan(value) or (value > 0) != (exact[k] > 0):
                    return ("nan" if math.isnan(value) else "overflow"), k
                continue
            if math.isnan(value):
                return "nan", k
            if math.isinf(value):
                return "overflow", k
            if not ball.contains(arb(fmpq(*value.as_integer_ratio()))):
                return "value", k
        self.void += void
        return None


def _kind(answer: Answer) -> Kind:
    return answer.trouble or "type"  # type: ignore[return-value]


def _row(answer: Answer, row: int) -> tuple[float, ...]:
    rows = answer.rows
    return () if rows is None else tuple(float(v) for v in np.ravel(rows[row]))


def targets_of(
    exact: list[arb], allowed: Callable[[], list[arb]], ulps: float | None, form: Format
) -> tuple[list[arb], list[arb]]:
    """Exact and allowed values: those of a model, or so many ulps around the exact ones."""
    if ulps is None:
        return exact, allowed()
    made = []
    with precision(BITS):
        for value in exact:
            if not value.is_finite():
                made.append(value)
                continue
            low, high = ends_of(value)
            size = ulp(max(abs(low), abs(high)), form)
            part = fmpq(*ulps.as_integer_ratio()) * fmpq(size.numerator, size.denominator)
            made.append(value + arb(0, arb(part).abs_upper()))
    return exact, made


# --- the search -----------------------------------------------------------------------


def search(judge: Judge, plan: Plan) -> Failure | None:
    """The simplest failure that probes and random inputs lead to; None if there is none."""
    points, sizes = plan.points, _sizes(judge.call, plan)
    first = _first(judge, plan.probes, sizes)
    if points is None or (first is not None and first.kind == "unsteady"):
        return first
    batches = points.map(lambda p: (p,)) if max(sizes) == 1 else _batches(points, max(sizes))
    kind = first.kind if first is not None else None
    caught: list[Failure] = [] if first is None else [first]

    def fails(batch: tuple[Point, ...]) -> bool:
        nonlocal kind
        found = judge.at(batch)
        if found is None or (kind is not None and found.kind not in (kind, "unsteady")):
            return False
        kind = found.kind
        caught.append(found)
        return True

    best = _found(batches, fails, judge, plan.examples, plan.seed)
    unsteady = next((f for f in caught if f.kind == "unsteady"), None)
    if unsteady is not None:
        return unsteady
    known = [f for f in (best, first) if f is not None] or caught[-1:]
    if not known:
        return None
    return simplified(judge, min(known, key=lambda f: _cost(f.batch)), plan.box)


def _sizes(call: Call, plan: Plan) -> list[int]:
    """How many rows are given at once: one, some, and as many as there are columns."""
    return sorted({1, 2, 3, plan.size, plan.outputs}) if call.is_batch else [1]


def _first(judge: Judge, probes: Sequence[Point], sizes: Sequence[int]) -> Failure | None:
    caught = []
    for size in sizes:
        for k in range(0, len(probes), size):
            batch = tuple(probes[k : k + size])
            found = judge.at(batch)
            if found is not None:
                caught.append(found)
                if found.kind == "unsteady":
                    return found
    plain = [f for f in caught if f.kind == "value"] or caught
    return min(plain, key=lambda f: _cost(f.batch)) if plain else None


def _batches(points: SearchStrategy[Point], most: int) -> SearchStrategy[tuple[Point, ...]]:
    return st.lists(points, min_size=1, max_size=most).map(tuple)


def _found(
    batches: SearchStrategy[tuple[Point, ...]],
    fails: Callable[[tuple[Point, ...]], bool],
    judge: Judge,
    examples: int,
    seed: int,
) -> Failure | None:
    chosen = settings(
        max_examples=examples,
        database=None,
        deadline=None,
        derandomize=False,
        report_multiple_bugs=False,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    look = partial(find, batches, fails, settings=chosen, random=Random(seed))  # noqa: S311
    try:
        batch = _apart(look) if currently_in_test_context() else look()
    except (NoSuchExample, Unsatisfiable, Flaky):
        return None
    return judge.at(batch)


def _apart(look: Callable[[], tuple[Point, ...]]) -> tuple[Point, ...]:
    """The search within a test of hypothesis: it knows one search in a thread."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(look).result()


def simplified(judge: Judge, failure: Failure, box: Box) -> Failure:
    """The failure with fewer points and simpler coordinates, as long as it stays of its kind."""
    best = failure
    improved = True
    while improved:
        improved = False
        for batch in _simpler(best.batch, box, judge.call.form):
            if _cost(batch) >= _cost(best.batch):
                continue
            found = judge.at(batch)
            if found is not None and found.kind == best.kind:
                best, improved = found, True
                break
    if len(best.batch) > 1:
        alone = judge.at((best.point,))
        best = replace(best, alone=alone is None)
    return best


def _simpler(batch: tuple[Point, ...], box: Box, form: Format) -> list[tuple[Point, ...]]:
    made = [batch[:i] + batch[i + 1 :] for i in range(len(batch)) if len(batch) > 1]
    for i, point in enumerate(batch):
        for j, value in enumerate(point):
            low, high = box[j]
            for other in _candidates(value):
                if low <= other <= high and nearest(other, form) == other:
                    changed = (*point[:j], other, *point[j + 1 :])
                    made.append((*batch[:i], changed, *batch[i + 1 :]))
    return made


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
    return [w for w in whole if w != value]


def _cost(batch: Sequence[Point]) -> tuple[int, int]:
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
