"""Polynomials and piecewise polynomials whose extreme values, roots or identities are known."""

from __future__ import annotations

from random import Random

from flint import fmpq, fmpq_poly

from symnn.claims.formula import Atomic, Formula
from symnn.exact.expression import ONE, ZERO, Expr, add, mul, power, rational, symbol
from tests.campaigns.cases import RELATIONS, Case, compared
from tests.campaigns.for_all.bends import absolute, maximum, minimum, relu
from tests.campaigns.for_all.extremes import Range, beside
from tests.campaigns.for_all.numbers import (
    ROOT2,
    form,
    fraction,
    independent_forms,
    linear_form,
    scalars,
    tiny,
    variables,
)

TWO = rational(2)
X, Y = symbol("x"), symbol("y")


def written(poly: fmpq_poly, x: Expr) -> Expr:
    """Σ c x^k, from the highest power down."""
    terms = []
    for k, c in reversed(list(enumerate(poly.coeffs()))):
        if c != 0:
            monomial = power(x, rational(k)) if k > 1 else x
            terms.append(rational(c) if k == 0 else mul(rational(c), monomial))
    return add(*terms) if terms else ZERO


def interval(x: Expr, low: fmpq, high: fmpq, strict: bool = False) -> tuple[Formula, ...]:
    """low <= x <= high, or both strict."""
    return (
        Atomic(">" if strict else ">=", x, rational(low)),
        Atomic("<" if strict else "<=", x, rational(high)),
    )


def squares(rng: Random) -> Case:
    """A sum of squares that vanish together at a rational point, expanded or not, plus a number."""
    field, xs = scalars(rng), variables(rng, 2)
    point = [fraction(rng, 3) for _ in xs]
    least = rational(fraction(rng))
    moved = [x - rational(p) for x, p in zip(xs, point, strict=True)]
    rows = independent_forms(rng, xs)
    lines = [form([rational(c) for c in row], moved) for row in rows]
    weights = [field.positive(rng) for _ in lines]
    value = add(*(mul(w, power(q, TWO)) for w, q in zip(weights, lines, strict=True)), least)
    return beside(rng, "squares", Range(value, (), least, None))


def quadratic(rng: Random) -> Case:
    """a x² + b x + c, coefficients multiplied out, over all x or an interval."""
    x, a = variables(rng, 1)[0], fmpq(rng.randint(1, 4), rng.randint(1, 3))
    vertex, least = fraction(rng), fraction(rng)
    poly = a * fmpq_poly([-vertex, 1]) ** 2 + least
    if rng.random() < 0.4:
        return beside(rng, "quadratics", Range(written(poly, x), (), rational(least), None))
    low = vertex + fraction(rng, 3)
    high = low + rng.randint(1, 3)
    ends = (poly(low), poly(high))
    inside = low < vertex < high
    strict = rng.random() < 0.3
    found = Range(
        written(poly, x),
        interval(x, low, high, strict),
        rational(least if inside else min(ends)),
        rational(max(ends)),
        inside or not strict,
        not strict,
    )
    return beside(rng, "quadratics", found)


def surd_quadratic(rng: Random) -> Case:
    """(x - r)² expanded for r in Q(√2), plus a number."""
    x, (p, q) = variables(rng, 1)[0], (rng.randint(-3, 3), rng.choice((-2, -1, 1, 2)))
    r, square = p + q * ROOT2, rational(p * p + 2 * q * q) + 2 * p * q * ROOT2
    least = scalars(rng).number(rng)
    value = add(power(x, TWO), mul(rational(-2), r, x), square, least)
    return beside(rng, "surd quadratics", Range(value, (), least, None))


def roots(rng: Random) -> Case:
    """A product over known roots, multiplied out, on an interval from root to root or near."""
    x = variables(rng, 1)[0]
    places = sorted({fraction(rng) for _ in range(rng.randint(2, 4))} | {fmpq(7)})
    poly = fmpq_poly([fmpq(rng.randint(1, 3))])
    for place in places:
        poly *= fmpq_poly([-place, 1])
    i = rng.randrange(len(places) - 1)
    low, high = places[i], places[i + 1]
    sign = (-1) ** (len(places) - 1 - i)
    kind, strict = rng.randrange(4), rng.random() < 0.4
    signs: tuple[int, ...] = (sign,) if strict else (0, sign)
    if kind == 1:
        high += fmpq(1, 10 ** rng.choice((2, 17, 60, 300)))
        signs = (sign, 0, -sign)
    elif kind == 2:
        low += (high - low) / 10 ** rng.choice((2, 17, 60, 300))
        signs = (sign,) if strict else (0, sign)
    elif kind == 3:  # beyond the largest root
        over: tuple[Formula, ...] = (Atomic(">" if strict else ">=", x, rational(7)),)
        signs = (1,) if strict else (0, 1)
        return compared("roots", Atomic(rng.choice(RELATIONS), written(poly, x), ZERO), signs, over)
    over = interval(x, low, high, strict)
    return compared("roots", Atomic(rng.choice(RELATIONS), written(poly, x), ZERO), signs, over)


