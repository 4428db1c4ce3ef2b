"""Bounds of smooth activations and their slopes, with known extreme values."""

from __future__ import annotations

from random import Random
from typing import Final

from flint import arb, ctx, fmpq

from symnn.claims.formula import Atomic, Formula
from symnn.exact.expression import (
    MINUS_ONE,
    ONE,
    ZERO,
    Expr,
    add,
    apply,
    derivative,
    exp,
    mul,
    nth_root,
    power,
    rational,
    symbol,
)
from tests.campaigns.cases import RELATIONS, Case, compared
from tests.campaigns.for_all.bends import absolute, relu
from tests.campaigns.for_all.extremes import Range, beside
from tests.campaigns.for_all.numbers import fraction, linear_form, scalars, tiny, variables

X: Final = symbol("x")
TWO: Final = rational(2)
HALF: Final = rational("1/2")
QUARTER: Final = rational("1/4")
ORACLE_BITS: Final = 2000

#: Strictly increasing on all of R, with FLINT's own value at a rational.
INCREASING: Final = {
    "sigmoid": lambda a: 1 / (1 + (-a).exp()),
    "tanh": lambda a: a.tanh(),
    "softplus": lambda a: (1 + a.exp()).log(),
    "exp": lambda a: a.exp(),
    "atan": lambda a: a.atan(),
    "erf": lambda a: a.erf(),
}


def slope(name: str, x: Expr) -> Expr:
    """The derivative of an activation, as an operation or as a person writes it."""
    return derivative(apply(name, X), "x", x)


def activations(rng: Random) -> Case:
    """The range of an activation or its slope over all x, of a form of the variables."""
    a = linear_form(rng, scalars(rng), variables(rng, 2))
    s, t = apply("sigmoid", a), apply("tanh", a)
    log2 = apply("log", TWO)
    found = rng.choice(
        (
            Range(s, (), ZERO, ONE, has_low=False, has_high=False),
            Range(t, (), MINUS_ONE, ONE, has_low=False, has_high=False),
            Range(absolute(t), (), ZERO, ONE, has_high=False),
            Range(mul(s, 1 - s), (), ZERO, QUARTER, has_low=False),
            Range(slope("sigmoid", a), (), ZERO, QUARTER, has_low=False),
            Range(1 - power(t, TWO), (), ZERO, ONE, has_low=False),
            Range(slope("tanh", a), (), ZERO, ONE, has_low=False),
            Range(apply("softplus", a), (), ZERO, None, has_low=False),
            Range(slope("softplus", a), (), ZERO, ONE, has_low=False, has_high=False),
            Range(apply("softplus", a) - a, (), ZERO, None, has_low=False),
            Range(apply("softplus", a) - relu(a), (), ZERO, log2, has_low=False),
            Range(apply("softplus", a) - a / 2, (), log2, None),
            Range(exp(a), (), ZERO, None, has_low=False),
            Range(exp(-1 * power(a, TWO)), (), ZERO, ONE, has_low=False),
            Range(apply("cosh", a), (), ONE, None),
            Range(apply("sin", a), (), MINUS_ONE, ONE),
            Range(power(1 + power(a, TWO), MINUS_ONE), (), ZERO, ONE, has_low=False),
        )
    )
    return beside(rng, "activations", found)


def tangents(rng: Random) -> Case:
    """Functions against their tangents: equality at one point."""
    a = linear_form(rng, scalars(rng), (X,))
    positive: tuple[Formula, ...] = (Atomic(">=", X, ZERO),)
    strictly: tuple[Formula, ...] = (Atomic(">", X, ZERO),)
    found = rng.choice(
        (
            Range(exp(a) - a, (), ONE, None),
            Range(X - apply("log", X), strictly, ONE, None),
            Range(X - apply("tanh", X), positive, ZERO, None),
            Range(X - apply("sin", X), positive, ZERO, None),
            Range(mul(X, exp(-X)), positive, ZERO, exp(MINUS_ONE)),
            Range(apply("cos", X) + power(X, TWO) / 2, (), ONE, None),
            Range(power(X, rational(3)) / 3 + apply("tanh", X) - X, positive, ZERO, None),
            Range(exp(X) - 1 - X - power(X, TWO) / 2, positive, ZERO, None),
            Range(mul(X, apply("sigmoid", X)) - X / 2, (), ZERO, None),
            Range(absolute(X) - absolute(apply("tanh", X)), (), ZERO, None),
            Range(X + 1 / X, strictly, TWO, None),
            Range(nth_root(1 + power(X, TWO)) - absolute(X), (), ZERO, ONE, has_low=False),
            Range(X - apply("atan", X), positive, ZERO, None),
        )
    )
    return beside(rng, "tangents", found)


