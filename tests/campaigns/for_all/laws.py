"""Piecewise-linear identities, and what a small change of one side makes of them.

The change is a term whose signs over the domain are known, so every relation between the two
sides is known to hold or not: a constant, a bump relu(l), a wedge on one face of the domain, the
value of a step on its jump, or a term that is 0 in spite of its looks.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from random import Random
from typing import NamedTuple

from symnn.claims.formula import Atomic, Formula
from symnn.exact.expression import ONE, ZERO, Expr, add, apply, mul, piecewise, rational
from tests.campaigns.cases import RELATIONS, Case, compared
from tests.campaigns.for_all.bends import absolute, bent, maximum, minimum, relu, rewritten
from tests.campaigns.for_all.numbers import (
    Scalars,
    form,
    fraction,
    linear_form,
    scalars,
    tiny,
    variables,
)


class Change(NamedTuple):
    """A term, the signs it takes over a domain, and points where it takes some of them."""

    term: Expr
    signs: tuple[int, ...]
    over: tuple[Formula, ...] = ()
    points: Mapping[int, Mapping[str, Expr]] = {}


def box(rng: Random, xs: Sequence[Expr]) -> tuple[Formula, ...]:
    """A box around 0 that holds the unit box, perhaps with open or missing sides."""
    sides: list[Formula] = []
    for x in xs:
        low, high = rational(-rng.randint(1, 5)), rational(rng.randint(1, 5))
        sides += [Atomic(rng.choice((">", ">=")), x, low)] if rng.random() < 0.8 else []
        sides += [Atomic(rng.choice(("<", "<=")), x, high)] if rng.random() < 0.8 else []
    return tuple(sides)


def _constant(rng: Random, _field: Scalars, xs: Sequence[Expr]) -> Change:
    """The same gap everywhere."""
    sign = rng.choice((-1, 1))
    return Change(sign * tiny(rng), (sign,), box(rng, xs) if rng.random() < 0.5 else ())


def _bump(rng: Random, field: Scalars, xs: Sequence[Expr]) -> Change:
    """relu of a form over all space: 0 on one half, of one sign on the other."""
    sign = rng.choice((-1, 1))
    kink = rng.choice((relu, lambda a: maximum(ZERO, a), lambda a: absolute(a) + a))
    return Change(mul(sign * tiny(rng), kink(linear_form(rng, field, xs))), (0, sign))


def _wedge(rng: Random, field: Scalars, xs: Sequence[Expr]) -> Change:
    """relu(x - 1 + d) over x <= 1 or x < 1: nothing if d <= 0, a sliver if d > 0."""
    sign, x, gap, low = rng.choice((-1, 1)), xs[0], tiny(rng), rational(rng.randint(-3, -1))
    side = rng.choice(("<", "<="))
    scale = mul(sign * rng.choice((ONE, tiny(rng))), field.positive(rng))
    over = (Atomic(">=", x, low), Atomic(side, x, ONE))
    case = rng.randrange(4)
    if case == 0:
        return Change(mul(scale, relu(x - 1)), (0,), over)
    if case == 1:
        return Change(mul(scale, relu(x - 1 - gap)), (0,), over)
    inside = {str(v.data): ZERO for v in xs} | {"x": 1 - gap / 2}
    if case == 2:
        return Change(mul(scale, relu(x - 1 + gap)), (0, sign), over, {sign: inside})
    return Change(
        mul(scale, relu(x - 1)),
        (0, sign),
        (Atomic(">=", x, low), Atomic(side, x, 1 + gap)),
        {sign: inside | {"x": 1 + gap / 2}},
    )


def _jump(rng: Random, field: Scalars, xs: Sequence[Expr]) -> Change:
    """Two steps that differ on their jump only."""
    line = linear_form(rng, field, xs) if len(xs) == 1 else xs[0] - xs[-1]
    high, low = rng.choice(((ONE, ZERO), (ONE, rational("1/2")), (rational("1/2"), ZERO)))
    term = mul(tiny(rng), apply("step", line, high) - apply("step", line, low))
    match rng.randrange(3):
        case 0:
            return Change(term, (0, 1))
        case 1:
            return Change(term, (0,), (Atomic(rng.choice((">", "<", "!=")), line, ZERO),))
        case _:
            return Change(term, (1,), (Atomic("=", line, ZERO),))


def _nothing(rng: Random, field: Scalars, xs: Sequence[Expr]) -> Change:
    """A term that is 0 in spite of its looks."""
    line, gap = linear_form(rng, field, xs), tiny(rng)
    dead = relu(add(*(mul(-field.positive(rng), absolute(x)) for x in xs), -gap))
    term = rng.choice(
        (
            dead,
            mul(ZERO, relu(line)),
            mul(gap, relu(line) - line - relu(-line)),
            mul(gap, relu(minimum(line, -line))),
            minimum(gap, ZERO),
            relu(-gap - absolute(line)),
            piecewise([("<", absolute(line), ZERO, gap)], ZERO),
            mul(gap, apply("sign", line) - apply("sign", mul(gap, line))),
        )
    )
    return Change(term, (0,))


CHANGES = (_constant, _bump, _wedge, _jump, _nothing)


def identity(rng: Random) -> Case:
    """A function and the same rewritten by laws, unchanged or changed."""
    field, xs = scalars(rng), variables(rng)
    depth = rng.choice((1, 1, 2, 2, 2, 3) if len(xs) < 3 else (1, 1, 2))
    value = bent(rng, field, xs, depth)
    other = rewritten(rng, field, value, 0.5)
    return _with_change(rng, "laws", value, other, field, xs)


def _with_change(
    rng: Random, family: str, left: Expr, right: Expr, field: Scalars, xs: Sequence[Expr]
) -> Case:
    if rng.random() < 0.4:
        over = box(rng, xs) if rng.random() < 0.5 else ()
        relation = rng.choice(("=", "=", *RELATIONS))
        return compared(family, Atomic(relation, left, right), (0,), over)
    change = rng.choice(CHANGES)(rng, field, xs)
    atom = Atomic(rng.choice(("=", *RELATIONS)), left + change.term, right)
    return compared(f"{family}, changed", atom, change.signs, change.over, change.points)


def tropical(rng: Random) -> Case:
    """Sums, maxima and scalings of maxima of forms, against one maximum of forms."""
    field, xs = scalars(rng), variables(rng)
    first, second = (
        [linear_form(rng, field, xs) for _ in range(rng.randint(2, 3 if len(xs) < 3 else 2))]
        for _ in range(2)
    )
    t, _ = field.unit(rng)
    left, terms = rng.choice(
        (
            (maximum(*first) + maximum(*second), [a + b for a in first for b in second]),
            (maximum(maximum(*first), maximum(*second)), [*second, *first]),
            (mul(t, maximum(*first)), [mul(t, a) for a in first]),
            (mul(-t, minimum(*first)), [mul(-t, a) for a in first]),
            (maximum(*first) - minimum(*first), [a - b for a in first for b in first]),
        )
    )
    rng.shuffle(terms)
    return _with_change(rng, "tropical", left, maximum(*terms), field, xs)


def order(rng: Random) -> Case:
    """Sorting networks of relus against the order statistics; lattice laws."""
    field = scalars(rng)
    xs = variables(rng)
    a, b, c = (linear_form(rng, field, xs) for _ in range(3))
    low, high = a - relu(a - b), b + relu(a - b)
    middle, top = high - relu(high - c), c + relu(high - c)
    bottom, between = low - relu(low - middle), middle + relu(low - middle)
    median = maximum(minimum(a, b), minimum(maximum(a, b), c))
    left, right = rng.choice(
        (
            (top, maximum(c, b, a)),
            (bottom, minimum(b, c, a)),
            (between, median),
            (bottom + between + top, a + b + c),
            (low + high, a + b),
            (maximum(a, minimum(b, c)), minimum(maximum(a, b), maximum(a, c))),
            (minimum(a, maximum(b, c)), maximum(minimum(a, b), minimum(a, c))),
            (maximum(a, minimum(a, b)), a),
            (median, minimum(maximum(a, b), maximum(a, c), maximum(b, c))),
        )
    )
    return _with_change(rng, "order", left, right, field, xs)


def hats(rng: Random) -> Case:
    """A piecewise-linear interpolant of one variable: sums of relus, hats, cases; sawtooths."""
    x = variables(rng, 1)[0]
    if rng.random() < 0.3:
        return _sawtooth(rng, x)
    field, count = scalars(rng), rng.randint(2, 4)
    knots = sorted({fraction(rng) for _ in range(count + 1)})
    values = [rational(fraction(rng)) for _ in knots]
    gaps = [rational(b - a) for a, b in itertools.pairwise(knots)]
    steps = zip(values, values[1:], gaps, strict=False)
    slopes = [ZERO, *((v - u) / gap for u, v, gap in steps), ZERO]
    sums = add(
        values[0],
        *(
            mul(after - before, relu(x - rational(k)))
            for before, after, k in zip(slopes, slopes[1:], knots, strict=False)
        ),
    )
    rows = [(rng.choice(("<", "<=")), x, rational(knots[0]), values[0])]
    for i, k in enumerate(knots[1:], 1):
        piece = values[i - 1] + mul(slopes[i], x - rational(knots[i - 1]))
        rows.append((rng.choice(("<", "<=")), x, rational(k), piece))
    return _with_change(rng, "hats", sums, piecewise(rows, values[-1]), field, (x,))


def _sawtooth(rng: Random, x: Expr) -> Case:
    """The tent map folded up to three times, against its closed form on [0, 1]."""
    depth, left = rng.randint(1, 3), x
    for _ in range(depth):
        left = 2 * relu(left) - 4 * relu(left - rational("1/2"))
    size = 2**depth
    bends = (
        mul(rational(2 * size * (-1) ** j), relu(x - rational(j) / size)) for j in range(1, size)
    )
    right = rng.choice(
        (
            add(mul(rational(size), relu(x)), *bends),
            absolute(size * x - 2 * apply("floor", (size * x + 1) / 2)),
        )
    )
    over = (Atomic(">=", x, ZERO), Atomic("<=", x, ONE))
    sign, relation = rng.choice((0, 0, 1, -1)), rng.choice(RELATIONS)
    gap = ZERO if sign == 0 else sign * tiny(rng)
    return compared("sawtooth", Atomic(relation, left + gap, right), (sign,), over)


def affine(rng: Random) -> Case:
    """Relations of affine functions, with nothing bent."""
    field, xs = scalars(rng), variables(rng)
    line, other = (linear_form(rng, field, xs) for _ in range(2))
    t, inverse = field.unit(rng)
    same = rng.choice(
        (
            mul(t, mul(inverse, line)),
            (line + other) - other,
            mul(t, line + other) - mul(t, other) - mul(t - 1, line),
            form((ONE,), (line,), ZERO),
        )
    )
    return _with_change(rng, "affine", line, same, field, xs)
