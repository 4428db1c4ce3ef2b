"""Irreducible factors over a real number field K, and the field of a root of each.

A root x of an irreducible p over K = Q(alpha) lies in K[x]/(p), which is Q[t]/(N) for a
generator t = x + s·alpha: both x and alpha are polynomials in t. Nothing but polynomials over Q
is needed to compute there; an element that is not the zero polynomial is not zero at any root.

Method: the characteristic polynomial of t on K[x]/(p), for the first s that makes it squarefree;
its factors over Q are those of p over K.

References:
    B. Trager, Algebraic factoring and rational function integration, SYMSAC 1976.
"""

from __future__ import annotations

from dataclasses import field
from typing import Final, final

from flint import acb, acb_poly, fmpq, fmpq_mat, fmpq_poly

from symnn.deferred import dataclass
from symnn.errors import TooLargeError
from symnn.exact.ball import complex_roots, precision
from symnn.exact.field import MAX_PRODUCT, QQ, Field, X, embed, in_powers
from symnn.exact.number import Number
from symnn.exact.univariate import Poly, gcd, multiply, polynomial

_ZERO: Final = fmpq_poly([0])


@final
@dataclass(frozen=True, eq=False)
class ResidueField:
    """The field of a root of an irreducible polynomial over a real number field.

    Attributes:
        factor: the polynomial p, monic, over `base`.
        base: K, a real field with its embedding.
        modulus: N, monic and irreducible over Q; elements are polynomials of lower degree.
        alpha: the generator of K, as an element.
        root: the root x of p, as an element.

    Exactness: exact; elements are equal at one root of p if they are equal.
    """

    factor: Poly
    base: Field
    modulus: fmpq_poly
    alpha: fmpq_poly
    root: fmpq_poly
    _roots: dict[int, tuple[acb, ...]] = field(default_factory=dict, repr=False)

    @property
    def degree(self) -> int:
        """The number of roots of p."""
        return len(self.factor) - 1

    def times(self, a: fmpq_poly, b: fmpq_poly) -> fmpq_poly:
        """The product."""
        return (a * b) % self.modulus

    def inverse(self, a: fmpq_poly) -> fmpq_poly:
        """1/a, for an element that is not zero."""
        common, cofactor, _ = a.xgcd(self.modulus)
        return cofactor / common[0]

    def element(self, number: Number | fmpq | int) -> fmpq_poly:
        """A number of K."""
        if isinstance(number, Number):
            if number.is_rational:
                return fmpq_poly([number.as_fmpq()])
            result = _ZERO
            for c in reversed(number.poly.coeffs()):
                result = self.times(result, self.alpha) + c
            return result
        return fmpq_poly([number])

    def trace(self, a: fmpq_poly) -> Number:
        """The sum of an element over the roots of p: a number of K.

        Method: Newton's identities give the power sums of x; over K an element is a polynomial
        in x.
        """
        total = Number(0)
        for coefficient, power in zip(self.over_base(a), self._power_sums(), strict=True):
            total = total + coefficient * power
        return total

    def over_base(self, a: fmpq_poly) -> list[Number]:
        """The coefficients, in K, of an element as a polynomial in x of degree below that of p."""
        d, n = self.base.degree, self.degree
        if d == 1:
            return [Number(a[j]) for j in range(n)]
        columns, power = [], fmpq_poly([1])
        for _ in range(n):
            element = power
            for _ in range(d):
                columns.append([element[i] for i in range(n * d)])
                element = self.times(element, self.alpha)
            power = self.times(power, self.root)
        matrix = fmpq_mat(columns).transpose()
        found = matrix.solve(fmpq_mat(n * d, 1, [a[i] for i in range(n * d)])).entries()
        return [Number.of(self.base, fmpq_poly(found[d * j : d * (j + 1)])) for j in range(n)]

    def _power_sums(self) -> list[Number]:
        """The sums of x^j over the roots, for j below the degree."""
        n, c = self.degree, list(reversed(self.factor))
        sums = [Number(n)]
        for k in range(1, n):
            total = c[k] * k
            for i in range(1, k):
                total = total + c[i] * sums[k - i]
            sums.append(-total)
        return sums

    def generators(self, bits: int) -> tuple[acb, ...]:
        """Disjoint balls of the values of t, one for each root of p.

        Real ones have an imaginary part of exactly 0; the others come in conjugate pairs.
        """
        if bits not in self._roots:
            self._roots[bits] = self._isolate(bits)
        return self._roots[bits]

    def _isolate(self, bits: int) -> tuple[acb, ...]:
        working = bits
        while True:
            found = complex_roots(self.modulus.numer(), working)
            with precision(working):
                if self.base.degree > 1:
                    alpha = acb(self.base.enclosure(working))
                    found = [t for t in found if (self._at(self.alpha, t) - alpha).contains(0)]
            if len(found) == self.degree:
                return tuple(found)
            working *= 2

    def _at(self, a: fmpq_poly, t: acb) -> acb:
        return acb_poly(a)(t)

    def values(self, a: fmpq_poly, bits: int) -> tuple[acb, ...]:
        """Balls of an element, one for each root of p, in the order of `generators`."""
        roots = self.generators(bits)
        with precision(bits):
            return tuple(self._at(a, t) for t in roots)

    def minimal_polynomial(self, a: fmpq_poly) -> fmpq_poly:
        """Of an element over Q, monic."""
        n = self.modulus.degree()
        columns, power = [], a
        for _ in range(n):
            columns.append([power[i] for i in range(n)])
            power = self.times(power, X)
        return fmpq_mat(columns).minpoly()


