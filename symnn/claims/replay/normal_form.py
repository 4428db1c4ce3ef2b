"""Proofs of identities: the difference of two sides, as a form, is zero."""

from __future__ import annotations

from fractions import Fraction

from symnn.errors import EvidenceError

from .algebraic import Algebraic
from .enclosure import Enclosure
from .forms import POSITIVE, Atom, Form
from .graph import Evaluator, Graph, Node
from .laws import Laws


class NormalForm(Evaluator[Form]):
    """The forms of nodes; what has an algebraic value is that number."""

    def __init__(self, graph: Graph, algebraic: Algebraic) -> None:
        super().__init__(graph)
        self.algebraic, self.enclosure = algebraic, Enclosure(graph, 256)
        self.laws = Laws(algebraic.field)

    def is_zero(self, left: int, right: int) -> bool:
        """Whether left - right is shown to be zero wherever both sides are defined."""
        laws = self.laws
        a, b = self(left), self(right)
        p = laws.plus(laws.times(a.num, b.den), laws.minus(laws.times(b.num, a.den)))
        for _ in range(8):  # multiply by atoms that are not zero, to have no negative powers
            low: dict[int, int] = {}
            for mono, _e in p:
                for atom, k in mono:
                    low[atom] = min(k, low.get(atom, 0))
            factor = tuple(sorted((atom, -k) for atom, k in low.items() if k < 0))
            if not factor:
                break
            p = laws.times(p, {(factor, 0): laws.number(1)})
        return not p

    def holds(self, relation: str, left: int, right: int) -> bool:
        """A relation in a piecewise: closed, and decided by enclosures."""
        return self.enclosure.holds(relation, left, right)

    def _settle(self, i: int) -> None:
        laws = self.laws
        if not self.graph.symbols[i]:
            try:
                self.values[i] = Form(laws.constant(self.algebraic(i)), laws.one)
            except EvidenceError:
                super()._settle(i)
        else:
            super()._settle(i)

    def node(self, i: int, node: Node, args: list[Form]) -> Form:
        """The form of a node from those of its arguments."""
        laws = self.laws
        match node.op:
            case "symbol" | "pi" | "root":
                sign = POSITIVE if node.op == "pi" else 0
                return laws.of(laws.atom(Atom(node.op, data=node.data, sign=sign)))
            case "add":
                return laws.sum(args)
            case "mul":
                product = Form(laws.one, laws.one)
                for a in args:
                    product = laws.product(product, a)
                return product
            case "power":
                return laws.real_power(args[0], args[1])
            case "nth_root":
                return self._root_of_power(node) or laws.nth_root(args[0], node.degree())
            case "exp":
                return laws.exp(args[0])
            case "log":
                return laws.log(args[0])
            case "abs" | "sign" | "max" | "min":
                return self._ordered(i, node, args)
        return self._other(i, node.op, args[0])

    def _ordered(self, i: int, node: Node, args: list[Form]) -> Form:
        """|a|, sign a; max(a, b) = (a + b + |a - b|)/2 and min(a, b) = (a + b - |a - b|)/2."""
        laws = self.laws
        if node.op in ("abs", "sign"):
            known = 0 if self.graph.symbols[i] else self._closed_sign(node.args[0])
            if known:
                return laws.scaled(args[0], known) if node.op == "abs" else laws.of_number(known)
            return laws.absolute(args[0]) if node.op == "abs" else laws.sign(args[0])
        result, half = args[0], Fraction(1, 2)
        for b in args[1:]:
            gap = laws.absolute(laws.sum([result, laws.scaled(b, -1)]))
            bend = laws.scaled(gap, 1 if node.op == "max" else -1)
            result = laws.scaled(laws.sum([result, b, bend]), half)
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
        laws = self.laws
        if op == "nonzero":
            if self.graph.symbols[i] and not (laws.positive(f.num) and laws.positive(f.den)):
                raise EvidenceError("a derivative through a kink or the end of a domain")
            return laws.of_number(0)
        if op in ("acos", "floor"):
            return laws.of(laws.atom(Atom(op, f)))
        if not f.num:
            return laws.of_number(1 if op == "cos" else 0)
        sign = laws.unit(f.num)[0].sign()
        f = laws.scaled(f, sign)
        if op in ("atan", "asin", "erf"):
            return laws.scaled(laws.of(laws.atom(Atom(op, f))), sign)
        cos = laws.of(laws.atom(Atom("cos", f)))
        if op == "cos":
            return cos
        square = laws.plus(laws.one, laws.minus(laws.times(cos.num, cos.num)))
        sin = laws.of(laws.atom(Atom("sin", f, None, 0, 2, square)))
        sin = laws.scaled(sin, sign)
        return sin if op == "sin" else laws.product(sin, laws.power(cos, -1))

    def _root_of_power(self, node: Node) -> Form | None:
        """root(a^(kn), n) = a^k, or |a|^k for even n, if the argument is such a power."""
        laws = self.laws
        inner, n = self.graph.nodes[node.args[0]], node.degree()
        m = self.graph.nodes[inner.args[1]].data if inner.op == "power" else None
        if not isinstance(m, Fraction) or m % n != 0:
            return None
        base = self(inner.args[0])
        return laws.power(base if n % 2 else laws.absolute(base), int(m) // n)
