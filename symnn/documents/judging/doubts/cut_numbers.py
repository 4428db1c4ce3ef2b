r"""False equations of numbers that hold with the figures that the author cut off.

Under a note that sizes are floored, ``(32 - 3 + 2)/2 + 1 = 16``; and in a chain whose last number
is round, ``1600 \cdot 3.8 = 63 \cdot 97 = 6100``, all of them are meant to so many figures.
"""

from __future__ import annotations

from typing import Final

from flint import fmpq

from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Side
from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.number import Number
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Scalar

#: So many characters before an equation, and fewer behind it, are searched for such a note.
BEFORE: Final = 1000
BEHIND: Final = 200
_FLOORS: Final = regex(
    r"\b(?:floor\w*|round\w* (?:it |this |them )?down|integer (?:division|part)|truncat\w+"
    r"|whole (?:number|part)s?|discard\w*|integers?|in (?:c|java|rust|go|sql|verilog|fortran)"
    r"|ints?)\b|\bc\+\+|\\l?floor|⌊"
)
_CEILS: Final = regex(r"\b(?:ceil\w*|round\w* (?:it |this |them )?up)\b|\\l?ceil|⌈")
_SECTION: Final = regex(r"\n# |\\section\b")
_ROUND_END: Final = regex(r"=\s*(?:\\\$)?\s*[1-9]\d+?(0{2,})[\s.]*$")


def cut_doubt(place: Place, sides: tuple[Side, Side], link: tree.Link) -> str | None:
    """Why a false equation may hold with the figures that are shown; None if nothing says so.

    Args:
        place: where it stands.
        sides: its sides.
        link: the relation.
    """
    found = _numbers(sides)
    if found is None:
        return None
    left, right = found
    if isinstance(sides[1].node, tree.Number) and _is_whole(right) and not _is_whole(left):
        near = _near(place)
        down = left.floor()
        if (right - down).sign() == 0 and _FLOORS.search(near):
            return "the words near it let it be rounded down"
        if (right - down - 1).sign() == 0 and _CEILS.search(near):
            return "the words near it let it be rounded up"
    zeros = _ROUND_END.search(place.latex[link.operand.span.end :])
    if zeros is not None and link.relation == "=":
        unit = fmpq(10) ** len(zeros[1])
        if _steps(left, unit) == _steps(right, unit):
            return "the chain ends in a round number, and both sides may be meant to its figures"
    return None


def _numbers(sides: tuple[Side, Side]) -> tuple[Number, Number] | None:
    left, right = (side.value for side in sides)
    if not (isinstance(left, Scalar) and isinstance(right, Scalar)):
        return None
    try:
        return exact_value(lower(left.expr)), exact_value(lower(right.expr))
    except SymnnError:
        return None


def _is_whole(number: Number) -> bool:
    return (number - number.floor()).sign() == 0


def _steps(number: Number, unit: fmpq) -> int:
    """The nearest multiple of a unit."""
    return (number / unit + fmpq(1, 2)).floor()


def _near(place: Place) -> str:
    text, begin, end = place.state.source.text, place.formula.outer_start, place.formula.outer_end
    before = _SECTION.split(text[max(begin - BEFORE, 0) : begin])[-1]
    return f"{before} {text[end : end + BEHIND]}".lower()
