"""Where a quadratic polynomial may be largest on a polyhedron: the critical points of its faces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import comb
from typing import Final, NamedTuple

from symnn.exact.elimination import echelon, kernel
from symnn.exact.number import Number
from symnn.exact.polynomials import NUMBERS, ZERO, Polynomial, Vector, fingerprint, matrix

#: The most sets of constraints that are tried as faces.
MAX_FACES: Final = 600


class Face(NamedTuple):
    """The points origin + sum u_i directions[i] at which some affine forms vanish."""

    origin: Vector
    directions: tuple[Vector, ...]

    def at(self, u: Sequence[Number]) -> Vector:
        """The point with these coordinates."""
        parts = [
            sum((c * d[i] for c, d in zip(u, self.directions, strict=True)), ZERO)
            for i in range(len(self.origin))
        ]
        return tuple(a + b for a, b in zip(self.origin, parts, strict=True))


def solve(rows: Sequence[Vector], size: int) -> Face | None:
    """The common zeros of affine forms (c1, …, cn, c); None if there are none.

    Examples:
        >>> one = Number(1)
        >>> solve([(one, one, -one)], 2).origin == (1, 0)
        True
    """
    if not rows:
        units = tuple(tuple(Number(int(i == j)) for j in range(size)) for i in range(size))
        return Face((ZERO,) * size, units)
    form = echelon([tuple(row) for row in rows], NUMBERS)
    if size in form.pivots:
        return None
    origin = [ZERO] * size
    for row, pivot in zip(form.rows, form.pivots, strict=False):
        origin[pivot] = -row[size]
    return Face(tuple(origin), kernel([tuple(row[:size]) for row in rows], NUMBERS))


def restricted(form: Sequence[Sequence[Number]], face: Face) -> list[list[Number]]:
    """The matrix, on (u, 1), of a quadratic polynomial with this matrix on (x, 1)."""
    columns = [(*d, ZERO) for d in face.directions] + [(*face.origin, Number(1))]
    images = [[_dot(row, c) for row in form] for c in columns]
    return [[_dot(c, image) for image in images] for c in columns]


def _dot(left: Sequence[Number], right: Sequence[Number]) -> Number:
    out = ZERO
    for a, b in zip(left, right, strict=True):
        if a and b:
            out += a * b
    return out


def critical_points(
    q: Polynomial, constraints: Sequence[Vector], equalities: Sequence[Vector] = ()
) -> Iterator[Vector]:
    """A point with gradient 0 on each face of {x: forms >= 0, = 0}, vertices first, where there is.

    A quadratic polynomial that has a maximum on the polyhedron has it at one of these points, or
    on a line of critical points that one of them lies on.

    Examples:
        >>> one, zero = Number(1), Number(0)
        >>> box = [(one, zero), (-one, one)]
        >>> list(critical_points({(2,): -one, (1,): one}, box)) == [(0,), (1,), (one / 2,)]
        True
    """
    size = len(next(iter(q)))
    form = matrix(q, size)
    count = sum(comb(len(constraints), k) for k in range(size + 1))
    sizes = range(size, -1, -1) if count <= MAX_FACES else range(min(2, size), -1, -1)
    seen = set[object]()
    for k in sizes:
        for chosen in combinations(constraints, k):
            face = solve([*equalities, *chosen], size)
            point = None if face is None else _critical(form, face)
            if point is None or (key := fingerprint(point)) in seen:
                continue
            seen.add(key)
            if _inside(point, constraints):
                yield point


def _critical(form: Sequence[Sequence[Number]], face: Face) -> Vector | None:
    inner = restricted(form, face)
    n = len(face.directions)
    found = solve([tuple(row) for row in inner[:n]], n)
    return None if found is None else face.at(found.origin)


def _inside(point: Vector, constraints: Sequence[Vector]) -> bool:
    return all(_dot(c, (*point, Number(1))).sign() >= 0 for c in constraints)


def projected_squares(face: Face, vectors: Sequence[Vector]) -> list[Vector]:
    """Affine forms in u on a face as affine forms in x, constant in directions normal to it."""
    n, directions = len(face.directions), face.directions
    if n == 0:
        return [(*[ZERO] * len(face.origin), v[-1]) for v in vectors]
    gram = [[_dot(a, b) for b in directions] for a in directions]
    out = []
    for v in vectors:
        weights = solve([(*row, -c) for row, c in zip(gram, v[:n], strict=True)], n)
        if weights is None:
            continue
        linear = Face((ZERO,) * len(face.origin), directions).at(weights.origin)
        out.append((*linear, v[n] - _dot(linear, face.origin)))
    return out
