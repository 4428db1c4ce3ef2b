"""Exponential polynomials and their fractions: the ring in which identities are decided.

An exponential polynomial is a finite sum of terms

    c · a1^k1 … ar^kr · e^E

with an algebraic coefficient c, atoms a (symbols, pi, and functions that stay opaque on an
argument in normal form), integer exponents k, and an exponent E that is an exponential
polynomial again. The exponential law is built in: e^A e^B = e^(A+B), and e^0 = 1.

If all exponents are algebraic numbers and there are no atoms, the form is complete: by the
theorem of Lindemann and Weierstrass the e^E with distinct algebraic E are linearly
independent over the algebraic numbers, so such a sum is 0 only if it has no terms. With
atoms a sum without terms is 0; one with terms says nothing by itself.

References:
    A. Baker, Transcendental Number Theory, theorem 1.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, TypeAlias, final

from symnn.errors import TooLargeError, UndefinedError
from symnn.exact.number import Number
from symnn.exact.work import spend

MAX_TERMS: Final = 20_000
#: The most products of two terms in one product of sums.
MAX_PRODUCTS: Final = 200_000
MAX_EXPONENT: Final = 1_000


class Atom(NamedTuple):
    """An indivisible factor: its kind, its name or degree, and its argument."""

    kind: str
    label: str | int = ""
    argument: tuple[Poly, ...] = ()

    def text(self) -> str:
        """A deterministic spelling, for ordering only."""
        return f"{self.kind}:{self.label}({','.join(p.text() for p in self.argument)})"


#: Atoms whose powers obey a law of their own, so that they are no units of the ring.
REDUCIBLE: Final = frozenset({"root", "sin", "abs"})

#: Atoms that are not divided by: those, and a remainder of which only a bound is known.
NO_UNITS: Final = REDUCIBLE | {"small"}

Powers: TypeAlias = tuple[tuple[Atom, int], ...]


@final
class Monomial:
    """A product of powers of atoms and one exponential; immutable, hashable."""

    __slots__ = ("_hash", "exponent", "powers")

    powers: Powers
    exponent: Poly | None
    _hash: int

    def __init__(self, powers: Powers, exponent: Poly | None) -> None:
        _set_powers(self, powers)
        _set_exponent(self, exponent)
        _set_hash(self, hash((powers, exponent)))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"Monomial is immutable; {name} cannot be set")

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Monomial):
            return NotImplemented
        return self is other or (
            self._hash == other._hash
            and self.powers == other.powers
            and self.exponent == other.exponent
        )

    def times(self, other: Monomial) -> Monomial:
        """The product, before any law of an atom is applied."""
        if self is UNIT:
            return other
        if other is UNIT:
            return self
        return Monomial(
            _merge(self.powers, other.powers), _sum_or_none(self.exponent, other.exponent)
        )

    def inverse(self) -> Monomial:
        """1/m, for a monomial that is a unit."""
        powers = tuple((atom, -k) for atom, k in self.powers)
        return Monomial(powers, None if self.exponent is None else -self.exponent)

    def is_unit(self) -> bool:
        """Whether the inverse is a monomial too."""
        return not any(atom.kind in NO_UNITS for atom, _ in self.powers)

    def text(self) -> str:
        """A deterministic spelling, for ordering only."""
        factors = [f"{atom.text()}^{k}" for atom, k in self.powers]
        if self.exponent is not None:
            factors.append(f"exp({self.exponent.text()})")
        return "*".join(factors)


# The slots themselves: half the time of object.__setattr__, which looks for them by name.
_set_powers, _set_exponent, _set_hash = (
    vars(Monomial)[name].__set__ for name in ("powers", "exponent", "_hash")
)

UNIT: Final = Monomial((), None)


def _merge(left: Powers, right: Powers) -> Powers:
    if not left:
        return right
    if not right:
        return left
    total = dict(left)
    for atom, k in right:
        total[atom] = total.get(atom, 0) + k
    live = [(atom, k) for atom, k in total.items() if k]
    for _, k in live:
        check_exponent(k)
    return tuple(sorted(live, key=lambda item: item[0].text()))


def check_exponent(k: int) -> None:
    """Refuse an exponent beyond the cap."""
    if abs(k) > MAX_EXPONENT:
        raise TooLargeError(f"the exponent {k} is over the cap of {MAX_EXPONENT}")


def _sum_or_none(left: Poly | None, right: Poly | None) -> Poly | None:
    if left is None:
        return right
    if right is None:
        return left
    total = left + right
    return total if total.terms else None


@final
class Poly:
    """A finite sum of terms, immutable; equality is that of the normal form."""

    __slots__ = ("_hash", "_text", "terms")

    terms: dict[Monomial, Number]
    _hash: int | None
    _text: str | None

    def __init__(self, terms: dict[Monomial, Number]) -> None:
        _set_terms(self, terms)
        _set_sum_hash(self, None)
        _set_text(self, None)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"Poly is immutable; {name} cannot be set")

    def __hash__(self) -> int:
        if self._hash is None:
            _set_sum_hash(self, hash(frozenset(self.terms.items())))
        return self._hash or 0

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Poly):
            return NotImplemented
        return self is other or self.terms == other.terms

    def text(self) -> str:
        """A deterministic spelling, for ordering only."""
        if self._text is None:
            parts = sorted(f"{_number_text(c)}*{m.text()}" for m, c in self.terms.items())
            _set_text(self, "+".join(parts))
        return self._text or ""

    def __add__(self, other: Poly) -> Poly:
        small, large = sorted((self.terms, other.terms), key=len)
        return Poly(_accumulate(dict(large), small.items()))

    def __neg__(self) -> Poly:
        return Poly({m: -c for m, c in self.terms.items()})

    def __sub__(self, other: Poly) -> Poly:
        return self + -other

    def __mul__(self, other: Poly) -> Poly:
        if len(self.terms) * len(other.terms) > MAX_PRODUCTS:
            raise TooLargeError(f"a product of sums would pass {MAX_PRODUCTS} terms")
        spend(len(self.terms) * len(other.terms))
        total: dict[Monomial, Number] = {}
        for m1, c1 in self.terms.items():
            for m2, c2 in other.terms.items():
                coefficient, monomial = c1 * c2, m1.times(m2)
                if not any(atom.kind in REDUCIBLE for atom, _ in monomial.powers):
                    _accumulate(total, ((monomial, coefficient),))
                    continue
                for part, factor in reduced(monomial):
                    value = coefficient if factor is None else coefficient * factor
                    _accumulate(total, ((part, value),))
        if len(total) > MAX_TERMS:
            raise TooLargeError(f"an expression of {len(total)} terms; the cap is {MAX_TERMS}")
        return Poly(total)

    def scale(self, factor: Number) -> Poly:
        """The sum times an algebraic number."""
        return Poly({m: c * factor for m, c in self.terms.items()}) if factor else ZERO_POLY

    def times_monomial(self, monomial: Monomial) -> Poly:
        """The sum times a product of atoms."""
        return self * Poly({monomial: Number(1)})

    def __pow__(self, exponent: int) -> Poly:
        check_exponent(exponent)
        result, square = ONE_POLY, self
        while exponent:
            if exponent & 1:
                result = result * square
            exponent >>= 1
            square = square * square if exponent else square
        return result

    def single(self) -> tuple[Monomial, Number] | None:
        """The only term, if there is exactly one."""
        return next(iter(self.terms.items())) if len(self.terms) == 1 else None

    def constant(self) -> Number | None:
        """The value, if the sum is an algebraic number."""
        if not self.terms:
            return Number(0)
        return self.terms.get(UNIT) if len(self.terms) == 1 else None

    def leading(self) -> tuple[Monomial, Number]:
        """The greatest term in an order that multiplication by a monomial keeps."""
        best: Monomial | None = None
        for monomial in self.terms:
            if best is None or greater(monomial, best):
                best = monomial
        if best is None:
            raise UndefinedError("zero has no leading term")
        return best, self.terms[best]


_set_terms, _set_sum_hash, _set_text = (
    vars(Poly)[name].__set__ for name in ("terms", "_hash", "_text")
)


def _accumulate(
    total: dict[Monomial, Number], items: Iterable[tuple[Monomial, Number]]
) -> dict[Monomial, Number]:
    for monomial, extra in items:
        known = total.get(monomial)
        value = extra if known is None else known + extra
        if value:
            total[monomial] = value
        elif known is not None:
            del total[monomial]
    return total


def _number_text(value: Number) -> str:
    if value.is_rational:
        return str(value.as_fmpq())
    return f"root{value.root_index()}{[str(c) for c in value.minimal_polynomial()]}"


def greater(left: Monomial, right: Monomial) -> bool:
    """Whether left > right in a total order with: m > n implies mk > nk."""
    difference = _sum_or_none(left.exponent, None if right.exponent is None else -right.exponent)
    if difference is not None:
        return positive_direction(difference)
    ratio = _merge(left.powers, tuple((atom, -k) for atom, k in right.powers))
    return bool(ratio) and ratio[0][1] > 0


def positive_direction(exponent: Poly) -> bool:
    """The sign of the leading coefficient: a total order on exponents, kept by translation."""
    return exponent.leading()[1].sign() > 0


def reduced(monomial: Monomial) -> Iterator[tuple[Monomial, Number | None]]:
    """The terms of a monomial after the laws of its atoms; a factor None stands for 1.

    r^n = M for an n-th root of M, |M|² = M², sin² = 1 − cos².
    """
    for atom, k in monomial.powers:
        if atom.kind in REDUCIBLE:
            degree = int(atom.label) if atom.kind == "root" else 2
            if k >= degree:
                rest = tuple(p for p in monomial.powers if p[0] != atom)
                left = ((atom, k % degree),) if k % degree else ()
                start = Poly({Monomial(_merge(rest, left), monomial.exponent): Number(1)})
                yield from (start * law(atom) ** (k // degree)).terms.items()
                return
    yield monomial, None


def law(atom: Atom) -> Poly:
    """What the least reducible power of an atom equals."""
    if atom.kind == "root":
        return atom.argument[0]
    if atom.kind == "abs":
        return atom.argument[0] * atom.argument[0]
    cosine = of_atom(Atom("cos", "", atom.argument))
    return ONE_POLY - cosine * cosine


def of_number(value: Number) -> Poly:
    """An algebraic number as a sum."""
    return Poly({UNIT: value}) if value else ZERO_POLY


def of_atom(atom: Atom, exponent: int = 1) -> Poly:
    """A power of an atom as a sum."""
    return Poly({Monomial(((atom, exponent),), None): Number(1)})


def of_exponential(exponent: Poly) -> Poly:
    """e^E as a sum."""
    return Poly({Monomial((), exponent): Number(1)}) if exponent.terms else ONE_POLY


ZERO_POLY: Final = Poly({})
ONE_POLY: Final = of_number(Number(1))


@final
class Frac(NamedTuple):
    """N / D. D is 1, or a sum that is no unit, with leading term 1."""

    num: Poly
    den: Poly

    def add(self, other: Frac) -> Frac:
        """The sum."""
        if self.den == other.den:
            return fraction(self.num + other.num, self.den)
        if self.den is ONE_POLY:
            return fraction(self.num * other.den + other.num, other.den)
        if other.den is ONE_POLY:
            return fraction(self.num + other.num * self.den, self.den)
        return fraction(self.num * other.den + other.num * self.den, self.den * other.den)

    def negative(self) -> Frac:
        """-N / D."""
        return Frac(-self.num, self.den)

    def mul(self, other: Frac) -> Frac:
        """The product, with equal sums cancelled across."""
        if self.den == other.num and self.den is not ONE_POLY:
            return fraction(self.num, other.den)
        if other.den == self.num and other.den is not ONE_POLY:
            return fraction(other.num, self.den)
        return fraction(self.num * other.num, self.den * other.den)

    def inverse(self) -> Frac:
        """D / N."""
        if not self.num.terms:
            raise UndefinedError("division by zero: the divisor is 0 in normal form")
        return fraction(self.den, self.num)

    def power(self, exponent: int) -> Frac:
        """An integer power."""
        base = self.inverse() if exponent < 0 else self
        k = abs(exponent)
        return fraction(base.num**k, base.den**k)

    def polynomial(self) -> Poly | None:
        """The numerator if the denominator is 1."""
        return self.num if self.den is ONE_POLY else None


def fraction(num: Poly, den: Poly) -> Frac:
    """N/D with the leading term of the denominator divided out when it is a unit."""
    if den is ONE_POLY or not num.terms:
        return Frac(num, ONE_POLY)
    if num == den:
        return Frac(ONE_POLY, ONE_POLY)
    monomial, coefficient = den.leading()
    scale = coefficient.inverse()
    if monomial.is_unit():
        factor = Poly({monomial.inverse(): scale})
        num, den = num * factor, den * factor
    else:
        num, den = num.scale(scale), den.scale(scale)
    return Frac(num, ONE_POLY if den == ONE_POLY else den)


def of_poly(poly: Poly) -> Frac:
    """A sum as a fraction."""
    return Frac(poly, ONE_POLY)
