r"""Chances of several independent trials in words: "all five units are kept with probability".

A text says that each unit is dropped with probability p, independently; then a sentence on how many
of n units are dropped is an equation with a binomial chance: all five are kept: (1 - p)^5.
"""

from __future__ import annotations

from functools import lru_cache
from math import comb
from typing import Final, NamedTuple

from symnn.deferred import regex
from symnn.latex.rewriting import Piece, Rewriting, rewrite

_WORDS: Final = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
_NUMBER: Final = rf"\d{{1,3}}|{'|'.join(_WORDS)}"
_TEXT: Final = r"\\(?:text|mbox)\s*\{"
#: A number among the words, or between two pieces of them.
_COUNT: Final = rf"\s*(?:\}}\s*)?(?P<NAME>{_NUMBER})(?![A-Za-z])\s*(?:{_TEXT})?\s*"
_VERB: Final = r"[a-z]+(?: (?:out|off|to zero))?"
_CLAIM: Final = regex(
    rf"{_TEXT}\s*(?P<that>[Tt]he (?:probability|chance) that )?"
    r"(?P<how>[Aa]ll(?: of)?|[Ee]very one of|[Nn]one of|[Nn]ot one of|[Aa]t least one of"
    r"|[Ee]xactly)"
    rf"(?:(?<=xactly){_COUNT.replace('NAME', 'k')}of)?(?: (?:the|these))?"
    rf"{_COUNT.replace('NAME', 'n')}"
    r"(?P<noun>[a-z]+)(?: (?:of|in|from) [a-z ]{1,30}?)? (?:is|are|gets?|stays?) "
    rf"(?P<not>not )?(?P<verb>{_VERB})(?P<end> with (?:probability|chance)| is| equals)\s*\}}"
)
_CHANCE: Final = (
    r"\s*\}?\s*\$?\s*(?P<p>[a-z](?![A-Za-z])|\\(?:theta|rho|alpha)(?![A-Za-z])|0\.\d+"
    r"|\\[dt]?frac\s*\{?\d\}?\s*\{?\d+\}?|1\s*/\s*\d+|1\s*-\s*[a-z](?![A-Za-z]))"
)
#: "each unit is dropped independently with probability p"
_RULE: Final = regex(
    rf"(?<!of )(?<!in )(?<!from )\b(?:[Ee]ach|[Ee]very|[Aa]ny|[Aa]n?)(?! of) "
    rf"(?:(?!{_NUMBER})[a-z]+ ){{0,2}}?(?P<noun>[a-z]+)"
    r"(?: (?:of|in|from) [a-z ]{1,30}?)? (?:is|are|gets?) (?:then |independently ){0,2}"
    rf"(?P<verb>{_VERB}?)(?: independently(?: of (?:each other|the others))?)?,? with probability"
    + _CHANCE
)
#: 0 with probability p, beside "the units are dropped independently"
_ZERO: Final = regex(
    rf"\{{d?cases\}}\s*0\s*,?\s*&\s*{_TEXT}\s*(?:with probability|w\.p\.){_CHANCE}"
)
_ALIKE: Final = regex(
    r"\b(?P<noun>[a-z]+)(?: (?:of|in) [a-z ]{1,30}?)? (?:is|are|get) "
    r"(?P<verb>dropped(?: out)?|zeroed(?: out)?|switched off|removed|deleted) independently"
)
_APART: Final = regex(r"(?i)\bindependent")
_TIED: Final = regex(
    r"(?i)\b(?:not|n't) independent|\bdependent\b|\bcorrelated\b|without replacement"
)
#: What becomes of the others.
_OPPOSITES: Final = {
    **dict.fromkeys(("dropped", "dropped out", "zeroed", "zeroed out", "switched off", "removed",
                     "deleted", "off"), "gone"),
    **dict.fromkeys(("kept", "retained", "preserved", "active", "on"), "kept"),
}  # fmt: skip


