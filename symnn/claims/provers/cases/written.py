"""Expressions placed in the program of the evidence as the claim has them written."""

from __future__ import annotations

from typing import final

from symnn.claims.program import Program
from symnn.claims.provers.cases.forms import Rewriting
from symnn.exact.expression import Expr, free_symbols, postorder, rebuild


@final
class AsWritten:
    """Where an expression stands; derivatives that were carried out are put back.

    The checker takes derivatives itself and spells them in its own way, so that it would not know
    a gate over one that was taken here.
    """

    def __init__(self, program: Program) -> None:
        self.program, rewritten = program, Rewriting()
        taken = (e for e in list(program.index) if e.op == "derivative" and free_symbols(e))
        self.taken = {made: e for e in taken if (made := rewritten(e)).args}

    def __call__(self, expr: Expr) -> int:
        """The place, also of all that a certificate of roots may ask for."""
        place = self.program.place(expr)
        if not self.taken:
            return place
        done: dict[Expr, Expr] = {}
        for node in postorder(expr):
            here = rebuild(node, tuple(done[a] for a in node.args))
            done[node] = self.taken.get(node, here)
        return self.program.place(done[expr])
