"""Lists of relations that a branch of a proof supposes, to be shown inconsistent."""

from __future__ import annotations

from typing import NamedTuple

from .algebraic import Number, Numbers
from .graph import Graph


class Relation(NamedTuple):
    """A combination of nodes of the graph that is supposed to be > 0, >= 0 or = 0."""

    sign: str
    terms: tuple[tuple[Number, int], ...]


class System(NamedTuple):
    """Relations that are supposed to hold together; the first is 1 > 0."""

    graph: Graph
    numbers: Numbers
    relations: tuple[Relation, ...]
