r"""|v| as a length, where a document has the cosine \frac{v \cdot w}{|v||w|} of v and w.

Of numbers the length is the absolute value, so that nothing is lost if v and w are numbers.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.latex.rewriting import Piece, Rewriting, rewrite

_INDEX: Final = r"(?:_\w|_\{\w{1,4}\})?"
_NAME: Final = (
    r"(?:[A-Za-z]|\\(?:mathbf|boldsymbol|bm|vec|mathrm)\s?\{?\s?[A-Za-z]\s?\}?)"
    rf"{_INDEX}"
)
_SPACE: Final = r"(?:\s|\\[,;! ]){0,4}"
_BAR: Final = r"(?:\\(?:left|right|big|bigl|bigr)\s?)?(?:\||\\[lr]vert(?![A-Za-z]))"
_COSINE: Final = regex(
    rf"\\[td]?frac\s?\{{{_SPACE}(?P<v>{_NAME}){_SPACE}\\cdot{_SPACE}(?P<w>{_NAME}){_SPACE}\}}\s?"
    rf"\{{{_SPACE}{_BAR}{_SPACE}(?P=v){_SPACE}{_BAR}(?:{_SPACE}|\s?\\cdot\s?|\s?\\times\s?)"
    rf"{_BAR}{_SPACE}(?P=w){_SPACE}{_BAR}{_SPACE}\}}"
)


def with_lengths(latex: str, text: str) -> Rewriting:
    r"""The formula with |v| as \|v\| for the vectors of which the document has the cosine.

    >>> with_lengths("|v|=1", r"$\frac{v\cdot w}{|v||w|}$").text
    '\\|v\\|=1'
    >>> with_lengths("|u|=1", r"$\frac{v\cdot w}{|v||w|}$").text
    '|u|=1'
    """
    names = _vectors(text)
    if not names:
        return Rewriting(latex)
    either = "|".join(re.escape(name) for name in sorted(names))
    bars = regex(rf"(?<!\\){_BAR}{_SPACE}(?P<v>{either}){_SPACE}{_BAR}")
    pieces = [Piece(*m.span(), rf"\|{m['v']}\|") for m in bars.finditer(latex)]
    return rewrite(latex, pieces) if pieces else Rewriting(latex)


@lru_cache(maxsize=4)
def _vectors(text: str) -> frozenset[str]:
    """The names of the vectors of which a document has the cosine by single bars."""
    return frozenset(name for m in _COSINE.finditer(text) for name in (m["v"], m["w"]))
