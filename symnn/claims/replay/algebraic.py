"""Numbers of Q(alpha) as polynomials in alpha, and the closed expressions that are such numbers.

alpha is one fixed root of the given polynomial in the given interval; which one, and whether the
polynomial is irreducible, does not matter: a value is accepted only for properties that hold at
alpha and determine it (v^n = argument and v >= 0, say). A polynomial in alpha is zero if it
reduces to zero; it is positive or negative if an enclosure says so; else it is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from symnn.errors import EvidenceError

from .graph import Evaluator, Graph, Node
from .intervals import Interval, Intervals, compare, point, rational_root
from .roots import ZERO, Coefficients, RootFinder, divide, times, trim

PRECISIONS: Final = tuple(64 << k for k in range(8))  # 64 … 8192
SIZE: Final = 200_000


class Field:
    """Q(alpha) with alpha fixed; alpha = 0 gives Q."""

    def __init__(self, p: Sequence[Fraction], low: Fraction, high: Fraction) -> None:
        self.alpha = RootFinder(p, low, high)
        self.modulus = self.alpha.p
        if len(self.modulus) > 130:
            raise EvidenceError("a field of a degree beyond 129")

    def number(self, q: Fraction | int) -> Number:
        """A rational number."""
        return Number(self, (Fraction(q),) if q else ())

    def polynomial(self, p: Sequence[Fraction]) -> Number:
        """p(alpha)."""
        short = trim(p)
        if len(short) >= len(self.modulus):
            short = divide(short, self.modulus)[1]
        for c in short:
            if max(c.numerator.bit_length(), c.denominator.bit_length()) > SIZE:
                raise EvidenceError("a coefficient grows too large")
        return Number(self, short)


@dataclass(frozen=True, slots=True, eq=False)
class Number:
    """A polynomial in alpha. Equal ones are equal numbers; the converse is not needed."""

    field: Field
    c: Coefficients

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Number) and self.c == other.c

    def __hash__(self) -> int:
        return hash(self.c)

    def __bool__(self) -> bool:
        return bool(self.c)

    def __add__(self, other: Number) -> Number:
        a, b = (self.c, other.c) if len(self.c) >= len(other.c) else (other.c, self.c)
        return self.field.polynomial([x + y for x, y in zip(a, b, strict=False)] + [*a[len(b) :]])

    def __neg__(self) -> Number:
        return Number(self.field, tuple(-x for x in self.c))

    def __sub__(self, other: Number) -> Number:
        return self + -other

    def __mul__(self, other: Number) -> Number:
        return self.field.polynomial(times(self.c, other.c))

    def inverse(self) -> Number:
        """The polynomial u with u p = 1 modulo the polynomial of alpha, by Euclid."""
        r, s = self.field.modulus, self.c
        u, v = Coefficients(), (Fraction(1),)
        while len(s) > 1:
            quotient, rest = divide(r, s)
            product = (-Number(self.field, times(quotient, v))).c
            longest = max(len(u), len(product))
            pad = [[*t, *[ZERO] * (longest - len(t))] for t in (u, product)]
            r, s, u, v = s, rest, v, trim([x + y for x, y in zip(*pad, strict=True)])
        if not s:
            raise EvidenceError("division by zero, or by a divisor of the field's polynomial")
        return self.field.polynomial([x / s[0] for x in v])

    def __pow__(self, n: int) -> Number:
        if n < 0:
            return self.inverse() ** -n
        result, square = self.field.number(1), self
        while n:
            result = result * square if n & 1 else result
            n >>= 1
            square = square * square if n else square
        return result

    def rational(self) -> Fraction | None:
        """The number as a rational, if it is written as one."""
        return None if len(self.c) > 1 else (self.c[0] if self.c else ZERO)

    def enclosure(self, bits: int) -> Interval:
        """An interval that contains the number."""
        arithmetic = Intervals(bits + 32)
        alpha, total = self.field.alpha.enclosure(bits), point(0)
        for c in reversed(self.c):
            total = arithmetic.add(arithmetic.mul(total, alpha), point(c))
        return total

    def sign(self) -> int:
        """-1, 0 or 1, certainly."""
        q = self.rational()
        if q is not None:
            return (q > 0) - (q < 0)
        for bits in PRECISIONS:
            x = self.enclosure(bits)
            if x.lo > 0 or x.hi < 0:
                return 1 if x.lo > 0 else -1
        raise EvidenceError("the sign of an algebraic number could not be told")

    def floor(self) -> int:
        """The greatest integer that is not larger."""
        q = self.rational()
        if q is not None:
            return q.__floor__()
        for bits in PRECISIONS:
            x = self.enclosure(bits)
            if x.hi - x.lo < 1:
                n = x.hi.__floor__()
                return n if (self - self.field.number(n)).sign() >= 0 else n - 1
        raise EvidenceError("the floor of an algebraic number could not be told")


class Algebraic(Evaluator[Number]):
    """Exact values of closed nodes, given witnesses for what is not rational arithmetic."""

    def __init__(self, graph: Graph, field: Field, roots: Mapping[int, Number]) -> None:
        super().__init__(graph)
        self.field, self.roots = field, roots

    def holds(self, relation: str, left: int, right: int) -> bool:
        """By the sign of the difference."""
        sign = point((self(left) - self(right)).sign())
        return compare(relation, sign, point(0)) is True

    def _settle(self, i: int) -> None:
        """The sine of a multiple of pi is algebraic although its argument is not."""
        node = self.graph.nodes[i]
        if node.op in ("sin", "cos", "tan") and i in self.roots:
            try:
                self.values[i] = self._wave(i, node)
            except EvidenceError as error:
                self.reasons[i] = str(error)
        else:
            super()._settle(i)

    def node(self, i: int, node: Node, args: list[Number]) -> Number:
        """The exact value, or the reason that none is known."""
        match node.op:
            case "rational":
                return self.field.number(node.fraction())
            case "root":
                return self._real_root(i, node)
            case "add":
                return sum(args[1:], start=args[0]) if args else self.field.number(0)
            case "mul":
                product = self.field.number(1)
                for a in args:
                    product = product * a
                return product
            case "power":
                return self._power(i, args[0], args[1])
            case "nth_root":
                return self._nth_root(i, node.degree(), args[0])
            case "nonzero":
                return self._nonzero(args[0])
            case "max" | "min" | "abs" | "sign" | "floor":
                return self._ordered(node.op, args)
        return self._special(node.op, args)

    def _witness(self, i: int, what: str) -> Number:
        if i not in self.roots:
            raise EvidenceError(f"no value is given for {what}")
        return self.roots[i]

    def _nonzero(self, u: Number) -> Number:
        if u.sign() == 0:
            raise EvidenceError("a derivative at a kink, a jump or the end of a domain")
        return self.field.number(0)

    def _ordered(self, op: str, args: list[Number]) -> Number:
        best = args[0]
        if op in ("max", "min"):
            for a in args[1:]:
                if (a - best).sign() == (1 if op == "max" else -1):
                    best = a
            return best
        if op == "abs":
            return -best if best.sign() < 0 else best
        return self.field.number(best.sign() if op == "sign" else best.floor())

    def _special(self, op: str, args: list[Number]) -> Number:
        """f(0) for exp, cos and the odd functions; log 1 and acos 1."""
        q = args[0].rational() if args else None
        if q == 0 and op in ("exp", "cos"):
            return self.field.number(1)
        if (q == 0 and op in ("sin", "tan", "atan", "asin", "erf")) or (
            q == 1 and op in ("log", "acos")
        ):
            return self.field.number(0)
        raise EvidenceError(f"{op} is not known to be algebraic here")

    def _power(self, i: int, base: Number, exponent: Number) -> Number:
        """a^b for an integer b; for b = p/q and a > 0 the v > 0 with v^q = a^p; 0 if a = 0 < b."""
        b = exponent.rational()
        if b is None or max(abs(b.numerator), b.denominator) > 10_000:
            raise EvidenceError("an exponent is irrational or too large")
        if b.denominator == 1:
            return base ** int(b)
        sign = base.sign()
        if sign == 0 and b > 0:
            return base
        v = self._witness(i, "a power with a rational exponent")
        if sign <= 0 or v.sign() <= 0 or v**b.denominator != base**b.numerator:
            raise EvidenceError("the value given for a power is wrong")
        return v

    def _nth_root(self, i: int, n: int, base: Number) -> Number:
        """The v with v^n = a, and v >= 0 for even n."""
        q = base.rational()
        exact = rational_root(abs(q), n) if q is not None and (q >= 0 or n % 2) else None
        if q is not None and exact is not None:
            return self.field.number(exact if q >= 0 else -exact)
        v = self._witness(i, "a root")
        if v**n != base or (n % 2 == 0 and v.sign() < 0):
            raise EvidenceError("the value given for a root is wrong")
        return v

    def _real_root(self, i: int, node: Node) -> Number:
        """The v with p(v) = 0 in the interval, in which p has one root only."""
        if not isinstance(node.data, tuple):
            raise EvidenceError("a root without a polynomial")
        coefficients, low, high = node.data
        v, total = self._witness(i, "the root of a polynomial"), self.field.number(0)
        for c in reversed(coefficients):
            total = total * v + self.field.number(c)
        inside = (v - self.field.number(low)).sign() >= 0 >= (v - self.field.number(high)).sign()
        if total or not inside:
            raise EvidenceError("the value given for the root of a polynomial is wrong")
        return v

    def _wave(self, i: int, node: Node) -> Number:
        """cos, sin or tan of r pi.

        cos: T_b(v) = cos(a pi) with r = a/b makes v one of the cos((a + 2k) pi/b). tan: the
        imaginary part of (1 + iv)^b vanishes only for v among the tan(k pi/b). Enclosures must
        then separate v from all but the right one. sin x = cos(pi/2 - x).
        """
        r, v = self._turns(node.args[0]), self.roots[i]
        r = Fraction(1, 2) - r if node.op == "sin" else r
        a, b = r.numerator, r.denominator
        if b > 200:
            raise EvidenceError("a multiple of pi with too large a denominator")
        one, zero = self.field.number(1), self.field.number(0)
        if node.op == "tan":
            if b == 2:
                raise EvidenceError("the tangent of an odd multiple of pi/2")
            re, im = one, zero
            for _ in range(b):
                re, im = re - im * v, im + re * v
            good, wrong = not im, [Fraction(k, b) for k in range(b) if (k - a) % b and 2 * k != b]
        else:
            low, high = one, v  # T_0, T_1, and so on
            for _ in range(b - 1):
                low, high = high, v * high + v * high - low
            good = high == self.field.number(-1 if a % 2 else 1)
            others = [a + 2 * k for k in range(b)]
            wrong = [Fraction(k, b) for k in others if (k - a) % (2 * b) and (k + a) % (2 * b)]
        if not good or not all(self._apart(v, node.op, w) for w in wrong):
            raise EvidenceError("the value given for a sine, cosine or tangent is wrong")
        return v

    def _apart(self, v: Number, op: str, turns: Fraction) -> bool:
        """Whether enclosures separate v from cos or tan of turns·pi."""
        for bits in (64, 512):
            arithmetic = Intervals(bits)
            angle = arithmetic.mul(point(turns), arithmetic.pi())
            other = arithmetic.tan(angle) if op == "tan" else arithmetic.cos(angle)
            if compare("=", v.enclosure(bits), other) is False:
                return True
        return False

    def _turns(self, i: int) -> Fraction:
        """The rational r with the node equal to r pi: a product or sum of rationals and pi."""
        turns: dict[int, Fraction] = {}
        for k in self.graph.reachable(i):
            node = self.graph.nodes[k]
            if node.op == "pi":
                turns[k] = Fraction(1)
            elif node.op == "add" and all(a in turns for a in node.args):
                turns[k] = sum((turns[a] for a in node.args), ZERO)
            elif node.op == "mul" and sum(a in turns for a in node.args) == 1:
                turns[k] = Fraction(1)
                for a in node.args:
                    turns[k] *= turns[a] if a in turns else self._rational(a)
            elif node.op == "rational" and node.data == 0:
                turns[k] = ZERO
        if i not in turns:
            raise EvidenceError("an angle is not a rational multiple of pi")
        return turns[i]

    def _rational(self, i: int) -> Fraction:
        q = self(i).rational()
        if q is None:
            raise EvidenceError("an angle is not a rational multiple of pi")
        return q
