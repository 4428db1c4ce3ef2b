r"""Claims about derivatives in whole vectors, entry by entry.

\partial p/\partial z = diag(p) - pp^\top says that the slope of p_i in z_j is
p_i\delta_{ij} - p_ip_j or, in the other layout, the same with i and j exchanged;
\partial L/\partial z = p - y says it of each z_i.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, TypeAlias

from symnn.documents.judging.identities.indices import softmax_of
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

_I, _J = tree.Name("i"), tree.Name("j")
_DIAGONALS: Final = frozenset({"diag", "Diag"})
_Claim: TypeAlias = "tuple[tree.Node, tree.Node]"


class _NoEntriesError(Exception):
    """A side has no form by entries that is covered."""


def entry_by_entry(left: tree.Node, right: tree.Node, scope: Scope) -> tuple[_Claim, ...]:
    """A claim about a derivative in a vector as claims about entries, one for each layout."""
    found = _derivative(left)
    if found is None:
        return ()
    operand, variable = found
    if not _is_vector(variable, scope, (left, right)):
        return ()
    try:
        if isinstance(operand, tree.Name) and _is_vector(operand, scope, ()):
            slope = _slope(_at(operand, _I), _at(variable, _J))
            return (
                (slope, _matrix(right, _I, _J, scope)),
                (slope, _matrix(right, _J, _I, scope)),
            )
        return ((_slope(operand, _at(variable, _I)), _vector(right, _I, scope)),)
    except _NoEntriesError:
        return ()


def _derivative(node: tree.Node) -> tuple[tree.Node, tree.Name] | None:
    """What is differentiated in which name."""
    if isinstance(node, tree.Derivative) and node.operand is not None and node.orders == (1,):
        (variable,) = node.variables
        if isinstance(variable, tree.Name) and variable.subscript is None:
            return node.operand, variable
    if isinstance(node, tree.Product) and len(node.factors) == 2 and node.implicit:
        operator, operand = node.factors
        below = operator.subscript if isinstance(operator, tree.Name) else None
        nabla = isinstance(operator, tree.Name) and operator.base == "nabla"
        if below is None and isinstance(operand, tree.Call) and len(operand.arguments.items) == 1:
            (below,) = operand.arguments.items
        if nabla and isinstance(below, tree.Name) and below.subscript is None:
            return operand, below
    return None


def _slope(operand: tree.Node, variable: tree.Node) -> tree.Node:
    return tree.Derivative(operand, (variable,), (1,), True)


def _at(name: tree.Name, index: tree.Name) -> tree.Name:
    return replace(name, subscript=index)


def _is_vector(name: tree.Name, scope: Scope, sides: tuple[tree.Node, ...]) -> bool:
    """Whether a name has entries with an open index in the document, and no value of its own."""
    key = tree.key(name) or ""
    known = scope.latest(key)
    if known is not None:
        return known.parameters is None and softmax_of(known.body) is not None
    if any(part.startswith(f"{key}_") and len(part) == len(key) + 2 for part in scope.history):
        return True
    bodies = [b[-1].body for b in scope.history.values() if b]
    if any(softmax_of(body) == key for body in bodies):
        return True
    return any(
        isinstance(part, tree.Name)
        and isinstance(part.subscript, tree.Name)
        and tree.key(replace(part, subscript=None)) == key
        for body in (*bodies, *sides)
        for part in tree.walk(body)
    )


def _vector(node: tree.Node, index: tree.Name, scope: Scope) -> tree.Node:
    """The entry of a vector expression."""
    if isinstance(node, tree.Name):
        if node.subscript is None and _is_vector(node, scope, ()):
            return _at(node, index)
        raise _NoEntriesError
    if isinstance(node, tree.Neg):
        return replace(node, operand=_vector(node.operand, index, scope))
    if isinstance(node, tree.Sum):
        return replace(node, terms=tuple(_vector(term, index, scope) for term in node.terms))
    if isinstance(node, tree.Group) and node.fence == "()" and len(node.items) == 1:
        return replace(node, items=(_vector(node.items[0], index, scope),))
    if isinstance(node, tree.Product) and node.implicit:
        *scalars, last = node.factors
        if all(_is_scalar(factor, scope) for factor in scalars):
            return replace(node, factors=(*scalars, _vector(last, index, scope)))
    raise _NoEntriesError


def _is_scalar(node: tree.Node, scope: Scope) -> bool:
    names = [part for part in tree.walk(node) if isinstance(part, tree.Name)]
    return not any(n.font == "bold" or _is_vector(n, scope, ()) for n in names)


def _matrix(node: tree.Node, row: tree.Name, column: tree.Name, scope: Scope) -> tree.Node:
    """The entry of a matrix expression: diag(p), p q^T, I, and sums and multiples of these."""
    if isinstance(node, tree.Neg):
        return replace(node, operand=_matrix(node.operand, row, column, scope))
    if isinstance(node, tree.Sum):
        terms = tuple(_matrix(term, row, column, scope) for term in node.terms)
        return replace(node, terms=terms)
    if isinstance(node, tree.Group) and node.fence == "()" and len(node.items) == 1:
        return replace(node, items=(_matrix(node.items[0], row, column, scope),))
    delta = tree.Name("delta", subscript=tree.Product((_I, _J), ("",)))
    if isinstance(node, tree.Name) and tree.key(node) == "I":
        return delta
    if isinstance(node, (tree.Apply, tree.Call)):
        head = node.function if isinstance(node, tree.Apply) else node.head
        argument = node.argument if isinstance(node, tree.Apply) else node.arguments
        if tree.key(head) in _DIAGONALS:
            items = argument.items if isinstance(argument, tree.Group) else (argument,)
            if len(items) == 1:
                entry = tree.Group("()", (_vector(items[0], row, scope),))
                return tree.Product((entry, delta), ("·",))
    if isinstance(node, tree.Product) and node.implicit and len(node.factors) >= 2:
        *scalars, first, last = node.factors
        if isinstance(last, tree.Transpose) and all(_is_scalar(f, scope) for f in scalars):
            pair = _vector(first, row, scope), _vector(last.operand, column, scope)
            brackets = tuple(tree.Group("()", (part,)) for part in (*scalars, *pair))
            return tree.Product(brackets, ("·",) * (len(brackets) - 1))
    raise _NoEntriesError
