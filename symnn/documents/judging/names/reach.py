"""The definitions that a relation rests on, as far as their frames count.

A function carries what it is made from with it, wherever it is used; a value rests on every
name it was worked out from.
"""

from __future__ import annotations

from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree
from symnn.latex.meaning.families import member
from symnn.latex.meaning.scope import Binding


def ended(place: Place, *nodes: tree.Node) -> Binding | None:
    """A definition that some nodes rest on, in a section or an example that has ended."""
    state = place.state
    version = state.scope.version if place.seen is None else place.seen
    waiting = [(node, version) for node in nodes]
    seen: set[tuple[str, int]] = set()
    while waiting:
        node, version = waiting.pop()
        for part in tree.walk(node):
            known = state.scope.lookup(tree.key(part) or "", version)
            if known is None and isinstance(part, tree.Name):
                found = member(part, state.scope)
                known = None if found is None else found[0]
            if known is None or (known.key, known.version) in seen:
                continue
            seen.add((known.key, known.version))
            if not state.is_in_force(known):
                return known
            if known.parameters is None:
                waiting.append((known.body, known.version - 1))
    return None
