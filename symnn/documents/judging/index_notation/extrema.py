"""The larger, or the smaller, of two numbers at every entry of arrays."""

from __future__ import annotations

from symnn.documents.judging.index_notation.cells import Cells, spread, together
from symnn.documents.judging.index_notation.unknowns import Unknowns
from symnn.exact.expression import ZERO, Expr, add, negative
from symnn.latex import syntax as tree


def extremum(unknowns: Unknowns, head: tree.Node, values: list[Cells]) -> Cells | None:
    """max(a, b) or min(a, b) at every entry; None for any other function.

    Args:
        unknowns: what knows max(0, u).
        head: the function.
        values: its arguments.
    """
    which = tree.key(head)
    if which not in ("max", "min") or len(values) != 2:
        return None
    full = max(values, key=lambda cells: len(cells) * len(cells[0]))
    wide = [spread(v[0][0], full) if len(v) == len(v[0]) == 1 else v for v in values]

    def larger(a: Expr, b: Expr) -> Expr:
        """b + max(0, a - b), and b - max(0, b - a) for the smaller one."""
        one, two = (b, a) if a == ZERO else (a, b)
        if which == "max" and two == ZERO:
            return unknowns.rectified(0, one)
        gap = add(one, negative(two))
        if which == "max":
            return add(two, unknowns.rectified(0, gap))
        return add(two, negative(unknowns.rectified(0, negative(gap))))

    return together(larger, wide)
