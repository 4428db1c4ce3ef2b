"""Two sides and a domain, with the signs that left - right takes there: six claims of known truth.

The signs are theorems of a line each; nothing here asks the package what is true.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from flint import fmpq

from symnn import Status, check
from symnn.claims.formula import Atomic, Claim
from symnn.exact.expression import (
    ONE,
    PI,
    RELATIONS,
    ZERO,
    Expr,
    apply,
    exp,
    limit,
    mul,
    nth_root,
    piecewise,
    power,
    rational,
    symbol,
)

X, Y, K = symbol("x"), symbol("y"), symbol("k")
SIGNS: Final = dict(zip(RELATIONS, ({0}, {-1, 1}, {-1}, {-1, 0}, {1}, {0, 1}), strict=True))
UNIT: Final = (Atomic(">=", X, ZERO), Atomic("<=", X, ONE))
SQUARE: Final = (*UNIT, Atomic(">=", Y, ZERO), Atomic("<=", Y, ONE))
HALF_OPEN: Final = (Atomic(">=", X, ZERO), Atomic("<", X, ONE))
HALF: Final = rational(fmpq(1, 2))
TINY: Final = rational(fmpq(1, 10**30))
R2, R3, R5 = (nth_root(rational(n)) for n in (2, 3, 5))


@dataclass(frozen=True)
class Sides:
    """left, right, a domain, and all the signs of left - right at points of the domain."""

    name: str
    left: Expr
    right: Expr
    signs: frozenset[int]
    over: tuple[Atomic, ...] = ()

    def claim(self, relation: str) -> Claim:
        return Claim(Atomic(relation, self.left, self.right), self.over)

    def holds(self, relation: str) -> bool:
        return self.signs <= SIGNS[relation]


@dataclass(frozen=True)
class Source:
    """Evidence of a verdict on known sides."""

    sides: Sides
    relation: str
    evidence: dict[str, Any] = field(hash=False)


def relu(a: Expr) -> Expr:
    return apply("relu", a)


def largest(*args: Expr) -> Expr:
    return apply("max", *args)


def size(a: Expr) -> Expr:
    return apply("abs", a)


def net(a: Expr, b: Expr) -> Expr:
    """(2 + √2)/2 relu((a + b - 1)/√2), within 1/4 of ab on the unit square."""
    return mul((2 + R2) * HALF, relu((a + b - 1) / R2))


def sawtooth(a: Expr, depth: int) -> Expr:
    for _ in range(depth):
        a = 1 - size(2 * a - 1)
    return a


def sides() -> Iterator[Sides]:
    """All of them."""
    for sign, rows in _ROWS.items():
        for name, (left, right, *over) in rows.items():
            yield Sides(name, left, right, frozenset(sign), tuple(over[0]) if over else ())


def far(body: Expr) -> Expr:
    """The limit of the body as k goes to infinity."""
    return limit(body, "k", "oo")


_SIGMOID = apply("sigmoid", X)
_ANGLE = mul(rational(fmpq(1, 5)), PI)
_ROWS: Final[dict[tuple[int, ...], dict[str, tuple[Any, ...]]]] = {
    (0,): {
        "nested surds": (R2 + R3, nth_root(rational(5) + 2 * nth_root(rational(6)))),
        "a cosine": (apply("cos", _ANGLE), (1 + R5) / 4),
        "a unit vector": (apply("sin", ONE) ** 2 + apply("cos", ONE) ** 2, ONE),
        "a cube root": (nth_root(rational(2), 3) ** 3, rational(2)),
        "a sum of fractions": (rational(fmpq(1, 3)) + rational(fmpq(1, 6)), HALF),
        "a logarithm": (apply("log", rational(8)), 3 * apply("log", rational(2))),
        "relu(x) - relu(-x)": (relu(X) - relu(-X), X),
        "max + min": (largest(X, Y) + apply("min", X, Y), X + Y),
        "sigmoid and its mirror": (_SIGMOID + apply("sigmoid", -X), ONE),
        "tanh by sigmoid": (apply("tanh", X), 2 * apply("sigmoid", 2 * X) - 1),
        "softplus difference": (apply("softplus", X) - apply("softplus", -X), X),
        "a scaled neuron": (relu(R2 * X + R2 * Y) / R2, relu(X + Y)),
        "the exponential of a sum": (exp(X + Y), exp(X) * exp(Y)),
        "three by two maxima": (largest(X, Y, ONE), largest(largest(X, ONE), Y)),
        "a floor shifted": (apply("floor", X + 3), apply("floor", X) + 3, UNIT),
        "a choice": (piecewise([("<", X, ZERO, -X)], X), size(X)),
        "a square expanded": ((X + R2) ** 2, X**2 + 2 * R2 * X + 2),
        "a limit": (far(X + 1 / K), X),
        "a sharp sigmoid": (far(apply("sigmoid", K)), ONE),
        "a sharp softplus": (far(apply("softplus", K * X) / K), relu(X)),
        "sorted": (size(X - Y) + X + Y, 2 * largest(X, Y)),
    },
    (-1, 0): {
        "relu below abs": (relu(X), size(X)),
        "triangle": (size(X + Y), size(X) + size(Y)),
        "x (1 - x)": (X * (1 - X), rational(fmpq(1, 4)), UNIT),
        "the largest of a square": (largest(X, Y), ONE, SQUARE),
        "the net near xy": (size(net(X, Y) - X * Y), rational(fmpq(1, 4)), SQUARE),
        "a sawtooth": (sawtooth(X, 3), ONE, UNIT),
        "x^2 below x": (X**2, X, UNIT),
        "a cubic": (
            X**3 - 3 * X,
            rational(2),
            (Atomic(">=", X, -2 * ONE), Atomic("<=", X, 2 * ONE)),
        ),
        "means": (2 * X * Y, X**2 + Y**2),
        "1 + x below e^x": (1 + X, exp(X)),
        "hard tanh": (apply("hard_tanh", X), ONE),
        "tanh below x": (apply("tanh", X), X, UNIT),
        "tanh near x": (size(apply("tanh", X) - X), X**3 / 3, UNIT),
        "the slope of sigmoid": (_SIGMOID * (1 - _SIGMOID), rational(fmpq(1, 4))),
        "softplus near relu": (apply("softplus", X) - relu(X), apply("log", rational(2))),
        "sine below x": (apply("sin", X), X, UNIT),
    },
    (0, 1): {
        "a square": (X**2, ZERO),
        "a surd square": (X**2 - 2 * R3 * X + 3, ZERO),
        "relu above x": (relu(X), X),
        "a sharp softplus above x": (far(apply("softplus", K * X) / K), X),
        "a sum of relus": (relu(X) + relu(Y - X), relu(Y)),
        "x^4 - 2 x^2 + 1": (X**4 - 2 * X**2 + 1, ZERO),
    },
    (-1,): {
        "a negative": (-(X**2) - TINY, ZERO),
        "below 1": (X, ONE, HALF_OPEN),
        "min below max": (apply("min", X, Y) - TINY, largest(X, Y)),
        "surds near": (R2, rational(fmpq(141422, 100000))),
        "pi": (PI, rational(fmpq(355, 113))),
        "sigmoid below 1": (_SIGMOID, ONE),
        "e^x on [0, 1]": (exp(X), rational(fmpq(2719, 1000)), UNIT),
        "x e^-x": (X * exp(-X), rational(fmpq(37, 100)), UNIT),
    },
    (1,): {
        "e to pi": (exp(PI), rational(23)),
        "a power": (power(rational(2), R2), rational(fmpq(26, 10))),
        "a positive": (relu(X) + TINY, ZERO),
        "a quadratic": (X**2 + X + 1, rational(fmpq(74, 100))),
        "above": (3 * X + 2 * Y, -TINY, SQUARE),
        "e^x": (exp(X), ZERO),
        "gelu": (apply("gelu", X), rational(fmpq(-17, 100)), UNIT),
        "cosine": (apply("cos", X), HALF, UNIT),
        "the square of e^x": (exp(X) ** 2 + exp(X), ZERO),
    },
    (-1, 0, 1): {
        "relu at 1/2": (relu(X), HALF),
        "two symbols": (X, Y),
        "a parabola": (X**2, X),
        "a floor": (apply("floor", X) + HALF, X),
        "a net and xy": (net(X, Y), X * Y, SQUARE),
        "one neuron": (relu(R2 * X - Y), X),
    },
    (-1, 1): {
        "1/x": (ONE / X, ZERO),
        "a step": (piecewise([("<", X, ZERO, -ONE)], ONE), ZERO),
        "odd": (2 * apply("floor", X) + 1, 2 * ZERO),
    },
}


def sources(seconds: float = 5) -> list[Source]:
    """The evidence of every verdict on the six claims of all sides."""
    found = []
    for one in sides():
        for relation in RELATIONS:
            verdict = check(one.claim(relation), seconds=seconds)
            if verdict.status is not Status.UNDECIDED and verdict.evidence is not None:
                assert verdict.proved is one.holds(relation), (one.name, relation)
                found.append(Source(one, relation, verdict.evidence))
    return found
