"""What is read in one way in a claim is not read in another further down.

A star between lists that is a convolution is no correlation, and a vector that stands as a column
is no row: what is proved in another way than a claim above, under the same headings, is left open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import State
from symnn.documents.model import Entry, left_open
from symnn.documents.regions import Formula
from symnn.documents.source import says

OTHER_WAY: Final = "the text or a claim above has it {}, and this holds in another way alone"
AS_ROW: Final = "it holds with {} as a row, and vectors are told to be columns"
_MEMORY: Final = " ways"
_STARS: Final = ("with * as cross-correlation", "with * as convolution")
#: A text whose convolution turns the kernel round.
FLIPS: Final = regex(
    r"(?i)\bconvol\w+\b(?:(?!\b(?:not?|never|without|cross|unlike)\b)[^.\n]){0,60}"
    r"\b(?:flips?|flipped|mirrors?|mirrored|reverses|reversed|turns) (?:the |its |every |each )?"
    r"(?:\$?\w+\$? )?(?:kernel|filter|window|mask|impulse|second|signal)"
)
_SIZES: Final = regex(r"for all sizes \((.*)\)")
_SHAPE: Final = regex(r"([^,:()]+): (\w+)×(\w+)")
#: Vectors that are told to be columns, and rows of any kind.
_COLUMNS: Final = regex(
    r"(?i)\bcolumn[- ]?vectors?\b|\bvectors? (?:is|are) (?:[a-z]+ )?columns?\b|\bas columns\b"
)
_ROWS: Final = regex(r"(?i)\brow[- ]?vectors?\b|\bas (?:a )?rows?\b|1\s*\\times|\brows are\b")


def in_one_way(state: State, formula: Formula, entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries of a formula; one that is proved in another way than those above is left open."""
    for entry in entries:
        doubt = None
        if entry.verdict == "proved" and (entry.notes or "*" in entry.latex):
            doubt = _doubt(state, formula, entry)
        yield entry if doubt is None else left_open(entry, doubt)


def _doubt(state: State, formula: Formula, entry: Entry) -> str | None:
    known: dict[tuple[str, tuple[str, ...]], str] = state.counts.setdefault(_MEMORY, {})
    text = state.source.text
    for name, way in _ways(entry):
        row = way.endswith("as a row")
        if row and says(text, _COLUMNS) and not says(text, _ROWS):
            return AS_ROW.format(name)
        if name == "*" and says(text, FLIPS):
            known.setdefault((name, formula.headings), _STARS[1])
        first = known.setdefault((name, formula.headings), way)
        if first != way:
            return OTHER_WAY.format(first)
    return None


def _ways(entry: Entry) -> Iterator[tuple[str, str]]:
    """What is read in one of several ways, and in which."""
    for note in entry.notes:
        if note in _STARS:
            yield "*", note
        sizes = _SIZES.fullmatch(note)
        for name, rows, columns in _SHAPE.findall(sizes[1]) if sizes else ():
            if (rows == "1") != (columns == "1"):
                shape = "a row" if rows == "1" else "a column"
                yield name.strip(), f"with {name.strip()} as {shape}"
