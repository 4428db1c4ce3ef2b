"""Expressions as affine forms over base expressions and gates.

A gate is what makes a function piecewise: max, abs, a distinction of cases, floor. Between gates
everything affine is one form: a combination of 1, symbols, values of gates, and expressions that
are not affine, which count as unknowns of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import TypeAlias, final

from symnn.deferred import dataclass
from symnn.errors import SymnnError
from symnn.exact.evaluate import Outcome, outcomes
from symnn.exact.expression import (
    MINUS_ONE,
    ONE,
    ZERO,
    Expr,
    apply,
    mul,
    piecewise,
    postorder,
    rebuild,
)
from symnn.exact.number import Number
from symnn.functions.lower import lower

#: Expressions with coefficients; ONE carries the constant.
Sum: TypeAlias = dict[Expr, Number]
Pair: TypeAlias = tuple[Expr, Expr]


@final
class Rewriting:
    """Expressions in the gates max, abs, piecewise and floor.

    min(a, …) is -max(-a, …), sign is a piecewise; nested maxima are one, with each argument once
    and in one order, so that a tree of maxima and a chain of them are the same expression.
    """

    def __init__(self) -> None:
        self._done: dict[Expr, Expr] = {}
        self._order: dict[Expr, int] = {}
        self.origins: dict[Pair, Pair] = {}

    def pair(self, pair: Pair) -> Pair:
        """Both sides rewritten; `origins` remembers how the pair was written first."""
        made = self(pair[0]), self(pair[1])
        self.origins.setdefault(made, pair)
        return made

    def __call__(self, expr: Expr) -> Expr:
        """The rewritten expression.

        Exactness: the same function.
        """
        lowered = lower(expr)
        for node in postorder(lowered, known=self._done):
            self._done[node] = self._node(node, tuple(self._done[a] for a in node.args))
        return self._done[lowered]

    def _node(self, node: Expr, args: tuple[Expr, ...]) -> Expr:
        if node.op == "apply" and node.data == "max":
            return self._maximum(args)
        if node.op == "apply" and node.data == "min":
            return mul(MINUS_ONE, self._maximum([mul(MINUS_ONE, a) for a in args]))
        if node.op == "apply" and node.data == "sign":
            (x,) = args
            return piecewise([("<", x, ZERO, MINUS_ONE), ("=", x, ZERO, ZERO)], ONE)
        return rebuild(node, args)

    def _maximum(self, args: Iterable[Expr]) -> Expr:
        flat = [b for a in args for b in (a.args if is_maximum(a) else (a,))]
        for a in flat:
            self._order.setdefault(a, len(self._order))
        ordered = sorted(dict.fromkeys(flat), key=self._order.__getitem__)
        return ordered[0] if len(ordered) == 1 else apply("max", *ordered)


def is_maximum(expr: Expr) -> bool:
    """Whether the expression is a maximum."""
    return expr.op == "apply" and expr.data == "max"


def gates_in(*exprs: Expr) -> Iterator[Expr]:
    """What is max, abs, floor or a distinction of cases, and holds symbols; inner ones first."""
    holding = set[Expr]()
    for node in postorder(*exprs):
        if node.op == "symbol" or not holding.isdisjoint(node.args):
            holding.add(node)
            named = node.op == "apply" and node.data in ("max", "abs", "floor")
            if named or node.op == "piecewise":
                yield node


def values_of(gate: Expr) -> tuple[Expr, ...]:
    """The expressions whose value a gate may take; of a floor, its argument."""
    if gate.op == "piecewise":
        return (*gate.args[2:-1:3], gate.args[-1])
    if gate.data == "abs":
        return (gate.args[0], mul(MINUS_ONE, gate.args[0]))
    return gate.args


def conditions_of(gate: Expr) -> tuple[tuple[str, Pair], ...]:
    """The relations of a distinction of cases, in order."""
    if gate.op != "piecewise" or not isinstance(gate.data, tuple):
        return ()
    pairs = zip(gate.args[::3], gate.args[1::3], strict=False)
    return tuple(zip(gate.data, pairs, strict=False))


@final
@dataclass
class Sums:
    """The combinations that expressions are, each found once."""

    known: dict[Expr, Sum] = field(default_factory=dict)
    closed: dict[Expr, Outcome] = field(default_factory=dict)
    open: set[Expr] = field(default_factory=set)

    def of(self, expr: Expr) -> Sum:
        """The expression as a combination of 1, symbols, gates and what is not affine."""
        for node in postorder(expr, known=self.known):
            self.known[node] = self._node(node)
        return self.known[expr]

    def difference(self, pair: Pair) -> Sum:
        """left - right."""
        return plus([self.of(pair[0]), times(self.of(pair[1]), Number(-1))])

    def _node(self, node: Expr) -> Sum:
        if node.op != "symbol" and self.open.isdisjoint(node.args):
            return self._closed(node)
        self.open.add(node)
        if node.op == "add":
            return plus([self.known[a] for a in node.args])
        if node.op == "mul":
            parts = [self.known[a] for a in node.args]
            open_ = [p for p in parts if p.keys() - {ONE}]
            if len(open_) == 1:
                total = open_[0]
                for p in parts:
                    if p is not open_[0]:
                        total = times(total, p.get(ONE, Number(0)))
                return total
        return {node: Number(1)}

    def _closed(self, node: Expr) -> Sum:
        if node not in self.closed:
            self.closed |= outcomes(node)
        value = self.closed[node]
        if isinstance(value, Number):
            return {ONE: value} if value != 0 else {}
        return {node: Number(1)}


def plus(sums: Sequence[Mapping[Expr, Number]]) -> Sum:
    """The sum of combinations."""
    total: Sum = {}
    for s in sums:
        for e, c in s.items():
            total[e] = total[e] + c if e in total else c
    return {e: c for e, c in total.items() if c}


def times(s: Mapping[Expr, Number], c: Number) -> Sum:
    """A multiple of a combination."""
    return {e: b * c for e, b in s.items()} if c else {}


def closed_values_exist(exprs: Iterable[Expr]) -> bool:
    """Whether no closed part is known not to exist."""
    return not any(isinstance(o, SymnnError) for e in exprs for o in outcomes(e).values())
