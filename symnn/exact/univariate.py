"""Polynomials in one variable over a real number field: division, factors, roots, order.

Representation. Coefficients from the constant term up, without leading zeros; () is zero.

References:
    S. Basu, R. Pollack, M.-F. Roy, Algorithms in Real Algebraic Geometry, sections 2.2 and 10.
    D. Y. Y. Yun, On square-free decomposition algorithms, 1976.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from flint import fmpq, fmpq_poly

from symnn.exact.number import Number, Rational

Poly: TypeAlias = "tuple[Number, ...]"

ONE: Final[Poly] = (Number(1),)
#: From here on flint's polynomials over Q are worth the conversion.
_LONG: Final = 6


def polynomial(coefficients: Iterable[Number | Rational]) -> Poly:
    """The polynomial with these coefficients, from the constant term up.

    Examples:
        >>> polynomial([1, 0, 0]) == ONE
        True
    """
    p = [c if isinstance(c, Number) else Number(c) for c in coefficients]
    while p and not p[-1]:
        p.pop()
    return tuple(p)


def add(p: Poly, q: Poly) -> Poly:
    """The sum."""
    short, long = sorted((p, q), key=len)
    return polynomial([*(a + b for a, b in zip(short, long, strict=False)), *long[len(short) :]])


def scale(p: Poly, factor: Number) -> Poly:
    """The product with a number."""
    return tuple(c * factor for c in p) if factor else ()


def multiply(p: Poly, q: Poly) -> Poly:
    """The product."""
    if not p or not q:
        return ()
    out = [Number(0)] * (len(p) + len(q) - 1)
    for i, a in enumerate(p):
        if a:
            for j, b in enumerate(q):
                out[i + j] += a * b
    return tuple(out)


def divide(p: Poly, q: Poly) -> tuple[Poly, Poly]:
    """Quotient and remainder; `UndefinedError` for a divisor 0."""
    if len(p) > _LONG and q:
        above, below = rationals(p), rationals(q)
        if above is not None and below is not None:
            return polynomial((above // below).coeffs()), polynomial((above % below).coeffs())
    inverse = q[-1].inverse() if q else Number(0).inverse()
    left, quotient = list(p), [Number(0)] * max(0, len(p) - len(q) + 1)
    for k in reversed(range(len(quotient))):
        factor = quotient[k] = left[k + len(q) - 1] * inverse
        if factor:
            for j, b in enumerate(q[:-1]):
                left[k + j] -= factor * b
    return polynomial(quotient), polynomial(left[: len(q) - 1])


def exact_quotient(p: Poly, q: Poly) -> Poly | None:
    """p/q if q divides p."""
    quotient, rest = divide(p, q)
    return None if rest else quotient


def monic(p: Poly) -> Poly:
    """The polynomial over its leading coefficient."""
    return p if not p or p[-1] == 1 else scale(p, p[-1].inverse())


def derivative(p: Poly) -> Poly:
    """The derivative."""
    return tuple(c * k for k, c in enumerate(p))[1:]


def value(p: Poly, x: Number | Rational) -> Number:
    """p(x)."""
    if len(p) > _LONG and isinstance(x, fmpq):
        exact = rationals(p)
        if exact is not None:
            return Number(exact(x))
    total = Number(0)
    for c in reversed(p):
        total = total * x + c
    return total


def gcd(p: Poly, q: Poly) -> Poly:
    """The monic greatest common divisor.

    Examples:
        >>> root = Number(2).nth_root(2)
        >>> gcd(polynomial([-2, 0, 1]), polynomial([-root, 1])) == (-root, Number(1))
        True
    """
    a, b = rationals(p), rationals(q)
    if a is not None and b is not None:
        return polynomial(a.gcd(b).coeffs())
    while q:
        p, q = q, monic(divide(p, q)[1])
    return monic(p)


def rationals(p: Poly) -> fmpq_poly | None:
    """The same polynomial over Q, if all coefficients are rational."""
    return fmpq_poly([c.as_fmpq() for c in p]) if all(c.is_rational for c in p) else None


def squarefree_factors(p: Poly) -> list[Poly]:
    """Monic squarefree factors, pairwise coprime, whose powers make up p; irreducible over Q.

    Method: flint's factorisation for rational coefficients, else Yun's algorithm.

    Examples:
        >>> double = multiply(polynomial([-1, 1]), polynomial([-1, 1]))
        >>> squarefree_factors(double) == [polynomial([-1, 1])]
        True
    """
    exact = rationals(p)
    if exact is not None:
        return [monic(polynomial(f.coeffs())) for f, _ in exact.factor()[1]]
    found, slope = [], derivative(p)
    common = gcd(p, slope)
    w, y = divide(p, common)[0], divide(slope, common)[0]
    while len(w) > 1:
        z = add(y, scale(derivative(w), Number(-1)))
        factor = gcd(w, z)
        if len(factor) > 1:
            found.append(factor)
        w, y = divide(w, factor)[0], divide(z, factor)[0]
    return found


def coprime_base(polys: Iterable[Poly]) -> list[Poly]:
    """Monic squarefree, pairwise coprime polynomials whose powers make up all the given ones.

    Examples:
        >>> a, b = polynomial([-1, 0, 1]), polynomial([-1, 1])
        >>> sorted(len(f) for f in coprime_base([a, b]))
        [2, 2]
    """
    base: list[Poly] = []
    for p in polys:
        for factor in squarefree_factors(p) if len(p) > 1 else ():
            _refine(base, factor)
    return base


def _refine(base: list[Poly], new: Poly) -> None:
    """Add a squarefree polynomial to a coprime base, taking common factors apart."""
    for old in list(base):
        if old == new:
            return
        common = gcd(old, new)
        if len(common) > 1:
            base.remove(old)
            rest = divide(old, common)[0]
            base.extend(f for f in (common, rest) if len(f) > 1)
            new = divide(new, common)[0]
            if len(new) <= 1:
                return
    base.append(new)


def sturm_chain(p: Poly) -> list[Poly]:
    """p, p' and the negated remainders of Euclid's algorithm, each over a positive factor."""
    chain = [p, derivative(p)]
    while len(chain[-1]) > 1:
        rest = divide(chain[-2], chain[-1])[1]
        if not rest:
            break
        chain.append(scale(rest, -abs(rest[-1]).inverse()))
    return [q for q in chain if q]


def variations(signs: Sequence[int]) -> int:
    """The number of changes of sign in a row, zeros left out."""
    return sum(a != b for a, b in pairwise([s for s in signs if s]))


def variations_at(chain: Sequence[Poly], x: Number | Rational) -> int:
    """Changes of sign of the chain at a point."""
    return variations([value(q, x).sign() for q in chain])


def variations_at_infinity(chain: Sequence[Poly], side: int) -> int:
    """Changes of sign of the chain far to the right (side 1) or to the left (side -1)."""
    return variations([q[-1].sign() * (side if len(q) % 2 == 0 else 1) for q in chain])


def root_bound(p: Poly) -> int:
    """A power of 2 that is larger than the size of every root (Cauchy)."""
    lead = abs(p[-1])
    largest = max((abs(c) for c in p[:-1]), default=Number(0))
    return 1 << (largest / lead).floor().bit_length() + 1


def roots_in(chain: Sequence[Poly], low: Rational, high: Rational) -> int:
    """The number of distinct real roots in the interval; no end may be a root.

    Exactness: decides, by Sturm's theorem.

    Examples:
        >>> roots_in(sturm_chain(polynomial([-2, 0, 1])), fmpq(-2), fmpq(2))
        2
    """
    return variations_at(chain, low) - variations_at(chain, high)
