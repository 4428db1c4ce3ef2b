"""A relation that is read in another way than it stands, with the names in force at a place."""

from __future__ import annotations

from symnn.documents.judging.notations.numerals.decimal_commas import DecimalCommas
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Side, judge
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.parser import parse


def as_read(place: Place, left: tree.Node, relation: str, right: tree.Node) -> str | None:
    """What is found of a relation with the names that are known; None where it has no meaning.

    Args:
        place: where it stands.
        left, relation, right: the relation.
    """
    view = place.view()
    try:
        sides = Side(view.read(left), left), Side(view.read(right), right)
        return judge(relation, *sides).outcome
    except (MeaningError, SymnnError):
        return None


def holds_with_points(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """Whether a false relation holds with a decimal comma for that of thousands: 10/3 = 3,333.

    Args:
        place: where it stands.
        left, link: the relation.
    """
    written = place.latex[left.span.start : link.operand.span.end]
    pieces = list(DecimalCommas().pieces(written))
    for piece in reversed(pieces):
        written = f"{written[: piece.start]}.{written[piece.end :]}"
    statements = parse(written).statements if pieces else []
    body = statements[0].body if len(statements) == 1 and hasattr(statements[0], "body") else None
    if not isinstance(body, tree.Chain) or len(body.links) != 1:
        return False
    return as_read(place, body.first, link.relation, body.links[0].operand) == "proved"
