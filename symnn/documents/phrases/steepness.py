"""Lipschitz constants: "the Lipschitz constant of f is 2", "f is Lipschitz with constant 1/4".

The steepest slope of a continuous function is the least constant. A constant that is too large
still bounds the differences, so that of it only "the smallest" is false.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.phrases import curves
from symnn.documents.phrases.functions import Function, everywhere
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.shapes import function_in, truth
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker, split_domain
from symnn.exact.expression import ONE, ZERO, Expr, free_symbols, mul, rational, substitute
from symnn.functions.calculus import derivative
from symnn.functions.lower import lower

Rule: TypeAlias = "Callable[[], Phrase | None]"

_SECONDS: Final = 2
_LEAST: Final = r"(?P<least>smallest |best |least |optimal |minimal |tightest )?(?:possible )?"
_CONSTANT_OF: Final = regex(
    rf"(?:the |a |its )?{_LEAST}lipschitz constant (?:of|for) (?:the )?"
    rf"(?:function |map |activation )?"
    rf"(?P<of>{PLACE})"
)
_HAS: Final = regex(rf"(?:the |a )?{_LEAST}lipschitz constant (?:of )?(?P<n>{PLACE}|{COUNT})")
_VALUE: Final = regex(rf"(?:exactly )?(?P<n>{PLACE}|{COUNT})")
#: Where a slope is likely to be steepest.
_LIKELY: Final = ("0", "1", "-1", "1/2", "-1/2", "2", "-2", "3", "-3")


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about a Lipschitz constant; None if it is none."""
    bare, domain = split_domain(subject)
    for text, where in ((subject, None), (bare, domain)):
        of, value = _CONSTANT_OF.fullmatch(text), _VALUE.fullmatch(predicate)
        if verb in ("is", "equals") and of is not None and value is not None:
            return partial(_constant, speaker, of["of"], where, value["n"], bool(of["least"]))
    bare, domain = split_domain(predicate)
    match = _HAS.fullmatch(bare) if verb in ("has", "have") else None
    if match is None:
        return None
    return partial(_constant, speaker, subject, domain, match["n"], bool(match["least"]))


def _constant(
    speaker: Speaker, text: str, domain: str | None, place: str, least: bool
) -> Phrase | None:
    f = function_in(speaker, text, domain)
    if f is None:
        return None
    claimed = speaker.number(place)
    bound, tight = _bound(f, claimed), _steepest(f, claimed)
    if tight is None:
        if least and (smaller := _all_below(f, claimed)) is not None:
            return truth("has", False, "all slopes are smaller", (smaller,))
        if least and decide(Claim(bound), seconds=_SECONDS).proved:
            raise refuse("whether a smaller constant is enough is not decided")
        if not decide(Claim(bound), seconds=_SECONDS).refuted:
            raise refuse("it may be a bound, or meant as the smallest constant")
        return Phrase("has", "", ((bound, ()),), method="slopes")
    statement = (Compound("and", (bound, tight)), ())
    return Phrase("has", "", (statement,), method="its steepest slope")


def _slopes(f: Function) -> list[tuple[Expr, tuple[Formula, ...]]]:
    """The slope on each piece, and where that piece is inside the domain.

    Raises:
        MeaningError: it jumps, or its pieces are not found.
    """
    curve = curves.curve_of(Function(f.name, f.inputs, f.at))
    if curves.agree(curves.jumps(curve)) is not True:
        raise refuse("whether it jumps is not certain")
    (x,) = f.point("x")
    found = []
    for k, piece in enumerate(curve.pieces):
        above = (Atomic(">", x, curve.points[k - 1]),) if k else ()
        below = (Atomic("<", x, curve.points[k]),) if k < len(curve.points) else ()
        own = tuple(f.domain((x,))) if f.domain is not everywhere else ()
        found.append((lower(derivative(lower(piece), "x")), (*above, *below, *own)))
    return found


def _bound(f: Function, claimed: Expr) -> Formula:
    """Every slope is at most L in size; of what is continuous that is enough, and needed."""
    square = mul(claimed, claimed)
    parts: list[Formula] = [Atomic(">=", claimed, ZERO)]
    for slope, where in _slopes(f):
        flat = Atomic("<=", mul(slope, slope), square)
        parts.append(Compound("implies", (conjunction(where), flat)) if where else flat)
    return conjunction(tuple(parts))


def _all_below(f: Function, claimed: Expr) -> Formula | None:
    """That finitely many constant slopes are all smaller; None if one is not, or not constant."""
    slopes = [slope for slope, _ in _slopes(f)]
    if any(free_symbols(slope) for slope in slopes):
        return None
    square = mul(claimed, claimed)
    strict = conjunction(tuple(Atomic("<", mul(s, s), square) for s in slopes))
    return strict if decide(Claim(strict), seconds=_SECONDS).proved else None


def _steepest(f: Function, claimed: Expr) -> Formula | None:
    """A point where the slope is ±L; None if none was found."""
    square = mul(claimed, claimed)
    for slope, where in _slopes(f):
        flat = not free_symbols(slope)
        places = _LIKELY if not flat or where else _LIKELY[:1]
        for place in (*places, *(_inner(where) if flat else ())):
            point = {"x": rational(place) if isinstance(place, str) else place}
            rows = [_at(row, point) for row in where]
            if not all(decide(Claim(row), seconds=1).proved for row in rows):
                continue
            same = Atomic("=", substitute(mul(slope, slope), point), square)
            if decide(Claim(same), seconds=1).proved:
                return conjunction((*rows, same))
            if flat:
                break
    return None


def _inner(where: tuple[Formula, ...]) -> list[Expr]:
    """Points between the ends of a piece."""
    ends = [row.right for row in where if isinstance(row, Atomic)]
    half = rational("1/2")
    middles = [mul(half, a + b) for a in ends for b in ends if a is not b]
    return [*middles, *(a + ONE for a in ends), *(a + rational(-1) for a in ends)]


def _at(row: Formula, point: dict[str, Expr]) -> Formula:
    if not isinstance(row, Atomic):
        raise refuse("this domain is no interval")
    return Atomic(row.relation, substitute(row.left, point), substitute(row.right, point))