#: Words by which a chance is one of some cases only, and the ends of the sentence around it.
_UNDER: Final = regex(r"(?i)\b(?:if|given|when|whenever|while|once|unless|until|conditional\w*)\b")
_ENDS: Final = regex(r"[.!?;]\s|\n\s*\n")


def _is_conditional(text: str, start: int, end: int) -> bool:
    """Whether the sentence around a place tells a case that it is said of."""
    before = _ENDS.split(text[max(start - 200, 0) : start])[-1]
    behind = _ENDS.split(text[end : end + 120])[0]
    return _UNDER.search(before) is not None or _UNDER.search(behind) is not None


class _Rule(NamedTuple):
    noun: str
    verb: str
    chance: str


@lru_cache(maxsize=8)
def _rule(text: str) -> _Rule | None:
    """What becomes of each of some things, with the chance of it; None if that is not plain."""
    if _APART.search(text) is None or _TIED.search(text) is not None:
        return None
    rules = list(_RULE.finditer(text))
    if any(_is_conditional(text, *m.span()) for m in rules):
        return None
    found = {_Rule(_one(m["noun"]), m["verb"].strip(), _plain(m["p"])) for m in rules}
    alike, zero = _ALIKE.search(text), {_plain(m["p"]) for m in _ZERO.finditer(text)}
    if not found and alike is not None and len(zero) == 1:
        found.add(_Rule(_one(alike["noun"]), alike["verb"], zero.pop()))
    return found.pop() if len(found) == 1 else None


def _one(noun: str) -> str:
    return noun.removesuffix("s")


def _plain(chance: str) -> str:
    return chance.replace(" ", "")


def with_trials(latex: str, before: str) -> Rewriting:
    r"""The formula with such sentences as equations.

    Args:
        latex: it.
        before: the document up to it.

    >>> with_trials(
    ...     r"\text{all five units are kept with probability } \frac1{32}",
    ...     "Each unit is dropped independently with probability $p$.",
    ... ).text
    '(1-(p))^{5}= \\frac1{32}'
    """
    pieces = []
    for found in _CLAIM.finditer(latex):
        rule = _rule(before)
        partial = found["how"].lower().startswith(("exactly", "at least"))
        if found["not"] is not None and not partial:
            continue  # "all are not" may be said of some
        if rule is None or bool(found["that"]) == found["end"].startswith(" with"):
            continue
        chance = _chance(rule, _one(found["noun"]), found["verb"], found["not"] is not None)
        formula = None if chance is None else _formula(*chance, found["how"].lower(), found)
        if formula is not None:
            pieces.append(Piece(found.start(), found.end(), f"{formula}="))
    return rewrite(latex, pieces) if pieces else Rewriting(latex)


def _chance(rule: _Rule, noun: str, verb: str, denied: bool) -> tuple[str, str] | None:
    """The chance of what is said of one of the things, and that of the opposite."""
    one, other = f"({rule.chance})", f"(1-({rule.chance}))"
    kinds = [_OPPOSITES.get(word, word) for word in (rule.verb, verb)]
    if noun != rule.noun or (kinds[0] != kinds[1] and set(kinds) != {"gone", "kept"}):
        return None
    return (one, other) if (kinds[0] == kinds[1]) != denied else (other, one)


def _formula(one: str, other: str, how: str, found: object) -> str | None:
    n = _whole(found["n"])  # type: ignore[index]
    if how.startswith(("all", "every")):
        return f"{one}^{{{n}}}"
    if how.startswith(("none", "not")):
        return f"{other}^{{{n}}}"
    if how.startswith("at least"):
        return f"1-{other}^{{{n}}}"
    if found["k"] is None or (k := _whole(found["k"])) > n:  # type: ignore[index]
        return None
    return rf"{comb(n, k)}\cdot {one}^{{{k}}}{other}^{{{n - k}}}"


def _whole(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS.index(word) + 1
