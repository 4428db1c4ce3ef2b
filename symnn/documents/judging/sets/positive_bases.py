r"""Powers with open exponents: x^α is taken for x > 0, where it exists for every real α."""

from __future__ import annotations

from collections.abc import Iterable

from symnn.claims.formula import Atomic
from symnn.exact.expression import ZERO, Expr, free_symbols, postorder


def positive_bases(exprs: Iterable[Expr]) -> tuple[Atomic, ...]:
    """That each base of a power with an open exponent is positive; nothing if there is none.

    >>> from symnn.exact.expression import power, symbol
    >>> x, a = symbol("x"), symbol("a")
    >>> positive_bases([power(x, a)]) == (Atomic(">", x, ZERO),)
    True
    """
    powers = (node for node in postorder(*exprs) if node.op == "power")
    bases = [node.args[0] for node in powers if free_symbols(node.args[1])]
    return tuple(Atomic(">", base, ZERO) for base in dict.fromkeys(bases) if free_symbols(base))
