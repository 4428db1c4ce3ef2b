"""A relation that a document tells, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from symnn.latex import syntax as tree


class Told(NamedTuple):
    """A relation with the headings above it.

    `anew` tells that it takes the place of those before, `perhaps` that words make it hold in some
    cases alone, `decided` that something in its formula was proved or refuted.
    """

    chain: tree.Chain
    section: tuple[str, ...]
    anew: bool = False
    perhaps: bool = False
    decided: bool = False


def pairwise_apart(names: Sequence[tree.Node]) -> Iterator[tree.Chain]:
    """Relations of names that are said to be pairwise different."""
    for one, two in combinations(names, 2):
        yield tree.Chain(one, (tree.Link("≠", two),))
