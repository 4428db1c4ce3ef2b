"""The values of nodes: as intervals, as forms, and as forms that are numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Final, TypeAlias

from flint import arb, fmpq, fmpz, fmpz_poly

from symnn.errors import EvidenceError

from . import holds, need
from .algebraic import Field, Number, Numbers
from .forms import POSITIVE, Atom, Form, Laws
from .graph import Evaluator, Graph, Node
from .intervals import Interval, Intervals, compare, point

PI: Final = Atom("pi", None, None, POSITIVE)
DEFINED_BITS: Final = (64, 256, 1024)  # precisions at which to show that a value exists
Names: TypeAlias = frozenset[str]


class Enclosure(Evaluator[Interval]):
    """An interval around each closed node; a node that may be undefined has none."""

    def __init__(self, graph: Graph, bits: int) -> None:
        super().__init__(graph)
        self.arithmetic = Intervals(bits)

    def holds(self, relation: str, left: int, right: int) -> bool | None:
        """By enclosures."""
        return compare(relation, self(left), self(right))

    def node(self, i: int, node: Node, args: list[Interval]) -> Interval:  # noqa: ARG002
        """The enclosure, if the node certainly has a value."""
        arithmetic = self.arithmetic
        match node.op:
            case "rational":
                return arithmetic.around(node.data)
            case "root":
                return Field(*node.data).enclosure(arithmetic.bits)
            case "pi":
                return arithmetic.enclose(lambda _: arb.pi(), fmpq(1))
            case "symbol":
                raise EvidenceError(f"the symbol {node.data} has no value")
            case "add" | "mul" | "power":
                result: Interval = getattr(arithmetic, node.op)(*args)
                return result
            case "nth_root":
                return arithmetic.nth_root(args[0], node.data)
            case "nonzero":
                return arithmetic.mul(point(0), arithmetic.inverse(args[0]))
            case "max":
                return Interval(max(x.lo for x in args), max(x.hi for x in args))
        return arithmetic.function(node.op, args[0])


class NormalForm(Evaluator[Form]):
    """The forms of nodes, with numbers given for roots, which are verified here."""

    def __init__(
        self, graph: Graph, numbers: Numbers, positive: Names = frozenset(), plain: bool = False
    ) -> None:
        super().__init__(graph)
        self.laws, self.enclosure = Laws(numbers[0], not plain), Enclosure(graph, 256)
        self.roots, self.positive = numbers[1], positive

    def gap(self, left: int, right: int) -> Form:
        """The form of left - right."""
        return self.laws.sum([self(left), self.laws.scaled(self(right), -1)])

    def is_zero(self, left: int, right: int) -> bool:
        """Whether left - right is shown to be zero wherever both sides are defined."""
        p = self.gap(left, right).num
        for _ in range(8):  # as atoms that are reduced may leave negative powers
            p = self.laws.cleared(p)
        return not p

    def holds(self, relation: str, left: int, right: int) -> bool | None:
        """By the sign of a number, or closed and by enclosures."""
        c = self.laws.number(self.gap(left, right))
        if c is None:
            return self.enclosure.holds(relation, left, right)
        return holds(relation, {c.sign()})

    def settle(self, i: int, node: Node) -> Form:
        """The sine of a multiple of pi is algebraic although its argument is not."""
        if node.op in ("sin", "cos") and i in self.roots:
            return self.laws.constant(self._wave(self.roots[i], node))
        return super().settle(i, node)

    def node(self, i: int, node: Node, args: list[Form]) -> Form:
        """The form of a node from those of its arguments."""
        laws = self.laws
        match node.op:
            case "rational":
                return laws.constant(node.data)
            case "add" | "mul":
                return laws.sum(args) if node.op == "add" else laws.product(*args)
            case "nonzero":
                known = not self.graph.symbols[i] or laws.positive(*args[0])
                need(known, "a derivative through a kink or the end of a domain")
                return laws.scaled(laws.power(args[0], -1), 0)
            case "max":
                return reduce(self._maximum, args)
            case "exp" | "log":
                return laws.exp(args[0]) if node.op == "exp" else laws.log(args[0])
            case "abs":
                x = None if self.graph.symbols[i] else self.enclosure.find(node.args[0])
                sign = (x.lo > 0) - (x.hi < 0) if x else 0
                return laws.scaled(args[0], sign) if sign else laws.absolute(args[0])
            case "power":
                return self._power(args[0], args[1], self.roots.get(i))
            case "nth_root":
                return self._nth_root(node, args[0], self.roots.get(i))
            case "floor":
                c = laws.number(args[0])
                return laws.atom(Atom("floor", args[0])) if c is None else laws.constant(c.floor())
            case "root" if i in self.roots:
                return laws.constant(self._real_root(self.roots[i], *node.data))
            case "root" | "symbol" | "pi":
                known = node.op == "pi" or node.data in self.positive
                return laws.atom(Atom(node.op, None, node.data, POSITIVE if known else 0))
        return laws.parity(node.op, args[0])

    def _real_root(self, v: Number, p: Sequence[fmpz], low: fmpq, high: fmpq) -> Number:
        """The v with p(v) = 0 in the interval, in which p has one root only."""
        low_gap, high_gap = (v - v.field.number(end) for end in (low, high))
        good = not v.put_into(p) and low_gap.sign() >= 0 >= high_gap.sign()
        need(good, "the value given for the root of a polynomial is wrong")
        return v

    def _power(self, base: Form, exponent: Form, v: Number | None) -> Form:
        """Of a number > 0, with the exponent p/q, the v > 0 with v^q = a^p, if it is given."""
        a, b = self.laws.number(base), self.laws.number(exponent)
        q = None if b is None else b.rational()
        if a is not None and q is not None and q.q > 1:
            if a.sign() == 0 and q > 0:
                return base
            need(a.sign() > 0, "a power with a real exponent needs a positive base")
            if v is not None:
                return self.laws.constant(self._verified(v, int(q.q), a ** int(q.p)))
        return self.laws.real_power(base, exponent)

    def _nth_root(self, node: Node, base: Form, v: Number | None) -> Form:
        """The v with v^n = a, if given; root(a^(kn), n) = a^k, or |a|^k for even n."""
        laws, a, n = self.laws, self.laws.number(base), node.data
        if a is not None and v is not None:
            root = laws.roots[a, n] = self._verified(v, n, a)
            return laws.constant(root)
        inner = self.graph.nodes[node.args[0]]
        m = self.graph.integer(inner.args[1]) if inner.op == "power" else None
        if m is None or m % n:
            return laws.nth_root(base, n)
        base = self(inner.args[0])
        return laws.power(base if n % 2 else laws.absolute(base), m // n)

    def _verified(self, v: Number, n: int, a: Number) -> Number:
        """The real root v of degree n, not below 0 for even n, of a number."""
        need(v**n == a and (n % 2 == 1 or v.sign() >= 0), "the value given for a root is wrong")
        return v

    def _maximum(self, a: Form, b: Form) -> Form:
        """max(a, b) = (a + b + |a - b|)/2."""
        laws = self.laws
        gap = laws.absolute(laws.sum([a, laws.scaled(b, -1)]))
        return laws.scaled(laws.sum([a, b, gap]), fmpq(1, 2))

    def _wave(self, v: Number, node: Node) -> Number:
        """v = cos(r pi) for r = a/b, if T_b(v) = cos(a pi) and v is near; sin x = cos(pi/2 - x).

        Any two of the b roots v = cos(k pi/b) differ by 2 sin(pi/2b)^2 >= 2/b^2 at least.
        """
        loose = NormalForm(self.graph, (v.field, self.roots))  # pi is no number
        per_pi = loose.laws.power(loose.laws.atom(PI), -1)
        turns = loose.laws.number(loose.laws.product(loose(node.args[0]), per_pi))
        self.enclosure(node.args[0])  # an angle that may not exist is refused
        r = None if turns is None else turns.rational()
        if r is None or r.q > 100:
            raise EvidenceError("an angle is no rational multiple of pi of a small denominator")
        r = fmpq(1, 2) - r if node.op == "sin" else r
        a, b = int(r.p), int(r.q)
        wave = v.put_into(fmpz_poly.chebyshev_t(b).coeffs())
        gap, near = v.ball(64) - arb.cos_pi_fmpq(r), fmpq(2, b * b)
        need(
            wave == v.field.number(1 - a % 2 * 2) and bool(-near < gap < near),
            "the value given for a sine or cosine is wrong",
        )
        return v


class Strict(NormalForm):
    """The nodes that are numbers: nothing unknown can cancel, so what has a form has a value."""

    def settle(self, i: int, node: Node) -> Form:
        """A number, or refused."""
        form = super().settle(i, node)
        need(self.laws.number(form) is not None, f"{node.op} is not known to be algebraic here")
        return form


def exist(graph: Graph, sides: Iterable[int], known: Sequence[Strict] = ()) -> None:
    """Closed parts must have values; open ones lack them at points the statement leaves out."""
    parts = graph.reachable(*sides, into_closed=False)
    missing = [i for i in parts if not graph.symbols[i]]
    ways: list[Strict | Enclosure] = [*known, *(Enclosure(graph, bits) for bits in DEFINED_BITS)]
    for way in ways:
        missing = [i for i in missing if way.find(i) is None]
    need(not missing, "a side of a relation is not shown to be defined")
