"""Condition numbers in words: "the condition number of A in the 1-norm", "the 2-norm condition …".

Without a norm it is the quantity κ(A), of which every norm that may be meant is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from symnn.deferred import regex
from symnn.latex import syntax as tree

_NORM: Final = (
    r"(?:(?P<{0}>1|one|2|two|l1|l2|euclidean|spectral|frobenius|infinity|inf|max|maximum)"
    r"|(?P<{0}_at>⟨\d+⟩))"
)
_FIRST: Final = regex(
    rf"(?:{_NORM.format('a')}(?:[- ]norm)? )?condition number of (?P<rest>.+?)"
    rf"(?:,? (?:in|for|under|using|with respect to) (?:the )?{_NORM.format('b')}[- ]norm)?"
)
_NAMES: Final = {
    **dict.fromkeys(("1", "one", "l1"), "1-norm"),
    **dict.fromkeys(("2", "two", "l2", "euclidean", "spectral"), "2-norm"),
    **dict.fromkeys(("infinity", "inf", "max", "maximum", "∞"), "maximum norm"),
    **dict.fromkeys(("frobenius", "F"), "Frobenius norm"),
}


def condition_number(text: str, node: Callable[[str], tree.Node | None]) -> tuple[str, str] | None:
    """The quantity that a noun phrase speaks of, and what it is of; None for other phrases.

    Args:
        text: the phrase.
        node: what stands in a place.

    >>> condition_number("frobenius condition number of ⟨0⟩", lambda _: None)
    ('condition number in the Frobenius norm', '⟨0⟩')
    """
    match = _FIRST.fullmatch(text)
    if match is None:
        return None
    told = [_named(match, key, node) for key in ("a", "b") if match[key] or match[f"{key}_at"]]
    if len(told) > 1 or None in told:
        return None
    return f"condition number in the {told[0]}" if told else "condition number", match["rest"]


def _named(match: re.Match[str], key: str, node: Callable[[str], tree.Node | None]) -> str | None:
    """The norm by a word, or by what stands in a place: the 1-norm, the ∞-norm."""
    if match[key]:
        return _NAMES.get(match[key])
    index = node(match[f"{key}_at"])
    word = index.text if isinstance(index, tree.Number) else index and tree.key(index)
    return _NAMES.get(word or "")
