r"""Functions of the document at the members of a family: f(x_t) = c^{2t} f(x_0) with f(x) = x^2.

Where everything about f is said by its formula, that stands for it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.sequences.claims import judged
from symnn.documents.judging.sequences.memory import Memory
from symnn.documents.judging.sequences.said import Said
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

_PLAIN: Final = (
    tree.Name,
    tree.Number,
    tree.Sum,
    tree.Product,
    tree.Quotient,
    tree.Power,
    tree.Neg,
    tree.Group,
)


def judged_by_formulas(
    scope: Scope, memory: Memory, said: Said, left: tree.Node, link: tree.Link
) -> Judgement | None:
    """What is found about a relation with formulas for values of functions; None without any."""
    sides = with_formulas(left, scope), with_formulas(link.operand, scope)
    if sides == (left, link.operand):
        return None
    return judged(memory, said, sides[0], replace(link, operand=sides[1]))


def with_formulas(node: tree.Node, scope: Scope) -> tree.Node:
    """A side with the formulas of polynomial functions in the place of their values.

    Args:
        node: an expression.
        scope: the functions of the document.
    """
    node = tree.map_children(node, lambda part: with_formulas(part, scope))
    if not isinstance(node, tree.Call) or len(node.arguments.items) != 1:
        return node
    (argument,) = node.arguments.items
    known = scope.latest(tree.key(node.head) or "")
    if known is None or len(known.parameters or ()) != 1 or not isinstance(argument, tree.Name):
        return node
    if argument.subscript is None and not argument.labels:
        return node
    if not all(isinstance(part, _PLAIN) for part in tree.walk(known.body)):
        return node
    (parameter,) = known.parameters or ("",)
    if any(isinstance(p, tree.Name) and p.subscript is not None for p in tree.walk(known.body)):
        return node
    return tree.Group("()", (_put(known.body, parameter, argument),), span=node.span)


def _put(node: tree.Node, key: str, value: tree.Node) -> tree.Node:
    if tree.key(node) == key:
        return value
    return tree.map_children(node, lambda part: _put(part, key, value))
