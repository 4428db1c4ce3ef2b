r"""Whether both sides of an arrow have values at the same places.

1/x \ge 0 \iff x \ge 0 holds wherever 1/x has a value, and fails at 0, where one side holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from flint import fmpq

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula, sides
from symnn.errors import SymnnError
from symnn.exact.expression import ZERO, Expr, free_symbols, postorder
from symnn.exact.plain import plain as plain_value
from symnn.functions.lower import lower

_SECONDS: Final = 2
#: Functions with a value at every number.
_EVERYWHERE: Final = frozenset({"exp", "sin", "cos", "atan", "erf", "abs", "max", "min"})
#: What takes its arguments at some places only.
_IN_PARTS: Final = frozenset({"piecewise", "limit", "derivative"})


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


def place_without_value(
    exprs: Sequence[Expr], letters: frozenset[str], over: tuple[Formula, ...]
) -> str | None:
    """Where an expression has no value though words let its letters stand there; None for nowhere.

    Only what is certain counts: a divisor that is 0, or the logarithm or root of what has none, at
    a place of the domain. `p log p` is taken for 0 at 0, as it is in entropies.

    Args:
        exprs: the sides.
        letters: the letters that words speak of; what needs others is not asked.
        over: what the words say of them.

    Examples:
        >>> from symnn.exact.expression import symbol
        >>> x = symbol("x")
        >>> place_without_value((1 / x,), frozenset("x"), (Atomic(">=", x, ZERO),))
        'x = 0'
        >>> place_without_value((1 / x,), frozenset("x"), (Atomic(">", x, ZERO),)) is None
        True
    """
    try:
        nodes = list(postorder(*map(lower, exprs)))
    except SymnnError:
        return None
    if any(node.op in _IN_PARTS for node in nodes):
        return None
    vanishing = {arg for node in nodes if node.op == "mul" for arg in _vanishing(node)}
    for node in nodes:
        if not free_symbols(node) <= letters or node in vanishing:
            continue
        for needed in _of_node(node) or ():
            found = decide(Claim(needed, over), seconds=_SECONDS)
            if found.refuted and found.point:
                return ", ".join(f"{n} = {plain_value(v)}" for n, v in sorted(found.point.items()))
    return None


def _vanishing(product: Expr) -> list[Expr]:
    """The logarithms in a product that has what they are of as a factor: x log x, x^2 log x."""
    bases = [_base(arg) for arg in product.args]
    logs = [arg for arg in product.args if arg.op == "apply" and arg.data == "log"]
    return [log for log in logs if _base(log.args[0]) in bases]


def _base(node: Expr) -> Expr:
    return node.args[0] if node.op == "power" else node


def _needed(formula: Formula) -> tuple[Formula, ...] | None:
    """What has to hold for all sides to have values; None where that is not told."""
    found: list[Formula] = []
    try:
        nodes = list(postorder(*(lower(side) for side in sides(formula))))
    except SymnnError:
        return None
    for node in nodes:
        needed = _of_node(node)
        if needed is None:
            return None
        found += needed
    return tuple(dict.fromkeys(found))


def _of_node(node: Expr) -> list[Formula] | None:
    """What one operation needs to have a value where its arguments have; None if not told."""
    if not free_symbols(node) or node.op in ("symbol", "add", "mul"):
        return []
    if node.op == "power" and isinstance(node.args[1].data, fmpq):
        return _of_power(node.args[0], node.args[1].data)
    if node.op == "nth_root" or (node.op == "apply" and node.data == "log"):
        return [Atomic(">=" if node.op == "nth_root" else ">", node.args[0], ZERO)]
    return [] if node.op == "apply" and node.data in _EVERYWHERE else None


def _of_power(base: Expr, exponent: fmpq) -> list[Formula]:
    if exponent.q == 1:
        return [] if exponent >= 0 else [Atomic("!=", base, ZERO)]
    return [Atomic(">=" if exponent > 0 else ">", base, ZERO)]
