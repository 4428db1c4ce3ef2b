"""Tables of numbers of Q(alpha) over one denominator, and the exchange step of elimination on them.

Representation. beta = L alpha is an algebraic integer for the right positive integer L. A table
holds numerators in Z[beta], one integer matrix for each power of beta, and one positive
denominator in Z[beta]. If it starts with denominator 1, every numerator that exchanges produce is
a minor of the first table: the divisions are exact, and numbers grow no faster than determinants.

The exchange. A row reads s = sum_j T_rj t_j. Solving row r for t_c and putting it in everywhere
is one step of rank one on the numerators N over the denominator d, with p = N_rc:

    N' = (p N - u v) / d,   u = column c with p + d in place r,   v = row r with p - d in place c,

over the new denominator p. So one exchange is a few operations of FLINT on whole matrices.

References:
    E. H. Bareiss, Sylvester's identity and multistep integer-preserving Gaussian elimination
    (1968). J. Edmonds, Systems of distinct representatives and linear algebra (1967).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from flint import arb, fmpq, fmpq_poly, fmpz, fmpz_mat

from symnn.exact.field import Field, sign_of
from symnn.exact.number import Number

#: The coefficients of a number of Z[beta] on 1, beta, beta^2, ….
Element: TypeAlias = "tuple[fmpz, ...]"


class Ring(NamedTuple):
    """Z[beta] for beta = scale * alpha, with the powers of beta from the degree on."""

    field: Field
    scale: fmpz
    folds: tuple[tuple[fmpz, ...], ...]

    @property
    def one(self) -> Element:
        """1."""
        return (fmpz(1), *[fmpz(0)] * (self.field.degree - 1))

    def poly(self, element: Element) -> fmpq_poly:
        """The element as a polynomial in alpha."""
        if self.scale == 1:
            return fmpq_poly(list(element))
        return fmpq_poly([c * self.scale**k for k, c in enumerate(element)])

    def sign(self, element: Element) -> int:
        """-1, 0 or 1, exactly."""
        if len(element) == 1:
            return int(element[0] > 0) - int(element[0] < 0)
        return sign_of(self.poly(element), self.field)

    def size(self, element: Element) -> fmpz | arb:
        """A number near the element: good for choosing among pivots, for nothing else."""
        if len(element) == 1:
            return element[0]
        middle: arb = self.field.ball_of(self.poly(element)).mid()
        return middle

    def product(self, a: Element, b: Element) -> Element:
        """a b."""
        if len(a) == 1:
            return (a[0] * b[0],)
        raw = [fmpz(0)] * (2 * len(a) - 1)
        for i, left in enumerate(a):
            for k, right in enumerate(b):
                raw[i + k] += left * right
        return self._folded(raw)

    def _folded(self, raw: list[fmpz]) -> Element:
        d = self.field.degree
        low = raw[:d]
        for high, fold in zip(raw[d:], self.folds, strict=True):
            for k in range(d):
                low[k] += high * fold[k]
        return tuple(low)

    def numerators(self, numbers: Sequence[Number]) -> tuple[list[Element], fmpz]:
        """Numbers of the field over their least common positive denominator."""
        d = self.field.degree
        rows = [[x.poly[k] / self.scale**k for k in range(d)] for x in numbers]
        common = fmpz(1)
        for row in rows:
            for c in row:
                common = common.lcm(c.q)
        return [tuple(fmpz((c * common).p) for c in row) for row in rows], common

    def inverse(self, element: Element) -> tuple[Element, fmpz]:
        """u and v > 0 with 1 / element = u / v."""
        if len(element) == 1:
            return ((fmpz(1),), element[0]) if element[0] > 0 else ((fmpz(-1),), -element[0])
        (found,), common = self.numerators([Number.of(self.field, self.poly(element)).inverse()])
        return found, common

    def quotient(self, numerator: Element, denominator: Element) -> Number:
        """numerator / denominator as a number."""
        if len(numerator) == 1:
            return Number(fmpq(numerator[0], denominator[0]))
        u, v = self.inverse(denominator)
        return Number.of(self.field, self.poly(self.product(numerator, u)) / v)


@lru_cache(maxsize=256)
def ring_of(field: Field) -> Ring:
    """The ring of numerators of a field."""
    d, scale = field.degree, fmpz(1)
    for c in field.coefficients():
        scale = scale.lcm(c.q)
    monic = [fmpz((field.polynomial[k] * scale ** (d - k)).p) for k in range(d)]
    folds, power = [], [fmpz(0)] * (d - 1) + [fmpz(1)]
    for _ in range(d - 1):
        top, shifted = power[-1], [fmpz(0), *power[:-1]]
        power = [c - top * m for c, m in zip(shifted, monic, strict=True)]
        folds.append(tuple(power))
    return Ring(field, scale, tuple(folds))


class Table(NamedTuple):
    """Numbers N_ij / denominator with a positive denominator."""

    ring: Ring
    parts: tuple[fmpz_mat, ...]
    denominator: Element

    def entry(self, i: int, j: int) -> Element:
        """The numerator of an entry."""
        return tuple(part[i, j] for part in self.parts)

    def sign(self, i: int, j: int) -> int:
        """Sign of an entry."""
        if len(self.parts) == 1:
            entry = self.parts[0][i, j]
            return int(entry > 0) - int(entry < 0)
        return self.ring.sign(self.entry(i, j))

    def number(self, i: int, j: int) -> Number:
        """An entry as a number."""
        return self.ring.quotient(self.entry(i, j), self.denominator)

    def with_row(self, i: int, row: Sequence[Element]) -> Table:
        """The table with other numerators in one row."""
        parts = tuple(fmpz_mat(part) for part in self.parts)
        for j, element in enumerate(row):
            for part, c in zip(parts, element, strict=True):
                part[i, j] = c
        return self._replace(parts=parts)


def make_table(field: Field, rows: Sequence[Sequence[Number]]) -> tuple[Table, tuple[fmpz, ...]]:
    """The table of some rows, each times its own least denominator; and these denominators.

    The numbers belong to the field, or are rational.
    """
    ring, d = ring_of(field), field.degree
    cleared = [ring.numerators(row) for row in rows]
    width = len(rows[0]) if rows else 0
    parts = tuple(
        fmpz_mat(len(rows), width, [e[k] for row, _ in cleared for e in row]) for k in range(d)
    )
    return Table(ring, parts, ring.one), tuple(common for _, common in cleared)


@lru_cache(maxsize=1024)
def _unit(size: int, place: int, *, upright: bool) -> fmpz_mat:
    entries = [int(i == place) for i in range(size)]
    return fmpz_mat(size, 1, entries) if upright else fmpz_mat(1, size, entries)


def exchanged(table: Table, r: int, c: int) -> Table:
    """The table after row r was solved for column c; the entry there is not 0."""
    ring, parts, denominator = table
    d, m, n = len(parts), parts[0].nrows(), parts[0].ncols()
    pivot = table.entry(r, c)
    columns = [part * _unit(n, c, upright=True) for part in parts]
    rows = [_unit(m, r, upright=False) * part for part in parts]
    for k in range(d):
        columns[k][r, 0] = pivot[k] + denominator[k]
        rows[k][0, c] = pivot[k] - denominator[k]
    u, v = ring.inverse(denominator)
    factor = pivot if d == 1 else ring.product(pivot, u)
    if d > 1:
        columns = _times(ring, columns, u)
    raw = [fmpz_mat(m, n) for _ in range(2 * d - 1)]
    for i in range(d):
        for k in range(d):
            raw[i + k] += parts[k] * factor[i] - columns[i] * rows[k]
    made = _folded(ring, raw)
    if v != 1:
        made = [part / v for part in made]
    if ring.sign(pivot) < 0:
        made, pivot = [-part for part in made], tuple(-x for x in pivot)
    return Table(ring, tuple(made), pivot)


def _times(ring: Ring, vectors: Sequence[fmpz_mat], factor: Element) -> list[fmpz_mat]:
    """A matrix over the ring times an element."""
    d, shape = len(factor), (vectors[0].nrows(), vectors[0].ncols())
    raw = [fmpz_mat(*shape) for _ in range(2 * d - 1)]
    for i in range(d):
        for k in range(d):
            raw[i + k] += vectors[i] * factor[k]
    return _folded(ring, raw)


def _folded(ring: Ring, raw: list[fmpz_mat]) -> list[fmpz_mat]:
    d = ring.field.degree
    low = raw[:d]
    for high, fold in zip(raw[d:], ring.folds, strict=True):
        for k in range(d):
            if fold[k] != 0:
                low[k] += high * fold[k]
    return low
