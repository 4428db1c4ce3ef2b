"""Gradients, derivatives by vectors and second derivatives, at the place that words give."""

from __future__ import annotations

from dataclasses import replace

from symnn.documents.judging.open_arrays.heads import head_of
from symnn.documents.judging.open_arrays.reading import Reading
from symnn.documents.judging.open_arrays.sizes import ONE, SCALAR, UnreadError
from symnn.documents.judging.open_arrays.spaces import is_nothing
from symnn.documents.judging.open_arrays.terms import Term
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key, plain_name


def gradient(to: Reading, head: tree.Node, operand: tree.Node) -> Term:
    """∇ of a number, by the name below it or by what it alone depends on."""
    below = head.subscript if isinstance(head, tree.Name) else None
    inner, by = _derived(to, operand, below)
    if to.sizes.shape(inner.shape) != SCALAR:
        raise UnreadError("the gradient of what is no number")
    return placed(to, Term("gradient", by.shape, (inner,), by.label))


def placed(to: Reading, found: Term) -> Term:
    """A derivative where words say what its variable is there."""
    place, to.place = to.place, None
    if place is None:
        return found
    key, node = place
    zeros = is_nothing(node)
    there = Term("zeros", to.leaf(key).shape) if zeros else to.defined(key, node)
    to.sizes.fit(there.shape, to.leaf(key).shape, f"{plain_name(key)} has another shape")
    return Term("at", found.shape, (found, there), key)


def hessian(to: Reading, operand: tree.Node, by: tree.Node | None) -> Term:
    """The matrix of the second derivatives."""
    inner, free = _derived(to, operand, by)
    rows, columns = to.sizes.shape(free.shape)
    if to.sizes.shape(inner.shape) != SCALAR or columns != ONE:
        raise UnreadError("a second derivative of or by an array is not read")
    slope = Term("gradient", free.shape, (inner,), free.label)
    return placed(to, Term("jacobian", (rows, rows), (slope,), free.label))


def _derived(to: Reading, operand: tree.Node, by: tree.Node | None) -> tuple[Term, Term]:
    """What is derived, and the name it is derived by as a free one."""
    operand, given, given_at = _of_function(to, operand)
    if by is None and given is None:
        inner = to.read(operand)
        free = sorted(inner.leaves())
        if len(free) != 1:
            raise UnreadError("by what it is derived is not said")
        return inner, to.leaf(free[0])
    key = given if by is None else name_key(by)
    if key is None or key in to.bound:
        raise UnreadError("a derivative by what is no name")
    settings, scope = to.said.settings, to.scope
    held = {k: v for k, v in settings.items() if k == key}
    to.said = replace(to.said, settings={k: v for k, v in settings.items() if k != key})
    to.scope = lambda name: None if name == key else scope(name)
    try:
        inner, free_leaf = to.read(operand), to.leaf(key)
    finally:
        to.said, to.scope = replace(to.said, settings=settings), scope
    if key not in inner.leaves():
        raise UnreadError(f"it does not depend on {plain_name(key)}")
    to.place = (key, held[key]) if held else None
    if given_at is not None:
        to.place = key, given_at
    return inner, free_leaf


def _of_function(to: Reading, operand: tree.Node) -> tuple[tree.Node, str | None, tree.Node | None]:
    """J as J(w) for a function with one argument; what it is a function of, and where it is taken.

    J(0) is J(w), at the place 0.
    """
    while isinstance(operand, tree.Group) and len(operand.items) == 1:
        operand = operand.items[0]
    key = name_key(operand)
    function = None if key is None else to.function(key)
    if function is not None and len(function.parameters) == 1:
        return _at_parameter(operand, function.parameters[0]), function.parameters[0], None
    found = head_of(operand)
    function = None if found is None else to.function(found[0])
    if found is None or function is None or len(found[1]) != 1:
        return operand, None, None
    argument = name_key(found[1][0])
    if argument is not None or not isinstance(operand, tree.Call):
        return operand, argument, None
    (parameter,) = function.parameters if len(function.parameters) == 1 else ("",)
    if not parameter:
        raise UnreadError("a function with another number of arguments")
    return _at_parameter(operand.head, parameter), parameter, found[1][0]


def _at_parameter(head: tree.Node, parameter: str) -> tree.Node:
    return tree.Call(head, tree.Group("()", (name_node(parameter),)))


def slope(to: Reading, operand: tree.Node, by: tree.Node) -> Term:
    """∂y/∂x: of a number with the shape of x, of a vector one row for each entry."""
    inner, free = _derived(to, operand, by)
    shape, variable = to.sizes.shape(inner.shape), to.sizes.shape(free.shape)
    if shape == SCALAR:
        found = Term("gradient", free.shape, (inner,), free.label)
        return placed(to, to.transpose(found) if to.turned else found)
    if ONE not in shape or ONE not in variable:
        raise UnreadError("a derivative with more than two indices")
    rows, columns = (s[0] if s[1] == ONE else s[1] for s in (shape, variable))
    found = Term("jacobian", (rows, columns), (inner,), free.label)
    return placed(to, to.transpose(found) if to.turned_vectors else found)


def name_node(key: str) -> tree.Node:
    """The name of a key as it is written."""
    plain = plain_name(key)
    base, _, below = plain.partition("_")
    font = "bold" if plain != key else ""
    return tree.Name(base, font=font, subscript=tree.Name(below) if below else None)


def names_slope(left: tree.Node, right: tree.Node) -> bool:
    """Whether it names a slope: dW = ∂L/∂W, as programs call it, is no differential of W.

    Nor is that of dW = XᵀG, which is made of names whose differentials are not spoken of.
    """
    if not isinstance(left, tree.Product) or len(left.factors) != 2 or not _is_d(left.factors[0]):
        return False
    if isinstance(right, tree.Derivative):
        return right.variables == (left.factors[1],)
    parts = list(tree.walk(right))
    names = any(isinstance(part, tree.Name) for part in parts)
    return names and not any(_is_d(part) for part in parts)


def _is_d(node: tree.Node) -> bool:
    return isinstance(node, tree.Name) and node.base == "d" and node.subscript is None
