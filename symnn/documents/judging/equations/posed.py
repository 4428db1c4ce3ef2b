"""Equations that an author poses: in names that mean nothing yet, to be solved further down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final, final

from symnn.deferred import dataclass
from symnn.latex import syntax as tree
from symnn.latex.meaning.builtins import SPELLINGS
from symnn.latex.meaning.scope import Scope

#: So many equations are kept in mind.
MOST: Final = 12
#: An equation with more unknowns is a general formula.
MOST_UNKNOWNS: Final = 4
_CONSTANTS: Final = frozenset({"pi", "e", "I"})


@final
@dataclass(frozen=True, slots=True)
class Posed:
    """An equation with its unknowns, and where it stands.

    `formula` is the offset of its formula, `end` that of what stands behind it; equations of one
    formula are a system, unless they are `alternatives`. `order` counts statements, so that the
    next step of a computation is known; `version` is that of the names, which may have had values
    before. `by_value` tells that the name of a formula was set to a value.
    """

    left: tree.Node
    link: tree.Link
    unknowns: Mapping[str, tree.Name]
    line: int
    formula: int
    section: tuple[str, ...]
    order: int
    version: int = 0
    alternatives: bool = False
    end: int = 0
    by_value: bool = False

    def asked(self, name: tree.Node) -> Mapping[str, tree.Name] | None:
        """For each unknown the name that the document solves for, if `name` is one of them.

        λ₁ and x* are solutions for λ and x; with an index, each unknown may carry the same.

        Examples:
            >>> x = tree.Name("x")
            >>> posed = Posed(x, tree.Link("=", x), {"x": x}, 1, 0, (), 0)
            >>> posed.asked(x) == {"x": x} and posed.asked(tree.Name("y")) is None
            True
        """
        plain = name.operand if isinstance(name, tree.Mark) else name
        if not isinstance(plain, tree.Name):
            return None
        if tree.key(plain) in self.unknowns:
            return self.unknowns
        bare = replace(plain, subscript=None)
        if plain.subscript is None or tree.key(bare) not in self.unknowns:
            return None
        return {
            key: replace(one, subscript=plain.subscript) if one.subscript is None else one
            for key, one in self.unknowns.items()
        }


def unknowns(
    nodes: tuple[tree.Node, ...], scope: Scope, given: bool = False
) -> dict[str, tree.Name]:
    """The names in some nodes that mean nothing so far, or were `given` a number elsewhere.

    Examples:
        >>> x = tree.Name("x")
        >>> unknowns((tree.Neg(x),), Scope()) == {"x": x}
        True
    """
    found: dict[str, tree.Name] = {}
    for node in nodes:
        for name in _names(node):
            key = tree.key(name) or ""
            fixed = name.base in SPELLINGS or key in _CONSTANTS
            known = scope.latest(key)
            loose = known is not None and not (known.computed or known.parameters)
            if not fixed and (loose if given else known is None):
                found[key] = name
    return found


def is_determinant(node: tree.Node) -> bool:
    r"""Whether it is a determinant, whose value is written out next: |A - λI| = \lambda^2 - 7.

    Examples:
        >>> is_determinant(tree.Abs(tree.Name("x")))
        False
    """
    if isinstance(node, tree.Matrix):
        return node.fence == "||"
    if isinstance(node, tree.Apply):
        return tree.key(node.function) == "det"
    parts = tree.walk(node.operand) if isinstance(node, tree.Abs) else ()
    return any(isinstance(p, tree.Matrix) or tree.key(p) in ("I", "E") for p in parts)


def has_values(nodes: tuple[tree.Node, ...], names: Mapping[str, tree.Name]) -> bool:
    """Whether values of functions that mean nothing yet stand in some nodes, or of a determinant.

    det(A - xI) = x² - 7x gives the determinant for all x; only det(A - xI) = 0 is to be solved.
    """
    if is_determinant(nodes[0]) and not names.keys().isdisjoint(map(tree.key, _names(nodes[-1]))):
        return True
    return any(_is_value(part, names) for node in nodes for part in tree.walk(node))


def _is_value(node: tree.Node, names: Mapping[str, tree.Name]) -> bool:
    """f(3) of an f that means nothing yet: a value of a function, and not three times f."""
    if not isinstance(node, tree.Call) or tree.key(node.head) not in names:
        return False
    items = [n.operand if isinstance(n, tree.Neg) else n for n in node.arguments.items]
    return len(items) > 1 or all(isinstance(n, (tree.Number, tree.Quotient)) for n in items)


def _names(node: tree.Node) -> Iterator[tree.Name]:
    """The names in a node; an index in a subscript is no name of its own."""
    if isinstance(node, tree.Name):
        yield node
        return
    for child in tree.children(node):
        yield from _names(child)
