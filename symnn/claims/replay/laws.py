"""The laws of powers, exponentials, logarithms, moduli, signs and roots, on forms."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from symnn.errors import EvidenceError

from .algebraic import Number
from .forms import NONNEGATIVE, POSITIVE, Atom, Form, Forms, Mono, Poly, Term


def _primes(n: int) -> Iterator[tuple[int, int]]:
    """n >= 1 as powers of primes; what trial division leaves over counts as one prime."""
    for p in range(2, 1 << 12):
        k = 0
        while n % p == 0:
            n, k = n // p, k + 1
        if k:
            yield p, k
    if n > 1:
        yield n, 1


class Laws(Forms):
    """Each law holds wherever its left side is defined."""

    def real_power(self, base: Form, exponent: Form) -> Form:
        """a^n; a^(p/q) = root(a, q)^p, as a >= 0; e^(b log a) if a is evidently positive."""
        constant = not exponent.num or (
            exponent.num.keys() == {((), 0)} and exponent.den == self.one
        )
        b = exponent.num.get(((), 0), self.number(0)).rational() if constant else None
        if b is not None:
            return self._rational_power(base, b)
        if self.positive(base.num) and self.positive(base.den):
            return self.exp(self.product(exponent, self.log(base)))
        key = tuple(frozenset(p.items()) for p in exponent)
        return self.of(self.atom(Atom("power", base, key)))

    def _rational_power(self, base: Form, b: Fraction) -> Form:
        if b.denominator > 1:
            base = self.nth_root(base, b.denominator)
        return self.power(base, b.numerator)

    def exp(self, f: Form) -> Form:
        """e^(a + b) = e^a e^b and e^(c log M) = M^c; a quotient in an exponent is one atom."""
        if f.den != self.one:
            c, e, rest = self.unit(f.num)
            atom = self.atom(Atom("quotient", Form(rest, f.den)))
            return self.e_to({(((atom, 1),), e): c})
        stay, result = dict[Term, Number](), self.of_number(1)
        for (mono, e), c in f.num.items():
            atom = self.atoms[mono[0][0]] if len(mono) == 1 and mono[0][1] == 1 and e == 0 else None
            q = c.rational()
            if atom and atom.kind == "log" and atom.argument and q is not None:
                result = self.product(result, self._rational_power(atom.argument, q))
            else:
                stay[mono, e] = c
        return self.product(result, self.e_to(stay))

    def log(self, f: Form) -> Form:
        """The logarithm.

        log(c e^E M) = log c + E + log M; log(N/D) = log N - log D for N, D >= 0.
        """
        if f.den != self.one and self.nonnegative(f.num) and self.nonnegative(f.den):
            parts = [self.log(Form(p, self.one)) for p in f]
            return self.sum([parts[0], self.scaled(parts[1], -1)])
        if not f.num:
            raise EvidenceError("the logarithm of zero")
        c, e, rest = self.unit(f.num)
        sign, mono = c.sign(), ()
        total = [self._log_number(c if sign > 0 else -c), Form(self.exponents[e], self.one)]
        if f.den == self.one and len(rest) == 1:
            ((mono, _),) = rest
            unknown = tuple((a, k) for a, k in mono if not self.atoms[a].sign and k % 2)
            for atom, k in set(mono) - set(unknown):
                size = self.absolute(self.of(atom))
                total.append(self.scaled(self.of(self.atom(Atom("log", size))), k))
            rest = {(unknown, 0): self.number(1)}
        rest = rest if sign > 0 else self.minus(rest)
        if f.den != self.one or rest != self.one:
            if rest == self.constant(-1) and f.den == self.one:
                raise EvidenceError("the logarithm of a negative")
            total.append(self.of(self.atom(Atom("log", Form(rest, f.den)))))
        return self.sum(total)

    def _log_number(self, c: Number) -> Form:
        """log of c > 0, over primes if it is rational."""
        q = c.rational()
        if q is None:
            return self.of(self.atom(Atom("log", self.of_number(c))))
        parts = [(p, k) for p, k in _primes(q.numerator)]
        parts += [(p, -k) for p, k in _primes(q.denominator)]
        logs = [(self.atom(Atom("log", self.of_number(p), sign=POSITIVE)), k) for p, k in parts]
        return self.sum([self.scaled(self.of(atom), k) for atom, k in logs])

    def absolute(self, f: Form) -> Form:
        """|N/D| = |N| / |D|."""
        return self.quotient(self._abs_poly(f.num), self._abs_poly(f.den))

    def _abs_poly(self, p: Poly) -> Poly:
        """|c M e^E| = |c| |M| e^E; a product by factors; |M| = M if evidently M >= 0."""
        if not p:
            return p
        c, e, rest = self.unit(p)
        c = c if c.sign() > 0 else -c
        scale: Poly = {((), e): c}
        if self.nonnegative(rest):
            return self.times(rest, scale)
        if len(rest) > 1:
            return self.times(self._abs_atom(rest), scale)
        ((mono, _),) = rest
        for atom, k in mono:
            factor: Poly = {(((atom, k),), 0): self.number(1)}
            if not self.atoms[atom].sign and k % 2:  # |a|^k = |a| a^(k-1)
                size = self._abs_atom({(((atom, 1),), 0): self.number(1)})
                even: Mono = ((atom, k - 1),) if k != 1 else ()
                factor = self.times({(even, 0): self.number(1)}, size)
            scale = self.times(scale, factor)
        return scale

    def _abs_atom(self, p: Poly) -> Poly:
        f = Form(p, self.one)
        atom = self.atom(Atom("abs", f, None, NONNEGATIVE, 2, self.times(p, p)))
        return self.of(atom).num

    def sign(self, f: Form) -> Form:
        """-1, 0 or 1: the sign of c times that of M/D, for c M/D."""
        if not f.num:
            return f
        c, _, rest = self.unit(f.num)
        if self.positive(rest) and self.positive(f.den):
            return self.of_number(c.sign())
        return self.scaled(self.of(self.atom(Atom("sign", Form(rest, f.den)))), c.sign())

    def nth_root(self, f: Form, n: int) -> Form:
        """root(N/D, n) = root(N D^(n-1), n) / D, with |D| for even n."""
        if f.den == self.one:
            return self._root_poly(f.num, n)
        whole = self.product(Form(f.num, self.one), self.power(Form(f.den, self.one), n - 1))
        den = self._abs_poly(f.den) if n % 2 == 0 else f.den
        return self.product(self._root_poly(whole.num, n), self.quotient(self.one, den))

    def _root_poly(self, p: Poly, n: int) -> Form:
        """root(c e^E m) = root(c) e^(E/n) root(m); m by factors if n is odd or all are >= 0."""
        if not p:
            return self.of_number(0)
        c, e, rest = self.unit(p)
        sign = c.sign()
        share = self.times(self.exponents[e], self.constant(Fraction(1, n)))
        result = self.product(self.e_to(share), self._root_number(c if sign > 0 else -c, n))
        if sign < 0 and n % 2:
            result, sign = self.scaled(result, -1), 1
        (mono, _), *more = rest
        if more or (n % 2 == 0 and any(not self.atoms[a].sign and k % 2 for a, k in mono)):
            inner = rest if sign > 0 else self.minus(rest)
            return self.product(result, self.of(self._root_atom(inner, n)))
        if sign < 0:
            raise EvidenceError("an even root of a negative")
        for atom, k in mono:
            base = self.of(atom) if n % 2 else self.absolute(self.of(atom))
            whole, part = divmod(k, n)
            root = self.of(self._root_atom(base.num, n), part)
            result = self.product(result, self.product(self.power(base, whole), root))
        return result

    def _root_atom(self, p: Poly, n: int) -> int:
        sign = POSITIVE if self.positive(p) else int(n % 2 == 0 or self.nonnegative(p))
        return self.atom(Atom("nth_root", Form(p, self.one), n, sign, n, p))

    def _root_number(self, c: Number, n: int) -> Form:
        """root of c > 0, over primes if it is rational: root(u/v) = root(u v^(n-1)) / v."""
        q = c.rational()
        if q is None:
            return self.of(self._root_atom(self.constant(c), n))
        result = self.of_number(Fraction(1, q.denominator))
        powers: dict[int, int] = dict(_primes(q.numerator))
        for p, k in _primes(q.denominator):
            powers[p] = powers.get(p, 0) + k * (n - 1)
        for p, k in powers.items():
            root = self.of(self._root_atom(self.constant(p), n), k % n)
            whole = self.of_number(Fraction(p) ** (k // n))
            result = self.product(result, self.product(whole, root))
        return result
