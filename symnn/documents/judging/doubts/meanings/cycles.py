"""Permutations as products of cycles, (12)(13) = (132): their brackets hold no numbers."""

from __future__ import annotations

from typing import Final

from symnn.latex import syntax as tree

CYCLES: Final = "the brackets may be cycles of a permutation"
#: A cycle of one moves nothing, and 9 digits are the most that one can tell apart.
_LENGTHS: Final = range(2, 10)


def may_be_cycles(left: tree.Node, right: tree.Node) -> bool:
    """Whether both sides are brackets with the digits of cycles, at least two on one side.

    Nobody brackets a lone number as the result of a product.

    >>> from symnn.latex.parser import parse
    >>> body = parse("(12)(13) = (132)").statements[0].body
    >>> may_be_cycles(body.first, body.links[0].operand)
    True
    """
    counts = [_cycles(side) for side in (left, right)]
    return None not in counts and max(c or 0 for c in counts) > 1


def _cycles(node: tree.Node) -> int | None:
    """How many cycles a side is a product of; None if it is none."""
    factors = node.factors if isinstance(node, tree.Product) and node.implicit else (node,)
    return len(factors) if all(map(_is_cycle, factors)) else None


def _is_cycle(node: tree.Node) -> bool:
    if not isinstance(node, tree.Group) or node.fence != "()" or len(node.items) != 1:
        return False
    digits = node.items[0].text if isinstance(node.items[0], tree.Number) else ""
    return digits.isdigit() and len(digits) in _LENGTHS and len(set(digits)) == len(digits)
