r"""Bits and nats behind a number: "KL(P‖Q) = 1.927 bits" says that log is to the base 2 there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import State
from symnn.documents.model import Entry, left_open
from symnn.documents.regions import Formula
from symnn.documents.source import says
from symnn.latex.meaning.scope import IN_BITS, IN_NATS

_UNIT: Final = regex(
    r"(?<=[\d.}])(?:[\s~,]|\\[,;:! ]|\\q?quad)*\\(?:text|mbox|textrm|mathrm|textnormal)\s*"
    r"\{[\s(~]*(?:in\s+)?(?P<unit>bits?|nats?)[\s)]*\}\s*[.,;]?\s*$"
)
_DECIDED: Final = ("proved", "refuted")
_TURNS: Final = "it turns with the unit that stands behind it"
#: Logarithms whose base is said, so that the unit says nothing of them.
_SAID: Final = {
    "b": regex(r"\\ln(?![A-Za-z])"),
    "n": regex(r"\\log\s*_|\\(?:lg|lb|ld)(?![A-Za-z])"),
}


def with_units(
    state: State, formula: Formula, judge: Callable[[State, Formula], Iterator[Entry]]
) -> Iterator[Entry]:
    """The entries of a formula, decided in the unit that stands behind its last number."""
    unit = _UNIT.search(formula.latex)
    if unit is None or says(state.source.text, _SAID[unit["unit"][0]]):
        yield from judge(state, formula)
        return
    before = state.copy()
    entries = list(judge(state, formula))
    before.scope.told |= {IN_BITS if unit["unit"].startswith("b") else IN_NATS}
    again = list(judge(before, replace(formula, latex=formula.latex[: unit.start()])))
    decided = bool(again) and all(entry.verdict in _DECIDED for entry in again)
    if not any(entry.verdict in _DECIDED for entry in entries):
        yield from again if decided else entries
        return
    said = {entry.verdict for entry in again} if decided else set[str | None]()
    for entry in entries:
        turns = entry.verdict in _DECIDED and said and entry.verdict not in said
        yield left_open(entry, _TURNS) if turns else entry