def residue_fields(p: Poly, base: Field = QQ) -> list[ResidueField]:
    """The monic irreducible factors of a squarefree polynomial over K, each with its field.

    Args:
        p: a squarefree polynomial with coefficients in K.
        base: K.

    Exactness: exact.

    Raises:
        TooLargeError: the degree over Q passes its cap.

    Examples:
        >>> root = Number(2).nth_root(2)
        >>> found = residue_fields(polynomial([-2, 0, 1]), root.field)
        >>> sorted(r.factor[0] for r in found) == [-root, root]
        True
        >>> [r.degree for r in residue_fields(polynomial([-2, 0, 1]))]
        [2]
    """
    if base.degree == 1:
        exact = fmpq_poly([c.as_fmpq() for c in p])
        return [_over_rationals(f) for f, _ in exact.factor()[1]]
    return _over_field(p, base)


def _over_rationals(factor: fmpq_poly) -> ResidueField:
    monic = factor / factor.leading_coefficient()
    return ResidueField(polynomial(monic.coeffs()), QQ, monic, _ZERO, X % monic)


def _over_field(p: Poly, base: Field) -> list[ResidueField]:
    size = base.degree * (len(p) - 1)
    if size > MAX_PRODUCT:
        raise TooLargeError(
            f"a polynomial of degree {len(p) - 1} over a field of degree {base.degree} needs "
            f"degree {size} over the rationals; the cap is {MAX_PRODUCT}"
        )
    s = 1
    while True:
        by_alpha, by_x = _multiplications(p, base)
        step = by_x + s * by_alpha
        norm = step.charpoly()
        if norm.gcd(norm.derivative()).degree() == 0:
            break
        s = -s if s > 0 else 1 - s
    start = fmpq_mat(size, 1, [1] + [0] * (size - 1))
    alpha = in_powers(step, start, by_alpha * start)
    found = []
    for factor, _ in norm.factor()[1]:
        modulus = factor / factor.leading_coefficient()
        image = alpha % modulus
        root = (X - s * image) % modulus
        own = gcd(p, _shifted(modulus, s, base))
        found.append(ResidueField(own, base, modulus, image, root))
    return found


def _multiplications(p: Poly, base: Field) -> tuple[fmpq_mat, fmpq_mat]:
    """Multiplication by alpha and by x on K[x]/(p), on the basis alpha^i x^j."""
    d, n = base.degree, len(p) - 1
    size = d * n
    by_alpha = [[fmpq(0)] * size for _ in range(size)]
    by_x = [[fmpq(0)] * size for _ in range(size)]
    for i in range(d):
        power = fmpq_poly([0] * i + [1])
        up = (power * X) % base.polynomial
        for j in range(n):
            for k in range(d):
                by_alpha[k * n + j][i * n + j] = up[k]
            if j + 1 < n:
                by_x[i * n + j + 1][i * n + j] = fmpq(1)
        for j in range(n):
            low = embed(p[j].poly, X, base) if p[j].is_rational else p[j].poly
            product = (-low * power) % base.polynomial
            for k in range(d):
                by_x[k * n + j][i * n + n - 1] += product[k]
    return fmpq_mat(by_alpha), fmpq_mat(by_x)


def _shifted(modulus: fmpq_poly, s: int, base: Field) -> Poly:
    """N(x + s·alpha) over K."""
    shift = polynomial([Number.of(base, (s * X) % base.polynomial), 1])
    total: Poly = ()
    for c in reversed(modulus.coeffs()):
        product = multiply(total, shift)
        head = product[0] + c if product else Number(c)
        total = polynomial([head, *product[1:]])
    return total
