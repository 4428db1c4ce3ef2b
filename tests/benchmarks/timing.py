"""Times of the same work done by us and by others, in one run, and the target between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter

Work = Callable[[], object]

#: A slow rival is not asked again to win a few percent.
_LONG = 0.5


def seconds(work: Work, repeats: int = 5) -> float:
    """The best time of one call, over batches that each take some milliseconds."""
    start = perf_counter()
    work()
    first = perf_counter() - start
    if first > _LONG:
        return first
    count = max(1, int(0.005 / max(first, 1e-7)))
    best = first
    for _ in range(repeats):
        start = perf_counter()
        for _ in range(count):
            work()
        best = min(best, (perf_counter() - start) / count)
    return best


def written(duration: float) -> str:
    """A time with its unit, to three digits."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if duration >= size:
            return f"{duration / size:.3g} {unit}"
    return f"{duration / 1e-9:.3g} ns"


@dataclass(frozen=True)
class Line:
    """One line of the table.

    Attributes:
        work: what is done.
        ours: our time for it.
        others: times for the same work, by name.
        beside: the one of them that the target names; empty if the target is a time.
        target: the largest ratio to it, or the longest time in seconds.
    """

    work: str
    ours: float
    others: Mapping[str, float]
    beside: str
    target: float

    def measured(self) -> float:
        """What the target bounds: our time, or its ratio to the rival's."""
        return self.ours / self.others[self.beside] if self.beside else self.ours

    def is_met(self) -> bool:
        """Whether this run reached the target."""
        return self.measured() <= self.target

    def text(self) -> str:
        """Three lines of the report."""
        rivals = ", ".join(f"{name} {written(time)}" for name, time in self.others.items())
        if self.beside:
            found = f"{self.measured():.2f}× {self.beside}, target {self.target:g}×"
        else:
            found = f"{written(self.ours)}, target {written(self.target)}"
        verdict = "reached" if self.is_met() else "NOT REACHED"
        return f"{self.work}\n    ours {written(self.ours)}; {rivals}\n    {found}: {verdict}"


def compare(work: str, ours: Work, others: Mapping[str, Work], beside: str, target: float) -> Line:
    """Time everybody, ourselves first."""
    own = seconds(ours)
    return Line(work, own, {name: seconds(w) for name, w in others.items()}, beside, target)
