r"""Letters that a document does not let be all numbers: "$x\in[0,1]$", "portfolios $w_1+w_2=1$".

A least value over such a letter, \min_w w^\top S w, may be meant where the document lets it be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import State
from symnn.documents.regions import Formula
from symnn.documents.source import says
from symnn.latex.meaning.scope import restricted

#: Words by which what is sought is not sought among all numbers.
HELD: Final = regex(
    r"(?i)subject to|constrain|\bs\.\s?t\.|feasib|non-?negativ|non-?positiv|integer|whole number"
    r"|simplex|unit[- ](?:sphere|ball|norm|length|vector|circle)|\bsums? to (?:one|unity|\$?1)"
    r"|\badds? up to|probability (?:vector|distribution)|\bconvex combination|\bnormali[sz]ed\b"
)
_LETTER: Final = r"(?:\\[A-Za-z]+|[A-Za-z])"
_INDEX: Final = r"(?:_\s*(?:\{[^{}]*\}|\w))?"
_EVERYWHERE: Final = regex(r"\\in\s*(?:\\mathbb\s*\{?\s*[RC]|\\R(?![a-z])|ℝ)")
_ORDER: Final = regex(r"\\(?:in|geq?|leq?|geqslant|leqslant|lt|gt|succeq|preceq)(?![a-z])|[<>≤≥∈]")
#: What stands between the parts of a formula, with the words that it may have.
_PARTS: Final = regex(r"(\\text\s*\{[^{}]*\}|\\q?quad|\\[,;:!]|[,;:])")
_LOCAL: Final = regex(r"\\text\s*\{[^{}]*\b(?:for|if|when|whenever|over|on|at|all|any)\b")
_NAMED: Final = regex(rf"\s*{_LETTER}{_INDEX}\s*|\s*[A-Za-z]{{2}}\s*|\s*")
#: What is no range: cases of a function, and claims about extrema themselves.
_OTHER: Final = regex(r"\\begin\s*\{(?:cases|array)|\\(?:min|max|inf|sup)(?![a-z])|arg")
_CONSTRAINT: Final = regex(
    r"(?P<left>(?:(?!\\leq?(?![a-z])|\\geq?(?![a-z])|\\in(?![a-z]))[^=:<>≤≥])+)"
    r"(?:[=<>≤≥]|\\[gl]eq?(?![a-z]))\s*[-+]?(?:\d+(?:\.\d+)?|\\[td]?frac\s*\S{1,12})[\s.,;]*"
)
_CALL: Final = regex(r"[A-Za-z'}]\s*(?:\\left)?\([^()]*\)")
_SLOPE: Final = regex(r"\\nabla|\\partial|\\frac\s*\{\s*d|'|\\prime|\\mathbb|\\Pr?(?![a-z])")
_LONE: Final = regex(rf"\s*{_LETTER}(?:_\s*(?:\{{[^{{}}]*\}}|\w)|\^\s*(?:\*|\{{\*\}}|\\ast))*\s*")
_NAME: Final = regex(r"\\[A-Za-z]+|[A-Za-z]")
_BELOW: Final = regex(r"_\s*(?:\{[^{}]*\}|\w)")
_PAIR: Final = frozenset({2, 3})


def is_held(state: State, keys: Iterable[str]) -> bool:
    """Whether a text lets one of some letters be some numbers only.

    Args:
        state: what is known of the text.
        keys: letters that a least or largest value is sought over.
    """
    keys, told = tuple(keys), state.scope.told
    return any(restricted(key) in told for key in keys) or (
        bool(keys) and says(state.source.text, HELD)
    )


def restricted_letters(formulas: Iterable[Formula]) -> frozenset[str]:
    """Notes of the letters that some formulas give a range, or a relation that they fulfil."""
    return frozenset(
        restricted(key.lstrip("\\"))
        for formula in formulas
        if _OTHER.search(formula.latex) is None
        for key in (*_ranged(formula.latex), *_constrained(formula))
    )


def _constrained(formula: Formula) -> list[str]:
    r"""The letters of w_1 + w_2 = 1 and of \|x\| ≤ 1, in a sentence."""
    found = None if formula.display else _CONSTRAINT.fullmatch(formula.latex)
    if found is None or _SLOPE.search(formula.latex) or _LONE.fullmatch(found["left"]):
        return []
    return _names(_CALL.sub(" ", found["left"]))


def _names(latex: str) -> list[str]:
    return _NAME.findall(_BELOW.sub(" ", latex))


def _ranged(latex: str) -> Iterator[str]:
    """The letters of ranges that stand for themselves: those of a, b > 0 and of 0 < t < 1."""
    listed: list[str] = []
    local = False
    for part in _PARTS.split(latex):
        if _PARTS.fullmatch(part) is not None:
            local = local or _LOCAL.match(part) is not None
            listed = [] if part.startswith(r"\text") else listed
            continue
        sides = _ORDER.split(part)
        if len(sides) == 1:
            listed = [*listed, *_names(part)] if _NAMED.fullmatch(part) else []
        elif len(sides) in _PAIR and not local and _EVERYWHERE.search(part) is None:
            yield from _of_sides(sides, listed)


def _of_sides(sides: list[str], listed: list[str]) -> Iterator[str]:
    for k, side in enumerate(sides):
        names = set(_names(side)) if _NAMED.fullmatch(side) else set[str]()
        rest = {name for j, other in enumerate(sides) if j != k for name in _names(other)}
        if names and not names & rest:
            yield from (*names, *listed)
