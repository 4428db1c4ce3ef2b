"""How large an expression is before anything is done with it: written out, and as numbers."""

from __future__ import annotations

from typing import Final

from flint import fmpq

from symnn.exact.expression import Expr, postorder

MAX_WRITTEN: Final = 20_000
#: A number with more bits than this fills lines, and nobody reads it.
_MAX_DIGITS_BITS: Final = 1_500
#: Numbers with more bits than this are not computed.
MAX_NUMBER_BITS: Final = 400_000


def is_writable(*exprs: Expr, most: int = MAX_WRITTEN) -> bool:
    """Whether expressions are short once written out, with what they share written each time.

    Args:
        exprs: the expressions.
        most: so many operations, numbers and names they may have together.

    >>> from symnn.exact.expression import symbol
    >>> is_writable(symbol("x") + symbol("x"))
    True
    """
    sizes: dict[Expr, int] = {}
    for node in postorder(*exprs):
        own = 1 if node.args or _bits(node, []) <= _MAX_DIGITS_BITS else most + 1
        sizes[node] = min(own + sum(sizes[a] for a in node.args), most + 1)
    return sum(sizes[e] for e in exprs) <= most


def is_computable(*exprs: Expr) -> bool:
    """Whether the numbers in expressions stay below a size, by a bound from below upwards.

    >>> from symnn.exact.expression import power, rational
    >>> is_computable(power(rational(10), rational(10)))
    True
    """
    bits: dict[Expr, int] = {}
    for node in postorder(*exprs):
        bits[node] = min(_bits(node, [bits[a] for a in node.args]), 2 * MAX_NUMBER_BITS)
    return all(bits[e] <= MAX_NUMBER_BITS for e in exprs)


def _bits(node: Expr, parts: list[int]) -> int:
    """A bound on the bits of a closed value; what is no arithmetic counts as one."""
    if isinstance(node.data, fmpq):
        return int(node.data.p).bit_length() + int(node.data.q).bit_length()
    if node.op in ("add", "mul"):
        return sum(parts) + len(parts)
    if node.op == "power" and isinstance(node.args[1].data, fmpq):
        exponent = node.args[1].data
        return parts[0] * max(abs(int(exponent.p)), 1)
    return max(parts, default=1)
