"""Inequalities between a function and a number, where the extreme values are known exactly.

A `Range` says what a function does over a domain: its lower and upper end, each perhaps infinite,
and whether they are attained. The claim compares the function with an end, or a number 10^-k
beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from math import isqrt
from random import Random

from flint import fmpq

from symnn.claims.formula import Atomic, Compound, Formula
from symnn.exact.expression import ZERO, Expr, add, mul, rational
from tests.campaigns.cases import RELATIONS, Case, compared
from tests.campaigns.for_all.bends import absolute, maximum, minimum, relu
from tests.campaigns.for_all.numbers import (
    form,
    fraction,
    independent_forms,
    linear_form,
    scalars,
    tiny,
    variables,
)


@dataclass(frozen=True)
class Range:
    """The values of `value` over a domain: an interval from `low` to `high`; None is infinite."""

    value: Expr
    over: tuple[Formula, ...]
    low: Expr | None
    high: Expr | None
    has_low: bool = True
    has_high: bool = True

    def negated(self) -> Range:
        """The same of the negative function."""
        low = None if self.low is None else -1 * self.low
        high = None if self.high is None else -1 * self.high
        return Range(-1 * self.value, self.over, high, low, self.has_high, self.has_low)


def beside(rng: Random, family: str, found: Range) -> Case:
    """The function against its upper or lower end, or against a number beside that."""
    if found.high is None or (found.low is not None and rng.random() < 0.5):
        found = found.negated()
    assert found.high is not None
    shift = rng.choice((-1, 0, 0, 1))
    bound = found.high + shift * tiny(rng, 2) if shift else found.high
    signs = _signs_against_high(found, shift)
    atom = Atomic(rng.choice(RELATIONS), found.value, bound)
    if rng.random() < 0.3:  # the other way round
        mirror = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
        atom = Atomic(mirror.get(atom.relation, atom.relation), bound, found.value)
        signs = tuple(-s for s in signs)
    return compared(family, atom, signs, found.over)


def _signs_against_high(found: Range, shift: int) -> tuple[int, ...]:
    """Signs of value - (high + shift·gap): a range is a point, or longer than 1/100."""
    point = found.low == found.high
    if shift > 0:
        return (-1,)
    if point:
        return (0,) if shift == 0 else (1,)
    if shift < 0:
        return (-1, 0, 1)
    return (-1, 0) if found.has_high else (-1,)


# --- boxes ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Side:
    """An interval of one variable; None is infinite, `open` says which ends do not belong."""

    x: Expr
    low: fmpq | None
    high: fmpq | None
    open_low: bool
    open_high: bool

    def formulas(self) -> list[Formula]:
        low, high = self.low, self.high
        found: list[Formula] = []
        if low is not None:
            found.append(Atomic(">" if self.open_low else ">=", self.x, rational(low)))
        if high is not None:
            found.append(Atomic("<" if self.open_high else "<=", self.x, rational(high)))
        return found


def _side(rng: Random, x: Expr, bounded: bool) -> Side:
    low = fraction(rng)
    high = low + rng.randint(1, 4) / fmpq(rng.choice((1, 2)))
    ends: list[fmpq | None] = [low, high]
    if not bounded and rng.random() < 0.3:
        ends[rng.randrange(2)] = None
    return Side(x, ends[0], ends[1], rng.random() < 0.25, rng.random() < 0.25)


def linear_on_box(rng: Random) -> Case:
    """A form over a box with half-open and infinite sides."""
    field, xs = scalars(rng), variables(rng)
    sides = [_side(rng, x, bounded=False) for x in xs]
    chosen = [field.signed(rng) for _ in xs]
    if not any(sign for sign, _ in chosen):
        chosen[0] = (1, field.positive(rng))
    constant = field.number(rng)
    over = tuple(f for side in sides for f in side.formulas())
    ends = []
    for up in (1, -1):
        corner, attained = [], True
        for (sign, _), side in zip(chosen, sides, strict=True):
            end, is_open = (
                (side.high, side.open_high) if sign * up > 0 else (side.low, side.open_low)
            )
            corner.append(fmpq(0) if sign == 0 else end)
            attained = attained and not (sign and is_open)
        known = [rational(c) for c in corner if c is not None]
        infinite = len(known) < len(xs)
        numbers = [number for _, number in chosen]
        ends.append((None if infinite else form(numbers, known, constant), attained))
    (high, has_high), (low, has_low) = ends
    value = form([number for _, number in chosen], xs, constant)
    found = Range(value, over, low, high, has_low, has_high)
    if high is None and low is None:
        atom = Atomic(rng.choice(RELATIONS), value, field.number(rng))
        return compared("box", atom, (-1, 0, 1), over)
    return beside(rng, "box", found)


def distances_on_box(rng: Random) -> Case:
    """Σ c |x - a| with c > 0 over a box: convex, with both extremes side by side."""
    field, xs = scalars(rng), variables(rng)
    sides = [_side(rng, x, bounded=True) for x in xs]
    terms, lows, highs, has_low, has_high = [], [], [], True, True
    for side in sides:
        c, a = field.positive(rng), fraction(rng)
        assert side.low is not None
        assert side.high is not None
        left, right = abs(side.low - a), abs(side.high - a)
        terms.append(mul(c, absolute(side.x - rational(a))))
        highs.append(mul(c, rational(max(left, right))))
        far = [
            is_open
            for d, is_open in ((left, side.open_low), (right, side.open_high))
            if d == max(left, right)
        ]
        has_high = has_high and not all(far)
        if side.low < a < side.high:
            lows.append(ZERO)
        else:
            lows.append(mul(c, rational(min(left, right))))
            has_low = has_low and not (side.open_low if left < right else side.open_high)
    over = tuple(f for side in sides for f in side.formulas())
    found = Range(add(*terms), over, add(*lows), add(*highs), has_low, has_high)
    return beside(rng, "distances", found)


# --- polyhedra --------------------------------------------------------------------------


def cone(rng: Random) -> Case:
    """Σ λ l over a polyhedron l >= b of independent forms: the bound is Σ λ b, at its vertex."""
    field, xs = scalars(rng), variables(rng)
    rows = [form([rational(c) for c in row], xs) for row in independent_forms(rng, xs)]
    strict = [rng.random() < 0.3 for _ in rows]
    bounds = [field.number(rng) for _ in rows]
    weights = [field.positive(rng) if rng.random() < 0.8 else ZERO for _ in rows]
    if all(w == ZERO for w in weights):
        weights[0] = field.positive(rng)
    over = tuple(
        Atomic(">" if s else ">=", row, b) for s, row, b in zip(strict, rows, bounds, strict=True)
    )
    value = add(*(mul(w, row) for w, row in zip(weights, rows, strict=True)), field.number(rng))
    low = add(*(mul(w, b) for w, b in zip(weights, bounds, strict=True)), value.args[-1])
    has_low = not any(s and w != ZERO for s, w in zip(strict, weights, strict=True))
    return beside(rng, "cone", Range(value, over, low, None, has_low))


def simplex(rng: Random) -> Case:
    """A form over l >= 0, Σ a l <= s: the largest of 0 and s·c/a, at a vertex."""
    xs = variables(rng)
    shift = [rational(fraction(rng)) for _ in xs]
    rows = [
        form([rational(c) for c in row], xs, d)
        for row, d in zip(independent_forms(rng, xs), shift, strict=True)
    ]
    prices = [fmpq(rng.randint(1, 4), rng.randint(1, 3)) for _ in rows]
    gains = [fraction(rng) for _ in rows]
    size = fmpq(rng.randint(1, 6), rng.randint(1, 3))
    cost = form([rational(p) for p in prices], rows)
    over = (*(Atomic(">=", row, ZERO) for row in rows), Atomic("<=", cost, rational(size)))
    values = [fmpq(0), *(size * g / p for g, p in zip(gains, prices, strict=True))]
    value = form([rational(g) for g in gains], rows)
    found = Range(value, over, rational(min(values)), rational(max(values)))
    return beside(rng, "simplex", found)


def ball_of_sums(rng: Random) -> Case:
    """A form over |l1| + … <= r, and over max(|l1|, …) <= r: the dual norms, perhaps open."""
    field, xs = scalars(rng), variables(rng, 2)
    rows = [form([rational(c) for c in row], xs) for row in independent_forms(rng, xs)]
    radius, is_open = field.positive(rng), rng.random() < 0.3
    gains = [fmpq(rng.choice((-3, -2, -1, 1, 2, 3)), rng.randint(1, 2)) for _ in rows]
    value = form([rational(g) for g in gains], rows)
    sizes = [absolute(row) for row in rows]
    norm, dual = rng.choice(
        (
            (add(*sizes), max(abs(g) for g in gains)),
            (maximum(*sizes) if len(sizes) > 1 else sizes[0], sum(abs(g) for g in gains)),
        )
    )
    over = (Atomic("<" if is_open else "<=", norm, radius),)
    high = mul(rational(dual), radius)
    return beside(rng, "norms", Range(value, over, -1 * high, high, not is_open, not is_open))


def finite(rng: Random) -> Case:
    """A bent function over finitely many points, valued by fractions."""
    xs = variables(rng, 2)
    values = [sorted({fraction(rng) for _ in range(3)}) for _ in xs]
    coefficients = [[fraction(rng) for _ in range(len(xs) + 1)] for _ in range(2)]
    lines = [form([rational(c) for c in row[1:]], xs, rational(row[0])) for row in coefficients]
    results = []
    for point in product(*values):
        a, b = (
            row[0] + sum((c * v for c, v in zip(row[1:], point, strict=True)), fmpq(0))
            for row in coefficients
        )
        results.append(max(a, b) - max(b, fmpq(0)) + min(a, -b))
    value = maximum(*lines) - relu(lines[1]) + minimum(lines[0], -lines[1])
    over = tuple(
        Compound("or", tuple(Atomic("=", x, rational(v)) for v in some))
        for x, some in zip(xs, values, strict=True)
    )
    bound = rng.choice((max(results), min(results), rng.choice(results), fraction(rng)))
    shift = rng.choice((0, 0, fmpq(1, 10 ** rng.choice((2, 30, 300)))))
    signs = {(r > bound + shift) - (r < bound + shift) for r in results}
    atom = Atomic(rng.choice(RELATIONS), value, rational(bound + shift))
    return compared("finite sets", atom, sorted(signs), over)


def empty(rng: Random) -> Case:
    """A domain without points, by a gap of 10^-k or by a strict bound; everything holds on it."""
    field, xs = scalars(rng), variables(rng)
    line, gap, b = linear_form(rng, field, xs), tiny(rng), field.number(rng)
    other = linear_form(rng, field, xs)
    t, _ = field.unit(rng)
    over: tuple[Formula, ...] = rng.choice(
        (
            (Atomic(">=", line, b + gap), Atomic("<=", line, b)),
            (Atomic(">", line, b), Atomic("<=", mul(t, line), mul(t, b))),
            (Atomic(">=", line, ZERO), Atomic(">=", other, gap), Atomic("<=", line + other, ZERO)),
            (Atomic("<", relu(line), ZERO),),
            (Atomic("<=", absolute(line) + gap, ZERO),),
            (Atomic("=", line, b), Atomic("=", line, b + gap)),
            (Atomic("!=", maximum(line, other), maximum(other, line)),),
        )
    )
    atom = Atomic(rng.choice(RELATIONS), linear_form(rng, field, xs), linear_form(rng, field, xs))
    return compared("empty domains", atom, (), over)


def single(rng: Random) -> Case:
    """A domain that is one point or one line, and what holds there."""
    field, xs = scalars(rng), variables(rng)
    line, b, t = linear_form(rng, field, xs), field.number(rng), field.unit(rng)[0]
    over: tuple[Formula, ...] = rng.choice(
        (
            (Atomic(">=", line, b), Atomic("<=", line, b)),
            (Atomic("=", mul(t, line), mul(t, b)),),
            (Atomic("<=", absolute(line - b), ZERO),),
            (Atomic("<=", relu(line - b) + relu(b - line), ZERO),),
        )
    )
    return beside(rng, "thin domains", Range(relu(line), over, relu(b), relu(b)))


def surd_bound(rng: Random) -> Case:
    """x on one side of √n or of a rational next to it; compared as integers."""
    x = variables(rng, 1)[0]
    n, digits = rng.choice((2, 3, 5, 7, 10)), rng.choice((1, 5, 17, 60, 200))
    scale = 10**digits
    floor = isqrt(n * scale * scale)
    near = fmpq(floor + rng.randint(0, 1), scale)  # never equal to √n
    above = near * near > n
    root = rational(n) ** rational("1/2")
    side, relation = rng.choice(("<", "<=")), rng.choice(("<", "<="))
    if rng.random() < 0.5:  # x <= √n, so x <= near?
        return compared(
            "surd bounds",
            Atomic(relation, x, rational(near)),
            (-1,) if above else (-1, 0, 1),
            (Atomic(side, x, root),),
        )
    signs = (-1, 0, 1) if above else (-1,)
    return compared(
        "surd bounds", Atomic(relation, x, root), signs, (Atomic(side, x, rational(near)),)
    )


def chains(rng: Random) -> Case:
    """Σ x = s with every x >= 0: bounds by a chain of inequalities through all variables."""
    xs: Sequence[Expr] = variables(rng, 3)
    total = fmpq(rng.randint(1, 5))
    steps = [Atomic("<=", a, b) for a, b in pairwise(xs)]
    over = (Atomic(">=", xs[0], ZERO), *steps, Atomic("=", add(*xs), rational(total)))
    least = total / len(xs)
    low_of_last = Range(xs[-1], over, rational(least), rational(total))
    low_of_first = Range(xs[0], over, ZERO, rational(least))
    if len(xs) == 1:
        low_of_last = low_of_first = Range(xs[0], over, rational(total), rational(total))
    return beside(rng, "chains", rng.choice((low_of_last, low_of_first)))
