r"""What holds at 2 and 3 entries and may fail for more of them, or for one.

Each size that is left open is written out with few places, so \sum_{k=1}^n 1/k < 2 and
\sum_{k=1}^n k < \sum_{k=1}^n k^2 hold there, and fail for other numbers of terms.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.documents.source import says
from symnn.latex import syntax as tree

_BOUNDS: Final = frozenset({"<", ">", "≤", "≥"})
#: What a proof says of itself where one entry alone may not do, and where it does not.
OF_SEVERAL: Final = "for 2 entries and more"
FAILS_ALONE: Final = "it fails for one entry alone"

#: The size that a list may have, too, and scores that are no numbers.
_ONE: Final = regex(
    r"(?<![A-Za-z\\])[nNmMkKdDCLT]\s*(?:(?:\\geq?(?![a-z])|\\geqslant|≥)\s*1|>\s*0)(?![\d.])"
    r"|(?<![A-Za-z\\])[nNmMkKdDCLT]\s*\\in(?![a-z])\s*\\mathbb\s*\{?\s*N"
    r"|(?i:\bpositive integers?\b|\bsingle (?:class|entr|element|item|token|term|score|number)"
    r"|\bone (?:class|entry|element|item|token|term|score) (?:only|alone)|\bonly one\b)"
)
#: That there are two or more: in signs, or by what is there of several kinds.
_SEVERAL: Final = regex(
    r"(?<![A-Za-z\\])[nNmMkKdDCLT]\s*(?:(?:\\geq?(?![a-z])|\\geqslant|≥)\s*[2-9]|>\s*[1-9]"
    r"|(?:\\neq?(?![a-z])|≠)\s*1)(?![\d.])"
    r"|_\{?2\}?[^$]{0,60}\\[lc]?dots"
    r"|(?i:\b(?:at least (?:two|2)|(?:two|2) or more|more than one|several|multiple|multi-?class)\b"
    r"|\b(?:classes|categories|alternatives|actions|labels|heads|experts|tokens)\b)"
)
_NO_NUMBERS: Final = regex(r"-\s*\\infty|−∞|(?i:\bmask(?:s|ed|ing)?\b)")
_STRICT: Final = frozenset({"<", ">"})


def size_doubt(link: tree.Link, notes: Iterable[str], text: str = "") -> str | None:
    """Why a bound that is proved at small sizes is not proved at all; None where it is.

    Args:
        link: the sign and the right side.
        notes: what the proof says of itself.
        text: the document.
    """
    notes = tuple(notes)
    if FAILS_ALONE in notes and not _is_of_several(text):
        return "it holds for 2 entries and 3, and fails for one"
    if link.relation in _STRICT and OF_SEVERAL in notes:
        if not _is_of_several(text):
            return "it holds for 2 entries and more, and the document may speak of one"
        if _tells(text, lone=False):
            return "it holds for numbers, and the document speaks of infinite ones"
    if link.relation not in _BOUNDS or not any(map(_is_of_few, notes)):
        return None
    return "it holds for 2 and 3 entries, and may fail for another number of them"


def _is_of_several(text: str) -> bool:
    """Whether a document tells that there are two entries or more, and nowhere speaks of one."""
    return says(text, _SEVERAL) and not _tells(text, lone=True)


@lru_cache(maxsize=8)
def _tells(text: str, *, lone: bool) -> bool:
    return (_ONE if lone else _NO_NUMBERS).search(text) is not None


def _is_of_few(note: str) -> bool:
    return note.startswith("written out") and " all " not in note
