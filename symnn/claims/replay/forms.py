"""Quotients of exponential polynomials: the arithmetic in which identities are proved.

An exponential polynomial is a sum of c·m·e^E: c a number of Q(alpha), m a product of atoms to
integer powers, E such a sum. Atoms are symbols, pi and values of functions. Equal forms have equal
values where both exist; an atom with a power below zero is not zero there.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Final, NamedTuple, TypeAlias

from flint import fmpq

from . import need, spend
from .algebraic import Field, Number
from .intervals import power

Mono: TypeAlias = tuple[tuple[int, int], ...]  # (atom, power), atoms rising
Term: TypeAlias = tuple[Mono, int]  # and the number of an exponent
Poly: TypeAlias = dict[Term, Number]  # never changed once made
EXPONENT: Final = 1_000
NONNEGATIVE, POSITIVE = 1, 2  # what is known of a sign


class Form(NamedTuple):
    """A quotient; the denominator is 1 or has several terms and is nowhere zero by definition."""

    num: Poly
    den: Poly


class Atom(NamedTuple):
    """A real quantity: its argument, what is known of its sign, the value of atom^limit."""

    kind: str
    argument: Form | None = None
    data: Hashable = None
    sign: int = 0
    limit: int = 0
    power: Poly | None = None


class Laws:
    """Arithmetic of forms over one field, and laws, which hold where their left side is defined."""

    def __init__(self, field: Field, takes_out: bool = True) -> None:
        self.field, self.takes_out = field, takes_out
        self.atoms: list[Atom] = []
        self.exponents: list[Poly] = []
        self.roots: dict[tuple[Number, int], Number] = {}  # known of numbers, with their degrees
        self._index: dict[Hashable, int] = {}
        self.one: Poly = {((), self._exponent({})): field.number(1)}

    def constant(self, c: Number | fmpq | int) -> Form:
        """The form of a number."""
        c = c if isinstance(c, Number) else self.field.number(c)
        return Form({((), 0): c} if c else {}, self.one)

    def number(self, f: Form) -> Number | None:
        """The number that a form is, if it has no atoms and exponents."""
        c = f.num.get(((), 0), self.field.number(0))
        return c if f == self.constant(c) else None

    def atom(self, atom: Atom) -> Form:
        """The form of an atom; the same for the same kind, data and form of the argument."""
        argument = tuple(frozenset(p.items()) for p in atom.argument or ())
        key = (atom.kind, atom.data, argument)
        if key not in self._index:
            self._index[key] = len(self.atoms)
            self.atoms.append(atom)
        return Form(self.monomial(self._index[key]), self.one)

    def monomial(self, atom: int) -> Poly:
        """The polynomial of an atom with a number."""
        return {(((atom, 1),), 0): self.field.number(1)}

    def e_to(self, exponent: Poly) -> Form:
        """The form of e^E."""
        return Form({((), self._exponent(exponent)): self.field.number(1)}, self.one)

    def _exponent(self, p: Poly) -> int:
        spend(8000 * len(p))
        key = frozenset(p.items())
        if key not in self._index:
            self._index[key] = len(self.exponents)
            self.exponents.append(p)
        return self._index[key]

    def _minus(self, e1: int, e2: int) -> Poly:
        """The difference of two exponents."""
        return self.plus(self.exponents[e1], {t: -c for t, c in self.exponents[e2].items()})

    def plus(self, p: Poly, q: Poly, fresh: bool = False) -> Poly:
        """The sum; kept in p if that is fresh."""
        out = p if fresh else dict(p)
        for term, c in q.items():
            total = out.pop(term) + c if term in out else c
            if total:
                out[term] = total
        return out

    def times(self, p: Poly, q: Poly) -> Poly:
        """The product, with |N|^2 = N^2, root(N, n)^n = N and sin^2 = 1 - cos^2 applied."""
        spend(30_000 * len(p) * len(q))
        out: Poly = {}
        for (m1, e1), c1 in p.items():
            for (m2, e2), c2 in q.items():
                mono, reduced = self._merge(m1, m2)
                exponent = self._exponent(self.plus(self.exponents[e1], self.exponents[e2]))
                term: Poly = {(mono, exponent): c1 * c2}
                for atom, k in reduced:
                    full = self.atoms[atom].power or {}
                    factor = full if k > 0 else self._inverse(full)
                    for _ in range(abs(k)):
                        term = self.times(term, factor)
                self.plus(out, term, fresh=True)
        return out

    def _merge(self, m1: Mono, m2: Mono) -> tuple[Mono, list[tuple[int, int]]]:
        """The product of monomials, and the atoms^limit taken out, each with its count."""
        powers, reduced = dict(m1), []
        for atom, k in m2:
            powers[atom] = powers.get(atom, 0) + k
        for atom, k in powers.items():
            limit = self.atoms[atom].limit
            need(abs(k) <= EXPONENT, "an exponent in a normal form grows too large")
            if limit and (k >= limit or (k < 0 and len(self.atoms[atom].power or {}) == 1)):
                reduced.append((atom, k // limit))
                powers[atom] = k % limit
        return tuple(sorted((a, k) for a, k in powers.items() if k)), reduced

    def _inverse(self, p: Poly) -> Poly:
        """The inverse of a polynomial of one term."""
        (((mono, e), c),) = p.items()
        return {(tuple((a, -k) for a, k in mono), self._exponent(self._minus(0, e))): c.inverse()}

    def least(self, p: Poly) -> dict[int, int]:
        """The least power of each atom in the terms."""
        powers = [dict(mono) for mono, _ in p]
        return {a: min(row.get(a, 0) for row in powers) for row in powers for a in row}

    def cleared(self, p: Poly, even: bool = False) -> Poly:
        """p times powers of atoms, even ones, so that none below zero are left."""
        low = {a: k - k % 2 if even else k for a, k in self.least(p).items() if k < 0}
        return self.times(p, self._inverse({(tuple(sorted(low.items())), 0): self.field.number(1)}))

    def unit(self, p: Poly) -> tuple[Number, int, Poly]:
        """c, E, rest with p = c e^E rest; any choice is right, a fixed one gives one form."""
        (_, least), *_ = p
        for _, e in p:
            change = self._minus(e, least)
            if change and change[max(change)].sign() < 0:
                least = e
        c = p[max(term for term in p if term[1] == least)]
        return c, least, self.times(p, self._inverse({((), least): c}))

    def nonnegative(self, *polys: Poly) -> bool:
        """Whether each coefficient is positive and each factor of each term is >= 0."""
        terms = [(c, mono) for p in polys for (mono, _), c in p.items()]
        odd = [a for _, mono in terms for a, k in mono if k % 2]
        return all(c.sign() > 0 for c, _ in terms) and all(self.atoms[a].sign for a in odd)

    def positive(self, *polys: Poly) -> bool:
        """Whether moreover some term of each is not zero wherever it is defined."""
        return self.nonnegative(*polys) and all(
            any(all(self.atoms[a].sign == POSITIVE or k < 0 for a, k in m) for m, _ in p)
            for p in polys
        )

    def scaled(self, f: Form, q: Number | fmpq | int) -> Form:
        """A multiple."""
        return Form(self.times(f.num, self.constant(q).num), f.den)

    def quotient(self, num: Poly, den: Poly) -> Form:
        """A one-term denominator is divided by; else only its factor c e^E is."""
        need(bool(den), "a division by zero")
        if den == self.one:
            return Form(num, den)
        c, e, rest = self.unit(den)
        num = self.times(num, self._inverse({((), e): c}))
        if len(rest) == 1:
            return Form(self.times(num, self._inverse(rest)), self.one)
        if not num:
            return self.constant(0)
        c, e, same = self.unit(num)
        return Form({((), e): c}, self.one) if same == rest else Form(num, rest)

    def sum(self, terms: Sequence[Form]) -> Form:
        """The sum of quotients."""
        total = self.constant(0)
        for t in terms:
            if t.den == total.den:
                total = self.quotient(self.plus(total.num, t.num), t.den)
            else:
                cross = (self.times(total.num, t.den), self.times(t.num, total.den))
                total = self.quotient(self.plus(*cross), self.times(total.den, t.den))
        return total

    def product(self, *factors: Form) -> Form:
        """The product of quotients."""
        total = Form(self.one, self.one)
        for f in factors:
            total = self.quotient(self.times(total.num, f.num), self.times(total.den, f.den))
        return total

    def power(self, f: Form, n: int) -> Form:
        """An integer power."""
        need(abs(n) <= 10 * EXPONENT, "an exponent in a normal form is too large")
        base = f if n >= 0 else self.quotient(f.den, f.num)
        return power(self.product, self.constant(1), base, abs(n))

    def real_power(self, base: Form, exponent: Form) -> Form:
        """a^(p/q) = root(a, q)^p, as a >= 0; e^(b log a) if a is evidently positive."""
        b = c.rational() if (c := self.number(exponent)) is not None else None
        if b is not None:
            return self.power(self.nth_root(base, int(b.q)), int(b.p))
        need(self.positive(*base), "a power with a real exponent needs a positive base")
        return self.exp(self.product(exponent, self.log(base)))

    def exp(self, f: Form) -> Form:
        """e^(a + b) = e^a e^b and, if asked, e^(c log M) = M^c; a quotient in it is one atom."""
        if f.den != self.one:
            c, e, rest = self.unit(f.num)
            quotient = self.atom(Atom("quotient", Form(rest, f.den)))
            return self.e_to(self.times(quotient.num, {((), e): c}))
        stay, result = dict[Term, Number](), self.constant(1)
        for (mono, e), c in f.num.items():
            a, k = mono[0] if len(mono) == 1 and e == 0 else (0, 0)
            is_log = self.takes_out and k == 1 and self.atoms[a].kind == "log"
            inner = self.atoms[a].argument if is_log else None
            if inner and c.rational() is not None:
                result = self.product(result, self.real_power(inner, self.constant(c)))
            else:
                stay[mono, e] = c
        return self.product(result, self.e_to(stay))

    def log(self, f: Form) -> Form:
        """Of c e^E M it is (log c^d)/d + E + log M, of N/D with N, D >= 0 the difference."""
        if f.den != self.one and self.nonnegative(*f):
            above, below = (self.log(Form(p, self.one)) for p in f)
            return self.sum([above, self.scaled(below, -1)])
        need(bool(f.num), "the logarithm of zero")
        c, e, rest = self.unit(f.num)
        total = [Form(self.exponents[e], self.one)]
        d = next((d for d in range(1, 9) if (c**d).rational() is not None), 1)
        for v, k in self._factors((c if c.sign() > 0 else -c) ** d):
            sign = POSITIVE if (v.rational() or 0) > 1 else 0
            part = Atom("log", self.constant(v), sign=sign)
            total.append(self.scaled(self.atom(part), fmpq(k, d)))
        if f.den == self.one and len(rest) == 1:
            ((mono, _),) = rest
            unknown = tuple((a, k) for a, k in mono if not self.atoms[a].sign and k % 2)
            for a, k in set(mono) - set(unknown):
                inner = self.absolute(Form(self.monomial(a), self.one))
                total.append(self.scaled(self.atom(Atom("log", inner)), k))
            rest = {(unknown, 0): self.field.number(1)}
        rest = rest if c.sign() > 0 else self.times(rest, self.constant(-1).num)
        if f.den != self.one or rest != self.one:
            total.append(self.atom(Atom("log", Form(rest, f.den))))
        return self.sum(total)

    def _factors(self, c: Number) -> list[tuple[Number, int]]:
        """c > 0 as powers: of primes, if it is rational, and of what trial division leaves over."""
        q = c.rational()
        if q is None:
            return [(c, 1)]
        spend(1000 + q.height_bits() ** 2 // 20)
        sides = [(p, sign * k) for n, sign in ((q.p, 1), (q.q, -1)) for p, k in n.factor_smooth(12)]
        return [(self.field.number(fmpq(p)), k) for p, k in sides]

    def absolute(self, f: Form) -> Form:
        """|N/D| = |N| / |D|."""
        return self.quotient(self._size(f.num), self._size(f.den))

    def _size(self, p: Poly) -> Poly:
        """|c e^E M| = |c| e^E |M|; a product by factors; |M| = M if evidently M >= 0.

        Atoms that divide every term of a sum are factors of it.
        """
        if not p:
            return p
        several, low = len(p) > 1, self.least(p)
        common = sorted((a, k) for a, k in low.items() if k and not several * self.atoms[a].limit)
        one = self.field.number(1)
        c, e, rest = self.unit(self.times(p, self._inverse({(tuple(common), 0): one})))
        result: Poly = {((), e): c if c.sign() > 0 else -c}
        parts = [(rest, 1)] * several + [(self.monomial(a), k) for a, k in common]
        for base, k in parts:
            factor = Form(base, self.one)
            if k % 2 and not self.nonnegative(base):
                square = self.times(base, base)
                factor = self.atom(Atom("abs", factor, None, NONNEGATIVE, 2, square))
            result = self.times(result, self.power(factor, k).num)
        return result

    def parity(self, op: str, f: Form) -> Form:
        """cos is even; sin, atan and erf are odd; sin^2 = 1 - cos^2."""
        if not f.num:
            return self.constant(1 if op == "cos" else 0)
        sign = self.unit(f.num)[0].sign()
        f = self.scaled(f, sign)
        if op != "sin":
            return self.scaled(self.atom(Atom(op, f)), 1 if op == "cos" else sign)
        cos = self.atom(Atom("cos", f))
        square = self.sum([self.constant(1), self.scaled(self.power(cos, 2), -1)])
        return self.scaled(self.atom(Atom("sin", f, None, 0, 2, square.num)), sign)

    def nth_root(self, f: Form, n: int) -> Form:
        """root(N/D, n) = root(N D^(n-1), n) / D, with |D| for even n."""
        if n == 1:
            return f
        whole = self.times(f.num, self.power(Form(f.den, self.one), n - 1).num)
        den = self._size(f.den) if n % 2 == 0 else f.den
        return self.product(self._root(whole, n), self.quotient(self.one, den))

    def _root(self, p: Poly, n: int) -> Form:
        """root(c e^E m) = root(c) e^(E/n) root(m); m by factors if n is odd or all are >= 0."""
        if not p:
            return self.constant(0)
        c, e, rest = self.unit(p)
        negative = c.sign() < 0
        share = self.times(self.exponents[e], self.constant(fmpq(1, n)).num)
        result = self.scaled(self.e_to(share), -1 if negative and n % 2 else 1)
        if negative and n % 2 == 0:
            rest = self.times(rest, self.constant(-1).num)
        factors = [(self.constant(v), k) for v, k in self._factors(-c if negative else c)]
        (mono, _), *more = rest
        if more or (n % 2 == 0 and not self.nonnegative(rest)):
            result = self.product(result, self._root_atom(rest, n))
        else:
            factors += [(Form(self.monomial(a), self.one), k) for a, k in mono]
        for base, k in factors:
            base = base if n % 2 else self.absolute(base)
            root = self.power(self._root_atom(base.num, n), k % n)
            result = self.product(result, self.power(base, k // n), root)
        return result

    def _root_atom(self, p: Poly, n: int) -> Form:
        c = self.number(Form(p, self.one))
        if c is not None and (c, n) in self.roots:
            return self.constant(self.roots[c, n])
        sign = POSITIVE if self.positive(p) else int(n % 2 == 0 or self.nonnegative(p))
        return self.atom(Atom("nth_root", Form(p, self.one), n, sign, n, p))
