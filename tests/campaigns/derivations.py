"""The closed loop: pages that symnn writes, symnn reads back and proves; changed, it does not.

    python -m tests.campaigns.derivations --derivations 10000 --mutations 10000 --jobs 2

Each derivation is written as Markdown or LaTeX and judged as an author's document is: every
relation on it must be a definition or proved. Then a number, a sign or a symbol is changed, and the
relation that was touched must not be proved, unless an independent evaluation finds it true.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from symnn.derivations.family import KINDS
from symnn.documents.judging.judge import judge
from symnn.documents.model import Entry
from symnn.documents.source import Source
from symnn.errors import SymnnError
from tests.campaigns.derivation_cases import CASES, Case, case
from tests.campaigns.derivation_mutations import mutations, outcome


@dataclass
class Tally:
    """What was found so far."""

    relations: Counter[tuple[str, str]] = field(default_factory=Counter)
    pages: Counter[tuple[str, str]] = field(default_factory=Counter)
    mutated: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0

    def add(self, other: Tally) -> None:
        """Take over what another part found."""
        self.relations.update(other.relations)
        self.pages.update(other.pages)
        self.mutated.update(other.mutated)
        self.faults += other.faults
        self.seconds += other.seconds


def entries_of(one: Case, text: str) -> list[Entry]:
    """What the checker says of a page."""
    form = "latex" if one.is_latex else "markdown"
    return list(judge(Source(one.path, text, form)))


def judged(one: Case, text: str, tally: Tally) -> list[Entry]:
    """Read a page back, and count what it says."""
    entries = entries_of(one, text)
    bad = [e for e in entries if not (e.kind == "definition" or e.verdict == "proved")]
    warned = [e for e in entries if e.is_warning]
    for entry in entries:
        said = entry.verdict or entry.kind
        tally.relations[one.kind, said] += 1
    tally.pages[one.kind, "not all proved" if bad else "proved"] += 1
    for entry in [*bad, *warned]:
        said = f"{entry.verdict or entry.kind} {entry.rounding or ''}"
        latex = " ".join(entry.latex.split())[:160]
        tally.faults.append(f"[{one.seed} {one.kind}] {said}: {latex} -- {entry.reason}")
    return entries


def run(seeds: range, share: float, kinds: Sequence[str] | None = None) -> Tally:
    """The derivations of some seeds, and mutations of them: `share` for each on average."""
    tally, due = Tally(), 0.0
    started = time.process_time()
    for seed in seeds:
        try:
            one = case(seed, kinds)
        except SymnnError as error:
            tally.pages["?", f"not derived: {type(error).__name__}"] += 1
            tally.faults.append(f"[{seed}] not derived: {error}")
            continue
        text = one.text
        entries = judged(one, text, tally)
        due += share
        for mutation in mutations(seed, text, round(due)):
            due -= 1
            found = outcome(mutation, entries_of(one, mutation.text), entries)
            tally.mutated[mutation.what, found.split(":")[0]] += 1
            if found.startswith("WRONG"):
                tally.faults.append(f"[{seed} {one.kind}] {mutation} {found}")
    tally.seconds = time.process_time() - started
    return tally


def report(tally: Tally) -> None:
    """Print what was found."""
    for title, counts in (
        ("pages", tally.pages),
        ("relations", tally.relations),
        ("mutations", tally.mutated),
    ):
        print(f"{title}: {counts.total()}")
        groups = sorted({key for key, _ in counts})
        for group in groups:
            said = {what: n for (key, what), n in sorted(counts.items()) if key == group}
            total = sum(said.values())
            shares = ", ".join(f"{what} {n} ({n / total:.2%})" for what, n in said.items())
            print(f"  {group:24} {shares}")
    print(f"{tally.seconds:.0f} s of processor time")


def _found(parts: list[range], share: float, kinds: list[str] | None, jobs: int) -> Iterator[Tally]:
    """What is found in each part, in order."""
    if jobs == 1:
        for part in parts:
            yield run(part, share, kinds)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(run, parts, [share] * len(parts), [kinds] * len(parts))


def main(arguments: list[str] | None = None) -> int:
    """Run the campaign; 1 if there is a fault."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--derivations", type=int, default=200)
    parser.add_argument("--mutations", type=int, default=200)
    parser.add_argument("--start", type=int, default=0, help="the first seed")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--kinds", help="only these, with commas between them")
    parser.add_argument("--every", type=int, help="print what was found so far after so many")
    parser.add_argument("--faults", type=int, default=30, help="so many are printed")
    options = parser.parse_args(arguments)
    share = options.mutations / max(options.derivations, 1)
    step = 25
    ends = range(options.start, options.start + options.derivations, step)
    last = options.start + options.derivations
    parts = [range(first, min(first + step, last)) for first in ends]
    tally = Tally()
    kinds = options.kinds.split(",") if options.kinds else None
    for done, found in enumerate(_found(parts, share, kinds, options.jobs), 1):
        tally.add(found)
        if options.every and done * step % options.every < step:
            print(f"--- after {done * step}: {len(tally.faults)} faults", *tally.faults, sep="\n")
            report(tally)
            sys.stdout.flush()
    missing = [kind for kind in KINDS if kind not in CASES]
    if missing:
        print(f"kinds without cases: {', '.join(missing)}")
    for fault in tally.faults[: options.faults]:
        print(fault)
    if len(tally.faults) > options.faults:
        print(f"… and {len(tally.faults) - options.faults} more")
    report(tally)
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
