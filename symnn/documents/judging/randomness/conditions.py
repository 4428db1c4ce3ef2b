"""Conditions in words beside what is asked of variables: for all, if independent, whatever."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.open_chances.beside import beside
from symnn.documents.judging.open_chances.relation import UnreadError
from symnn.documents.judging.randomness.putting import bases_of
from symnn.documents.judging.randomness.world import World
from symnn.documents.judging.wording.conditions import Condition
from symnn.latex import syntax as tree

#: What stands behind it changes nothing: it is said of all.
_WHATEVER: Final = regex(
    r"(?:whatever|regardless of|no matter what|irrespective of"
    r"|for (?:any|every|all)(?: values? of)?|even if|even when|also (?:if|when))(?: the)?"
    r"(?: (?:means?|variances?|expectations?|distributions?|laws?|value)(?: of)?)?(?: the)?"
)
_REST: Final = frozenset({"", "is", "are", "may be", "and", "is not zero"})


def worded(world: World, conditions: Sequence[Condition]) -> bool | None:
    """Take in conditions in words; whether they speak of all variables, None if one is open.

    Args:
        world: what is told of the variables; independence is added.
        conditions: in their order.
    """
    if _is_whatever(conditions):
        return True
    names = {key.rstrip("_^") for key in world.variables} | set(world.variables)
    spoken = [n for c in conditions if c.body is not None for n in _names(c.body)]
    variables = {key for n in spoken for key in bases_of(world, (n,)) if key in world.variables}
    known = {tree.key(n) or "" for n in spoken if bases_of(world, (n,))[0] in variables}
    try:
        found = beside(conditions, known | names)
    except UnreadError:
        return None
    if found.told.disjoint:
        return None
    for group in found.told.apart:
        own = frozenset(b for n in spoken if tree.key(n) in group for b in bases_of(world, (n,)))
        world.groups.append(own)
        world.within |= own
    return found.for_all and not found.told.given


def _names(node: tree.Node) -> list[tree.Name]:
    items = node.items if isinstance(node, tree.Group) else (node,)
    return [item for item in items if isinstance(item, tree.Name)]


def _is_whatever(conditions: Sequence[Condition]) -> bool:
    first, *rest = conditions
    words = first.words.lower().strip(" ,.;")
    is_range = isinstance(first.body, tree.Chain) and not words.startswith(("even", "also"))
    names = isinstance(first.body, tree.Name) or is_range
    if not _WHATEVER.fullmatch(words) or (names and words.startswith("for")):
        return False
    return all(c.words.lower().strip(" ,.;") in _REST and c.body is None for c in rest)
