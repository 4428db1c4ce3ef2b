"""Lists of relations that are supposed to hold together, to be shown inconsistent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias

from . import need
from .algebraic import Number, Numbers
from .graph import Graph
from .reading import Atom, Statement, conjuncts

_CONTRARY: Final = {"!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


class Relation(NamedTuple):
    """A combination of nodes of the graph that is supposed to be > 0, >= 0 or = 0."""

    sign: str
    terms: tuple[tuple[Number, int], ...]


class System(NamedTuple):
    """Relations that are supposed to hold together; the first is 1 > 0."""

    graph: Graph
    numbers: Numbers
    relations: tuple[Relation, ...]


#: Accepts only a proof that the relations of a system do not hold together anywhere.
Refute: TypeAlias = Callable[[System, object], None]


def against(stated: Statement, shown: list[Atom], atom: Atom, numbers: Numbers) -> System:
    """What the domain says, what was shown before, and last that the relation fails."""
    (graph, at, _, over), one = stated, numbers[0].number(1)
    need(atom.relation in _CONTRARY, "that two sides differ is no single relation")
    known = [f for f in conjuncts(over) if isinstance(f, Atom)] + shown
    known = [f for f in known if f.relation != "!="]
    relations = [Relation(">", ((one, graph.number(1)),))]
    for sign, left, right in (*known, atom._replace(relation=_CONTRARY[atom.relation])):
        c = -one if sign[0] == "<" else one
        relations.append(Relation(sign.replace("<", ">"), ((c, at[left]), (-c, at[right]))))
    return System(graph, numbers, tuple(relations))
