"""Enclosures of closed nodes at one precision."""

from __future__ import annotations

from collections.abc import Callable

from symnn.errors import EvidenceError

from .graph import Evaluator, Graph, Node
from .intervals import Interval, Intervals, compare, point
from .roots import RootFinder


class Enclosure(Evaluator[Interval]):
    """An interval around each closed node; a node that may be undefined has none."""

    def __init__(self, graph: Graph, bits: int) -> None:
        super().__init__(graph)
        self.arithmetic = a = Intervals(bits)
        self.functions: dict[str, Callable[..., Interval]] = {
            "add": a.add,
            "mul": a.mul,
            "power": a.power,
            "pi": a.pi,
            "exp": a.exp,
            "log": a.log,
            "sin": a.sin,
            "cos": a.cos,
            "tan": a.tan,
            "atan": a.atan,
            "asin": a.asin,
            "acos": a.acos,
            "erf": a.erf,
            "abs": a.absolute,
            "max": a.maximum,
            "min": a.minimum,
            "sign": a.sign,
            "floor": a.floor,
        }

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
        return self.functions[node.op](*args)
