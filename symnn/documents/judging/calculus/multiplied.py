"""Functions that are told by standing in a product with a prime: the f and the g of (fg)'."""

from __future__ import annotations

from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.meaning.reader import Reader

#: What unknown functions are called.
FUNCTIONS: Final = frozenset(
    {"f", "g", "h", "u", "v", "w", "p", "q", "r", "s", "F", "G", "H", "y"}
    | {"phi", "varphi", "psi", "rho", "sigma"}
)


def _factors(node: tree.Node) -> tuple[tree.Node, ...]:
    """f and g of the (fg) in (fg)'."""
    if isinstance(node, tree.Group) and len(node.items) == 1:
        return _factors(node.items[0])
    return node.factors if isinstance(node, tree.Product) else ()


def _names_functions(node: tree.Prime, view: Reader) -> bool:
    """Whether a prime stands at a product of names for functions, one of which may be known."""
    keys = [tree.key(factor) for factor in _factors(node.operand)]
    known = [view.scope.latest(key) for key in keys if key is not None]
    functions = [k.key for k in known if k is not None and k.parameters is not None]
    return len(keys) > 1 and all(key in FUNCTIONS or key in functions for key in keys)


def multiplied(nodes: tuple[tree.Node, ...], view: Reader) -> frozenset[str]:
    """The names in the products that a prime stands at."""
    primes = [p for node in nodes for p in tree.walk(node) if isinstance(p, tree.Prime)]
    found = [n for p in primes if _names_functions(p, view) for n in _factors(p.operand)]
    return frozenset(tree.key(n) or "" for n in found)
