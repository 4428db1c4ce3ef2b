r"""Slopes of an objective J = L + s, and of a loss L = l(o, y) of which nothing gives the l.

The slope of J is that of the loss and that of what is added to it, which is 0 by all that it is not
made of. A loss by an unknown function of one array that was worked out, and of what stands in no
other formula, is one that depends on that array alone.
"""

from __future__ import annotations

from dataclasses import replace

from symnn.documents.judging.doubts.arrays.ways_around import keys_of, loss_of, terms_of
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope


def through_loss(scope: Scope, node: tree.Node) -> tree.Node:
    """A side with the slopes of the loss itself for those of an objective."""
    if not isinstance(node, tree.Derivative):
        return tree.map_children(node, lambda part: through_loss(scope, part))
    if node.orders != (1,) or not isinstance(node.operand, tree.Name):
        return node
    terms = terms_of(scope, node.operand)
    losses = [own for term in terms if (own := loss_of(scope, term)) is not None]
    if len(losses) != 1 or (len(terms) == 1 and losses == terms):
        return node
    variable = tree.key(node.variables[0]) or ""
    rest = [term for term in terms if loss_of(scope, term) is None]
    moved = [term for term in rest if variable in _behind(scope, term)]
    slopes = tuple(replace(node, operand=operand) for operand in (*losses, *moved))
    return slopes[0] if len(slopes) == 1 else tree.Group("()", (tree.Sum(slopes),))


def _behind(scope: Scope, node: tree.Node) -> set[str]:
    """The names that an expression is made of, through all formulas."""
    found, stack = set[str](), [*keys_of(node)]
    while stack:
        key = stack.pop()
        known = None if key in found else scope.latest(key)
        found.add(key)
        stack += [] if known is None else keys_of(known.body)
    return found
