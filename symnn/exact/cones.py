"""Polyhedral cones over an ordered field, by their rays: the double description method.

A polyhedron {x : a_i·x + b_i >= 0} is the slice x_0 = 1 of a cone in one dimension more; its
vertices are the rays with x_0 > 0, its directions at infinity those with x_0 = 0. A cone is cut
by hyperplanes through 0; the rays of the parts are found from those of the whole. Nothing is
assumed to be in general position: lines, rays on the hyperplane, cones of lower dimension and
repeated hyperplanes are all in order.

References:
    T. S. Motzkin et al., The double description method (1953).
    K. Fukuda, A. Prodon, Double description method revisited (1996): the combinatorial test.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product
from math import gcd
from typing import Any, Final, final

from flint import arb, fmpz, fmpz_mat

from symnn.deferred import dataclass
from symnn.exact.coordinates import PLACES, Coordinates
from symnn.exact.number import Number

ONE: Final = fmpz(1)


@final
class Vector:
    """A direction in the n-dimensional space over the field, up to positive scaling.

    Attributes:
        evaluation: a form times this is its value, in coordinates.
        estimate: a form times this is a multiple of its value, but for a small error.
        error: how large that is for a form whose entries are at most 1.
        is_proper: whether it is the direction of a point, x_0 not being 0.
    """

    __slots__ = ("error", "estimate", "evaluation", "is_proper", "matrix")

    def __init__(self, ring: Coordinates, matrix: fmpz_mat) -> None:
        self.matrix = matrix
        self.evaluation = ring.evaluation(matrix)
        self.estimate = self.evaluation * ring.estimates
        entries = self.evaluation.entries()
        self.is_proper = any(entries[: ring.degree])
        self.error = ring.error and ring.error * sum(map(abs, entries))


@final
@dataclass(frozen=True, slots=True)
class Halfspace:
    """form >= 0, or form > 0 if strict.

    `label` says whose it is; the form there, times the positive `scale`, is this one.
    """

    form: fmpz_mat
    strict: bool
    label: int
    scale: fmpz = ONE


@final
@dataclass(frozen=True, slots=True)
class Equation:
    """form = 0 on a cone, with form and -form as combinations of what is labelled."""

    form: fmpz_mat
    plus: Mapping[int, Number]
    minus: Mapping[int, Number]


@final
@dataclass(frozen=True)
class Cone:
    """lines + rays = {x : all halfspaces and equations hold}, up to strictness.

    Attributes:
        ring: the coordinates of the field.
        size: n, the dimension of the space.
        lines, rays: generators; the rays are extreme, and pairwise different, modulo the lines.
        zeros: for each ray, the set of halfspaces on whose boundary it lies, as bits.
        halfspaces: those that cut, and all strict ones, in the order they came.
        equations: forms that vanish on the cone by an equation.
    """

    ring: Coordinates
    size: int
    lines: tuple[Vector, ...]
    rays: tuple[Vector, ...]
    zeros: tuple[int, ...]
    halfspaces: tuple[Halfspace, ...] = ()
    equations: tuple[Equation, ...] = ()

    # --- values -----------------------------------------------------------------------

    @cached_property
    def _evaluations(self) -> fmpz_mat:
        """The evaluation matrices of all rays, side by side."""
        d, rows = self.ring.degree, self.size * self.ring.degree
        lines = zip(*(ray.evaluation.tolist() for ray in self.rays), strict=True)
        flat = [x for line in lines for entry in line for x in entry]
        return fmpz_mat(rows, d * len(self.rays), flat)

    @cached_property
    def estimates(self) -> fmpz_mat:
        """The estimates of all rays, side by side: a form times this is one estimate a ray."""
        columns = zip(*(ray.estimate.entries() for ray in self.rays), strict=True)
        flat = [x for line in columns for x in line]
        return fmpz_mat(self.size * self.ring.degree, len(self.rays), flat)

    def values(self, form: fmpz_mat) -> list[list[fmpz]]:
        """The coordinates of a form at every ray."""
        flat, d = (form * self._evaluations).entries(), self.ring.degree
        return [flat[i : i + d] for i in range(0, len(flat), d)]

    @cached_property
    def heights(self) -> list[fmpz]:
        """The estimates of the first halfspace's form at all rays."""
        return (self.halfspaces[0].form * self.estimates).entries()

    @property
    def middle(self) -> fmpz_mat:
        """The estimate of a vector somewhere in the middle of the cone."""
        total, unit = fmpz_mat(self.size * self.ring.degree, 1), fmpz(1) << PLACES
        one = self.ring.estimates[0, 0]
        for ray in self.rays:
            height = (self.halfspaces[0].form * ray.estimate)[0, 0]
            total += ray.estimate * (unit * one // height if height > 0 else unit)
        return total

    @cached_property
    def corners(self) -> dict[int, Any]:
        """A memory for `symnn.exact.farkas`: what is at the ray of a number."""
        return {}

    @cached_property
    def _of_halfspaces(self) -> dict[int, tuple[list[list[fmpz]], list[arb]]]:
        return {}

    def halfspace_values(self, k: int) -> tuple[list[list[fmpz]], list[arb]]:
        """The coordinates of the k-th halfspace's form at every ray, and enclosures of them."""
        if k not in self._of_halfspaces:
            values = self.values(self.halfspaces[k].form)
            self._of_halfspaces[k] = values, [self.ring.ball(v) for v in values]
        return self._of_halfspaces[k]

    def signs(self, form: fmpz_mat) -> tuple[int, ...]:
        """The signs of a form at every ray."""
        sign = self.ring.sign
        return tuple(sign(v) for v in self.values(form))

    def neighbours(self, i: int) -> list[int]:
        """The rays that span a face of dimension 2 with a ray."""
        zeros = self.zeros
        return [
            j for j, zero in enumerate(zeros) if j != i and _is_edge(zeros, i, j, zeros[i] & zero)
        ]

    def is_free(self, form: fmpz_mat) -> bool:
        """Whether the form takes both signs on a line of the cone."""
        return any(any((form * line.evaluation).entries()) for line in self.lines)

    @property
    def is_bounded(self) -> bool:
        """Whether the polyhedron is: no line, and no ray to infinity."""
        return not self.lines and all(ray.is_proper for ray in self.rays)

    @property
    def is_empty(self) -> bool:
        """Whether no point satisfies the strict halfspaces too: some of them vanishes all over."""
        return any(self._vanishes(k) for k, h in enumerate(self.halfspaces) if h.strict)

    def _vanishes(self, k: int) -> bool:
        return all(zero >> k & 1 for zero in self.zeros)

    def emptied_by(self) -> Halfspace | None:
        """A strict halfspace whose form vanishes on the whole cone."""
        for k, h in enumerate(self.halfspaces):
            if h.strict and self._vanishes(k):
                return h
        return None

    # --- cutting ----------------------------------------------------------------------

    def cut(self, form: fmpz_mat, signs: Sequence[int] | None = None) -> Cut:
        """The parts on both sides of a hyperplane.

        Args:
            form: the form that vanishes on the hyperplane.
            signs: its signs at the rays, if they are known, and it vanishes on all lines.
        """
        if signs is None and self.is_free(form):
            return _cut_lines(self, form)
        return _cut_rays(self, form, self.signs(form) if signs is None else signs)

    def interior_point(self) -> list[Number]:
        """The sum of the rays over its x_0: a point that lies inside, coordinates 1 to n - 1."""
        total = fmpz_mat(self.size, self.ring.degree)
        for ray in self.rays:
            total += ray.matrix
        return point_of(self.ring, total)


@final
@dataclass(frozen=True)
class Cut:
    """A cone cut by a hyperplane: what lies above, on and below it.

    Attributes:
        signs: those of the form at the rays of the cone; of a free form all are 0.
        kept: for the sides 1 and -1, the positions of the rays of the cone that stay.
        new: the rays on the hyperplane that the cut makes, with their zeros.
        apex: a ray off the hyperplane that was a line, pointing to the side 1, or None.
    """

    cone: Cone
    form: fmpz_mat
    signs: tuple[int, ...]
    lines: tuple[Vector, ...]
    new: tuple[tuple[Vector, int], ...]
    apex: Vector | None = None

    def kept(self, side: int) -> tuple[int, ...]:
        """Positions of the rays of the cone that belong to a side, those on the plane too."""
        if self.apex is not None:
            return ()
        return tuple(i for i, s in enumerate(self.signs) if s in (0, side))

    def part(self, side: int, strict: bool, label: int, scale: fmpz = ONE) -> Cone:
        """The part where side · form >= 0, or > 0; `label` and `scale` are for its halfspace."""
        cone, bit = self.cone, 1 << len(self.cone.halfspaces)
        form = self.form if side > 0 else -self.form
        kept = self.kept(side)
        rays = [cone.rays[i] for i in kept]
        zeros = [cone.zeros[i] | (bit if self.signs[i] == 0 else 0) for i in kept]
        rays += [ray for ray, _ in self.new]
        zeros += [zero | bit for _, zero in self.new]
        if self.apex is not None:
            apex = self.apex if side > 0 else Vector(cone.ring, -self.apex.matrix)
            rays.append(apex)
            zeros.append(bit - 1)
        halfspaces = (*cone.halfspaces, Halfspace(form, strict, label, scale))
        made = self.lines, tuple(rays), tuple(zeros), halfspaces, cone.equations
        return Cone(cone.ring, cone.size, *made)

    def slice(self, equation: Equation) -> Cone:
        """The part where the form is 0, for the reason given."""
        cone = self.cone
        kept = [i for i in self.kept(1) if self.signs[i] == 0]
        rays = [*(cone.rays[i] for i in kept), *(ray for ray, _ in self.new)]
        zeros = [*(cone.zeros[i] for i in kept), *(zero for _, zero in self.new)]
        equations = (*cone.equations, equation)
        made = self.lines, tuple(rays), tuple(zeros), cone.halfspaces, equations
        return Cone(cone.ring, cone.size, *made)


def whole_space(ring: Coordinates, size: int) -> Cone:
    """The cone over R^(size - 1): x_0 > 0, everything else free. Its halfspace has the label 0."""
    d = ring.degree

    def unit(k: int) -> Vector:
        flat = [int(i == k * d) for i in range(size * d)]
        return Vector(ring, fmpz_mat(size, d, flat))

    first = fmpz_mat(1, size * d, [int(i == 0) for i in range(size * d)])
    lines = tuple(unit(k) for k in range(1, size))
    return Cone(ring, size, lines, (unit(0),), (0,), (Halfspace(first, True, 0),))


def _cut_rays(cone: Cone, form: fmpz_mat, signs: Sequence[int]) -> Cut:
    """New rays lie between neighbours on different sides."""
    above = [i for i, s in enumerate(signs) if s > 0]
    below = [i for i, s in enumerate(signs) if s < 0]
    new: list[tuple[Vector, int]] = []
    if above and below:
        for i, j in _neighbours(cone, above, below):
            one, other = cone.rays[i], cone.rays[j]
            a, b = ((form * ray.evaluation).entries() for ray in (one, other))
            matrix = _between(cone.ring, one, other, a, b)
            new.append((Vector(cone.ring, matrix), cone.zeros[i] & cone.zeros[j]))
    return Cut(cone, form, tuple(signs), cone.lines, tuple(new))


def _neighbours(cone: Cone, above: list[int], below: list[int]) -> Iterator[tuple[int, int]]:
    """Pairs that span a face of dimension 2: no third ray lies on all their common halfspaces."""
    zeros = cone.zeros
    if len(zeros) == 2:
        yield above[0], below[0]
        return
    for i, j in product(above, below):
        if _is_edge(zeros, i, j, zeros[i] & zeros[j]):
            yield i, j


def _is_edge(zeros: Sequence[int], i: int, j: int, common: int) -> bool:
    """Whether no other ray lies on all halfspaces on which the rays i and j do."""
    for k, zero in enumerate(zeros):  # noqa: SIM110 - a generator takes twice the time
        if not common & ~zero and k not in (i, j):
            return False
    return True


def _between(
    ring: Coordinates, one: Vector, other: Vector, a: Sequence[fmpz], b: Sequence[fmpz]
) -> fmpz_mat:
    """a·other - b·one, where a > 0 > b are the values of the form at one and at other."""
    if ring.degree == 1:
        return primitive(ring, other.matrix * a[0] - one.matrix * b[0])
    return primitive(ring, other.matrix * ring.block(a) - one.matrix * ring.block(b))


def primitive(ring: Coordinates, matrix: fmpz_mat) -> fmpz_mat:
    """The same direction with its first coordinate that is not 0 rational, and no common factor.

    The result is the same for every positive multiple, so that numbers do not grow.
    """
    d, entries = ring.degree, matrix.entries()
    if d > 1:
        start = next((i for i, x in enumerate(entries) if x != 0), 0) // d * d
        lead = entries[start : start + d]
        if any(lead[1:]):
            inverse, _ = ring.inverse(lead)
            if ring.sign(lead) < 0:
                inverse = [-x for x in inverse]
            matrix = matrix * ring.block(inverse)
            entries = matrix.entries()
    common = gcd(*(int(x) for x in entries))
    if common > 1:
        matrix = fmpz_mat(matrix.nrows(), d, [x // common for x in entries])
    return matrix


def _cut_lines(cone: Cone, form: fmpz_mat) -> Cut:
    """Everything is moved along one line onto the hyperplane; the line becomes a ray."""
    ring = cone.ring
    values = [(form * line.evaluation).entries() for line in cone.lines]
    chosen = next(k for k, v in enumerate(values) if any(v))
    a, line = values[chosen], cone.lines[chosen]
    if ring.sign(a) < 0:
        a, line = [-x for x in a], Vector(ring, -line.matrix)
    scale = ring.block(a)

    def moved(vector: Vector, b: Sequence[fmpz]) -> Vector:
        if not any(b):
            return vector
        matrix = vector.matrix * scale - line.matrix * ring.block(b)
        return Vector(ring, primitive(ring, matrix))

    pairs = zip(cone.lines, values, strict=True)
    lines = tuple(moved(v, b) for k, (v, b) in enumerate(pairs) if k != chosen)
    rays = zip(cone.rays, cone.values(form), cone.zeros, strict=True)
    new = tuple((moved(ray, b), zero) for ray, b, zero in rays)
    return Cut(cone, form, (0,) * len(cone.rays), lines, new, line)


def point_of(ring: Coordinates, matrix: fmpz_mat) -> list[Number]:
    """The point of a ray with x_0 > 0: its other coordinates over x_0."""
    numbers = [ring.number(row) for row in matrix.tolist()]
    first = numbers[0].inverse()
    return [x * first for x in numbers[1:]]


def form_of(ring: Coordinates, numbers: Iterable[Number]) -> fmpz_mat:
    """The form with these coefficients, times a positive integer, as a row."""
    matrix = ring.integral(numbers)
    return fmpz_mat(1, matrix.nrows() * ring.degree, matrix.entries())
