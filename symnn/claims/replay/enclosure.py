"""Enclosures of closed nodes at one precision."""

from __future__ import annotations

from symnn.errors import EvidenceError

from .algebraic import RootFinder
from .graph import Evaluator, Graph, Node
from .intervals import Interval, Intervals, compare, pi_to, point


class Enclosure(Evaluator[Interval]):
    """An interval around each closed node; a node that may be undefined has none."""

    def __init__(self, graph: Graph, bits: int) -> None:
        super().__init__(graph)
        self.arithmetic = Intervals(bits)

    def holds(self, relation: str, left: int, right: int) -> bool:
        """By enclosures, if they decide it."""
        result = compare(relation, self(left), self(right))
        if result is None:
            raise EvidenceError("a relation in a piecewise is not decided by enclosures")
        return result

    def node(self, i: int, node: Node, args: list[Interval]) -> Interval:  # noqa: ARG002
        """The enclosure, if the node certainly has a value."""
        arithmetic = self.arithmetic
        match node.op:
            case "rational":
                return point(node.data)
            case "root":
                return RootFinder(*node.data).enclosure(arithmetic.bits)
            case "pi":
                return pi_to(arithmetic.bits)
            case "symbol":
                raise EvidenceError(f"the symbol {node.data} has no value")
            case "add":
                return arithmetic.add(*args)
            case "mul":
                return arithmetic.mul(*args)
            case "power":
                return arithmetic.power(*args)
            case "nth_root":
                return arithmetic.nth_root(args[0], node.data)
            case "nonzero":
                return arithmetic.mul(point(0), arithmetic.inverse(args[0]))
            case "max":
                return Interval(max(x.lo for x in args), max(x.hi for x in args))
        return arithmetic.function(node.op, args[0])
