r"""Stretches of a document whose values are their own: quotes, asides, brackets, cases.

What "> Let $a = 3$" says is said inside the quote, "(say, $n = 4$)" for the sake of the brackets,
"Case 2: $a = 3$" of the second case. They are found in the text alone, by its marks and words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from symnn.deferred import regex
from symnn.documents.judging.names.reaching.parallel_cases import cases_in
from symnn.documents.judging.names.reaching.stretches import extent

#: A line of a block quote, and one that goes on lazily without the mark.
_QUOTED: Final = regex(r"(?m)^ {0,3}>.*(?:\n(?![ \t]*(?:\n|\Z)).+)*(?:\n|\Z)")
#: Elements and environments for what stands beside the text.
_ELEMENT: Final = regex(r"(?is)<(aside|blockquote|details|figcaption)\b[^>]*>.*?</\1\s*>")
_BESIDE: Final = (
    r"(?:note|tip|hint|aside|sidebar|margin|warning|caution|important|info|remark|rem|dropdown"
    r"|admonition|seealso|danger|quote|quotation|epigraph|marginnote|infobox|notebox|tipbox)"
)
_ENVIRONMENT: Final = regex(rf"(?is)\\begin\{{({_BESIDE}\*?)\}}.*?\\end\{{\1\}}")
_DIRECTIVE: Final = regex(
    rf"(?ims)^[ \t]*(:{{3,}}|`{{3,}})[ \t]*\{{?[ \t]*[.#]?{_BESIDE}\b.*?^[ \t]*\1[ \t]*$"
)
_INDENTED: Final = regex(
    rf"(?im)^[ \t]*(?:!!!|\?\?\?\+?|\.\.)[ \t]+{_BESIDE}\b.*\n"
    r"(?:(?:[ \t]{2,}.*|[ \t]*)(?:\n|\Z))+"
)
#: Footnotes of Markdown; of LaTeX, and other notes in the margin, up to their last brace.
_FOOTNOTE: Final = regex(r"(?m)^\[\^[^\]\n]+\]:.*(?:\n(?![ \t]*(?:\n|\Z)|\[\^).+)*")
_COMMAND: Final = regex(
    r"\\(?:footnote|footnotetext|marginpar|marginnote|sidenote|thanks|endnote)\s*(?:\[[^\]]*\])?\{"
)
#: Words that put a value in as one of many.
_SAY: Final = (
    r"(?:[eE]\.\s?g\.|eg\.|[fF]or (?:example|instance)|such as|like|perhaps|typically|usually|often"
    r"|commonly|normally)"
)
_SAID: Final = regex(
    rf"(?<![\w.])(?:{_SAY},?|say,)[ \t\n]*(?:with |of |when |if |that |for |at |where )?(?=\$|\\\()"
)
_TAKEN: Final = regex(
    rf"(?<![\w.]){_SAY},?\s+(?:let|take|consider|suppose|assume|set|choose|pick)\b"
    r"(?:\s+(?:us\s+(?:take|set|say)|that|a|an|the|[a-z]+\s+with|[a-z]+))?[ \t\n]*(?=\$|\\\()"
)
_OPENED: Final = regex(
    rf"\((?:{_SAY}|(?i:say|suppose|imagine|think of|if|when)\b)[^()$\n]{{0,30}}(?=\$|\\\()"
)
#: Words that put other values in for a while.
_INSTEAD: Final = regex(
    r"(?i)\b(?:(?:suppose|assume|imagine|pretend|let|take|say|consider|if|had|were)\b"
    r"(?:[^.;!?\n$]|\$[^$\n]*\$){0,60}\binstead\b|instead,?\s+(?:suppose|assume|take|let|set|use|of)\b"
    r"|(?:imagine|pretend|hypothetically|for (?:a|the) moment|temporarily)\b)"
)
_MATH: Final = regex(r"\$[^$]*\$|\\\((?:(?!\\\)).)*\\\)")
_LONGEST: Final = 4000


class Enclosure(NamedTuple):
    """A stretch with values of its own.

    Behind `end` a name may again be what it was before, and behind `lasts` nothing is refuted by
    values of the stretch. Cases of one distinction have the same `series`.
    """

    start: int
    end: int
    lasts: int
    series: int = -1
    order: int = 0

    def is_of(self, other: Enclosure) -> bool:
        """Whether both are the same case of one distinction, which may be named again."""
        return self.series == other.series >= 0 and self.order == other.order


@lru_cache(maxsize=4)
def enclosures(text: str) -> tuple[Enclosure, ...]:
    r"""The stretches of a text with values of their own, in their order.

    Examples:
        >>> [text[e.start : e.end] for text in ["a\n\n> b\n\nc"] for e in enclosures(text)]
        ['> b\n']
        >>> enclosures("Let $n = 4$.")
        ()
    """
    found = [*_marked(text), *_worded(text)]
    found += [
        Enclosure(one.start, one.end, one.end, one.series, one.order) for one in cases_in(text)
    ]
    return tuple(sorted(found))


def around(text: str, offset: int) -> list[Enclosure]:
    r"""The stretches that hold a place of a text, from the outermost.

    >>> [(e.start, e.end) for e in around("a\n\n> b\n\nc", 5)]
    [(3, 7)]
    """
    known, longest = enclosures(text), _longest(text)
    first = bisect_right(known, offset - longest, key=lambda one: one.start)
    last = bisect_right(known, offset, key=lambda one: one.start)
    return [one for one in known[first:last] if offset < one.end]


def is_marked(text: str, one: Enclosure) -> bool:
    """Whether marks set a stretch apart, as those of a quote do, and not its words alone."""
    return (one.start, one.end) in {(found.start, found.end) for found in _marked(text)}


@lru_cache(maxsize=4)
def _longest(text: str) -> int:
    return max((one.end - one.start for one in enclosures(text)), default=0)


def _marked(text: str) -> Iterator[Enclosure]:
    """Quotes, asides and footnotes, which end where their marks do."""
    patterns = []
    if ">" in text:
        patterns += [_QUOTED, _ELEMENT]
    if r"\begin{" in text:
        patterns.append(_ENVIRONMENT)
    if ":::" in text or "```" in text:
        patterns.append(_DIRECTIVE)
    if "!!!" in text or "???" in text or ".. " in text:
        patterns.append(_INDENTED)
    if "[^" in text:
        patterns.append(_FOOTNOTE)
    for pattern in patterns:
        for match in pattern.finditer(text):
            yield Enclosure(match.start(), match.end(), match.end())
    for match in _COMMAND.finditer(text) if "\\" in text else ():
        end = _closed(text, match.end(), "{", "}")
        yield Enclosure(match.start(), end, end)


def _worded(text: str) -> Iterator[Enclosure]:
    """Values that words put in: inside brackets, for a sentence, for a while."""
    done = 0
    for match in _OPENED.finditer(text):
        done = _closed(text, match.start() + 1, "(", ")")
        yield Enclosure(match.start(), done, max(extent(text, match.start()), done))
    for match in _TAKEN.finditer(text):
        yield Enclosure(match.start(), extent(text, match.start()), len(text))
    for pattern in (_SAID, _INSTEAD):
        for match in pattern.finditer(text):
            end = extent(text, match.start())
            yield Enclosure(match.start(), end, end)


def _closed(text: str, start: int, opening: str, closing: str) -> int:
    """Where the bracket closes that was opened right before a place; formulas are passed over."""
    depth, at = 1, start
    stop = min(len(text), start + _LONGEST)
    while at < stop and depth:
        math = _MATH.match(text, at) if opening == "(" else None
        if math is not None:
            at = math.end()
            continue
        depth += (text[at] == opening) - (text[at] == closing)
        at += 1
    return at
