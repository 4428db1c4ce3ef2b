r"""Cases with labels: "network A: w = 2; network B: w = 3", and then "network A: f(2) = 5".

What stands behind a label is said of its case: a claim under a label is judged with what the
document says under the same label and under none. The values of other cases are not meant there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace
from typing import Final, TypeAlias, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging.placing import State
from symnn.documents.model import Entry, left_open
from symnn.documents.regions import Formula

Judge: TypeAlias = "Callable[[State, Formula], Iterator[Entry]]"
_LABEL: Final = regex(
    r"(?P<before>^|[;,]|\\q?quad(?![A-Za-z])|\\\\)(?:\s|~|\\[ ,;:!]|\\q?quad(?![A-Za-z]))*"
    r"(?P<mark>\\(?:text|mbox|textbf|textit|textrm)\s*\{\s*(?:(?P<named>[^{}:;.]{1,40}?)\s*"
    r"(?::\s*\}|\}\s*:(?![=:]))|(?P<listed>\((?:[a-h]|[ivx]{1,4}|\d{1,2})\))\s*:?\s*\}\s*:?))"
)
#: What opens a condition or a sentence, and names no case.
_NO_LABEL: Final = regex(
    r"(?i)(?:if|for|with|when\w*|where|let|given|at|on|in|so|then|hence|thus|or|and|otherwise|as"
    r"|since|because|by|from|under|without|assum\w+|suppose|any|all|every|each|labels?"
    r"|true|false|note|proof|here|also|but|that|this)\b"
)
_GIVEN: Final = regex(r"(?P<key>\\?[A-Za-z]+(?:\s*_\s*(?:\{[^{}]{1,12}\}|\w))?)\s*&?=")
_REMARK: Final = regex(r"(?<=\w)\s*\([^()]*\)$")
_DECIDED: Final = ("proved", "refuted")
_MOST: Final = 8
_LONGEST: Final = 80
OPEN: Final = "it is said of one of several cases, which give its names other values"


@final
@dataclass(frozen=True, slots=True)
class _Segment:
    """What stands under a label in a formula, with where the label itself ends."""

    label: str
    start: int
    body: int
    end: int


@final
@dataclass(slots=True)
class Cases:
    """The labels of a document, and for each what is known there, as far as it was read.

    At the places `anew` a name of the cases gets a value under no label.
    """

    formulas: Sequence[Formula]
    segments: dict[int, list[_Segment]]
    labels: frozenset[str]
    first: State
    anew: tuple[int, ...] = ()
    worlds: dict[str, tuple[State, int]] = field(default_factory=dict)

    def of(self, formula: Formula) -> str | None:
        """The label that a formula stands under as a whole."""
        found = self.segments.get(formula.start, [])
        if len(found) != 1 or formula.latex[: found[0].start].strip():
            return None
        return found[0].label if found[0].label in self.labels else None

    def world(self, label: str, formula: Formula, judge: Judge) -> State:
        """What is known under a label where a formula begins."""
        state, done = self.worlds.get(label, (None, 0))
        state = self.first.copy() if state is None else state
        for one in self.formulas[done:]:
            if one.start >= formula.start:
                break
            done += 1
            if (under := self.under(label, one)) is not None:
                list(judge(state, under))
        self.worlds[label] = state, done
        return state

    def before(self, formula: Formula) -> set[str]:
        """The labels that stand before a formula."""
        starts = [start for start in self.segments if start < formula.start]
        return {one.label for start in starts for one in self.segments[start]} & self.labels

    def is_anew(self, formula: Formula) -> bool:
        """Whether a name got a value under no label since the first case."""
        first = min(self.segments)
        return any(first < start < formula.start for start in self.anew)

    def under(self, label: str, formula: Formula) -> Formula | None:
        """The formula without what is said of other cases; None if nothing is left."""
        latex = formula.latex
        for one in self.segments.get(formula.start, []):
            end = one.body if one.label == label else one.end
            if one.label in self.labels:
                latex = latex[: one.start] + " " * (end - one.start) + latex[end:]
        return replace(formula, latex=latex) if latex.strip(" ,;") else None


def cases_of(formulas: Sequence[Formula], first: State) -> Cases | None:
    """The cases of a document, if labels give the same name several values.

    Args:
        formulas: those of the document.
        first: what is known before its first word.
    """
    ordered = sorted((f for f in formulas if f.display), key=lambda one: one.start)
    segments = {f.start: found for f in ordered if (found := _segments(f.latex))}
    keys: dict[str, set[str]] = {}
    uses: dict[str, int] = {}
    for one in ordered:
        for part in segments.get(one.start, []):
            said = _keys(one.latex[part.body : part.end])
            if not uses.get(part.label):
                keys[part.label] = said
            uses[part.label] = uses.get(part.label, 0) + 1
    used = {label for label, times in uses.items() if times > 1}
    labels = {a for a in keys if any(keys[a] & keys[b] for b in keys if b != a)}
    beside = any(map(_gives_twice, ordered, (segments.get(f.start, []) for f in ordered)))
    if not (labels & used or beside) or not 1 < len(labels) <= _MOST or len(formulas) > _LONGEST:
        return None
    names = {key for label in labels for key in keys[label]}
    anew = [f.start for f in formulas if f.start not in segments and names & _keys(f.latex)]
    whole = sorted(formulas, key=lambda one: one.start)
    return Cases(whole, segments, frozenset(labels), first, tuple(anew))


def _gives_twice(formula: Formula, parts: Sequence[_Segment]) -> bool:
    """Whether a formula gives a name two values, under two of its labels."""
    said = [_keys(formula.latex[part.body : part.end]) for part in parts]
    return any(one & two for k, one in enumerate(said) for two in said[:k])


def _keys(latex: str) -> set[str]:
    return {re.sub(r"[\s{}]", "", found["key"]) for found in _GIVEN.finditer(latex)}


def _segments(latex: str) -> list[_Segment]:
    marks = []
    for match in _LABEL.finditer(latex):
        label = match["listed"] or _REMARK.sub("", match["named"]).strip()
        if match["listed"] or _NO_LABEL.match(label) is None:
            marks.append((" ".join(label.lower().split()), match.start("mark"), match.end()))
    ends = [*(start for _, start, _ in marks[1:]), len(latex)] if marks else []
    return [
        _Segment(label, start, body, end)
        for (label, start, body), end in zip(marks, ends, strict=True)
    ]


def with_cases(cases: Cases, state: State, formula: Formula, judge: Judge) -> Iterator[Entry]:
    """The entries of a formula, which under a label are those of its case."""
    label = cases.of(formula)
    entries = list(judge(state, formula))
    if label is None:
        decided = any(entry.verdict in _DECIDED for entry in entries)
        apart = decided and _differs(cases, formula, entries, judge)
        yield from _opened(entries) if apart else entries
        return
    own = cases.under(label, formula)
    if own is None or not _is_known(cases, label, formula):
        yield from entries
        return
    known = cases.world(label, formula, judge).copy()
    found = list(judge(known, own))
    said = {entry.verdict for entry in found if entry.kind != "not-a-claim"}
    if said and said <= set(_DECIDED) and not cases.is_anew(formula):
        yield from found  # what gives a name a value there is no claim as a whole
        return
    yield from _opened(entries)


def _opened(entries: Sequence[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield left_open(entry, OPEN) if entry.verdict in _DECIDED else entry


def _differs(cases: Cases, formula: Formula, entries: Sequence[Entry], judge: Judge) -> bool:
    """Whether what is said under no label is found otherwise under one of those before it."""
    verdicts = [entry.verdict for entry in entries]
    other = formula.start in cases.segments  # a label that no case has
    for label in sorted(cases.before(formula)):
        world = cases.world(label, formula, judge).copy()
        found = [entry.verdict for entry in judge(world, formula)]
        both = list(zip(verdicts, found, strict=False))
        if any({one, two} == set(_DECIDED) for one, two in both):
            return True
        if other and any(one in _DECIDED and one != two for one, two in both):
            return True
    return False


def _is_known(cases: Cases, label: str, formula: Formula) -> bool:
    """Whether something was said under a label before a formula."""
    before = (f for f in cases.formulas if f.start < formula.start)
    return any(s.label == label for f in before for s in cases.segments.get(f.start, []))
