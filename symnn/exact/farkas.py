"""Farkas multipliers from the rays of a cone: why a form is nowhere negative on it.

A form L that is >= 0 on a polyhedral cone is a nonnegative combination of the forms of its
halfspaces (Farkas' lemma). Halfspaces are subtracted one after the other, each as often as L
allows, so that the face on which L vanishes grows each time; after at most n steps L is 0.
Where just n - 1 facets meet, all steps after the first are one linear map, kept for other forms.

References:
    J. Farkas, Theorie der einfachen Ungleichungen (1902).
    A. Schrijver, Theory of Linear and Integer Programming (1986), section 7.1 (Carathéodory).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from math import gcd
from typing import Final, NamedTuple, TypeAlias

from flint import arb, fmpz, fmpz_mat

from symnn.exact.cones import Cone, Halfspace
from symnn.exact.coordinates import Coordinates, Entry
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number

Multipliers: TypeAlias = "tuple[dict[int, list[fmpz]], list[fmpz]]"

#: Binary digits of an estimate that may be 0.
SMALL: Final = 64


class Corner(NamedTuple):
    """What meets at a ray on which exactly n - 1 facets meet: a basis of all forms.

    Attributes:
        labels: of the halfspace in the heart of the cone, and of the n - 1 facets.
        towards: for each, the ray at which this one alone grows.
        matrix: a form times this is its coefficients in the basis, n blocks of coordinates.
        scale: a positive integer; what the coefficients make is this multiple of the form.
    """

    labels: tuple[int, ...]
    towards: tuple[int, ...]
    matrix: fmpz_mat
    scale: fmpz


def combination(cone: Cone, form: fmpz_mat, first: int | None = None) -> Multipliers:
    """λ and s > 0 with s·L = Σ λ_k L_k, over the labels k of the cone.

    Args:
        cone: its equations may be used with multipliers of any sign.
        form: L, nowhere negative on the cone.
        first: the position of a halfspace that is to be used, with λ > 0; it vanishes on every
            ray on which L does, and not on all rays.

    Exactness: exact. The λ of halfspaces are > 0.
    """
    if first is None and not cone.lines and not cone.equations:
        found = _at_corner(cone, form)
        if found is not None:
            return found
    return _combined(cone, form, first)


def _at_corner(cone: Cone, form: fmpz_mat) -> Multipliers | None:
    """The combination at the corner where L over the first halfspace's form is the least.

    From a corner where a coefficient is negative, an edge leads to one where the ratio is less.
    None if more than n - 1 facets meet there.
    """
    ring, d = cone.ring, cone.ring.degree
    at, on = _guess(cone, form)
    if cone.size - 1 <= len(on) < len(cone.rays):
        single = _multiple(cone, form, on)
        if single is not None:
            return single
    for _ in cone.rays:
        corner = None if at is None else corner_at(cone, at)
        if corner is None:
            return None
        entries = (form * corner.matrix).entries()
        parts = [entries[i : i + d] for i in range(0, len(entries), d)]
        signs = [ring.sign(part) for part in parts]
        if min(signs) >= 0:
            rows = zip(corner.labels, parts, signs, strict=True)
            found = {label: part for label, part, sign in rows if sign}
            return found, [x * corner.scale for x in ring.one]
        at = corner.towards[signs.index(-1)]
    return None


def _guess(cone: Cone, form: fmpz_mat) -> tuple[int | None, list[int]]:
    """The ray at which the ratio is the least, and those where the form is 0, by estimates."""
    heights, values = cone.heights, (form * cone.estimates).entries()
    small = cone.ring.error << SMALL
    on = [i for i, value in enumerate(values) if value <= small]
    best = next((i for i in on if heights[i] > small), None)
    if best is not None:
        return best, on
    for i, (value, height) in enumerate(zip(values, heights, strict=True)):
        if height > small and (best is None or value * heights[best] < values[best] * height):
            best = i
    return best, on


def _multiple(cone: Cone, form: fmpz_mat, on: list[int]) -> Multipliers | None:
    """The form as a multiple of one halfspace's, if it vanishes at the same rays."""
    off = next(i for i in range(len(cone.rays)) if i not in on)
    common = ~cone.zeros[off] & ((1 << len(cone.halfspaces)) - 1)
    for i in on:
        common &= cone.zeros[i]
    if not common:
        return None
    ring, h = cone.ring, cone.halfspaces[common.bit_length() - 1]
    up, down = ((f * cone.rays[off].evaluation).entries() for f in (h.form, form))
    if not any(down) or _scaled(ring, form, up) != _scaled(ring, h.form, down):
        return None
    inverse, norm = ring.inverse(up)
    found = [x * h.scale for x in ring.times(down, inverse)]
    return _reduced({h.label: found}, [x * norm for x in ring.one])


