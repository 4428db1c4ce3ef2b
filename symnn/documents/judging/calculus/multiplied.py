"""Functions that are told by standing in a product with a prime: the f and the g of (fg)'."""

from __future__ import annotations

from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.meaning.behind import bindings_behind, is_worked_out
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import Scope

#: What unknown functions are called.
FUNCTIONS: Final = frozenset(
    {"f", "g", "h", "u", "v", "w", "p", "q", "r", "s", "F", "G", "H", "y"}
    | {"phi", "varphi", "psi", "rho", "sigma"}
)

#: What functions are called that can be nothing else, beside values that are made with them.
PLAIN: Final = frozenset({"f", "g", "h", "F", "G", "H", "phi", "varphi", "psi"})


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


def rests_on_unknown(nodes: tuple[tree.Node, ...], scope: Scope) -> bool:
    """Whether a value was worked out with functions that nothing defines: y = x + f_1(x).

    Args:
        nodes: what names the value.
        scope: the definitions so far.
    """
    made = bindings_behind(nodes, scope.latest, is_worked_out)
    return any(_applies_unknown(inner, scope) for known in made for inner in tree.walk(known.body))


def _applies_unknown(node: tree.Node, scope: Scope) -> bool:
    """f(x), or f[x]."""
    heads: list[tree.Node] = []
    if isinstance(node, tree.Call):
        heads.append(node.head)
    elif isinstance(node, tree.Product):
        after = zip(node.factors, node.factors[1:], strict=False)
        heads += [one for one, next_ in after if isinstance(next_, tree.Group)]
    keys = (tree.key(head) or "" for head in heads)
    return any(k.partition("_")[0] in PLAIN and scope.latest(k) is None for k in keys)
