r"""The layout that a document tells by entries: (dy/dx)_{ij} = \partial y_i/\partial x_j."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.latex.matrices.context import DENOMINATOR, NUMERATOR

_BLANKS: Final = regex(r"\\left(?![a-z])|\\right(?![a-z])|\\[,;!:]|\\displaystyle|[&\s]+")
_FONTS: Final = regex(
    r"\\(?:vec|mathbf|boldsymbol|bm|mathbfit|bf|mathrm|underline|pmb)(?![a-z])|[{}]"
)
_D: Final = r"(?:\\partial|\\mathrm\{d\}|\\text\{d\}|\\mathrmd|d)"
#: A name, with a font or an accent.
_NAME: Final = r"(?:\\[a-z]+\{\\?[a-zA-Z]+\}|\\[a-z]+|[a-zA-Z])"
_SLOPE: Final = rf"\\d?frac\{{{_D}(?P<y>{_NAME})\}}\{{{_D}(?P<x>{_NAME})\}}"
_ENTRY: Final = (
    rf"\\d?frac\{{\\partial(?P<y1>{_NAME})_\{{?(?P<a>\w)\}}?\}}"
    rf"\{{\\partial(?P<x1>{_NAME})_\{{?(?P<b>\w)\}}?\}}"
)
_BY_INDEX: Final = regex(
    rf"(?:\(|\[|\{{){_SLOPE}(?:\)|\]|\}})_\{{?(?P<i>[a-z]),?(?P<j>[a-z])\}}?:?=?=(?:{_ENTRY})"
)


def _bare(name: str) -> str:
    return _FONTS.sub("", name)


@lru_cache(maxsize=8)
def told_by_entries(text: str) -> str | None:
    r"""The layout of slopes of vectors that a document defines entry by entry; None if none is.

    Examples:
        >>> told_by_entries(r"\left(\frac{dy}{dx}\right)_{ij} = \frac{\partial y_i}{\partial x_j}")
        'numerator'
        >>> told_by_entries(
        ...     r"[\frac{\partial y}{\partial x}]_{ij} = \frac{\partial y_j}{\partial x_i}"
        ... )
        'denominator'
    """
    if r"\partial" not in text:
        return None
    found = set[str]()
    for one in _BY_INDEX.finditer(_BLANKS.sub("", text)):
        same = _bare(one["y"]) == _bare(one["y1"]) and _bare(one["x"]) == _bare(one["x1"])
        if same and one["i"] != one["j"]:
            at = one["a"], one["b"]
            found |= {NUMERATOR} if at == (one["i"], one["j"]) else set()
            found |= {DENOMINATOR} if at == (one["j"], one["i"]) else set()
    return found.pop() if len(found) == 1 else None
