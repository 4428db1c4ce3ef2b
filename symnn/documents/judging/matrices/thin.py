r"""Matrices that are written as ones with more rows than columns: X in `(X^\top X)^{-1}X^\top`.

Of a square X one would write the inverse. Where a formula fits only if such a matrix is square, it
is not meant, or wrong: XH = X for H = X(X^TX)^{-1}X^T.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key

if TYPE_CHECKING:
    from symnn.documents.judging.open_arrays.memory import Memory
    from symnn.documents.judging.open_arrays.said import Said
    from symnn.documents.judging.open_arrays.sizes import Shape

_MOST = 400


def made_square(
    sides: Iterable[tree.Node],
    body: Callable[[str], tree.Node | None],
    shapes: Mapping[str, tuple[object, object]],
) -> bool:
    """Whether a claim fits only if such a matrix is square.

    Args:
        sides: its sides.
        body: the definition of a name, or None.
        shapes: those that the claim needs, of names that were given none.
    """
    parts = list(_parts(sides, body))
    bases = [part.base for part in parts if isinstance(part, tree.Power) and _is_inverse(part)]
    alone = {name_key(_bare(base)) for base in bases}
    thin = {key for base in bases for key in _beside_itself(base)} - alone
    return any(key in shapes and _is_square(shapes[key]) for key in thin)


def reads_square(
    memory: Memory,
    said: Said,
    scope: Callable[[str], tree.Node | None],
    leaves: Mapping[str, Shape],
    *sides: tree.Node,
) -> bool:
    """Whether a reading of an equation makes such a matrix square.

    Args:
        memory: what the document has said of arrays.
        said: what the words beside the equation say.
        scope: the definitions of names.
        leaves: the shapes that the reading came to.
        sides: those of the equation.
    """
    square = {key for key, sort in said.sorts.items() if sort == "square"}
    told = memory.shapes.keys() | said.shapes.keys() | square
    return made_square(sides, scope, {k: s for k, s in leaves.items() if k not in told})


def _is_square(shape: tuple[object, object]) -> bool:
    return shape[0] == shape[1] and str(shape[0]) != "1"


def _parts(
    sides: Iterable[tree.Node], body: Callable[[str], tree.Node | None]
) -> Iterator[tree.Node]:
    """All parts of the sides, and of what the names in them are."""
    stack, seen = list(sides), set[str]()
    for _ in range(_MOST):
        if not stack:
            return
        top = stack.pop()
        yield top
        key = name_key(top)
        if key is None:
            stack += tree.children(top)
        elif key not in seen:
            seen.add(key)
            inner = body(key)
            stack += [] if inner is None else [inner]


def _is_inverse(node: tree.Power) -> bool:
    inner = node.exponent.operand if isinstance(node.exponent, tree.Neg) else None
    return isinstance(inner, tree.Number) and inner.value == 1


def _bare(node: tree.Node) -> tree.Node:
    while isinstance(node, (tree.Group, tree.Transpose)):
        if isinstance(node, tree.Group) and len(node.items) != 1:
            return node
        node = node.operand if isinstance(node, tree.Transpose) else node.items[0]
    return node


def _beside_itself(base: tree.Node) -> Iterator[str]:
    """The names that are multiplied by their own transposes somewhere in an expression."""
    for part in tree.walk(base):
        if not isinstance(part, tree.Product):
            continue
        plain = {name_key(factor) for factor in part.factors}
        turned = {
            name_key(_bare(factor)) for factor in part.factors if isinstance(factor, tree.Transpose)
        }
        yield from (key for key in plain & turned if key is not None)
