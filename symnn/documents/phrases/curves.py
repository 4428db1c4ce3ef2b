"""A function of one number in pieces, each free of kinks: where it bends, where it jumps.

Every max, min, |·|, sign, step and case is decided on each interval between the points where one
of them may turn. Those points are found if what turns them is a polynomial of degree at most two.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from functools import cmp_to_key
from typing import Final, NamedTuple

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula
from symnn.documents.phrases.functions import Function
from symnn.documents.phrases.matrices import refuse
from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import (
    ZERO,
    Expr,
    add,
    free_symbols,
    mul,
    negative,
    nth_root,
    postorder,
    power,
    quotient,
    rational,
    rebuild,
    substitute,
    symbol,
)
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.functions.calculus import derivative
from symnn.functions.lower import lower

MAX_POINTS: Final = 24
_SECONDS: Final = 2
_GATES: Final = frozenset({"abs", "max", "min", "sign", "relu", "floor"})
_SAFE: Final = frozenset({"exp", "sin", "cos", "atan", "erf", "tanh", "sinh", "cosh"})


class Curve(NamedTuple):
    """Points in order; pieces between them, one more than points; values at the points."""

    points: tuple[Expr, ...]
    pieces: tuple[Expr, ...]
    values: tuple[Expr, ...]


def curve_of(f: Function, in_letters: bool = False) -> Curve:
    """The pieces of a function of one number on all of ℝ.

    Args:
        f: the function.
        in_letters: whether there may be letters beside the variable, which no gate depends on.

    Raises:
        MeaningError: it takes more numbers, or where it may bend is not found.
    """
    if f.inputs != 1:
        raise refuse(f"{f.name} takes {f.inputs} numbers")
    (x,) = f.point("x")
    expr = lower(f.value((x,)))
    if free_symbols(expr) - {"x"} and not in_letters:
        raise refuse(f"{f.name} depends on more than its variable")
    points = _turns(expr)
    tests = _between([exact_value(lower(p)) for p in points])
    pieces = tuple(_resolved(expr, test) for test in tests)
    for k, piece in enumerate(pieces):
        below = (Atomic(">=", x, points[k - 1]),) if k else ()
        above = (Atomic("<=", x, points[k]),) if k < len(points) else ()
        _check_smooth(piece, (*below, *above))
    return Curve(tuple(points), pieces, tuple(substitute(expr, {"x": p}) for p in points))


# --- where it may turn ----------------------------------------------------------------


def _turns(expr: Expr) -> list[Expr]:
    """The zeros of what decides a gate, gate by gate from inside out, in order."""
    found: dict[Number, Expr] = {}
    for node in postorder(expr):
        for difference in _decisions(node):
            for root in _zeros(difference, found.values()):
                found.setdefault(exact_value(lower(root)), root)
            if len(found) > MAX_POINTS:
                raise refuse("it may turn at too many points")
    return [found[key] for key in sorted(found)]


def _decisions(node: Expr) -> Iterable[Expr]:
    if node.op == "apply" and node.data in ("abs", "sign", "relu"):
        yield node.args[0]
    elif node.op == "apply" and node.data in ("max", "min"):
        for i, left in enumerate(node.args):
            for right in node.args[i + 1 :]:
                yield add(left, negative(right))
    elif node.op == "apply" and node.data == "floor":
        raise refuse("it jumps at infinitely many points")
    elif node.op == "piecewise":
        for k in range(0, len(node.args) - 1, 3):
            yield add(node.args[k], negative(node.args[k + 1]))


def _zeros(expr: Expr, known: Iterable[Expr]) -> list[Expr]:
    """Where an expression may vanish, over each of the pieces that it has itself."""
    if "x" not in free_symbols(expr):
        return []
    ends = sorted(exact_value(lower(p)) for p in known)
    found: list[Expr] = []
    for test in _between(ends):
        found += roots_of(_resolved(expr, test))
    return found


def _between(points: Sequence[Number]) -> list[Expr]:
    """One number below all points, one between each two, one above."""
    if not points:
        return [ZERO]
    inner = [written_form((a + b) / 2) for a, b in itertools.pairwise(points)]
    return [written_form(points[0] - 1), *inner, written_form(points[-1] + 1)]


def roots_of(expr: Expr) -> list[Expr]:
    """The real zeros of a polynomial of degree at most two; or none at all, if so proved."""
    try:
        first = derivative(expr, "x")
        second = derivative(first, "x")
        c, b, a = (_at_zero(expr), _at_zero(first), mul(rational("1/2"), _at_zero(second)))
        x = symbol("x")
        whole = add(mul(a, power(x, rational(2))), mul(b, x), c)
        if not decide(Claim(Atomic("=", expr, whole)), seconds=_SECONDS).proved:
            raise refuse("it is no polynomial of degree two")
        return _quadratic(*(exact_value(lower(e)) for e in (a, b, c)))
    except SymnnError as error:
        if decide(Claim(Atomic("!=", expr, ZERO)), seconds=_SECONDS).proved:
            return []
        raise refuse("where it may bend is not found") from error


def _at_zero(expr: Expr) -> Expr:
    return substitute(lower(expr), {"x": ZERO})


def _quadratic(a: Number, b: Number, c: Number) -> list[Expr]:
    if not a:
        return [written_form(-c / b)] if b else []
    inside = b * b - 4 * a * c
    if inside.sign() < 0:
        return []
    root = nth_root(written_form(inside))
    ends = (add(written_form(-b), root), add(written_form(-b), negative(root)))
    return [quotient(end, written_form(2 * a)) for end in ends]


# --- pieces ---------------------------------------------------------------------------


def _resolved(expr: Expr, test: Expr) -> Expr:
    """The expression with every gate decided as it is at a point."""
    done: dict[Expr, Expr] = {}
    for node in postorder(expr):
        args = tuple(done[a] for a in node.args)
        if node.op == "apply" and node.data in _GATES:
            done[node] = _decided(str(node.data), args, test)
        elif node.op == "piecewise":
            done[node] = _case(node, args, test)
        else:
            done[node] = rebuild(node, args)
    return done[expr]


def _decided(name: str, args: tuple[Expr, ...], test: Expr) -> Expr:
    if name in ("max", "min"):
        turn = -1 if name == "max" else 1

        def order(left: Expr, right: Expr) -> int:
            return turn * _sign(add(left, negative(right)), test)

        return min(args, key=cmp_to_key(order))
    sign = _sign(args[0], test)
    if name == "sign":
        return rational(sign)
    if name == "relu":
        return args[0] if sign > 0 else ZERO
    return args[0] if sign >= 0 else negative(args[0])


def _case(node: Expr, args: tuple[Expr, ...], test: Expr) -> Expr:
    relations = node.data if isinstance(node.data, tuple) else ()
    for k, relation in enumerate(relations):
        sign = _sign(add(args[3 * k], negative(args[3 * k + 1])), test)
        if _HOLDS[str(relation)](sign):
            return args[3 * k + 2]
    return args[-1]


_HOLDS: Final[dict[str, Callable[[int], bool]]] = {
    "<": lambda s: s < 0, "<=": lambda s: s <= 0, ">": lambda s: s > 0, ">=": lambda s: s >= 0,
    "=": lambda s: s == 0, "!=": lambda s: s != 0,
}  # fmt: skip


def _sign(expr: Expr, test: Expr) -> int:
    there = substitute(expr, {"x": test})
    try:
        return exact_value(lower(there)).sign()
    except SymnnError:
        for relation, sign in ((">", 1), ("<", -1), ("=", 0)):
            if decide(Claim(Atomic(relation, there, ZERO)), seconds=_SECONDS).proved:
                return sign
    raise refuse("which piece it is in is not decided")


def _check_smooth(piece: Expr, over: tuple[Formula, ...]) -> None:
    """Whether a piece is smooth on its interval: only safe functions, no division by zero."""
    for node in postorder(lower(piece)):
        if node.op in ("rational", "root", "symbol", "pi", "add", "mul"):
            continue
        if node.op == "apply" and node.data in _SAFE:
            continue
        if node.op == "apply" and node.data == "log" and _holds(">", node.args[0], over):
            continue
        if node.op == "power" and not free_symbols(node.args[1]):
            exponent = exact_value(node.args[1])
            whole = exponent.is_rational and exponent.as_fmpq().q == 1
            if whole and (exponent.sign() > 0 or _holds("!=", node.args[0], over)):
                continue
            if not whole and _holds(">", node.args[0], over):
                continue
        raise refuse("whether one of its pieces is smooth is not certain")


def _holds(relation: str, expr: Expr, over: tuple[Formula, ...]) -> bool:
    return decide(Claim(Atomic(relation, expr, ZERO), over), seconds=_SECONDS).proved


# --- what is asked of it --------------------------------------------------------------


def jumps(curve: Curve) -> list[Formula]:
    """For each point, that both sides and the value there agree."""
    found: list[Formula] = []
    for k, point in enumerate(curve.points):
        left, right = (substitute(curve.pieces[k + i], {"x": point}) for i in (0, 1))
        found += [Atomic("=", left, curve.values[k]), Atomic("=", right, curve.values[k])]
    return found


def bends(curve: Curve, order: int = 1) -> list[Atomic]:
    """For each point, that the derivatives of an order agree from both sides."""
    found = []
    for k, point in enumerate(curve.points):
        sides = []
        for piece in curve.pieces[k : k + 2]:
            for _ in range(order):
                piece = derivative(lower(piece), "x")
            sides.append(substitute(piece, {"x": point}))
        found.append(Atomic("=", sides[0], sides[1]))
    return found


def agree(formulas: Iterable[Formula]) -> bool | None:
    """Whether all formulas hold; None if one is open and none fails."""
    known: bool | None = True
    for formula in formulas:
        shown = decide(Claim(formula), seconds=_SECONDS)
        if shown.refuted:
            return False
        if not shown.proved:
            known = None
    return known


def kinks(f: Function) -> list[Expr]:
    """Where a function is not differentiable, in order.

    Raises:
        MeaningError: it is not found, or not decided.
    """
    curve = curve_of(f)
    found = []
    for k, point in enumerate(curve.points):
        both = agree([*jumps(curve)[2 * k : 2 * k + 2], bends(curve)[k]])
        if both is None:
            raise refuse("whether it bends at one of its points is not decided")
        if not both:
            found.append(point)
    return found


def within(points: Iterable[Expr], f: Function) -> list[Expr]:
    """Those points that lie inside the domain of a function, and not at its ends."""
    return [p for p in points if all(_is_inside(row) for row in f.domain((p,)))]


def _is_inside(row: Formula) -> bool:
    if not isinstance(row, Atomic):
        raise refuse("this domain is no interval")
    strict = {"<=": "<", ">=": ">"}.get(row.relation, row.relation)
    return decide(Claim(Atomic(strict, row.left, row.right)), seconds=_SECONDS).proved


#: The sign of the second derivative that is enough for the word; if it is not strict, it is needed.
_BENDING: Final = {
    "convex": (">=", True), "a convex function": (">=", True), "concave": ("<=", True),
    "strictly convex": (">", False), "strictly concave": ("<", False),
}  # fmt: skip


def by_second_derivative(f: Function, word: str) -> tuple[Formula, tuple[Formula, ...]] | None:
    """f″ ≥ 0 for convex, if f is smooth; f″ > 0 is enough for strictly convex, but not needed.

    None if the derivative tells nothing, so that the definition has to.
    """
    if word not in _BENDING or f.inputs != 1:
        return None
    try:
        curve = curve_of(f)
        if curve.points:
            return None
        second = derivative(lower(derivative(curve.pieces[0], "x")), "x")
    except SymnnError:
        return None
    relation, is_needed = _BENDING[word]
    (x,) = f.point("x")
    claim: Formula = Atomic(relation, second, ZERO)
    found = decide(Claim(claim, f.domain((x,))), seconds=_SECONDS)
    if found.proved or (found.refuted and is_needed):
        return claim, tuple(f.domain((x,)))
    return None


def looks_polynomial(expr: Expr) -> bool:
    """Whether it is made of sums, products and whole powers."""
    for node in postorder(lower(expr)):
        if node.op == "power" and not free_symbols(node.args[1]):
            exponent = exact_value(node.args[1])
            if not exponent.is_rational or exponent.as_fmpq().q != 1:
                return False
        elif node.op not in ("rational", "root", "symbol", "pi", "add", "mul"):
            return False
    return True


def is_growing_polynomial(f: Function) -> bool:
    """Whether it is a polynomial in one number that is not constant."""
    (x,) = f.point("x")
    expr = f.value((x,))
    if not looks_polynomial(expr):
        return False
    ends = (substitute(expr, {"x": rational(k)}) for k in (0, 1))
    return decide(Claim(Atomic("!=", *ends)), seconds=_SECONDS).proved


def by_derivative(f: Function, word: str) -> tuple[tuple[Formula, tuple[Formula, ...]], ...] | None:
    """f′ ≥ 0 for weak growth, f′ > 0 inside the domain for strict growth of a smooth function.

    None if that tells nothing, so that the definition has to.
    """
    up, down = "increasing" in word, "decreasing" in word
    if f.inputs != 1 or up == down or "non" in word or "weakly" in word:
        return None
    try:
        curve = curve_of(f)
        slope = derivative(lower(curve.pieces[0]), "x")
    except SymnnError:
        return None
    (x,) = f.point("x")
    inside = tuple(_opened(row) for row in f.domain((x,)))
    if curve.points or not all(isinstance(row, Atomic) for row in inside):
        return None
    strict = (Atomic(">" if up else "<", slope, ZERO), inside)
    if decide(Claim(*strict), seconds=_SECONDS).proved:
        return (strict,)
    weak = (Atomic(">=" if up else "<=", slope, ZERO), inside)
    return (weak,) if decide(Claim(*weak), seconds=_SECONDS).refuted else None


def _opened(row: Formula) -> Formula:
    if not isinstance(row, Atomic):
        return row
    return Atomic({"<=": "<", ">=": ">"}.get(row.relation, row.relation), row.left, row.right)
