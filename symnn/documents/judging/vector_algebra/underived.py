r"""Slopes of what nothing tells: \frac{\partial L}{\partial W} = X^T(Y - T), for an L in words.

A letter that is told nothing of may depend on all others. What is said of its slope is then a
formula for it, and never false of the letter alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from symnn.latex import syntax as tree

_OPERATORS: Final = frozenset({"nabla", "partial", "d", "D", "delta"})


def derives_unknown(is_known: Callable[[str], bool], *sides: tree.Node) -> bool:
    r"""Whether something in a relation is derived of which nothing is told.

    Args:
        is_known: whether a name has a formula.
        sides: the relation.

    >>> from symnn.latex.parser import parse
    >>> left = parse(r"\nabla f = A x").statements[0].body.first
    >>> derives_unknown(lambda key: False, left), derives_unknown(lambda key: True, left)
    (True, False)
    """
    derived = [[p for part in tree.walk(side) for p in _derived(part)] for side in sides]
    named = [{tree.key(operand) for operand, _ in pairs} - {None} for pairs in derived]
    if len(named) > 1 and set.intersection(*named):
        return False  # between slopes of one function, the chain rule holds of any
    return any(_is_unknown(is_known, *pair) for pairs in derived for pair in pairs)


def _derived(part: tree.Node) -> Iterator[tuple[tree.Node, frozenset[str]]]:
    """What an expression derives, and by which letters; none for a slope by all."""
    if isinstance(part, tree.Derivative) and part.operand is not None:
        yield part.operand, frozenset(key for v in part.variables if (key := tree.key(v)))
    elif isinstance(part, tree.Prime):
        yield part.operand, frozenset()
    elif isinstance(part, tree.Product) and len(part.factors) > 1:
        for mark, operand in zip(part.factors, part.factors[1:], strict=False):
            name = mark.base if isinstance(mark, tree.Power) else mark
            if isinstance(name, tree.Name) and name.base in _OPERATORS:
                by = tree.key(name.subscript) if name.subscript is not None else None
                yield operand, frozenset({by} if by else ())


def _is_unknown(
    is_known: Callable[[str], bool], operand: tree.Node, variables: frozenset[str]
) -> bool:
    if isinstance(operand, tree.Group) and len(operand.items) == 1:
        return _is_unknown(is_known, operand.items[0], variables)
    if isinstance(operand, tree.Call):
        operand, variables = operand.head, frozenset()
    keys = {key for part in tree.walk(operand) if (key := tree.key(part)) is not None}
    if not isinstance(operand, tree.Name) and (not variables or keys & variables):
        return False
    return not (keys & variables) and bool(keys) and not any(map(is_known, keys))
