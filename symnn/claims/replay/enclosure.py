"""Enclosures of closed nodes at one precision."""

from __future__ import annotations

from symnn.errors import EvidenceError

from .graph import Evaluator, Graph, Node
from .intervals import Interval, Intervals, compare, point
from .roots import RootFinder


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
        if node.op == "rational":
            return point(node.fraction())
        if node.op == "root" and isinstance(node.data, tuple):
            return RootFinder(*node.data).enclosure(self.arithmetic.bits)
        if node.op == "nth_root":
            return self.arithmetic.nth_root(args[0], node.degree())
        if node.op == "nonzero":
            self.arithmetic.inverse(args[0])
            return point(0)
        if node.op == "symbol":
            raise EvidenceError(f"the symbol {node.data} has no value")
        name = {"abs": "absolute", "max": "maximum", "min": "minimum"}.get(node.op, node.op)
        result: Interval = getattr(self.arithmetic, name)(*args)  # a primitive, by its own name
        return result
