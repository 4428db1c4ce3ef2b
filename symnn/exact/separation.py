"""Whether a hyperplane separates two finite sets of points; either answer carries its proof.

A hyperplane w · x + b = 0 with one set on its positive side and the other on its negative side
exists exactly if the convex hulls of the sets have no point in common.

References:
    D. Gale, Neighboring vertices on a convex polyhedron (1956); J. Radon (1921) for the number of
    points that a common point needs: d + 2 at most.
    K. P. Bennett, O. L. Mangasarian, Robust linear programming discrimination (1992).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias, final

from flint import arb, arb_mat, fmpq

from symnn.deferred import dataclass
from symnn.errors import ShapeError
from symnn.exact.ball import precision
from symnn.exact.linear_programs import Constraint, Feasible, feasible
from symnn.exact.matrix import Scalar
from symnn.exact.number import Number

Point: TypeAlias = "Sequence[Scalar]"
#: For a number of bits, balls around the coordinates of all points, one row a point.
Enclosed: TypeAlias = "Callable[[int], Sequence[Sequence[arb]]]"


@final
@dataclass(frozen=True, slots=True)
class Hyperplane:
    """w · x + b is > 0 on all points of the first set and < 0 on all of the second.

    Attributes:
        weight: w.
        bias: b.
    """

    weight: tuple[Number, ...]
    bias: Number

    def at(self, point: Point) -> Number:
        """w · x + b.

        Examples:
            >>> Hyperplane((Number(1), Number(-1)), Number(2)).at((3, 4)) == 1
            True
        """
        total = self.bias
        for w, x in zip(self.weight, point, strict=True):
            total += w * x
        return total

    @property
    def is_separable(self) -> bool:
        """True."""
        return True


@final
@dataclass(frozen=True, slots=True)
class CommonPoint:
    """A point of both convex hulls: no hyperplane separates the sets.

    Attributes:
        first: weights > 0 by the number of a point of the first set; they add up to 1.
        second: the same of the second set; both weighted sums are the same point.
        point: that point, if the coordinates are exact numbers.
    """

    first: tuple[tuple[int, Number | arb], ...]
    second: tuple[tuple[int, Number | arb], ...]
    point: tuple[Number, ...] | None

    @property
    def is_separable(self) -> bool:
        """False."""
        return False

    @property
    def shared(self) -> tuple[int, int] | None:
        """The numbers of a point that is in both sets, if that is why."""
        if len(self.first) == len(self.second) == 1:
            return self.first[0][0], self.second[0][0]
        return None


def separate(first: Sequence[Point], second: Sequence[Point]) -> Hyperplane | CommonPoint:
    """A hyperplane between two finite sets of points, or a point of both convex hulls.

    Args:
        first, second: points with exact coordinates, all of one dimension.

    Exactness: decides; the answer has been checked against every point.

    Raises:
        ShapeError: no points at all, or points of different dimensions.

    Examples:
        >>> xor = separate([(0, 0), (1, 1)], [(0, 1), (1, 0)])
        >>> xor.point == (fmpq(1, 2), fmpq(1, 2))
        True
        >>> separate([(0, 0)], [(1, 0), (0, 1)]).at((0, 0)) > 0
        True
    """
    size = dimension(first, second)
    equal = _equal_points(first, second)
    if equal is not None:
        i, j = equal
        return CommonPoint(((i, Number(1)),), ((j, Number(1)),), _numbers(first[i]))
    rows = [Constraint((*p, 1), ">=", -1) for p in first]
    rows += [Constraint((*(-x for x in p), -1), ">=", -1) for p in second]
    found = feasible(rows, size + 1)
    if isinstance(found, Feasible):
        return Hyperplane(found.point[:-1], found.point[-1])
    left, right = found.multipliers[: len(first)], found.multipliers[len(first) :]
    return _common(first, left, right)


def dimension(first: Sequence[Point], second: Sequence[Point]) -> int:
    """How many coordinates all the points have.

    Raises:
        ShapeError: no points at all, or points of different dimensions.
    """
    sizes = {len(p) for p in (*first, *second)}
    if len(sizes) != 1:
        found = f"of {sorted(sizes)} coordinates" if sizes else "none"
        raise ShapeError(f"points of one dimension are needed; the points are {found}")
    return sizes.pop()


def _numbers(point: Point) -> tuple[Number, ...]:
    return tuple(x if isinstance(x, Number) else Number(x) for x in point)


def _equal_points(first: Sequence[Point], second: Sequence[Point]) -> tuple[int, int] | None:
    places = {_numbers(p): i for i, p in reversed(list(enumerate(first)))}
    for j, p in enumerate(second):
        i = places.get(_numbers(p))
        if i is not None:
            return i, j
    return None


def _common(
    points: Sequence[Point], left: Sequence[Number], right: Sequence[Number]
) -> CommonPoint:
    """The multipliers of a linear program without a solution, as weights that add up to 1."""
    total = sum(left, Number(0))
    first = tuple((i, y / total) for i, y in enumerate(left) if y)
    second = tuple((j, y / total) for j, y in enumerate(right) if y)
    size = len(points[0])
    middle = tuple(sum((y * points[i][k] for i, y in first), Number(0)) for k in range(size))
    return CommonPoint(first, second, middle)


# --- coordinates known by balls -------------------------------------------------------------


def separate_enclosed(
    first: Enclosed,
    second: Enclosed,
    proposals: Sequence[Hyperplane] = (),
    bits: Sequence[int] = (128, 256, 512),
) -> Hyperplane | CommonPoint | None:
    """The same for points whose coordinates are known by balls of any precision.

    Args:
        first, second: for a number of bits, balls around the coordinates of all points.
        proposals: hyperplanes that are tried first.
        bits: the precisions that are tried.

    Returns:
        A hyperplane whose sign is certain at every point; a common point whose weights are
        certainly positive; None if neither was found, as where the hulls only touch.

    Exactness: never wrong.

    Examples:
        >>> near = lambda bits: [[arb(1).exp(), arb(2)]]
        >>> found = separate_enclosed(near, lambda bits: [[arb(3), arb(2)]])
        >>> found is not None and found.is_separable
        True
    """
    for precise in bits:
        with precision(precise):
            left, right = first(precise), second(precise)
            for plane in proposals:
                if _is_between(plane, left, right):
                    return plane
            if not all(x.is_finite() for row in (*left, *right) for x in row):
                continue
            found = separate(_middles(left), _middles(right))
            if isinstance(found, Hyperplane) and _is_between(found, left, right):
                return found
            if isinstance(found, CommonPoint):
                certain = _certain_weights(found, left, right)
                if certain is not None:
                    return certain
    return None


def _middles(rows: Sequence[Sequence[arb]]) -> list[list[fmpq]]:
    """Rational points near the middles of the balls; few digits keep the program small."""
    return [[_near(x) for x in row] for row in rows]


def _near(ball: arb) -> fmpq:
    """The nearest multiple of 2^-60."""
    scaled = (ball.mid() * arb(2) ** 60 + arb(fmpq(1, 2))).floor().unique_fmpz()
    return fmpq(0) if scaled is None else fmpq(scaled, 1 << 60)


def _value(plane: Hyperplane, point: Sequence[arb]) -> arb:
    total = _ball(plane.bias)
    for w, x in zip(plane.weight, point, strict=True):
        total += _ball(w) * x
    return total


def _ball(number: Number) -> arb:
    if number.is_rational:
        return arb(number.as_fmpq())
    return number.enclosure(256)


def _is_between(
    plane: Hyperplane, first: Sequence[Sequence[arb]], second: Sequence[Sequence[arb]]
) -> bool:
    """Whether the signs are certain at every point."""
    return all(_value(plane, p) > 0 for p in first) and all(_value(plane, p) < 0 for p in second)


def _certain_weights(
    found: CommonPoint, first: Sequence[Sequence[arb]], second: Sequence[Sequence[arb]]
) -> CommonPoint | None:
    """The weights on the same points solved for in balls; None if they are not surely positive.

    d + 2 points in general position have one solution of: the weights of each set add up to 1,
    and both weighted sums are the same point.
    """
    left = [first[i] for i, _ in found.first]
    right = [second[j] for j, _ in found.second]
    count = len(left) + len(right)
    if not left or count != len(left[0]) + 2:
        return None
    rows = [[arb(1)] * len(left) + [arb(0)] * len(right)]
    rows.append([arb(0)] * len(left) + [arb(1)] * len(right))
    rows += [[p[k] for p in left] + [-p[k] for p in right] for k in range(len(left[0]))]
    sides = arb_mat([[arb(1)], [arb(1)], *([arb(0)] for _ in left[0])])
    try:
        weights = arb_mat(rows).solve(sides).entries()
    except ZeroDivisionError:
        return None
    if not all(w > 0 for w in weights):
        return None
    names = [i for i, _ in found.first], [j for j, _ in found.second]
    return CommonPoint(
        tuple(zip(names[0], weights[: len(left)], strict=True)),
        tuple(zip(names[1], weights[len(left) :], strict=True)),
        None,
    )
