r"""What is positive definite or semidefinite by its form: X^T X, sums, positive multiples of I."""

from __future__ import annotations

from typing import Final, final

from symnn.deferred import dataclass
from symnn.documents.judging.open_arrays.judge import Scope
from symnn.documents.judging.open_arrays.memory import Memory
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import is_identity, name_key
from symnn.latex.meaning.letters import is_minus_one

_DEEPEST: Final = 12
_SIGNS: Final = frozenset({"", "·", "⋅", "*"})


@final
@dataclass(frozen=True, slots=True)
class Definite:
    """The forms of matrices, by what names are said to be; `positive` are numbers."""

    memory: Memory
    scope: Scope
    positive: frozenset[str]
    depth: int = 0

    def of(self, node: tree.Node) -> str:
        """Whether it is "definite" or "semidefinite"; nothing where its form does not tell."""
        while isinstance(node, tree.Group) and node.fence in ("()", "[]") and len(node.items) == 1:
            (node,) = node.items
        if isinstance(node, tree.Name):
            return self._name(node)
        if isinstance(node, tree.Sum):
            forms = [self.of(term) for term in node.terms]
            return "" if "" in forms else min(forms)
        if isinstance(node, tree.Power):
            inverse = is_minus_one(node.exponent) and self.of(node.base) == "definite"
            return "definite" if inverse else ""
        if isinstance(node, tree.Quotient) and not node.ambiguous:
            return self.of(node.numerator) if self._is_positive(node.denominator) else ""
        if isinstance(node, tree.Product) and set(node.operators) <= _SIGNS:
            return self._product(node.factors)
        return ""

    def _name(self, node: tree.Name) -> str:
        key = name_key(node) or ""
        body = self.scope(key)
        if body is not None and self.depth < _DEEPEST:
            deeper = Definite(self.memory, self.scope, self.positive, self.depth + 1)
            return deeper.of(body)
        if is_identity(node) and key not in self.memory.shapes and not self.memory.images:
            return "definite"
        kinds = self.memory.kinds.get(key, frozenset())
        return next((kind for kind in ("definite", "semidefinite") if kind in kinds), "")

    def _product(self, factors: tuple[tree.Node, ...]) -> str:
        """c M with a positive c; A^T A, and A^T M A with a form of M."""
        rest = [factor for factor in factors if not self._is_positive(factor)]
        if len(rest) == 1:
            return self.of(rest[0])
        if len(rest) not in (2, 3) or not _are_turned(rest[0], rest[-1]):
            return ""
        return "semidefinite" if len(rest) == 2 or self.of(rest[1]) else ""

    def _is_positive(self, node: tree.Node) -> bool:
        """A number that is positive, or the size of an array."""
        if isinstance(node, tree.Number):
            return node.value > 0
        if isinstance(node, tree.Quotient) and not node.ambiguous:
            return self._is_positive(node.numerator) and self._is_positive(node.denominator)
        key = name_key(node)
        if key is None or key in self.memory.shapes:
            return False
        body = self.scope(key)
        if body is not None:
            return isinstance(body, tree.Number) and body.value > 0
        shapes = self.memory.shapes.values()
        sizes = {letter for shape in shapes for size in shape for letter in size.letters}
        return key in self.positive or key in sizes


def _are_turned(first: tree.Node, last: tree.Node) -> bool:
    """Whether one is the transpose of the other."""
    if isinstance(first, tree.Transpose) and not isinstance(last, tree.Transpose):
        return _bare(first.operand) == _bare(last)
    if isinstance(last, tree.Transpose) and not isinstance(first, tree.Transpose):
        return _bare(last.operand) == _bare(first)
    return False


def _bare(node: tree.Node) -> tree.Node:
    while isinstance(node, tree.Group) and len(node.items) == 1:
        (node,) = node.items
    return node
