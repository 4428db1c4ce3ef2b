"""What a marker asks for: `derive f at (5/6, 1/3) depth=full`."""

from __future__ import annotations

import re
from typing import Final

from symnn.deferred import dataclass, regex

_OPTION: Final = regex(
    r"[ \t](?P<key>[a-z][a-z_]+)[ \t]*=[ \t]*(?P<value>\"[^\"]*\"|'[^']*'|[^\s\"'=]+)(?=[ \t]|$)"
)
_AT: Final = regex(r"[ \t]at(?=[ \t(\[{\\])")
_NAMED: Final = regex(r"^[^\W\d]\w*[ \t]*=[ \t]*(?=[(\[])")
_FILE: Final = regex(r"\"(?P<quoted>[^\"]+)\"|'(?P<single>[^']+)'|(?P<plain>\S+\.toml)$")


class DirectiveError(ValueError):
    """A directive that cannot be read; `start` and `end` are offsets into it."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end


@dataclass(frozen=True, slots=True)
class Directive:
    """A derivation that is asked for.

    Attributes:
        subject: a name of the document, as its author writes it; empty if there is a file.
        file: the path of a network file, relative to the document; empty if there is none.
        at: the point as it is written, without its outer brackets; empty if there is none.
        options: the other keys, in their order.
    """

    subject: str
    file: str = ""
    at: str = ""
    options: tuple[tuple[str, str], ...] = ()


def read_directive(text: str) -> Directive:
    """The directive that a marker states.

    Raises:
        DirectiveError: what is missing, or not understood, and where.

    Examples:
        >>> found = read_directive("derive f at (5/6, 1/3) depth=full")
        >>> (found.subject, found.at, found.options) == ("f", "5/6, 1/3", (("depth", "full"),))
        True
        >>> read_directive("derive nets/xor.toml").file == "nets/xor.toml"
        True
    """
    body = text.removeprefix("derive")
    shift = len(text) - len(body)
    options: list[tuple[str, str]] = []
    head = body
    for match in _OPTION.finditer(body):
        key, value = match["key"], match["value"]
        if key in dict(options):
            raise DirectiveError(f"{key} is given twice", shift + match.start(), len(text))
        options.append((key, value[1:-1] if value[:1] in "\"'" else value))
        blank = " " * (match.end() - match.start())
        head = head[: match.start()] + blank + head[match.end() :]
    at = list(_AT.finditer(head))
    subject = head[: at[0].start()] if at else head
    point = head[at[0].end() :].strip() if at else ""
    if not subject.strip():
        message = "what is to be derived? Name a network, as in `derive f at (1, 0)`"
        raise DirectiveError(message, 0, len(text))
    if (at and not point) or re.search(r"\sat$", subject):
        raise DirectiveError("there is no point after `at`", shift + at[0].start(), len(text))
    return Directive(*_subject(subject.strip()), inner_point(point), tuple(options))


def _subject(text: str) -> tuple[str, str]:
    file = _FILE.fullmatch(text)
    if file is None:
        return text, ""
    return "", file["quoted"] or file["single"] or file["plain"]


def inner_point(point: str) -> str:
    """The point without a name before it, and without brackets around all of it.

    >>> inner_point("x = (5/6, 1/3)") == "5/6, 1/3"
    True
    """
    point = _NAMED.sub("", point)
    if len(point) < 2 or point[0] + point[-1] not in ("()", "[]"):
        return point
    depth = 0
    for place, character in enumerate(point):
        depth += (character in "([") - (character in ")]")
        if depth == 0 and place < len(point) - 1:
            return point
    return point[1:-1].strip()


def split_items(text: str) -> list[str]:
    r"""The items of a list, split at its outer commas.

    >>> split_items("5/6, max(1, 2)") == ["5/6", "max(1, 2)"]
    True
    """
    items, depth, start = list[str](), 0, 0
    for place, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if character == "," and depth == 0:
            items.append(text[start:place].strip())
            start = place + 1
    return [*items, text[start:].strip()]
