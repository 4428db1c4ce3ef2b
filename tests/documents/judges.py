"""Judges that stand in for the real one: they are named to the sandbox, and run in the child."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from symnn.documents.entries import place, relation_in
from symnn.documents.model import Entry
from symnn.documents.readers import read
from symnn.documents.regions import Formula
from symnn.documents.source import Source


def plain(source: Source) -> Iterator[Entry]:
    """Every formula with a relation is proved, or what the words `false` and `open` in it say."""
    for formula in read(source).formulas:
        if relation_in(formula.latex):
            yield entry(source, formula, 0, len(formula.latex))


def entry(source: Source, formula: Formula, start: int, end: int) -> Entry:
    latex = formula.latex[start:end].rstrip()
    start += len(latex) - len(latex.lstrip())
    end = start + len(latex.lstrip())
    latex = formula.latex[start:end]
    refuted, undecided = "false" in latex, "open" in latex
    return Entry(
        rule="SYM001" if refuted else "SYM020" if undecided else "SYM000",
        **place(source, *formula.span(start, end))._asdict(),
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
    for word, action in ACTIONS.items():
        if word in latex:
            action()


def spin() -> None:
    while True:
        pass


def eat() -> None:
    hoard = bytearray(1 << 40)
    hoard.append(0)


def fail() -> None:
    raise ZeroDivisionError("a bug")


def nest() -> None:
    nest()


def write() -> None:
    path = Path(f"written-{os.getpid()}")
    with path.open("wb", buffering=0) as file:
        path.unlink()
        file.write(b"x")


def show_environment() -> None:
    raise RuntimeError(" ".join(sorted(os.environ)))


def speak() -> None:
    """A stray print must not be taken for the answer."""
    sys.stdout.write('{"end": true}\n')
    sys.stdout.flush()


ACTIONS: dict[str, Callable[[], object]] = {
    "hang": lambda: time.sleep(600),
    "spin": spin,
    "abort": os.abort,
    "leave": lambda: os._exit(7),
    "eat": eat,
    "fail": fail,
    "nest": nest,
    "speak": speak,
    "write": write,
    "environment": show_environment,
    "fork": os.fork,
}


def chained(source: Source) -> Iterator[Entry]:
    """One entry for the first link of every chain, then what the formula says."""
    for formula in read(source).formulas:
        second = formula.latex.find("=", formula.latex.find("=") + 1)
        yield entry(source, formula, 0, second)
        act(formula.latex)


def flood(source: Source) -> Iterator[Entry]:
    while True:
        yield from plain(source)


def share(source: Source, number: int, of: int) -> Iterator[Entry | str]:
    """Every judge takes its turn; the words in a formula say what becomes of the others."""
    formulas = read(source).formulas
    for turn, formula in enumerate(formulas):
        mine = turn % of == number
        if "disagree" in formula.latex and number == of - 1:
            yield f"mark {number}"
            return
        if mine and relation_in(formula.latex):
            act(formula.latex)
            yield entry(source, formula, 0, len(formula.latex))
    yield "the same mark"
