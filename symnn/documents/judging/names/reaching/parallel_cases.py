r"""The cases of a distinction: "Case 1: $a = 2$ … Case 2: $a = 3$ …", "(a) … (b) …".

What is said in one of them is not said in the others, nor behind them all. A case ends where the
next one begins; the last one where its paragraph does, or after as many blocks as the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from symnn.deferred import regex
from symnn.documents.judging.names.reaching.stretches import (
    CONCLUDES,
    block_end,
    blocks_between,
    extent,
    next_block,
)

_ORDINALS: Final = (
    ("first", "one"),
    ("second", "two", "other"),
    ("third", "three"),
    ("fourth", "four"),
    ("fifth", "five"),
)
_ORDINAL: Final = "|".join(word for words in _ORDINALS for word in words)
_NOUN: Final = (
    r"(?:(?:sub)?case|scenario|option|situation|possibility|alternative|variant|regime|fall|cas"
    r"|caso|情况|情形)"
)
#: What may stand before the label in its line, or the end of the sentence before it.
_LEADS: Final = (
    r"(?:^[ \t>]*(?:[-+*][ \t]+|\\item\b[ \t]*\[?[ \t]*)?"
    r"|(?<=[.;!?])[ \t\n]+)"
    r"(?:[*_]{1,3}|\\(?:textbf|textit|emph|paragraph|underline|noindent)\b\*?[ \t]*\{?)*"
)
_NAMED: Final = regex(
    rf"(?im){_LEADS}(?:(?:for|in|under|on|at)[ \t]+)?(?:the[ \t]+)?"
    rf"(?:(?P<order>{_ORDINAL})[ \t]+{_NOUN}\b"
    rf"|{_NOUN}[ \t]*\(?(?P<mark>\d{{1,2}}|[a-h]\b|[ivx]{{1,4}}\b|{_ORDINAL})\)?)"
    r"(?=[\s*_}]*[.:,)\]–—(]|[ \t]+(?:\$|\\\(|is|has|we|if|when|with|where)|[*_}]+)"
)
_LETTERED: Final = regex(rf"(?m){_LEADS}\((?P<mark>[a-h]|i{{1,3}}|iv|v)\)[*_}}\]]*[ \t]+")
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8}
_HEADING: Final = regex(r"(?m)^#{1,6} |\\(?:sub)*section\b|\\chapter\b")
_FAR: Final = 8000


class Case(NamedTuple):
    """One case: where it begins and ends, the number of its distinction, and which it is there."""

    start: int
    end: int
    series: int
    order: int


class _Label(NamedTuple):
    start: int
    end: int
    order: int


def cases_in(text: str) -> list[Case]:
    """The cases of a text whose distinctions have two or more.

    >>> text = "Case 1: a. Case 2: b."
    >>> [text[c.start : c.end] for c in cases_in(text)]
    ['Case 1: a.', ' Case 2: b.']
    """
    found: list[Case] = []
    for pattern in (_NAMED, _LETTERED):
        for series in _series(text, pattern):
            number = series[0].start
            ends = [label.start for label in series[1:]]
            ends.append(_last_end(text, series))
            for label, end in zip(series, ends, strict=True):
                end = _concluded(text, label.end, end)
                found.append(Case(label.start, end, number, label.order))
    return found


def _series(text: str, pattern: re.Pattern[str]) -> Iterator[list[_Label]]:
    """The labels of each distinction, from the first case on."""
    current: list[_Label] = []
    for label in _labels(text, pattern):
        last = current[-1] if current else None
        near = last is not None and label.start - last.end < _FAR
        between = text[last.end : label.start] if last is not None and near else ""
        known = {one.order for one in current}
        again = label.order in known and pattern is _NAMED  # the case is named once more
        next_one = last is not None and near and (again or label.order == max(known) + 1)
        if next_one and not _HEADING.search(between):
            current.append(label)
            continue
        if len(known) > 1:
            yield current
        current = [label] if label.order == 1 else []
    if len({one.order for one in current}) > 1:
        yield current


def _labels(text: str, pattern: re.Pattern[str]) -> Iterator[_Label]:
    for match in pattern.finditer(text):
        groups = match.groupdict()
        order = _order((groups.get("order") or groups["mark"]).lower())
        if order:
            yield _Label(match.start(), match.end(), order)


def _order(word: str) -> int:
    """The number of a case; 0 for none.

    >>> _order("second"), _order("b"), _order("iii"), _order("4")
    (2, 2, 3, 4)
    """
    if word.isdigit():
        return int(word)
    if word in _ROMAN:
        return _ROMAN[word]
    if len(word) == 1:
        return ord(word) - ord("a") + 1
    return next((n for n, words in enumerate(_ORDINALS, 1) if word in words), 0)


def _last_end(text: str, series: list[_Label]) -> int:
    """Where the last case ends, whose end no other label tells."""
    before, last = series[-2:]
    end = at = last.end
    for _ in range(blocks_between(text, before.end, last.end)):
        if at >= len(text) or _HEADING.match(text, at):
            break
        end = block_end(text, at)
        at = next_block(text, end)
    return max(end, extent(text, last.end))


def _concluded(text: str, start: int, end: int) -> int:
    """The end of a case, or where words before it speak of all cases."""
    found = CONCLUDES.search(text, start, end)
    return end if found is None else found.start()
