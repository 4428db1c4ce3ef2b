r"""An equation that is set in bold as a whole: `\mathbf{\lambda_1 = 1; \lambda_2 = 4}`.

It is made to stand out: the 1 in it is no vector of ones, and its letters are those of the text.
"""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.latex.rewriting import Piece, Rewriting, rewrite

#: The command of a font, before its brace.
BOLD: Final = regex(r"\\(?:mathbf|boldsymbol|bm|pmb)\s?\{(?=[^=]{1,200}=)")


def without_bold_equations(latex: str) -> Rewriting:
    r"""The formula without such fonts.

    >>> without_bold_equations(r"\mathbf{a_1 = 1}, \mathbf{1} = x").text
    '{a_1 = 1}, \\mathbf{1} = x'
    """
    pieces = [
        Piece(found.start(), found.end(), "{")
        for found in BOLD.finditer(latex)
        if "=" in _inside(latex, found.end())
    ]
    return rewrite(latex, pieces) if pieces else Rewriting(latex)


def _inside(latex: str, start: int) -> str:
    """What stands in braces that are open at a place, without what is in braces of its own."""
    depth, place = 1, start
    kept = []
    while place < len(latex):
        depth += (latex[place] == "{") - (latex[place] == "}")
        if depth == 0:
            break
        if depth == 1:
            kept.append(latex[place])
        place += 1
    return "".join(kept)
