"""An entry that is given another value than its vector has, right below the vector: h_1 = 3."""

from __future__ import annotations

from symnn.documents.judging.doubts.withheld import speaks_of_new_values
from symnn.documents.judging.names.definitions import Target
from symnn.documents.judging.placing import Place, relation_entry
from symnn.documents.model import Entry
from symnn.latex import syntax as tree


def given_beside(place: Place, left: tree.Node, link: tree.Link, array: str) -> Entry | None:
    """The entry of what may be a false entry of a vector, or another name; None for any other.

    Behind h = (0, 3), "h_1 = 3" may be false, counted from 0, or said of a layer: nothing is
    decided. It is kept as a value that may be none.

    Args:
        place: where it stands.
        left, link: the name with its value.
        array: the vector that it would be an entry of.
    """
    known = place.state.scope.latest(array)
    key = tree.key(left)
    if known is None or key is None or not isinstance(left, tree.Name) or link.relation != "=":
        return None
    numbers = _cells(known.body)
    if not numbers or not all(map(_is_number, (*numbers, link.operand))):
        return None
    line = place.state.source.position(place.formula.start).line
    if not place.state.is_at_hand(known, line) or speaks_of_new_values(place.formula):
        return None
    from symnn.documents.judging.names.bindings import bind

    bind(place, Target(key, None, place.state.scope.latest(key)), link.operand)
    reason = f"whether it is an entry of {array}, and counted from 0 or 1, is not certain"
    return relation_entry(place, left, link, "claim", "undecided", reason=reason)


def _cells(node: tree.Node) -> tuple[tree.Node, ...]:
    """The entries of a vector that is written out."""
    while isinstance(node, tree.Transpose):
        node = node.operand
    if isinstance(node, tree.Matrix):
        vector = len(node.rows) == 1 or all(len(row) == 1 for row in node.rows)
        return tuple(cell for row in node.rows for cell in row) if vector else ()
    return node.items if isinstance(node, tree.Group) and len(node.items) > 1 else ()


def _is_number(node: tree.Node) -> bool:
    return isinstance(node.operand if isinstance(node, tree.Neg) else node, tree.Number)
