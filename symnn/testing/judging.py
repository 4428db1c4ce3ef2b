"""Judging an implementation at given inputs: every answer is within the proved bound, or wrong."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias, final

import numpy as np
from flint import arb, fmpq

from symnn.errors import UnsupportedError
from symnn.exact.ball import precision
from symnn.testing.calling import Answer, Call, Layout, Point
from symnn.testing.rounding import BITS
from symnn.twins.formats import Format, ulp
from symnn.twins.source.constants import ends_of

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
        layout: how the array lies in memory, see `symnn.testing.calling`.
    """

    kind: Kind
    batch: tuple[Point, ...]
    row: int = 0
    output: int = 0
    words: str = ""
    found: tuple[float, ...] = ()
    alone: bool = False
    layout: Layout = "C"

    @property
    def point(self) -> Point:
        """The input; () if there are no rows."""
        return self.batch[self.row] if self.batch else ()


@final
@dataclass
class Judge:
    """An implementation against the exact network; what it has seen is kept.

    Attributes:
        call: the implementation.
        targets: exact and allowed outputs at a point.
        observed: outputs at single points.
        asked: how many points it was asked for.
        judged: how many of them were judged in balls.
        void: at how many of those a value had no bound, because it may leave the floats.
    """

    call: Call
    targets: Targets
    observed: dict[Point, tuple[float, ...]] = field(default_factory=dict)
    asked: int = 0
    judged: int = 0
    void: int = 0
    _seen: dict[tuple[Layout, bytes], bytes] = field(default_factory=dict)
    _known: dict[Point, tuple[list[arb], list[arb]]] = field(default_factory=dict)

    def at(
        self, points: Sequence[Point], layout: Layout = "C", only: Sequence[int] | None = None
    ) -> Failure | None:
        """What is wrong at these points, given in one call if it takes batches; None if nothing.

        Args:
            points: the rows of the batch.
            layout: how the array lies in memory.
            only: the rows that are compared, if not all are.
        """
        batch = tuple(points)
        answer = self.call(batch, layout)
        self.asked += len(batch)
        self.judged += len(batch)
        if answer.rows is not None and len(self._seen) < _TWICE:
            self._remember(batch, answer, layout)
            answer = self.call(batch, layout)
        if answer.rows is None or answer.trouble:
            return Failure(_kind(answer), batch, words=answer.words, layout=layout)
        changed = self._remember(batch, answer, layout)
        if changed:
            found = _row(answer, 0)
            return Failure("unsteady", batch, words=changed, found=found, layout=layout)
        for row in range(len(batch)) if only is None else only:
            found = _row(answer, row)
            if len(batch) == 1 and layout == "C" and len(self.observed) < _KEPT:
                self.observed[batch[row]] = found
            wrong = self.compare(batch[row], found)
            if wrong is not None:
                kind, output = wrong
                return Failure(kind, batch, row, output, found=found, layout=layout)
        return None

    def _remember(self, batch: tuple[Point, ...], answer: Answer, layout: Layout) -> str:
        """The words about an answer that differs from the one given before; "" if there is none."""
        now = b"" if answer.rows is None else (answer.rows + 0.0).tobytes()
        asked = np.array(batch).tobytes()  # which tells -0.0 from 0.0
        before = self._seen.setdefault((layout, asked), now)
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
        if self.void >= self.judged > 0:
            raise UnsupportedError(
                f"at none of {self.judged} inputs the values are sure to stay below the largest "
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
