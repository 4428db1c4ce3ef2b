r"""Powers of a function that are compositions: f^2(x) = f(f(x)), f^{n+1} = f \circ f^n.

Under the heading where a document says so of a letter, from there on, no power of that function is
a power of its values. Everywhere else in such a document either may be meant, and a claim counts
only if it holds in both ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.documents.regions import Formula
from symnn.latex.meaning.inverse_functions import iterated
from symnn.latex.meaning.scope import BRACKETED, ITERATED

_LETTER: Final = (
    r"(?P<name>\\(?:operatorname|mathcal|mathrm|mathbf|boldsymbol|mathsf)\s?\*?\{\s?[A-Za-z]{1,12}\s?\}"
    r"|\\[a-zA-Z]{2,10}|(?<![A-Za-z\\])[A-Za-z])(?P<index>_(?:\w|\{\w{1,4}\}))?"
)
_ANY: Final = r"\s?\^\s?(?:[0-9a-zA-Z]|\{[^{}]{1,12}\})"
_ABOVE: Final = rf"(?P<above>{_ANY})"
_BRACKET: Final = r"\s?(?:\\left|\\[bB]igg?l?)?\s?\("
#: f^2(x) = …, f^{n+1} = …, with what stands behind the sign.
_SIDE: Final = regex(
    _LETTER
    + _ABOVE
    + r"(?:\s?(?:\\left|\\[bB]igg?l?)?\(\s?[^()=]{1,12}\)|\s?[a-z](?:_\w)?)?"
    + r"\s*&?\s*(?:\\(?:coloneqq|equiv|triangleq)(?![a-z])|:\s?=|:?=)(?P<right>[^=&]{1,160})"
)
#: f(f(x)) = f^2(x), the other way round.
_BEHIND: Final = regex(
    r"(?P<right>[^=&]{1,160})&?\s*=\s*" + _LETTER + _ABOVE + r"\s?\(\s?\w{1,3}\s?\)"
)
#: x_n = f^n(x_0).
_ORBIT: Final = regex(
    r"_\{?(?P<count>[a-z])\}?\s*&?\s*:?=\s*" + _LETTER + r"(?P<above>\s?\^\s?\{?(?P=count)\}?)\s?\("
)
#: f^2, or f^2(x), as a formula of its own, and words between it and what it means.
_ALONE: Final = regex(_LETTER + _ABOVE + r"(?:\s?(?:\\left)?\(\s?\w{1,3}\s?(?:\\right)?\))?\s*\Z")
_MEANS: Final = regex(
    r"(?i)[\s,]*(?:(?:here|always|now|simply|just)\s+)?(?:means?|denotes?|stands? for|is|for"
    r"|are|as|abbreviates?|will (?:mean|denote|be)|(?:is |as )?(?:a |an )?(?:short(?:hand)?|written"
    r"|abbreviation|notation)(?: for| as)?|is (?:to be )?(?:denoted|read|understood|taken)"
    r"(?: by| as)?|by)\b[^.$;:]{0,40}"
)
#: Words for it, wherever they stand.
_WORDS: Final = regex(
    r"(?i)\bfold[ -](?:self[ -])?(?:composition|composite|iterat\w+)|\bself[- ]compositions?\b"
    r"|\b(?:n|k|m|t|i|j|second|third|first)?\$?(?:[- ]?th|[- ]?st|[- ]?nd)?[ -]iterates?\b"
    r"|\b(?:functional|compositional) (?:power|iterat)"
    r"|\bcompos\w+ (?:of [^.]{1,30} )?with (?:itself|themselves)"
    r"|\b(?:appl\w+|iterat\w+|repeated|composed) (?:\S{1,30} ){0,4}?"
    r"(?:times|twice|thrice|repeatedly)"
    r"|\b(?:power|superscript|exponent)s? (?:\S{1,20} ){0,8}?(?:composition|iterat)"
)
#: The second iterate x_2 is a point.
_OF_POINTS: Final = regex(
    r"\s*(?:,|is|are|by)?\s*(?:\$|\\\()\s*(?:\\(?:mathbf|boldsymbol|bm|vec)\s*\{?)?\s*\\?[A-Za-z]+\}?"
    r"\s*_"
)
_DENIED: Final = regex(r"(?i)\b(?:not|never|nor|no|rather than|instead of|unlike)\b[^.$]{0,30}\Z")
#: A name with something above, in a sentence.
_POWER: Final = regex(_LETTER + _ABOVE + r"\s*(?=[(=:]|\\left|\\circ|\Z)")
#: The mark of a name whose number of compositions stands in brackets.
_BRACKETS: Final = "^()"
#: So far before and behind the words is the name looked for.
_NEAR: Final = 160


@final
@dataclass(frozen=True, slots=True)
class Iterates:
    """The names with where it is said of them, and whether it is said of others, too.

    Each of `names` is told by a formula or a sentence that ends at an offset, under some headings;
    `squares` are names whose powers are said to be those of their values. `brackets` tells that
    the number of compositions stands in brackets, f^{(n)}, so that it counts no derivatives.
    """

    names: tuple[tuple[str, int, tuple[str, ...]], ...]
    squares: frozenset[str]
    brackets: bool = False

    def told_at(self, formula: Formula) -> frozenset[str]:
        """The topics in force at a formula: that powers may be iterates, and whose surely are."""
        found = {
            iterated(name)
            for name, end, headings in self.names
            if end <= formula.start
            and formula.headings[: len(headings)] == headings
            and name not in self.squares
        }
        return frozenset({ITERATED, *found, *((BRACKETED,) if self.brackets else ())})


def iterates_of(formulas: Iterable[Formula], text: str) -> Iterates | None:
    """What a document says of powers of functions as iterates; None if it says nothing.

    Args:
        formulas: those of the document.
        text: all of it.
    """
    formulas = list(formulas)
    told = [*_by_formulas(formulas), *_by_meaning(formulas, text)]
    spoken = [
        found
        for found in _WORDS.finditer(text)
        if _DENIED.search(text[max(0, found.start() - _NEAR) : found.start()]) is None
    ]
    told += _by_words(formulas, text, spoken)
    squares = frozenset(_of_values(formulas))
    if not (told or spoken):
        return None
    powers = tuple(one for one in told if not one[0].endswith(_BRACKETS))
    return Iterates(powers, squares, len(powers) < len(told))


def _by_formulas(formulas: Iterable[Formula]) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    """The f of f^2(x) = f(f(x)), f^{n+1}(x) = f^n(f(x)), f^2 = f ∘ f."""
    for formula in formulas:
        for found in _ORBIT.finditer(formula.latex):
            yield _told(found), formula.outer_end, formula.headings
        sides = (*_SIDE.finditer(formula.latex), *_BEHIND.finditer(formula.latex))
        for found in sides if "^" in formula.latex else ():
            if _is_composed(found["name"], found["index"] or "", found["right"]):
                yield _told(found), formula.outer_end, formula.headings


def _by_meaning(formulas: list[Formula], text: str) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    """The f of "here $f^2$ means $f(f(x))$", and of "$f(f(x))$ is written $f^2(x)$"."""
    for first, second in pairwise(formulas):
        if "^" not in first.latex + second.latex:
            continue
        if not _MEANS.fullmatch(text[first.outer_end : second.outer_start]):
            continue
        for power, other in ((first, second), (second, first)):
            found = _ALONE.match(power.latex.strip())
            if found and _is_composed(found["name"], found["index"] or "", other.latex):
                yield _told(found), second.outer_end, second.headings


def _is_composed(name: str, index: str, right: str) -> bool:
    one = re.escape(name) + re.escape(index)
    power = rf"{one}(?:{_ANY})?"
    inside = rf"{power}{_BRACKET}\s?{power}(?![A-Za-z0-9_])"
    chained = rf"{power}\s?\\circ(?![A-Za-z])\s?(?:{power}|\\[cl]?dots)"
    return re.search(f"{inside}|{chained}", right) is not None


def _by_words(
    formulas: Iterable[Formula], text: str, spoken: Iterable[re.Match[str]]
) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    """The f of "we write $f^n$ for the n-fold composition of f", in one sentence."""
    for words in spoken:
        if _OF_POINTS.match(text, words.end()) and words[0].lower().endswith(
            ("iterate", "iterates")
        ):
            continue
        start, end = _sentence(text, words.start(), words.end())
        for formula in formulas:
            if start <= formula.start and formula.end <= end:
                found = _POWER.match(formula.latex.strip())
                if found is not None:
                    yield _told(found), end, formula.headings


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around some words begins and ends, as far as it is near."""
    low, high = max(0, start - _NEAR), min(len(text), end + _NEAR)
    before = max(text.rfind(sign, low, start) for sign in (". ", "\n\n", ".\n", "; "))
    behind = [text.find(sign, end, high) for sign in (". ", "\n\n", ".\n", "; ")]
    last = min((place for place in behind if place >= 0), default=high)
    return (low if before < 0 else before), last


def _of_values(formulas: Iterable[Formula]) -> Iterator[str]:
    """The f of f^2(x) = (f(x))^2, f(x)^2 or f(x)f(x)."""
    for formula in formulas:
        for found in _SIDE.finditer(formula.latex):
            one = re.escape(found["name"] + (found["index"] or ""))
            value = rf"{one}\s?\([^()]{{1,12}}\)\s?"
            square = rf"{value}\^|[(\[\{{]\s?{value}(?:\\right)?[)\]]\s?\^"
            product = rf"{value}(?:\\cdot\s?)?{one}"
            if re.match(rf"\s*(?:\\left)?(?:{square}|{product})", found["right"]):
                yield _key(found["name"], found["index"])


def _told(found: re.Match[str]) -> str:
    """The name, with a mark if the number above it stands in brackets."""
    above = found["above"].replace(" ", "").strip("^{}")
    return _key(found["name"], found["index"]) + _BRACKETS * above.startswith("(")


def _key(name: str, index: str | None) -> str:
    """The name as the tables of symbols have it: f_1, sigma."""
    bare = re.sub(r"\\(?:operatorname|math[a-z]+|boldsymbol)\s?\*?|[{}\\\s]", "", name)
    return bare + (index or "").replace("{", "").replace("}", "")
