r"""Damage in a formula that has one remedy: editors, converters and web pages leave it behind.

A piece is replaced where only one reading is possible, and its place stays exact. What could be
read in two ways is left as it is.
"""

from __future__ import annotations

from symnn.latex.rewriting import Rewriting, rewrite


def heal(latex: str) -> Rewriting:
    """The formula as it is meant, with the places of what is written.

    >>> heal("x = 1").text == "x = 1"
    True
    """
    return rewrite(latex, ())
