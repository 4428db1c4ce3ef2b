"""Where a document asks for a derivation: a marker, the text below it, and an end marker.

    <!-- symnn: derive f at (5/6, 1/3) -->        % symnn: derive f at (5/6, 1/3)
    … written by `symnn weave` …                  … written by `symnn weave` …
    <!-- symnn: end -->                           % symnn: end

the first in Markdown, the second in LaTeX, each marker alone on its line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from symnn.deferred import dataclass, regex
from symnn.documents.markdown.blocks import cut_blocks
from symnn.documents.readers import read
from symnn.documents.source import Format, Source
from symnn.documents.tex.visible import visible

#: The formats in which derivations are kept.
FORMATS: Final[tuple[Format, ...]] = ("markdown", "latex")

_WORD: Final = regex(r"symnn[ \t]*:")
_LINES: Final[dict[Format, re.Pattern[str]]] = {
    "markdown": regex(
        r"^(?P<prefix>[ \t>]*)<!--[ \t]*symnn[ \t]*:(?P<said>(?:(?!-->)[^\r\n])*)-->[ \t]*$",
        re.MULTILINE,
    ),
    "latex": regex(r"^(?P<prefix>[ \t]*)%+[ \t]*symnn[ \t]*:(?P<said>[^\r\n]*)$", re.MULTILINE),
}
_ANYWHERE: Final[dict[Format, re.Pattern[str]]] = {
    "markdown": regex(r"<!--[ \t\r\n]*symnn[ \t]*:"),
    "latex": regex(r"(?<!\\)%+[ \t]*symnn[ \t]*:"),
}
_INDENT: Final = regex(r"\t| {4}")
_IN_CODE: Final = (
    "this marker stands in code, as its line is indented, and no derivation can be shown there; "
    "indent it less, or delete it"
)
_LINE_END: Final = regex(r"\r\n|\n|\r")


class Mistake(NamedTuple):
    """A marker that cannot be followed: its span, what is wrong, and the way out."""

    start: int
    end: int
    message: str


class Marker(NamedTuple):
    """A line with a marker: its span without the line end, what it says, what stands before."""

    start: int
    end: int
    said: str
    prefix: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A derivation in its document: the two markers, and the span of the text between them.

    `newline` is how the line of the marker ends.
    """

    begin: Marker
    end: Marker
    inner: tuple[int, int]
    newline: str

    @property
    def directive(self) -> str:
        """What is asked for."""
        return self.begin.said


