"""Spaces of arrays: the shapes of their elements, and sizes as polynomials."""

from __future__ import annotations

from symnn.documents.judging.open_arrays.sizes import (
    ONE,
    SCALAR,
    Shape,
    Size,
    UnreadError,
    letter,
    number,
)
from symnn.latex import syntax as tree


def shape_of_space(node: tree.Node) -> Shape | None:
    """The shape of the elements of a space of arrays; None for another space."""
    if _is_reals(node):
        return SCALAR
    if not isinstance(node, tree.Power) or not _is_reals(node.base):
        return None
    exponent = _bare(node.exponent)
    try:
        if isinstance(exponent, tree.Product) and "×" in exponent.operators:
            return shape_of_product(exponent)
        return size_of(exponent), ONE
    except UnreadError:
        return None


def shape_of_signs(node: tree.Node) -> Shape | None:
    r"""The shape of the elements of \{-1, 1\}^n; None for another set."""
    if not isinstance(node, tree.Power) or not isinstance(node.base, tree.Group):
        return None
    items = node.base.items
    if node.base.fence != "{}" or len(items) not in (1, 2):
        return None
    values = {_whole(item) for item in items}
    if len(items) == 1 and isinstance(items[0], tree.PlusMinus):
        values = {-1, 1} if _whole(items[0].operand) == 1 else set()
    try:
        return (size_of(node.exponent), ONE) if values == {-1, 1} else None
    except UnreadError:
        return None


def shape_of_few(node: tree.Node) -> Shape | None:
    r"""The shape of lists from a set of numbers, {0, 1}^n or [0, 1]^n; None for anything else."""
    if not isinstance(node, tree.Power) or not isinstance(node.base, tree.Group):
        return None
    group = node.base
    items = [i.operand if isinstance(i, tree.PlusMinus) else i for i in group.items]
    if not items or group.fence == "" or any(_whole(item) is None for item in items):
        return None
    try:
        return size_of(_bare(node.exponent)), ONE
    except UnreadError:
        return None


def _whole(node: tree.Node) -> int | None:
    if isinstance(node, tree.Neg):
        inner = _whole(node.operand)
        return None if inner is None else -inner
    plain = isinstance(node, tree.Number) and node.value.denominator == 1
    return int(node.value) if plain and isinstance(node, tree.Number) else None


def is_nothing(node: tree.Node) -> bool:
    """Whether it is 0, as a number or as an array."""
    if isinstance(node, tree.Number):
        return bool(node.value == 0)
    return isinstance(node, tree.Name) and node.base == "0"


def is_without_zero(space: tree.Node) -> bool:
    r"""Whether it is written as \mathbb{R}^n \setminus \{0\}."""
    if not isinstance(space, tree.Product) or space.operators != ("∖",):
        return False
    rest = space.factors[1]
    return isinstance(rest, tree.Group) and len(rest.items) == 1 and is_nothing(rest.items[0])


def whole_space(space: tree.Node) -> tree.Node:
    """The space itself: what is not 0 is as free as before."""
    return space.factors[0] if is_without_zero(space) and isinstance(space, tree.Product) else space


def shape_of_product(node: tree.Node) -> Shape | None:
    """m × n as a shape; None for what has more or fewer than two sides."""
    if not isinstance(node, tree.Product) or node.operators.count("×") != 1:
        return None
    place = node.operators.index("×") + 1
    sides = []
    for factors, operators in (
        (node.factors[:place], node.operators[: place - 1]),
        (node.factors[place:], node.operators[place:]),
    ):
        lone = len(factors) == 1
        sides.append(size_of(factors[0] if lone else tree.Product(factors, operators)))
    return sides[0], sides[1]


def size_of(node: tree.Node) -> Size:
    """A size as a polynomial.

    Raises:
        UnreadError: it is none.
    """
    node = _bare(node)
    if isinstance(node, tree.Number):
        if node.value.denominator != 1:
            raise UnreadError("a size that is no integer")
        return number(int(node.value))
    if isinstance(node, (tree.Name, tree.Prime)) and (key := tree.key(node)) is not None:
        return letter(key)
    if isinstance(node, tree.Neg):
        return number(-1) * size_of(node.operand)
    if isinstance(node, tree.Sum):
        total = number(0)
        for term in node.terms:
            total = total + size_of(term)
        return total
    if isinstance(node, tree.Product) and set(node.operators) <= {"", "·", "*", "⋅"}:
        whole = ONE
        for factor in node.factors:
            whole = whole * size_of(factor)
        return whole
    return _composite(node)


def _composite(node: tree.Node) -> Size:
    if isinstance(node, tree.Call):
        return size_of(node.head) * size_of(tree.Group("()", node.arguments.items))
    if isinstance(node, tree.Power) and isinstance(node.exponent, tree.Number):
        base, whole = size_of(node.base), ONE
        if node.exponent.value.denominator == 1 and 1 <= node.exponent.value <= 4:
            for _ in range(int(node.exponent.value)):
                whole = whole * base
            return whole
    if isinstance(node, tree.Quotient):
        return letter(f"({tree.index_key(node)})")
    if isinstance(node, tree.Abs) and (counted := tree.key(node.operand)) is not None:
        return letter(f"|{counted}|")  # the number of its members
    raise UnreadError("a size that is not read")


def _bare(node: tree.Node) -> tree.Node:
    while isinstance(node, tree.Group) and len(node.items) == 1:
        node = node.items[0]
    return node


def _is_reals(node: tree.Node) -> bool:
    return isinstance(node, tree.Name) and node.base == "R" and node.subscript is None
