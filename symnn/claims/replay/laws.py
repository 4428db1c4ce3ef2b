"""The laws of powers, exponentials, logarithms, moduli, signs and roots, on forms."""

from __future__ import annotations

from fractions import Fraction

from . import need
from .algebraic import Number
from .forms import NONNEGATIVE, POSITIVE, Atom, Form, Forms, Poly, Term, frozen


def _primes(q: Fraction) -> dict[int, int]:
    """q > 0 as powers of primes; what trial division leaves over counts as one prime."""
    powers: dict[int, int] = {}
    for n, sign in ((q.numerator, 1), (q.denominator, -1)):
        for p in range(2, 1 << 12):
            while n % p == 0:
                n, powers[p] = n // p, powers.get(p, 0) + sign
        if n > 1:
            powers[n] = powers.get(n, 0) + sign
    return powers


class Laws(Forms):
    """Each law holds wherever its left side is defined."""

    def real_power(self, base: Form, exponent: Form) -> Form:
        """a^(p/q) = root(a, q)^p, as a >= 0; e^(b log a) if a is evidently positive."""
        c = self.number(exponent)
        b = c.rational() if c is not None else None
        if b is not None:
            return self._rational_power(base, b)
        if self.positive(*base):
            return self.exp(self.product(exponent, self.log(base)))
        return self.atom(Atom("power", base, frozen(exponent)))

    def _rational_power(self, base: Form, b: Fraction) -> Form:
        return self.power(self.nth_root(base, b.denominator), b.numerator)

    def exp(self, f: Form) -> Form:
        """e^(a + b) = e^a e^b and e^(c log M) = M^c; a quotient in an exponent is one atom."""
        if f.den != self.one:
            c, e, rest = self.unit(f.num)
            quotient = self.atom(Atom("quotient", Form(rest, f.den)))
            return self.e_to(self.times(quotient.num, {((), e): c}))
        stay, result = dict[Term, Number](), self.constant(1)
        for (mono, e), c in f.num.items():
            atom = self.atoms[mono[0][0]] if len(mono) == 1 and mono[0][1] == 1 and e == 0 else None
            q = c.rational()
            if atom and atom.kind == "log" and atom.argument and q is not None:
                result = self.product(result, self._rational_power(atom.argument, q))
            else:
                stay[mono, e] = c
        return self.product(result, self.e_to(stay))

    def log(self, f: Form) -> Form:
        """By log(c e^E M) = log c + E + log M; log(N/D) = log N - log D for N, D >= 0."""
        if f.den != self.one and self.nonnegative(*f):
            above, below = (self.log(Form(p, self.one)) for p in f)
            return self.sum([above, self.scaled(below, -1)])
        need(bool(f.num), "the logarithm of zero")
        c, e, rest = self.unit(f.num)
        size = c if c.sign() > 0 else -c
        total = [self._log_number(size), Form(self.exponents[e], self.one)]
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

    def _log_number(self, c: Number) -> Form:
        """log of c > 0, over primes if it is rational."""
        q = c.rational()
        if q is None:
            return self.atom(Atom("log", self.constant(c)))
        logs = [(Atom("log", self.constant(p), sign=POSITIVE), k) for p, k in _primes(q).items()]
        return self.sum([self.scaled(self.atom(atom), k) for atom, k in logs])

    def absolute(self, f: Form) -> Form:
        """|N/D| = |N| / |D|."""
        return self.quotient(self._size(f.num), self._size(f.den))

    def _size(self, p: Poly) -> Poly:
        """|c e^E M| = |c| e^E |M|; a product by factors; |M| = M if evidently M >= 0."""
        if not p:
            return p
        c, e, rest = self.unit(p)
        result: Poly = {((), e): c if c.sign() > 0 else -c}
        ((mono, _), *more) = rest
        for base, k in [(rest, 1)] if more else [(self.monomial(a), k) for a, k in mono]:
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
        share = self.times(self.exponents[e], self.constant(Fraction(1, n)).num)
        result = self.product(self.e_to(share), self._root_number(-c if negative else c, n))
        if negative:
            if n % 2 == 0:
                rest = self.times(rest, self.constant(-1).num)
            else:
                result = self.scaled(result, -1)
        (mono, _), *more = rest
        if more or (n % 2 == 0 and not self.nonnegative(rest)):
            return self.product(result, self._root_atom(rest, n))
        for a, k in mono:
            base = Form(self.monomial(a), self.one)
            base = base if n % 2 else self.absolute(base)
            root = self.power(self._root_atom(base.num, n), k % n)
            result = self.product(result, self.power(base, k // n), root)
        return result

    def _root_atom(self, p: Poly, n: int) -> Form:
        sign = POSITIVE if self.positive(p) else int(n % 2 == 0 or self.nonnegative(p))
        return self.atom(Atom("nth_root", Form(p, self.one), n, sign, n, p))

    def _root_number(self, c: Number, n: int) -> Form:
        """root of c > 0, over primes if it is rational."""
        q = c.rational()
        if q is None:
            return self._root_atom(self.constant(c).num, n)
        roots = [(self.constant(p).num, p, k) for p, k in _primes(q).items()]
        parts = [self.power(self._root_atom(p, n), k % n) for p, _, k in roots]
        return self.product(*parts, *(self.constant(Fraction(p) ** (k // n)) for _, p, k in roots))
