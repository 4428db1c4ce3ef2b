"""Farkas multipliers from the rays of a cone: why a form is nowhere negative on it.

A form L that is >= 0 on a polyhedral cone is a nonnegative combination of the forms of its
halfspaces (Farkas' lemma). Halfspaces are subtracted one after the other, each as often as L
allows, so that the face on which L vanishes grows each time; after at most n steps L is 0.

References:
    J. Farkas, Theorie der einfachen Ungleichungen (1902).
    A. Schrijver, Theory of Linear and Integer Programming (1986), section 7.1 (Carathéodory).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd
from typing import TypeAlias

from flint import arb, fmpz, fmpz_mat

from symnn.exact.cones import Cone, primitive
from symnn.exact.coordinates import Coordinates, Entry
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number

Multipliers: TypeAlias = "tuple[dict[int, list[fmpz]], list[fmpz]]"


def combination(cone: Cone, form: fmpz_mat, first: int | None = None) -> Multipliers:
    """λ and s > 0 with s·L = Σ λ_k L_k, over the labels k of the cone.

    Args:
        cone: its equations may be used with multipliers of any sign.
        form: L, nowhere negative on the cone.
        first: the position of a halfspace that is to be used, with λ > 0; it vanishes on every
            ray on which L does, and not on all rays.

    Exactness: exact. The λ of halfspaces are > 0.
    """
    if first is not None or cone.equations or not any(form.entries()):
        return _combined(cone, form, first)
    ring, n = cone.ring, cone.size
    matrix = fmpz_mat(n, ring.degree, form.entries())
    plain = primitive(ring, matrix)
    entries = plain.entries()
    key = tuple(entries)
    if key not in cone.combinations:
        cone.combinations[key] = _combined(cone, fmpz_mat(1, len(entries), entries), None)
    return _for_multiple(ring, cone.combinations[key], matrix, plain)


def _for_multiple(
    ring: Coordinates, known: Multipliers, matrix: fmpz_mat, plain: fmpz_mat
) -> Multipliers:
    """The combination for a·P from that for P: if s·P = Σ λ_k L_k, then s·(a P) = Σ a λ_k L_k."""
    d, wide = ring.degree, matrix.entries()
    start = next((i for i, x in enumerate(wide) if x != 0), 0) // d * d
    lead, unit = wide[start : start + d], plain.entries()[start]
    if ring.sign(lead) < 0:
        lead = [-x for x in lead]
    found, scale = known
    size = abs(unit)  # the leading coordinate of P is rational
    return _reduced({k: ring.times(c, lead) for k, c in found.items()}, [x * size for x in scale])


def _combined(cone: Cone, form: fmpz_mat, first: int | None) -> Multipliers:
    """The combination, by subtracting halfspaces until nothing is left."""
    ring = cone.ring
    values = cone.values(form)
    used: list[tuple[int, Entry]] = []
    scale: Entry = _unit(ring)
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


def _unit(ring: Coordinates) -> list[fmpz]:
    return [fmpz(int(k == 0)) for k in range(ring.degree)]


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
