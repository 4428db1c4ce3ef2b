r"""Patterns with their number above: w_{ij} = \sum_\mu \xi_i^\mu \xi_j^\mu of Hopfield's model.

Where a sum runs over μ or ν and letters have it above, those letters are a list of patterns: ξ^1 is
the first, and no power. ξ_i^2 may be a square, and stays as it is.
"""

from __future__ import annotations

from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.latex.rewriting import Piece

_SUM: Final = regex(r"\\sum\s*(?:\\limits)?\s*_\s*\{?\s*\\(?P<index>mu|nu)(?![A-Za-z])")
_ABOVE: Final = regex(
    r"(?:(?P<letter>\\(?:xi|zeta|sigma|eta)(?![A-Za-z])|(?<![A-Za-z\\])[xsv](?![A-Za-z]))"
    r"(?P<below>\s*_(?:\w|\{[^{}]{1,6}\}))?)"
    r"\s*(?P<above>\^\s*(?:\{\s*)?(?P<index>\\mu|\\nu|\d)(?![A-Za-z\d])(?:\s*\})?)"
)


@final
@dataclass(frozen=True, slots=True)
class PatternSuperscripts:
    """The letters that are lists of patterns."""

    letters: frozenset[str]

    def pieces(self, text: str) -> list[Piece]:
        """These numbers in brackets."""
        return [
            Piece(*found.span("above"), f"^{{({found['index']})}}")
            for found in _ABOVE.finditer(text)
            if found["letter"] in self.letters
            and (not found["index"].isdigit() or found["index"] == "1" or not found["below"])
        ]


def patterns_in(text: str) -> frozenset[str]:
    r"""The letters of a document that count patterns above.

    >>> sorted(patterns_in(r"w_{ij}=\sum_\mu \xi_i^\mu \xi_j^\mu"))
    ['\\xi']
    """
    run = {rf"\{found['index']}" for found in _SUM.finditer(text)}
    return frozenset(found["letter"] for found in _ABOVE.finditer(text) if found["index"] in run)