def monotone(rng: Random) -> Case:
    """An increasing function of one variable over an interval, against its values at the ends."""
    name, (low, high) = rng.choice([*INCREASING]), _ends(rng)
    strict = rng.random() < 0.3
    over: tuple[Formula, ...] = (
        Atomic(">" if strict else ">=", X, rational(low)),
        Atomic("<" if strict else "<=", X, rational(high)),
    )
    ends = (apply(name, rational(low)), apply(name, rational(high)))
    return beside(rng, "monotone", Range(apply(name, X), over, *ends, not strict, not strict))


def _ends(rng: Random) -> tuple[fmpq, fmpq]:
    low = fmpq(rng.randint(-5, 2), 2)
    return low, low + fmpq(rng.randint(2, 4), 2)


def digits(rng: Random) -> Case:
    """The same against a decimal next to the value at an end, from balls of 2000 bits."""
    name, (low, high) = rng.choice([*INCREASING]), _ends(rng)
    over = (Atomic(">=", X, rational(low)), Atomic("<=", X, rational(high)))
    scale = 10 ** rng.choice((2, 5, 10, 20, 40))
    before, ctx.prec = ctx.prec, ORACLE_BITS
    try:
        end = INCREASING[name](arb(high))
        near = fmpq(int((end * scale).floor().unique_fmpz() or 0) + rng.randint(0, 1), scale)
        above = arb(near) > end
        if not above and not arb(near) < end:
            return monotone(rng)
    finally:
        ctx.prec = before
    signs = (-1,) if above else (-1, 0, 1)
    atom = Atomic(rng.choice(RELATIONS), apply(name, X), rational(near))
    return compared("digits", atom, signs, over)


def sums(rng: Random) -> Case:
    """Increasing functions of several variables added up, over a box or all space."""
    xs = variables(rng, 2)
    terms, lows, highs = [], [], []
    over: list[Formula] = []
    for x in xs:
        name, (low, high) = rng.choice(("sigmoid", "tanh", "softplus")), _ends(rng)
        weight = rational(fmpq(rng.randint(1, 3), 2))
        terms.append(mul(weight, apply(name, x)))
        lows.append(mul(weight, apply(name, rational(low))))
        highs.append(mul(weight, apply(name, rational(high))))
        over += [Atomic(">=", x, rational(low)), Atomic("<=", x, rational(high))]
    return beside(rng, "sums", Range(add(*terms), tuple(over), add(*lows), add(*highs)))


def lipschitz(rng: Random) -> Case:
    """|f(x) - f(y)| against L |x - y|: tight along the diagonal."""
    x, y = symbol("x"), symbol("y")
    name, constant = rng.choice((("tanh", ONE), ("sigmoid", QUARTER), ("softplus", ONE)))
    distance = mul(constant, absolute(x - y)) - absolute(apply(name, x) - apply(name, y))
    return beside(rng, "Lipschitz", Range(distance, (), ZERO, None))


def identities(rng: Random) -> Case:
    """Identities of smooth functions with a gap, or without, or under a monotone function."""
    a = linear_form(rng, scalars(rng), variables(rng, 2))
    s, t = apply("sigmoid", a), apply("tanh", a)
    left, right = rng.choice(
        (
            (s + apply("sigmoid", -a), ONE),
            (t, 2 * apply("sigmoid", 2 * a) - 1),
            (apply("softplus", a) - apply("softplus", -a), a),
            (slope("softplus", a), s),
            (slope("tanh", a), 1 - power(t, TWO)),
            (power(apply("cosh", a), TWO) - power(apply("sinh", a), TWO), ONE),
            (apply("silu", a) - apply("silu", -a), a),
            (apply("log", exp(a)), a),
            (exp(relu(a)), apply("max", ONE, exp(a))),
            (absolute(t), apply("tanh", absolute(a))),
        )
    )
    sign = rng.choice((-1, 0, 0, 1))
    gap = sign * tiny(rng) if sign else ZERO
    atom = Atomic(rng.choice(("=", *RELATIONS)), left + gap, right)
    return compared("smooth identities", atom, (sign,))


def far(rng: Random) -> Case:
    """Bounds with room to spare, over a box: what branch and bound is for."""
    xs = variables(rng, 2)
    shift = fraction(rng, 2)
    over = tuple(Atomic(r, x, rational(v)) for x in xs for r, v in ((">=", -1), ("<=", 1)))
    value = add(*(mul(x, apply("sigmoid", x)) for x in xs), apply("sin", mul(*xs)))
    room = rational(len(xs) + 2 + abs(shift))
    sign = rng.choice((-1, 1))
    atom = Atomic(rng.choice(RELATIONS), value, sign * room)
    return compared("far", atom, (-sign,), over)
