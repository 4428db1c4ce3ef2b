r"""Remarks in brackets behind a value: `p = (0.5, 0.5)\ (\text{Bob})` says whose it is."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.latex.rewriting import Piece, Rewriting, rewrite

#: Behind a bracket or a digit, and a space of its own; a name there may be a function of it.
_REMARK: Final = regex(
    r"(?<=[)\]\d}])(?P<space>\\[ ,;:]|\\q?quad(?![A-Za-z])|~)\s{0,3}"
    r"\(\\(?:text|mbox|textit)\{(?P<words>[A-Za-z][A-Za-z ,.'-]{0,60})\}\)"
    r"(?=\s{0,3}(?:$|[,;.]|\\q?quad|\\\\|\\ ))"
)


def with_remarks(latex: str) -> Rewriting:
    r"""The formula with such remarks as words, which are no factor of the value.

    >>> with_remarks(r"x = (1, 2)\ (\text{input})").text == r"x = (1, 2)\ \text{ (input)}"
    True
    """
    if "(\\text{" not in latex and "(\\mbox{" not in latex:
        return Rewriting(latex)
    pieces = (
        Piece(m.start(), m.end(), rf"{m['space']}\text{{ ({m['words']})}}")
        for m in _REMARK.finditer(latex)
    )
    return rewrite(latex, pieces)
