"""Judges that stand in for the real one: they are named to the sandbox, and run in the child."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator

from symnn.documents.entries import place, relation_in
from symnn.documents.model import Entry
from symnn.documents.readers import read
from symnn.documents.source import Source


def plain(source: Source) -> Iterator[Entry]:
    """Every formula with a relation is proved, or what the words `false` and `open` in it say."""
    for formula in read(source).formulas:
        if relation_in(formula.latex):
            yield entry(source, formula.start, formula.end)


def entry(source: Source, start: int, end: int) -> Entry:
    latex = source.text[start:end]
    refuted, undecided = "false" in latex, "open" in latex
    return Entry(
        rule="SYM001" if refuted else "SYM020" if undecided else "SYM000",
        **place(source, start, end)._asdict(),
        latex=latex,
        kind="claim",
        relation=relation_in(latex) or "",
        verdict="refuted" if refuted else "undecided" if undecided else "proved",
        evidence="" if undecided else "test",
        reason="unknown macro \\open" if undecided else None,
    )


def moody(source: Source) -> Iterator[Entry]:
    """Does to its process what the formula says."""
    for one in plain(source):
        act(one.latex)
        yield one


def act(latex: str) -> None:
    if "hang" in latex:
        time.sleep(600)
    if "spin" in latex:
        while True:
            pass
    if "abort" in latex:
        os.abort()
    if "leave" in latex:
        os._exit(7)
    if "eat" in latex:
        hoard = bytearray(1 << 40)
        hoard.append(0)
    if "raise" in latex:
        raise ZeroDivisionError("a bug")
    if "nest" in latex:
        act(latex)
    if "print" in latex:
        print("{\"end\": true}")  # noqa: T201 - what a stray print would do
        sys.stdout.flush()
    if "write" in latex:
        with open("written", "w") as file:  # noqa: PTH123
            file.write("x" * 5000)
    if "environment" in latex:
        raise RuntimeError(" ".join(sorted(os.environ)))
    if "fork" in latex:
        os.fork()


def chained(source: Source) -> Iterator[Entry]:
    """One entry for the first link of every chain, then what the formula says."""
    for formula in read(source).formulas:
        second = formula.latex.find("=", formula.latex.find("=") + 1)
        yield entry(source, formula.start, formula.start + second)
        act(formula.latex)


def flood(source: Source) -> Iterator[Entry]:
    while True:
        yield from plain(source)
