r"""Weights of layers that are written small: the w^l of z^l = w^la^{l-1} + b^l is a matrix.

So it is where the claim writes (w^l)^\top or w_{jk}^l. Where z^l is a vector, since z_j^l is spoken
of, it is taken for one as well, but only to prove: w^l may be one number for all units.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symnn.documents.judging.sequences.indices import Linear, Member
from symnn.documents.judging.sequences.memory import Memory, signature
from symnn.latex import syntax as tree


def with_weights(
    memory: Memory, sides: tuple[tree.Node, tree.Node]
) -> tuple[Memory, frozenset[str]]:
    """The families with the weights that are matrices, and which of them are only taken for such.

    Args:
        memory: the families.
        sides: both sides of a claim, which may tell more of how names are written.
    """
    found = replace(
        memory,
        pairs=set(memory.pairs),
        whole=set(memory.whole),
        labelled=set(memory.labelled),
        seen=set(memory.seen),
    )
    for side in sides:
        found.look(side)
        found.pairs |= set(_turned(found, side))
    supposed = frozenset(_multiplied(found)) - found.pairs
    found.pairs |= supposed
    return found, supposed


def _turned(memory: Memory, side: tree.Node) -> Iterator[str]:
    """The weights that are transposed, of which no formula is given."""
    for part in tree.walk(side):
        inner = part.operand if isinstance(part, tree.Transpose) else None
        while isinstance(inner, tree.Group) and len(inner.items) == 1:
            (inner,) = inner.items
        one = None if inner is None else memory.member(inner)
        if one is not None and _is_weight(memory, one):
            yield one.key


def _multiplied(memory: Memory) -> Iterator[str]:
    """The w of z^l = w^la^{l-1} + b^l, where z^l and a^{l-1} are vectors of a layer."""
    for key, rules in memory.rules.items():
        for rule in rules:
            terms = rule.body.terms if isinstance(rule.body, tree.Sum) else (rule.body,)
            layered = bool(rule.pattern.above) and not rule.pattern.below
            if not layered or not _has_entries(memory, rule.pattern):
                continue
            for term in terms:
                factors = term.factors if isinstance(term, tree.Product) else ()
                parts = [memory.member(factor) for factor in factors]
                if len(parts) != len(("w", "a")):
                    continue
                weight, layer = parts
                if weight is None or layer is None or layer.key not in memory.rules:
                    continue
                if layer.above != weight.above and _is_weight(memory, weight) and weight.key != key:
                    yield weight.key


def _is_weight(memory: Memory, one: Member) -> bool:
    """Whether a small letter is one of a layer without a formula, and without entries so far."""
    plain = bool(one.above) and not one.below and not one.bold and not one.upper
    plain = plain and one.key not in memory.entries.values() and one.key not in memory.spaces
    return plain and one.key not in memory.rules and not _has_entries(memory, one)


def _has_entries(memory: Memory, one: Member) -> bool:
    """Whether entries of a vector were spoken of: z_j^l."""
    return signature(replace(one, below=(Linear(1),))) in memory.seen
