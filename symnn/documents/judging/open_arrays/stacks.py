"""Arrays that are put together from parts: x = [x_a; x_b; x_c]."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key
from symnn.latex.meaning.scope import Scope


def is_stack_of_unnamed(
    scope: Scope, key: str, body: tree.Node, spoken: Sequence[tree.Node]
) -> bool:
    """Whether an array is a list of parts of which nothing else speaks, so that it is as if open.

    Args:
        scope: the definitions so far.
        key: the name of the array.
        body: what it was given as.
        spoken: the sides of a claim.
    """
    if not isinstance(body, tree.Group) or body.fence != "[]" or len(body.items) < 2:
        return False
    parts = [name_key(item) for item in body.items]
    if None in parts or len(set(parts)) < len(parts):
        return False
    elsewhere = {name_key(part) for node in spoken for part in tree.walk(node)}
    for other, formula in _bodies(scope):
        if other != key:
            elsewhere |= {other, *(name_key(part) for part in tree.walk(formula))}
    return not elsewhere & set(parts)


def _bodies(scope: Scope) -> Iterator[tuple[str, tree.Node]]:
    for key in scope.history:
        known = scope.latest(key)
        if known is not None:
            yield key, known.body
