"""Angles of which only the cosine is said."""

from __future__ import annotations

from symnn.documents.judging.names.bindings import bind
from symnn.documents.judging.names.definitions import Target, computed
from symnn.documents.judging.placing import Place, relation_entry
from symnn.documents.model import Entry
from symnn.exact.expression import free_symbols
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Scalar


def known_by_cosine(place: Place, left: tree.Node, link: tree.Link) -> Entry | None:
    """cos ω = … for an ω that means nothing yet says what ω is, up to its half turn."""
    if not isinstance(left, tree.Apply) or left.power is not None or link.relation != "=":
        return None
    argument = left.argument
    if isinstance(argument, tree.Group) and len(argument.items) == 1:
        argument = argument.items[0]
    key = tree.key(argument)
    scope = place.state.scope
    new = isinstance(argument, tree.Name) and key is not None and scope.latest(key) is None
    if left.function != tree.Name("cos") or not new or key is None or not computed(link.operand):
        return None
    try:
        value = reader(scope, version=place.seen).read(link.operand)
    except MeaningError:
        return None
    if not isinstance(value, Scalar) or free_symbols(value.expr):
        return None
    body = tree.Apply(tree.Name("angle with cosine"), tree.Group("()", (link.operand,)))
    bind(place, Target(key, None, None), body)
    reading = f"{key} is an angle with this cosine"
    return relation_entry(place, left, link, "definition", reading=reading)
