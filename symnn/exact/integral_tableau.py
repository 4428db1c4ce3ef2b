"""Tables of numbers of Q(alpha) over one denominator, and the exchange step of elimination on them.

Representation. A table holds numerators in Z[theta] (`symnn.exact.coordinates`), one integer
matrix for each power of theta, and one positive denominator in Z[theta]. If it starts with
denominator 1, every numerator that exchanges produce is a minor of the first table: the divisions
are exact, and numbers grow no faster than determinants.

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

from flint import arb, fmpz, fmpz_mat

from symnn.exact.coordinates import Coordinates, coordinates_of
from symnn.exact.field import Field
from symnn.exact.number import Number

#: The coordinates of a number of Z[theta].
Element: TypeAlias = "Sequence[fmpz]"


class Table(NamedTuple):
    """Numbers N_ij / denominator with a positive denominator."""

    ring: Coordinates
    parts: tuple[fmpz_mat, ...]
    denominator: Element

    def entry(self, i: int, j: int) -> list[fmpz]:
        """The numerator of an entry."""
        return [part[i, j] for part in self.parts]

    def sign(self, i: int, j: int) -> int:
        """Sign of an entry."""
        if len(self.parts) == 1:
            entry = self.parts[0][i, j]
            return int(entry > 0) - int(entry < 0)
        return self.ring.sign(self.entry(i, j))

    def size(self, i: int, j: int) -> fmpz | arb:
        """A number near a numerator: good for choosing among pivots, for nothing else."""
        entry = self.entry(i, j)
        if len(entry) == 1:
            return entry[0]
        middle: arb = self.ring.field.ball_of(self.ring.number(entry).poly).mid()
        return middle

    def number(self, i: int, j: int) -> Number:
        """An entry as a number."""
        u, v = self.ring.inverse(self.denominator)
        return self.ring.number(self.ring.times(self.entry(i, j), u), v)

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
    ring, scales, flat = coordinates_of(field), list[fmpz](), list[list[fmpz]]()
    for row in rows:
        entries, common = [ring.coordinates(x) for x in row], fmpz(1)
        for entry in entries:
            for c in entry:
                common = common.lcm(c.q)
        scales.append(common)
        flat += [[c.p * (common // c.q) for c in entry] for entry in entries]
    width, d = len(rows[0]) if rows else 0, ring.degree
    parts = tuple(fmpz_mat(len(rows), width, [e[k] for e in flat]) for k in range(d))
    return Table(ring, parts, [fmpz(int(k == 0)) for k in range(d)]), tuple(scales)


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
    factor = pivot if d == 1 else ring.times(pivot, u)
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
        made, pivot = [-part for part in made], [-x for x in pivot]
    return Table(ring, tuple(made), pivot)


def _times(ring: Coordinates, vectors: Sequence[fmpz_mat], factor: Element) -> list[fmpz_mat]:
    """A matrix over the ring times an element."""
    d, shape = len(factor), (vectors[0].nrows(), vectors[0].ncols())
    raw = [fmpz_mat(*shape) for _ in range(2 * d - 1)]
    for i in range(d):
        for k in range(d):
            raw[i + k] += vectors[i] * factor[k]
    return _folded(ring, raw)


def _folded(ring: Coordinates, raw: list[fmpz_mat]) -> list[fmpz_mat]:
    """Powers of theta from the degree on, put in."""
    d = ring.degree
    low = raw[:d]
    for high, fold in zip(raw[d:], ring.powers[d:], strict=True):
        for k in range(d):
            if fold[k] != 0:
                low[k] += high * fold[k]
    return low
