"""Check trees of documents that nobody has labelled, and list what is to be read by hand.

python -m tests.campaigns.documents PATH… [--output FILE] [--proved N] [--silent N] [--seed S]

Every document under the paths is judged as `symnn check` judges it. Printed for each path:
documents, formulas, how many of them relate anything, the share of those with a relation that was
understood, the relations by verdict, seconds, the memory of the largest judge, and every document
that could not be judged.
`--output` takes a Markdown file with every refuted relation: file and line, the lines around it,
how it was read, the right value, and an empty place for its class (an error of the author, a
false alarm, or debatable); with `--proved N` and `--silent N` also as many relations, drawn at
random, that were proved or that got no verdict, and how often each reason was given.
"""

from __future__ import annotations

import argparse
import re
import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Final

from symnn.documents.collect import find_documents
from symnn.documents.model import DocumentReport, Entry, Summary, summarise
from symnn.documents.readers import read
from symnn.documents.rules import LIMIT
from symnn.documents.sandbox import Limits, Sandbox
from symnn.documents.source import Position, Source, read_source
from symnn.errors import DocumentError
from symnn.files import write_whole

#: Lines of the document shown before and after a relation.
AROUND: Final = 4
_NAMED = re.compile(r"'[^']*'|\\[A-Za-z]+|\d+|^\S+(?= is not (defined|known))")


@dataclass(frozen=True, slots=True)
class Found:
    """An entry with the document it stands in."""

    source: Source
    entry: Entry

    def lines(self) -> str:
        """The lines of the document around the entry; of a notebook only the entry itself."""
        if self.entry.cell is not None:
            return self.entry.latex
        lines = self.source.text.splitlines()
        return "\n".join(lines[max(self.entry.line - 1 - AROUND, 0) : self.entry.end_line + AROUND])

    def place(self) -> str:
        """Where it stands, as editors take it."""
        cell = "" if self.entry.cell is None else f" cell {self.entry.cell}"
        return f"{self.source.path}:{self.entry.line}:{self.entry.column}{cell}"


@dataclass
class Tree:
    """What a check of the documents under one path found."""

    path: str
    documents: int = 0
    formulas: int = 0
    relating: int = 0
    understood: int = 0
    seconds: float = 0.0
    found: list[Found] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def add(self, source: Source, report: DocumentReport) -> None:
        """Take one judged document in."""
        spans = [
            (source.position(formula.start), source.position(formula.end))
            for formula in read(source).formulas
        ]
        self.documents += 1
        self.formulas += len(spans)
        self.relating += _holding(spans, report.entries)
        self.understood += _holding(spans, filter(is_understood, report.entries))
        self.found += (Found(source, entry) for entry in report.entries)

    @property
    def summary(self) -> Summary:
        """The relations by verdict."""
        return summarise(item.entry for item in self.found)


def _holding(spans: Sequence[tuple[Position, Position]], entries: Iterable[Entry]) -> int:
    """How many of the spans hold an entry."""
    places = sorted((entry.line, entry.column) for entry in entries)
    return sum(bisect_left(places, start) < bisect_right(places, end) for start, end in spans)


def is_understood(entry: Entry) -> bool:
    """Whether an entry says what its relation means: a verdict, or a definition."""
    return entry.verdict is not None or entry.kind == "definition"


def check_tree(path: str, sandbox: Sandbox) -> Tree:
    """Judge every document under a path."""
    tree = Tree(path)
    start = perf_counter()
    for source in _sources(path, tree):
        try:
            report = sandbox.judge(source)
        except DocumentError as error:
            tree.failures.append(f"{source.path}: {error}")
            continue
        tree.failures += (
            f"{Found(source, entry).place()}: {entry.reason}"
            for entry in report.entries
            if entry.rule == LIMIT.id
        )
        tree.add(source, report)
    tree.seconds = perf_counter() - start
    return tree


def _sources(path: str, tree: Tree) -> Iterator[Source]:
    for name in find_documents(path):
        try:
            yield read_source(name)
        except DocumentError as error:
            tree.failures.append(str(error))


# Reports ----------------------------------------------------------------------------------


