"""A second evaluator for tests of the checker: programs on flint's balls, by the table."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from flint import arb, ctx, fmpq

PRECISION = 600


def ball(q: Fraction) -> arb:
    return arb(fmpq(q.numerator, q.denominator))


class UndefinedValueError(ArithmeticError):
    """The value does not exist, or its existence is not certain."""


def demand(certain: bool) -> None:
    if not certain:
        raise UndefinedValueError


def is_integer(x: arb) -> bool:
    return bool(x.is_exact() and x.is_integer())


def power(a: arb, b: arb) -> arb:
    if is_integer(b):
        n = int(b.unique_fmpz())
        demand(n >= 0 or bool(a > 0) or bool(a < 0))
        result = arb(1)
        for _ in range(abs(n)):
            result = result * a
        return result if n >= 0 else 1 / result
    if a == 0:
        demand(bool(b > 0))
        return arb(0)
    demand(bool(a > 0))
    return (b * a.log()).exp()


def nth_root(n: int, a: arb) -> arb:
    if n % 2 and a < 0:
        return -nth_root(n, -a)
    if a == 0:
        return arb(0)
    demand(bool(a > 0))
    return a.root(n)


def floor(a: arb) -> arb:
    n = a.floor().unique_fmpz()
    demand(n is not None)
    return arb(n)


def sign(a: arb) -> arb:
    demand(bool(a > 0) or bool(a < 0) or bool(a == 0))
    return arb(1 if a > 0 else -1 if a < 0 else 0)


def log(a: arb) -> arb:
    demand(bool(a > 0))
    return a.log()


def tan(a: arb) -> arb:
    demand(not a.cos().contains(0))
    return a.tan()


def within(a: arb) -> arb:
    demand(bool(a >= -1) and bool(a <= 1))
    return a


def maximum(*args: arb) -> arb:
    result = args[0]
    for a in args[1:]:
        result = result.max(a)
    return result


def minimum(*args: arb) -> arb:
    return -maximum(*(-a for a in args))


def sigmoid(x: arb) -> arb:
    return 1 / (1 + (-x).exp())


FUNCTIONS: dict[str, Any] = {
    "exp": lambda x: x.exp(),
    "log": log,
    "sin": lambda x: x.sin(),
    "cos": lambda x: x.cos(),
    "tan": tan,
    "atan": lambda x: x.atan(),
    "asin": lambda x: within(x).asin(),
    "acos": lambda x: within(x).acos(),
    "erf": lambda x: x.erf(),
    "abs": abs,
    "max": maximum,
    "min": minimum,
    "sign": sign,
    "floor": floor,
    "relu": lambda x: x.max(0),
    "leaky_relu": lambda x, a: x.max(0) + a * x.min(0),
    "hard_tanh": lambda x: x.min(1).max(-1),
    "relu6": lambda x: x.min(6).max(0),
    "hard_sigmoid": lambda x: (x / 6 + arb(1) / 2).min(1).max(0),
    "sigmoid": sigmoid,
    "logistic": sigmoid,
    "tanh": lambda x: x.tanh(),
    "sinh": lambda x: x.sinh(),
    "cosh": lambda x: x.cosh(),
    "softplus": lambda x: (1 + x.exp()).log(),
    "silu": lambda x: x * sigmoid(x),
    "gelu": lambda x: x / 2 * (1 + (x / arb(2).sqrt()).erf()),
}


def evaluate(nodes: list[Any], place: int, point: Mapping[str, Fraction]) -> arb:
    """The ball of a node at a rational point; raises UndefinedValueError."""
    op, *rest = nodes[place]
    if op == "rational":
        return ball(Fraction(rest[0]))
    if op == "symbol":
        return ball(point[rest[0]])
    if op == "pi":
        return arb.pi()
    if op == "nth_root":
        return nth_root(rest[0], evaluate(nodes, rest[1], point))
    if op == "apply":
        result = FUNCTIONS[rest[0]](*(evaluate(nodes, a, point) for a in rest[1:]))
        demand(bool(result.is_finite()))
        return result
    args = [evaluate(nodes, a, point) for a in rest]
    if op == "power":
        return power(*args)
    total = arb(0 if op == "add" else 1)
    for a in args:
        total = total + a if op == "add" else total * a
    return total


def difference(nodes: list[Any], left: int, right: int, point: Mapping[str, Fraction]) -> arb:
    """left - right at high precision."""
    old = ctx.prec
    ctx.prec = PRECISION
    try:
        return evaluate(nodes, left, point) - evaluate(nodes, right, point)
    finally:
        ctx.prec = old
