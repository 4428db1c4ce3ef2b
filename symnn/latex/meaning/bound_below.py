"""The letters that a condition below a sign binds: w of max_{|w| > 4} f(w), i and j of i < j.

A value that such a letter has elsewhere says nothing of it there.
"""

from __future__ import annotations

from collections.abc import Collection

from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader


def bound_below(
    item: tree.Chain, body: tree.Node, taken: Collection[str], reader: Reader
) -> list[tree.Name]:
    """The names that run, as far as they are sides of the condition.

    Args:
        item: the condition.
        body: what stands behind the sign.
        taken: letters that run already, of which the condition may say more.

    Raises:
        MeaningError: no side of it is a letter that runs, or more than one may be.
    """
    sides = [item.first, *(link.operand for link in item.links)]
    names = [side for side in sides if isinstance(side, tree.Name)]
    between = [side for side in sides[1:-1] if isinstance(side, tree.Name)]
    free = [n for n in names if n in between or not reader.knows(tree.key(n) or "")]
    inside = {tree.key(part) for part in tree.walk(item)}
    if free or inside & set(taken):
        return free
    used = {tree.key(part) for part in tree.walk(body)}
    found = [name for name in names if tree.key(name) in used]
    if len(found) != 1:
        raise MeaningError(Kind.UNSUPPORTED, "this range is not covered", item.span)
    return found
