"""Slopes on intervals and points where a gradient vanishes: "the slope of f for x > 2 is -1"."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.functions import Domain, Function
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker
from symnn.exact.expression import (
    ZERO,
    Expr,
    add,
    free_symbols,
    mul,
    negative,
    postorder,
    substitute,
)
from symnn.functions.calculus import derivative
from symnn.latex import syntax as tree
from symnn.latex.meaning.dependent import open_letter
from symnn.latex.meaning.letters import may_be_a_number
from symnn.latex.meaning.values import Defined, Scalar

Rule: TypeAlias = "Callable[[], Phrase | None]"

_SLOPE: Final = regex(
    rf"the (?:constant )?slope of (?:the function )?(?P<of>{PLACE}),? (?:for|where|when)"
    rf" (?P<where>{PLACE})"
)
_VALUE: Final = regex(rf"(?:equal to )?(?P<n>{PLACE}|{COUNT})")
_POINT: Final = regex(
    rf"an? (?P<kind>saddle point|saddle|critical point|stationary point|local minimum"
    rf"|strict local minimum|local maximum|strict local maximum) of (?:the function )?"
    rf"(?P<of>{PLACE})"
)
_HAS_POINT: Final = regex(
    rf"(?:an? |its )?(?P<kind>saddle point|saddle|critical point|stationary point"
    rf"|(?:strict )?local minimum|(?:strict )?local maximum) at (?P<at>{PLACE})"
)
_ORDERS: Final = {"<": "<", "≤": "<=", ">": ">", "≥": ">="}
_SMOOTH: Final = frozenset({"exp", "sin", "cos", "atan", "erf", "tanh", "sinh", "cosh"})


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about slopes or critical points; None if it is none."""
    has = _HAS_POINT.fullmatch(predicate) if verb in ("has", "have") else None
    if has is not None:
        match = _POINT.fullmatch(f"a {has['kind']} of {subject}")
        return None if match is None else partial(_critical, speaker, has["at"], match)
    if verb not in ("is", "equals"):
        return None
    match, value = _SLOPE.fullmatch(subject), _VALUE.fullmatch(predicate)
    if match is not None and value is not None:
        return partial(_slope, speaker, match, value["n"])
    match = _POINT.fullmatch(predicate)
    return None if match is None else partial(_critical, speaker, subject, match)


# --- slopes ---------------------------------------------------------------------------


def _slope(speaker: Speaker, match: re.Match[str], claimed: str) -> Phrase | None:
    """f(x) - f(y) = n (x - y) for all x and y of the interval."""
    subject = speaker.subject(match["of"])
    if subject is None or not subject.is_function:
        raise refuse(f"{speaker.said(match['of'])} is no function here")
    f = speaker.function(subject, None)
    if f.inputs != 1:
        raise refuse(f"{f.name} takes {f.inputs} numbers")
    within = _interval(speaker, match["of"], match["where"])
    number = speaker.number(claimed)
    (x,), (y,) = f.point("x"), f.point("y")
    rise, run = add(f.value((x,)), negative(f.value((y,)))), add(x, negative(y))
    statement = (Atomic("=", rise, mul(number, run)), (*within((x,)), *within((y,))))
    if _is_decimal(speaker, claimed) and not decide(Claim(*statement), seconds=2).proved:
        raise refuse("a printed decimal in words may be a rounded one")
    return Phrase("is", "", (statement,))


def _is_decimal(speaker: Speaker, place: str) -> bool:
    found = speaker.value(place) if place.startswith("⟨") else None
    return isinstance(found, Scalar) and bool(found.decimals)


