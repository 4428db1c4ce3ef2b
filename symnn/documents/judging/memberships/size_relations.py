"""Sizes that a document gives, or ties to others: n = 3, m = 2n; and what is only supposed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Final, NamedTuple, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging.matrices.declared import in_force
from symnn.documents.judging.memberships.told import Told
from symnn.documents.judging.open_arrays.sizes import Size, UnreadError
from symnn.documents.judging.open_arrays.spaces import size_of
from symnn.documents.regions import Formula
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key, own_names

_EQUAL: Final = frozenset({"=", ":=", "≡"})
_BEGIN: Final = regex(r"[.;!?]\s|\n\s*\n")
_PERHAPS: Final = regex(
    r"(?i)\b(?:if|when|whenever|unless|whether|case|cases|for|example|instance|e\.g|special"
    r"|otherwise|first|moment|temporarily|later|only|not|should|were|would|could|may|might|or|either|often|usually|sometimes)\b"
)
_BEHIND: Final = regex(
    r"(?i)^[^.;!?$]{0,60}\b(?:would|could|may|might|case|if|or|only|not|special|unless)\b"
)


class _Tie(NamedTuple):
    """Two sizes that are the same, with the headings above."""

    one: Size
    two: Size
    section: tuple[str, ...]
    anew: bool


@final
@dataclass(slots=True)
class Ties:
    """What is known of letters of sizes: `equal` polynomials, and `loose` ones of which it is not.

    Of a loose letter something is told that is not used: under other headings, for a case, or
    against something else.
    """

    equal: dict[str, Size] = field(default_factory=dict)
    loose: set[str] = field(default_factory=set)

    def put(self, size: Size) -> Size:
        """A size with all that is known of its letters."""
        for letter in sorted(size.letters & self.equal.keys()):
            size = size.put(letter, self.equal[letter])
        return size

    def add(self, one: Size, two: Size) -> None:
        """Take up that two sizes are the same."""
        a, b = self.put(one), self.put(two)
        for lone, other in ((a, b), (b, a)):
            letter = _letter(lone)
            if letter is not None and letter not in other.letters:
                found = {letter: other}
                self.equal = {k: v.put(letter, other) for k, v in self.equal.items()} | found
                return
        if (a - b).terms:
            self.loose |= one.letters | two.letters | a.letters | b.letters


def is_perhaps(formula: Formula) -> bool:
    """Whether the words around a formula say that it holds in some cases alone."""
    if formula.display:
        before = formula.lead_in if not formula.before.strip() else formula.before
    else:
        before = formula.before
    begin = _BEGIN.split(before)[-1]
    return _PERHAPS.search(begin) is not None or _BEHIND.search(formula.after) is not None


def ties(told: Iterable[Told], section: tuple[str, ...], letters: frozenset[str]) -> Ties:
    """What is told of some letters under some headings.

    Args:
        told: all relations of the document.
        section: the headings.
        letters: the letters that are sizes.
    """
    found = Ties()
    held: dict[str, list[_Tie]] = {}
    for one in told:
        keys, read = _keys(one.chain, letters), list(_ties(one))
        if not keys:
            continue
        near = one.section == section[: len(one.section)]
        number = all(not tie.two.letters for tie in read)
        if one.perhaps or not read or not (near or number):
            found.loose |= keys
            continue
        for tie in read:
            held.setdefault(_letter(tie.one) or str(tie.one), []).append(tie)
    for listed in held.values():
        here = [tie for tie in listed if tie.section == section[: len(tie.section)]]
        values = {tie.two for tie in here if not tie.two.letters}
        if len(values) > 1 and len({tie.section for tie in here}) == 1:
            found.loose |= {part for tie in here for part in tie.one.letters | tie.two.letters}
            continue  # a shape may have been told of the value before
        for tie in in_force(listed, section):
            found.add(tie.one, tie.two)
    return found


def _keys(chain: tree.Chain, letters: frozenset[str]) -> set[str]:
    """The letters of sizes that an equation speaks of; none for another relation."""
    if not {link.relation for link in chain.links} <= _EQUAL:
        return set()
    sides = (chain.first, *(link.operand for link in chain.links))
    keys = [own_names(side) for side in sides]
    alone = any(name_key(side) in letters for side in sides)
    tied = alone or any(found and found <= letters for found in keys)
    return set().union(*keys) & letters if tied else set()


def _ties(told: Told) -> Iterator[_Tie]:
    sides = (told.chain.first, *(link.operand for link in told.chain.links))
    try:
        first, *others = (size_of(side) for side in sides)
    except (SymnnError, UnreadError):
        return
    if _letter(first) is None and _letter(others[0]) is not None:
        first, others[0] = others[0], first
    for other in others:
        yield _Tie(first, other, told.section, told.anew)


def _letter(size: Size) -> str | None:
    """The letter that a size is, if it is one."""
    if len(size.terms) != 1:
        return None
    ((monomial, factor),) = size.terms
    return monomial[0] if len(monomial) == 1 and factor == 1 else None
