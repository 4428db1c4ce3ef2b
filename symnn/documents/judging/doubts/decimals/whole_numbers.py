r"""Results that no author means exactly: 65 \cos 37° = 52, \arctan\frac34 = 37°.

What was worked out with angles, beside the whole number that it rounds to, was rounded, if the
number has two digits or more.
"""

from __future__ import annotations

from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound
from symnn.documents.judging.notations.numerals.units import in_degrees
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Side
from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import Expr, free_symbols, postorder, rational
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Scalar

ROUNDED: Final = "what was worked out is rounded to this whole number"
#: Fewer digits are too often what something else was worked out to.
_LEAST: Final = 10
_SECONDS: Final = 2
#: A large number that cannot be what is worked out, as that is irrational: 1836^{3/2} = 80,000.
_ZEROS: Final = 3
_CIRCULAR: Final = frozenset({"sin", "cos", "tan", "asin", "acos", "atan"})


def is_rounded_to_whole(place: Place, sides: tuple[Side, Side]) -> bool:
    """Whether the left side is worked out with angles, and the right one it, rounded.

    Args:
        place: where the relation stands.
        sides: its sides as they were read.
    """
    node = sides[1].node
    figure = node.operand if isinstance(node, tree.Degrees) else node
    if not isinstance(figure, tree.Number) or figure.decimals or figure.value < _LEAST:
        return False
    try:
        left, right = in_degrees(sides, place.view())
    except MeaningError:
        return False
    if not isinstance(left.value, Scalar) or not isinstance(right.value, Scalar):
        return False
    value = left.value.expr
    digits = figure.text.replace(",", "")
    zeros = len(digits) - len(digits.rstrip("0"))
    large = zeros >= _ZEROS and not _is_rational(value)
    angles = any(_is_of_angles(part) for part in postorder(value))
    if free_symbols(value) or not (large or angles):
        return False
    whole, half = rational(figure.value), rational("1/2") * rational(10 ** (zeros if large else 0))
    near = Compound("and", (Atomic("<", value, whole + half), Atomic(">=", value, whole - half)))
    return decide(Claim(near, ()), seconds=_SECONDS).proved


def _is_rational(value: Expr) -> bool:
    try:
        return exact_value(lower(value)).is_rational
    except SymnnError:
        return False


def _is_of_angles(part: Expr) -> bool:
    """A circular function, or the inverse of one."""
    return part.op == "apply" and str(part.data) in _CIRCULAR
