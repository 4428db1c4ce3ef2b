"""Capitals that stand once in each term: what holds for numbers there holds for arrays as well.

Each term of A log x + B log(1 - x) is a number times one capital, so no order of factors matters.
An equation of such terms is one between coefficients, whatever the capitals stand for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Array

_NEVER: Final = 2
_DEEPEST: Final = 12


def are_linear(
    view: Reader, nodes: Sequence[tree.Node], is_capital: Callable[[tree.Name], bool]
) -> bool:
    """Whether each term has at most one of some capitals, and no function is taken of it.

    Args:
        view: the names in force, whose formulas are put in.
        nodes: the sides of an equation.
        is_capital: which names are capitals of an unknown kind.
    """
    count = _Count(view, is_capital)
    return all(count.degree(node, 0) < _NEVER for node in nodes)


class _Count:
    """The number of capitals in a term, up to `_NEVER` for what is no longer linear."""

    def __init__(self, view: Reader, is_capital: Callable[[tree.Name], bool]) -> None:
        self.view = view
        self.is_capital = is_capital
        self.met: dict[tree.Name, int] = {}

    def degree(self, node: tree.Node, depth: int) -> int:
        if depth > _DEEPEST:
            return _NEVER
        if isinstance(node, tree.Name):
            return self._of_name(node, depth)
        if isinstance(node, tree.Product):
            return min(_NEVER, sum(self.degree(part, depth + 1) for part in node.factors))
        parts = [self.degree(part, depth + 1) for part in tree.children(node)]
        if isinstance(node, tree.Quotient):
            below = self.degree(node.denominator, depth + 1)
            return _NEVER if below else self.degree(node.numerator, depth + 1)
        if isinstance(node, (tree.Sum, tree.Neg)) or _is_brackets(node):
            return max(parts, default=0)
        if isinstance(node, tree.Derivative) and node.operand is not None:
            by = max((self.degree(v, depth + 1) for v in node.variables), default=0)
            return _NEVER if by else self.degree(node.operand, depth + 1)
        if isinstance(node, tree.Call) and isinstance(node.head, tree.Name):
            inside = self.degree(node.arguments, depth + 1)
            return _NEVER if inside else self._of_name(node.head, depth)
        return _NEVER if any(parts) else 0

    def _of_name(self, name: tree.Name, depth: int) -> int:
        if name not in self.met:
            self.met[name] = _NEVER  # a name that leads to itself
            self.met[name] = self._first_of_name(name, depth)
        return self.met[name]

    def _first_of_name(self, name: tree.Name, depth: int) -> int:
        key = tree.key(name)
        known = None if key is None else self.view.scope.lookup(key, self.view.version)
        if known is not None and self._is_array(name):
            return 1  # an order of factors, too
        if known is not None:
            return self.degree(known.body, depth + 1)
        return int(self.is_capital(name))

    def _is_array(self, name: tree.Name) -> bool:
        try:
            return isinstance(self.view.value(name), Array)
        except MeaningError:
            return False


def _is_brackets(node: tree.Node) -> bool:
    return isinstance(node, tree.Group) and len(node.items) == 1
