r"""Layers in brackets right behind a letter: `Z[1] = W[1] X + b[1]` has Z^{[1]}, W^{[1]}.

So write authors who had the superscripts of a course in mind, and no entries: where W[1] is a
matrix, or is multiplied with the layer before.
"""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.latex.rewriting import Piece, Rewriting, rewrite

_LAYER: Final = r"\[\s?(?P<layer>\d{1,2}|[lL](?:\s?[-+]\s?1)?)\s?\]"
_BASE: Final = (
    r"(?P<base>(?<![A-Za-z\\])d(?P<slope>[WwZzAaBbHh])|(?<![A-Za-z\\])[WwZzAaBbHhS]|\\delta"
    r"|\\(?:mathbf|boldsymbol|bm)\{[WwZzAaBbHh]\})"
)
#: In a formula.
BRACKETED: Final = regex(
    rf"{_BASE}{_LAYER}(?P<turned>\^(?:T(?![A-Za-z])|\{{\s?T\s?\}}|\\top(?![a-z])|\{{\s?\\top\s?\}}))?"
)
#: In a document: W[1] = a matrix, W[2] A[1].
OF_LAYERS: Final = regex(
    r"(?<![A-Za-z\\])W\[(?:\d|l)\]\s{0,3}(?:&?=\s{0,3}\\begin\{[bp]?(?:matrix|array)"
    r"|\\(?:cdot|times)?\s{0,3}[XxAaHh](?![A-Za-z])|[XxAaHh](?![A-Za-z]))"
)
#: The matrix as a whole, of which W[1] may be a row.
WHOLE: Final = regex(r"(?<![A-Za-z\\])W\s{0,3}&?=\s{0,3}\\begin")


def with_layers_above(latex: str) -> Rewriting:
    r"""The formula with these layers above.

    >>> with_layers_above(r"dZ[1] = W[2]^T dZ[2]").text
    '\\mathrm{dZ}^{[1]} = W^{[2]T} \\mathrm{dZ}^{[2]}'
    """
    pieces = []
    for found in BRACKETED.finditer(latex):
        turned = "T" if found["turned"] else ""
        layer = found["layer"].replace(" ", "")
        if found["slope"] is not None:
            pieces.append(Piece(*found.span("base"), rf"\mathrm{{d{found['slope']}}}"))
        pieces.append(Piece(found.end("base"), found.end(), f"^{{[{layer}]{turned}}}"))
    return rewrite(latex, pieces) if pieces else Rewriting(latex)