@dataclass(frozen=True, slots=True)
class Markers:
    """All derivations that a document keeps, and all mistakes, each in order."""

    kept: tuple[Kept, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


def find_markers(source: Source) -> Markers:
    r"""The derivations that a document keeps between markers.

    >>> text = "a\n<!-- symnn: derive f -->\nold\n<!-- symnn: end -->\n"
    >>> [kept] = find_markers(Source("a.md", text, "markdown")).kept
    >>> (kept.directive, text[slice(*kept.inner)]) == ("derive f", "old\n")
    True
    """
    if source.format not in FORMATS or not _WORD.search(source.text):
        return Markers()
    text = source.text
    found = [_marker(m) for m in _LINES[source.format].finditer(_with_plain_ends(text))]
    mistakes = list(_stray(source, {m.start for m in found}))
    hidden = _hidden(source, found)
    mistakes += [Mistake(m.start, m.end, said) for m, said in hidden.items() if said]
    kept: list[Kept] = []
    opened: Marker | None = None
    for marker in (m for m in found if m not in hidden):
        verb = marker.said.split()[:1]
        if verb == ["end"]:
            if marker.said != "end":
                message = f"an end marker says nothing more than `end`, not {marker.said!r}"
                mistakes.append(Mistake(marker.start, marker.end, message))
            elif opened is None:
                message = "this end has no derivation above it; delete it"
                mistakes.append(Mistake(marker.start, marker.end, message))
            else:
                kept.append(_kept(text, opened, marker))
            opened = None
        elif verb == ["derive"]:
            if opened is not None:
                message = (
                    f"the derivation of line {source.position(opened.start).line} has not ended "
                    "here, and derivations do not stand in each other; add an end marker above"
                )
                mistakes.append(Mistake(marker.start, marker.end, message))
            opened = marker
        else:
            what = f"{verb[0]!r} is nothing that symnn does here" if verb else "this says nothing"
            message = f"{what}; a marker says `derive …` or `end`"
            mistakes.append(Mistake(marker.start, marker.end, message))
    if opened is not None:
        message = f"this derivation has no end; add a line {_end_marker(source.format)}"
        mistakes.append(Mistake(opened.start, opened.end, message))
    mistakes += _hidden_inside(source, kept, hidden)
    return Markers(tuple(kept), tuple(sorted(set(mistakes))))


def _hidden_inside(source: Source, kept: list[Kept], hidden: Iterable[Marker]) -> Iterator[Mistake]:
    """Markers in code between a marker and its end: what stands there would be lost."""
    spans = [one.inner for one in kept]
    for marker in hidden:
        if _inside(spans, marker.start):
            line = source.position(
                kept[bisect_right(spans, (marker.start, len(source.text))) - 1].begin.start
            ).line
            message = (
                f"this marker stands in code, inside of the derivation of line {line}, where all "
                "text is replaced; end that derivation above"
            )
            yield Mistake(marker.start, marker.end, message)


def _end_marker(kind: Format) -> str:
    return "<!-- symnn: end -->" if kind == "markdown" else "% symnn: end"


def _with_plain_ends(text: str) -> str:
    """The text with every line end as one that `$` sees; no character moves."""
    return text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text


def _marker(match: re.Match[str]) -> Marker:
    prefix = match["prefix"]
    start = match.start() + len(prefix)
    written = match[0][len(prefix) :].rstrip()
    return Marker(start, start + len(written), match["said"].strip(), prefix)


def _kept(text: str, begin: Marker, end: Marker) -> Kept:
    line_end = _LINE_END.search(text, begin.end)
    start = line_end.end() if line_end else begin.end
    newline = line_end[0] if line_end else "\n"
    return Kept(begin, end, (start, end.start - len(end.prefix)), newline)


def _stray(source: Source, known: set[int]) -> Iterator[Mistake]:
    """Markers that do not stand alone on one line."""
    for match in _ANYWHERE[source.format].finditer(source.text):
        if match.start() not in known and not _is_code_span(source, match.start()):
            message = "a marker stands alone on its line, from its beginning to its end"
            yield Mistake(match.start(), match.end(), message)


def _is_code_span(source: Source, offset: int) -> bool:
    """Whether a marker is only spoken of: it stands in a line between backticks, or in code."""
    line = source.line(source.position(offset).line)
    return "`" in line or r"\verb" in line or not _is_text(source, offset)


def _is_text(source: Source, offset: int) -> bool:
    if source.format != "markdown":
        return True
    return _inside(_pieces(source.text), offset)


def _pieces(text: str) -> list[tuple[int, int]]:
    return sorted(piece for block in cut_blocks(text) for piece in block.pieces)


def _inside(spans: list[tuple[int, int]], offset: int) -> bool:
    place = bisect_right(spans, (offset, len(spans) + (1 << 60))) - 1
    return place >= 0 and spans[place][0] <= offset < spans[place][1]


def _hidden(source: Source, found: list[Marker]) -> dict[Marker, str]:
    """Markers in code, in what is not printed, or in a formula, with what to say about each.

    Nothing is said of a marker in a fence or in what TeX skips: it is shown to a reader, or set
    aside. An indent that makes code of a marker is seldom meant.
    """
    text = source.text
    shown = _pieces(text) if source.format == "markdown" else _shown_by_tex(text, found)
    formulas = sorted((f.outer_start, f.outer_end) for f in read(source).formulas)
    said: dict[Marker, str] = {}
    for marker in found:
        if not _inside(shown, marker.start):
            is_indented = _INDENT.search(marker.prefix) and source.format == "markdown"
            said[marker] = _IN_CODE if is_indented and not _is_fenced(text, marker.start) else ""
        elif _inside(formulas, marker.start):
            said[marker] = "this marker stands in a formula; move it above or below"
    return said


def _is_fenced(text: str, offset: int) -> bool:
    """Whether a line would be code without its indent, too."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    return not _inside(_pieces(text[:start] + text[start:].lstrip(" \t")), start)


def _shown_by_tex(text: str, found: list[Marker]) -> list[tuple[int, int]]:
    """The markers that are comments, and not code: a word in their place would be printed."""
    changed = text
    for marker in found:
        word = "x" * (marker.end - marker.start)
        changed = changed[: marker.start] + word + changed[marker.end :]
    seen = visible(changed)
    kept = {seen.map.offset(n) for n, c in enumerate(seen.text) if c == "x"}
    return sorted((m.start, m.end) for m in found if m.start in kept)
