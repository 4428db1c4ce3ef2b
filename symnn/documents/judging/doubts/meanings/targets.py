r"""Cross-entropies whose targets are none: of -\sum_k y_k \log\hat y_k, with a y of prices.

Targets are chances, and those of a sum over classes are one in all. A list y that is neither was
given for another sample or another problem, so nothing false can be said with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

NO_TARGETS: Final = "{} is no list of chances, so the targets may be others here"
_LOGS: Final = frozenset({"log", "ln", "lg"})


def target_doubt(scope: Scope, left: tree.Node, right: tree.Node) -> str | None:
    """Why the targets of a loss may have been given anew; None where nothing speaks for that.

    Args:
        scope: the names in force.
        left, right: the sides of a relation that would be false.
    """
    parts = [part for side in (left, right) for part in tree.walk(side)]
    if not any(isinstance(part, tree.Apply) and _is_log(part) for part in parts):
        return None
    for part in parts:
        for key, summed in (*_of_classes(part), *_of_two(part)):
            if _are_no_chances(scope, key, summed):
                return NO_TARGETS.format(key)
    return None


def _of_classes(node: tree.Node) -> Iterator[tuple[str, bool]]:
    """The y of a sum over k of y_k log(…)."""
    if not isinstance(node, tree.BigOperator) or node.operator != "sum":
        return
    index = node.lower.first if isinstance(node.lower, tree.Chain) else node.lower
    key = None if index is None else tree.key(index)
    body = node.body.operand if isinstance(node.body, tree.Neg) else node.body
    if key is None or not isinstance(body, tree.Product) or not any(map(_is_log, body.factors)):
        return
    for factor in body.factors:
        below = factor.subscript if isinstance(factor, tree.Name) else None
        if isinstance(factor, tree.Name) and below is not None and tree.key(below) == key:
            yield factor.base, True


def _of_two(node: tree.Node) -> Iterator[tuple[str, bool]]:
    """The y of y log(…) + (1 - y) log(…)."""
    if not isinstance(node, tree.Sum):
        return
    terms = [t.operand if isinstance(t, tree.Neg) else t for t in node.terms]
    products = [t for t in terms if isinstance(t, tree.Product) and any(map(_is_log, t.factors))]
    for product in products:
        names = {tree.key(f) for f in product.factors if isinstance(f, tree.Name)} - {None}
        for other in products:
            rests = {_rest_of(f) for f in other.factors} - {None}
            yield from ((key, False) for key in names & rests if key is not None)


def _rest_of(node: tree.Node) -> str | None:
    """The y of (1 - y)."""
    inner = node.items[0] if isinstance(node, tree.Group) and len(node.items) == 1 else node
    if not isinstance(inner, tree.Sum) or len(inner.terms) != len(("1", "-y")):
        return None
    one, other = inner.terms
    taken = isinstance(one, tree.Number) and one.value == 1 and isinstance(other, tree.Neg)
    return tree.key(other.operand) if taken and isinstance(other, tree.Neg) else None


def _is_log(node: tree.Node) -> bool:
    return isinstance(node, tree.Apply) and tree.key(node.function) in _LOGS


def _are_no_chances(scope: Scope, key: str, summed: bool) -> bool:
    """Whether numbers that were given under a name are no chances, or not one in all."""
    known = scope.latest(key)
    numbers = [] if known is None else list(_numbers(known.body))
    outside = any(not 0 <= number <= 1 for number in numbers)
    return outside or (summed and len(numbers) > 1 and sum(numbers) != 1)


def _numbers(node: tree.Node) -> Iterator[Fraction]:
    """The numbers of a list, or of a number, if it is written out."""
    if isinstance(node, tree.Number):
        yield node.value
    elif isinstance(node, tree.Neg) and isinstance(node.operand, tree.Number):
        yield -node.operand.value
    elif isinstance(node, (tree.Matrix, tree.Group)):
        for child in tree.children(node):
            yield from _numbers(child)
