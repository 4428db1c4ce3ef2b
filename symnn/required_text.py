"""Text that everything a pattern matches contains: to see its lack is cheaper than to compile."""

from __future__ import annotations

import re
from functools import reduce
from typing import Final, TypeAlias

__all__ = ["required_text"]

Texts: TypeAlias = tuple[str, ...]

_ONE: Final = r"\\.|\[\^?\]?(?:\\.|[^\]\\])*+\]"  # an escape or a class
#: Brackets with all that is in them, six deep.
_GROUP: Final = reduce(lambda inner, _: rf"\((?:{_ONE}|[^\\\[()]++|{inner})*+\)", range(6), r"\(\)")
#: Besides: a quantifier, another sign, and characters that mean themselves.
_TOKEN: Final = re.compile(
    rf"{_ONE}|{_GROUP}|[?*+][?+]?|\{{\d*,?\d*\}}\??|[|^$.{{]|[^\\\[(){{|^$.?*+]+|.", re.DOTALL
)
#: Flags within a pattern, as of these `i` and `x` change what characters mean.
_FLAGS: Final = re.compile(r"\(\?[aiLmsux-]")
_SIGNS: Final = frozenset("\\[(){|^$.?*+")
_OPENINGS: Final = re.compile(r"\((?!\?)|\(\?(?::|P<\w+>)")
ENOUGH: Final = 4  # letters, which are rare enough in a text


def required_text(pattern: str, flags: int = 0) -> Texts:
    r"""Texts of which at least one is part of every match; none where that is not seen.

    Escapes, classes, what may be left out and what looks around are passed over, so the answer
    may be poorer than it could be; every match has one of its texts.

    Examples:
        >>> required_text(r"an? layer (?:of|with) (?P<k>[0-9]+)") == (" layer ",)
        True
        >>> required_text(r"(?:red|green)\\w+") == ("red", "green")
        True
        >>> required_text("(?i)red") == required_text("red|") == ()
        True
    """
    if flags & (re.IGNORECASE | re.VERBOSE) or _FLAGS.search(pattern):
        return ()
    tokens = _TOKEN.findall(pattern)
    if "(" in tokens or ")" in tokens:  # deeper brackets than are followed
        return ()
    ways = [list[str]()]
    for part, after in zip(tokens, [*tokens, ""][1:], strict=True):
        optional = after[:1] in ("?", "*", "{") and after != "{"
        if part == "|":
            ways.append([])
        elif part[0] not in _SIGNS:
            ways[-1].append(part[:-1] if optional else part)
        elif part[0] == "(" and not optional:
            ways[-1].append(part)
    found = [_of_one(way) for way in ways]
    return tuple(text for way in found for text in way) if all(found) else ()


def _of_one(parts: list[str]) -> Texts:
    """The best of what all is part of a match: characters and groups."""
    best = max((part for part in parts if part[:1] != "("), key=len, default="")
    if len(best) < ENOUGH:
        for group in parts:
            opening = _OPENINGS.match(group)
            inner = required_text(group[opening.end() : -1]) if opening else ()
            if min(map(len, inner), default=0) > len(best):
                return inner
    return (best,) if best else ()
