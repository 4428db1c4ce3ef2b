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
#: T is an unbiased estimator of t, at the beginning of a formula or of one of its parts.
_UNBIASED: Final = regex(
    r"(?:^|(?<=[,;:]))\s*(?:\\q?quad|\\[,; ])*\s*"
    r"(?P<of>[A-Za-z\\](?:(?!\\text|\\mbox|\\implies)[^,;:=<>$]){0,80}?)\s*"
    rf"{_TEXT}(?:is|gives) (?:an? )?(?P<how>unbiased|biased)(?: (?:estimator|estimate))"
    r" (?:of|for)(?: the [a-z ]{3,40})?\s*\}\s*"
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
    pieces = [Piece(m.start(), m.end(), _operator(m)) for m in found]
    if not pieces and "biased" in latex:
        for m in _UNBIASED.finditer(latex):
            sign = r"\ne " if m["how"] == "biased" else "="
            said = rf"1\cdot\mathbb{{E}}\left[{m['of'].strip()}\right]{sign}"
            pieces.append(Piece(m.start("of"), m.end(), said))
    return rewrite(latex, pieces)


def _operator(found: Match[str]) -> str:
    return rf"\operatorname{{{_HEADS[found['what']]}}}({found['of'].strip()})="
