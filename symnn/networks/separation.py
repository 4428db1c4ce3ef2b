"""Linear separability of points, and of what a network makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flint import arb

from symnn.errors import ShapeError, TooLargeError
from symnn.exact.ball import enclose
from symnn.exact.containers import entries_of
from symnn.exact.from_sympy import from_sympy
from symnn.exact.number import Number
from symnn.exact.separation import (
    CommonPoint,
    Enclosed,
    Hyperplane,
    separate,
    separate_enclosed,
)
from symnn.functions.lower import lower
from symnn.networks.layer import Value, number_of, written


def linearly_separable(
    first: Sequence[Any], second: Sequence[Any]
) -> Hyperplane | CommonPoint | None:
    """Whether a hyperplane has one set of points on its one side and another on the other.

    Args:
        first, second: points, each a list or a vector of exact numbers, sympy's too.

    Returns:
        A `Hyperplane` w · x + b, > 0 on the first set and < 0 on the second; or a `CommonPoint`
        of both convex hulls with its weights, which no hyperplane can separate. None only if
        a coordinate is not algebraic and the hulls are too near to touching to tell.

    Exactness: decides for algebraic coordinates; never wrong for others.

    Raises:
        ShapeError: points of different dimensions, or none at all.
        InexactError: a float; both readings are named.

    Examples:
        >>> linearly_separable([(0, 0), (1, 1)], [(0, 1), (1, 0)]).is_separable  # XOR
        False
        >>> plane = linearly_separable([(0, 0), (0, 1)], [(1, 1)])
        >>> (plane.at((0, 1)) > 0, plane.at((1, 1)) < 0)
        (True, True)
    """
    points = [[_coordinate(x) for x in entries_of(p)] for p in (*first, *second)]
    left, right = points[: len(first)], points[len(first) :]
    numbers = [[x for x in p if isinstance(x, Number)] for p in points]
    if all(len(n) == len(p) for n, p in zip(numbers, points, strict=True)):
        try:
            return separate(numbers[: len(first)], numbers[len(first) :])
        except TooLargeError:
            pass  # coordinates of too many fields: balls tell unless the hulls touch
    if len({len(p) for p in points}) != 1:
        raise ShapeError("the points have different numbers of coordinates")
    return separate_enclosed(_enclosing(left), _enclosing(right))


def _coordinate(item: Any) -> Value:
    if isinstance(item, Number):
        return item
    expr = from_sympy(item)
    found = number_of(expr)
    return expr if found is None else found


def _enclosing(points: Sequence[Sequence[Value]]) -> Enclosed:
    lowered = [[lower(written(x)) for x in p] for p in points]

    def balls(bits: int) -> list[list[arb]]:
        return [[enclose(x, bits) for x in p] for p in lowered]

    return balls
