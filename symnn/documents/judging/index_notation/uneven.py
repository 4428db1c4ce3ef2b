r"""Whether the places of an index are alike, and at which of them a claim is to be judged.

In L = \sum_j z_j^2 one place is as good as any other. In L = z_1^2, or with x = (1, 0), it is not:
what holds of the first place may fail of the second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from symnn.documents.judging.index_notation.names import Names
from symnn.documents.judging.index_notation.spelling import is_order, parts_below
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array


def is_uneven(names: Names, sides: Iterable[tree.Node]) -> bool:
    """Whether a claim, or what stands behind it, speaks of a place by its number.

    Args:
        names: the names behind the claim.
        sides: both sides of it.
    """
    if are_values(names.letters, *sides):
        return True
    for node in (*sides, *names.formulas()):
        parts = list(tree.walk(node))
        if counts_places(parts):
            return True
        ranges = {id(part.lower) for part in parts if isinstance(part, tree.BigOperator)}
        for part in parts:
            if isinstance(part, tree.Name) and _has_numbers(names, part):
                return True
            if isinstance(part, tree.Indexed) and _holds_number(part.index):
                return True
            condition = isinstance(part, tree.Chain) and id(part) not in ranges
            if condition and not is_order(part) and _holds_number(part):
                return True
    return False


def counts_places(parts: Iterable[tree.Node]) -> bool:
    r"""Whether an index of a sum is a factor, or a term, as the first i of \sum_i i x_i is."""
    for part in parts:
        if isinstance(part, tree.BigOperator) and part.lower is not None:
            lower = part.lower.first if isinstance(part.lower, tree.Chain) else part.lower
            letters = {tree.key(one) for one in parts_below(lower)} - {None}
            if letters & set(_values_in(part.body)):
                return True
    return False


def are_apart(letters: Iterable[str], names: Iterable[tree.Name], *nodes: tree.Node) -> bool:
    """Whether places are not alike: a member is named by its number, or an index counts.

    Args:
        letters: the indices.
        names: the names with an index.
        nodes: both sides of a claim, and the formulas behind it.
    """
    names = list(names)
    open_ = {name.base for name in names if not isinstance(name.subscript, tree.Number)}
    if any(isinstance(n.subscript, tree.Number) and n.base in open_ for n in names):
        return True
    return are_values(letters, *nodes) or any(counts_places(tree.walk(node)) for node in nodes)


def are_values(letters: Iterable[str], *nodes: tree.Node) -> bool:
    """Whether index letters stand by themselves in some trees: the y of p_y - y is a number."""
    values = {key for node in nodes for key in _values_in(node)}
    return not values.isdisjoint(letters)


def _values_in(node: tree.Node) -> Iterator[str | None]:
    """The names that stand by themselves, and not as indices of others."""
    if isinstance(node, tree.Name):
        yield tree.key(node)
        return
    if isinstance(node, tree.Indexed):
        yield from _values_in(node.operand)
        return
    if isinstance(node, tree.Chain):
        return
    lower = node.lower if isinstance(node, tree.BigOperator) else None
    for part in tree.children(node):
        yield from _values_in(part) if part is not lower else ()


def _has_numbers(names: Names, name: tree.Name) -> bool:
    """Whether a name is an entry at a number, or a list of numbers."""
    member = names.member(name)
    if member is None:
        return isinstance(names.value(name), Array)
    if any(map(_holds_number, (*member.entry, *member.labels))):
        return True
    return isinstance(names.value(member.bare), Array)


def _holds_number(node: tree.Node) -> bool:
    """Whether a number is an index by itself, as 1 is of z_1 and of i = 1; not in a^{l-1}."""
    if isinstance(node, tree.Chain):
        return any(
            isinstance(n, tree.Number) for n in (node.first, *(k.operand for k in node.links))
        )
    parts = node.items if isinstance(node, tree.Group) else (node,)
    return any(isinstance(part, tree.Number) for part in parts)


def places(
    letters: list[str], size: int, stepped: set[str], uneven: bool
) -> Iterator[dict[str, int]]:
    """The places of indices of one axis, up to a renumbering of it where all are alike."""
    if stepped & set(letters):
        yield {letter: (size if letter.isupper() else 2) for letter in letters}
        return
    for at in product(*(range(1, (size if uneven else min(k + 1, size)) + 1)
                        for k in range(len(letters)))):  # fmt: skip
        if uneven or all(at[k] <= max(at[:k], default=0) + 1 for k in range(len(at))):
            yield dict(zip(letters, at, strict=True))
