"""Proofs of identities: both sides become a quotient of exponential polynomials.

An exponential polynomial is a sum of c·m·e^E: c a number of Q(alpha), m a product of atoms to
integer powers, E an exponential polynomial. Atoms are symbols, pi and values of functions, each
known by the form of its argument. Every rule below holds wherever the expression is defined, so
equal forms are equal values there; unequal forms say nothing. A power below zero stems from a
quotient, so its atom is not zero where the side is defined.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, NamedTuple, TypeAlias

from symnn.errors import EvidenceError

from .algebraic import Algebraic, Number
from .enclosure import Enclosure
from .graph import Evaluator, Graph, Node

Mono: TypeAlias = tuple[tuple[int, int], ...]  # (atom, power), atoms rising
Term: TypeAlias = tuple[Mono, int]  # and the number of an exponent
Poly: TypeAlias = dict[Term, Number]  # never changed once made
TERMS: Final = 20_000
EXPONENT: Final = 1_000
NONNEGATIVE: Final = 1
POSITIVE: Final = 2


class Form(NamedTuple):
    """A quotient; the denominator is 1 or has several terms and is nowhere zero by definition."""

    num: Poly
    den: Poly


@dataclass(frozen=True, slots=True)
class Atom:
    """A real quantity: its argument, what is known of its sign, and the value of atom^limit."""

    kind: str
    argument: Form | None
    sign: int = 0
    limit: int = 0
    power: Poly | None = None


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


class NormalForm(Evaluator[Form]):
    """The forms of nodes; what has an algebraic value is that number."""

    def __init__(self, graph: Graph, algebraic: Algebraic) -> None:
        super().__init__(graph)
        self.algebraic, self.enclosure = algebraic, Enclosure(graph, 256)
        self.atoms: list[Atom] = []
        self.exponents: list[Poly] = []
        self._index: dict[Hashable, int] = {}
        self.one = self._constant(1)
        self._exponent({})

    def is_zero(self, left: int, right: int) -> bool:
        """Whether left - right is shown to be zero wherever both sides are defined."""
        a, b = self(left), self(right)
        p = self._plus(self._times(a.num, b.den), self._minus(self._times(b.num, a.den)))
        for _ in range(8):  # multiply by atoms that are not zero, to have no negative powers
            low: dict[int, int] = {}
            for mono, _e in p:
                for atom, k in mono:
                    low[atom] = min(k, low.get(atom, 0))
            factor = tuple(sorted((atom, -k) for atom, k in low.items() if k < 0))
            if not factor:
                break
            p = self._times(p, {(factor, 0): self._number(1)})
        return not p

    # Evaluation of nodes

    def holds(self, relation: str, left: int, right: int) -> bool:
        """A relation in a piecewise: closed, and decided by enclosures."""
        return self.enclosure.holds(relation, left, right)

    def _settle(self, i: int) -> None:
        if not self.graph.symbols[i]:
            try:
                self.values[i] = Form(self._constant(self.algebraic(i)), self.one)
            except EvidenceError:
                super()._settle(i)
        else:
            super()._settle(i)

    def node(self, i: int, node: Node, args: list[Form]) -> Form:
        """The form of a node from those of its arguments."""
        match node.op:
            case "symbol" | "pi" | "root":
                sign = POSITIVE if node.op == "pi" else 0
                return self._of(self._atom(node.op, None, (node.data, sign), sign))
            case "add":
                return self._sum(args)
            case "mul":
                product = Form(self.one, self.one)
                for a in args:
                    product = self._product(product, a)
                return product
            case "power":
                return self._real_power(args[0], args[1])
            case "nth_root":
                return self._root_of_power(node) or self._nth_root(args[0], node.degree())
            case "exp":
                return self._exp(args[0])
            case "log":
                return self._log(args[0])
            case "abs" | "sign" | "max" | "min":
                return self._ordered(i, node, args)
        return self._other(i, node.op, args[0])

    def _ordered(self, i: int, node: Node, args: list[Form]) -> Form:
        """|a|, sign a; max(a, b) = (a + b + |a - b|)/2 and min(a, b) = (a + b - |a - b|)/2."""
        if node.op in ("abs", "sign"):
            known = 0 if self.graph.symbols[i] else self._closed_sign(node.args[0])
            if known:
                return self._scaled(args[0], known) if node.op == "abs" else self._of_number(known)
            return self._abs(args[0]) if node.op == "abs" else self._sign(args[0])
        result, half = args[0], Fraction(1, 2)
        for b in args[1:]:
            gap = self._abs(self._sum([result, self._scaled(b, -1)]))
            bend = self._scaled(gap, 1 if node.op == "max" else -1)
            result = self._scaled(self._sum([result, b, bend]), half)
        return result

    def _closed_sign(self, i: int) -> int:
        """1 or -1 if an enclosure tells, else 0."""
        try:
            x = self.enclosure(i)
        except EvidenceError:
            return 0
        return (x.lo > 0) - (x.hi < 0)

    def _other(self, i: int, op: str, f: Form) -> Form:
        """sin, cos, tan; odd functions; and functions of which nothing more is used."""
        if op == "nonzero":
            if self.graph.symbols[i] and not (self._positive(f.num) and self._positive(f.den)):
                raise EvidenceError("a derivative through a kink or the end of a domain")
            return self._of_number(0)
        if op in ("acos", "floor"):
            return self._of(self._atom(op, f))
        if not f.num:
            return self._of_number(1 if op == "cos" else 0)
        sign = self._unit(f.num)[0].sign()
        f = self._scaled(f, sign)
        if op in ("atan", "asin", "erf"):
            return self._scaled(self._of(self._atom(op, f)), sign)
        cos = self._of(self._atom("cos", f))
        if op == "cos":
            return cos
        square = self._plus(self.one, self._minus(self._times(cos.num, cos.num)))
        sin = self._of(self._atom("sin", f, limit=2, power=square))
        sin = self._scaled(sin, sign)
        return sin if op == "sin" else self._product(sin, self._power(cos, -1))

    # Polynomials

    def _number(self, q: Fraction | int) -> Number:
        return self.algebraic.field.number(q)

    def _constant(self, c: Number | Fraction | int) -> Poly:
        c = c if isinstance(c, Number) else self._number(c)
        return {((), 0): c} if c else {}

    def _atom(
        self,
        kind: str,
        argument: Form | None,
        data: Hashable = None,
        sign: int = 0,
        limit: int = 0,
        power: Poly | None = None,
    ) -> int:
        """The atom; the same for the same kind, data and form of the argument."""
        key = (kind, data, argument and tuple(frozenset(p.items()) for p in argument))
        if key not in self._index:
            self._index[key] = len(self.atoms)
            self.atoms.append(Atom(kind, argument, sign, limit, power))
        return self._index[key]

    def _exponent(self, p: Poly) -> int:
        key = frozenset(p.items())
        if key not in self._index:
            self._index[key] = len(self.exponents)
            self.exponents.append(p)
        return self._index[key]

    def _plus(self, p: Poly, q: Poly) -> Poly:
        out = dict(p)
        for term, c in q.items():
            total = out[term] + c if term in out else c
            if total:
                out[term] = total
            else:
                del out[term]
        return out

    def _minus(self, p: Poly) -> Poly:
        return {term: -c for term, c in p.items()}

    def _times(self, p: Poly, q: Poly) -> Poly:
        """The product, with |N|^2 = N^2, root(N, n)^n = N and sin^2 = 1 - cos^2 applied."""
        if len(p) * len(q) > 5 * TERMS:
            raise EvidenceError("a normal form grows too large")
        out: Poly = {}
        for (m1, e1), c1 in p.items():
            for (m2, e2), c2 in q.items():
                mono, reduced = self._merge(m1, m2)
                exponent = self._exponent(self._plus(self.exponents[e1], self.exponents[e2]))
                term: Poly = {(mono, exponent): c1 * c2}
                for atom, k in reduced:
                    full = self.atoms[atom].power or {}
                    factor = full if k > 0 else self._inverse(full)
                    for _ in range(abs(k)):
                        term = self._times(term, factor)
                out = self._plus(out, term) if reduced else self._put(out, term)
        if len(out) > TERMS:
            raise EvidenceError("a normal form grows too large")
        return out

    def _put(self, out: Poly, term: Poly) -> Poly:
        """out + term for a single term, in place of a polynomial still being made."""
        ((key, c),) = term.items()
        total = out[key] + c if key in out else c
        if total:
            out[key] = total
        else:
            out.pop(key, None)
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

    def _inverse(self, p: Poly) -> Poly:
        """The inverse of a polynomial of one term."""
        (((mono, e), c),) = p.items()
        powers = tuple((atom, -k) for atom, k in mono)
        return {(powers, self._exponent(self._minus(self.exponents[e]))): c.inverse()}

    def _unit(self, p: Poly) -> tuple[Number, int, Poly]:
        """c, E, rest with p = c e^E rest: E the least exponent, c of a term that has it.

        The order compares the leading coefficients of differences, so adding to all exponents
        changes nothing. It only serves to find one form for many; no rule relies on it.
        """
        (_, least), *_ = p
        for _, e in p:
            change = self._plus(self.exponents[e], self._minus(self.exponents[least]))
            if change and change[max(change)].sign() < 0:
                least = e
        c = p[max(term for term in p if term[1] == least)]
        opposite = self._exponent(self._minus(self.exponents[least]))
        return c, least, self._times(p, {((), opposite): c.inverse()})

    def _nonnegative(self, p: Poly) -> bool:
        """Whether each coefficient is positive and each factor of each term is >= 0."""
        return all(
            c.sign() > 0 and all(self.atoms[a].sign or k % 2 == 0 for a, k in mono)
            for (mono, _), c in p.items()
        )

    def _positive(self, p: Poly) -> bool:
        """Whether moreover some term is not zero wherever it is defined."""
        return self._nonnegative(p) and any(
            all(self.atoms[a].sign == POSITIVE or k < 0 for a, k in mono) for mono, _ in p
        )

    # Quotients

    def _of(self, atom: int, power: int = 1) -> Form:
        return self._power(Form({(((atom, 1),), 0): self._number(1)}, self.one), power)

    def _of_number(self, c: Number | Fraction | int) -> Form:
        return Form(self._constant(c), self.one)

    def _e(self, exponent: Poly) -> Form:
        return Form({((), self._exponent(exponent)): self._number(1)}, self.one)

    def _scaled(self, f: Form, q: Fraction | int) -> Form:
        return Form(self._times(f.num, self._constant(q)), f.den)

    def _quotient(self, num: Poly, den: Poly) -> Form:
        """A one-term denominator is divided by; else only its factor c e^E is."""
        if not den:
            raise EvidenceError("a division by zero")
        c, e, rest = self._unit(den)
        scale: Poly = {((), self._exponent(self._minus(self.exponents[e]))): c.inverse()}
        num = self._times(num, scale)
        if len(rest) == 1:
            return Form(self._times(num, self._inverse(rest)), self.one)
        if num:
            c, e, same = self._unit(num)
            if same == rest:
                return Form({((), e): c}, self.one)
        return Form(num, rest) if num else self._of_number(0)

    def _sum(self, terms: list[Form]) -> Form:
        total = self._of_number(0)
        for t in terms:
            if t.den == total.den:
                total = self._quotient(self._plus(total.num, t.num), t.den)
            else:
                cross = (self._times(total.num, t.den), self._times(t.num, total.den))
                total = self._quotient(self._plus(*cross), self._times(total.den, t.den))
        return total

    def _product(self, f: Form, g: Form) -> Form:
        return self._quotient(self._times(f.num, g.num), self._times(f.den, g.den))

    def _power(self, f: Form, n: int) -> Form:
        if abs(n) > EXPONENT:
            raise EvidenceError("an exponent in a normal form is too large")
        if n < 0:
            return self._power(self._quotient(f.den, f.num), -n)
        result, square = Form(self.one, self.one), f
        while n:
            result = self._product(result, square) if n & 1 else result
            n >>= 1
            square = self._product(square, square) if n else square
        return result

    # Functions

    def _real_power(self, base: Form, exponent: Form) -> Form:
        """a^n; a^(p/q) = root(a, q)^p, as a >= 0; e^(b log a) if a is evidently positive."""
        constant = not exponent.num or (
            exponent.num.keys() == {((), 0)} and exponent.den == self.one
        )
        b = exponent.num.get(((), 0), self._number(0)).rational() if constant else None
        if b is not None:
            return self._rational_power(base, b)
        if self._positive(base.num) and self._positive(base.den):
            return self._exp(self._product(exponent, self._log(base)))
        key = tuple(frozenset(p.items()) for p in exponent)
        return self._of(self._atom("power", base, key))

    def _rational_power(self, base: Form, b: Fraction) -> Form:
        if b.denominator > 1:
            base = self._nth_root(base, b.denominator)
        return self._power(base, b.numerator)

    def _exp(self, f: Form) -> Form:
        """e^(a + b) = e^a e^b and e^(c log M) = M^c; a quotient in an exponent is one atom."""
        if f.den != self.one:
            c, e, rest = self._unit(f.num)
            atom = self._atom("quotient", Form(rest, f.den))
            return self._e({(((atom, 1),), e): c})
        stay, result = dict[Term, Number](), self._of_number(1)
        for (mono, e), c in f.num.items():
            atom = self.atoms[mono[0][0]] if len(mono) == 1 and mono[0][1] == 1 and e == 0 else None
            q = c.rational()
            if atom and atom.kind == "log" and atom.argument and q is not None:
                result = self._product(result, self._rational_power(atom.argument, q))
            else:
                stay[mono, e] = c
        return self._product(result, self._e(stay))

    def _log(self, f: Form) -> Form:
        """log(c e^E M) = log c + E + log M; log(N/D) = log N - log D for N, D >= 0."""
        if f.den != self.one and self._nonnegative(f.num) and self._nonnegative(f.den):
            parts = [self._log(Form(p, self.one)) for p in f]
            return self._sum([parts[0], self._scaled(parts[1], -1)])
        if not f.num:
            raise EvidenceError("the logarithm of zero")
        c, e, rest = self._unit(f.num)
        sign, mono = c.sign(), ()
        total = [self._log_number(c if sign > 0 else -c), Form(self.exponents[e], self.one)]
        if f.den == self.one and len(rest) == 1:
            ((mono, _),) = rest
            unknown = tuple((a, k) for a, k in mono if not self.atoms[a].sign and k % 2)
            for atom, k in set(mono) - set(unknown):
                size = self._abs(self._of(atom))
                total.append(self._scaled(self._of(self._atom("log", size)), k))
            rest = {(unknown, 0): self._number(1)}
        rest = rest if sign > 0 else self._minus(rest)
        if f.den != self.one or rest != self.one:
            if rest == self._constant(-1) and f.den == self.one:
                raise EvidenceError("the logarithm of a negative")
            total.append(self._of(self._atom("log", Form(rest, f.den))))
        return self._sum(total)

    def _log_number(self, c: Number) -> Form:
        """log of c > 0, over primes if it is rational."""
        q = c.rational()
        if q is None:
            return self._of(self._atom("log", self._of_number(c)))
        parts = [(p, k) for p, k in _primes(q.numerator)]
        parts += [(p, -k) for p, k in _primes(q.denominator)]
        logs = [(self._atom("log", self._of_number(p), None, POSITIVE), k) for p, k in parts]
        return self._sum([self._scaled(self._of(atom), k) for atom, k in logs])

    def _abs(self, f: Form) -> Form:
        return self._quotient(self._abs_poly(f.num), self._abs_poly(f.den))

    def _abs_poly(self, p: Poly) -> Poly:
        """|c M e^E| = |c| |M| e^E; a product by factors; |M| = M if evidently M >= 0."""
        if not p:
            return p
        c, e, rest = self._unit(p)
        c = c if c.sign() > 0 else -c
        scale: Poly = {((), e): c}
        if self._nonnegative(rest):
            return self._times(rest, scale)
        if len(rest) > 1:
            return self._times(self._abs_atom(rest), scale)
        ((mono, _),) = rest
        for atom, k in mono:
            factor: Poly = {(((atom, k),), 0): self._number(1)}
            if not self.atoms[atom].sign and k % 2:  # |a|^k = |a| a^(k-1)
                size = self._abs_atom({(((atom, 1),), 0): self._number(1)})
                even: Mono = ((atom, k - 1),) if k != 1 else ()
                factor = self._times({(even, 0): self._number(1)}, size)
            scale = self._times(scale, factor)
        return scale

    def _abs_atom(self, p: Poly) -> Poly:
        f = Form(p, self.one)
        atom = self._atom("abs", f, None, NONNEGATIVE, 2, self._times(p, p))
        return self._of(atom).num

    def _sign(self, f: Form) -> Form:
        """sign(c M/D) = sign c sign(M/D)."""
        if not f.num:
            return f
        c, _, rest = self._unit(f.num)
        if self._positive(rest) and self._positive(f.den):
            return self._of_number(c.sign())
        return self._scaled(self._of(self._atom("sign", Form(rest, f.den))), c.sign())

    def _root_of_power(self, node: Node) -> Form | None:
        """root(a^(kn), n) = a^k, or |a|^k for even n, if the argument is such a power."""
        inner, n = self.graph.nodes[node.args[0]], node.degree()
        m = self.graph.nodes[inner.args[1]].data if inner.op == "power" else None
        if not isinstance(m, Fraction) or m % n != 0:
            return None
        base = self(inner.args[0])
        return self._power(base if n % 2 else self._abs(base), int(m) // n)

    def _nth_root(self, f: Form, n: int) -> Form:
        """root(N/D, n) = root(N D^(n-1), n) / D, with |D| for even n."""
        if f.den == self.one:
            return self._root_poly(f.num, n)
        whole = self._product(Form(f.num, self.one), self._power(Form(f.den, self.one), n - 1))
        den = self._abs_poly(f.den) if n % 2 == 0 else f.den
        return self._product(self._root_poly(whole.num, n), self._quotient(self.one, den))

    def _root_poly(self, p: Poly, n: int) -> Form:
        """root(c e^E m) = root(c) e^(E/n) root(m); m by factors if n is odd or all are >= 0."""
        if not p:
            return self._of_number(0)
        c, e, rest = self._unit(p)
        sign = c.sign()
        share = self._times(self.exponents[e], self._constant(Fraction(1, n)))
        result = self._product(self._e(share), self._root_number(c if sign > 0 else -c, n))
        if sign < 0 and n % 2:
            result, sign = self._scaled(result, -1), 1
        (mono, _), *more = rest
        if more or (n % 2 == 0 and any(not self.atoms[a].sign and k % 2 for a, k in mono)):
            inner = rest if sign > 0 else self._minus(rest)
            return self._product(result, self._of(self._root_atom(inner, n)))
        if sign < 0:
            raise EvidenceError("an even root of a negative")
        for atom, k in mono:
            base = self._of(atom) if n % 2 else self._abs(self._of(atom))
            whole, part = divmod(k, n)
            root = self._of(self._root_atom(base.num, n), part)
            result = self._product(result, self._product(self._power(base, whole), root))
        return result

    def _root_atom(self, p: Poly, n: int) -> int:
        sign = POSITIVE if self._positive(p) else int(n % 2 == 0 or self._nonnegative(p))
        return self._atom("nth_root", Form(p, self.one), n, sign, n, p)

    def _root_number(self, c: Number, n: int) -> Form:
        """root of c > 0, over primes if it is rational: root(u/v) = root(u v^(n-1)) / v."""
        q = c.rational()
        if q is None:
            return self._of(self._root_atom(self._constant(c), n))
        result = self._of_number(Fraction(1, q.denominator))
        powers: dict[int, int] = dict(_primes(q.numerator))
        for p, k in _primes(q.denominator):
            powers[p] = powers.get(p, 0) + k * (n - 1)
        for p, k in powers.items():
            root = self._of(self._root_atom(self._constant(p), n), k % n)
            whole = self._of_number(Fraction(p) ** (k // n))
            result = self._product(result, self._product(whole, root))
        return result
