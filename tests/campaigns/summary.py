"""Counts, times and faults of a campaign, which add up over its parts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import floor, log10
from typing import Any, Final

STATUSES: Final = ("PROVED", "REFUTED", "UNDECIDED", "OVERTIME")
#: Times are kept in steps of 10^(1/20), about 12 %.
STEPS: Final = 20


@dataclass
class Summary:
    """What a campaign found.

    Attributes:
        statuses: how many claims of a family had a status.
        times: how many claims of a family took 10^(k/STEPS) s or a little more.
        slowest: the longest time of a family.
        notes: what is no fault, by its words.
        wrong: every fault.
    """

    statuses: Counter[tuple[str, str]] = field(default_factory=Counter)
    times: Counter[tuple[str, int]] = field(default_factory=Counter)
    slowest: dict[str, float] = field(default_factory=dict)
    notes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    @property
    def claims(self) -> int:
        """How many claims were asked."""
        return self.statuses.total()

    def count(self, family: str, status: str, seconds: float) -> None:
        """One claim more."""
        self.statuses[family, status] += 1
        self.times[family, floor(STEPS * log10(max(seconds, 1e-7)))] += 1
        self.slowest[family] = max(seconds, self.slowest.get(family, 0))

    def note(self, words: str) -> None:
        """Something to look at that is no fault."""
        self.notes[words] += 1

    def add(self, other: Summary) -> None:
        """Take over the claims of another part."""
        self.statuses.update(other.statuses)
        self.times.update(other.times)
        self.notes.update(other.notes)
        self.wrong += other.wrong
        for family, seconds in other.slowest.items():
            self.slowest[family] = max(seconds, self.slowest.get(family, 0))

    def as_json(self) -> dict[str, Any]:
        """For a file."""
        return {
            "statuses": [[*key, n] for key, n in sorted(self.statuses.items())],
            "times": [[*key, n] for key, n in sorted(self.times.items())],
            "slowest": self.slowest,
            "notes": dict(self.notes),
            "wrong": self.wrong,
        }

    @classmethod
    def of_json(cls, data: dict[str, Any]) -> Summary:
        """From a file."""
        return cls(
            Counter({(family, status): n for family, status, n in data["statuses"]}),
            Counter({(family, step): n for family, step, n in data["times"]}),
            dict(data["slowest"]),
            Counter(data["notes"]),
            list(data["wrong"]),
        )

    def share(self, family: str | None = None) -> float:
        """The part of the claims that was decided, of one family or all."""
        rows = [(s, n) for (f, s), n in self.statuses.items() if family in (None, f)]
        decided = sum(n for s, n in rows if s in ("PROVED", "REFUTED"))
        return decided / max(1, sum(n for _, n in rows))

    def quantile(self, part: float, family: str | None = None) -> float:
        """The time that this part of the claims did not pass, to about 12 %."""
        counts = Counter[int]()
        for (f, step), n in self.times.items():
            counts[step] += n if family in (None, f) else 0
        wanted, seen = part * counts.total(), 0
        for step in sorted(counts):
            seen += counts[step]
            if seen >= wanted:
                return float(10 ** ((step + 1) / STEPS))
        return 0.0

    def text(self) -> str:
        """The table, then what is to be looked at, then every fault."""
        head = f"{'family':<24}" + "".join(f"{s:>10}" for s in STATUSES)
        lines = [head + f"{'decided':>9}{'median':>10}{'95 %':>10}{'max':>10}"]
        for family in [*sorted({f for f, _ in self.statuses}), None]:
            row = [
                sum(n for (f, s), n in self.statuses.items() if s == status and family in (None, f))
                for status in STATUSES
            ]
            slowest = max((t for f, t in self.slowest.items() if family in (None, f)), default=0)
            times = (self.quantile(0.5, family), self.quantile(0.95, family), slowest)
            lines.append(
                f"{family or 'all':<24}"
                + "".join(f"{n:>10}" for n in row)
                + f"{self.share(family):>9.1%}"
                + "".join(f"{1000 * t:>7.1f} ms" for t in times)
            )
        lines += [f"{n} × {words}" for words, n in sorted(self.notes.items())]
        lines += [f"WRONG {words}" for words in self.wrong]
        return "\n".join([*lines, f"wrong: {len(self.wrong)} of {self.claims}"])
