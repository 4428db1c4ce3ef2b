"""Real algebraic numbers with a decidable zero, sign and order.

Representation. A polynomial in the generator of a field (`symnn.exact.field`); rational
values always live in Q. Arithmetic between fields joins them, once.

Limit. The degree of a field is capped; beyond it `TooLargeError`.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache, total_ordering
from typing import TypeAlias, final

from flint import arb, fmpq, fmpq_mat, fmpq_poly, fmpz

from symnn.errors import TooLargeError, UndefinedError
from symnn.exact.ball import enclose_root, precision
from symnn.exact.expression import Expr, RealRoot
from symnn.exact.field import (
    QQ,
    Field,
    Generator,
    X,
    embed,
    enclose_in,
    join,
    make_field,
    root_index,
    sign_of,
    vanishing_factor,
)
from symnn.exact.roots import root_of_irrational, root_of_rational

Rational: TypeAlias = "int | Fraction | fmpq | fmpz"

_MAX_POWER_BITS = 1 << 24


def as_fmpq(value: Rational) -> fmpq:
    """The rational as FLINT holds it."""
    if isinstance(value, Fraction):
        return fmpq(value.numerator, value.denominator)
    return fmpq(value)


@final
@total_ordering
class Number:
    """A real algebraic number, immutable.

    Equality and order are those of the reals, whatever fields the two numbers came from,
    and equal numbers hash alike (a rational hashes like the `int` or `Fraction` it equals).

    Exactness: decides.

    Examples:
        >>> two, three = Number(2), Number(3)
        >>> nested = (5 + 2 * Number(6).nth_root(2)).nth_root(2)
        >>> two.nth_root(2) + three.nth_root(2) == nested
        True
    """

    __slots__ = ("_hash", "_minimal", "field", "poly")

    field: Field
    poly: fmpq_poly
    _hash: int | None
    _minimal: tuple[fmpq, ...] | None

    def __init__(self, value: Rational) -> None:
        _assign(self, QQ, fmpq_poly([as_fmpq(value)]))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"Number is immutable; {name} cannot be set")

    @classmethod
    def of(cls, field: Field, poly: fmpq_poly) -> Number:
        """The value of a polynomial, already reduced, at the generator of the field."""
        number = cls.__new__(cls)
        _assign(number, QQ if poly.degree() <= 0 else field, poly)
        return number

    def __reduce__(self) -> tuple[object, ...]:
        pairs = [(int(c.p), int(c.q)) for c in self.poly.coeffs()]
        field = self.field
        minimal = [(int(c.p), int(c.q)) for c in field.coefficients()]
        return (_restore, (minimal, field.index, pairs))

    # --- arithmetic -------------------------------------------------------------------

    def _meet(self, other: object) -> tuple[Field, fmpq_poly, fmpq_poly] | None:
        if isinstance(other, Number):
            if other.field is self.field:
                return self.field, self.poly, other.poly
            both = join(self.field, other.field)
            return (
                both.field,
                embed(self.poly, both.left, both.field),
                embed(other.poly, both.right, both.field),
            )
        if isinstance(other, (int, Fraction, fmpq, fmpz)):
            return self.field, self.poly, fmpq_poly([as_fmpq(other)])
        return None

    def __add__(self, other: Number | Rational) -> Number:
        met = self._meet(other)
        return NotImplemented if met is None else Number.of(met[0], met[1] + met[2])

    def __sub__(self, other: Number | Rational) -> Number:
        met = self._meet(other)
        return NotImplemented if met is None else Number.of(met[0], met[1] - met[2])

    def __rsub__(self, other: Rational) -> Number:
        return -self + other

    def __mul__(self, other: Number | Rational) -> Number:
        met = self._meet(other)
        if met is None:
            return NotImplemented
        field, left, right = met
        product = left * right
        return Number.of(field, product if field.degree == 1 else product % field.polynomial)

    __radd__ = __add__
    __rmul__ = __mul__

    def __neg__(self) -> Number:
        return Number.of(self.field, -self.poly)

    def __pos__(self) -> Number:
        return self

    def __abs__(self) -> Number:
        return -self if self.sign() < 0 else self

    def inverse(self) -> Number:
        """1/a; `UndefinedError` for zero."""
        if not self.poly:
            raise UndefinedError("division by zero: the divisor is exactly 0")
        if self.field.degree == 1:
            return Number(1 / self.poly[0])
        common, cofactor, _ = self.poly.xgcd(self.field.polynomial)
        return Number.of(self.field, cofactor / common[0])

    def __truediv__(self, other: Number | Rational) -> Number:
        if isinstance(other, Number):
            return self * other.inverse()
        if isinstance(other, (int, Fraction, fmpq, fmpz)):
            return self * Number(other).inverse()
        return NotImplemented

    def __rtruediv__(self, other: Rational) -> Number:
        return self.inverse() * other

    def __pow__(self, exponent: int) -> Number:
        if exponent < 0:
            return self.inverse() ** -exponent
        height = max((c.p.height_bits() + c.q.height_bits() for c in self.poly.coeffs()), default=0)
        if height * exponent > _MAX_POWER_BITS:
            raise TooLargeError(
                f"a power with exponent {exponent} of a number of {height} bits is over the cap of "
                f"{_MAX_POWER_BITS} bits"
            )
        result, square = Number(1), self
        while exponent:
            if exponent & 1:
                result = result * square
            exponent >>= 1
            square = square * square if exponent else square
        return result

    # --- order ------------------------------------------------------------------------

    def sign(self) -> int:
        """-1, 0 or 1, exactly."""
        return sign_of(self.poly, self.field)

    def is_zero(self) -> bool:
        """Whether the number is 0."""
        return not self.poly

    def __bool__(self) -> bool:
        return bool(self.poly)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Number):
            if other.field is self.field:
                return bool(self.poly == other.poly)
            return self._same(other)
        if isinstance(other, (int, Fraction, fmpq, fmpz)):
            return self.is_rational and bool(self.poly[0] == as_fmpq(other))
        return NotImplemented

    def _same(self, other: Number) -> bool:
        """Equality across fields: the same minimal polynomial and the same root of it."""
        if not self.field.ball_of(self.poly).overlaps(other.field.ball_of(other.poly)):
            return False
        if self.minimal_polynomial() != other.minimal_polynomial():
            return False
        return self.root_index() == other.root_index()

    def __lt__(self, other: Number | Rational) -> bool:
        if isinstance(other, Number) and other.field is not self.field:
            left, right = self.field.ball_of(self.poly), other.field.ball_of(other.poly)
            if left < right:
                return True
            if left > right or self._same(other):
                return False
        return (self - other).sign() < 0

    def __hash__(self) -> int:
        known = self._hash
        if known is None:
            if self.is_rational:
                known = hash(self.poly[0])
            else:  # what does not depend on the field that the number happens to stand in
                mean, poly = self.field.mean_of_conjugates, self.poly
                known = hash((mean(poly), mean(poly * poly)))
            _set_hash(self, known)
        return known

    def floor(self) -> int:
        """The greatest integer that is at most the number, exactly."""
        if self.is_rational:
            return int(self.poly[0].floor())
        bits = 64
        while True:
            with precision(bits):  # arb rounds the floor too
                guess = self.enclosure(bits).floor().unique_fmpz()
            if guess is not None:
                return int(guess)
            bits *= 2

    # --- views ------------------------------------------------------------------------

    @property
    def is_rational(self) -> bool:
        """Whether the number is rational."""
        return self.field.degree == 1

    @property
    def degree(self) -> int:
        """Degree of the number over Q."""
        return len(self.minimal_polynomial()) - 1

    @property
    def coefficients(self) -> tuple[fmpq, ...]:
        """On the powers of the generator of the field, from the constant up."""
        return tuple(self.poly[i] for i in range(self.field.degree))

    def as_fmpq(self) -> fmpq:
        """The rational value; an error if the number is irrational."""
        if not self.is_rational:
            raise UndefinedError(f"{self!r} is irrational; no rational number equals it")
        return self.poly[0]

    def minimal_polynomial(self) -> tuple[fmpq, ...]:
        """Monic, from the constant term up."""
        known = self._minimal
        if known is None:
            known = _minimal_polynomial(self.poly, self.field)
            _set_minimal(self, known)
        return known

    def root_index(self) -> int:
        """Which real root of its minimal polynomial the number is, counted from the left."""
        polynomial, bits = fmpq_poly(list(self.minimal_polynomial())), 64
        while True:
            index = root_index(polynomial, self.enclosure(bits))
            if index >= 0:
                return index
            bits *= 2

    def enclosure(self, bits: int) -> arb:
        """A ball around the number with a relative accuracy of about `bits`."""
        return enclose_in(self.poly, self.field, bits)

    def nth_root(self, degree: int) -> Number:
        """The real n-th root: of a number >= 0 if n is even, of any number if n is odd.

        Exactness: exact; the field grows by at most the factor n.

        Raises:
            UndefinedError: n is even and the number is negative.
            TooLargeError: the degree passes the cap.
        """
        sign = self.sign()
        if sign == 0:
            return self
        if sign < 0:
            if degree % 2 == 0:
                raise UndefinedError(f"the root of even degree {degree} of {self!r}, which is < 0")
            return -((-self).nth_root(degree))
        if self.is_rational:
            return _root_of_rational(self.as_fmpq(), degree)
        return _root_of_irrational(self, degree)

    def __repr__(self) -> str:
        if self.is_rational:
            return str(self.poly[0])
        return f"Number({self.enclosure(64).str(12, radius=False)}, degree {self.degree})"


# The slots themselves: half the time of object.__setattr__, which looks for them by name.
_set_field, _set_poly, _set_hash, _set_minimal = (
    vars(Number)[name].__set__ for name in ("field", "poly", "_hash", "_minimal")
)


def _assign(number: Number, field: Field, poly: fmpq_poly) -> None:
    _set_field(number, field)
    _set_poly(number, poly)
    _set_hash(number, None)
    _set_minimal(number, None)


def _restore(
    minimal: list[tuple[int, int]], index: int, coefficients: list[tuple[int, int]]
) -> Number:
    field = make_field(fmpq_poly([fmpq(*c) for c in minimal]), index, ())
    return Number.of(field, fmpq_poly([fmpq(*c) for c in coefficients]))


def _minimal_polynomial(poly: fmpq_poly, field: Field) -> tuple[fmpq, ...]:
    if poly.degree() <= 0:
        return (-poly[0], fmpq(1))
    if poly == X:
        return field.coefficients()
    n, rows, power = field.degree, [], poly
    for _ in range(n):
        rows.append([power[i] for i in range(n)])
        power = (power * X) % field.polynomial
    return tuple(fmpq_mat(rows).minpoly().coeffs())


@lru_cache(maxsize=4096)
def _root_of_rational(value: fmpq, degree: int) -> Number:
    return Number.of(*root_of_rational(value, degree))


@lru_cache(maxsize=4096)
def _root_of_irrational(value: Number, degree: int) -> Number:
    minimal = value.minimal_polynomial()
    return Number.of(*root_of_irrational(value.field, value.poly, minimal, degree))


def named_root(polynomial: fmpq_poly, index: int, name: Expr) -> Number:
    """A root of a monic irreducible polynomial as the generator of its own field."""
    generator = Generator((fmpq(0), fmpq(1)), 0, (), name, polynomial.degree())
    return Number.of(make_field(polynomial, index, (generator,)), X)


def real_root(root: RealRoot) -> Number:
    """The real root of an integer polynomial in an interval, as an exact number."""
    polynomial = fmpq_poly(list(root.coefficients))
    factor, index = vanishing_factor(polynomial, lambda bits: enclose_root(root, bits))
    if factor.degree() == 1:
        return Number(-factor[0])
    if factor.degree() == 2:
        half = Number(-factor[1] / 2)
        distance = (half * half - factor[0]).nth_root(2)
        return half + distance if index else half - distance
    return named_root(factor, index, Expr("root", (), root))