COLUMNS: Final = (
    *("path", "files", "formulas", "relating", "understood", "definitions"),
    *("proved", "refuted", "undecided", "no verdict", "seconds"),
)


def row(cells: Iterable[object]) -> str:
    """One line of the table."""
    path, *rest = map(str, cells)
    return f"{path[-32:]:<32}" + "".join(f"{cell:>12}" for cell in rest)


def figures(tree: Tree) -> tuple[object, ...]:
    """What stands under COLUMNS."""
    s = tree.summary
    share = f"{tree.understood / max(tree.relating, 1):.1%}"
    counts = (tree.documents, tree.formulas, tree.relating, share, s.definitions)
    verdicts = (s.proved, s.refuted, s.undecided, s.not_understood)
    return (tree.path, *counts, *verdicts, round(tree.seconds))


def reasons(found: Iterable[Found]) -> Counter[str]:
    """How often each reason was given, names and numbers left out."""
    return Counter(
        _NAMED.sub("…", item.entry.reason)
        for item in found
        if item.entry.reason and not is_decided(item.entry)
    )


def is_decided(entry: Entry) -> bool:
    """Proved or refuted."""
    return entry.verdict in ("proved", "refuted")


def for_reading(trees: Sequence[Tree], proved: int, silent: int, seed: int) -> str:
    """The Markdown file with what is to be read by hand."""
    rng = Random(seed)
    found = [item for tree in trees for item in tree.found]
    refuted = [item for item in found if item.entry.verdict == "refuted"]
    parts = [f"# Refuted: {len(refuted)}", *map(_for_reading, refuted)]
    for title, count, chosen in (
        ("Proved", proved, [f for f in found if f.entry.verdict == "proved"]),
        ("No verdict", silent, [f for f in found if f.entry.reason and not is_decided(f.entry)]),
    ):
        if count:
            drawn = rng.sample(chosen, min(count, len(chosen)))
            parts += [f"# {title}: {len(drawn)} of {len(chosen)}", *map(_in_short, drawn)]
    table = "\n".join(f"- {count} × {reason}" for reason, count in reasons(found).most_common())
    return "\n\n".join([*parts, "# Reasons", table, ""])


def _for_reading(item: Found) -> str:
    entry = item.entry
    right = "" if entry.right_value is None else entry.right_value.latex
    point = ", ".join(f"{name} = {value}" for name, value in entry.counterexample or ())
    return "\n".join(
        [
            f"## {item.place()}",
            "",
            f"````\n{item.lines()}\n````",
            "",
            f"- relation: `{' '.join(entry.latex.split())}`",
            f"- read as: {entry.reading}",
            f"- right value: {right}{point}; {entry.evidence}",
            *(f"- note: {note}" for note in entry.notes),
            "- class:",
        ]
    )


def _in_short(item: Found) -> str:
    entry = item.entry
    why = entry.reason or f"{entry.reading} ({entry.evidence})"
    return f"- {item.place()} `{' '.join(entry.latex.split())}`: {why}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the trees; 0, whatever was refuted: that is for people to class."""
    options = _options(arguments)
    trees: list[Tree] = []
    sys.stdout.write(f"{row(COLUMNS)}\n")
    with Sandbox(Limits(seconds=options.timeout)) as sandbox:
        for path in options.paths:
            trees.append(check_tree(path, sandbox))
            sys.stdout.write(f"{row(figures(trees[-1]))}\n")
            sys.stdout.flush()
    if memory := _largest_child():
        sys.stdout.write(f"largest judge: {memory} MiB\n")
    for failure in (failure for tree in trees for failure in tree.failures):
        sys.stdout.write(f"failed: {failure}\n")
    if options.output:
        text = for_reading(trees, options.proved, options.silent, options.seed)
        write_whole(options.output, text)
    return 0


def _largest_child() -> int:
    """The most memory that one judge had, in MiB; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.campaigns.documents")
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument("--output", type=Path, metavar="FILE", help="what is to be read by hand")
    parser.add_argument("--proved", type=int, default=0, metavar="N", help="proved ones drawn")
    parser.add_argument("--silent", type=int, default=0, metavar="N", help="others drawn")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--timeout", type=int, default=120, metavar="S", help="for a document")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
