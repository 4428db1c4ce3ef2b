r"""What is surely claimed of a family, so that it may be called false.

h_t = … may give the sequence anew, x_1 = 2 may be where it begins, and 0 < α_t < 1 may be a
condition. A closed form, a member further on and a derivative are claims.
"""

from __future__ import annotations

from symnn.documents.judging.sequences.asked import Asked
from symnn.documents.judging.sequences.indices import Member, members
from symnn.latex import syntax as tree


def is_surely_claimed(asked: Asked) -> bool:
    """Whether a false relation is no definition, condition or equation to solve."""
    if _is_from_elsewhere(asked):
        return False
    left, right = asked.sides
    if asked.relation not in ("=", "≈"):
        return bool(asked.said.general or asked.said.low)
    found = asked.memory.member(left)
    if found is None or not found.indices:
        return True
    if not _is_begun(asked, found, right):
        return False
    if not any(index.letters for index in found.indices):
        return _is_further_on(asked, found)
    rules = asked.memory.rules.get(asked.memory.entries.get(found.key, found.key), [])
    if any(isinstance(rule.body, tree.Derivative) for rule in rules):
        return True
    own = any(one.key == found.key for one in members(right, frozenset(asked.memory.labelled)))
    if own:
        return not asked.probe.is_cyclic(found.key)
    return bool(asked.said.general or asked.said.low) or _is_closed_form(asked, found, right)


def _is_from_elsewhere(asked: Asked) -> bool:
    """Whether what a claim speaks of was given under another heading."""
    memory = asked.memory
    keys = {
        memory.entries.get(one.key, one.key)
        for side in asked.sides
        for one in members(side, frozenset(memory.labelled))
    }
    rules = (rule for key in keys for rule in memory.rules.get(key, ()))
    return any(rule.section != memory.section for rule in rules)


def _is_begun(asked: Asked, found: Member, right: tree.Node) -> bool:
    """Whether it is told where a recurrence begins: before the claim, or by a member in it."""
    if not asked.probe.is_cyclic(found.key) or found.above:
        return True
    if any(not rule.is_general for rule in asked.memory.rules.get(found.key, ())):
        return True
    inside = members(right, frozenset(asked.memory.labelled))
    return any(m.key == found.key and not any(i.letters for i in m.indices) for m in inside)


def _is_further_on(asked: Asked, found: Member) -> bool:
    """Whether a member is none of the first, which may be given."""
    rules = asked.memory.rules.get(found.key, [])
    starts = [rule for rule in rules if not rule.is_general]
    first = 0 if starts else 1
    return all(index.constant > first for index in found.indices if not index.letters)


def _is_closed_form(asked: Asked, found: Member, right: tree.Node) -> bool:
    """Whether the other side is a sum, a product or a power over the index of a recurrence."""
    if not asked.probe.is_cyclic(found.key) and not found.above:
        return False
    letters = {name for index in found.indices for name, _ in index.letters}
    for part in tree.walk(right):
        if isinstance(part, tree.BigOperator):
            return True
        if isinstance(part, tree.Power):
            inside = {n.base for n in tree.walk(part.exponent) if isinstance(n, tree.Name)}
            if inside & letters:
                return True
    return False
