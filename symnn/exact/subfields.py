"""Whether one number field holds another: guessed from balls, then verified exactly.

The compositum of fields of degrees m and n takes a linear system of size mn. Where one field holds
the other, as with the cosines of pi/20 and pi/40, the generator of the smaller one is a short
rational combination of powers of that of the larger one, which lattice reduction finds at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Protocol

from flint import arb, arb_poly, fmpq, fmpq_poly, fmpz, fmpz_mat, nmod_poly

from symnn.exact.ball import precision, real_roots

#: Bits of a combination for each power in it.
_BITS: Final = 48
#: RealFields of larger degrees are left to linear algebra.
MOST: Final = 40
_PRIMES: Final = (
    10007,
    10009,
    10037,
    10039,
    10061,
    10067,
    10069,
    10079,
    10091,
    10093,
    10099,
    10103,
)


class RealField(Protocol):
    """What is asked of a field: its generator, a real root of a polynomial."""

    polynomial: fmpq_poly
    index: int
    degree: int

    def enclosure(self, bits: int) -> arb:
        """A ball around the generator."""


def image_in(small: RealField, large: RealField) -> fmpq_poly | None:
    """The generator of one field as a polynomial in that of another; None says nothing.

    Exactness: what is found is verified.

    Examples:
        >>> from symnn.exact.number import Number
        >>> root = Number(2).nth_root(4)
        >>> image_in(Number(2).nth_root(2).field, root.field) == fmpq_poly([0, 0, 1])
        True
    """
    if large.degree % small.degree or large.degree > MOST or _is_outside(small, large):
        return None
    bits = _BITS * (large.degree + 1)
    guess = _guessed(small, large, bits)
    if guess is None:
        return None
    value = fmpq_poly([0])
    for coefficient in reversed(small.polynomial.coeffs()):
        value = (value * guess + coefficient) % large.polynomial
    if value:
        return None
    with precision(bits):  # it is a root of the polynomial: is it the right one?
        ball = arb_poly(guess)(large.enclosure(bits))
        near = [root.overlaps(ball) for root in real_roots(small.polynomial.numer(), bits)]
    return guess if near.count(True) == 1 and near[small.index] else None


def _is_outside(small: RealField, large: RealField) -> bool:
    """Whether the factors modulo some prime show that it does not hold the other.

    A prime ideal of the larger field lies over one of the smaller field, whose degree divides its.
    """
    return any(
        all(degree % d for d in ours)
        for ours, theirs in _patterns(small, large)
        for degree in theirs
    )


def _patterns(small: RealField, large: RealField) -> Iterator[tuple[set[int], set[int]]]:
    """The degrees of the prime ideals over some primes that neither field is ramified at."""
    polynomials = [field.polynomial.numer() for field in (small, large)]
    for p in _PRIMES:
        reduced = [nmod_poly([int(c) % p for c in f.coeffs()], p) for f in polynomials]
        if any(
            r.degree() != f.degree() or r.gcd(r.derivative()).degree()
            for r, f in zip(reduced, polynomials, strict=True)
        ):
            continue
        ours, theirs = ({f.degree() for f, _ in r.factor()[1]} for r in reduced)
        yield ours, theirs


def _guessed(small: RealField, large: RealField, bits: int) -> fmpq_poly | None:
    """The shortest relation between the powers of one generator and the other."""
    n, rows = large.degree, list[list[fmpz]]()
    with precision(2 * bits):
        theta, alpha = large.enclosure(2 * bits), small.enclosure(2 * bits)
        for i in range(n + 1):
            value = theta**i if i < n else alpha
            whole = (value * (1 << bits)).mid().floor().unique_fmpz()
            if whole is None:
                return None
            rows.append([fmpz(int(i == j)) for j in range(n + 1)] + [whole])
    for row in fmpz_mat(rows).lll().tolist():
        if row[n] != 0:
            return fmpq_poly([fmpq(-c, row[n]) for c in row[:n]])
    return None
