"""Ranges of the values of nodes on boxes, with infinite ends; and of limits at infinity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from typing import Any, Final, NamedTuple, TypeAlias

from flint import arb, ctx

from symnn.claims.replay import need, spend
from symnn.claims.replay.evaluators import Enclosure
from symnn.claims.replay.graph import Evaluator, Node

FAR: Final = arb("inf")


class Range(NamedTuple):
    """Bounds of the values of a node; whether 0 is certainly none of them."""

    lo: arb
    hi: arb
    nonzero: bool

    def is_positive(self, strict: bool) -> bool:
        """Whether all values are >= 0, or > 0."""
        return bool(self.lo >= 0) and (self.nonzero or not strict)


class End(NamedTuple):
    """An end of the values of a symbol: a node, or none for infinity."""

    node: int | None = None
    open: bool = True


#: What rises with its argument, at numbers and at the infinities.
_RISING: Final[Mapping[str, Callable[[arb], arb]]] = {
    "exp": arb.exp,
    "atan": arb.atan,
    "log": lambda t: t.log() if t > 0 else -FAR,
    "erf": lambda t: t.erf() if t.is_finite() else t.sgn(),
}
Far: TypeAlias = tuple[str | None, int]
STAY: Final[Far] = (None, 0)  # no symbol goes to an end of its values
Box: TypeAlias = Mapping[str, tuple[End, End]]


def between(ends: Iterable[Any], nonzero: bool = False) -> Range:
    """The numbers between two balls, rounded outwards."""
    low, high = ends
    lo, hi = low.lower(), high.upper()
    need(lo <= hi, "the range of a node is not known")
    return Range(lo, hi, bool(nonzero or lo > 0 or hi < 0))


def _raised(x: arb, n: int) -> arb:
    """sign(x)^n |x|^n, or for n < 0 the root of degree -n with the sign of x."""
    size = abs(x) ** n if n >= 0 else abs(x).root(-n) if x != 0 else abs(x)
    return -size if x < 0 and n % 2 else size


class Ranges(Evaluator[Range]):
    """Ranges of values on a box; or of limits, as the symbol `far` goes to its end 0 or 1."""

    def __init__(self, closed: Enclosure, box: Box, far: Far = STAY) -> None:
        super().__init__(closed.graph)
        self.closed, self.box, self.far = closed, box, far

    def holds(self, relation: str, left: int, right: int) -> None:
        """No case of a piecewise is chosen."""

    def node(self, i: int, node: Node, args: list[Range]) -> Range:
        """A range, if the node is certainly defined at all points."""
        spend(20_000 + ctx.prec**2 // 20)
        if not self.graph.symbols[i]:
            return between(map(arb, self.closed(i)))
        if node.op == "symbol":
            return self._symbol(node.data)
        if node.op == "add":
            one_sign = all(t.lo >= 0 for t in args) or all(t.hi <= 0 for t in args)
            moving = [t for i, t in zip(node.args, args, strict=True) if self._moves(i)]
            lo, hi = sum((t.lo for t in moving), arb(0)), sum((t.hi for t in moving), arb(0))
            if lo == hi and not lo.is_finite():
                return between([lo, hi])  # the other terms are fixed numbers
            ends = (sum((t[k] for t in args), arb(0)) for k in (0, 1))
            return between(ends, one_sign and any(t.nonzero for t in args))
        if node.op == "mul":
            if self.far is not STAY and self._fades(node.args):
                return between([arb(0), arb(0)])
            return reduce(self._times, args, Range(arb(1), arb(1), nonzero=True))
        if node.op == "power":
            return self._power(args[0], args[1], self._moves(node.args[1]))
        need(len(args) == 1, f"no range of {node.op} is known")
        return self._function(node, args[0])

    def _function(self, node: Node, x: Range) -> Range:
        op, ends = node.op, x[:2]
        if op == "nth_root":
            need(node.data % 2 == 1 or x.lo >= 0, "the argument of an even root may be < 0")
            return between((_raised(t, -node.data) for t in ends), x.nonzero)
        if op in _RISING:
            inside = op != "log" or (x.lo >= 0 and x.nonzero)
            need(inside, "the argument of a logarithm may not be > 0")
            return between(map(_RISING[op], ends), op == "exp" or (x.nonzero and op != "log"))
        if op == "nonzero":
            need(x.nonzero, "a derivative through a kink or the end of a domain")
            return between([arb(0), arb(0)])
        need(op in ("sin", "cos"), f"no range of {op} is known")
        finite = x.lo.is_finite() and x.hi.is_finite()
        wave = getattr(x.lo.union(x.hi), op)() if finite else arb(0, 1)
        return between([max(wave.lower(), arb(-1)), min(wave.upper(), arb(1))])

    def _symbol(self, name: str) -> Range:
        low, high = self.box.get(name, (End(), End()))
        if self.far[0] == name:
            return between([FAR if self.far[1] else -FAR] * 2)
        lo = -FAR if low.node is None else self(low.node).lo
        hi = FAR if high.node is None else self(high.node).hi
        return between([lo, hi], bool((lo == 0 and low.open) or (hi == 0 and high.open)))

    def _times(self, x: Range, y: Range) -> Range:
        """The product; 0 times infinity is 0 for values, unknown for limits."""
        ends = []
        for a, b in ((a, b) for a in x[:2] for b in y[:2]):
            zero = (a == 0 or b == 0) and not (a.is_finite() and b.is_finite())
            need(not zero or self.far is STAY, "a limit of the form 0·oo")
            ends.append(arb(0) if zero else a * b)
        lo, hi = min(e.lower() for e in ends), max(e.upper() for e in ends)
        return between([lo, hi], x.nonzero and y.nonzero)

    def _power(self, x: Range, y: Range, moving: bool) -> Range:
        """x^n by the ends of x or |x|; x^y = e^(y log x) for x > 0, and x = 0 < y."""
        small = y.lo == y.hi and -1000 <= y.lo <= 1000  # no exponent that flint cannot hold
        whole = y.lo.unique_fmpz() if small and y.lo.is_integer() else None
        if whole is None:
            need(x.lo >= 0 and (x.nonzero or y.lo > 0), "the base of a power may be negative")
            logs = between(t.log() if t > 0 else -FAR for t in x[:2])
            return between((t.exp() for t in self._times(y, logs)[:2]), x.nonzero)
        n = int(whole)
        need(n != 0 or not moving, "a limit of a power with an exponent that goes to 0")
        ends = x[:2] if n % 2 else (max(arb(0), x.lo, -x.hi), max(-x.lo, x.hi))
        low, high, _ = result = between((_raised(t, abs(n)) for t in ends), x.nonzero)
        if n >= 0:
            return result
        need(x.nonzero and (self.far is STAY or not low <= 0 <= high), "a denominator may be 0")
        lo = -FAR if low < 0 <= high else 1 / high
        return between([lo, FAR if low <= 0 < high else 1 / low], nonzero=True)

    def _moves(self, i: int) -> bool:
        """Whether a node changes with the symbol that goes to its end."""
        return self.far[0] in self.graph.symbols[i]

    def _fades(self, factors: Sequence[int]) -> bool:
        """Whether they are polynomials in the symbol and, one at least, e^P with P -> -oo."""
        rest = [self.graph.nodes[i] for i in factors if not self._polynomial(i)]
        return bool(rest) and all(
            op == "exp" and self._polynomial(args[0]) and self(args[0]).hi == -FAR
            for op, _, args in rest
        )

    def _polynomial(self, i: int) -> bool:
        """Whether a node is evidently a polynomial in the symbol."""
        op, data, args = self.graph.nodes[i]
        if op in ("add", "mul") or not self.graph.symbols[i]:
            return not self.graph.symbols[i] or all(map(self._polynomial, args))
        if op == "power":
            n = self.graph.integer(args[1])
            return n is not None and n >= 0 and self._polynomial(args[0])
        return op == "symbol" and bool(data == self.far[0])
