r"""The index of a family: its letter, and the formula at what stands in its place.

The n of a_n = n/(n + 1) is a number in the formula, so that a_{n+1} is read by it as well; the i of
y_i = 2x_i is an index there, and only numbers stand for it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.meaning.letters import may_be_a_number
from symnn.latex.meaning.scope import Binding, Scope
from symnn.latex.meaning.subscripts import DIMENSIONS, binds, indices_of, letter_of

_OF_ANGLES: Final = frozenset({"sin", "cos", "tan"})


def by_expression(
    name: tree.Name, pattern: tree.Name, known: Binding, scope: Scope
) -> tree.Node | None:
    """a_{n+1} by the formula a_n = n/(n + 1), in which n is a number and no index."""
    letter, value, index = letter_of(pattern, scope), name.subscript, pattern.subscript
    if letter is None or value is None or index is None or not _is_arithmetic(value):
        return None
    if isinstance(value, tree.Number) or tree.key(known.body) is not None:
        return None
    if replace(name, subscript=index) != pattern or tree.key(index) != letter:
        return None
    inside = [part for part in tree.walk(known.body) if isinstance(part, tree.Name)]
    if tree.key(value) == "pi" and not any(part.base in _OF_ANGLES for part in inside):
        return None  # J_π may be the J of a policy
    marks = {tree.key(p) for n in inside for i in indices_of(n) for p in tree.walk(i)}
    bound = any(binds(part, letter) for part in tree.walk(known.body))
    if bound or letter in marks or not any(tree.key(part) == letter for part in inside):
        return None
    return _with_value(known.body, letter, tree.Group("()", (value,), span=value.span))


def _is_arithmetic(index: tree.Node) -> bool:
    """n - m, 2n, -θ, π/2 or another letter: what is no list of indices, and no word."""
    if isinstance(index, tree.Sum):
        return all(map(_is_arithmetic, index.terms))
    if isinstance(index, tree.Quotient):
        return all(map(_is_arithmetic, tree.children(index)))
    if isinstance(index, tree.Neg):
        return _is_arithmetic(index.operand)
    if isinstance(index, tree.Product):
        first, *rest = index.factors
        return isinstance(first, tree.Number) and all(map(_is_arithmetic, rest))
    if isinstance(index, tree.Number):
        return True
    return isinstance(index, tree.Name) and (
        may_be_a_number(index) or tree.key(index) in DIMENSIONS | {"pi"}
    )


def by_value(name: tree.Name, pattern: tree.Name, body: tree.Node, letter: str) -> tree.Node | None:
    """L_{1/2} by the formula of L_δ: what stands in the index is the value of the parameter."""
    value = name.subscript
    fraction = isinstance(value, tree.Quotient) and all(
        isinstance(part, tree.Number) for part in tree.children(value)
    )
    if value is None or not (fraction or isinstance(value, tree.Number)):
        return None
    if tree.key(pattern.subscript or pattern) != letter:
        return None
    if replace(name, subscript=None) != replace(pattern, subscript=None):
        return None
    return _with_value(body, letter, value)


def _with_value(node: tree.Node, letter: str, value: tree.Node) -> tree.Node:
    """A formula with a value in place of a letter, also where that stands before brackets."""
    if tree.key(node) == letter:
        return replace(value, span=node.span)
    if isinstance(node, tree.Call) and tree.key(node.head) == letter:
        inner = tree.map_children(node.arguments, lambda part: _with_value(part, letter, value))
        return tree.Product((value, inner), ("",), span=node.span)
    return tree.map_children(node, lambda part: _with_value(part, letter, value))
