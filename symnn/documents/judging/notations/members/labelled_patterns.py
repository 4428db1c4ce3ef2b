r"""Names with the letter of a pattern above: y^p = w x^p + \theta and E^p = (d^p - y^p)^2 / 2.

Nobody says what two letters are by saying what a power of them is, so where this is done with one
letter that stands nowhere else, it is a mark: E^p is a name as E^{(p)} is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.documents.regions import Formula
from symnn.latex.rewriting import Piece

_LETTERS: Final = ("p", r"\mu", r"\nu")
_NAME: Final = (
    r"(?P<name>\\(?:mathbf|boldsymbol|bm|mathrm|hat|bar|vec)\s?\{\s?\\?[A-Za-z]+\s?\}"
    r"|\\(?:delta|alpha|beta|gamma|theta|sigma|omega|xi|zeta|phi|eta|hat|bar)(?:\s+[A-Za-z])?"
    r"(?![A-Za-z])|(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])|(?<=[^A-Za-z\\][a-z])[A-Za-z](?![A-Za-z])"
    r"|(?<=[a-z]_[a-z])[A-Za-z](?![A-Za-z])|(?<=\^[a-z])[A-Za-z](?![A-Za-z]))"
    r"(?P<below>\s*_(?:\w|\{[^{}]{1,6}\}))?"
)
_BEGIN: Final = r"(?:^|[,;&:]|\\\\|\\q?quad|\\[ ,;])\s*"
_WORDS: Final = regex(r"\\(?:text|mbox|textbf|textit)\s*\{[^{}]*\}")


def _above(letter: str) -> str:
    sign = regex_text(letter)
    return rf"\s*(?P<above>\^\s*(?:{sign}(?![A-Za-z])|\{{\s*{sign}\s*\}}))"


def regex_text(letter: str) -> str:
    """A letter as a pattern finds it."""
    return letter.replace("\\", "\\\\")


@final
@dataclass(frozen=True, slots=True)
class LabelledPatterns:
    """The letter that is a mark above names."""

    letter: str

    def pieces(self, text: str) -> list[Piece]:
        """The letter in brackets."""
        found = regex(_NAME + _above(self.letter)).finditer(text)
        return [Piece(*m.span("above"), f"^{{({self.letter})}}") for m in found]


def labelled_patterns_in(formulas: Sequence[Formula]) -> LabelledPatterns | None:
    """The letter of a document that marks two names at least, where these are given."""
    texts = [_WORDS.sub(" ", formula.latex) for formula in formulas]
    for letter in _LETTERS:
        given = regex(_BEGIN + _NAME + _above(letter) + r"\s*&?\s*:?=")
        named = regex(_NAME + _above(letter))
        alone = regex(rf"(?<![A-Za-z\\]){regex_text(letter)}(?![A-Za-z])")
        below = regex(rf"_\s*(?:{regex_text(letter)}(?![A-Za-z])|\{{\s*{regex_text(letter)}\s*\}})")
        marked = {m["name"] for text in texts for m in given.finditer(text)}
        if len(marked) < 2:
            continue
        rest = [below.sub(" ", named.sub(" ", text)) for text in texts]
        if not any(alone.search(text) for text in rest):
            return LabelledPatterns(letter)
    return None
