r"""Entries of what a function of lists gives, with their numbers behind: softmax_1(z), (z)_1."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from symnn.deferred import regex
from symnn.latex.rewriting import Piece, Rewriting, rewrite

_HEAD: Final = regex(
    r"(?P<head>\\(?:mathrm|operatorname|text|textrm|mathsf)\*?\s*\{\s*[Ss]oft\s?max\s*\}"
    r"|(?<![A-Za-z\\])softmax|\\softmax)\s*_\s*(?P<index>\d|\{\s*\d+\s*\})\s*"
    r"(?P<open>\\left\s*[(\[]|\\[bB]igg?l?\s*[(\[]|[(\[])"
)
_BY_INDEX: Final = regex(
    r"[Ss]oftmax\s*\}?\s*_\s*\{?\s*[ijkclmn]\s*\}?\s*(?:\\left|\\[bB]ig)?\s*[(\[]"
)
#: The number is a part of the name: softmax_1(x)_i.
_OWN: Final = regex(
    r"[Ss]oftmax\s*\}?\s*_\s*\{?\s*\d\s*\}?\s*(?:\\left)?\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*[_=]"
    r"(?:\s*\{?\s*[a-z]|\s*\\[td]?frac\s*\{[^{}]*[a-z]_\{?[a-z])"
)
_PAIRS: Final = {"(": ")", "[": "]"}


def with_entries_behind(latex: str, text: str) -> Rewriting:
    r"""The formula with the number of an entry behind the brackets.

    Args:
        latex: the formula.
        text: the document; it has to write the entry k as softmax_k(z).

    >>> with_entries_behind(r"\operatorname{softmax}_1[z]", r"\text{softmax}_k[z]").text
    '\\operatorname{softmax}(z)_1'
    """
    pieces: list[Piece] = []
    if _BY_INDEX.search(text) is None or _OWN.search(text) is not None:
        return Rewriting(latex)
    for match in _HEAD.finditer(latex):
        bracket = match["open"][-1]
        end = _closing(latex, match.end(), bracket)
        if end is None:
            continue
        prefix = match["open"][:-1]
        closing_at = end
        for word in ("\\right", "\\Bigr", "\\bigr", "\\big", "\\Big"):
            if latex[:closing_at].rstrip().endswith(word) and prefix.strip():
                closing_at = latex[:closing_at].rstrip().rindex(word)
                break
        pieces.append(Piece(match.start(), match.end(), f"{match['head']}{prefix}("))
        behind = latex[closing_at:end] + ")" + f"_{match['index']}"
        pieces.append(Piece(closing_at, end + 1, behind))
    apart = all(a.end <= b.start for a, b in pairwise(pieces))
    return rewrite(latex, pieces) if apart and pieces else Rewriting(latex)


def _closing(latex: str, place: int, bracket: str) -> int | None:
    """Where the bracket that was opened closes; None if it does not."""
    depth = 1
    for at in range(place, len(latex)):
        if latex[at] == bracket:
            depth += 1
        elif latex[at] == _PAIRS[bracket]:
            depth -= 1
            if not depth:
                return at
    return None
