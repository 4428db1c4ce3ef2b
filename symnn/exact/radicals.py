"""An algebraic number written as a person would write it.

Degree 2 by the quadratic formula, degree 4 by Ferrari's resolvent (so that a nested root
denests when it can), anything else on the radicals the field was built from, and in the last
resort as a named root. Only the form is chosen here; the value is exact whatever is chosen.

References:
    B. L. van der Waerden, Algebra I, section 64 (resolvent of the quartic).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, reduce
from itertools import product
from math import gcd, lcm
from typing import Final, NamedTuple

from flint import arb, arb_poly, fmpq, fmpq_mat, fmpq_poly, fmpz

from symnn.exact.ball import precision
from symnn.exact.expression import (
    ONE,
    Expr,
    RealRoot,
    add,
    mul,
    negative,
    nth_root,
    power,
    quotient,
    rational,
)
from symnn.exact.field import Field, Generator
from symnn.exact.number import Number
from symnn.exact.plain import plain
from symnn.exact.roots import split_power

#: A field is named by its radicals up to this many of them.
MAX_NAMED: Final = 4


class Term(NamedTuple):
    """coefficient * radical; the radical of the rational part is the literal 1."""

    coefficient: fmpq
    radical: Expr


@lru_cache(maxsize=4096)
def written_form(number: Number) -> Expr:
    """The number as a person writes it: (1 + √2)/12 rather than a tower.

    Exactness: exact; the expression denotes the same number.

    Examples:
        >>> written_form((5 + 2 * Number(6).nth_root(2)).nth_root(2))
        add(nth_root(2, rational(2)), nth_root(2, rational(3)))
    """
    return join_terms(terms(number))


def terms(number: Number) -> tuple[Term, ...]:
    """The number as a rational combination of radicals, the rational part first."""
    if number.is_rational:
        return (Term(number.as_fmpq(), ONE),)
    if number.degree == 2:
        return _quadratic(number)
    if number.degree == 4 and not _is_pure(number.field):
        found = _quartic(number)
        if found:
            return found
    tower = number.field.tower
    found = _binomial(number) if all(member.name for member in tower) else ()
    if found or tower:
        return found or _on_tower(number)
    return (Term(fmpq(1), Expr("root", (), isolate(number))),)


def _binomial(number: Number) -> tuple[Term, ...]:
    """±root(c, n), if the minimal polynomial is x^n ∓ c; else nothing."""
    low, *middle, _ = number.minimal_polynomial()
    if any(c != 0 for c in middle):
        return ()
    sign = number.sign()
    return (Term(fmpq(sign), nth_root(rational(abs(low)), len(middle) + 1)),)


def _is_pure(field: Field) -> bool:
    """Whether the field is Q(m^(1/n)) with a rational m."""
    return len(field.tower) == 1 and len(field.tower[0].radicand) == 1


def join_terms(parts: Sequence[Term]) -> Expr:
    """One fraction over the common denominator, a positive term first."""
    live = [t for t in parts if t.coefficient != 0]
    if not live:
        return rational(0)
    bottom = lcm(*(int(t.coefficient.q) for t in live))
    tops = [int(t.coefficient.p) * (bottom // int(t.coefficient.q)) for t in live]
    if len(live) == 1:
        return _single(fmpq(tops[0], bottom), live[0].radical)
    order = sorted(range(len(live)), key=lambda i: (tops[i] < 0, live[i].radical != ONE))
    common = reduce(gcd, (abs(t) for t in tops))
    total = add(*(_single(fmpq(tops[i] // common), live[i].radical) for i in order))
    return _single(fmpq(common, bottom), total)


def _single(coefficient: fmpq, radical: Expr) -> Expr:
    """coefficient * radical, as √2/2, 3√2/2 or (1 + √2)/12."""
    if radical == ONE:
        return rational(coefficient)
    if coefficient < 0:
        return negative(_single(-coefficient, radical))
    top, bottom = int(coefficient.p), int(coefficient.q)
    value = radical if top == 1 else mul(rational(top), radical)
    return value if bottom == 1 else quotient(value, rational(bottom))


def _quadratic(number: Number) -> tuple[Term, ...]:
    if _is_pure(number.field) and number.field.degree == 2:
        whole, share = number.coefficients
        root = nth_root(rational(number.field.tower[0].radicand[0]))
        return (Term(whole, ONE), Term(share, root))
    c, b, _ = number.minimal_polynomial()
    distance = Number(b * b / 4 - c).nth_root(2)
    sign = 1 if number > Number(-b / 2) else -1
    generator = distance.field.tower[0]
    radical = nth_root(rational(generator.radicand[0]))
    return (Term(-b / 2, ONE), Term(sign * distance.coefficients[1], radical))


def _quartic(number: Number) -> tuple[Term, ...]:
    c0, c1, c2, c3, _ = number.minimal_polynomial()
    shift = -c3 / 4
    moved = fmpq_poly([c0, c1, c2, c3, 1])(fmpq_poly([shift, 1]))
    r, q, p = moved[0], moved[1], moved[2]
    resolvent = fmpq_poly([-q * q, p * p - 4 * r, 2 * p, 1])
    roots = sorted(z for z in _rational_roots(resolvent) if z >= 0)
    centred = number - Number(shift)
    found = _three_square_roots(centred, roots) or _nested(centred, q, roots)
    return (Term(shift, ONE), *found) if found else ()


def field_name(field: Field) -> str:
    """Q, Q(√2), Q(√2, √3) …, or the degree where no short name tells the field.

    Examples:
        >>> field_name((Number(2).nth_root(2) + Number(3).nth_root(2)).field)
        'Q(√2, √3)'
    """
    if field.degree == 1:
        return "Q"
    plain_roots = all(member.radical and len(member.radicand) == 1 for member in field.tower)
    if not field.tower or not plain_roots or len(field.tower) > MAX_NAMED:
        return f"a number field of degree {field.degree}"
    names = [plain(_member_power(field, member, 1)) for member in field.tower]
    return f"Q({', '.join(names)})"


def _rational_roots(polynomial: fmpq_poly) -> Iterator[fmpq]:
    for factor, count in polynomial.factor()[1]:
        if factor.degree() == 1:
            yield from [-factor[0] / factor[1]] * count


def _three_square_roots(centred: Number, roots: Sequence[fmpq]) -> tuple[Term, ...]:
    """y = (±√z1 ±√z2 ±√z3)/2 when the resolvent splits."""
    if len(roots) != 3:
        return ()
    halves = [Number(z).nth_root(2) / 2 for z in roots]
    for signs in product((1, -1), repeat=3):
        if sum((s * h for s, h in zip(signs, halves, strict=True)), Number(0)) == centred:
            parts = [terms(s * h)[-1] for s, h in zip(signs, halves, strict=True) if h]
            return tuple(parts)
    return ()


def _nested(centred: Number, q: fmpq, roots: Sequence[fmpq]) -> tuple[Term, ...]:
    """One square root of a number a + b√d, beside at most one plain square root."""
    if q == 0:
        return (_square_root(centred * centred, centred.sign()),)
    for z in roots:
        half = Number(z).nth_root(2) / 2
        for outer in (half, -half):
            inner = centred - outer
            if (inner * inner).degree <= 2:
                return (*terms(outer)[-1:], _square_root(inner * inner, inner.sign()))
    return ()


def _square_root(square: Number, sign: int) -> Term:
    """±√(a + b√d); with content c/e and ce = s²m it is ±(s/e)√(m · primitive part)."""
    parts = [t for t in terms(square) if t.coefficient != 0]
    bottom = lcm(*(int(t.coefficient.q) for t in parts))
    common = reduce(gcd, (abs(int((t.coefficient * bottom).p)) for t in parts))
    outside, inside = split_power(fmpz(common * bottom), 2)
    primitive = square * Number(fmpq(bottom, common))
    return Term(sign * fmpq(outside, bottom), nth_root(written_form(primitive * inside)))


def _on_tower(number: Number) -> tuple[Term, ...]:
    """Coefficients on the products of powers of the tower's members."""
    field, n = number.field, number.field.degree
    ranges = [range(g.degree) for g in field.tower]
    monomials = list(product(*ranges))
    columns = [_value(field, exponents) for exponents in monomials]
    matrix = fmpq_mat([[c[i] for i in range(n)] for c in columns]).transpose()
    target = fmpq_mat(n, 1, [number.poly[i] for i in range(n)])
    weights = matrix.solve(target).entries()
    pairs = [
        _monomial(field, exponents, weight)
        for exponents, weight in zip(monomials, weights, strict=True)
        if weight != 0
    ]
    return tuple(_collect(pairs))


