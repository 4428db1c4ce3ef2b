r"""Outputs behind a colon: `8\times8 \text{ input, kernel } 3\times3:\ \text{output } 6\times6`.

What stands before the colon describes a window on an input, and gives the output behind it.
"""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.latex.rewriting import Piece, Rewriting, rewrite

_SPACE: Final = r"(?:\s|~|\\[ ,;:!]|\\q?quad(?![A-Za-z]))*"
_WINDOW: Final = regex(r"\b(?:kernels?|filters?|windows?|convolutions?)\b")
_OUTPUT: Final = (
    r"(?:(?:the|an?)\s+)?(?:output|result|feature\s+map)"
    r"(?:\s+(?:is|has|size|shape|dimensions?|of|equals|becomes|the)){0,4}"
    r"|(?:the\s+)?formula\s+gives|this\s+gives|gives"
)
_BEHIND: Final = regex(
    rf"{_SPACE}(?::{_SPACE}\\(?:text|mbox)\s*\{{\s*|\\(?:text|mbox)\s*\{{\s*:\s*)(?i:{_OUTPUT})"
    rf"\s*\}}(?={_SPACE}\(?\s*\d+\s*(?:\\times|,))"
)
#: \text{kernel } 3, which is no name times 3.
_SINGLE: Final = regex(
    r"\\(?:text|mbox)\s*\{\s*(?:and |with )?"
    r"(?P<word>inputs?|images?|kernels?|filters?|windows?|strides?|padding)(?P<size> size)?\s*\}(?="
    + _SPACE
    + r"\(?\s*\d)"
)


def with_outputs(latex: str) -> Rewriting:
    r"""The formula with "gives an output of" for such a colon.

    >>> with_outputs(r"8\times8 \text{ input, kernel } 3\times3:\ \text{output } 6\times6").text
    '8\\times8 \\text{ input, kernel } 3\\times3\\text{ gives an output of } 6\\times6'
    """
    found = list(_BEHIND.finditer(latex))
    if len(found) != 1 or _WINDOW.search(latex[: found[0].start()]) is None:
        return Rewriting(latex)
    (match,) = found
    pieces = [
        Piece(
            one.start(), one.end(), rf"\text{{ a{'n' * (one['word'][0] == 'i')} {one['word']} of }}"
        )
        for one in _SINGLE.finditer(latex, 0, match.start())
    ]
    verb = Piece(match.start(), match.end(), r"\text{ gives an output of }")
    return rewrite(latex, [*pieces, verb])
