"""What a line leaves open: a display, a comment or raw HTML that goes on in the next lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final, NamedTuple

from symnn.deferred import regex
from symnn.documents.markdown.delimiters import (
    ENVIRONMENT,
    MATH_ENVIRONMENTS,
    VERBATIM_ENVIRONMENTS,
    code_spans,
    dollars_enclose,
    looks_like_prose,
)

#: How far an open display is followed over empty lines before it counts as unclosed.
_LOOK_AHEAD: Final = 60

#: A display that opens further to the right than this does not open its line.
_MARGIN: Final = 100

_OPENER = regex(
    r"\\begin\{([A-Za-z]+\*?)\}|\\\\\[|\\\[|\\.|\$+|`+|<!--|<(pre|script|style|textarea)\b",
    re.IGNORECASE,
)
_CLOSER = regex(
    r"-->|</(pre|script|style|textarea)[ \t]*>|\\end\{([A-Za-z]+\*?)\}",
    re.IGNORECASE,
)
_BLOCK_START = regex(r"`{3,}|~{3,}|#{1,6}[ \t]")
_DISPLAY_CLOSE = regex(r"\\.|\$\$")
_ESCAPED = regex(r"\\.")
_DOUBLE_ESCAPED = regex(r"\\\\\]|\\.")
_MATH_START = regex(r"[ \t]*(?:\$|\\\[|\\\(|\\begin\{)")
_QUOTE_MARKS = " \t>"


class Mode(NamedTuple):
    """Something open across lines: its closer, and how often an environment is nested."""

    closer: str
    is_math: bool
    depth: int = 1


def is_mathematical(line: str) -> bool:
    """Whether a line begins with an opening delimiter of mathematics.

    >>> is_mathematical("  $$ x"), is_mathematical("  x")
    (True, False)
    """
    return _MATH_START.match(line) is not None


class Openings:
    """Follow what is open from line to line, in a text whose closers are known."""

    def __init__(self, text: str, lines: list[tuple[int, int]], *, markup: bool = True) -> None:
        self._text = text
        self._markup = markup
        self._lines = lines
        self._closers: dict[str, list[int]] = {}
        for closer in _CLOSER.finditer(text):
            self._closers.setdefault(_canonical(closer), []).append(closer.start())

    def advance(self, index: int, position: int, mode: Mode | None) -> Mode | None:
        """What is open at the end of line `index`, if `mode` is open at `position` in it."""
        line = self._text[position : self._lines[index][1]]
        spans = {span.start: span for span in code_spans(line)} if self._markup else {}
        at = 0
        while True:
            if mode is not None:
                closed = _closed_at(line, at, mode)
                if isinstance(closed, Mode):
                    return closed
                at, mode = closed, None
            opener = _OPENER.search(line, at)
            if opener is None:
                return None
            span = spans.get(opener.start())
            at = span.end if span else opener.end()
            if opener[0] == "$":
                at = _after_inline(line, opener.start())
            elif not span:
                mode = self._opened(opener, line, position + at)

    def _opened(self, opener: re.Match[str], line: str, offset: int) -> Mode | None:
        met = opener[0]
        if met == "$$":
            return Mode("$$", True)
        if met in ("\\[", "\\\\["):
            is_alone = opener.start() < _MARGIN and not line[: opener.start()].strip()
            return Mode("\\\\]" if len(met) == 3 else "\\]", True) if is_alone else None
        if opener[1] in MATH_ENVIRONMENTS:
            return Mode(f"\\end{{{opener[1]}}}", True)
        if opener[1] in VERBATIM_ENVIRONMENTS:
            return self._if_closed(f"\\end{{{opener[1]}}}", offset)
        if not self._markup:
            return None
        if met == "<!--":
            return self._if_closed("-->", offset - 2)
        return self._if_closed(f"</{opener[2].lower()}>", offset) if opener[2] else None

    def _if_closed(self, closer: str, offset: int) -> Mode | None:
        """A comment or an element that is never closed does not hide the rest of the text."""
        places = self._closers.get(closer, [])
        return Mode(closer, False) if bisect_left(places, offset) < len(places) else None

    def goes_on(self, mode: Mode, index: int) -> bool:
        """Whether an open display goes on after the empty line `index`.

        It does if its closer follows before any prose, heading or fence does. A paragraph with
        an even number of `$$` has displays of its own, so what was open stays unclosed.
        """
        count = 0
        for start, end in self._lines[index : index + _LOOK_AHEAD]:
            line = self._text[start:end].strip(_QUOTE_MARKS)
            if not line:
                if count % 2:
                    return True
                if count:
                    return False
            elif _BLOCK_START.match(line):
                return False
            else:
                found = line.count(mode.closer)
                if found and mode.closer != "$$":
                    return not looks_like_prose(line[: line.find(mode.closer)])
                until = line.find("$$") if found else len(line)
                if not count and looks_like_prose(line[:until]):
                    return False
                count += found
        return count % 2 == 1


def _canonical(closer: re.Match[str]) -> str:
    if closer[1]:
        return f"</{closer[1].lower()}>"
    return f"\\end{{{closer[2]}}}" if closer[2] else "-->"


def _closed_at(line: str, at: int, mode: Mode) -> int | Mode:
    """Where in the line the mode is closed, or the mode as the line leaves it."""
    if mode.closer == "$$":
        return _escaped_close(_DISPLAY_CLOSE, line, at, mode)
    if mode.closer in ("\\]", "\\\\]"):
        pattern = _ESCAPED if mode.closer == "\\]" else _DOUBLE_ESCAPED
        return _escaped_close(pattern, line, at, mode)
    if mode.closer.startswith("\\end"):
        return _environment_close(line, at, mode)
    for closer in _CLOSER.finditer(line, at):
        if _canonical(closer) == mode.closer:
            return closer.end()
    return mode


def _escaped_close(pattern: re.Pattern[str], line: str, at: int, mode: Mode) -> int | Mode:
    for found in pattern.finditer(line, at):
        if found[0] == mode.closer:
            return found.end()
    return mode


def _environment_close(line: str, at: int, mode: Mode) -> int | Mode:
    name = mode.closer[5:-1]
    depth = mode.depth
    for found in ENVIRONMENT.finditer(line, at):
        if found[2] == name:
            depth += 1 if found[1] == "begin" else -1
            if depth == 0:
                return found.end()
    return mode._replace(depth=depth)


def _after_inline(line: str, opening: int) -> int:
    """Past the inline formula that opens here, or past its dollar if nothing closes it."""
    closing = line.find("$", opening + 1)
    while closing > 0 and line[closing - 1] == "\\":
        closing = line.find("$", closing + 1)
    if closing > 0 and dollars_enclose(line, opening, closing):
        return closing + 1
    return opening + 1
