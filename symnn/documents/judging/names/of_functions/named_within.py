"""Functions that get their formula within a chain: y = f(x) = x² says what y is, and what f is."""

from __future__ import annotations

from symnn.documents.judging.names.again.rivals import note_rival
from symnn.documents.judging.names.bindings import bind, reading_of
from symnn.documents.judging.names.definitions import target
from symnn.documents.judging.placing import Place, relation_entry
from symnn.documents.model import Entry
from symnn.latex import syntax as tree


def named_within(place: Place, left: tree.Node, link: tree.Link) -> Entry | None:
    """The entry of a formula for a function in a chain that defines a name; None for others.

    f(3) = 9 gives no formula, nor does an equation in other letters than the function's own. One
    that is not that of a function that is known is another one, of which either may be meant.
    """
    if not isinstance(left, tree.Call) or link.relation not in ("=", ":=", "≡"):
        return None
    if not all(isinstance(item, tree.Name) for item in left.arguments.items):
        return None
    defined = target(left, link, place.state.scope)
    if defined is None or not defined.parameters:
        return None
    inside = {tree.key(part) for part in tree.walk(link.operand)}
    if not inside & set(defined.parameters):
        return None
    reading = reading_of(place, defined, link.operand)
    bind(place, defined, link.operand)
    note_rival(place, defined, link, in_part=False)
    return relation_entry(place, left, link, "definition", reading=reading)
