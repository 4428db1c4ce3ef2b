"""Two kinds of entries: balls of real numbers, and quotients of polynomials in free entries.

Balls only tell that two values differ. Quotients are equal where their normal forms are; a root, an
exponential or another function of one is a further indeterminate, that of a root with its square.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final, Protocol, final

from flint import Ordering, arb, ctx, fmpq, fmpz_mpoly, fmpz_mpoly_ctx

from symnn.deferred import dataclass
from symnn.errors import SymnnError

_BITS: Final = 160
_MOST_TERMS: Final = 4_000
#: So many products of terms of polynomials are made at most.
_MOST_WORK: Final = 1_500_000
#: So many further indeterminates for roots, exponentials and the like.
_FURTHER: Final = 64


class TooLargeError(SymnnError):
    """Polynomials with very many terms, or very many functions of them."""


class NoValueError(SymnnError):
    """An operation that has no value there, such as the inverse of what is 0."""


class Ring(Protocol):
    """What the entries of arrays are, and how they are reckoned with."""

    def number(self, value: Fraction) -> Any:
        """A rational number."""
        ...

    def add(self, a: Any, b: Any) -> Any:
        """The sum."""
        ...

    def mul(self, a: Any, b: Any) -> Any:
        """The product."""
        ...

    def inverse(self, a: Any) -> Any:
        """The reciprocal."""
        ...

    def series(self, name: str, a: Any) -> list[Any]:
        """A function with its derivatives."""
        ...

    def basic(self, name: str, a: Any) -> Any:
        """A function that the rules of the others are made of."""
        ...

    def is_zero(self, a: Any) -> bool:
        """Whether it is 0 as far as that is known."""
        ...


@final
class Balls:
    """Real numbers in balls; what is equal is never known."""

    def number(self, value: Fraction) -> arb:
        """A rational number."""
        ctx.prec = _BITS
        return arb(fmpq(value.numerator, value.denominator))

    def add(self, a: arb, b: arb) -> arb:
        """The sum."""
        return a + b

    def mul(self, a: arb, b: arb) -> arb:
        """The product."""
        return a * b

    def inverse(self, a: arb) -> arb:
        """The reciprocal; NoValueError where the ball holds 0."""
        if a.contains(0) or not a.is_finite():
            raise NoValueError("a division by what may be 0")
        return 1 / a

    def is_zero(self, a: arb) -> bool:
        """Whether it is 0 as written."""
        return bool(a.is_zero())

    def differs(self, a: arb) -> bool:
        """Whether it is surely not 0."""
        return bool(a.is_finite()) and not bool(a.contains(0))

    def series(self, name: str, a: arb) -> list[arb]:
        """A function with its first and second derivative there."""
        if name == "open relu":
            if a.contains(0):
                raise NoValueError("relu has no slope at 0")
            one = self.number(Fraction(int(a > 0)))
            return [a * one, one, self.number(Fraction(0))]
        return derived(self, name, a)

    def basic(self, name: str, a: arb) -> arb:
        """The exponential, the logarithm, the root or the hyperbolic tangent."""
        if name in ("log", "sqrt") and not bool(a > 0):
            raise NoValueError(f"{name} of what may not be positive")
        found: arb = getattr(a, name)()
        return found


def derived(ring: Any, name: str, a: Any) -> list[Any]:
    """A function with its first and second derivative, by its rule over any ring."""
    one, two = ring.number(Fraction(1)), ring.number(Fraction(2))
    minus, half = ring.number(Fraction(-1)), ring.number(Fraction(1, 2))
    if name == "exp":
        return [ring.basic("exp", a)] * 3
    if name == "log":
        down = ring.inverse(a)
        return [ring.basic("log", a), down, ring.mul(minus, ring.mul(down, down))]
    if name == "sqrt":
        root = ring.basic("sqrt", a)
        first = ring.mul(half, ring.inverse(root))
        second = ring.mul(minus, ring.mul(half, ring.mul(first, ring.inverse(a))))
        return [root, first, second]
    if name == "tanh":
        t = ring.basic("tanh", a)
        first = ring.add(one, ring.mul(minus, ring.mul(t, t)))
        return [t, first, ring.mul(minus, ring.mul(two, ring.mul(t, first)))]
    if name == "sigmoid":
        e = ring.basic("exp", a)
        down = ring.inverse(ring.add(one, e))
        s, rest = ring.mul(e, down), down
        first = ring.mul(s, rest)
        return [s, first, ring.mul(first, ring.add(rest, ring.mul(minus, s)))]
    raise NoValueError(f"the function {name} is not reckoned with")


@final
@dataclass(frozen=True, slots=True)
class Quotient:
    """A polynomial over another."""

    top: Any
    bottom: Any


@final
class Free:
    """Quotients of polynomials with integer coefficients in the free entries of arrays."""

    def __init__(self, entries: int) -> None:
        """Ready for so many free entries."""
        names = [f"x{k}" for k in range(entries + _FURTHER)]
        self.context = fmpz_mpoly_ctx.get(names, Ordering.lex)
        self.generators = self.context.gens()
        self.used = 0
        self.further = entries
        self.work = 0
        self.roots: list[tuple[int, Quotient]] = []
        self.met: dict[tuple[str, str, str], Quotient] = {}

    def entry(self) -> Quotient:
        """A free entry that is not used so far."""
        self.used += 1
        return Quotient(self.generators[self.used - 1], self._constant(1))

    def _constant(self, value: int) -> fmpz_mpoly:
        return self.context.constant(value)

    def number(self, value: Fraction) -> Quotient:
        """A rational number."""
        return Quotient(self._constant(value.numerator), self._constant(value.denominator))

    def _reduced(self, top: fmpz_mpoly, bottom: fmpz_mpoly) -> Quotient:
        if len(top) > _MOST_TERMS or len(bottom) > _MOST_TERMS:
            raise TooLargeError("polynomials with very many terms")
        if top.is_zero():
            return Quotient(top, self._constant(1))
        if bottom.is_one():
            return Quotient(top, bottom)
        common = top.gcd(bottom)
        if not common.is_one():
            top, bottom = top / common, bottom / common
        if bottom.leading_coefficient() < 0:
            top, bottom = -top, -bottom
        return Quotient(top, bottom)

    def add(self, a: Quotient, b: Quotient) -> Quotient:
        """The sum."""
        self.work += 20 + len(a.top) * len(b.bottom) + len(b.top) * len(a.bottom)
        if self.work > _MOST_WORK:
            raise TooLargeError("very much work with polynomials")
        if a.bottom == b.bottom:
            return self._reduced(a.top + b.top, a.bottom)
        return self._reduced(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom)

    def mul(self, a: Quotient, b: Quotient) -> Quotient:
        """The product."""
        self.work += 20 + len(a.top) * len(b.top) + len(a.bottom) * len(b.bottom)
        if self.work > _MOST_WORK:
            raise TooLargeError("very much work with polynomials")
        return self._reduced(a.top * b.top, a.bottom * b.bottom)

    def inverse(self, a: Quotient) -> Quotient:
        """The reciprocal; NoValueError for what is always 0."""
        if self.is_zero(a):
            raise NoValueError("a division by 0")
        return self._reduced(a.bottom, a.top)

    def is_zero(self, a: Quotient) -> bool:
        """Whether it is 0 wherever it has a value."""
        return self._vanishes(a.top, len(self.roots))

    def is_same(self, a: Quotient, b: Quotient) -> bool:
        """Whether two are the same wherever both have a value."""
        return self.is_zero(self.add(a, self.mul(self.number(Fraction(-1)), b)))

    def _vanishes(self, top: fmpz_mpoly, count: int) -> bool:
        """Whether a polynomial is 0 with the squares of its roots put in."""
        if top.is_zero() or not count:
            return bool(top.is_zero())
        place, square = self.roots[count - 1]
        parts: dict[int, dict[tuple[int, ...], int]] = {}
        for exponents, factor in top.terms():
            rest = (*exponents[:place], 0, *exponents[place + 1 :])
            parts.setdefault(exponents[place], {})[rest] = int(factor)
        halves = max(parts) // 2
        for odd in (0, 1):
            total = self._constant(0)
            for power, terms in parts.items():
                if power % 2 != odd:
                    continue
                part = self.context.from_dict(terms)
                k = power // 2
                total = total + part * square.top**k * square.bottom ** (halves - k)
            if not self._vanishes(total, count - 1):
                return False
        return True

    def series(self, name: str, a: Quotient) -> list[Quotient]:
        """A function with its first and second derivative; one of which nothing is known, too."""
        if name.startswith("open "):
            return [self._new(f"{name}{order}", a) for order in ("", "'", "''")]
        return derived(self, name, a)

    def basic(self, name: str, a: Quotient) -> Quotient:
        """The exponential, the logarithm, the root or the hyperbolic tangent, as a new letter."""
        if name == "exp":
            return self._exponential(a)
        if name == "tanh":
            e = self._exponential(self.add(a, a))
            one = self.number(Fraction(1))
            below = self.inverse(self.add(e, one))
            return self.mul(self.add(e, self.number(Fraction(-1))), below)
        return self._new(name, a)

    def _exponential(self, a: Quotient) -> Quotient:
        """e^(Σ c m / q) as the product of the powers of e^(m / q), for monomials m."""
        found = self.number(Fraction(1))
        for exponents, factor in sorted(a.top.terms()):
            monomial = Quotient(self.context.from_dict({exponents: 1}), a.bottom)
            base = self._new("exp", monomial)
            power = base if factor > 0 else self.inverse(base)
            if abs(factor) > 24:
                raise TooLargeError("an exponential of a large multiple")
            for _ in range(abs(int(factor))):
                found = self.mul(found, power)
        return found

    def _new(self, name: str, a: Quotient) -> Quotient:
        key = name, str(a.top), str(a.bottom)
        if key not in self.met:
            if self.further >= len(self.generators):
                raise TooLargeError("very many functions of free entries")
            self.met[key] = Quotient(self.generators[self.further], self._constant(1))
            if name == "sqrt":
                self.roots.append((self.further, a))
            self.further += 1
        return self.met[key]
