"""What speaks against an identity in open letters that is proved: it may not be what is meant."""

from __future__ import annotations

from typing import Final

from symnn.documents.judging.doubts.brackets import is_unknown_function
from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import Kind, MeaningError

OTHER_ALGEBRA: Final = "its letters may be elements of a group or a ring, and no numbers"
#: Fewer names on both sides make no products whose order counts.
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
        from symnn.documents.judging.doubts.layouts import misses_entries

        if misses_entries(place, left, link.operand):
            return "the vector has more entries than this"
    if (head := is_unknown_function(place, left, link.operand)) is not None:
        text = f"{head} before brackets is not defined: it may be a function, or a factor"
        raise MeaningError(Kind.UNDEFINED, text, obstacle.span, (head,))
    return None


def _is_of_other_algebra(place: Place, left: tree.Node, link: tree.Link) -> bool:
    parts = (part for side in (left, link.operand) for part in tree.walk(side))
    if link.relation not in ("=", "≡") or sum(isinstance(p, tree.Name) for p in parts) < _FACTORS:
        return False
    from symnn.documents.judging.doubts.other_algebras import may_be_no_numbers

    return may_be_no_numbers(place, left, link.operand)
