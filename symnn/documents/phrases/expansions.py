"""Taylor polynomials and directional derivatives in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from math import factorial
from typing import Final, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
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
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import BY_TERMS
from symnn.latex.meaning.values import Array, Scalar

Rule: TypeAlias = "Callable[[], Phrase | None]"

MOST: Final = 8
_ORDERS: Final = {
    "linear": 1, "first-order": 1, "quadratic": 2, "second-order": 2, "third-order": 3,
    "cubic": 3, "fourth-order": 4,
}  # fmt: skip
_AT: Final = rf"(?:,? (?:at|about|around|near) (?:the point )?(?P<at>{PLACE}|zero|the origin))?"
_TAYLOR: Final = regex(
    rf"(?:the )?(?:(?P<word>{'|'.join(_ORDERS)}) |(?P<n2>{PLACE}|{COUNT})(?:th|rd|nd)?[ -]order "
    rf"|degree ?-? ?(?P<n3>{PLACE}|{COUNT}) )?(?:taylor|maclaurin)"
    rf" (?:polynomial|expansion|approximation)(?: (?P<name>{PLACE}))?"
    rf"(?: of (?:degree|order) (?P<n>{PLACE}|{COUNT}))? of (?:the function )?"
    rf"(?P<of>{PLACE}){_AT}(?:,? (?:up )?to (?:degree|order) (?P<n4>{PLACE}|{COUNT}))?"
)
_NAMED: Final = regex(
    rf"(?:the )?(?:(?P<one>linearization|linearisation|(?:best )?linear approximation|first-order"
    r" approximation|tangent line approximation)|(?:approximating quadratic|quadratic approximation"
    rf"|second-order approximation)) (?:of|to|for) (?:the function )?(?P<of>{PLACE}){_AT}"
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
    match = _NAMED.fullmatch(subject)
    if match is not None and match["at"] and predicate.startswith("⟨"):
        return partial(_compared, speaker, match, 1 if match["one"] else 2, predicate)
    match = _ALONG.fullmatch(subject)
    return None if match is None else partial(_along, speaker, match, predicate)


def _taylor(speaker: Speaker, match: re.Match[str], predicate: str) -> Phrase | None:
    """Of a degree that is said once, in words or as the index of T_5."""
    orders = [_ORDERS[match["word"]]] if match["word"] else []
    orders += [speaker.integer(match[k]) for k in ("n", "n2", "n3", "n4") if match[k]]
    name = speaker.clause.part(match["name"]).node if match["name"] else None
    name = name.head if isinstance(name, tree.Call) else name
    if isinstance(name, tree.Name) and isinstance(name.subscript, tree.Number) and not orders:
        if BY_TERMS in speaker.reader.scope.told:
            raise refuse("the index may count the terms")
        orders.append(speaker.reader.integer(name.subscript))
    if len(orders) != 1:
        raise refuse("of which degree is not said")
    return _compared(speaker, match, orders[0], predicate)


def _compared(speaker: Speaker, match: re.Match[str], order: int, predicate: str) -> Phrase | None:
    """The polynomial compared with what is claimed, for all values of its letters."""
    f = function_in(speaker, match["of"])
    if f is None or (f.inputs != 1 and order > 2):
        return None
    if not 0 <= order <= MOST:
        raise refuse("so high a degree is not expanded")
    node = speaker.clause.part(predicate).node
    if isinstance(node, tree.Chain) and all(link.relation == "=" for link in node.links):
        node = node.links[-1].operand
    found = speaker.wide.read(node) if node is not None else None
    if not isinstance(found, Scalar):
        raise refuse("a polynomial is needed in it")
    letters = _letters(speaker, match["of"], f, sorted(free_symbols(found.expr)))
    told = match["at"] is not None and match["at"].startswith("⟨")
    at = _cells(speaker, match["at"]) if told else (ZERO,) * f.inputs
    if len(at) != f.inputs:
        raise refuse(f"a point of {f.inputs} numbers is needed in it")
    steps = [add(symbol(x), negative(a)) for x, a in zip(letters, at, strict=True)]
    same = Atomic("=", _polynomial(f, at, order, steps), found.expr)
    printed = [n for n in tree.walk(node) if isinstance(n, tree.Number)] if node else []
    if any(n.decimals for n in printed) and not decide(Claim(same), seconds=2).proved:
        raise refuse("printed decimals may be rounded ones")
    return Phrase("is", "", ((same, ()),), method="derivatives")


def _letters(speaker: Speaker, place: str, f: Function, used: list[str]) -> list[str]:
    """The letters in which a polynomial is written, in the order of the arguments."""
    if f.inputs == 1:
        if len(used) != 1:
            raise refuse("in which letter is not certain")
        return used
    node = speaker.clause.part(place).node
    known = None if node is None else speaker.reader.scope.latest(tree.key(node) or "")
    names = list(known.parameters or ()) if known is not None else []
    if len(names) != f.inputs and used and used[0].rpartition("_")[0]:
        names = [f"{used[0].rpartition('_')[0]}_{k + 1}" for k in range(f.inputs)]
    if len(names) != f.inputs or not set(used) <= set(names):
        raise refuse("in which letters is not certain")
    return names


def _polynomial(f: Function, at: Sequence[Expr], order: int, steps: Sequence[Expr]) -> Expr:
    """Σ f⁽ᵏ⁾(a) (x - a)ᵏ / k!; for several letters up to the Hessian."""
    if f.inputs == 1:
        return add(
            *(
                mul(quotient(value, rational(factorial(k))), power(steps[0], rational(k)))
                if k
                else value
                for k, value in enumerate(_derivatives(f, at[0], order))
            )
        )
    names = [str(e.data) for e in f.point("x")]
    there = dict(zip(names, at, strict=True))
    whole = lower(f.value(f.point("x")))
    slopes = [lower(derivative(whole, name)) for name in names]
    parts = [substitute(whole, there)]
    parts += [mul(substitute(s, there), d) for s, d in zip(slopes, steps, strict=True)]
    if order == 2:
        half = quotient(rational(1), rational(2))
        for slope, d in zip(slopes, steps, strict=True):
            for name, e in zip(names, steps, strict=True):
                bend = substitute(lower(derivative(slope, name)), there)
                parts.append(mul(half, bend, d, e))
    return add(*parts)


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
