"""Piecewise-linear functions, and the laws by which they are written in another way."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from symnn.exact.expression import (
    MINUS_ONE,
    ONE,
    ZERO,
    Expr,
    add,
    apply,
    mul,
    piecewise,
    rational,
    rebuild,
)
from tests.campaigns.for_all.numbers import Scalars, linear_form

HALF = rational("1/2")
SIX = rational(6)


def relu(x: Expr) -> Expr:
    return apply("relu", x)


def absolute(x: Expr) -> Expr:
    return apply("abs", x)


def maximum(*args: Expr) -> Expr:
    return apply("max", *args)


def minimum(*args: Expr) -> Expr:
    return apply("min", *args)


def bent(rng: Random, field: Scalars, xs: Sequence[Expr], depth: int) -> Expr:
    """A continuous piecewise-linear function with about `depth` kinks inside each other."""
    line = linear_form(rng, field, xs)
    if depth == 0:
        return line
    inside = bent(rng, field, xs, depth - 1)
    match rng.randrange(8):
        case 0 | 1:
            return relu(inside)
        case 2:
            return absolute(inside)
        case 3:
            return maximum(inside, line)
        case 4:
            return minimum(inside, line)
        case 5:
            return apply(rng.choice(("hard_tanh", "relu6", "hard_sigmoid")), inside)
        case 6:
            return apply("leaky_relu", inside, rng.choice((rational("1/10"), rational("-1/2"))))
        case _:
            return add(inside, mul(field.number_not_zero(rng), relu(line)))


# --- laws: each gives another way to write the same value -------------------------------


def _relu(rng: Random, field: Scalars, a: Expr) -> Expr:
    t, inverse = field.unit(rng)
    return rng.choice(
        (
            (a + absolute(a)) / 2,
            maximum(ZERO, a),
            maximum(a, ZERO),
            add(a, relu(-a)),
            a - minimum(a, ZERO),
            mul(inverse, relu(mul(t, a))),
            relu(relu(a)),
            piecewise([(rng.choice((">", ">=")), a, ZERO, a)], ZERO),
            mul(a, apply("step", a, rng.choice((ZERO, ONE, HALF)))),
        )
    )


def _absolute(rng: Random, field: Scalars, a: Expr) -> Expr:
    t, inverse = field.unit(rng)
    return rng.choice(
        (
            relu(a) + relu(-a),
            maximum(a, -a),
            2 * relu(a) - a,
            absolute(-a),
            mul(t, absolute(mul(inverse, a))),
            mul(apply("sign", a), a),
            piecewise([(rng.choice(("<", "<=")), a, ZERO, -a)], a),
        )
    )


def _extremum(rng: Random, field: Scalars, name: str, a: Expr, b: Expr) -> Expr:
    """max(a, b) or min(a, b), by a sign that turns one into the other."""
    s, other = (1, "min") if name == "max" else (-1, "max")
    t, inverse = field.unit(rng)
    c = field.number(rng)
    low = rng.choice(("<", "<=") if s > 0 else (">", ">="))
    return rng.choice(
        (
            a + s * relu(s * (b - a)),
            b + s * relu(s * (a - b)),
            (a + b + s * absolute(a - b)) / 2,
            -1 * apply(other, -a, -b),
            a + b - apply(other, a, b),
            apply(name, b, a),
            apply(name, apply(name, b, a), b),
            apply(name, apply(other, a, b), apply(name, a, b)),
            apply(name, a + c, b + c) - c,
            mul(inverse, apply(name, mul(t, a), mul(t, b))),
            piecewise([(low, a, b, b)], a),
        )
    )


def _clipped(rng: Random, name: str, a: Expr) -> Expr:
    if name == "relu6":
        return rng.choice(
            (relu(a) - relu(a - 6), minimum(SIX, relu(a)), maximum(ZERO, minimum(a, SIX)))
        )
    if name == "hard_sigmoid":
        return rng.choice(
            (
                relu(a / 6 + HALF) - relu(a / 6 - HALF),
                apply("relu6", a + 3) / 6,
                (1 + apply("hard_tanh", a / 3)) / 2,
                1 - apply("hard_sigmoid", -a),
            )
        )
    return rng.choice(
        (
            relu(a + 1) - relu(a - 1) - 1,
            (absolute(a + 1) - absolute(a - 1)) / 2,
            minimum(ONE, maximum(MINUS_ONE, a)),
            -1 * apply("hard_tanh", -a),
            piecewise([("<", a, MINUS_ONE, MINUS_ONE), ("<=", a, ONE, a)], ONE),
        )
    )


def _leaky(rng: Random, a: Expr, slope: Expr) -> Expr:
    return rng.choice(
        (
            relu(a) - mul(slope, relu(-a)),
            maximum(a, mul(slope, a)),  # the slopes here are below 1
            mul(slope, a) + mul(1 - slope, relu(a)),
            piecewise([("<", a, ZERO, mul(slope, a))], a),
        )
    )


def _nothing(rng: Random, a: Expr) -> Expr:
    """0, written with kinks."""
    return rng.choice(
        (
            relu(-a) - relu(a) + a,
            absolute(a) - relu(a) - relu(-a),
            maximum(a, ZERO) + minimum(a, ZERO) - a,
            mul(ZERO, absolute(a)),
        )
    )


def _sum(rng: Random, node: Expr) -> Expr:
    """Another order; a sum taken into a maximum; something added and taken away."""
    args = list(node.args)
    rng.shuffle(args)
    places = [i for i, a in enumerate(args) if a.data in ("max", "min")]
    if places and rng.random() < 0.6:
        best = args.pop(rng.choice(places))
        return rebuild(best, tuple(add(*args, a) for a in best.args))
    if rng.random() < 0.3:
        args.append(_nothing(rng, args[0]))
    return add(*args)


def law(rng: Random, field: Scalars, node: Expr) -> Expr:
    """The same value in one other way."""
    match node.op, node.data, node.args:
        case "apply", "relu", (a,):
            return _relu(rng, field, a)
        case "apply", "abs", (a,):
            return _absolute(rng, field, a)
        case "apply", ("max" | "min") as name, (a, b):
            return _extremum(rng, field, name, a, b)
        case "apply", ("hard_tanh" | "relu6" | "hard_sigmoid") as name, (a,):
            return _clipped(rng, name, a)
        case "apply", "leaky_relu", (a, slope):
            return _leaky(rng, a, slope)
        case "add", _, _:
            return _sum(rng, node)
        case "symbol", _, _:
            return relu(node) - relu(-node)
    return node


def rewritten(rng: Random, field: Scalars, node: Expr, chance: float) -> Expr:
    """The same value, with laws applied here and there, from the inside outwards."""
    if node.op == "symbol" and rng.random() < 0.8:
        return node
    args = tuple(rewritten(rng, field, a, chance) for a in node.args)
    inside = rebuild(node, args)
    return law(rng, field, inside) if rng.random() < chance else inside
