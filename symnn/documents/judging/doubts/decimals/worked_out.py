"""Computed values that were printed as rounded decimals, and went on as one or the other.

Later lines go on from the decimal that was printed, or from the value itself. Nobody goes on from
another number that would be rounded to the same decimal.
"""

from __future__ import annotations

from typing import Final

from flint import fmpq

from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import OF_DATA, Judgement, soften
from symnn.errors import SymnnError
from symnn.exact.ball import enclose
from symnn.functions.lower import lower
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.softness import Box, Softness
from symnn.latex.meaning.values import Scalar, Value
from symnn.latex.syntax import Empty, Neg

#: What is left beyond the two values, as a part of half a unit of the last digit: more digits may
#: have been kept than were printed.
_REST: Final = fmpq(1, 10)
#: What is further away than so many times half a unit of the last digit, and than such a part of
#: the value, is no rounding that has added up.
_CLOSE: Final = 20
_PART: Final = fmpq(1, 4)
_BITS: Final = 128


def as_worked_out(
    place: Place, found: Judgement, strict: Judgement, sides: tuple[Value, Value], soft: Softness
) -> Judgement:
    """A relation that fits rounded decimals; undecided if those are data, or none worked out.

    Args:
        place: where it stands.
        found: that it fits them.
        strict: what was found with all decimals as they are printed.
        sides: the sides in the soft reading.
        soft: the unknowns in them.
    """
    if found.outcome != "proved":
        return found
    if soft.data and soften(strict, *sides, soft.with_exact_data()).outcome != "proved":
        return Judgement("undecided", reason=OF_DATA)
    if not soft.worked_out:
        return found
    boxes = dict(soft.boxes)
    for name, (key, version) in soft.worked_out.items():
        true = _true_value(place, key, version)
        if true is None:
            continue
        gap = abs(true - boxes[name].centre)
        if gap > max(_CLOSE * boxes[name].half, abs(true) * _PART):
            reason = f"it would fit the decimal of {key} above it, which {key} is not"
            return Judgement("undecided", reason=reason, right=found.right)
        if gap <= boxes[name].half:
            boxes[name] = _between(true, boxes[name])
    if soften(strict, *sides, boxes).outcome != "refuted":
        return found
    text = "it fits no value that a decimal above it was printed for"
    return Judgement("undecided", reason=text, right=found.right)


def _between(true: fmpq, box: Box) -> Box:
    half = abs(true - box.centre) / 2 + _REST * box.half
    return Box((true + box.centre) / 2, half)


def _true_value(place: Place, key: str, version: int) -> fmpq | None:
    scope = place.state.scope
    known = scope.lookup(key, version)
    if known is None or known.version != version:
        return None
    try:
        view = reader(scope, version=version)
        value = view.unfold(known, Empty(), view.track)
        if not isinstance(value, Scalar):
            return None
        ball = enclose(lower(value.expr), _BITS)
    except (MeaningError, SymnnError):
        return None
    if not ball.is_finite():
        return None
    digits, power = ball.mid().man_exp()
    true = fmpq(digits) * fmpq(2) ** int(power)
    return -true if isinstance(known.shown, Neg) else true  # the box is that of -0.51 without sign
