"""How many numbers a function takes that is written by the entries of its input."""

from __future__ import annotations

from dataclasses import replace

from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Defined, Value


def numbered_entries(value: Value) -> int | None:
    """n for a function of x with x_1, …, x_n in its formula, all of them; None for others.

    Args:
        value: the function.
    """
    if not isinstance(value, Defined) or len(value.parameters) != 1 or not value.is_in_entries:
        return None
    (parameter,) = value.parameters
    names = [n for n in tree.walk(value.body) if isinstance(n, tree.Name) and n.subscript]
    own = [n.subscript for n in names if tree.key(replace(n, subscript=None)) == parameter]
    places = {int(n.value) for n in own if isinstance(n, tree.Number) and n.decimals is None}
    counted = len(own) and all(isinstance(n, tree.Number) for n in own)
    return len(places) if counted and places == set(range(1, len(places) + 1)) else None
