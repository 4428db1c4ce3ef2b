"""Regions that hyperplanes in general position make, and dichotomies of points.

n hyperplanes in general position divide ℝ^d into Σ_{j ≤ d} C(n, j) regions (Schläfli; Zaslavsky,
*Facing up to arrangements*, 1975), C(n - 1, d) of them bounded. Of n points in general position
in ℝ^d, 2 Σ_{j ≤ d} C(n - 1, j) dichotomies are made by a hyperplane (Cover 1965).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from math import comb
from typing import Final

from symnn.claims.formula import Atomic
from symnn.deferred import regex
from symnn.documents.phrases.having import COMPARED, RELATIONS
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker
from symnn.exact.expression import rational
from symnn.latex import syntax as tree

#: More hyperplanes than these are not counted.
MOST: Final = 2000
_GENERAL: Final = r"in general position"
_CUTS: Final = r"(?:divide|cut|split|partition|separate)s?"
_DIMENSIONS: Final = {"points": 1, "cuts": 1, "lines": 2, "planes": 3}
_PLANES: Final = (
    rf"(?P<n>{COUNT}) (?P<what>lines?|planes?|hyperplanes?|points?|cuts?)(?P<general> {_GENERAL})?"
)
_SPACE: Final = (
    rf"(?:the )?(?P<space>plane|line|real line|space|input space|{PLACE})(?: (?P<in>{PLACE}))?"
)
_DIVIDE: Final = regex(
    rf"{_PLANES} (?:can )?{_CUTS} {_SPACE} in(?:to)? (?P<count>.+?)"
    r" (?P<bounded>bounded )?(?:regions|parts|cells|pieces|intervals|linear regions)"
)
_NUMBER: Final = regex(
    rf"(?:the )?(?:(?P<most>maximal|maximum|largest) )?number of (?P<bounded>bounded )?"
    rf"(?:regions|cells|parts)"
    rf" (?:of|made by|cut out by|formed by) (?P<n>{COUNT}) (?P<what>lines?|planes?|hyperplanes?)"
    rf"(?P<general> {_GENERAL})?(?: in (?:the )?(?P<space>plane|space|{PLACE}))? (?:is|equals)"
    r" (?P<count>.+)"
)
_DICHOTOMIES: Final = regex(
    rf"(?:the number of linearly separable dichotomies of (?P<n>{COUNT}) points {_GENERAL} in"
    rf" (?:the )?(?P<space>plane|{PLACE}) is (?P<count>.+)"
    rf"|(?P<count2>.+?) of the (?P<all>{COUNT}|{PLACE}) dichotomies of (?P<n2>{COUNT}) points"
    rf" {_GENERAL} in (?:the )?(?P<space2>plane|{PLACE}) are linearly separable)"
)


def without_subject(words: str) -> Callable[[Speaker], Phrase | None] | None:
    """The rule of a clause that counts regions or dichotomies; None for any other."""
    for pattern, rule in ((_DIVIDE, _regions), (_NUMBER, _regions), (_DICHOTOMIES, _dichotomies)):
        match = pattern.fullmatch(words)
        if match is None:
            continue
        groups = {k.rstrip("2"): v for k, v in match.groupdict().items() if v is not None}
        counted = COMPARED.fullmatch(groups["count"])
        if counted is not None:
            return partial(rule, groups=groups, counted=counted)
    return None


def _dimension(speaker: Speaker, groups: dict[str, str]) -> int:
    what = groups["what"].rstrip("s") + "s"
    space = groups.get("in") or groups.get("space")
    named = {"plane": 2, "line": 1, "real line": 1}.get(space or "")
    if space is not None and space.startswith("⟨"):
        named = exponent(speaker, space)
    own = _DIMENSIONS.get(what)
    if own is None and named is None:
        raise refuse("in which space is not said")
    if own is not None and named is not None and own != named:
        raise refuse(f"{what} do not divide a space of {named} dimensions")
    return own if own is not None else named or 0


def exponent(speaker: Speaker, place: str) -> int:
    """The n of ℝⁿ.

    Raises:
        MeaningError: something else stands there.
    """
    node = speaker.clause.part(place).node
    if isinstance(node, tree.Power) and isinstance(node.base, tree.Name) and node.base.base == "R":
        return speaker.reader.integer(node.exponent)
    raise refuse("the space is not ℝⁿ for a number n")


def _regions(speaker: Speaker, groups: dict[str, str], counted: re.Match[str]) -> Phrase:
    size, number = _dimension(speaker, groups), speaker.integer(groups["n"])
    if not 0 <= number <= MOST:
        raise refuse("so many are not counted")
    if "bounded" in groups:
        found = comb(number - 1, size) if number else 0
    else:
        found = sum(comb(number, j) for j in range(min(size, number) + 1))
    bound = counted["how"] in ("at most", "up to", "no more than")
    if "general" not in groups and not bound and "most" not in groups and size > 1:
        raise refuse("whether they are in general position is not said")
    relation = RELATIONS[counted["how"]]
    statement = (Atomic(relation, rational(found), speaker.number(counted["n"])), ())
    return Phrase("divide", "", (statement,), method=f"the sum of C({number}, j) is {found}")


def _dichotomies(speaker: Speaker, groups: dict[str, str], counted: re.Match[str]) -> Phrase:
    number = speaker.integer(groups["n"])
    space = groups["space"]
    size = 2 if space == "plane" else exponent(speaker, space)
    if not 1 <= number <= MOST:
        raise refuse("so many are not counted")
    if "all" in groups and speaker.integer(groups["all"]) != 2**number:
        raise refuse(f"there are {2**number} dichotomies")
    found = 2 * sum(comb(number - 1, j) for j in range(min(size, number - 1) + 1))
    claimed = speaker.number(counted["n"])
    statement = (Atomic(RELATIONS[counted["how"]], rational(found), claimed), ())
    return Phrase("are", "", (statement,), method=f"Cover: {found}")
