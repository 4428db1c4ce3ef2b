r"""Refutations that read as numbers what are labels, or the name of a sequence.

In \partial y^n / \partial w_i = x_i^n the n counts the cases of the data: no power is meant. And
\{a_n\} = \{1/n\} says which sequence is meant, whatever single numbers braces stand for.
"""

from __future__ import annotations

from collections.abc import Iterator

from symnn.latex import syntax as tree
from symnn.latex.sequences import is_sequence


def label_doubt(left: tree.Node, right: tree.Node) -> str | None:
    """Why a false relation may be no claim about numbers; None if nothing speaks for that."""
    if is_sequence(left) or is_sequence(right):
        return "braces around an indexed name are a sequence"
    labels = {tree.key(e) for n in _derived(left, right) for e in _exponents(n)} - {None}
    shared = {
        tree.key(part.exponent)
        for side in (left, right)
        for part in tree.walk(side)
        if isinstance(part, tree.Power) and _is_indexed(part.base)
    }
    if labels & shared:
        return "the letter above may count the cases, and be no power"
    return None


def _derived(*sides: tree.Node) -> Iterator[tree.Node]:
    """What is derived in some derivatives."""
    for side in sides:
        for part in tree.walk(side):
            if isinstance(part, (tree.Derivative, tree.Differential)) and part.operand is not None:
                yield part.operand


def _exponents(node: tree.Node) -> Iterator[tree.Node]:
    """The letter above a name: the n of y^n."""
    if isinstance(node, tree.Power) and isinstance(node.base, tree.Name):
        yield node.exponent


def _is_indexed(node: tree.Node) -> bool:
    return isinstance(node, tree.Name) and isinstance(node.subscript, tree.Name)
