"""Formulas at rational points, by FLINT's balls of 2000 bits alone: a check of the generators.

Gaps in the campaign are at least 10^-300 times small numbers, so a difference that 2000 bits do
not tell from 0 is read as 0 here. That is no proof; it finds a generator that errs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from flint import arb, ctx, fmpq

from symnn.claims.formula import Atomic, Claim, Formula
from symnn.exact.expression import Expr, postorder
from tests.campaigns.cases import holds

BITS: Final = 2000


class NoValueError(Exception):
    """This oracle does not know the expression, or it has no value there."""


def sign(value: arb) -> int:
    """-1, 0 or 1; what 2000 bits do not tell from 0 counts as 0."""
    if value > 0:
        return 1
    if value < 0:
        return -1
    if not value.is_finite() or value.rad() > arb(2) ** -(BITS // 2 + 200):
        raise NoValueError(value)
    return 0


def _bent(a: arb, low: arb, high: arb) -> arb:
    return low if sign(a - low) < 0 else high if sign(a - high) > 0 else a


def _largest(*args: arb) -> arb:
    best = args[0]
    for a in args[1:]:
        best = a if sign(a - best) > 0 else best
    return best


def _sigmoid(a: arb) -> arb:
    return 1 / (1 + (-a).exp())


def _root(a: arb, degree: int) -> arb:
    if sign(a) == 0:
        return arb(0)
    if sign(a) < 0:
        if degree % 2 == 0:
            raise NoValueError(a)
        return -((-a).root(degree))
    return a.root(degree)


_FUNCTIONS: Final[dict[str, Callable[..., arb]]] = {
    "abs": abs,
    "max": _largest,
    "min": lambda *args: -_largest(*(-a for a in args)),
    "relu": lambda a: _largest(a, arb(0)),
    "leaky_relu": lambda a, s: a if sign(a) >= 0 else s * a,
    "hard_tanh": lambda a: _bent(a, arb(-1), arb(1)),
    "relu6": lambda a: _bent(a, arb(0), arb(6)),
    "hard_sigmoid": lambda a: _bent(a / 6 + arb(1) / 2, arb(0), arb(1)),
    "step": lambda a, v: (arb(0), v, arb(1))[sign(a) + 1],
    "sign": lambda a: arb(sign(a)),
    "sigmoid": _sigmoid,
    "softplus": lambda a: (1 + a.exp()).log(),
    "silu": lambda a: a * _sigmoid(a),
    **{
        name: (lambda a, n=name: getattr(a, n)())
        for name in ("exp", "log", "sin", "cos", "atan", "erf", "tanh", "sinh", "cosh", "floor")
    },
}


def _product(args: Sequence[arb]) -> arb:
    total = arb(1)
    for a in args:
        total = total * a
    return total


def _power(node: Expr, base: arb) -> arb:
    exponent = node.args[1].data
    if not isinstance(exponent, fmpq):
        raise NoValueError(node)
    base = base if exponent.q == 1 else _root(base, int(exponent.q))
    return base ** int(exponent.p)


def _piecewise(node: Expr, args: Sequence[arb]) -> arb:
    assert isinstance(node.data, tuple)
    for i, relation in enumerate(node.data):
        if holds(relation, sign(args[3 * i] - args[3 * i + 1])):
            return args[3 * i + 2]
    return args[-1]


def _operation(node: Expr, args: Sequence[arb], point: Mapping[str, fmpq]) -> arb:
    match node.op:
        case "rational":
            return arb(node.data)
        case "symbol":
            return arb(point[str(node.data)])
        case "pi":
            return arb.pi()
        case "add":
            return sum(args, arb(0))
        case "mul":
            return _product(args)
        case "power":
            return _power(node, args[0])
        case "nth_root":
            return _root(args[0], int(str(node.data)))
        case "piecewise":
            return _piecewise(node, args)
        case "apply" if node.data in _FUNCTIONS:
            return _FUNCTIONS[str(node.data)](*args)
    raise NoValueError(node)


def evaluate(expr: Expr, point: Mapping[str, fmpq]) -> arb:
    """The value at a point."""
    done: dict[Expr, arb] = {}
    for node in postorder(expr):
        done[node] = _operation(node, [done[a] for a in node.args], point)
    return done[expr]


def _true(formula: Formula, point: Mapping[str, fmpq]) -> bool:
    if isinstance(formula, Atomic):
        difference = evaluate(formula.left, point) - evaluate(formula.right, point)
        return holds(formula.relation, sign(difference))
    parts = [_true(part, point) for part in formula.parts]
    match formula.connective:
        case "and":
            return all(parts)
        case "or":
            return any(parts)
        case "not":
            return not parts[0]
    return not parts[0] or parts[1]


def at(claim: Claim, point: Mapping[str, fmpq]) -> bool | None:
    """Whether the claim holds at a point; None outside of its domain.

    Raises:
        NoValueError: this oracle cannot tell.
    """
    before, ctx.prec = ctx.prec, BITS
    try:
        if not all(_true(part, point) for part in claim.over):
            return None
        return _true(claim.formula, point)
    finally:
        ctx.prec = before