def corner_at(cone: Cone, i: int) -> Corner | None:
    """The corner at a ray of a cone without lines, on which the first halfspace's form is > 0."""
    if i not in cone.corners:
        cone.corners[i] = None if cone.zeros[i] & 1 else _corner(cone, i)
    found: Corner | None = cone.corners[i]
    return found


def _corner(cone: Cone, i: int) -> Corner | None:
    """The dual basis: at each of its vectors, one of the n forms is > 0, the others are 0."""
    ring, near = cone.ring, cone.neighbours(i)
    if len(near) != cone.size - 1:
        return None
    top, apex = cone.halfspaces[0], cone.rays[i]
    height = (top.form * apex.evaluation).entries()
    facets, vectors = [top], [(apex.matrix, height)]
    for j in near:
        others = cone.zeros[i] & ~cone.zeros[j]
        for k in near:
            others &= cone.zeros[k] if k != j else others
        if not others:
            return None
        facets.append(cone.halfspaces[(others & -others).bit_length() - 1])
        ray = cone.rays[j]
        low = (top.form * ray.evaluation).entries()
        edge = ray.matrix * ring.block(height) - apex.matrix * ring.block(low)
        value = (facets[-1].form * ray.evaluation).entries()
        vectors.append((edge, ring.times(value, height)))
    return _assembled(ring, facets, vectors, (i, *near))


