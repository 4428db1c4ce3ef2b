r"""Sums over the units that are connected to one: I_j = \sum_i w_{ij} O_i, w_{46}, w_{56}.

Where the weights of a net are names of their own, a sum over its units without a range has a term
for each weight with the number of the unit at hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from symnn.exact.expression import rational
from symnn.latex import syntax as tree
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.subscripts import member
from symnn.latex.meaning.values import Scalar, Value

#: Units are numbered up to here.
_MOST: Final = 40
_SEVERAL: Final = 2


def over_connections(node: tree.BigOperator, key: str, reader: Reader) -> list[Value] | None:
    """The terms of a sum over the units that a weight leads from or to; None for any other sum.

    Args:
        node: a sum or a product over a letter without a range.
        key: that letter.
        reader: the names in force, the other index among them.
    """
    names = [part for part in tree.walk(node.body) if isinstance(part, tree.Name)]
    weights = [name for name in names if key in _indices(name) and len(_indices(name)) == _SEVERAL]
    if not weights or not all(set(_indices(w)) - {key, ""} <= set(reader.local) for w in weights):
        return None
    units = set[int].intersection(*(set(_known(weight, key, reader)) for weight in weights))
    if not units:
        return None
    states = [set(_known(n, key, reader)) for n in names if list(_indices(n)) == [key]]
    elsewhere = set(_connected(weights[0], key, reader))
    if any(own & units and not own <= units | elsewhere for own in states):
        reader.suppose("the units without a weight do not count")
    rows = [{key: Scalar(rational(unit), 0)} for unit in sorted(units)]
    return [reader.with_local(dict(row)).read(node.body) for row in rows]


def _indices(name: tree.Name) -> tuple[str, ...]:
    """The letters of a subscript: i, j of w_{ij}."""
    below = name.subscript
    if isinstance(below, tree.Name) and below.subscript is None:
        return (tree.key(below) or "",)
    if isinstance(below, tree.Product) and below.implicit:
        return tuple(tree.key(factor) or "" for factor in below.factors)
    if isinstance(below, tree.Group):
        return tuple(tree.key(item) or "" for item in below.items)
    return ()


def _connected(weight: tree.Name, key: str, reader: Reader) -> Iterator[int]:
    """The units that have a weight to any other."""
    place = _indices(weight).index(key)
    for known in reader.scope.history:
        base, _, tail = known.partition("_")
        parts = tail.split(",") if "," in tail else list(tail)
        if base == weight.base and len(parts) == _SEVERAL and all(p.isdigit() for p in parts):
            yield int(parts[place])


def _known(name: tree.Name, key: str, reader: Reader) -> Iterator[int]:
    """The numbers for which such a name was given by itself."""
    for number in range(_MOST + 1):
        local = {**reader.local, key: Scalar(rational(number), 0)}
        if reader.knows(tree.key(member(name, local)) or ""):
            yield number
