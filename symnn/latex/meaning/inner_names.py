r"""Functions of a name that stands for a part of their formula: f = (x + y)z, as qz of q = x + y.

\partial f/\partial q is the slope of qz in q. It has one meaning only if x and y stand nowhere in f
but in q.
"""

from __future__ import annotations

from dataclasses import replace

from symnn.latex import syntax as tree
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Defined


def through(function: Defined, key: str, reader: Reader) -> Defined | None:
    """The function with a name in the place of its formula; None if letters of that are left.

    Args:
        function: what is differentiated.
        key: the name, which is no parameter of the function.
        reader: what is known there.
    """
    known = reader.scope.lookup(key, reader.version)
    if known is None or known.parameters is not None or not known.computed:
        return None
    formula = known.formula or known.body
    inside = {tree.key(part) for part in tree.walk(formula) if isinstance(part, tree.Name)}
    letters = inside & set(function.parameters)
    if not letters:
        return None
    name = tree.Name(key)
    if tree.key(name) != key:
        return None

    def visit(node: tree.Node) -> tree.Node:
        bare = _bare(node)
        return name if bare == _bare(formula) else tree.map_children(node, visit)

    body = visit(function.body)
    left = {tree.key(part) for part in tree.walk(body) if isinstance(part, tree.Name)}
    if left & letters or key not in left:
        return None
    parameters = (*(p for p in function.parameters if p not in letters), key)
    return replace(function, parameters=parameters, body=body)


def _bare(node: tree.Node) -> tree.Node:
    """What stands in round brackets."""
    while isinstance(node, tree.Group) and node.fence == "()" and len(node.items) == 1:
        (node,) = node.items
    return node
