"""The mathematics in the text of one paragraph: roles, and what the default role makes of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final, NamedTuple

from symnn.deferred import regex
from symnn.documents.markdown.delimiters import dollars_enclose
from symnn.documents.paragraphs import Break, Findings, Region

_TOKEN = regex(r"\\.|``|`|\$+", re.DOTALL)
_CLOSER = regex(r"(?<=[^\s\\`])`(?!`)")
_DOLLAR = regex(r"(?<!\\)\$+")
_PREFIX = regex(r":([A-Za-z][\w.+:-]{0,39}):$")
_SUFFIX = regex(r":([A-Za-z][\w.+:-]{0,39}):(?!`)")
_COMMAND = regex(r"\\[A-Za-z]")
_LONGEST_ROLE: Final = 42


class Roles(NamedTuple):
    """The roles that are mathematics, and whether text without a role is."""

    names: frozenset[str] = frozenset({"math"})
    by_default: bool = False


def find_roles(text: str, roles: Roles) -> Findings:
    """The mathematics of a paragraph and what is broken in it, both from left to right.

    >>> find_roles("so :math:`x` is", Roles()) == ([Region(10, 11, 3, 12, False)], [])
    True
    """
    regions: list[Region] = []
    breaks: list[Break] = []
    closers = [closer.start() for closer in _CLOSER.finditer(text)]
    dollars = [dollar.span() for dollar in _DOLLAR.finditer(text)]
    position = 0
    while token := _TOKEN.search(text, position):
        position = token.end()
        if token[0] == "``":
            end = text.find("``", position)
            position = position if end < 0 else end + 2
        elif token[0] == "`":
            position = _interpreted(text, token.start(), closers, roles, (regions, breaks))
        elif token[0] == "$":
            position = _dollars(text, token.start(), dollars, regions)
    return regions, breaks


def _interpreted(text: str, start: int, closers: list[int], roles: Roles, found: Findings) -> int:
    """Text in single backticks, with its role before or behind it."""
    prefix = _PREFIX.search(text, max(start - _LONGEST_ROLE, 0), start)
    outer = prefix.start() if prefix else start
    is_math = prefix is not None and prefix[1] in roles.names
    if text[start + 1 : start + 2].isspace() or (not prefix and text[:start][-1:].isalnum()):
        return start + 1
    index = bisect_left(closers, start + 2)
    if index == len(closers):
        if is_math:
            remedy = "close it with a backtick; no empty line may stand inside"
            what = f"this `:{prefix[1] if prefix else ''}:` is not closed in its paragraph"
            found[1].append(Break(outer, start + 1, what, remedy))
        return start + 1
    end = closers[index]
    suffix = None if prefix else _SUFFIX.match(text, end + 1)
    if suffix:
        is_math = suffix[1] in roles.names
    elif prefix is None:
        is_math = roles.by_default and not text.startswith("_", end + 1)
    after = suffix.end() if suffix else end + 1
    if is_math:
        found[0].append(Region(start + 1, end, outer, after, False))
    return after


def _dollars(text: str, start: int, dollars: list[tuple[int, int]], regions: list[Region]) -> int:
    r"""Dollars are no markup here; an extension reads them, so only `$\command$` is taken."""
    index = bisect_left(dollars, (start + 1, 0))
    if index == len(dollars):
        return start + 1
    closing, end = dollars[index]
    inside = text[start + 1 : closing]
    if end - closing != 1 or not _COMMAND.search(inside) or "`" in inside:
        return start + 1
    if not dollars_enclose(text, start, closing):
        return start + 1
    regions.append(Region(start + 1, closing, start, end, False))
    return end
