"""Claims as the JSON programs that evidence is about."""

from __future__ import annotations

from typing import Any

from flint import fmpq

from symnn.claims.formula import Atomic, Claim, Formula
from symnn.errors import UnsupportedError
from symnn.exact.expression import Expr, RealRoot, postorder


class Program:
    """A growing list of nodes, each referring to earlier ones, one per distinct expression."""

    def __init__(self) -> None:
        self.nodes: list[list[Any]] = []
        self.index: dict[Expr, int] = {}

    def place(self, root: Expr) -> int:
        """The index of an expression, added with all it needs."""
        if root in self.index:
            return self.index[root]
        for node in postorder(root, known=self.index):
            self.index[node] = len(self.nodes)
            self.nodes.append(_encode(node, [self.index[a] for a in node.args]))
        return self.index[root]

    def formula(self, formula: Formula) -> list[Any]:
        """A formula on the indices of its sides."""
        if isinstance(formula, Atomic):
            return [formula.relation, self.place(formula.left), self.place(formula.right)]
        return [formula.connective, *(self.formula(part) for part in formula.parts)]


def statement(claim: Claim) -> tuple[dict[str, Any], Program]:
    """The claim as JSON, and the program that numbers its nodes."""
    program = Program()
    formula = program.formula(claim.formula)
    over = [program.formula(part) for part in claim.over]
    return {"nodes": list(program.nodes), "formula": formula, "over": over}, program


def _encode(node: Expr, args: list[int]) -> list[Any]:
    data = node.data
    match node.op:
        case "rational" if isinstance(data, fmpq):
            return ["rational", str(data)]
        case "root" if isinstance(data, RealRoot):
            return ["root", list(data.coefficients), str(data.lower), str(data.upper)]
        case "symbol" | "apply":
            return [node.op, data, *args]
        case "pi" | "add" | "mul" | "power":
            return [node.op, *args]
        case "nth_root":
            return ["nth_root", data, *args]
        case "piecewise" if isinstance(data, tuple):
            rows = [[r, *args[3 * k : 3 * k + 3]] for k, r in enumerate(data)]
            return ["piecewise", rows, args[-1]]
        case "derivative":
            return ["derivative", data, *args]
        case "limit" if isinstance(data, tuple):
            return ["limit", *data, *args]
    raise UnsupportedError(f"the operation {node.op} cannot be written as evidence")
