"""Means and variances in words: "the standard deviation of z is 2" is Std(z) = 2."""

from __future__ import annotations

from collections.abc import Callable
from re import Match
from typing import Final

from symnn.deferred import regex
from symnn.latex.rewriting import Piece, Rewriting, rewrite

_TEXT: Final = r"\\(?:text|textrm|textnormal|mbox)\s?\{\s*"
_WORDED: Final = regex(
    rf"{_TEXT}(?:(?:so|then|thus|hence|therefore|and|now)[ ,]+)*(?:the )?"
    r"(?P<what>standard deviation|standard error|variance|expectation|expected value|mean"
    r"|mean squared error|bias) of(?: the (?:[a-z]+ )?[a-z]+)?\s*\}\s*"
    r"(?P<of>\\?[A-Za-z](?:(?!\\text|\\mbox)[^,;:=$]){0,60}?)\s*"
    rf"{_TEXT}(?:is|equals|is equal to|is then|is exactly|becomes)\s*\}}\s*"
)
_HEADS: Final = {
    "standard deviation": "Std", "standard error": "Std", "variance": "Var", "mean": "E",
    "expectation": "E", "expected value": "E", "mean squared error": "MSE", "bias": "Bias",
}  # fmt: skip


def with_worded_moments(latex: str, is_list: Callable[[str], bool]) -> Rewriting:
    r"""The formula with operators for such words.

    Args:
        latex: the formula.
        is_list: whether what a moment is of is a list of numbers.

    >>> with_worded_moments(r"\text{the variance of } z \text{ is } 2", lambda _: False).text
    '\\operatorname{Var}(z)=2'
    """
    found = [m for m in _WORDED.finditer(latex) if not is_list(m["of"].strip())]
    return rewrite(latex, (Piece(m.start(), m.end(), _operator(m)) for m in found))


def _operator(found: Match[str]) -> str:
    return rf"\operatorname{{{_HEADS[found['what']]}}}({found['of'].strip()})="
