"""Whether the text of a document says something anywhere.

What a formula means may depend on a word that stands anywhere in its document. To look for that
word anew for each formula would cost the square of the length; so each is looked for once.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["lowered", "says"]


@lru_cache(maxsize=1024)
def says(text: str, pattern: re.Pattern[str]) -> bool:
    """Whether a pattern is met anywhere in the text of a document.

    >>> says("Rows are samples.", re.compile("samples"))
    True
    """
    return pattern.search(text) is not None


@lru_cache(maxsize=8)
def lowered(text: str) -> str:
    """The text of a document in small letters.

    >>> lowered("Rows are samples.") == "rows are samples."
    True
    """
    return text.lower()
