r"""How many entries a list has, where a formula sums over all of them: the n of \sum_{i=1}^n x_i.

An n that nothing defines is the size of the list whose entries are summed, inside of the formula
that sums them. So is the n of \mathbf{1}^\top x/n, which is taken for granted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final, Protocol

from symnn.exact.expression import rational
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Array, Defined, Knower, Scalar, Value

#: What the size of a vector is called by custom.
_CUSTOMARY: Final = ("n", "N", "d")


class Inside(Knower, Protocol):
    """A reader inside of a formula."""

    def read(self, node: tree.Node) -> Value:
        """What an expression means."""


def with_sizes(function: Defined, names: dict[str, Value], view: Knower) -> dict[str, Value]:
    """The arguments of a function by its parameters, and the size of a list among them.

    Args:
        function: the function.
        names: its parameters with their values.
        view: what is known outside of it.
    """
    vectors = [a for a in names.values() if isinstance(a, Array) and a.is_vector]
    found: Mapping[str, Value] = sizes(
        function.body, lambda name: names.get(tree.key(name) or ""), view.knows
    )
    if not found and len(vectors) == len(names) == 1:
        found = _customary(function, vectors[0], view)
    return {**found, **names}


def sizes(
    body: tree.Node, value: Callable[[tree.Name], Value | None], knows: Callable[[str], bool]
) -> dict[str, Value]:
    """The ends of sums over all entries of lists, as numbers; nothing where two lists differ.

    Args:
        body: the formula.
        value: what a name of a list stands for.
        knows: whether a name means something already.
    """
    found: dict[str, set[int]] = {}
    for part in tree.walk(body):
        end = _open_end(part, knows)
        if end is None or not isinstance(part, tree.BigOperator):
            continue
        counts = found.setdefault(end, set())
        for name in _summed(part):
            held = value(name)
            if isinstance(held, Array) and held.is_vector:
                counts.add(sum(1 for _ in held.cells()))
    return {
        end: Scalar(rational(next(iter(counts))))
        for end, counts in found.items()
        if len(counts) == 1
    }


def of_lists(body: tree.Node, view: Inside) -> dict[str, Value]:
    """The sizes of the lists of a document that a formula sums over.

    Args:
        body: the formula.
        view: what is known there.
    """
    if not any(_open_end(part, view.knows) is not None for part in tree.walk(body)):
        return {}

    def value(name: tree.Name) -> Value | None:
        try:
            return view.read(name) if view.knows(tree.key(name) or "") else None
        except MeaningError:
            return None

    return sizes(body, value, view.knows)


def _open_end(node: tree.Node, knows: Callable[[str], bool]) -> str | None:
    r"""The n of \sum_{i=1}^n and \sum_i^n, if nothing defines it."""
    if not isinstance(node, tree.BigOperator) or node.operator not in ("sum", "prod"):
        return None
    end = tree.key(node.upper) if isinstance(node.upper, tree.Name) else None
    return None if end is None or len(end) != 1 or knows(end) or not _from_one(node) else end


def _from_one(node: tree.BigOperator) -> bool:
    if not isinstance(node.lower, tree.Chain):
        return isinstance(node.lower, tree.Name)
    start = node.lower.links[0].operand
    return isinstance(start, tree.Number) and start.value == 1 and len(node.lower.links) == 1


def _summed(node: tree.BigOperator) -> Iterator[tree.Name]:
    """The names without their index that a sum runs over."""
    lower = node.lower.first if isinstance(node.lower, tree.Chain) else node.lower
    index = None if lower is None else tree.key(lower)
    for part in tree.walk(node.body):
        if not isinstance(part, tree.Name) or part.subscript is None:
            continue
        if tree.key(part.subscript) == index:
            yield replace(part, subscript=None)


def _customary(function: Defined, vector: Array, view: Knower) -> Mapping[str, Value]:
    names = (part for part in tree.walk(function.body) if isinstance(part, tree.Name))
    keys = {tree.key(name) for name in names} - set(function.parameters)
    open_ones = [key for key in _CUSTOMARY if key in keys and not view.knows(key)]
    if len(open_ones) != 1:
        return {}
    count = sum(1 for _ in vector.cells())
    view.suppose(f"{open_ones[0]} is the number of entries of {function.parameters[0]}")
    return {open_ones[0]: Scalar(rational(count))}
