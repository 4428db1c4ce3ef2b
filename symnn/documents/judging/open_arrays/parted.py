"""Functions of arrays that are given under a condition."""

from __future__ import annotations

from symnn.documents.judging.open_arrays.memory import Memory
from symnn.documents.judging.open_arrays.spaces import is_nothing
from symnn.latex import syntax as tree


def under_sizes(memory: Memory, body: tree.Node) -> tree.Node:
    """The one formula under a condition that all arrays meet: m ≠ n of sizes, or λ > 0.

    Sizes that differ and numbers that are positive are taken so wherever they stand.
    """
    if not isinstance(body, tree.Cases) or len(body.rows) != 1:
        return body
    condition = body.rows[0].condition
    if not isinstance(condition, tree.Chain) or len(condition.links) != 1:
        return body
    link = condition.links[0]
    letters = {part for shape in memory.shapes.values() for s in shape for part in s.letters}
    names = {tree.key(n) for n in tree.walk(condition) if isinstance(n, tree.Name)}
    positive = link.relation == ">" and is_nothing(link.operand)
    positive = positive and tree.key(condition.first) in memory.positive
    sizes = link.relation == "≠" and bool(names) and names <= letters
    return body.rows[0].value if positive or sizes else body
