"""The entries of names that are given values at once: `(x, y) = (1, 2)`, `v = w = 0.5`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from symnn.documents.judging.links import cut
from symnn.documents.judging.names.bindings import bind, reading_of
from symnn.documents.judging.names.definitions import Target
from symnn.documents.judging.names.lists import Pair
from symnn.documents.judging.placing import Place, relation_entry
from symnn.documents.model import Entry
from symnn.latex import syntax as tree


def given_at_once(
    place: Place,
    chain: tree.Chain,
    several: tuple[Pair, ...],
    claim: Callable[[tree.Node, tree.Link], Entry],
) -> Iterator[Entry]:
    """One entry for each relation: that of a definition, or of a claim that holds again.

    After (a, b) = (-1, 0.85), (a, b) = (-1, 0.9) gives other values, and is no rounded one.
    """
    scope = place.state.scope
    put_in = place.standing == "premise"
    if not put_in and all(scope.latest(tree.key(name) or "") for name, _ in several):
        again = [claim(left, link) for left, link in chain.pairs()]
        if all(entry.verdict == "proved" and entry.rounding is None for entry in again):
            yield from again
            return
    said = []
    for name, value in several:
        key = tree.key(name) or ""
        defined = Target(key, None, scope.latest(key))
        said.append(reading_of(place, defined, value))
        bind(place, defined, value)
    for left, link in chain.pairs():
        yield relation_entry(place, left, link, "definition", reading=cut(", ".join(said)))
