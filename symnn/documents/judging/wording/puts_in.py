r"""Words that put a value in for the sake of a sentence: "For $x = 1$ we get"."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex

_PUTS_IN: Final = regex(
    r"(?i)\b(?P<word>for|if|when|whenever|at|case|setting|putting|taking|with)"
    r"(?:\s*(?:\$[^$]*\$|\\\((?:(?!\\\)).)*\\\))(?:\s*,\s*and\b|\s*,|\s+and\b))*\s*$"
)
_WORDS_BEFORE: Final = 160


def putting_in(before: str) -> str:
    """The word right before a value, or before a list of such, that puts it in; "" for none.

    >>> putting_in("so, for $x = 1$ and "), putting_in("so ")
    ('for', '')
    """
    found = _PUTS_IN.search(before[-_WORDS_BEFORE:])
    return "" if found is None else found["word"]
