r"""Whether both sides of an arrow have values at the same places.

1/x \ge 0 \iff x \ge 0 holds wherever 1/x has a value, and fails at 0, where one side holds.
"""

from __future__ import annotations

from typing import Final

from flint import fmpq

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula, sides
from symnn.errors import SymnnError
from symnn.exact.expression import ZERO, Expr, free_symbols, postorder
from symnn.functions.lower import lower

_SECONDS: Final = 2
#: Functions with a value at every number.
_EVERYWHERE: Final = frozenset({"exp", "sin", "cos", "atan", "erf", "abs", "max", "min"})


def have_values_together(first: Formula, second: Formula, over: tuple[Formula, ...]) -> bool:
    """Whether each of two relations has a value wherever the other one holds, as far as is proved.

    Args:
        first, second: relations, or several of them.
        over: what is known of their letters.

    Examples:
        >>> from symnn.exact.expression import symbol
        >>> x = symbol("x")
        >>> have_values_together(Atomic(">", 1 / x, ZERO), Atomic(">", x, ZERO), ())
        True
        >>> have_values_together(Atomic(">=", 1 / x, ZERO), Atomic(">=", x, ZERO), ())
        False
    """
    return all(has_values(b, a, over) for a, b in ((first, second), (second, first)))


def has_values(formula: Formula, where: Formula, over: tuple[Formula, ...]) -> bool:
    """Whether all sides of a formula are proved to have values where another one holds."""
    needed = _needed(formula)
    if needed is None:
        return False
    return all(
        decide(Claim(Compound("implies", (where, one)), over), seconds=_SECONDS).proved
        for one in needed
    )


def _needed(formula: Formula) -> tuple[Formula, ...] | None:
    """What has to hold for all sides to have values; None where that is not told."""
    found: list[Formula] = []
    try:
        nodes = list(postorder(*(lower(side) for side in sides(formula))))
    except SymnnError:
        return None
    for node in nodes:
        if not free_symbols(node) or node.op in ("symbol", "add", "mul"):
            continue
        if node.op == "power" and isinstance(node.args[1].data, fmpq):
            found += _of_power(node.args[0], node.args[1].data)
        elif node.op == "nth_root" or (node.op == "apply" and node.data == "log"):
            found.append(Atomic(">=" if node.op == "nth_root" else ">", node.args[0], ZERO))
        elif node.op != "apply" or node.data not in _EVERYWHERE:
            return None
    return tuple(dict.fromkeys(found))


def _of_power(base: Expr, exponent: fmpq) -> list[Formula]:
    if exponent.q == 1:
        return [] if exponent >= 0 else [Atomic("!=", base, ZERO)]
    return [Atomic(">=" if exponent > 0 else ">", base, ZERO)]
