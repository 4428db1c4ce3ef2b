"""What the code of a document assigns, found in its text; nothing of it is executed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, NamedTuple

from symnn.deferred import regex

#: x = …, x[0] = …, x, y = …, x += …, and what changes a list or a tensor in place.
_ASSIGNS: Final = regex(
    r"(?m)^[ \t]*(?P<names>[A-Za-z_]\w*(?:[ \t]*,[ \t]*[A-Za-z_]\w*){0,7})"
    r"[ \t]*(?P<part>\[[^\]\n]{0,60}\])?[ \t]*(?P<by>[-+*/@%]|//|\*\*)?=(?!=)"
    r"|^[ \t]*(?P<changed>[A-Za-z_]\w*)\.(?:append|extend|insert|pop|remove|sort|reverse|update"
    r"|fill_|add_|sub_|mul_|div_|copy_|zero_)\("
)
_NUMBER: Final = regex(r"(?<![\w.])(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})(?![\w])")
_FENCED: Final = regex(r"(?ms)^[ \t]*(?:```|~~~)[^\n]*\n(.*?)^[ \t]*(?:```|~~~)")
#: So much of an assignment, and of all of them in one place, is looked at.
_LONGEST: Final = 400
_MOST: Final = 4000


class Assigned(NamedTuple):
    """A name, the numbers in what it is set to, and whether that makes it another one for sure."""

    name: str
    numbers: tuple[Fraction, ...]
    changes: bool


def assigned_in(code: str) -> Iterator[Assigned]:
    r"""What some code assigns, line by line.

    >>> [(one.name, one.changes) for one in assigned_in("x = np.array([1, 2])\nw -= 0.1 * g")]
    [('x', False), ('w', True)]
    """
    for match in _ASSIGNS.finditer(code):
        if match["changed"]:
            yield Assigned(match["changed"], (), True)
            continue
        value = _value(code[match.end() : match.end() + _LONGEST])
        numbers = tuple(sorted(Fraction(text) for text in _NUMBER.findall(value)))
        names = [name.strip() for name in match["names"].split(",")]
        several = len(names) > 1
        changes = several or bool(match["by"] or match["part"]) or _uses(value, names)
        for name in names:
            yield Assigned(name, numbers, changes)


def _value(text: str) -> str:
    """The right side of an assignment, to the end of its line or of its last bracket."""
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "#" or (sign == "\n" and depth <= 0):
            return text[:place]
    return text


def _uses(value: str, names: list[str]) -> bool:
    """Whether a name stands in what it is set to."""
    return any(regex(rf"(?<![\w.]){name}(?!\w)").search(value) for name in names)


def kept_of(code: str) -> str:
    """The beginning of some code, if it assigns anything."""
    return code[:_MOST] if _ASSIGNS.search(code) is not None else ""


def fenced(text: str) -> str:
    """The fenced code in a piece of Markdown."""
    return "\n".join(_FENCED.findall(text)) if "```" in text or "~~~" in text else ""
