r"""Samples with their number above: \sum_{i=1}^m (w x^{(i)} + b - y^{(i)})^2.

Where a letter has such a number wherever it has any, and a sum runs over it, x^{(i)} is the entry
x_i of the list of all samples. It stays as it is where samples may be vectors, or are random.
"""

from __future__ import annotations

from re import Match
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.latex.rewriting import Piece

#: Control words are passed over, so that the x of \max is no letter.
_ABOVE: Final = regex(
    r"(?:(?P<hat>\\hat\s*\{?\s*[a-z]\s*\}?)|\\[A-Za-z]+|(?P<letter>(?<!_)[a-z]))"
    r"(?P<above>\s*\^\s*\{\s*\((?P<index>[a-z]|\d{1,4})\)\s*\}(?!\s*_))?"
)
_OTHER_WORDS: Final = regex(
    r"\\(?!(?:top|cdot|langle|Theta|nabla|hat|in|mathbb|begin)(?![A-Za-z]))[A-Za-z]+"
)
_SUM: Final = regex(r"\\sum\s*(?:\\limits)?\s*_\s*\{?\s*(?P<index>[a-z])(?![A-Za-z])")
#: Samples that are random have names of their own.
_RANDOM: Final = regex(
    r"(?i)\bi\.?i\.?d\b|\brandom\b|\\sim(?![A-Za-z])|\b(?:var|cov)\b|\\mathbb\s*\{?E|\bestimator"
)
#: Where a letter with such a number may be a vector, or one of several features, or no sample.
_VECTOR: Final = (
    r"(?:\^\s*(?:T|\\top|\{{\s*(?:T|\\top)\s*\}})|\\cdot|\\\||\\langle|W|\\Theta|\\nabla)\s*{0}\s*\^"
    r"|{0}\s*\^\s*\{{\s*\(\w\)\s*\}}\s*(?:_|\\in\s*\\mathbb|\\cdot|\\\||=\s*(?:\(|\[|\\begin))"
    r"|{0}\s*_"
    r"|{0}\s*\^\s*\{{\s*\(\s*(?:\w\s*[+-]\s*1|0)\s*\)"  # steps
    r"|{0}\s*\^\s*\{{\s*\(\w\)\s*\}}\s*(?:\\left)?\("  # derivatives
)


@final
@dataclass(frozen=True, slots=True)
class SampleSuperscripts:
    """The letters whose numbers above are those of samples."""

    letters: frozenset[str]

    def pieces(self, text: str) -> list[Piece]:
        """These numbers below."""
        return [
            Piece(*found.span("above"), f"_{{{found['index']}}}")
            for found in _ABOVE.finditer(text)
            if found["above"] and _letter(found) in self.letters
        ]


def samples_in(text: str) -> frozenset[str]:
    r"""The letters of a document that count samples above.

    >>> sorted(samples_in(r"\sum_{i=1}^m (w x^{(i)} + b - y^{(i)})^2"))
    ['x', 'y']
    """
    if _RANDOM.search(text) is not None:
        return frozenset()
    run = {found["index"] for found in _SUM.finditer(text)}
    indices: dict[str, set[str]] = {}
    for found in _ABOVE.finditer(text):
        if found["above"] and (letter := _letter(found)):
            indices.setdefault(letter, set()).add(found["index"])
    plain = _OTHER_WORDS.sub("@", text)
    return frozenset(
        letter
        for letter, above in indices.items()
        if above & run and "l" not in above and not _may_be_vector(letter, plain)
    )


def _letter(found: Match[str]) -> str:
    return (found["hat"] or found["letter"] or "").replace(" ", "")


def _may_be_vector(letter: str, text: str) -> bool:
    own = letter.replace("\\", r"\\").replace("{", r"\{").replace("}", r"\}")
    return regex(_VECTOR.format(own)).search(text) is not None
