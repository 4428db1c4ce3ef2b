"""Derivatives as values of formulas, and which values are told by their names alone."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from symnn.derivations.formulas.nodes import Name, Rows
from symnn.errors import SymnnError
from symnn.exact.evaluate import value
from symnn.exact.expression import Expr, derivative, free_symbols, postorder, symbol
from symnn.exact.radicals import written_form
from symnn.functions.lower import lower

#: What has kinks or jumps: its derivative is carried out where the side of the kink is known.
_KINKED: Final = frozenset({"max", "min", "abs", "sign", "floor", "piecewise"})
_TRANSCENDENTAL: Final = frozenset({"exp", "log", "sin", "cos", "tan", "erf", "atan"})


def carried_out(of: Expr, name: str, at: Expr) -> Expr:
    """The derivative as it is written; carried out where a kink must be told from its sides."""
    found = derivative(of, name, at)
    if free_symbols(found):
        return found
    nodes = list(postorder(lower(of)))
    used = {e.data if e.op == "apply" else e.op for e in nodes}
    low = lower(found)
    if not used.isdisjoint(_TRANSCENDENTAL):
        with suppress(SymnnError):  # it cancels to a number: 0 e^2 is 0
            return written_form(value(low))
    return found if used.isdisjoint(_KINKED) else low


def is_transcendental(rows: Rows) -> bool:
    """Whether all is closed, and not all is known to be algebraic."""
    entries = [e for row in rows for e in row]
    if free_symbols(*entries):
        return False
    try:
        for entry in entries:
            value(lower(entry))
    except SymnnError:
        return True
    return False


def unknowns(name: Name, rows: Rows) -> Rows:
    """A letter for each entry, as `_name` has them."""
    if len(rows) == 1 == len(rows[0]):
        return ((symbol(name.key),),)
    if len(rows[0]) == 1:
        return tuple((symbol(name.at(i).key),) for i in range(1, len(rows) + 1))
    places = range(1, len(rows[0]) + 1)
    return tuple(tuple(symbol(name.at(i, j).key) for j in places) for i in range(1, len(rows) + 1))
