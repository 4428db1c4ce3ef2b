"""A cell: a polyhedron with the affine map that a network is on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, TypeAlias, final

from flint import fmpz, fmpz_mat

from symnn.deferred import dataclass
from symnn.exact.cones import Cone, Vector, point_of, primitive
from symnn.exact.linear_programs import Constraint
from symnn.exact.number import Number

Point: TypeAlias = "tuple[Number, ...]"
#: Infimum and supremum, None for no bound, one pair for each output.
Ranges: TypeAlias = "tuple[tuple[Number | None, Number | None], ...]"


class AffineMap(NamedTuple):
    """x -> matrix x + shift; equal maps compare and hash alike."""

    matrix: tuple[Point, ...]
    shift: Point

    def __call__(self, point: Sequence[Number]) -> Point:
        """The value at a point."""
        return tuple(
            sum((a * x for a, x in zip(row, point, strict=True) if a), c)
            for row, c in zip(self.matrix, self.shift, strict=True)
        )


@final
@dataclass(frozen=True, eq=False)
class Cell:
    """A polyhedron on which the program is one affine map.

    Attributes:
        cone: the polyhedron as the slice x_0 = 1 of a cone; strict halfspaces belong to it.
        choices: for each gate the label of the case that it takes.
        rows: the outputs as integral forms over (x_0, x_1, …, x_n).
        denominators: the outputs are the rows over these.
        is_thin: whether it has a smaller dimension than the domain.
    """

    cone: Cone
    choices: tuple[int, ...]
    rows: tuple[fmpz_mat, ...]
    denominators: tuple[fmpz, ...]
    is_thin: bool

    @cached_property
    def map(self) -> AffineMap:
        """The affine map on the cell."""
        ring, d = self.cone.ring, self.cone.ring.degree
        matrix, shift = [], []
        for row, denominator in zip(self.rows, self.denominators, strict=True):
            flat = row.entries()
            numbers = [ring.number(flat[i : i + d], denominator) for i in range(0, len(flat), d)]
            shift.append(numbers[0])
            matrix.append(tuple(numbers[1:]))
        return AffineMap(tuple(matrix), tuple(shift))

    @cached_property
    def vertices(self) -> tuple[Point, ...]:
        """Its vertices, of its closure if it has strict halfspaces; modulo lines."""
        return tuple(tuple(point_of(self.cone.ring, ray.matrix)) for ray in self._split[0])

    @cached_property
    def directions(self) -> tuple[Point, ...]:
        """Its extreme directions at infinity, modulo lines."""
        return tuple(direction(self.cone, ray) for ray in self._split[1])

    @cached_property
    def lines(self) -> tuple[Point, ...]:
        """A basis of the directions in which it is unbounded both ways."""
        return tuple(direction(self.cone, line) for line in self.cone.lines)

    @cached_property
    def _split(self) -> tuple[list[Vector], list[Vector]]:
        """Rays that are points, and rays at infinity."""
        infinity = _at_infinity(self.cone)
        rays = list(zip(self.cone.rays, self.cone.zeros, strict=True))
        return [r for r, z in rays if not z & infinity], [r for r, z in rays if z & infinity]

    @property
    def zeros(self) -> tuple[list[int], list[int]]:
        """For the vertices, and for the directions, the halfspaces on whose border they are."""
        infinity, zeros = _at_infinity(self.cone), self.cone.zeros
        return [z for z in zeros if not z & infinity], [z for z in zeros if z & infinity]

    @cached_property
    def interior_point(self) -> Point:
        """A point of the relative interior: the mean of the vertices plus all directions."""
        count = len(self.vertices)
        mean = [sum(column, Number(0)) / count for column in zip(*self.vertices, strict=True)]
        for away in self.directions:
            mean = [a + b for a, b in zip(mean, away, strict=True)]
        return tuple(mean)

    @property
    def spanning_points(self) -> Iterator[Point]:
        """Points of the relative interior; affine maps that agree on them agree on the cell."""
        middle = self.interior_point
        yield middle
        for away in (*self.directions, *self.lines):
            yield tuple(x + a for x, a in zip(middle, away, strict=True))
        for vertex in self.vertices:
            yield tuple((x + v) / 2 for x, v in zip(middle, vertex, strict=True))

    @cached_property
    def ranges(self) -> Ranges:
        """The infimum and the supremum of every output; None for no bound."""
        values = [self.map(p) for p in self.vertices]
        still = AffineMap(self.map.matrix, (Number(0),) * len(self.map.shift))
        ways = [still(a) for a in self.directions]
        ways += [w for a in self.lines for w in (still(a), still([-x for x in a]))]
        found = []
        for k in range(len(self.map.shift)):
            column, slopes = [v[k] for v in values], [w[k].sign() for w in ways]
            found.append(
                (None if -1 in slopes else min(column), None if 1 in slopes else max(column))
            )
        return tuple(found)

    @cached_property
    def facets(self) -> tuple[Constraint, ...]:
        """The inequalities that are needed: one for each facet, in the order they came."""
        return tuple(constraint_of(self.cone, k) for k in facet_numbers(self.cone))

    @cached_property
    def equations(self) -> tuple[Constraint, ...]:
        """The equations that hold on the cell."""
        cone = self.cone
        forms = [e.form for e in cone.equations]
        forms += [h.form for h in cone.halfspaces if not any(cone.signs(h.form))]
        return tuple(_constraint(cone, form, "=") for form in forms if any(form.entries()))

    @cached_property
    def strict(self) -> tuple[Constraint, ...]:
        """The strict constraints of the cell itself."""
        numbers = [k for k, h in enumerate(self.cone.halfspaces) if h.strict and h.label]
        return tuple(constraint_of(self.cone, k) for k in numbers)

    @property
    def own(self) -> tuple[Constraint, ...]:
        """The constraints of the cell itself, strict ones included."""
        return (*self.closure, *self.strict)

    @property
    def closure(self) -> tuple[Constraint, ...]:
        """The constraints of its closure."""
        return (*self.equations, *(row._replace(sign=">=") for row in self.facets))


def direction(cone: Cone, ray: Vector) -> Point:
    """The direction of a ray with x_0 = 0."""
    ring = cone.ring
    return tuple(ring.number(row) for row in ray.matrix.tolist()[1:])


def constraint_of(cone: Cone, k: int) -> Constraint:
    """A halfspace of a cone as a relation between x_1, …, x_n."""
    halfspace = cone.halfspaces[k]
    return _constraint(cone, halfspace.form, ">" if halfspace.strict else ">=")


def _constraint(cone: Cone, form: fmpz_mat, sign: str) -> Constraint:
    ring, d = cone.ring, cone.ring.degree
    flat = primitive(ring, fmpz_mat(cone.size, d, form.entries())).entries()
    numbers = [ring.number(flat[i : i + d]) for i in range(0, len(flat), d)]
    return Constraint(tuple(numbers[1:]), sign, numbers[0])


def dimension(cone: Cone, chosen: Sequence[Vector] | None = None) -> int:
    """The dimension of the span of some rays and all lines; of the cone itself by default."""
    vectors = [*(cone.rays if chosen is None else chosen), *cone.lines]
    if not vectors:
        return 0
    d, rows = cone.ring.degree, cone.size * cone.ring.degree
    tables = [vector.evaluation.tolist() for vector in vectors]
    flat = [x for i in range(rows) for table in tables for x in table[i]]
    return fmpz_mat(rows, d * len(tables), flat).rank() // d


def facet_numbers(cone: Cone) -> list[int]:
    """The halfspaces, one for each facet that is not at infinity.

    A facet is a proper face whose set of rays is maximal among those of all halfspaces.
    """
    count = len(cone.rays)
    on: dict[int, int] = {}
    for k, halfspace in enumerate(cone.halfspaces):
        mask = sum(1 << i for i, zero in enumerate(cone.zeros) if zero >> k & 1)
        if mask != (1 << count) - 1 and (mask not in on or halfspace.label == 0):
            on[mask] = k
    maximal = [m for m in on if not any(m != other and m & other == m for other in on)]
    return sorted(on[m] for m in maximal if _is_finite(cone, m))


def _is_finite(cone: Cone, mask: int) -> bool:
    """Whether one of the rays is a point."""
    infinity = _at_infinity(cone)
    return any(mask >> i & 1 and not zero & infinity for i, zero in enumerate(cone.zeros))


def _at_infinity(cone: Cone) -> int:
    """The bit of the halfspace x_0 > 0."""
    return 1 << next(k for k, h in enumerate(cone.halfspaces) if h.label == 0)
