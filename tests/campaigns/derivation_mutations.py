"""Pages with one number, sign or symbol changed, and what became of the relation touched."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from threading import current_thread, main_thread
from typing import Final

from symnn.documents.model import Entry
from tests.campaigns.second_reader import read

_DISPLAY: Final = re.compile(r"\\begin\{(align\*?|aligned)\}(.*?)\\end\{\1\}", re.DOTALL)
#: What is no mathematics: environments, spaces, words.
_LAYOUT: Final = re.compile(
    r"\\(?:begin|end)\{[^{}]*\}|\\\\\*?(?:\[[^\]]*\])?|\\(?:text|notag|quad|left|right)\b(?:\{[^{}]*\})?"
)
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_SIGN: Final = re.compile(r"(?<![&\\])[+-](?=[ \\\d(a-zA-Z])|\\cdot|(?<=[ {])-(?=[\d\\])")
_SYMBOL: Final = re.compile(
    r"\\operatorname\{[A-Za-z]+\}|\\(?:sigma|tanh|varphi|sin|max|min|sqrt|top)\b|(?<![A-Za-z\\{])[A-Za-z]"
    r"(?![A-Za-z{])|\\approx|&="
)
_OTHERS: Final = {
    r"\operatorname{ReLU}": (r"\tanh", r"\operatorname{softplus}"),
    r"\operatorname{softplus}": (r"\operatorname{ReLU}", r"\tanh"),
    r"\operatorname{SiLU}": (r"\operatorname{ReLU}",),
    r"\sigma": (r"\tanh",),
    r"\tanh": (r"\sin", r"\operatorname{ReLU}"),
    r"\sin": (r"\cos",),
    r"\max": (r"\min",),
    r"\min": (r"\max",),
    r"\varphi": (r"\psi",),
    r"\approx": ("=",),
    "&=": ("&<", r"&\ne"),
}


#: The second reader has so long for a page.
_SECONDS: Final = 60


@dataclass(frozen=True)
class Mutation:
    """A page with one change: of what kind, where, and from what to what."""

    what: str
    start: int
    old: str
    new: str
    text: str

    @property
    def place(self) -> tuple[int, int]:
        """Line and column of the change."""
        line = self.text.count("\n", 0, self.start) + 1
        return line, self.start - (self.text.rfind("\n", 0, self.start) + 1) + 1

    def __str__(self) -> str:
        line, column = self.place
        return f"{self.what} at {line}:{column}: {self.old!r} -> {self.new!r}:"


def mutations(seed: int, text: str, count: int) -> Iterator[Mutation]:
    """So many pages with one change each."""
    rng = Random(f"mutation {seed}")
    for _ in range(count):
        found = mutation(rng, text)
        if found is not None:
            yield found


def mutation(rng: Random, text: str) -> Mutation | None:
    """One change at a place that is picked at random; None if there is none of its kind."""
    what, pattern = rng.choice((("number", _NUMBER), ("number", _NUMBER), ("sign", _SIGN),
                                ("symbol", _SYMBOL)))  # fmt: skip
    places = []
    for display in _DISPLAY.finditer(text):
        layout = [m.span() for m in _LAYOUT.finditer(text, *display.span(2))]
        places += [
            m
            for m in pattern.finditer(text, *display.span(2))
            if not any(a < m.end() and m.start() < b for a, b in layout)
        ]
    if not places:
        return None
    match = rng.choice(places)
    new = _changed(rng, what, match[0])
    changed = text[: match.start()] + new + text[match.end() :]
    return Mutation(what, match.start(), match[0], new, changed)


def _changed(rng: Random, what: str, old: str) -> str:
    if what == "number":
        places = [n for n, c in enumerate(old) if c.isdigit()]
        place = rng.choice(places)
        digit = rng.choice([d for d in "0123456789" if d != old[place]])
        return old[:place] + digit + old[place + 1 :]
    if what == "sign":
        return {"+": "-", "-": "+", r"\cdot": "+"}[old]
    if old in _OTHERS:
        return rng.choice(_OTHERS[old])
    if old.startswith("\\"):
        return {r"\sqrt": r"\exp", r"\top": "2"}.get(old, r"\xi")
    return rng.choice([c for c in "abcxyzuvWfgh" if c != old])


def _covers(entry: Entry, place: tuple[int, int]) -> bool:
    return (entry.line, entry.column) <= place < (entry.end_line, entry.end_column)


def _word(entry: Entry) -> str:
    return "warned" if entry.is_warning else entry.verdict or entry.kind


def outcome(mutation: Mutation, entries: Sequence[Entry], before: Sequence[Entry]) -> str:
    """What became of the relation touched: in words, and WRONG if a false one was proved.

    Args:
        mutation: the change.
        entries: what the checker says of the changed page.
        before: what it said of the page as it was.
    """
    touched = [e for e in entries if _covers(e, mutation.place)]
    words = {_word(e) for e in touched}
    rest = {_word(e) for e in entries} - {"proved", "definition"}
    if "refuted" in words:
        found = "refuted where it was changed"
    elif words & {"undecided", "not-a-claim"}:
        found = "not proved where it was changed"
    elif "warned" in words:
        found = "a warning where it was changed"
    elif "refuted" in rest:
        found = "refuted below"
    elif rest & {"undecided", "not-a-claim"}:
        found = "not proved below"
    elif len(entries) < len(before):
        found = "not read as a relation"
    elif _claims(entries) < _claims(before):
        found = "read as a definition"
    else:
        found = "all proved"
    doubtful = [e for e in touched if _word(e) == "proved"] or found == "all proved"
    if not doubtful or found.startswith(("not read", "read as")):
        return found
    judged = entries if found == "all proved" else touched
    proved = [e for e in judged if e.verdict == "proved"]
    return _second_opinion(mutation, found, proved, entries)


def _claims(entries: Sequence[Entry]) -> int:
    return sum(entry.verdict == "proved" for entry in entries)


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    """Stop what takes longer, where there are signals."""
    if not hasattr(signal, "SIGALRM") or current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _stop(*_: object) -> None:
    raise TimeoutError("the second reader takes too long")


def _second_opinion(
    mutation: Mutation, found: str, proved: list[Entry], entries: Sequence[Entry]
) -> str:
    """Whether the relations that were proved are true, as another reader finds."""
    try:
        with _at_most(_SECONDS):
            relations = read(mutation.text)
    except Exception as error:  # noqa: BLE001 - whatever it cannot read, it has no opinion on
        return f"{found}, no second opinion: {type(error).__name__} {error}"
    ends = {e.end_line for e in proved}
    wanted = [r for r in relations if r.line in ends]
    reports = {e.end_line for e in proved if e.rounding is not None}
    given = {e.end_line for e in entries if e.kind == "definition"}
    false = [
        r
        for r in wanted
        if r.holds is False
        and not (r.sign == "=" and r.line in reports)
        and not (r.again and r.line in given)
    ]
    if false and found == "all proved":
        return f"WRONG: all proved, but false: {false}"
    if false and all(r.holds is False for r in wanted):
        return f"WRONG: {found}, but proved and false: {false}"
    return f"{found}, and true" if found == "all proved" else found
