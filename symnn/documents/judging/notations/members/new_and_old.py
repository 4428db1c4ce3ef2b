r"""The value after a step, in brackets: w_{ij}(new) = w_{ij}(old) + \alpha t x_i.

The word may stand before the letter as well: new w_{11} = old w_{11} - \alpha g. It is read as the
word above the letter. What is old is the letter itself where that is given a value without the
word.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.latex.rewriting import Piece

_NAME: Final = (
    r"(?P<name>(?:\\(?:theta|beta|alpha|omega|mu|phi|Delta)(?![A-Za-z])|(?<![A-Za-z\\])[A-Za-z])"
    r"(?:_(?:\w|\{[^{}]{1,8}\}))?)"
)
_WORD: Final = (
    r"\s*(?:\\left)?\(\s*(?:\\(?:text|textrm|mathrm|mbox)\s?\{\s*)?(?P<word>new|old)\s*\}?\s*"
    r"(?:\\right)?\)"
)
_AT_WORD: Final = regex(_NAME + _WORD)
_BEFORE: Final = regex(
    r"(?<![A-Za-z\\])(?:\\(?:text|textrm|mathrm|mathit|mbox)\s?\{\s*(?P<word>new|old)\s*\}"
    r"|(?P<bare>new|old))(?:\\[ ,;:!]|~|\s)*(?(bare)(?<![a-z]))" + _NAME + r"(?!\s*\()"
)
_GIVEN: Final = regex(r"(?:^|[,;&$]|\\q?quad|\\[ ,;])\s*" + _NAME + r"\s*&?\s*=")


@final
@dataclass(frozen=True, slots=True)
class NewAndOld:
    """The letters that are given values without a word."""

    plain: frozenset[str]

    def pieces(self, text: str) -> Iterator[Piece]:
        """The words above."""
        for found in _AT_WORD.finditer(text):
            bare = found["word"] == "old" and _letter(found["name"]) in self.plain
            above = "" if bare else rf"^{{\text{{{found['word']}}}}}"
            yield Piece(*found.span(), found["name"] + above)
        for found in _BEFORE.finditer(text):
            word = found["word"] or found["bare"]
            old = word == "old" and _letter(found["name"]) in self.plain
            above = "" if old else rf"^{{\text{{{word}}}}}"
            yield Piece(*found.span(), found["name"] + above)


def plainly_given(text: str) -> frozenset[str]:
    r"""The letters of a document that are given values without a word.

    >>> sorted(plainly_given(r"$w_{11}=2$ and $b(old)=3$"))
    ['w']
    """
    return frozenset(_letter(found["name"]) for found in _GIVEN.finditer(text))


def _letter(name: str) -> str:
    return name.partition("_")[0]
