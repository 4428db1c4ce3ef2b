"""Score `symnn check` on works with known verdicts.

python -m tests.campaigns.practice PATH… [--as markdown latex notebook] [--show N]

PATH is a textbook work (.yaml), a post (.json) or a folder of them; `works` says what they hold.
Every work becomes one document of each format asked for, is judged as `symnn check` judges it,
and a claim counts by the worst verdict on its lines:

    right           a true claim proved, a false one refuted
    wrong           a true claim refuted, a false one proved
    strict          a claim that is true by carried or cut decimals, refuted
    undecided       neither proved nor refuted
    not understood  no verdict at all, or the claim was taken for a definition

Printed by kind, then every wrong one, then (`--show`) what was missed. Formulas without a known
verdict are listed if they are refuted. Exit status 1 if anything is wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final, TypeAlias

from symnn.documents.model import Entry
from symnn.documents.sandbox import Limits, Sandbox
from symnn.documents.source import READ, Format
from tests.campaigns.works import WRITERS, Item, document, find_works, read_work

OUTCOMES: Final = ("right", "wrong", "strict", "undecided", "not understood")
#: The roundings that a strict reader would not let pass.
SOFT: Final = ("truncated", "carried", "order-of-magnitude")
Tally: TypeAlias = "Counter[tuple[str, str, str]]"


@dataclass(frozen=True, slots=True)
class Score:
    """What became of one item; `outcome` is None where no verdict is known."""

    item: Item
    outcome: str | None
    entries: tuple[Entry, ...]

    @property
    def is_surprise(self) -> bool:
        """Refuted, though nothing is known of it."""
        return self.outcome is None and any(e.verdict == "refuted" for e in self.entries)

    def line(self, form: str) -> str:
        """For people: what it is, what was said, why."""
        words = [_reason(entry) for entry in sorted(self.entries, key=_weight)]
        reason = next(filter(None, words), "")
        latex = " ".join(self.item.latex.split())
        return f"{self.item.name} [{form}] {self.item.truth}: {latex[:180]} | {reason}"


def _weight(entry: Entry) -> int:
    """Refuted first, then undecided, then what has no verdict."""
    return ("refuted", "undecided", None, "proved").index(entry.verdict)


def _reason(entry: Entry) -> str:
    right = "" if entry.right_value is None else f"right: {entry.right_value.latex[:80]}"
    return entry.reason or right


def judged(item: Item, entries: Iterable[Entry]) -> Score:
    """The outcome for an item, from the entries on its lines."""
    found = tuple(entries)
    if item.truth is None:
        return Score(item, None, found)
    return Score(item, _outcome(item, found), found)


def _outcome(item: Item, entries: Sequence[Entry]) -> str:
    verdicts = {entry.verdict for entry in entries}
    is_soft = any(entry.rounding in SOFT for entry in entries)
    if "refuted" in verdicts:
        if item.truth in ("truncated", "carried"):
            return "right" if is_soft else "strict"
        return "right" if item.truth == "false" else "wrong"
    if item.truth == "false" and item.is_lenient and is_soft:
        return "right"
    if "undecided" in verdicts:
        return "undecided"
    if "proved" not in verdicts:
        return "not understood"
    return "wrong" if item.truth == "false" else "right"


def scores(path: Path, form: Format, sandbox: Sandbox) -> Iterator[Score]:
    """The scores of the items of one work, written as a document of one format."""
    work = read_work(path)
    source, places = document(work, form)
    report = sandbox.judge(source)
    for item, place in zip(work.items, places, strict=True):
        yield judged(item, filter(place.holds, report.entries))


def report(tally: Tally) -> str:
    """The table by kind and truth, and the last line with the sums."""
    rows = [f"{'kind':<12} {'truth':<10}" + "".join(f"{word:>16}" for word in OUTCOMES)]
    for kind, truth in sorted({key[:2] for key in tally}):
        counts = (tally[kind, truth, word] for word in OUTCOMES)
        rows.append(f"{kind:<12} {truth:<10}" + "".join(f"{count:>16}" for count in counts))
    sums = {word: sum(n for key, n in tally.items() if key[2] == word) for word in OUTCOMES}
    total = max(tally.total(), 1)
    share = f"{sums['right'] / total:.1%}"
    rows.append(f"{'all':<23}" + "".join(f"{sums[word]:>16}" for word in OUTCOMES))
    rows.append(f"{sums['right']} of {tally.total()} right ({share}), {sums['wrong']} wrong")
    return "\n".join(rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Score the works; the exit status."""
    options = _options(arguments)
    paths = find_works(options.paths)
    tally: Tally = Counter()
    wrong: list[str] = []
    missed: list[str] = []
    start = perf_counter()
    with Sandbox(Limits(seconds=options.timeout)) as sandbox:
        for form in options.formats:
            for score in (score for path in paths for score in scores(path, form, sandbox)):
                if score.outcome is not None:
                    tally[score.item.kind, str(score.item.truth), score.outcome] += 1
                if score.outcome == "wrong":
                    wrong.append(score.line(form))
                elif score.is_surprise or score.outcome not in ("right", None):
                    missed.append(f"{score.outcome or 'refuted'}: {score.line(form)}")
    _say(f"{len(paths)} works as {', '.join(options.formats)}, {perf_counter() - start:.0f} s")
    _say(report(tally))
    _say(*(f"WRONG {line}" for line in wrong), *missed[: options.show])
    return 1 if wrong else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.campaigns.practice")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    known = sorted(set(WRITERS) & set(READ.values()))
    parser.add_argument("--as", dest="formats", nargs="+", choices=known, default=known)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="how many misses")
    parser.add_argument("--timeout", type=int, default=120, metavar="S", help="for a document")
    return parser.parse_args(arguments)


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    sys.exit(main())
