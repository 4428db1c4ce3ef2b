r"""The sizes at which a claim is written out before it counts as proved for sizes left open.

Two sizes are enough where a size is a number of terms. Where it is a factor as well, n^2 - 4n + 6
is n at 2 and at 3, so that so many more sizes are tried as its degree may be.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from symnn.documents.judging.index_notation.axes import MisfitError
from symnn.latex import syntax as tree

#: Places of the axes of a claim in turn.
TRIALS: Final = ((2, 3), (3, 2))
_MORE: Final = ((4, 5), (5, 4))
_HIGHEST: Final = 3


def trials_of_proofs(counts: Collection[str], *sides: tree.Node) -> tuple[tuple[int, int], ...]:
    """The sizes that prove a claim.

    Args:
        counts: the letters for sizes.
        sides: both sides of the claim.

    Raises:
        MisfitError: a size stands in it in so high a degree that no few sizes prove it.
    """
    degree = max(degree_in(counts, side) for side in sides)
    if degree > _HIGHEST:
        raise MisfitError("a size in a high degree")
    return TRIALS + _MORE if degree > 1 else TRIALS


def sizes_of_proofs(counts: Collection[str], *sides: tree.Node) -> tuple[int, ...]:
    """So many members of a family prove a claim about any number of them.

    >>> sizes_of_proofs({"n"}, tree.Name("n"))
    (2, 3)
    """
    degree = max(1, *(degree_in(counts, side) for side in sides))
    return tuple(range(2, 3 + min(degree, _HIGHEST + 1)))


def degree_in(counts: Collection[str], node: tree.Node) -> int:
    """At most so high is the degree of sizes in a formula; ranges of sums do not count."""
    if isinstance(node, tree.Name):
        return int(tree.key(node) in counts)
    if isinstance(node, tree.BigOperator):
        return degree_in(counts, node.body)
    if isinstance(node, tree.Power):
        base, exponent = degree_in(counts, node.base), node.exponent
        whole = isinstance(exponent, tree.Number) and exponent.value.denominator == 1
        times = int(exponent.value) if isinstance(exponent, tree.Number) and whole else _HIGHEST + 1
        return base * abs(times) + (_HIGHEST + 1) * degree_in(counts, exponent)
    degrees = [degree_in(counts, part) for part in tree.children(node)]
    return max(degrees, default=0) if isinstance(node, tree.Sum) else sum(degrees)
