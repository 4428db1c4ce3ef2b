"""Closed values with letters for what is not algebraic in them.

e^2 (1 + e^2) = e^2 + (e^2)^2 is true because y (1 + y) = y + y^2 is: an identity in fewer and
simpler terms, that is proved in less time and at any size of the exponents.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, Final

from symnn.derivations.formulas.nodes import Rows
from symnn.errors import SymnnError, UnsupportedError
from symnn.exact.ball import enclose
from symnn.exact.evaluate import outcomes
from symnn.exact.exponential import Frac, Poly
from symnn.exact.expression import (
    MINUS_ONE,
    Expr,
    free_symbols,
    postorder,
    power,
    rational,
    rebuild,
    symbol,
)
from symnn.exact.normal_form import normal_form
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.functions.lower import lower

#: Bits with which both sides are shown to exist.
_BITS: Final = (64, 256, 1024)


def abstracted(left: Rows, right: Rows) -> tuple[Rows, Rows]:
    r"""Both sides with the same letter wherever the same part is not algebraic.

    If they are equal for all values of the letters, they are equal: both sides are shown to have
    a value.

    Raises:
        UnsupportedError: an entry is open, has no value that could be shown, or all is algebraic.

    Examples:
        >>> from symnn.exact.expression import exp, mul, power, rational
        >>> y = exp(rational(2))
        >>> (one,), (other,) = abstracted(((mul(y, y),),), ((power(y, rational(2)),),))
        >>> [str(e) for e in (*one, *other)]
        ['mul(symbol(·1), symbol(·1))', 'power(symbol(·1), rational(2))']
    """
    exprs = {e: lower(e) for rows in (left, right) for row in rows for e in row}
    if free_symbols(*exprs.values()):
        raise UnsupportedError("an open value is not told by letters")
    if not all(any(enclose(e, bits).is_finite() for bits in _BITS) for e in exprs.values()):
        raise UnsupportedError("a side could not be shown to have a value")
    letters = _Letters(outcomes(*exprs.values()))
    done: dict[Expr, Expr] = {}
    for node in postorder(*exprs.values()):
        done[node] = letters.put(node, tuple(done[a] for a in node.args))
    if not letters.keys:
        raise UnsupportedError("all is algebraic")
    one, other = (
        tuple(tuple(done[exprs[e]] for e in row) for row in rows) for rows in (left, right)
    )
    return one, other


class _Letters:
    """The letters so far, by what they stand for."""

    def __init__(self, known: Mapping[Expr, Any]) -> None:
        self.known = known
        self.keys: dict[Hashable, Expr] = {}

    def put(self, node: Expr, args: tuple[Expr, ...]) -> Expr:
        """The node with letters in it, or a letter for it."""
        exact = self.known[node]
        if isinstance(exact, Number):  # one form for each number, so that equal parts look alike
            return rational(exact.as_fmpq()) if exact.is_rational else written_form(exact)
        if node.op in ("add", "mul") or (node.op == "power" and self._is_whole(node.args[1])):
            return rebuild(node, args)
        if node.op == "apply" and node.data == "exp":
            return self._power_of_e(args[0])
        return self._letter((node.op, node.data, *map(_form, args)))

    def _is_whole(self, exponent: Expr) -> bool:
        found = self.known[exponent]
        return isinstance(found, Number) and found.is_rational and found.as_fmpq().q == 1

    def _power_of_e(self, exponent: Expr) -> Expr:
        """One letter for e^x and for e^(-x)."""
        form = _form(exponent)
        if isinstance(form, Expr) or not form.num.terms:
            return self._letter(("exp", form))
        first = max(form.num.terms, key=lambda monomial: Poly({monomial: Number(1)}).text())
        if form.num.terms[first].sign() > 0:
            return self._letter(("exp", form))
        return power(self._letter(("exp", form.negative())), MINUS_ONE)

    def _letter(self, key: Hashable) -> Expr:
        if key not in self.keys:
            self.keys[key] = symbol(f"\N{MIDDLE DOT}{len(self.keys) + 1}")
        return self.keys[key]


def _form(expr: Expr) -> Frac | Expr:
    """The same for all ways to write a rational function of letters; itself if that is long."""
    try:
        return normal_form(expr).value
    except SymnnError:
        return expr
