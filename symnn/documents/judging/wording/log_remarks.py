r"""Remarks beside a formula on its logarithm: `p=(0.1, 0.9), \log \text{ natural}`.

They say which logarithm is meant, and restrict nothing.
"""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.latex.rewriting import Piece, Rewriting, rewrite

_SPACE: Final = r"(?:\\q?quad|\\[ ,;]|[\s,(])*"
_NATURAL: Final = r"(?:is |denotes |means |being )?(?:the )?natural(?: log(?:arithm)?s?)?"
_REMARKS: Final = regex(
    rf"{_SPACE}\\(?:log|ln)\s*\\text\{{\s*{_NATURAL}\s*\}}\)?"
    rf"|{_SPACE}\\text\{{[ ,(]*(?:with|using|in)? ?(?:the )?natural log(?:arithm)?s?[ )]*\}}"
)


def without_log_remarks(latex: str) -> Rewriting:
    r"""The formula without what it says of its own logarithm.

    Args:
        latex: it.

    >>> without_log_remarks(r"p=(0.1,0.9),\quad \log \text{ natural}").text == "p=(0.1,0.9)"
    True
    >>> without_log_remarks(r"H=0.69\text{ (natural logarithm)}").text == "H=0.69"
    True
    """
    return rewrite(latex, [Piece(m.start(), m.end(), "") for m in _REMARKS.finditer(latex)])
