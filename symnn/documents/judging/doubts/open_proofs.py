"""What speaks against an identity in open letters that is proved: it may not be what is meant."""

from __future__ import annotations

from typing import Final

from symnn.claims.formula import atoms
from symnn.documents.judging.doubts.meanings.brackets import is_unknown_function
from symnn.documents.judging.placing import Place
from symnn.exact.expression import free_symbols
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import Kind, MeaningError

OTHER_ALGEBRA: Final = "its letters may be elements of a group or a ring, and no numbers"
#: Fewer names on both sides make no products whose order counts.
_PARTIAL: Final = (tree.Apply, tree.Call, tree.Root, tree.Quotient, tree.Power)
_FACTORS: Final = 3


def doubt_of_identity(
    place: Place, left: tree.Node, link: tree.Link, obstacle: MeaningError
) -> str | None:
    """Why it stays undecided, or None.

    Args:
        place: where it stands.
        left, link: the identity.
        obstacle: what was met when it was read with the names that are known.

    Raises:
        MeaningError: if a letter before brackets may be a function.
    """
    if _is_of_other_algebra(place, left, link):
        return OTHER_ALGEBRA
    if isinstance(left, (tree.Derivative, tree.Product)):
        from symnn.documents.judging.doubts.arrays.layouts import misses_entries

        if misses_entries(place, left, link.operand):
            return "the vector has more entries than this"
    if (head := is_unknown_function(place, left, link.operand)) is not None:
        text = f"{head} before brackets is not defined: it may be a function, or a factor"
        raise MeaningError(Kind.UNDEFINED, text, obstacle.span, (head,))
    where = _without_value(place, left, link)
    return None if where is None else f"a side has no value at {where}"


def _without_value(place: Place, left: tree.Node, link: tree.Link) -> str | None:
    """Where a side has no value in a range that prose told before; None for nowhere."""
    nodes = (left, link.operand)
    if not any(isinstance(part, _PARTIAL) for node in nodes for part in tree.walk(node)):
        return None
    from symnn.documents.judging.equations.where_valued import place_without_value
    from symnn.documents.judging.wording.told_ranges import told_ranges

    told = told_ranges(place, nodes)
    if not told:
        return None
    view = reader(place.state.scope, open_names=True)
    try:
        sides = [view.read_scalar(node).expr for node in nodes]
    except MeaningError:
        return None
    letters = frozenset[str]().union(
        *(free_symbols(atom.left, atom.right) for one in told for atom in atoms(one))
    )
    return place_without_value(sides, letters, told)


def _is_of_other_algebra(place: Place, left: tree.Node, link: tree.Link) -> bool:
    parts = (part for side in (left, link.operand) for part in tree.walk(side))
    if link.relation not in ("=", "≡") or sum(isinstance(p, tree.Name) for p in parts) < _FACTORS:
        return False
    from symnn.documents.judging.doubts.meanings.other_algebras import may_be_no_numbers

    return may_be_no_numbers(place, left, link.operand)
