r"""Braces around one thing: \\{a\\} is a set with one member, and not its member."""

from __future__ import annotations

from typing import Final

from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree

ONE_THING: Final = "the braces around one thing may make a set of it"
_MOST_STEPS: Final = 20


def is_set_of_one(place: Place, left: tree.Node, right: tree.Node) -> bool:
    """Whether just one side is, or was said to be, a name or a number in braces.

    The value of a function, as of ker A = {0}, may be a set.

    Args:
        place: where an equation stands.
        left, right: its sides.
    """
    if any(isinstance(side, (tree.Apply, tree.Call)) for side in (left, right)):
        return False
    return _is_braced(place, left) != _is_braced(place, right)


def _is_braced(place: Place, node: tree.Node) -> bool:
    for _ in range(_MOST_STEPS):
        key = tree.key(node)
        known = None if key is None else place.state.scope.latest(key)
        if known is None or known.parameters is not None:
            break
        node = known.body
    if not isinstance(node, tree.Group) or node.fence != "{}" or len(node.items) != 1:
        return False
    inside = node.items[0].operand if isinstance(node.items[0], tree.Neg) else node.items[0]
    return isinstance(inside, tree.Number) or tree.key(inside) is not None
