r"""Conditions on several letters that "and" joins: "e^{-ca} < e^{-a} whenever c > 1 and a > 0".

The second relation is no claim beside the first: it compares letters of the claim, in plain
arithmetic, with numbers or with each other, right behind a condition.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.wording.conditions import Condition
from symnn.documents.judging.wording.openings import RANGES
from symnn.latex import syntax as tree

_LEADS: Final = regex(
    r"(?:but |only )?(?:for|if|when|whenever|provided|provided that|as long as|assuming"
    r"|given|given that|in case|with|where)(?: (?:all|any|every|each|some|real|both|that))*"
)
_STRONG: Final = frozenset({"for", "if", "when", "whenever", "provided", "as", "assuming"})
_ALL: Final = frozenset({"all", "any", "every", "each"})
_PLAIN: Final = (tree.Product, tree.Sum, tree.Neg, tree.Abs, tree.Power, tree.Quotient)


def goes_on(
    condition: Condition, claim: tree.Node | None, body: tree.Chain, lone: set[str | None]
) -> bool:
    """Whether a relation behind "and" is one more condition of a claim.

    Args:
        condition: the last condition before it.
        claim: what is claimed.
        body: the relation behind "and".
        lone: the names that are sides of it.
    """
    if condition.body is None:
        return False
    if lone & {tree.key(part) for part in tree.walk(condition.body)} - {None}:
        return True
    words = " ".join(condition.words.lower().strip(" ,(").split())
    if not isinstance(claim, tree.Chain):
        return False
    ends = (claim.first, *(link.operand for link in claim.links))
    numbers = [end for end in ends if isinstance(end, tree.Number)]
    bounded = {tree.key(end) for end in ends} - {None}
    if bounded & lone and len(numbers) + len(bounded) == len(ends):
        return False  # "w > 0 when b > 0 and w < 5" bounds w twice
    led = words in ("", "and") or _LEADS.fullmatch(words) is not None
    if not isinstance(condition.body, tree.Chain) or not led:
        return False
    relations = {link.relation for chain in (body, condition.body) for link in chain.links}
    if not relations <= set(RANGES):
        return False
    sides = (body.first, *(link.operand for link in body.links))
    letters = [_letters(side) for side in sides]
    if None in letters:
        return False
    named = {key for found in letters if found for key in found}
    used = {tree.key(part) for part in tree.walk(claim)}
    return bool(named) and named <= used


def is_weak(conditions: Sequence[Condition], body: tree.Chain) -> bool:
    """Whether a claim under joined conditions may be meant under more: nothing refutes it.

    "With" tells no more than a range does, and where letters are only bounded from above, as rates
    are by 1, they may be meant to be positive.
    """
    words = " ".join(condition.words.lower() for condition in conditions).split()
    chains = [c.body for c in conditions if isinstance(c.body, tree.Chain)]
    before = {tree.key(part) for chain in chains for part in tree.walk(chain)}
    here = {tree.key(part) for part in tree.walk(body)} - {None}
    if here <= before or not _ALL.isdisjoint(words):
        return False
    above = {key for chain in (*chains, body) if (key := _bound_above(chain)) is not None}
    return _STRONG.isdisjoint(words) or bool(above)


def _bound_above(chain: tree.Chain) -> str | None:
    """The c of c < 1, and none of 0 < c < 1."""
    link = chain.links[0]
    above = link.relation in ("<", "≤") and len(chain.links) == 1
    number = link.operand
    positive = isinstance(number, tree.Number) and number.value > 0
    return tree.key(chain.first) if above and positive else None


def counts(condition: Condition) -> bool:
    """Whether it is the beginning of "for i = 1, 2, 3"."""
    chain, words = condition.body, condition.words.lower().strip(" ,(").split()
    if not isinstance(chain, tree.Chain) or words[:1] != ["for"] or len(chain.links) != 1:
        return False
    link = chain.links[0]
    return link.relation == "=" and isinstance(link.operand, tree.Number)


def _letters(node: tree.Node) -> frozenset[str] | None:
    """The letters in plain arithmetic; None for anything else, such as a value of a function."""
    if isinstance(node, tree.Number):
        return frozenset()
    if isinstance(node, tree.Name):
        key = tree.key(node)
        return None if key is None else frozenset({key})
    if isinstance(node, tree.Group) and len(node.items) == 1:
        return _letters(node.items[0])
    if not isinstance(node, _PLAIN):
        return None
    found = [_letters(part) for part in tree.children(node)]
    parts = [part for part in found if part is not None]
    return frozenset().union(*parts) if len(parts) == len(found) else None
