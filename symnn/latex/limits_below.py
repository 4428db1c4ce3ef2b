r"""Operators with their names or their letters in TeX's own ways: \mathop{\mathrm{argmin}}_w.

They become \operatorname*{argmin}_{w}, as most authors write them, and so does
\underset{w}{\arg\min}.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from symnn.deferred import regex
from symnn.latex.rewriting import Piece, Rewriting, rewrite

_NAME: Final = (
    r"(?:\\(?:mathrm|text|textrm|operatorname\*?|mathsf|textsf)\s*\{\s*(?P<a>[a-z\\, ]{2,24}?)\s*\}"
    r"|\{?\\rm\s+(?P<b>[a-z\\, ]{2,24}?)\s*\}?|\\(?P<c>arg)\s*(?:\\[,;!])*\s*\\(?P<d>min|max))"
)
_MATHOP: Final = regex(rf"\\mathop\s*\{{\s*{_NAME}\s*\}}(?:\\limits)?")
_UNDERSET: Final = regex(
    rf"\\underset\s*\{{(?P<below>(?:[^{{}}]|\{{[^{{}}]*\}}){{1,80}})\}}\s*\{{\s*{_NAME}\s*\}}"
)
_WORDS: Final = frozenset({"argmin", "argmax", "min", "max", "sup", "inf"})
_SPACES: Final = regex(r"\\[,;! ]|\s")


def with_limits_below(latex: str) -> Rewriting:
    r"""The formula with such operators as \operatorname*.

    >>> with_limits_below(r"\mathop{\mathrm{argmin}}_w f").text
    '\\operatorname*{argmin}_w f'
    >>> with_limits_below(r"\underset{w}{\arg\min} f").text
    '\\operatorname*{argmin}_{w} f'
    """
    return rewrite(latex, _pieces(latex))


def _pieces(latex: str) -> Iterator[Piece]:
    for match in (*_MATHOP.finditer(latex), *_UNDERSET.finditer(latex)):
        word = match["a"] or match["b"] or f"{match['c']}{match['d']}"
        word = _SPACES.sub("", word)
        if word not in _WORDS:
            continue
        below = match.groupdict().get("below")
        text = rf"\operatorname*{{{word}}}" + ("" if below is None else f"_{{{below}}}")
        yield Piece(match.start(), match.end(), text)
