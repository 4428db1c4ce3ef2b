"""Whether a relation fits the rounded decimals it was computed from.

The difference D of the two sides is a function of the decimals, each within half a unit of
its last digit. If D takes both signs on that box (or 0), then by the intermediate value
theorem some choice of unrounded numbers makes the relation true: it is *carried*. If
enclosures of D on the box, or on all parts of it, exclude 0, no choice does. Otherwise nothing
is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from itertools import product
from typing import Final, final

from flint import arb, fmpq

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound
from symnn.claims.verdict import Verdict
from symnn.documents.judging.doubts.decimals.rounding import limits_carried_out
from symnn.errors import SymnnError
from symnn.exact.ball import certain_sign, enclose, precision
from symnn.exact.expression import ZERO, Expr, rational, substitute
from symnn.functions.lower import lower
from symnn.latex.meaning.softness import Box

_BITS: Final = 128
MAX_DECIMALS: Final = 400
#: Into so many parts the box is cut along each axis, by the number of axes: x - x^2 has too wide
#: an enclosure on the whole.
_PARTS: Final[Mapping[int, int]] = {1: 32, 2: 6, 3: 4, 4: 2, 5: 2}

#: Sides further apart than such a part of them, and than so many halves of a digit, are far off.
_PART: Final = 50
_STEPS: Final = 8


@final
class Fit(Enum):
    """How a relation stands to the rounded decimals in it."""

    CARRIED = "carried"
    IMPOSSIBLE = "impossible"
    OPEN = "open"


def fit(left: Expr, right: Expr, boxes: Mapping[str, Box]) -> tuple[Fit, Verdict | None]:
    """Whether some unrounded decimals make the two sides equal.

    Exactness: CARRIED comes with a proved pair of corners, IMPOSSIBLE with an enclosure.
    """
    with precision(_BITS):
        whole = {name: _interval(box) for name, box in boxes.items()}
    try:
        difference = lower(limits_carried_out(left - right))
        everywhere = enclose(difference, _BITS, whole)
    except SymnnError:  # a limit or an integral without a closed form, a slope at a kink
        return Fit.OPEN, None
    if certain_sign(everywhere) in (-1, 1):
        return Fit.IMPOSSIBLE, None
    if not everywhere.is_finite() or len(boxes) > MAX_DECIMALS:
        return Fit.OPEN, None
    if _excludes_zero(difference, boxes):
        return Fit.IMPOSSIBLE, None
    high, low = _corners(difference, boxes)
    above = Atomic(">=", substitute(left - right, high), ZERO)
    below = Atomic("<=", substitute(left - right, low), ZERO)
    verdict = decide(Claim(Compound("and", (above, below))))
    near = verdict.proved and not _is_far_off(left, right, boxes)
    return (Fit.CARRIED, verdict) if near else (Fit.OPEN, None)


def _is_far_off(left: Expr, right: Expr, boxes: Mapping[str, Box]) -> bool:
    """Whether the decimals as they are printed leave the sides so far apart that it shows nothing.

    1 - 0.999 may have been anything between 0.0005 and 0.0015.
    """
    centre = {name: arb(box.centre) for name, box in boxes.items()}
    a, b = (enclose(lower(limits_carried_out(side)), _BITS, centre) for side in (left, right))
    gap = abs(a - b)
    steps = _STEPS * max(arb(box.half) for box in boxes.values())
    return bool(gap * _PART > abs(a) and gap * _PART > abs(b) and gap > steps)


def _excludes_zero(difference: Expr, boxes: Mapping[str, Box]) -> bool:
    """Whether D has one sign, and the same, on all parts of the box."""
    signs = set()
    for part in _parts(boxes):
        signs.add(certain_sign(enclose(difference, _BITS, part)))
        if signs not in ({1}, {-1}):
            return False
    return bool(signs)


def _parts(boxes: Mapping[str, Box]) -> Iterator[dict[str, arb]]:
    """The box, cut into smaller ones; nothing if it has too many axes for that."""
    count = _PARTS.get(len(boxes), 0)
    with precision(_BITS):
        sides = [[_interval(part) for part in _pieces(box, count)] for box in boxes.values()]
    for chosen in product(*sides) if count else ():
        yield dict(zip(boxes, chosen, strict=True))


def _pieces(box: Box, count: int) -> Iterator[Box]:
    half = box.half / max(count, 1)
    for place in range(count):
        yield Box(box.centre - box.half + half * (2 * place + 1), half)


def _interval(box: Box) -> arb:
    return arb(box.centre - box.half).union(arb(box.centre + box.half))


def _corners(difference: Expr, boxes: Mapping[str, Box]) -> tuple[dict[str, Expr], dict[str, Expr]]:
    """The corners where D looks largest and smallest, by its slope along each axis."""
    centre = {name: arb(box.centre) for name, box in boxes.items()}
    high, low = {}, {}
    for name, box in boxes.items():
        up = enclose(difference, _BITS, {**centre, name: arb(box.centre + box.half)})
        down = enclose(difference, _BITS, {**centre, name: arb(box.centre - box.half)})
        step = box.half if not up < down else -box.half
        high[name], low[name] = _point(box.centre + step), _point(box.centre - step)
    return high, low


def _point(value: fmpq) -> Expr:
    return rational(value)
