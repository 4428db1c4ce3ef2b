r"""Whether a false claim about arrays is one, and no condition or equation to solve."""

from __future__ import annotations

from typing import TypeAlias

from symnn.documents.judging.identities.said_of_indices import SIZE_LETTERS
from symnn.documents.judging.index_notation.axes import MisfitError
from symnn.documents.judging.index_notation.cells import free_in
from symnn.documents.judging.index_notation.names import Names, is_trace
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Value

Sides: TypeAlias = "tuple[tree.Node, tree.Node]"


def is_stated(names: Names, sides: Sides, values: tuple[Value, Value]) -> bool:
    """Whether a false claim is no condition: one about a derivative, in the same names.

    Args:
        names: the names behind it.
        sides: both sides as they are written.
        values: both sides in entries.

    Raises:
        MisfitError: a letter in it may be a size.
    """
    left, right = (free_in(value) for value in values)
    if (left | right) & SIZE_LETTERS & names.below:
        raise MisfitError("a letter that may be a size")
    if any(name.startswith("⟨") for name in left | right):
        raise MisfitError("moments, which are not as free as other numbers")
    slope = any(isinstance(p, tree.Derivative) for p in tree.walk(sides[0]))
    unknown = {name for name in left if name.startswith("∂")}
    if unknown and not unknown & right:
        return False
    bases, others = ({name.split("_′")[0] for name in side} for side in (left, right))
    if not right and _is_of_standardised(names, sides):
        return True
    return (slope and bool(right) and others <= bases) or (bases == others and _expands(*sides))


def _is_of_standardised(names: Names, sides: Sides) -> bool:
    """Whether a sum over what is divided by a number of the sample itself is said to be a number.

    That Σ x_i² is 1 may be supposed of a sample; of values that its own spread divides it is said.
    """
    left, right = sides
    sums = [part for part in tree.walk(left) if isinstance(part, tree.BigOperator)]
    below = [
        part.denominator
        for one in sums
        for part in tree.walk(one.body)
        if isinstance(part, tree.Quotient)
    ]
    keys = {tree.key(name) for node in below for name in tree.walk(node)} - {None}
    known = [names.scope.latest(key or "") for key in keys]
    return isinstance(right, tree.Number) and any(
        one is not None and any(isinstance(part, tree.BigOperator) for part in tree.walk(one.body))
        for one in known
    )


def _expands(left: tree.Node, right: tree.Node) -> bool:
    r"""Whether the right side writes the left one out: (AB)_{ij} = \sum_k A_{ik} B_{kj}."""
    made = isinstance(left, tree.Indexed) and not isinstance(left.operand, tree.Name)
    squared = isinstance(left, tree.Power) and isinstance(left.base, tree.Norm)
    traced = isinstance(left, tree.Apply) and is_trace(left.function)
    form = isinstance(left, tree.Product) and isinstance(left.factors[0], tree.Transpose)
    sums = any(isinstance(part, tree.BigOperator) for part in tree.walk(right))
    return sums and (made or squared or traced or form)


def tells_apart(sides: Sides) -> bool:
    """Whether a claim tells equal and different indices apart, so that it must hold for both."""
    parts = [part for side in sides for part in tree.walk(side)]
    ranges = {id(part.lower) for part in parts if isinstance(part, tree.BigOperator)}
    return any(
        isinstance(part, tree.Cases)
        or (isinstance(part, tree.Chain) and id(part) not in ranges)
        or (isinstance(part, tree.Name) and part.base in ("delta", "1"))
        for part in parts
    )
