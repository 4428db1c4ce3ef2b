"""Quotients of exponential polynomials: the arithmetic in which identities are proved.

An exponential polynomial is a sum of c·m·e^E: c a number of Q(alpha), m a product of atoms to
integer powers, E an exponential polynomial. Atoms are symbols, pi and values of functions, each
known by the form of its argument. Every rule below holds wherever the expression is defined, so
equal forms are equal values there; unequal forms say nothing. A power below zero stems from a
quotient, so its atom is not zero where the side is defined.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, NamedTuple, TypeAlias

from symnn.errors import EvidenceError

from .algebraic import Field, Number

Mono: TypeAlias = tuple[tuple[int, int], ...]  # (atom, power), atoms rising
Term: TypeAlias = tuple[Mono, int]  # and the number of an exponent
Poly: TypeAlias = dict[Term, Number]  # never changed once made
TERMS: Final = 20_000
WORK: Final = 100_000  # products of two terms, all together
EXPONENT: Final = 1_000
NONNEGATIVE: Final = 1
POSITIVE: Final = 2


class Form(NamedTuple):
    """A quotient; the denominator is 1 or has several terms and is nowhere zero by definition."""

    num: Poly
    den: Poly


@dataclass(frozen=True, slots=True)
class Atom:
    """A real quantity: its argument, what is known of its sign, the value of atom^limit."""

    kind: str
    argument: Form | None = None
    data: Hashable = None
    sign: int = 0
    limit: int = 0
    power: Poly | None = None


class Forms:
    """Arithmetic of polynomials and quotients over one field, with a common table of atoms."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.atoms: list[Atom] = []
        self.exponents: list[Poly] = []
        self._index: dict[Hashable, int] = {}
        self._work = 0
        self.one = self.constant(1)
        self.exponent({})

    def number(self, q: Fraction | int) -> Number:
        """A rational number."""
        return self.field.number(q)

    def constant(self, c: Number | Fraction | int) -> Poly:
        """The constant polynomial."""
        c = c if isinstance(c, Number) else self.number(c)
        return {((), 0): c} if c else {}

    def atom(self, atom: Atom) -> int:
        """The atom's number; the same for the same kind, data and form of the argument."""
        form = atom.argument and tuple(frozenset(p.items()) for p in atom.argument)
        key = (atom.kind, atom.data, form)
        if key not in self._index:
            self._index[key] = len(self.atoms)
            self.atoms.append(atom)
        return self._index[key]

    def exponent(self, p: Poly) -> int:
        """The number of an exponent."""
        key = frozenset(p.items())
        if key not in self._index:
            self._index[key] = len(self.exponents)
            self.exponents.append(p)
        return self._index[key]

    def plus(self, p: Poly, q: Poly) -> Poly:
        """The sum."""
        return self._add_to(dict(p), q)

    def _add_to(self, out: Poly, q: Poly) -> Poly:
        """The sum, kept in a polynomial that is still being made."""
        for term, c in q.items():
            total = out[term] + c if term in out else c
            if total:
                out[term] = total
            else:
                out.pop(term, None)
        return out

    def minus(self, p: Poly) -> Poly:
        """The negative."""
        return {term: -c for term, c in p.items()}

    def times(self, p: Poly, q: Poly) -> Poly:
        """The product, with |N|^2 = N^2, root(N, n)^n = N and sin^2 = 1 - cos^2 applied."""
        self._work += len(p) * len(q)
        if self._work > WORK:
            raise EvidenceError("a normal form needs too much work")
        out: Poly = {}
        for (m1, e1), c1 in p.items():
            for (m2, e2), c2 in q.items():
                mono, reduced = self._merge(m1, m2)
                exponent = self.exponent(self.plus(self.exponents[e1], self.exponents[e2]))
                term: Poly = {(mono, exponent): c1 * c2}
                for atom, k in reduced:
                    full = self.atoms[atom].power or {}
                    factor = full if k > 0 else self.inverse(full)
                    for _ in range(abs(k)):
                        term = self.times(term, factor)
                self._add_to(out, term)
        if len(out) > TERMS:
            raise EvidenceError("a normal form grows too large")
        return out

    def _merge(self, m1: Mono, m2: Mono) -> tuple[Mono, list[tuple[int, int]]]:
        """The product of monomials, and the atoms^limit taken out, each with its count."""
        powers, reduced = dict(m1), []
        for atom, k in m2:
            powers[atom] = powers.get(atom, 0) + k
        for atom, k in powers.items():
            limit = self.atoms[atom].limit
            if abs(k) > EXPONENT:
                raise EvidenceError("an exponent in a normal form grows too large")
            if limit and (k >= limit or (k < 0 and len(self.atoms[atom].power or {}) == 1)):
                reduced.append((atom, k // limit))
                powers[atom] = k % limit
        return tuple(sorted((a, k) for a, k in powers.items() if k)), reduced

    def inverse(self, p: Poly) -> Poly:
        """The inverse of a polynomial of one term."""
        (((mono, e), c),) = p.items()
        powers = tuple((atom, -k) for atom, k in mono)
        return {(powers, self.exponent(self.minus(self.exponents[e]))): c.inverse()}

    def unit(self, p: Poly) -> tuple[Number, int, Poly]:
        """c, E, rest with p = c e^E rest: E the least exponent, c of a term that has it.

        The order compares the leading coefficients of differences, so adding to all exponents
        changes nothing. It only serves to find one form for many; no rule relies on it.
        """
        (_, least), *_ = p
        for _, e in p:
            change = self.plus(self.exponents[e], self.minus(self.exponents[least]))
            if change and change[max(change)].sign() < 0:
                least = e
        c = p[max(term for term in p if term[1] == least)]
        opposite = self.exponent(self.minus(self.exponents[least]))
        return c, least, self.times(p, {((), opposite): c.inverse()})

    def nonnegative(self, p: Poly) -> bool:
        """Whether each coefficient is positive and each factor of each term is >= 0."""
        return all(
            c.sign() > 0 and all(self.atoms[a].sign or k % 2 == 0 for a, k in mono)
            for (mono, _), c in p.items()
        )

    def positive(self, p: Poly) -> bool:
        """Whether moreover some term is not zero wherever it is defined."""
        return self.nonnegative(p) and any(
            all(self.atoms[a].sign == POSITIVE or k < 0 for a, k in mono) for mono, _ in p
        )

    def of(self, atom: int, power: int = 1) -> Form:
        """The form of a power of an atom."""
        return self.power(Form({(((atom, 1),), 0): self.number(1)}, self.one), power)

    def of_number(self, c: Number | Fraction | int) -> Form:
        """The form of a number."""
        return Form(self.constant(c), self.one)

    def e_to(self, exponent: Poly) -> Form:
        """The form of e^E."""
        return Form({((), self.exponent(exponent)): self.number(1)}, self.one)

    def scaled(self, f: Form, q: Fraction | int) -> Form:
        """A rational multiple."""
        return Form(self.times(f.num, self.constant(q)), f.den)

    def quotient(self, num: Poly, den: Poly) -> Form:
        """A one-term denominator is divided by; else only its factor c e^E is."""
        if not den:
            raise EvidenceError("a division by zero")
        c, e, rest = self.unit(den)
        scale: Poly = {((), self.exponent(self.minus(self.exponents[e]))): c.inverse()}
        num = self.times(num, scale)
        if len(rest) == 1:
            return Form(self.times(num, self.inverse(rest)), self.one)
        if num:
            c, e, same = self.unit(num)
            if same == rest:
                return Form({((), e): c}, self.one)
        return Form(num, rest) if num else self.of_number(0)

    def sum(self, terms: list[Form]) -> Form:
        """The sum of quotients."""
        total = self.of_number(0)
        for t in terms:
            if t.den == total.den:
                total = self.quotient(self.plus(total.num, t.num), t.den)
            else:
                cross = (self.times(total.num, t.den), self.times(t.num, total.den))
                total = self.quotient(self.plus(*cross), self.times(total.den, t.den))
        return total

    def product(self, f: Form, g: Form) -> Form:
        """The product of quotients."""
        return self.quotient(self.times(f.num, g.num), self.times(f.den, g.den))

    def power(self, f: Form, n: int) -> Form:
        """An integer power."""
        if abs(n) > EXPONENT:
            raise EvidenceError("an exponent in a normal form is too large")
        if n < 0:
            return self.power(self.quotient(f.den, f.num), -n)
        result, square = Form(self.one, self.one), f
        while n:
            result = self.product(result, square) if n & 1 else result
            n >>= 1
            square = self.product(square, square) if n else square
        return result
