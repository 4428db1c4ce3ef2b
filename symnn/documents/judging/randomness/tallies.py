"""How many values of a kind there are, as sentences say it: 100 of the 400 inputs are 1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from symnn.deferred import regex

_SHARE: Final = (
    r"(?:of\s+(?:them|these|those|the\s+[a-z]+)\s+(?:are\s+|is\s+|equal\s+)?|are\s+)"
    r"(?:equal to\s+|set to\s+)?"
)
_COUNTS: Final = regex(
    rf"(?P<n>\d[\d,]*)\s+{_SHARE}(?P<u>-?\d+)\s*(?:,|and|,\s*and)\s*"
    rf"(?:the\s+(?:other|remaining|rest)\s+)?(?P<k>\d[\d,]*)\s+(?:{_SHARE})?(?P<v>-?\d+)(?![\d.])"
)
_INPUTS: Final = regex(
    r"\b(?:inputs|input units|components|entries|pixels)\b(?!\s*[\\$a-z]?[a-z]_)"
)
_SIZE: Final = r"\s*=\s*(\d[\d,]*)\s+(?:inputs?|units|neurons|samples|observations|terms|inputs)\b"


def counted(sentence: str) -> Iterator[tuple[str | None, tuple[str, str, str, str]]]:
    """The text before such counts, or None for inputs without a name; then the numbers.

    >>> [numbers for _, numbers in counted("Of 40 inputs, 10 are 1 and 30 are 0")]
    [('10', '1', '30', '0')]
    """
    found = _COUNTS.search(sentence)
    if found is None:
        return
    before = sentence[: found.start()]
    numbers = (found["n"].replace(",", ""), found["u"], found["k"].replace(",", ""), found["v"])
    yield (None if _INPUTS.search(before) else before), numbers


def sized(sentence: str, name: str) -> Iterator[tuple[str, str]]:
    """The letters that a number is given for in passing: the n = 400 inputs."""
    for found in re.finditer(rf"({name}){_SIZE}", sentence):
        yield found.group(1), found.groups()[-1].replace(",", "")