def _assembled(
    ring: Coordinates,
    facets: Sequence[Halfspace],
    vectors: Sequence[tuple[fmpz_mat, Entry]],
    towards: tuple[int, ...],
) -> Corner:
    """The corner from the vectors and the values of their own forms at them."""
    columns, norms = [], []
    for facet, (vector, value) in zip(facets, vectors, strict=True):
        inverse, norm = ring.inverse(value)
        columns.append(vector * ring.block(inverse) * facet.scale)
        norms.append(norm)
    scale = reduce(fmpz.lcm, norms)
    tables = [
        ring.evaluation(column * (scale // norm)).tolist()
        for column, norm in zip(columns, norms, strict=True)
    ]
    flat = [x for line in zip(*tables, strict=True) for entry in line for x in entry]
    common = gcd(int(scale), *(int(x) for x in flat))
    size = len(facets) * ring.degree
    matrix = fmpz_mat(size, size, [x // common for x in flat])
    return Corner(tuple(f.label for f in facets), towards, matrix, scale // common)


def _combined(cone: Cone, form: fmpz_mat, first: int | None) -> Multipliers:
    """The combination, by subtracting halfspaces until nothing is left."""
    ring = cone.ring
    values = cone.values(form)
    used: list[tuple[int, Entry]] = []
    scale: Entry = ring.one
    while any(any(v) for v in values):
        k = _next_halfspace(cone, values) if first is None else first
        first = None
        at, balls = cone.halfspace_values(k)
        best = _least_ratio(ring, values, at, balls)
        up, down = at[best], values[best]
        scale = ring.times(scale, up)
        used = [(j, ring.times(c, up)) for j, c in used]
        used.append((k, down))
        values = ring.eliminated(values, up, at, down)
    if cone.equations:
        return _by_equations(cone, form, used, scale)
    found = {}
    for k, c in used:
        h = cone.halfspaces[k]
        found[h.label] = [x * h.scale for x in c]
    return _reduced(found, scale)


def _next_halfspace(cone: Cone, values: Sequence[Entry]) -> int:
    """One that holds the face on which the form vanishes, and not the whole cone."""
    on_face = everywhere = (1 << len(cone.halfspaces)) - 1
    for zero, v in zip(cone.zeros, values, strict=True):
        everywhere &= zero
        if not any(v):
            on_face &= zero
    usable = on_face & ~everywhere
    return (usable & -usable).bit_length() - 1


def _least_ratio(
    ring: Coordinates, values: Sequence[Entry], at: Sequence[Entry], balls: Sequence[arb]
) -> int:
    """The ray with the least value/at among those with at > 0."""
    best, least = -1, None
    for r, a in enumerate(at):
        if not any(a):
            continue
        if not any(values[r]):
            return r
        ratio = ring.ball(values[r]) / balls[r]
        if least is not None and ratio >= least:
            continue
        if least is None or ratio < least or _is_less(ring, values[r], a, values[best], at[best]):
            best, least = r, ratio
    return best


def _is_less(ring: Coordinates, v: Entry, a: Entry, w: Entry, b: Entry) -> bool:
    difference = [x - y for x, y in zip(ring.times(v, b), ring.times(w, a), strict=True)]
    return ring.sign(difference) < 0


def _by_equations(
    cone: Cone, form: fmpz_mat, used: Sequence[tuple[int, Entry]], scale: Entry
) -> Multipliers:
    """The combination when the rest does not vanish by itself: it is one of the equations."""
    ring = cone.ring
    rest = _scaled(ring, form, scale)
    found: dict[int, Number] = {}
    for k, c in used:
        h = cone.halfspaces[k]
        rest -= _scaled(ring, h.form, c)
        found[h.label] = found.get(h.label, Number(0)) + ring.number(c) * h.scale
    solution = _solve(ring, [e.form for e in cone.equations], rest)
    for x, equation in zip(solution, cone.equations, strict=True):
        for label, y in (equation.plus if x > 0 else equation.minus).items():
            found[label] = found.get(label, Number(0)) + abs(x) * y
    whole = ring.integral([*found.values(), ring.number(scale)]).tolist()
    return _reduced(dict(zip(found, whole[:-1], strict=True)), whole[-1])


def _scaled(ring: Coordinates, form: fmpz_mat, c: Entry) -> fmpz_mat:
    d = ring.degree
    n = form.ncols() // d
    product = fmpz_mat(n, d, form.entries()) * ring.block(c)
    return fmpz_mat(1, n * d, product.entries())


def _solve(ring: Coordinates, forms: Sequence[fmpz_mat], rest: fmpz_mat) -> list[Number]:
    """The x with Σ x_k form_k = rest."""
    d = ring.degree

    def numbers(form: fmpz_mat) -> list[Number]:
        e = form.entries()
        return [ring.number(e[i : i + d]) for i in range(0, len(e), d)]

    if not any(rest.entries()):
        return [Number(0)] * len(forms)
    if len(forms) == 1:
        pairs = zip(numbers(rest), numbers(forms[0]), strict=True)
        return [next(x / y for x, y in pairs if y)]
    columns = [*(numbers(f) for f in forms), numbers(rest)]
    form, pivots = Matrix(list(zip(*columns, strict=True))).rref()
    solution = [Number(0)] * len(forms)
    for row, pivot in enumerate(pivots):
        solution[pivot] = form[row, len(forms)]
    return solution


def _reduced(found: dict[int, list[fmpz]], scale: Entry) -> Multipliers:
    """Without a common integer factor."""
    kept = {k: c for k, c in found.items() if any(c)}
    common = gcd(*(int(x) for c in kept.values() for x in c), *(int(x) for x in scale))
    if common > 1:
        kept = {k: [x // common for x in c] for k, c in kept.items()}
        return kept, [x // common for x in scale]
    return kept, list(scale)
