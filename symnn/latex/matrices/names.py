"""What a name can stand for by the way it is written: a number, a vector, a matrix."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from symnn.latex import syntax as tree

NUMBER, COLUMN, ROW, MATRIX = "number", "column", "row", "matrix"
BOLD: Final = "bold "
_GREEK_MATRICES: Final = frozenset(
    {"Sigma", "Lambda", "Omega", "Theta", "Phi", "Gamma", "Delta", "Psi", "Xi", "Pi"}
)
#: Letters that are read as functions before brackets; they act on entries.
FUNCTIONS: Final = {
    "sigma": "sigmoid", "exp": "exp", "sigmoid": "sigmoid", "tanh": "tanh", "ReLU": "relu",
    "relu": "relu", "log": "log", "ln": "log",
}  # fmt: skip

#: Letters that are functions before brackets, of which nothing is known without a definition.
OPEN_FUNCTIONS: Final = frozenset(
    {"f", "g", "h", "L", "ell", "J", "E", "F", "Var", "Cov", "p", "P", "q", "N", "O", "l", "R"}
    | {"loss", "phi", "varphi", "psi", "Phi", "Psi", "Pr"}
)


def name_key(node: tree.Node) -> str | None:
    r"""The name as the statements about it tell it apart: bold and plain type are two names.

    >>> name_key(tree.Name("w", font="bold")) == "bold w"
    True
    """
    key = tree.key(node)
    if key is None:
        return None
    inner = node
    while isinstance(inner, (tree.Prime, tree.Mark)):
        inner = inner.operand
    bold = isinstance(inner, tree.Name) and (inner.font == "bold" or "vec" in inner.accents)
    return BOLD + key if bold else key


def plain_name(key: str) -> str:
    """A name for people."""
    return key.removeprefix(BOLD)


def own_names(node: tree.Node) -> set[str]:
    """The names in an expression; what stands in an index, as the k of d_k, is none of them."""
    key = name_key(node)
    if key is not None:
        return {key}
    return set().union(*map(own_names, tree.children(node)))


def is_identity(node: tree.Node) -> bool:
    """I, with its size below it or without."""
    return isinstance(node, tree.Name) and node.base in ("I", "mathbb I") and not node.accents


def is_filled(node: tree.Node) -> bool:
    """A bold or double-struck 0 or 1: a vector or matrix of them."""
    return isinstance(node, tree.Name) and node.base in ("0", "1") and not node.accents


def kinds(node: tree.Node, vectors: frozenset[str], numbers: frozenset[str]) -> tuple[str, ...]:
    """What a name can stand for, the likeliest first; nothing if it has other uses.

    Args:
        node: the name.
        vectors: the names that are used as vectors, such as under a transpose.
        numbers: the names that are used as numbers, such as in a denominator.
    """
    inner, key = node, name_key(node)
    while isinstance(inner, (tree.Prime, tree.Mark)):
        if isinstance(inner, tree.Mark):
            return ()
        inner = inner.operand
    if not isinstance(inner, tree.Name) or key is None or inner.font not in ("", "bold"):
        return ()
    if key in numbers:
        return (NUMBER,)
    bold = inner.font == "bold" or "vec" in inner.accents
    if _is_matrix(inner):
        return (MATRIX,)
    if len(inner.base) > 1 and not inner.base.isalpha():
        return ()
    if bold or key in vectors:
        return (COLUMN, ROW)
    return (NUMBER, COLUMN)


def _is_matrix(node: tree.Node) -> bool:
    """Whether it is a capital, as those of most matrices are."""
    if not isinstance(node, tree.Name):
        return False
    return node.base in _GREEK_MATRICES or (len(node.base) == 1 and node.base.isupper())


def used_as_vectors(nodes: Iterable[tree.Node]) -> frozenset[str]:
    """The names that stand alone under a transpose, in a norm or in an inner product."""
    found: set[str | None] = set()
    for node in nodes:
        if isinstance(node, (tree.Transpose, tree.Norm)):
            found.add(name_key(node.operand))
        elif isinstance(node, tree.Group) and node.fence == "⟨⟩":
            found |= {name_key(item) for item in node.items}
        elif isinstance(node, tree.Apply) and tree.key(node.function) in ("diag", "Diag"):
            argument = node.argument
            items = argument.items if isinstance(argument, tree.Group) else (argument,)
            found |= {name_key(item) for item in items}
    return frozenset(key for key in found if key is not None)


def used_as_numbers(nodes: Iterable[tree.Node]) -> frozenset[str]:
    """The names that stand alone in a denominator, an exponent, or under a root."""
    found: set[str | None] = set()
    for node in nodes:
        if isinstance(node, tree.Quotient):
            found.add(name_key(node.denominator))
        elif isinstance(node, tree.Power):
            found.add(name_key(node.exponent))
        elif isinstance(node, tree.Root) and not _is_matrix(node.radicand):
            found.add(name_key(node.radicand))
    return frozenset(key for key in found if key is not None)
