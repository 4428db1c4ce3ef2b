"""Nodes as combinations of others, and which of them certainly have values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from typing import Final, TypeAlias

from symnn.claims.replay import spend
from symnn.claims.replay.algebraic import Number, Numbers
from symnn.claims.replay.evaluators import Enclosure, Strict
from symnn.claims.replay.graph import UNARY, Graph

Sum: TypeAlias = dict[int, Number]  # nodes with their coefficients, none of them 0
#: Operations that have a value wherever their arguments have; odd roots, natural powers besides.
TOTAL: Final = (UNARY - {"log"}) | frozenset(
    ("rational", "root", "symbol", "pi", "add", "mul", "max", "piecewise")
)


class Combinations:
    """Nodes as combinations of base nodes: 1, symbols, gates, and what is not affine."""

    def __init__(self, graph: Graph, numbers: Numbers) -> None:
        self.graph, self.one = graph, numbers[0].number(1)
        self.closed, self.enclosure = Strict(graph, numbers), Enclosure(graph, 256)
        self.sums: dict[int, Sum] = {}

    def of(self, node: int) -> Sum:
        """The combination that a node is."""
        for i in self.graph.reachable(node, into_closed=False) if node not in self.sums else ():
            if i not in self.sums:
                self.sums[i] = self._node(i)
        return self.sums[node]

    def gap(self, left: int, right: int) -> Sum:
        """The combination that left - right is."""
        return self._plus([self.of(left), self._times(self.of(right), -self.one)])

    def _node(self, i: int) -> Sum:
        op, _, args = self.graph.nodes[i]
        unit, own = self.graph.number(1), {i: self.one}
        if not self.graph.symbols[i]:
            form = self.closed.find(i)
            c = None if form is None else self.closed.laws.number(form)
            return own if c is None else ({unit: c} if c else {})
        if op == "add":
            return self._plus([self.sums[a] for a in args])
        if op == "mul":
            parts = [self.sums[a] for a in args]
            open_ = [p for p in parts if set(p) - {unit}]
            if len(open_) == 1:
                factors = [p.get(unit, self.one - self.one) for p in parts if p is not open_[0]]
                return reduce(self._times, factors, open_[0])
        return own

    def _times(self, s: Sum, c: Number) -> Sum:
        spend(5000 * len(s))
        return {n: b * c for n, b in s.items()} if c else {}

    def _plus(self, sums: Sequence[Sum]) -> Sum:
        spend(1500 * sum(map(len, sums)))
        total: Sum = {}
        for s in sums:
            for n, c in s.items():
                total[n] = total[n] + c if n in total else c
        return {n: c for n, c in total.items() if c}

    def defined(self, sides: Sequence[int], asked: Callable[[int], Iterable[int]]) -> set[int]:
        """The nodes that have values wherever the sides have.

        The sides, and what they ask for, of a piecewise the nodes `asked`; closed nodes that are
        shown to have a value; total operations of such nodes.
        """
        nodes, sure, stack = self.graph.nodes, set[int](), list(sides)
        while stack:
            i = stack.pop()
            if i not in sure:
                sure.add(i)
                stack += asked(i) if nodes[i].op == "piecewise" else nodes[i].args
        spend(2000 * len(nodes))
        for i, (op, data, args) in enumerate(nodes):
            n = self.graph.integer(args[1]) if op == "power" else None
            natural = n is not None and n >= 0
            total = natural or op in TOTAL or (op == "nth_root" and data % 2 == 1)
            if (total and sure.issuperset(args)) or (i not in sure and self._has_value(i)):
                sure.add(i)
        return sure

    def _has_value(self, i: int) -> bool:
        """Whether a node is closed and shown to have a value."""
        closed = not self.graph.symbols[i]
        return closed and any(way.find(i) is not None for way in (self.closed, self.enclosure))
