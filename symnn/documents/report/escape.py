"""Text of a document made harmless for a terminal: nothing in it may move the cursor."""

from __future__ import annotations

import unicodedata
from typing import Final

from symnn.deferred import regex

# Control characters, marks that turn the direction of writing, and halves of surrogate pairs.
_UNSAFE = regex(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_SPACE = regex(r"\s+")
_ELLIPSIS: Final = "…"


def safe(text: str) -> str:
    r"""The text with every control character spelled out.

    >>> safe("a\x1b[2Jb") == "a\\x1b[2Jb"
    True
    """
    return _UNSAFE.sub(lambda met: _spelled(met[0]), text)


def one_line(text: str) -> str:
    r"""The text on one line: white space squeezed, control characters spelled out.

    >>> one_line(" a\n b ") == "a b"
    True
    """
    return safe(_SPACE.sub(" ", text).strip())


def cut(text: str, width: int) -> str:
    """The text itself if it fits into so many columns, else its beginning and `…`.

    >>> cut("abcdef", 4) == "abc…"
    True
    """
    if columns(text) <= width:
        return text
    kept = 0
    for end, character in enumerate(text):
        kept += columns(character)
        if kept > width - 1:
            return text[:end].rstrip() + _ELLIPSIS
    return text


def columns(text: str) -> int:
    """How many columns a terminal gives to a text; wide characters take two, marks none.

    >>> columns("x̂")
    1
    """
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _spelled(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
