"""Numbers and sizes in running text: 3, three, n(m + 1), 5×5, 3×4 + 4×2 = 20."""

from __future__ import annotations

import re
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.open_arrays.sizes import Size, UnreadError, letter, number

WORDS: Final = {
    "zero": 0, "a": 1, "an": 1, "one": 1, "single": 1, "a single": 1, "two": 2, "three": 3,
    "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "sixteen": 16, "twenty": 20, "thirty-two": 32, "sixty-four": 64,
}  # fmt: skip
_LETTER: Final = r"[A-Za-z](?:_[A-Za-z0-9]+)?"
_PLAIN: Final = rf"(?:\d+|{_LETTER}(?![A-Za-z]))"
_WORD: Final = "|".join(sorted(map(re.escape, WORDS), key=len, reverse=True))
#: A number, a letter, or a number in words.
N: Final = rf"(?:{_PLAIN}|(?:{_WORD})(?![a-z-]))"
#: Two or more sides.
SIDES: Final = rf"(?:{_PLAIN}(?: ?× ?{_PLAIN})+)"
_TOKEN: Final = regex(rf"\s*(?:(?P<n>\d+)|(?P<x>{_LETTER})|(?P<o>[-+×·*()\[\]^=]))")
_REPLACED: Final = (
    (r"\\(?:text|textrm|textbf|mathrm|mbox|textit|emph)\s*\{([^{}]*)\}", r"\1"),
    (r"\s*\\times(?![A-Za-z])\s*", "×"),
    (r"\s*\\(?:cdot|ast)(?![A-Za-z])\s*", "·"),
    (r"\\(?:le|leq|leqslant)(?![A-Za-z])", " ≤ "),
    (r"\\(?:left|right|big|Big|displaystyle)\b", ""),
    (r"\\(?:quad|qquad)\b|\\[,;:! ]|~|\$", " "),
    (r"(\d)\{,\}(\d{3})", r"\1\2"),
    (r"(?<![(,\d])(\d+),(\d{3})(?!\d)", r"\1\2"),  # of (20,512) two sides
    (r"_\{([A-Za-z0-9]+)\}", r"_\1"),
    (r"\*\*|__", ""),
    (r" +\.(?=\s|$)", "."),
)


def plain_text(text: str) -> str:
    r"""Text without commands, its words in lower case, letters of formulas as they are.

    >>> plain_text(r"\text{A net with } 3\times4 \text{ Units}") == "a net with 3×4 units"
    True
    """
    text = as_written(text)
    text = re.sub(r"[A-Za-z]*[A-Za-z][a-z][A-Za-z]*", lambda m: m[0].lower(), text)
    text = " ".join(text.split())
    return "a" + text[1:] if text.startswith("A ") else text


def as_written(text: str) -> str:
    """Mathematics without commands, its letters as they are."""
    for pattern, new in _REPLACED:
        for _ in range(2):
            text = re.sub(pattern, new, text)
    return text


def size(text: str) -> Size:
    """A number or a letter, in words or not.

    Raises:
        UnreadError: it is none.
    """
    text = text.strip()
    if text in WORDS:
        return number(WORDS[text])
    return expression(text)[0]


def sides(text: str) -> list[Size]:
    """The sizes of 4 × 3 × 8."""
    return [size(part) for part in text.split("×")]


def expression(text: str) -> list[Size]:
    """The members of a chain of equations: 5·20 + 20·3 = 160.

    Raises:
        UnreadError: it is no chain of sums and products of numbers and letters.
    """
    found = []
    if re.search("[a-z]{4}", text):
        raise UnreadError("a word is no number")
    for part in text.split("="):
        tokens = list(_tokens(part))
        value, place = _sum(tokens, 0)
        if place != len(tokens) or not tokens:
            raise UnreadError("what follows a number is not understood")
        found.append(value)
    return found


def _tokens(text: str) -> list[str]:
    found, place = [], 0
    text = text.strip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise UnreadError("this is no number")
        found.append((match["n"] or match["x"] or match["o"]).replace("[", "(").replace("]", ")"))
        place = match.end()
    return found


def _sum(tokens: list[str], place: int) -> tuple[Size, int]:
    total, sign = number(0), 1
    if place < len(tokens) and tokens[place] == "-":
        sign, place = -1, place + 1
    while True:
        value, place = _product(tokens, place)
        total = total + number(sign) * value
        if place >= len(tokens) or tokens[place] not in "+-":
            return total, place
        sign, place = (1 if tokens[place] == "+" else -1), place + 1


def _product(tokens: list[str], place: int) -> tuple[Size, int]:
    whole, place = _factor(tokens, place)
    while place < len(tokens) and tokens[place] not in ("+", "-", ")"):
        if tokens[place] in "×·*":
            place += 1
        value, place = _factor(tokens, place)
        whole = whole * value
    return whole, place


def _factor(tokens: list[str], place: int) -> tuple[Size, int]:
    if place >= len(tokens):
        raise UnreadError("a number is missing")
    first = tokens[place]
    place += 1
    if first == "(":
        value, place = _sum(tokens, place)
        if place >= len(tokens) or tokens[place] != ")":
            raise UnreadError("a bracket is missing")
        place += 1
    elif first.isdigit():
        value = number(int(first))
    elif first[0].isalpha():
        value = letter(first)
    else:
        raise UnreadError("this is no number")
    if place + 1 < len(tokens) and tokens[place] == "^" and tokens[place + 1] in ("2", "3"):
        base = value
        for _ in range(int(tokens[place + 1]) - 1):
            value = value * base
        place += 2
    return value, place
