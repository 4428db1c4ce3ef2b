r"""Mathematics in a plain text, with the exact place of every character of it.

Read are `$…$`, `$$…$$`, `\[…\]`, `\(…\)`, bare environments, and lines that are nothing but an
equation as one types it: `0.2*0.1 + 0.35 = 0.37`, `σ(0) = 1/2`. Nothing is code or markup here: no
indent, no backtick, no angle bracket. The time is linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from symnn.documents.lines import line_spans
from symnn.documents.markdown.inline import find_mathematics
from symnn.documents.markdown.openings import Mode, Openings
from symnn.documents.paragraphs import Block, Findings, Region, read_blocks
from symnn.documents.regions import Reading
from symnn.latex.typed import typed

_UNDERLINE = re.compile(r"([=\-~*#])\1{2,}[ \t]*$")
_LEAD = re.compile(
    r"[ \t\u00a0]*(?:(?:so|thus|hence|then|therefore|and|we (?:get|have|obtain)|this gives)"
    r"(?:[,:][ \t]*|[ \t]+))?",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[ \t]*[-+*/×·⋅−÷^)]")
_UNFINISHED = re.compile(r"[-+*/×·⋅−÷^(\[=<>≤≥≈]$")
_RELATION_FIRST = re.compile(r"[ \t]*[=<>≤≥≈~!]")
_TRAILING = re.compile(r"[ \t]*[.,;]?[ \t]*$")


def read_plain(text: str) -> Reading:
    r"""The formulas and the damage of a plain text.

    >>> [one, two] = read_plain("Let $x = 1$.\n\n  x + 1 = 2\n").formulas
    >>> (one.latex, two.latex, two.typed, two.start) == ("x = 1", "x + 1 = 2", True, 16)
    True
    """
    return read_blocks(text, enumerate(_blocks(text)), find_in_plain)


def find_in_plain(text: str) -> Findings:
    r"""The mathematics of a paragraph, with delimiters and as whole lines without any.

    >>> find_in_plain("1 + 1 = 2\nis so")[0] == [Region(0, 9, 0, 9, True, typed=True)]
    True
    """
    regions, breaks = find_mathematics(text, markup=False)
    taken = sorted([*((r.outer_start, r.outer_end) for r in regions), *(b[:2] for b in breaks)])
    bare = []
    for equation in _equations(text):
        before = bisect_left(taken, (equation.end, 0)) - 1
        if before < 0 or taken[before][1] <= equation.start:
            bare.append(equation)
    return sorted([*regions, *bare]), breaks


def _equations(text: str) -> Iterator[Region]:
    """Lines that are equations; none that is a part of what other lines begin or end."""
    start = 0
    before, was_equation = "", False
    lines = text.split("\n")
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        lead, trailing = _LEAD.match(line), _TRAILING.search(line)
        first = lead.end() if lead else 0
        end = trailing.start() if trailing else len(line)
        is_part = _GOES_ON.match(after) is not None or _is_unfinished(before)
        if _RELATION_FIRST.match(line) and not was_equation:
            is_part = True
        was_equation = "$" not in line and not is_part and typed(line[first:end]) is not None
        if was_equation:
            yield Region(start + first, start + end, start + first, start + end, True, typed=True)
        before = line
        start += len(line) + 1


def _is_unfinished(line: str) -> bool:
    """Whether a line ends with a sign that wants more, or inside of a bracket."""
    opened = sum(line.count(bracket) for bracket in "([")
    closed = sum(line.count(bracket) for bracket in ")]")
    return opened > closed or _UNFINISHED.search(line.rstrip()) is not None


# Blocks -----------------------------------------------------------------------------------


def _blocks(text: str) -> Iterator[Block]:
    """Paragraphs between empty lines; an open display keeps its lines together."""
    lines = line_spans(text)
    openings = Openings(text, lines, markup=False)
    pieces: list[tuple[int, int]] = []
    titles: dict[str, str] = {}
    mode: Mode | None = None
    for index, (start, end) in enumerate(lines):
        line = text[start:end]
        if not line.strip() and not (mode and mode.is_math and openings.goes_on(mode, index)):
            yield from _paragraph(pieces, titles)
            pieces, mode = [], None
            continue
        underline = _UNDERLINE.match(line)
        if underline and len(pieces) == 1 and not mode:
            _enter(titles, underline[1], text[slice(*pieces[0])])
            yield from _paragraph(pieces, titles)
            pieces = []
            continue
        pieces.append((start, end))
        mode = openings.advance(index, start, mode)
    yield from _paragraph(pieces, titles)


def _paragraph(pieces: list[tuple[int, int]], titles: dict[str, str]) -> Iterator[Block]:
    if pieces:
        yield Block("text", tuple(pieces), tuple(titles.values()))


def _enter(titles: dict[str, str], style: str, title: str) -> None:
    """A heading ends those of its own style and those below them."""
    for known in list(titles)[::-1]:
        if style in titles:
            del titles[known]
    titles[style] = " ".join(title.split())
