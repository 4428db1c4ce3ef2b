"""What is seen of a chain before its links are judged one by one; each look is rare, and cheap."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from symnn.documents.judging.placing import Place
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.model import Entry
from symnn.latex import syntax as tree

Judge: TypeAlias = "Callable[[Place, tree.Chain, Clause], Iterator[Entry]]"


def first_look(
    place: Place, chain: tree.Chain, clause: Clause, judge: Judge
) -> tuple[Place, list[Entry] | None]:
    """The place with the names as they are meant here, and the entries if a look decides it.

    Args:
        place: where the chain stands.
        chain: it.
        clause: the words beside it.
        judge: what is made of a chain at a place.
    """
    if ":" in place.latex:
        from symnn.documents.judging.names.settings import over_earlier

        place = over_earlier(place, chain) or place
    if len(clause.conditions) == 1 and "≈" in _relations(clause.conditions[0].body):
        from symnn.documents.judging.equations.at_roots import at_root

        found = at_root(place, chain, clause.conditions[0])
        return place, None if found is None else [found]
    if clause.conditions or not _is_function(place, chain.first):
        return place, None
    from symnn.documents.judging.names.dependents import as_variables

    return place, as_variables(place, chain, lambda there, one: judge(there, one, clause))


def _relations(node: tree.Node | None) -> list[str]:
    return [link.relation for link in node.links] if isinstance(node, tree.Chain) else []


def _is_function(place: Place, first: tree.Node) -> bool:
    """Whether it is the bare name of a function, or a slope of one."""
    node = first.operand if isinstance(first, tree.Derivative) else first
    known = place.state.scope.latest(tree.key(node) or "") if isinstance(node, tree.Name) else None
    return known is not None and bool(known.parameters)