def _interval(speaker: Speaker, of: str, where: str) -> Domain:
    """The points that an inequality in the function's variable holds for."""
    node = speaker.clause.part(where).node
    if not isinstance(node, tree.Chain) or any(li.relation not in _ORDERS for li in node.links):
        raise refuse("where the slope is meant is no interval")
    sides = [node.first, *(link.operand for link in node.links)]
    names = {n.base for n in sides if isinstance(n, tree.Name) and may_be_a_number(n)}
    key = _variable(speaker, of)
    if key not in names:
        raise refuse(f"the interval is not one of {key or 'its variable'}")

    def within(point: tuple[Expr, ...]) -> tuple[Formula, ...]:
        view = speaker.reader.varying({key: Scalar(point[0])})
        return tuple(
            Atomic(
                _ORDERS[link.relation],
                view.read_scalar(left).expr,
                view.read_scalar(link.operand).expr,
            )
            for left, link in node.pairs()
        )

    return lambda point: within(tuple(point))


def _variable(speaker: Speaker, of: str) -> str:
    """The letter that a function or a formula is in."""
    node = speaker.clause.part(of).node
    letter = open_letter(node, speaker.reader) if node is not None else None
    if letter is not None:
        return letter
    subject = speaker.subject(of)
    (value,) = subject.values if subject is not None else (None,)
    free = free_symbols(value.expr) if isinstance(value, Scalar) else frozenset[str]()
    if len(free) == 1:
        return next(iter(free))
    if isinstance(value, Defined) and len(value.parameters) == 1:
        return value.parameters[0]
    return "x"


# --- critical points ------------------------------------------------------------------


def _critical(speaker: Speaker, text: str, match: re.Match[str]) -> Phrase | None:
    """The gradient vanishes, and the second derivatives have the signs of the kind."""
    point, of = speaker.subject(text), speaker.subject(match["of"])
    if point is None or of is None or len(point.values) != 1 or not of.is_function:
        raise refuse("of which function at which point is not certain")
    (value,) = point.values
    cells = [value] if isinstance(value, Scalar) else list(getattr(value, "cells", list)())
    f = speaker.function(of, None)
    if len(cells) != f.inputs or f.inputs > 2:
        raise refuse(f"{f.name} takes {f.inputs} numbers")
    slopes, seconds = slopes_at(f, [cell.expr for cell in cells])
    parts: list[Formula] = [Atomic("=", e, ZERO) for e in slopes]
    kind = match["kind"]
    if kind not in ("critical point", "stationary point"):
        parts += _of_kind(kind, seconds)
    return Phrase("is", "", ((conjunction(tuple(parts)), ()),), method="derivatives")


def slopes_at(f: Function, point: list[Expr]) -> tuple[list[Expr], list[list[Expr]]]:
    """The gradient and the second derivatives at a point."""
    x = f.point("x")
    expr = f.value(x)
    if any(n.op == "apply" and n.data not in _SMOOTH for n in postorder(expr)):
        raise refuse(f"{f.name} may have kinks")
    names = [str(e.data) for e in x]
    at = dict(zip(names, point, strict=True))
    slopes = [derivative(expr, n) for n in names]
    seconds = [[substitute(derivative(s, n), at) for n in names] for s in slopes]
    return [substitute(s, at) for s in slopes], seconds


def _of_kind(kind: str, seconds: list[list[Expr]]) -> list[Formula]:
    """Definite or indefinite second derivatives; in between nothing follows from them."""
    first = seconds[0][0]
    if len(seconds) == 2:
        whole = add(mul(first, seconds[1][1]), negative(mul(seconds[0][1], seconds[1][0])))
    else:
        whole = first
    if not decide(Claim(Atomic("!=", whole, ZERO)), seconds=2).proved:
        raise refuse("the second derivatives do not tell")
    if kind.startswith("saddle"):
        if len(seconds) != 2:
            raise refuse("a saddle of one variable is not covered")
        return [Atomic("<", whole, ZERO)]
    sign: Atomic = Atomic(">" if kind.endswith("minimum") else "<", first, ZERO)
    return [sign] if len(seconds) == 1 else [sign, Atomic(">", whole, ZERO)]
