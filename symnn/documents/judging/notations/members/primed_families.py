r"""New values with a prime: w_{ij}' = w_{ij} + \eta\,\delta_j O_i, of which w_{46}' is one.

Where a rule gives a primed letter with indices by the same letter without the prime, the prime
marks the value after a step, and no slope. It is read as the word "new" above the letter, so that
the rule holds for each member of the family. So is a plus above: w_i^+ = w_i - \eta g_i.
"""

from __future__ import annotations

from typing import Any, Final, final

from symnn.deferred import dataclass, regex
from symnn.latex.rewriting import Piece

_LETTER: Final = (
    r"(?P<letter>\\(?:theta|beta|alpha|omega|mu|phi|xi)(?![A-Za-z])|(?<![A-Za-z\\])[A-Za-z])"
)
_INDEX: Final = r"\s*_\s*(?P<index>\w|\{[^{}]{1,8}\})"
_PRIME: Final = r"(?:'|\s*\^\s*(?:\\prime(?![A-Za-z])|\{\s*\\prime\s*\}|\+|\{\s*\+\s*\}))(?!')"
#: w_{ij}', w_{ij}^\prime or w'_{ij}, and what it is given by.
_BEHIND: Final = r"\s*_\s*(?P<behind>\w|\{[^{}]{1,8}\})"
_MEMBER: Final = regex(rf"{_LETTER}(?:{_INDEX}{_PRIME}|{_PRIME}{_BEHIND})")
_RULE: Final = regex(r"\s*&?\s*(?::=|=|\\leftarrow|\\gets)\s*&?(?P<right>[^=]{1,300})")


@final
@dataclass(frozen=True, slots=True)
class PrimedFamilies:
    """The letters whose prime marks a new value."""

    letters: frozenset[str]

    def pieces(self, text: str) -> list[Piece]:
        """The word "new" for these primes."""
        return [
            Piece(*found.span(), f"{found['letter']}_{_below(found)}^{{\\text{{new}}}}")
            for found in _MEMBER.finditer(text)
            if found["letter"] in self.letters
        ]


def _below(found: Any) -> str:
    index: str = found["index"] or found["behind"]
    return index


def primed_in(text: str) -> frozenset[str]:
    r"""The letters of a document with a rule for their primed members.

    >>> sorted(primed_in(r"$w_{ij}'=w_{ij}+l\,O_i$"))
    ['w']
    """
    letters = set[str]()
    for found in _MEMBER.finditer(text):
        rule = _RULE.match(text, found.end())
        index = _below(found).strip("{} ")
        if rule is None or not index.replace(",", "").isalpha() or not index.islower():
            continue
        letter = found["letter"].replace("\\", "\\\\")
        marked = r"(?:'|\^\s*\{?\s*(?:\\prime|\+))"
        same = rf"{letter}\s*_\s*(?:{index}|\{{\s*{index}\s*\}})(?!\s*{marked})"
        if regex(same).search(rule["right"]):
            letters.add(found["letter"])
    return frozenset(letters)