def _value(field: Field, exponents: Iterable[int]) -> fmpq_poly:
    result = fmpq_poly([1])
    for member, exponent in zip(field.tower, exponents, strict=True):
        value = fmpq_poly(list(member.value))
        for _ in range(exponent):
            result = (result * value) % field.polynomial
    return result


def _monomial(field: Field, exponents: Sequence[int], weight: fmpq) -> Term:
    """weight * product of powers; square roots of integers merge, √2·√3 = √6."""
    radicand, scale, factors = 1, weight, []
    for member, exponent in zip(field.tower, exponents, strict=True):
        plain = member.radical == 2 and len(member.radicand) == 1
        if plain and exponent:
            shared = gcd(radicand, int(member.radicand[0].p))
            scale *= shared
            radicand = radicand * int(member.radicand[0].p) // shared**2
        elif exponent:
            factors.append(_member_power(field, member, exponent))
    if radicand > 1:
        factors.insert(0, nth_root(rational(radicand)))
    return Term(scale, mul(*factors) if factors else ONE)


def _member_power(field: Field, member: Generator, exponent: int) -> Expr:
    if member.name is not None:
        base = member.name
    elif len(member.radicand) == 1 and exponent > 1:
        shared = gcd(exponent, member.radical)
        inside = rational(member.radicand[0] ** (exponent // shared))
        return nth_root(inside, member.radical // shared)
    else:
        radicand = Number.of(field, fmpq_poly(list(member.radicand)))
        base = nth_root(written_form(radicand), member.radical)
    return base if exponent == 1 else power(base, rational(exponent))


def _collect(parts: Iterable[Term]) -> Iterator[Term]:
    total: dict[Expr, fmpq] = {}
    for part in parts:
        total[part.radical] = total.get(part.radical, fmpq(0)) + part.coefficient
    return (Term(weight, radical) for radical, weight in total.items() if weight != 0)


def isolate(number: Number) -> RealRoot:
    """The number as the only root of its minimal polynomial in a rational interval."""
    minimal = number.minimal_polynomial()
    bottom = lcm(*(int(c.q) for c in minimal))
    integers = tuple(int(c.p) * (bottom // int(c.q)) for c in minimal)
    if number.is_rational:
        return RealRoot(integers, number.as_fmpq() - 1, number.as_fmpq() + 1)
    polynomial, bits = fmpq_poly(list(integers)), 16
    while True:
        ball = number.enclosure(bits)
        with precision(bits):  # at fewer bits the ends move out, perhaps over other roots
            lower, upper = ball.lower().fmpq(), ball.upper().fmpq()
            monotone = _derivative_keeps_sign(polynomial, lower, upper)
        if monotone and polynomial(lower) * polynomial(upper) < 0:
            return RealRoot(integers, lower, upper)
        bits *= 2


def _derivative_keeps_sign(polynomial: fmpq_poly, lower: fmpq, upper: fmpq) -> bool:
    """Whether the polynomial is monotone on the interval: then its root there is the only one."""
    bits = 64 + 2 * max(0, int((upper - lower).q).bit_length())
    with precision(bits):
        span = arb(lower).union(arb(upper))
        slope = arb_poly(polynomial.derivative())(span)
    return bool(slope > 0) or bool(slope < 0)