def chebyshev(rng: Random) -> Case:
    """|T_n| on [-1, 1] is at most 1, and 1 is attained; a little beyond it is more."""
    x, n = variables(rng, 1)[0], rng.randint(2, 6)
    before, poly = fmpq_poly([1]), fmpq_poly([0, 1])
    for _ in range(n - 1):
        before, poly = poly, fmpq_poly([0, 2]) * poly - before
    value = written(poly, x) if rng.random() < 0.5 else absolute(written(poly, x))
    low = ZERO if value.data == "abs" else rational(-1)
    if rng.random() < 0.7:
        over = interval(x, fmpq(-1), fmpq(1), rng.random() < 0.3)  # attained inside for n > 1
        # T_2 is -1 inside but 1 at the ends only
        strict = isinstance(over[0], Atomic) and over[0].relation == ">"
        has_high = value.data == "abs" or n > 2 or not strict
        return beside(rng, "Chebyshev", Range(value, over, low, ONE, True, has_high))
    wide = fmpq(1, 10 ** rng.choice((1, 10, 100, 300)))
    over = interval(x, fmpq(-1), 1 + wide)
    atom = Atomic(rng.choice(("<=", "<", ">")), value, ONE)
    return compared("Chebyshev", atom, (-1, 0, 1), over)


def products(rng: Random) -> Case:
    """(x - p)(y - q) over a box has its extremes at the corners."""
    x, y = X, Y
    corners = [fraction(rng) for _ in range(2)]
    sizes = [fmpq(rng.randint(1, 4), 2) for _ in range(2)]
    p, q = fraction(rng), fraction(rng)
    values = [
        (corners[0] + i * sizes[0] - p) * (corners[1] + j * sizes[1] - q)
        for i in (0, 1)
        for j in (0, 1)
    ]
    value = mul(x - rational(p), y - rational(q))
    if rng.random() < 0.5:
        value = add(mul(x, y), mul(rational(-q), x), mul(rational(-p), y), rational(p * q))
    over = (
        *interval(x, corners[0], corners[0] + sizes[0]),
        *interval(y, corners[1], corners[1] + sizes[1]),
    )
    return beside(rng, "products", Range(value, over, rational(min(values)), rational(max(values))))


def copulas(rng: Random) -> Case:
    """max(0, x + y - 1) <= xy <= min(x, y) on the unit square, and (x + y)²/4 above it."""
    x, y = X, Y
    over = (*interval(x, fmpq(0), fmpq(1)), *interval(y, fmpq(0), fmpq(1)))
    net, product = relu(x + y - 1), mul(x, y)
    quarter = rational("1/4")
    low, high, value = rng.choice(
        (
            (ZERO, quarter, product - net),
            (ZERO, quarter, minimum(x, y) - product),
            (ZERO, quarter, absolute(net - product)),
            (ZERO, quarter, power(x + y, TWO) / 4 - product),
            (ZERO, rational("1/2"), minimum(x, y) - net),
            (ZERO, ONE, power(x, TWO) + power(y, TWO) - 2 * product),
        )
    )
    return beside(rng, "copulas", Range(value, over, low, high))


def interpolation(rng: Random) -> Case:
    """The chord of x² over [a, b] is above it, by (b - a)²/4 in the middle; sawtooth sums too."""
    x = variables(rng, 1)[0]
    if rng.random() < 0.5:
        a = fraction(rng)
        b = a + fmpq(rng.randint(1, 3), rng.randint(1, 2))
        chord = mul(rational(a + b), x) - rational(a * b)
        over, most = interval(x, a, b), (b - a) ** 2 / 4
        return beside(
            rng, "interpolation", Range(chord - power(x, TWO), over, ZERO, rational(most))
        )
    depth = rng.randint(1, 2)
    tooth, total = x, x
    for level in range(1, depth + 1):
        tooth = 2 * relu(tooth) - 4 * relu(tooth - rational("1/2"))
        total = total - tooth / 4**level
    over, most = interval(x, fmpq(0), fmpq(1)), fmpq(1, 4 ** (depth + 1))
    found = Range(total - power(x, TWO), over, ZERO, rational(most))
    return beside(rng, "interpolation", found)


def piecewise_identities(rng: Random) -> Case:
    """Products of kinks; with a gap or without."""
    field, xs = scalars(rng), variables(rng, 2)
    a, b = linear_form(rng, field, xs), linear_form(rng, field, xs)
    left, right = rng.choice(
        (
            (power(relu(a), TWO) + power(relu(-a), TWO), power(a, TWO)),
            (mul(relu(a), relu(-a)), ZERO),
            (absolute(mul(a, b)), mul(absolute(a), absolute(b))),
            (mul(maximum(a, b), minimum(a, b)), mul(a, b)),
            (power(absolute(a), TWO), power(a, TWO)),
            (mul(a, relu(a)), power(relu(a), TWO)),
            (power(a + b, TWO), power(a, TWO) + mul(TWO, a, b) + power(b, TWO)),
            (mul(a + b, a - b), power(a, TWO) - power(b, TWO)),
            (maximum(power(a, TWO), ZERO), power(a, TWO)),
        )
    )
    sign, relation = rng.choice((-1, 0, 0, 1)), rng.choice(("=", *RELATIONS))
    gap = sign * tiny(rng) if sign else ZERO
    return compared("piecewise products", Atomic(relation, left + gap, right), (sign,))


def means(rng: Random) -> Case:
    """Inequalities between means and norms, tight on a line or at 0."""
    a, b = (linear_form(rng, scalars(rng), [x]) for x in (X, Y))
    value = rng.choice(
        (
            power(a, TWO) + power(b, TWO) - mul(TWO, a, b),
            2 * (power(a, TWO) + power(b, TWO)) - power(a + b, TWO),
            power(a, TWO) + mul(a, b) + power(b, TWO),
            power(power(a, TWO) - power(b, TWO), TWO),
            power(a, rational(4)) + power(b, rational(4)) - mul(TWO, power(mul(a, b), TWO)),
            absolute(a) + absolute(b) - absolute(a + b),
            power(a, TWO) + 1 - 2 * absolute(a),
            power(relu(a), TWO) + power(b, TWO),
        )
    )
    return beside(rng, "means", Range(value, (), ZERO, None))
