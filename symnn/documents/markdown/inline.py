"""Find the mathematics in the text of one paragraph, in one pass from left to right.

A first pass notes where everything that can close lies, so that no search is made twice and
the time is linear in the text, whatever stands in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from typing import Final

from symnn.deferred import regex
from symnn.documents.markdown.delimiters import (
    ENVIRONMENT,
    MATH_ENVIRONMENTS,
    RAW_ELEMENTS,
    VERBATIM_ENVIRONMENTS,
    CodeSpan,
    code_spans,
    dollars_enclose,
    looks_like_prose,
)
from symnn.documents.paragraphs import Break, Findings, Region

_TOKEN = regex(
    r"\\(?:begin|end)\{[A-Za-z]+\*?\}|\\\\[\[(]|\\.|\$+|`+|<!--|<|\]\(|https?://"
    r"|\{\{|\{%|\{:|\{/\*|%%",
    re.DOTALL,
)
_MARK = regex(
    r"\\(?:begin|end)\{[A-Za-z]+\*?\}|\\\\[\])]|\\.|\$+|-->|[<>]|\}\}|%\}|\*/\}|%%", re.DOTALL
)
_URL_END = regex(r"[\s<>)\"]|$")
_TAG = regex(r"</?([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])|<(?=[a-z][a-z0-9+.-]*:)")
_CLOSING_TAG = regex(r"</(pre|script|style|textarea|code|kbd|tt)\s*>", re.IGNORECASE)
_LINK_END = regex(r"[ \t\n]*(?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)", re.DOTALL)
_LINK_TITLE = regex(r"[ \t\n]+(?:\"[^\"]*\"|'[^']*')[ \t\n]*")
_CODE_ELEMENTS = RAW_ELEMENTS | {"code", "kbd", "tt"}
_NEAR: Final = 200
_ROLES: Final = ("{math}", ":math:")
#: What templates, attributes and comments that are hidden in a line end with.
_HIDDEN: Final = {"{{": "}}", "{%": "%}", "{/*": "*/}", "%%": "%%"}
_ATTRIBUTES = regex(r"\{:[^{}\n]{0,200}\}")
_PAIRS: Final = {"\\[": "\\]", "\\(": "\\)", "\\\\[": "\\\\]", "\\\\(": "\\\\)"}


class _Marks:
    """Where everything that can close something lies in a text."""

    def __init__(self, text: str, spans: list[CodeSpan]) -> None:
        self.closers: dict[str, list[int]] = {}
        self.dollars: list[tuple[int, int]] = []
        self.environments: dict[str, list[tuple[int, int, int]]] = {}
        outside = iter([*spans, CodeSpan(len(text), 0, 0, len(text))])
        span = next(outside)
        for mark in _MARK.finditer(text):
            while span.end <= mark.start() and span.start < len(text):
                span = next(outside)
            if not span.start <= mark.start() < span.end:
                self._note(mark)
        self.elements: dict[str, list[tuple[int, int]]] = {}
        for tag in _CLOSING_TAG.finditer(text):
            self.elements.setdefault(tag[1].lower(), []).append(tag.span())

    def _note(self, mark: re.Match[str]) -> None:
        environment = ENVIRONMENT.fullmatch(mark[0])
        if environment:
            depth = 1 if environment[1] == "begin" else -1
            place = (mark.start(), mark.end(), depth)
            self.environments.setdefault(environment[2], []).append(place)
        elif mark[0][0] == "$":
            self.dollars.append(mark.span())
        else:
            self.closers.setdefault(mark[0], []).append(mark.start())

    def next_closer(self, closer: str, start: int) -> int | None:
        """The first place of the closer at or after `start`."""
        places = self.closers.get(closer, [])
        index = bisect_left(places, start)
        return places[index] if index < len(places) else None

    def next_dollars(self, start: int) -> tuple[int, int] | None:
        """The first run of dollars at or after `start`."""
        index = bisect_left(self.dollars, (start, 0))
        return self.dollars[index] if index < len(self.dollars) else None

    def count_from(self, start: int) -> int:
        """How many runs of dollars there are from `start` on."""
        return len(self.dollars) - bisect_left(self.dollars, (start, 0))

    def next_display_close(self, start: int) -> int | None:
        """The first run of at least two dollars at or after `start`."""
        index = bisect_left(self.dollars, (start, 0))
        while index < len(self.dollars):
            first, last = self.dollars[index]
            if last - first >= 2:
                return first
            index += 1
        return None

    def environment_end(self, name: str, start: int) -> int | None:
        """Where the environment that begins at `start` has ended, nested ones counted."""
        places = self.environments.get(name, [])
        depth = 0
        for index in range(bisect_left(places, (start, 0, 0)), len(places)):
            depth += places[index][2]
            if depth == 0:
                return places[index][1]
        return None


class _Scanner:
    """One pass over a paragraph; every method takes a token and says where to go on."""

    def __init__(self, text: str, *, markup: bool = True) -> None:
        spans = code_spans(text) if markup else []
        self.text = text
        self.markup = markup
        self.code = {span.start: span for span in spans}
        self.marks = _Marks(text, spans)
        self.regions: list[Region] = []
        self.breaks: list[Break] = []

    def run(self) -> None:
        position = 0
        while token := _TOKEN.search(self.text, position):
            position = self._handler(token[0])(token)

    def _handler(self, met: str) -> Callable[[re.Match[str]], int]:
        if met[0] == "\\":
            if met in _PAIRS:
                return self._bracket
            return self._environment if len(met) > 2 else _step
        if not self.markup and met[0] not in "$h":
            return _step
        handlers = {"`": self._code, "$": self._dollar, "]": self._link, "h": self._url}
        if met == "<!--":
            return self._comment
        if met in _HIDDEN or met == "{:":
            return self._hidden
        return handlers.get(met[0], self._tag)

    def _add(self, start: int, end: int, outer_start: int, outer_end: int, display: bool) -> int:
        self.regions.append(Region(start, end, outer_start, outer_end, display))
        return outer_end

    def _give_up(self, start: int, end: int, what: str, remedy: str) -> int:
        """Note the damage; the rest of the paragraph has no sure reading and is passed over."""
        self.breaks.append(Break(start, end, what, remedy))
        return len(self.text)

    def _code(self, token: re.Match[str]) -> int:
        span = self.code.get(token.start())
        if span is None:
            return token.end()
        for role in _ROLES:
            if self.text.endswith(role, 0, span.start):
                start = span.start - len(role)
                return self._add(span.inner_start, span.inner_end, start, span.end, False)
        return span.end

    def _dollar(self, token: re.Match[str]) -> int:
        start, end = token.span()
        if end - start == 1:
            return self._inline(start)
        return self._display(start) if end - start == 2 else end

    def _inline(self, start: int) -> int:
        span = self.code.get(start + 1)
        if span and self.text.startswith("$", span.end):
            return self._add(span.inner_start, span.inner_end, start, span.end + 1, False)
        run = self._closing_run(start)
        if run is None or not self._can_close(run) or not dollars_enclose(self.text, start, run[0]):
            return start + 1
        if self._is_stray(start, run):
            return start + 1
        return self._add(start + 1, run[0], start, run[0] + 1, False)

    def _is_stray(self, start: int, run: tuple[int, int]) -> bool:
        """Whether a dollar is one too many: `$y = 2 c $z = 3$`, where the next two are a pair."""
        padded = self.text[start + 1].isspace(), self.text[run[0] - 1].isspace()
        if padded[0] == padded[1] or self.marks.count_from(start) % 2 == 0:
            return False
        after = self.marks.next_dollars(run[1])
        inner = self.text[run[1] : after[0]] if after else " "
        return bool(after) and inner == inner.strip() and inner != ""

    def _closing_run(self, start: int) -> tuple[int, int] | None:
        r"""The next dollars, past a few inside of braces: `$a \text{ if $b$}$` is one formula."""
        run = first = self.marks.next_dollars(start + 1)
        for _ in range(5):
            if run is None or not _is_open(self.text[start : run[0]]):
                return run
            run = self.marks.next_dollars(run[1])
        return first

    def _can_close(self, run: tuple[int, int]) -> bool:
        """A run of two closes an inline formula only if it opens the next one: `$a$$b$`."""
        if run[1] - run[0] != 2:
            return run[1] - run[0] == 1
        after = self.marks.next_dollars(run[1])
        return after is not None and after[1] - after[0] == 1

    def _display(self, start: int) -> int:
        closing = self.marks.next_display_close(start + 2)
        if closing is not None:
            return self._add(start + 2, closing, start, closing + 2, True)
        if not self._ends_line(start + 2) and not _is_marked(self.text, start + 2):
            return start + 2
        return self._give_up(
            start,
            start + 2,
            "this `$$` is not closed in its paragraph",
            "close the display with `$$`; no empty line may stand inside",
        )

    def _bracket(self, token: re.Match[str]) -> int:
        closing = self.marks.next_closer(_PAIRS[token[0]], token.end())
        if closing is not None:
            after = closing + len(token[0])
            return self._add(token.end(), closing, token.start(), after, token[0][-1] == "[")
        before = self.text[max(token.start() - _NEAR, 0) : token.start()]
        alone = not before.rpartition("\n")[2].strip()
        if token[0] != "\\[" or not alone or not self._ends_line(token.end()):
            return token.end()  # an escaped bracket
        return self._give_up(
            *token.span(),
            "this `\\[` is not closed in its paragraph",
            "close the display with `\\]`; no empty line may stand inside",
        )

    def _ends_line(self, position: int) -> bool:
        line = self.text[position : position + _NEAR].partition("\n")
        return bool(line[1]) and not line[0].strip()

    def _environment(self, token: re.Match[str]) -> int:
        found = ENVIRONMENT.fullmatch(token[0])
        if found is None:
            return token.end()
        name = found[2]
        is_math = name in MATH_ENVIRONMENTS
        if not is_math and name not in VERBATIM_ENVIRONMENTS:
            return token.end()
        if found[1] == "end":
            remedy = f"write `\\begin{{{name}}}` before it, or delete it"
            self.breaks.append(Break(*token.span(), f"`{token[0]}` closes nothing", remedy))
            return token.end()
        end = self.marks.environment_end(name, token.start())
        if end is None:
            return self._give_up(
                *token.span(),
                f"`{token[0]}` is not closed in its paragraph",
                f"write `\\end{{{name}}}` after it; no empty line may stand inside",
            )
        return self._add(token.start(), end, token.start(), end, True) if is_math else end

    def _comment(self, token: re.Match[str]) -> int:
        closing = self.marks.next_closer("-->", token.end() - 2)
        if closing is not None:
            return closing + 3
        remedy = "write `-->` after it; until then its text is read as if it were shown"
        self.breaks.append(Break(*token.span(), "this comment `<!--` is not closed", remedy))
        return token.end()

    def _hidden(self, token: re.Match[str]) -> int:
        """A template, an attribute or a comment, which ends in its line."""
        start, end = token.span()
        if token[0] == "{:":
            attributes = _ATTRIBUTES.match(self.text, start)
            return attributes.end() if attributes else end
        closing = self.marks.next_closer(_HIDDEN[token[0]], end)
        if closing is None or (token[0] != "{/*" and self.text.find("\n", end, closing) >= 0):
            return end
        return closing + len(_HIDDEN[token[0]])

    def _tag(self, token: re.Match[str]) -> int:
        start = token.start()
        tag = _TAG.match(self.text, start)
        closing = self.marks.next_closer(">", start) if tag else None
        if tag is None or closing is None:
            return start + 1
        following = self.marks.next_closer("<", start + 1)
        if following is not None and following < closing:
            return start + 1
        name = (tag[1] or "").lower()
        if name in _CODE_ELEMENTS and self.text[start + 1] != "/":
            ends = self.marks.elements.get(name, [])
            index = bisect_left(ends, (closing, 0))
            return ends[index][1] if index < len(ends) else closing + 1
        return closing + 1

    def _link(self, token: re.Match[str]) -> int:
        target = _LINK_END.match(self.text, token.end())
        end = target.end() if target else token.end()
        title = _LINK_TITLE.match(self.text, end)
        end = title.end() if title else end
        return end + 1 if self.text.startswith(")", end) else token.end()

    def _url(self, token: re.Match[str]) -> int:
        end = _URL_END.search(self.text, token.end())
        return end.start() if end else len(self.text)


def _step(token: re.Match[str]) -> int:
    """An escaped character stands for itself."""
    return token.end()


def _is_marked(text: str, start: int) -> bool:
    """Whether mathematics seems to follow; a bounded look, so that the scan stays linear."""
    near = text[start : start + _NEAR]
    return any(mark in near for mark in "\\=^_") and not looks_like_prose(near.split("\n", 1)[0])


def _is_open(text: str) -> bool:
    """Whether a brace is open at the end of the text."""
    opened = text.count("{") - text.count("\\{")
    return opened > text.count("}") - text.count("\\}")


def find_mathematics(text: str, *, markup: bool = True) -> Findings:
    """The mathematics of a paragraph and what is broken in it, both from left to right.

    Without markup nothing is code, a link or a tag.

    >>> find_mathematics("so $x$ costs $5") == ([Region(4, 5, 3, 6, False)], [])
    True
    """
    scanner = _Scanner(text, markup=markup)
    scanner.run()
    return scanner.regions, scanner.breaks
