r"""The value after a step, in brackets: w_{ij}(new) = w_{ij}(old) + \alpha t x_i.

It is read as the word above the letter. What is old is the letter itself where that is given a
value without the word.
"""

from __future__ import annotations

from typing import Any, Final, final

from symnn.deferred import dataclass, regex
from symnn.latex.rewriting import Piece, Rewriting, rewrite

_NAME: Final = (
    r"(?P<name>(?:\\(?:theta|beta|alpha|omega|mu|phi|Delta)(?![A-Za-z])|(?<![A-Za-z\\])[A-Za-z])"
    r"(?:_(?:\w|\{[^{}]{1,8}\}))?)"
)
_WORD: Final = (
    r"\s*(?:\\left)?\(\s*(?:\\(?:text|textrm|mathrm|mbox)\s?\{\s*)?(?P<word>new|old)\s*\}?\s*"
    r"(?:\\right)?\)"
)
_AT_WORD: Final = regex(_NAME + _WORD)
_GIVEN: Final = regex(r"(?:^|[,;&$]|\\q?quad|\\[ ,;])\s*" + _NAME + r"\s*&?\s*=")


@final
@dataclass(frozen=True, slots=True)
class NewAndOld:
    """The letters that are given values without a word; `first` is done before."""

    plain: frozenset[str]
    first: Any = None

    def rewritten(self, before: Rewriting) -> Rewriting:
        """The formula with the words above.

        Args:
            before: the formula as it is read so far.
        """
        before = before if self.first is None else self.first.rewritten(before)
        pieces = []
        for found in _AT_WORD.finditer(before.text):
            bare = found["word"] == "old" and _letter(found["name"]) in self.plain
            above = "" if bare else rf"^{{\text{{{found['word']}}}}}"
            pieces.append(Piece(*found.span(), found["name"] + above))
        return before.then(rewrite(before.text, pieces)) if pieces else before


def plainly_given(text: str) -> frozenset[str]:
    r"""The letters of a document that are given values without a word.

    >>> sorted(plainly_given(r"$w_{11}=2$ and $b(old)=3$"))
    ['w']
    """
    return frozenset(_letter(found["name"]) for found in _GIVEN.finditer(text))


def _letter(name: str) -> str:
    return name.partition("_")[0]
