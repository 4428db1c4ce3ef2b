r"""Units that a document counts in beside others: with t = 20 ms, "500t = 10000 s" is not so.

The value is right and its unit is not read, so that nothing is proved there; and what is false by
the number 30 may be true of "30 degrees".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.documents.model import Entry, left_open
from symnn.documents.regions import Formula
from symnn.documents.source import Source, says

#: Units that count the same thing, each with its other spellings.
_KINDS: Final[tuple[tuple[frozenset[str], ...], ...]] = tuple(
    tuple(frozenset(one.split()) for one in kind)
    for kind in (
        ("ms millisecond milliseconds", "s sec second seconds", "min minute minutes",
         "h hour hours", "day days", "week weeks", "year years"),
        ("bit bits", "byte bytes B", "kB KB kilobytes", "MB megabytes", "GB gigabytes", "KiB",
         "MiB", "GiB", "TB terabytes"),
        ("mm millimeters millimetres", "cm centimeters centimetres", "m meter meters metre metres",
         "km kilometers kilometres", "inches", "feet"),
        ("mg milligrams", "g gram grams", "kg kilograms", "tons tonnes"),
        ("Hz", "kHz", "MHz", "GHz"),
        ("FLOPs FLOPS", "GFLOPs GFLOPS", "TFLOPs TFLOPS"),
    )
)  # fmt: skip
_ALL: Final = sorted({n for kind in _KINDS for one in kind for n in one}, key=len, reverse=True)
_NAMED: Final = "|".join(_ALL)
_WORD: Final = "|".join(name for name in _ALL if len(name) > 1)
#: 20\text{ ms}, $20$ ms and, in plain words, 20 ms: an s alone may be a name.
_BEHIND: Final = regex(
    r"(?<=[\d}])(?:[\s~{]|\\[,;:! ]|\\q?quad)*\\(?:text|mathrm|mbox|textrm)\s*\{[\s~(]*"
    rf"(?P<text>{_NAMED})(?![A-Za-z])"
    rf"|\d\s*\}}?\s*(?:\$|\\\))[\s~]*(?P<prose>{_NAMED})(?![A-Za-z]|\s*[$=_^\\])"
    rf"|\d[\s~]+(?P<plain>{_WORD})(?![A-Za-z])"
)
_LETTER: Final = regex(r"[A-Za-z]")
_WORDS: Final = regex(
    r"\\(?:text|mathrm|mbox|textrm)\s*\{[^{}]*\}|\\(?:cdot|times|approx|,|;|quad)"
)
_DEGREES: Final = regex(r"\d\$?\s*(?:\\text\{\s*)?degrees?\b")
_SIGN: Final = regex(r"\\circ\b|\\degree\b|\\pi\b|°|π")
#: Where all angles are of degrees, the slope of a sine is no cosine.
_ALL_DEGREES: Final = regex(
    r"(?i)\b(?:in|uses?) degrees\b|\bdegree mode\b"
    r"|\bdegrees?,? (?:not|instead of|rather than) (?:in )?radians"
)
_ANGLES: Final = regex(r"(?i)\bangles?\b|\bsines?\b|\bcosines?\b|\\(?:sin|cos|tan)\b|\btrig")
_OF_ANGLES: Final = regex(r"\\(?:sin|cos|tan|cot|sec|csc|arcsin|arccos|arctan)(?![a-zA-Z])")
_CALCULUS: Final = regex(
    r"\\frac\s*\{?\s*(?:\\mathrm\s*\{?)?(?:d|\\partial)(?![a-ce-z])|\\int|\\lim|\\sum|'|\\prime"
    r"|\\nabla|\bd\s*/\s*d|\\ldots|\\dots|\\approx|\\d?dv\b|\\partial|\\dot|\\le|\\ge|[<>]"
)
_AFTER: Final = 16
OTHER: Final = "the unit behind it is not the one that its names were given in"
ANGLE: Final = "an angle in it may be one of degrees"


def in_one_unit(source: Source, formula: Formula, entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries of a formula; open where a unit or an angle may be another one.

    Args:
        source: the document.
        formula: where they stand.
        entries: what was found.
    """
    proved = _is_in_another(source.text, formula)
    refuted = _SIGN.search(formula.latex) is not None and says(source.text, _DEGREES)
    either = _depends_on_angle(source.text, formula.latex)
    for entry in entries:
        if either and entry.verdict in ("proved", "refuted"):
            yield left_open(entry, ANGLE)
        elif proved and entry.verdict == "proved":
            yield left_open(entry, OTHER)
        elif refuted and entry.verdict == "refuted":
            yield left_open(entry, ANGLE)
        else:
            yield entry


def _depends_on_angle(text: str, latex: str) -> bool:
    """Whether calculus of a sine stands where all angles are told to be of degrees."""
    if _OF_ANGLES.search(latex) is None or _CALCULUS.search(latex) is None:
        return False
    return says(text, _ALL_DEGREES) and says(text, _ANGLES)


def _is_in_another(text: str, formula: Formula) -> bool:
    """Whether a claim about names ends in a unit that the document has others beside."""
    end = formula.outer_end + _AFTER
    own = _units(text[formula.outer_start : end])
    if not own or _LETTER.search(_WORDS.sub(" ", formula.latex)) is None:
        return False
    others = _units(text[: formula.outer_start])
    return any(
        mine in kind and other in kind and other not in own
        for kind in _KINDS
        for mine in own
        for other in others
    )


@lru_cache(maxsize=64)
def _units(text: str) -> frozenset[frozenset[str]]:
    """The units that stand behind numbers in a text."""
    names = {name for found in _BEHIND.finditer(text) for name in found.groups()}
    return frozenset(one for kind in _KINDS for one in kind if one & names)
