r"""Mathematics in a plain text, with the exact place of every character of it.

Read are `$…$`, `$$…$$`, `\[…\]`, `\(…\)`, bare environments, and lines that are nothing but an
equation as one types it: `0.2*0.1 + 0.35 = 0.37`, `σ(0) = 1/2`. Nothing is code or markup here: no
indent, no backtick, no angle bracket. The time is linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from symnn.deferred import regex
from symnn.documents.lines import line_spans
from symnn.documents.markdown.inline import find_mathematics
from symnn.documents.markdown.openings import Mode, Openings
from symnn.documents.paragraphs import Block, Findings, Region, read_blocks
from symnn.documents.regions import Reading
from symnn.latex.typed import typed

_UNDERLINE = regex(r"([=\-~*#])\1{2,}[ \t]*$")
_LEAD = regex(
    r"[ \t\u00a0]*(?:(?:\d{1,2}[.)]|\(?[a-z]\)|=>|->|[→⇒∴•])[ \t]+)?"
    r"(?:(?=[A-Za-z][\w'’-])(?:[\w(][\w'’()/,.%-]{0,30}[ \t]+){0,8}[\w(][\w'’()/.%-]{0,30}:[ \t]+"
    r"|(?:so|thus|hence|then|therefore|and|we (?:get|have|obtain)|this gives)"
    r"(?:[,:][ \t]*|[ \t]+))?",
    re.IGNORECASE,
)
#: Labels that leave open whether the equation behind them is claimed.
_CONDITION = regex(
    r"\b(if|when\w*|for|unless|case|else|otherwise|suppose|assum\w+|where|let|not|until|while|given"
    r"|iff|same|as|python|numpy|r|matlab|outputs?(?=:)|got|prints?|printed|console|float\w*|expected"
    r"|answers?|student\w*|guess\w*|naive\w*|claim\w*|q|question)\b",
    re.IGNORECASE,
)
_BULLET = regex(r"[ \t]*([-+*])[ \t]+(?=[^ \t])")
_GOES_ON = regex(r"[ \t]*[-+*/×·⋅−÷^)](?!>)")
_UNFINISHED = regex(r"[-+*/×·⋅−÷^(\[=<>≤≥≈]$")
_RELATION_FIRST = regex(r"[ \t]*[=<>≤≥≈~!]")
_TRAILING = regex(r"[ \t]*[.,;]?[ \t]*$")


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
    bullets = _bullets(lines)
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        first, end = _extent(line, bullets)
        goes_on = _GOES_ON.match(after) is not None and not (
            _opens_with(after, bullets) or _is_labelled(after)
        )
        is_part = goes_on or _is_unfinished(before)
        if _RELATION_FIRST.match(line, first) and not was_equation:
            is_part = True
        was_equation = "$" not in line and not is_part and typed(line[first:end]) is not None
        if was_equation:
            yield Region(start + first, start + end, start + first, start + end, True, typed=True)
        before = line
        start += len(line) + 1


def _extent(line: str, bullets: str) -> tuple[int, int]:
    """Where the equation of a line would begin and end, behind its bullet, number and label."""
    bullet = _BULLET.match(line)
    at = bullet.end() if bullet and (_opens_with(line, bullets) or _is_labelled(line)) else 0
    lead, trailing = _LEAD.match(line, at), _TRAILING.search(line)
    if lead and not _CONDITION.search(lead[0]):
        at = lead.end()
    return at, trailing.start() if trailing else len(line)


def _bullets(lines: list[str]) -> str:
    """The sign that opens the items of a list, if it does not belong to what stands behind it.

    Only in a list of equations is it told apart: in other sums it may be a sign.
    """
    marks = [found[1] if (found := _BULLET.match(line)) else "" for line in lines]
    if lines[0].rstrip().endswith(":"):
        lines, marks = lines[1:], marks[1:]
    mark = marks[0] if marks else ""
    if not mark or len(lines) < 2 or any(other != mark for other in marks):
        return ""
    whole = all(typed(line[slice(*_extent(line, mark))]) is not None for line in lines)
    return mark if whole else ""


def _is_labelled(line: str) -> bool:
    """- loss: 0.5*2 = 1, an item with a label, so that the sign belongs to nothing."""
    bullet = _BULLET.match(line)
    lead = _LEAD.match(line, bullet.end()) if bullet else None
    return lead is not None and lead[0].rstrip().endswith(":")


def _opens_with(line: str, bullets: str) -> bool:
    return bool(bullets) and line.lstrip(" \t").startswith(bullets)


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
