r"""A rule for each of many weights: w^+ = w - \eta\,\partial E/\partial w, with w_1 = 0.5.

Where the bare letter has no value and its members have, the rule is said of each of them: it is
read with an index, and what marks the new value as the word "new" above.
"""

from __future__ import annotations

from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging.notations.members.primed_families import PrimedFamilies
from symnn.latex.rewriting import Piece

_LETTER: Final = r"(?:\\(?:theta|beta|omega|phi)(?![A-Za-z])|(?<![A-Za-z\\])[A-Za-z])"
_MARK: Final = (
    r"(?:'|\s*\^\s*(?:\+|\{\s*(?:\+|\\prime|new|\\(?:text|mathrm|rm|mbox)\s*\{?\s*new\s*\}?)\s*\}"
    r"|\\(?:text|mathrm)\s*\{\s*new\s*\}|\\prime(?![A-Za-z])))"
)
_RULE: Final = regex(
    rf"(?P<letter>{_LETTER}){_MARK}\s*(?P<is>&?\s*:?=\s*&?)"
    r"(?P<right>\s*(?P=letter)\s*[-+][^=;$&]{0,80}?\\frac\s*\{\s*(?:\\partial|d)[^{}]*"
    r"(?:\{[^{}]*\}[^{}]*)?\}\s*\{\s*(?:\\partial|d)\s*(?P=letter)\s*\})"
)
_INDICES: Final = "kjimn"


@final
@dataclass(frozen=True, slots=True)
class RulesForEach:
    """The letters with such a rule, and the index that each rule is read with."""

    letters: frozenset[str]
    index: str

    def pieces(self, text: str) -> list[Piece]:
        """The rules with an index, and the word "new" above the members that they give."""
        found: list[Piece] = []
        for rule in _RULE.finditer(text):
            letter = rule["letter"]
            if letter in self.letters:
                bare = regex(rf"(?<![A-Za-z\\]){_escaped(letter)}(?![A-Za-z])(?!\s*_)")
                right = bare.sub(lambda one: f"{one[0]}_{self.index}", rule["right"])
                new = f"{letter}_{self.index}^{{\\text{{new}}}}{rule['is']}{right}"
                found.append(Piece(*rule.span(), new))
        taken = [(piece.start, piece.end) for piece in found]
        members = PrimedFamilies(self.letters).pieces(text)
        found += [p for p in members if not any(s < p.end and p.start < e for s, e in taken)]
        return sorted(found)


def _escaped(letter: str) -> str:
    return letter.replace("\\", r"\\")


def rules_for_each_in(text: str) -> RulesForEach | None:
    r"""The letters of a document with a rule for each member, which alone have values.

    >>> found = rules_for_each_in(r"w^+=w-\eta\frac{\partial E}{\partial w}, w_1=2, w_2=3")
    >>> sorted(found.letters), found.index
    (['w'], 'k')
    """
    letters = {rule["letter"] for rule in _RULE.finditer(text)}
    letters = {letter for letter in letters if _only_members(text, letter)}
    free = [k for k in _INDICES if regex(rf"(?<![A-Za-z\\]){k}(?![A-Za-z])").search(text) is None]
    return RulesForEach(frozenset(letters), free[0]) if letters and free else None


def _only_members(text: str, letter: str) -> bool:
    """Whether several members of a letter are given numbers, and the bare letter nothing."""
    name = rf"(?<![A-Za-z\\]){_escaped(letter)}(?![A-Za-z])\s*"
    members = regex(name + r"_\s*(?:(\d)|\{\s*(\d{1,2})\s*\})\s*&?=\s*-?[\d.]").findall(text)
    return len(set(members)) > 1 and regex(name + r"&?\s*(?::?=|\\in)").search(text) is None
