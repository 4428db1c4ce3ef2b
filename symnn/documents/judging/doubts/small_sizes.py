r"""What holds at 2 and 3 entries and may fail for more of them, or for one.

Each size that is left open is written out with few places, so \sum_{k=1}^n 1/k < 2 and
\sum_{k=1}^n k < \sum_{k=1}^n k^2 hold there, and fail for other numbers of terms.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from symnn.latex import syntax as tree

_BOUNDS: Final = frozenset({"<", ">", "≤", "≥"})


def size_doubt(link: tree.Link, notes: Iterable[str]) -> str | None:
    """Why a bound that is proved at small sizes is not proved at all; None where it is.

    Args:
        link: the sign and the right side.
        notes: what the proof says of itself.
    """
    if link.relation not in _BOUNDS or not any(map(_is_of_few, notes)):
        return None
    return "it holds for 2 and 3 entries, and may fail for another number of them"


def _is_of_few(note: str) -> bool:
    return note.startswith("written out") and " all " not in note
