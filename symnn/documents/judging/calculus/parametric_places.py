"""Where a function is largest, in letters: y ln a + (1-y) ln(1-a) for 0 < a < 1 at a = y.

It is if its slope is at least 0 on all that lies before the place and at most 0 on all behind, for
all values of the letters; it is not if the slope there, inside of the range, is not 0 for some.
"""

from __future__ import annotations

from collections import Counter
from math import prod
from typing import Final

from flint import fmpq

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula, sides
from symnn.documents.judging.relations import Judgement
from symnn.errors import SymnnError
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    derivative,
    free_symbols,
    mul,
    negative,
    postorder,
    rebuild,
    substitute,
    symbol,
)
from symnn.exact.plain import plain
from symnn.functions.antiderivatives import CONTINUOUS
from symnn.functions.lower import lower

_SECONDS: Final = 4
_MOST: Final = 4
_ORDERS: Final = frozenset({"<", "<=", ">", ">="})
_STRICT: Final = {"<=": "<", ">=": ">"}
_ARITHMETIC: Final = frozenset({"add", "mul", "symbol", "rational", "pi"})
_KINKED: Final = frozenset({"abs", "max", "min", "relu"})


def largest_in_letters(
    body: Expr, key: str, domain: tuple[Formula, ...], at: Expr, alone: bool = False
) -> Judgement | None:
    """Whether a function of a letter is largest at a place, for all values of the other letters.

    Args:
        body: what is to be largest.
        key: the letter.
        domain: the ranges of all letters.
        at: the place.
        alone: whether it is to be largest nowhere else.
    """
    up, down = (">", "<") if alone else (">=", "<=")
    try:
        body = lower(body)
        domain = tuple(dict.fromkeys((*domain, *_where_defined(body, key))))
        slope = without_zeros(lower(derivative(body, key, symbol(key))))
        there = lower(substitute(slope, {key: at}))
    except SymnnError:
        return None
    own = tuple(f for f in domain if key in free_symbols(*sides(f)))
    others = tuple(f for f in domain if f not in own)
    if key in free_symbols(at) or not _is_interval(own, key) or not _is_smooth(body, domain):
        return None
    if not all(_holds(_at(f, key, at), others) for f in own):
        return None
    bare = _without_denominators(slope, domain)
    before = _holds(Atomic(up, bare, ZERO), (*domain, Atomic("<", symbol(key), at)))
    if before and _holds(Atomic(down, bare, ZERO), (*domain, Atomic(">", symbol(key), at))):
        text = f"it rises up to {plain(at)} and falls from there on"
        return Judgement("proved", "signs of the slope", notes=(text,))
    if not all(_holds(_at(f, key, at, strict=True), others) for f in own):
        return None  # the slope need not be 0 at an end
    flat = decide(Claim(Atomic("=", there, ZERO), others), seconds=_SECONDS)
    if not flat.refuted:
        return None
    point = tuple((name, plain(value)) for name, value in sorted(flat.point.items()))
    return Judgement(
        "refuted", flat.method, counterexample=point or None, notes=("its slope there is not 0",)
    )


def without_zeros(expr: Expr) -> Expr:
    """Without products with 0, which are 0 where all has a value."""
    done: dict[Expr, Expr] = {}
    for node in postorder(expr):
        parts = [done[part] for part in node.args]
        if node.op == "mul" and ZERO in parts:
            done[node] = ZERO
        elif node.op == "add":
            done[node] = add(*(part for part in parts if part != ZERO))
        else:
            done[node] = rebuild(node, tuple(parts))
    return done[expr]


def _without_denominators(slope: Expr, domain: tuple[Formula, ...]) -> Expr:
    """An expression of the same sign, where each denominator has one; else the slope itself."""
    above, below = _fraction(slope)
    if not below or len(below) > _MOST:
        return slope
    signs = {d: next((s for s in (1, -1) if _holds(_signed(d, s), domain)), 0) for d in below}
    if not all(signs.values()):
        return slope
    turned = prod(signs[d] ** times for d, times in below.items()) < 0
    return negative(above) if turned else above


def _signed(expr: Expr, sign: int) -> Formula:
    return Atomic(">" if sign > 0 else "<", expr, ZERO)


def _fraction(value: Expr) -> tuple[Expr, Counter[Expr]]:
    """What stands above, and the denominators with how often they stand below."""
    if value.op in ("mul", "add"):
        parts = [_fraction(part) for part in value.args]
        if value.op == "mul":
            return mul(*(up for up, _ in parts)), sum((down for _, down in parts), Counter())
        common: Counter[Expr] = Counter()
        for _, down in parts:
            common |= down
        return add(*(mul(up, *(common - down).elements()) for up, down in parts)), common
    if value.op == "power" and free_symbols(value.args[0]):
        times = value.args[1].data
        if isinstance(times, fmpq) and times.q == 1 and -_MOST <= times < 0:
            return ONE, Counter({value.args[0]: int(-times.p)})
    return value, Counter()


def _holds(formula: Formula, over: tuple[Formula, ...]) -> bool:
    return decide(Claim(formula, over), seconds=_SECONDS).proved


def _at(formula: Formula, key: str, at: Expr, strict: bool = False) -> Formula:
    """A bound of the letter, at the place."""
    left, right = (substitute(side, {key: at}) for side in sides(formula))
    relation = formula.relation if isinstance(formula, Atomic) else "="
    return Atomic(_STRICT.get(relation, relation) if strict else relation, left, right)


def _is_interval(own: tuple[Formula, ...], key: str) -> bool:
    """Whether each bound leaves a half of the line: both sides are straight in the letter."""
    return all(
        isinstance(f, Atomic)
        and f.relation in _ORDERS
        and all(_is_straight(side, key) for side in sides(f))
        for f in own
    )


def _is_straight(expr: Expr, key: str) -> bool:
    """Whether the letter stands in sums and multiples alone."""
    if key not in free_symbols(expr) or expr == symbol(key):
        return True
    if expr.op == "add":
        return all(_is_straight(part, key) for part in expr.args)
    moving = [part for part in expr.args if key in free_symbols(part)]
    return expr.op == "mul" and len(moving) == 1 and _is_straight(moving[0], key)


def _where_defined(body: Expr, key: str) -> tuple[Formula, ...]:
    """Where its logarithms are defined: a > 0 for ln a."""
    inside = (n.args[0] for n in postorder(body) if n.op == "apply" and n.data == "log")
    return tuple(
        Atomic(">", argument, ZERO)
        for argument in inside
        if key in free_symbols(argument) and _is_straight(argument, key)
    )


def _is_smooth(body: Expr, domain: tuple[Formula, ...]) -> bool:
    """Whether it has a slope everywhere: no jump, logarithms of what is positive, no 0 below."""
    for node in postorder(body):
        if node.op in _ARITHMETIC:
            continue
        if node.op == "power":
            base, (power,) = node.args[0], [part.data for part in node.args[1:]]
            if not isinstance(power, fmpq):
                return False
            if power >= 0 and power.q == 1:
                continue
            sign = "!=" if power.q == 1 else ">"
            if not _holds(Atomic(sign, base, ZERO), domain):
                return False
        elif node.op == "apply" and node.data == "log":
            if not _holds(Atomic(">", node.args[0], ZERO), domain):
                return False
        elif node.op != "apply" or node.data not in CONTINUOUS - _KINKED:
            return False
    return True
