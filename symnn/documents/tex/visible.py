r"""What of a LaTeX file is text: without comments, code, addresses and what `\iffalse` leaves out.

The text ends at `\end{document}`. Every character keeps its place; the time is linear.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from symnn.deferred import regex
from symnn.documents.regions import Damage, OffsetMap
from symnn.documents.tex.names import CONDITIONALS, OPAQUE, SILENT

_MARK = regex(r"%|\r\n?|\\begin\s*\{[^{}\n]*\}|\\end\s*\{document\}|\\[A-Za-z@]+\*?|\\.", re.DOTALL)
_OWN_CONDITIONAL = regex(r"\\newif\s*\\(if[A-Za-z@]+)")
_OWN_LISTING = regex(
    r"\\(?:lstnewenvironment|DefineVerbatimEnvironment|excludecomment|newtcblisting)\s*"
    r"(?:\[[^\]\n]*\]\s*)?\{([A-Za-z]+\*?)\}"
)
_LINE_END = regex(r"\r\n|\n|\r")
_OPTIONS = regex(r"\s*\[[^\[\]]{0,1000}\]")
_BRACE = regex(r"[{}]")
_BLANK = regex(r"[ \t]*")
_NAME = regex(r"\{\s*([^{}]*?)\s*\}$")
_FAR: Final = 4000


class Visible(NamedTuple):
    """The text that is to be read, where it stands, and what is not closed in the file."""

    text: str
    map: OffsetMap
    damages: tuple[Damage, ...]


class _Branch(NamedTuple):
    """An open conditional: its place, the pieces before it, and whether it is left out."""

    start: int
    end: int
    word: str
    kept: int
    dropped: bool


def visible(text: str) -> Visible:
    r"""The text of a LaTeX file that a reader of its print would see, and what shapes it.

    >>> seen = visible("a % b\nc \\verb|$x$| d")
    >>> (seen.text, seen.map.offset(4)) == ("a \nc  d", 7)
    True
    """
    return _Pass(text).run()


class _Pass:
    """One walk over a file; `pieces` are the spans that are kept."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces: list[tuple[int, int]] = []
        self.done = 0
        self.branches: list[_Branch] = []
        self.damages: list[Damage] = []
        self.conditionals = CONDITIONALS | set(_OWN_CONDITIONAL.findall(text))
        self.opaque = OPAQUE | set(_OWN_LISTING.findall(text))
        self.unclosed: set[str] = set()
        self.unbraced = 0

    def run(self) -> Visible:
        position = 0
        end = len(self.text)
        while mark := _MARK.search(self.text, position):
            met = mark[0]
            position = mark.end()
            if met[0] == "%":
                position = self._comment(mark.start())
            elif met[0] == "\r":
                self._drop(mark.start(), mark.start() + (len(met) > 1))
            elif met.startswith("\\end") and met[-1] == "}":
                end = mark.start()
                break
            elif met.startswith("\\begin") and met[-1] == "}":
                position = self._environment(mark)
            elif met[1:2].isalpha():
                position = self._word(mark, met[1:].rstrip("*"))
        self._drop(end, len(self.text))
        for branch in self.branches:
            if branch.word in ("iffalse", "iftrue"):
                what = f"this `\\{branch.word}` has no `\\fi`"
                remedy = "write `\\fi` where it ends; until then all of it is read"
                self.damages.append(Damage(branch.start, branch.end, what, remedy))
        return self._result()

    def _result(self) -> Visible:
        positions: list[int] = []
        length = 0
        for start, end in self.pieces:
            positions.append(length)
            length += end - start
        text = "".join(self.text[start:end] for start, end in self.pieces)
        offsets = tuple(start for start, _ in self.pieces)
        mapping = OffsetMap(tuple(positions) or (0,), offsets or (0,))
        if "\r" in text:  # a lone one ends a line as well
            text = text.replace("\r", "\n")
        return Visible(text, mapping, tuple(sorted(self.damages, key=lambda d: d.start)))

    def _drop(self, start: int, end: int) -> int:
        """Leave out [start, end); returns its end."""
        if start > self.done:
            self.pieces.append((self.done, start))
        self.done = max(end, self.done)
        return end

    def _comment(self, start: int) -> int:
        """A comment ends before the line end; one that is alone takes its line with it."""
        found = _LINE_END.search(self.text, start)
        line_end, after = found.span() if found else (len(self.text), len(self.text))
        line_start = start
        while line_start and self.text[line_start - 1] in " \t":
            line_start -= 1
        alone = line_start == 0 or self.text[line_start - 1] in "\r\n"
        if alone and line_start >= self.done:
            return self._drop(line_start, after)
        return self._drop(start, line_end)

    def _environment(self, mark: re.Match[str]) -> int:
        found = _NAME.search(mark[0])
        name = found[1] if found else ""
        if name not in self.opaque or name in self.unclosed:
            return mark.end()
        closing = f"\\end{{{name}}}"
        end = self.text.find(closing, mark.end())
        if end < 0:
            self.unclosed.add(name)
            remedy = f"write `{closing}` where it ends; until then it is read as text"
            what = f"`\\begin{{{name}}}` is not closed"
            self.damages.append(Damage(*mark.span(), what, remedy))
            return mark.end()
        return self._drop(mark.start(), end + len(closing))

    def _word(self, mark: re.Match[str], word: str) -> int:
        if word in ("verb", "lstinline", "mintinline"):
            return self._inline_code(mark, word)
        if word in SILENT:
            return self._address(mark.end(), both=word == "hyperref")
        if word == "newif":
            after = _OWN_CONDITIONAL.match(self.text, mark.start())
            return after.end() if after else mark.end()
        if word in self.conditionals:
            dropped = word == "iffalse"
            self._drop(mark.start(), mark.end() if word in ("iffalse", "iftrue") else mark.start())
            branch = _Branch(*mark.span(), word, len(self.pieces), dropped)
            self.branches.append(branch)
        elif word in ("else", "fi") and self.branches:
            self._turn(mark, word)
        return mark.end()

    def _turn(self, mark: re.Match[str], word: str) -> None:
        r"""`\else` or `\fi`: what was not to be read is forgotten."""
        branch = self.branches.pop()
        decided = branch.word in ("iffalse", "iftrue")
        if decided:
            self._drop(mark.start(), mark.end())
            if branch.dropped:
                del self.pieces[branch.kept :]
        if word == "else":
            turned = decided and not branch.dropped
            place = len(self.pieces)
            self.branches.append(branch._replace(kept=place, dropped=turned))

    def _inline_code(self, mark: re.Match[str], word: str) -> int:
        place = mark.end()
        if word != "verb":
            options = _OPTIONS.match(self.text, place)
            place = options.end() if options else place
        if word == "mintinline":
            place = self._braced(place)
        if word != "verb" and self.text[place : place + 1] == "{":
            return self._drop(mark.start(), self._braced(place))
        delimiter = self.text[place : place + 1]
        if not delimiter or delimiter.isspace() or delimiter.isalnum():
            return mark.end()
        line_end = self.text.find("\n", place, place + _FAR)
        end = self.text.find(delimiter, place + 1, line_end if line_end > 0 else place + _FAR)
        return mark.end() if end < 0 else self._drop(mark.start(), end + 1)

    def _address(self, place: int, *, both: bool) -> int:
        options = _OPTIONS.match(self.text, place)
        if options and both:
            return options.end()
        start = options.end() if options else place
        start = _BLANK.match(self.text, start).end()  # type: ignore[union-attr]
        end = self._braced(start)
        return self._drop(start, end) if end > start else place

    def _braced(self, place: int) -> int:
        """Where the braced argument at the place ends; the place itself if there is none."""
        if self.text[place : place + 1] != "{":
            return place
        if place < self.unbraced:
            return place
        depth = 0
        for brace in _BRACE.finditer(self.text, place, place + _FAR):
            depth += 1 if brace[0] == "{" else -1
            if depth == 0:
                return brace.end()
        self.unbraced = place + _FAR
        return place
