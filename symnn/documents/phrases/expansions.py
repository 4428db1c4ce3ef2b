"""Taylor polynomials and directional derivatives in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from math import factorial
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic
from symnn.deferred import regex
from symnn.documents.phrases.functions import Function
from symnn.documents.phrases.matrices import dot, refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.shapes import function_in
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker
from symnn.exact.expression import (
    ZERO,
    Expr,
    add,
    free_symbols,
    mul,
    negative,
    nth_root,
    power,
    quotient,
    rational,
    substitute,
    symbol,
)
from symnn.functions.calculus import derivative
from symnn.functions.lower import lower
from symnn.latex.meaning.values import Array, Scalar

Rule: TypeAlias = "Callable[[], Phrase | None]"

MOST: Final = 8
_ORDERS: Final = {
    "linear": 1, "first-order": 1, "quadratic": 2, "second-order": 2, "third-order": 3,
    "cubic": 3, "fourth-order": 4,
}  # fmt: skip
_TAYLOR: Final = regex(
    rf"(?:the )?(?:(?P<word>{'|'.join(_ORDERS)}) )?(?:taylor|maclaurin) (?:polynomial|expansion"
    rf"|approximation)(?: of (?:degree|order) (?P<n>{PLACE}|{COUNT}))? of (?:the function )?"
    rf"(?P<of>{PLACE})(?: (?:at|about|around) (?:the point )?(?P<at>{PLACE}|zero|the origin))?"
)
_ALONG: Final = regex(
    rf"(?:the )?directional derivative of (?:the function )?(?P<of>{PLACE}) at (?:the point )?"
    rf"(?P<at>{PLACE}) (?:along|in the direction(?: of)?) (?:the vector )?(?P<v>{PLACE})"
)


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about a Taylor polynomial; None if it is none."""
    if verb not in ("is", "equals") or re.fullmatch(rf"{PLACE}|{COUNT}", predicate) is None:
        return None
    match = _TAYLOR.fullmatch(subject)
    if match is not None and predicate.startswith("⟨"):
        return partial(_taylor, speaker, match, predicate)
    match = _ALONG.fullmatch(subject)
    return None if match is None else partial(_along, speaker, match, predicate)


def _taylor(speaker: Speaker, match: re.Match[str], predicate: str) -> Phrase | None:
    """Σ f⁽ᵏ⁾(a) (x - a)ᵏ / k!, compared with what is claimed for all x."""
    f = function_in(speaker, match["of"])
    if f is None or f.inputs != 1:
        return None
    if (match["word"] is None) == (match["n"] is None):
        raise refuse("of which degree is not said")
    order = _ORDERS[match["word"]] if match["word"] else speaker.integer(match["n"])
    if not 0 <= order <= MOST:
        raise refuse("so high a degree is not expanded")
    at = ZERO
    if match["at"] and match["at"].startswith("⟨"):
        at = speaker.number(match["at"])
    node = speaker.clause.part(predicate).node
    found = speaker.wide.read(node) if node is not None else None
    if not isinstance(found, Scalar):
        raise refuse("a polynomial is needed in it")
    letters = sorted(free_symbols(found.expr))
    if len(letters) != 1:
        raise refuse("in which letter is not certain")
    x = symbol(letters[0])
    terms = [
        mul(quotient(value, rational(factorial(k))), power(add(x, negative(at)), rational(k)))
        if k
        else value
        for k, value in enumerate(_derivatives(f, at, order))
    ]
    return Phrase("is", "", ((Atomic("=", add(*terms), found.expr), ()),), method="derivatives")


def _derivatives(f: Function, at: Expr, order: int) -> list[Expr]:
    (x,) = f.point("x")
    expr, found = lower(f.value((x,))), []
    for _ in range(order + 1):
        found.append(substitute(expr, {"x": at}))
        expr = lower(derivative(expr, "x"))
    return found


def _along(speaker: Speaker, match: re.Match[str], predicate: str) -> Phrase | None:
    """∇f · v; with v made a unit vector first, as some authors do, both have to agree."""
    f = function_in(speaker, match["of"])
    point, way = (_cells(speaker, match[k]) for k in ("at", "v"))
    if f is None or f.inputs != len(point) or len(point) != len(way):
        return None
    names = [str(e.data) for e in f.point("x")]
    whole = lower(f.value(f.point("x")))
    there = dict(zip(names, point, strict=True))
    slopes = tuple(substitute(lower(derivative(whole, name)), there) for name in names)
    claimed = speaker.number(predicate)
    plain = dot(slopes, way)
    size = nth_root(dot(way, way))
    readings = (plain, quotient(plain, size))
    statements = tuple((Atomic("=", e, claimed), (Atomic(">", size, ZERO),)) for e in readings)
    return Phrase("is", "", statements, method="the gradient")


def _cells(speaker: Speaker, place: str) -> tuple[Expr, ...]:
    found = speaker.value(place)
    cells = list(found.cells()) if isinstance(found, Array) else [found]
    numbers = tuple(c.expr for c in cells if isinstance(c, Scalar))
    if len(numbers) != len(cells):
        raise refuse("a point is needed in it")
    return numbers
