"""Random hyperplanes over Q, Q(√2) and a cubic field, with parallel and repeated ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from flint import fmpz_mat
from hypothesis import strategies as st

from symnn.exact.cones import Cone, form_of, whole_space
from symnn.exact.coordinates import Coordinates, coordinates_of
from symnn.exact.field import QQ
from symnn.exact.number import Number

ROOT2 = Number(2).nth_root(2)
CUBE = Number(3).nth_root(3)
SMALL = st.integers(-2, 2)
RATIONAL = SMALL.map(Number)
SURD = st.builds(lambda a, b: a + b * ROOT2, SMALL, SMALL)
CUBIC = st.builds(lambda a, b, c: a + b * CUBE + c * CUBE * CUBE, SMALL, SMALL, SMALL)
NEAR = st.builds(lambda a, e: a + e * (ROOT2 - Number(7) / 5) ** 60, SMALL, SMALL)


class Forms(NamedTuple):
    """Forms b + a·x, the constant first."""

    ring: Coordinates
    size: int
    rows: tuple[tuple[Number, ...], ...]


def strategy(scalars: Any, ring: Coordinates, sizes: Sequence[int], most: int) -> Any:
    """Forms, some of which are the same as others, up to a factor or a constant."""

    @st.composite
    def forms(draw: Any) -> Forms:
        size = draw(st.sampled_from(sizes))
        row = st.lists(scalars, min_size=size + 1, max_size=size + 1).map(tuple)
        rows = draw(st.lists(row, min_size=1, max_size=most))
        for k in draw(st.lists(st.integers(0, len(rows) - 1), max_size=2)):
            factor = draw(scalars.filter(lambda c: c != 0))
            shift = draw(st.sampled_from([Number(0), Number(1)]))
            rows.append((rows[k][0] * factor + shift, *(c * factor for c in rows[k][1:])))
        return Forms(ring, size, tuple(rows))

    return forms()


OVER_Q, OVER_ROOT2, OVER_CUBE = (coordinates_of(f) for f in (QQ, ROOT2.field, CUBE.field))
FORMS = st.one_of(
    strategy(RATIONAL, OVER_Q, (1, 2, 3), 5),
    strategy(SURD, OVER_ROOT2, (1, 2, 3), 4),
    strategy(NEAR, OVER_ROOT2, (2,), 4),
    strategy(CUBIC, OVER_CUBE, (1, 2), 4),
)


def row_of(ring: Coordinates, numbers: Sequence[Number]) -> fmpz_mat:
    """The form as an integer row."""
    return form_of(ring, numbers)


def numbers_of(ring: Coordinates, row: fmpz_mat) -> list[Number]:
    """The coefficients of an integer row, as numbers."""
    entries, d = row.entries(), ring.degree
    return [ring.number(entries[i : i + d]) for i in range(0, len(entries), d)]


def at_ray(ring: Coordinates, form: Sequence[Number], matrix: fmpz_mat) -> Number:
    """The value of a form at a ray, by the arithmetic of numbers."""
    values = [ring.number(row) for row in matrix.tolist()]
    return sum((a * x for a, x in zip(form, values, strict=True)), Number(0))


def cells_of(forms: Forms) -> list[Cone]:
    """All parts of the space that the hyperplanes cut out, each with interior."""
    cells = [whole_space(forms.ring, forms.size + 1)]
    for label, numbers in enumerate(forms.rows, 1):
        row, cut_cells = row_of(forms.ring, numbers), list[Cone]()
        for cell in cells:
            cut = cell.cut(row)
            above = cut.apex is not None or 1 in cut.signs
            below = cut.apex is not None or -1 in cut.signs
            if above and below:
                cut_cells += [cut.part(1, False, label), cut.part(-1, True, -label)]
            else:
                cut_cells.append(cell)
        cells = cut_cells
    return cells
