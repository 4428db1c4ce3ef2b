"""Functions that do not exist everywhere: a claim holds if it does wherever both sides exist.

Quotients, roots and logarithms, alone, under kinks and as their arguments; some exist at a single
point, some nowhere, and then every claim holds.
"""

from __future__ import annotations

from random import Random

from symnn.claims.formula import Atomic
from symnn.exact.expression import (
    ONE,
    PI,
    ZERO,
    Expr,
    apply,
    exp,
    mul,
    nth_root,
    piecewise,
    power,
    rational,
)
from tests.campaigns.cases import RELATIONS, Case, compared
from tests.campaigns.for_all.bends import absolute, maximum, minimum, relu
from tests.campaigns.for_all.extremes import Range, beside
from tests.campaigns.for_all.numbers import linear_form, scalars, tiny, variables

QUARTER, TWO = rational("1/4"), rational(2)


def log(a: Expr) -> Expr:
    return apply("log", a)


def _same(rng: Random, a: Expr) -> tuple[Expr, Expr]:
    """Two sides that are equal wherever both exist, which is somewhere."""
    sign = piecewise([(rng.choice(("<", "<=")), 1 / a, ZERO, rational(-1))], ONE)
    return rng.choice(
        (
            (a / a, ONE),
            (1 / a - 1 / a, ZERO),
            (mul(ZERO, 1 / a), ZERO),
            (power(nth_root(a), TWO), a),
            (nth_root(-1 * power(a, TWO)), ZERO),  # at a = 0 alone
            (maximum(nth_root(a), nth_root(-a)), ZERO),
            (nth_root(a) + nth_root(-a), ZERO),
            (log(a) + log(1 / a), ZERO),
            (exp(log(a)), a),
            (absolute(log(a)), maximum(log(a), -log(a))),
            (a / absolute(a), apply("sign", a)),
            (a / relu(a), ONE),
            (relu(a) / relu(a), ONE),
            (mul(relu(-a), log(a)), ZERO),
            (sign, a / absolute(a)),
            ((power(a, TWO) - 1) / (a - 1), a + 1),
            (power(nth_root(a, 3), rational(3)), a),
            (minimum(1 / a, ZERO) + maximum(1 / a, ZERO), 1 / a),
            (mul(a, log(a)) / a, log(a)),
        )
    )


def equalities(rng: Random) -> Case:
    """Equal wherever both sides exist, with a gap or without."""
    a = linear_form(rng, scalars(rng), variables(rng, 2))
    left, right = _same(rng, a)
    sign = rng.choice((-1, 0, 0, 1))
    gap = sign * tiny(rng) if sign else ZERO
    atom = Atomic(rng.choice(("=", *RELATIONS)), left + gap, right)
    return compared("partial equalities", atom, (sign,))


def bounds(rng: Random) -> Case:
    """Extreme values over all points at which the function exists."""
    a = linear_form(rng, scalars(rng), variables(rng, 1))
    found = rng.choice(
        (
            Range(power(a, rational(-2)), (), ZERO, None, has_low=False),
            Range(maximum(ZERO, 1 / a) - 1 / a, (), ZERO, None),
            Range(nth_root(a), (), ZERO, None),
            Range(nth_root(a) - a, (), None, QUARTER),
            Range(1 / (1 + nth_root(a)), (), ZERO, ONE, has_low=False),
            Range(log(a) - a, (), None, rational(-1)),
            Range(absolute(log(a)), (), ZERO, None),
            Range(apply("asin", a), (), -1 * PI / 2, PI / 2),
            Range(nth_root(1 - power(a, TWO)), (), ZERO, ONE),
            Range(a + 1 / a, (Atomic(">", a, ZERO),), TWO, None),
            Range(absolute(a + 1 / a), (), TWO, None),
            Range(mul(a, log(a)), (), -1 * exp(rational(-1)), None),
            Range(nth_root(nth_root(a) - 1), (), ZERO, None),
        )
    )
    return beside(rng, "partial bounds", found)


def holes(rng: Random) -> Case:
    """A value that is met at no point, since the function does not exist where it would be."""
    a = linear_form(rng, scalars(rng), variables(rng, 1))
    value, hole, signs = rng.choice(
        (
            ((power(a, TWO) - 1) / (a - 1), TWO, (-1, 1)),
            (a / a + a, ONE, (-1, 1)),
            (mul(a, a / a), ZERO, (-1, 1)),
            (absolute(a) / a, ZERO, (-1, 1)),
            (1 / a, ZERO, (-1, 1)),
            (mul(relu(a), a / a), ZERO, (0, 1)),
            (absolute(mul(a, 1 / a, a)), ZERO, (1,)),
            (exp(log(a)), ZERO, (1,)),
            (nth_root(a) / nth_root(a) - a, ONE, (-1,)),
        )
    )
    return compared("holes", Atomic(rng.choice(RELATIONS), value, hole), signs)


def nowhere(rng: Random) -> Case:
    """A side that exists at no point: nothing can be said against the claim."""
    a = linear_form(rng, scalars(rng), variables(rng, 1))
    gap = tiny(rng)
    value = rng.choice(
        (
            1 / (a - a),
            log(-absolute(a)),
            nth_root(-power(a, TWO) - gap),
            mul(nth_root(a - 1), nth_root(-a)),
            1 / mul(relu(a), relu(-a)),
            log(minimum(a, -a)),
            apply("asin", 1 + gap + absolute(a)),
            mul(log(a), log(-a)),
            mul(ZERO, log(relu(a) - a - relu(-a))),
        )
    )
    atom = Atomic(rng.choice(RELATIONS), value, rng.choice((ZERO, a, value)))
    return compared("nowhere", atom, ())
