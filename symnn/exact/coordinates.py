"""Integer coordinates in a real number field, for geometry that is free up to positive scaling.

A number is the list of its coordinates in the powers of an integral generator; a vector of n
numbers is an n × d integer matrix. Whatever is projective (a ray, a half-space) needs no
denominators, so that all work is products of small integer matrices.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, TypeAlias, TypeVar, final

from flint import arb, fmpq, fmpq_poly, fmpz, fmpz_mat

from symnn.exact.ball import precision
from symnn.exact.field import Field, embed, join
from symnn.exact.number import Number

#: d integers: the coordinates of one number.
Entry: TypeAlias = "Sequence[fmpz]"
Rational = TypeVar("Rational", fmpz, fmpq)

#: Binary places of estimates.
PLACES: Final = 128


@final
class Coordinates:
    """The ring Z[θ] in a field Q(α) = Q(θ), where θ = q α is integral.

    Attributes:
        field: the field.
        degree: d, the degree of the field.
        scale: q.
        powers: the coordinates of θ^0, …, θ^(2d - 2).
        one: the coordinates of 1.
        scales: 1, q, …, q^(d-1).
        estimates: d × 1 integers; what they make of coordinates c is a positive multiple of the
            number, up to an error of at most error · Σ |c_j|.

    Exactness: signs are decided.
    """

    __slots__ = (
        "_ball",
        "degree",
        "error",
        "estimates",
        "field",
        "one",
        "powers",
        "scale",
        "scales",
    )

    def __init__(self, field: Field) -> None:
        self.field = field
        self.degree = d = field.degree
        p = field.polynomial
        self.scale = fmpq_poly(p.coeffs()).denom() if d > 1 else fmpz(1)
        q = self.scale
        self.one = [fmpz(int(k == 0)) for k in range(d)]
        self.scales = [q**k for k in range(d)]
        monic = [fmpq(p[k]) * q ** (d - k) for k in range(d + 1)]
        self.powers = _powers([fmpz(c.p) for c in monic], d)
        self._ball = self._powers_of_ball(128)
        self.error = int(d > 1)
        self.estimates = fmpz_mat(d, 1, self._estimates(2 * PLACES) if d > 1 else [1])

    def _estimates(self, bits: int) -> list[fmpz]:
        """The integers next to 2^PLACES θ^i."""
        powers = self._powers_of_ball(bits)
        with precision(bits):
            wide = [power * fmpz(2) ** PLACES for power in powers]
            near = [x.mid().floor() for x in wide]
            if all(abs(x - n) <= 1 for x, n in zip(wide, near, strict=True)):
                return [fmpz(n.fmpq().p) for n in near]
        return self._estimates(2 * bits)

    def _powers_of_ball(self, bits: int) -> list[arb]:
        with precision(bits):
            theta = self.field.enclosure(bits) * self.scale
            powers = [arb(1)]
            for _ in range(1, self.degree):
                powers.append(powers[-1] * theta)
        return powers

    # --- in and out -------------------------------------------------------------------

    def coordinates(self, number: Number) -> list[fmpq]:
        """The rational coordinates of a number of the field, or of a subfield."""
        poly = number.poly
        if number.field is not self.field and poly.degree() > 0:
            both = join(self.field, number.field)
            poly = embed(poly, both.right, self.field)
        q = self.scale
        return [poly[k] / q**k for k in range(self.degree)]

    def number(self, entry: Sequence[fmpq | fmpz], denominator: fmpz | int = 1) -> Number:
        """The number with these coordinates, over a denominator."""
        q = self.scale
        coefficients = [fmpq(c) * q**k / denominator for k, c in enumerate(entry)]
        return Number.of(self.field, fmpq_poly(coefficients))

    def integral(self, numbers: Iterable[Number]) -> fmpz_mat:
        """The n × d matrix of some numbers, times one positive integer that makes it integral."""
        rows = [self.coordinates(x) for x in numbers]
        common = fmpz(1)
        for row in rows:
            for c in row:
                common = common.lcm(c.q)
        flat = [c.p * (common // c.q) for row in rows for c in row]
        return fmpz_mat(len(rows), self.degree, flat)

    # --- arithmetic -------------------------------------------------------------------

    def block(self, entry: Entry) -> fmpz_mat:
        """Multiplication by a number: coordinates (as a row) times this are those of the product.

        Row i holds the coordinates of θ^i x.
        """
        return fmpz_mat(self.degree, self.degree, self.products(entry))

    def products(self, entry: Sequence[Rational]) -> list[Rational]:
        """The coordinates of x, θ x, …, θ^(d - 1) x, one after the other, from those of x."""
        d = self.degree
        if d == 1:
            return list(entry)
        if d == 2:
            a, b = entry
            constant, linear = self.powers[2]
            return [a, b, b * constant, a + b * linear]
        flat = []
        for i in range(d):
            for k in range(d):
                total = entry[0] * self.powers[i][k]
                for j, c in enumerate(entry[1:], 1):
                    if c != 0:
                        total += c * self.powers[i + j][k]
                flat.append(total)
        return flat

    def evaluation(self, vector: fmpz_mat) -> fmpz_mat:
        """The n d × d matrix E with L(v) = L E for a form L, written as a row of n d integers."""
        d, flat = self.degree, list[fmpz]()
        entries = vector.entries()
        for b in range(0, len(entries), d):
            flat += self.products(entries[b : b + d])
        return fmpz_mat(len(entries), d, flat)

    def times(self, left: Entry, right: Entry) -> list[fmpz]:
        """The product of two numbers."""
        if self.degree == 1:
            return [left[0] * right[0]]
        if self.degree == 2:
            (a, b), (c, e) = left, right
            constant, linear = self.powers[2]
            both = b * e
            return [a * c + both * constant, a * e + b * c + both * linear]
        return list((fmpz_mat(1, self.degree, list(left)) * self.block(right)).entries())

    def eliminated(
        self, values: Sequence[Entry], up: Entry, others: Sequence[Entry], down: Entry
    ) -> list[list[fmpz]]:
        """up·v - down·a for each value v and the a beside it."""
        if self.degree == 1:
            (p,), (q,) = up, down
            return [[p * v[0] - q * a[0]] for v, a in zip(values, others, strict=True)]
        flat = [x for v, a in zip(values, others, strict=True) for x in (*v, *a)]
        d = self.degree
        both = fmpz_mat(len(values), 2 * d, flat)
        minus = self.products([-x for x in down])
        product = both * fmpz_mat(2 * d, d, [*self.products(up), *minus])
        entries = product.entries()
        return [entries[i : i + d] for i in range(0, len(entries), d)]

    def inverse(self, entry: Entry) -> tuple[list[fmpz], fmpz]:
        """Coordinates of 1/x for x != 0, over a positive denominator."""
        if self.degree == 1:
            return ([fmpz(1)], entry[0]) if entry[0] > 0 else ([fmpz(-1)], -entry[0])
        if self.degree == 2:
            a, b = entry
            constant, linear = self.powers[2]
            norm = a * a + a * b * linear - b * b * constant
            conjugate = [a + b * linear, -b]
            return (conjugate, norm) if norm > 0 else ([-c for c in conjugate], -norm)
        poly = fmpq_poly(self.coordinates(self.number(entry).inverse()))
        return [fmpz(c) for c in _padded(poly.numer().coeffs(), self.degree)], poly.denom()

    def ball(self, entry: Entry) -> arb:
        """A quick enclosure of a number."""
        if self.degree == 2:
            return entry[1] * self._ball[1] + entry[0]
        total = arb(entry[0])
        for c, power in zip(entry[1:], self._ball[1:], strict=True):
            total += c * power
        return total

    def sign(self, entry: Entry) -> int:
        """-1, 0 or 1. Exactness: decides."""
        first = entry[0]
        if self.degree == 1 or not any(entry[1:]):
            return (first > 0) - (first < 0)
        total = self.ball(entry)
        return 1 if total > 0 else -1 if total < 0 else self._certain(entry)

    def _certain(self, entry: Entry) -> int:
        """The sign of a number that is not 0: some precision separates it from 0."""
        bits = 256
        while True:
            powers = self._powers_of_ball(bits)
            with precision(bits):
                total = sum((c * p for c, p in zip(entry, powers, strict=True)), arb(0))
            if total > 0:
                return 1
            if total < 0:
                return -1
            bits *= 2


def _padded(coefficients: Sequence[fmpz], size: int) -> list[fmpz]:
    return [*coefficients, *([fmpz(0)] * (size - len(coefficients)))]


def _powers(monic: list[fmpz], d: int) -> list[list[fmpz]]:
    """Coordinates of θ^0, …, θ^(2d-2)."""
    powers = [[fmpz(int(i == k)) for i in range(d)] for k in range(d)]
    for _ in range(d - 1):
        last = powers[-1]
        shifted = [fmpz(0), *last[:-1]]
        powers.append([s - last[-1] * c for s, c in zip(shifted, monic[:d], strict=True)])
    return powers


@lru_cache(maxsize=256)
def coordinates_of(field: Field) -> Coordinates:
    """The coordinates of a field, made once.

    Examples:
        >>> root = Number(2).nth_root(2)
        >>> ring = coordinates_of(root.field)
        >>> ring.number(ring.times([fmpz(1), fmpz(1)], [fmpz(-1), fmpz(1)])) == 1
        True
    """
    return Coordinates(field)
