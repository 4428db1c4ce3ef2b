"""A relation that a document tells, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from symnn.latex import syntax as tree


class Told(NamedTuple):
    """A relation with the headings above it."""

    chain: tree.Chain
    section: tuple[str, ...]


def pairwise_apart(names: Sequence[tree.Node]) -> Iterator[tree.Chain]:
    """Relations of names that are said to be pairwise different."""
    for one, two in combinations(names, 2):
        yield tree.Chain(one, (tree.Link("≠", two),))
