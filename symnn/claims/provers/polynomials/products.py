"""Certificates 0 = sum of c · (product of relations) · square with c > 0, one of them positive.

The products have a bounded degree, so that the coefficients c are found by a linear program. Its
dual is a functional on monomials that is >= 0 on all products; as long as it is negative on some
square, that square is one more column (cutting planes for a semidefinite program, exactly).

Where a bound is attained, every product and every square of the certificate vanishes. Quadratic
relations are therefore first looked at where they are largest: the squares are those of forms
that vanish at these points, and those that L D L^T finds on the faces there.

References:
    D. Handelman, Representing polynomials by positive linear functions on compact convex
    polyhedra, 1988.
    J. B. Lasserre, Moments, Positive Polynomials and Their Applications, 2010.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import combinations, combinations_with_replacement
from itertools import product as pairs
from math import comb
from typing import Any, Final, NamedTuple

from symnn.claims.provers.polynomials.points import find, guess
from symnn.claims.provers.polynomials.problems import (
    Problem,
    linear_and_others,
    near,
    prettier,
)
from symnn.claims.provers.polynomials.rows import coordinates
from symnn.claims.provers.systems import Deadline, Refutation, Witness
from symnn.exact.critical_points import projected_squares, restricted, solve
from symnn.exact.elimination import kernel
from symnn.exact.field import Field
from symnn.exact.linear_programs import Constraint, Infeasible, feasible
from symnn.exact.number import Number
from symnn.exact.polynomials import (
    NUMBERS,
    ZERO,
    Exponents,
    Polynomial,
    Squares,
    Vector,
    affine,
    degree,
    fingerprint,
    matrix,
    product,
    squares,
    total,
    value,
    vector,
)
from symnn.exact.radicals import written_form

METHOD: Final = "sum of products of relations and squares"
MAX_COLUMNS: Final = 260
MAX_MONOMIALS: Final = 60
MAX_ROUNDS: Final = 12
ONE: Final = Number(1)


class Column(NamedTuple):
    """A product of given relations, by their place, and the square of a form or none.

    An equality may be multiplied by any form; it is then not squared.
    """

    factors: tuple[int, ...]
    sign: str
    poly: Polynomial
    form: Polynomial | None = None


def quick(
    question: Problem, field: Field, deadline: Deadline, complete: bool
) -> Refutation | Witness | None:
    """A certificate of the least degree, or a point; the latter only if the list is `complete`.

    Exactness: decides one quadratic relation on R^n; else it may find nothing.
    """
    touching: list[Vector] = []
    found = find(question, touching)
    if found is not None:
        return _witness(question, found) if complete else None
    return _first(question, _degrees(question)[:1], touching, field, deadline)


def deep(question: Problem, field: Field, deadline: Deadline) -> Refutation | None:
    """A certificate of a higher degree."""
    touching: list[Vector] = []
    if guess(question, touching) is not None:
        return None
    return _first(question, _degrees(question)[1:], touching, field, deadline)


def _first(
    question: Problem,
    degrees: Sequence[int],
    touching: Sequence[Vector],
    field: Field,
    deadline: Deadline,
) -> Refutation | None:
    for size in degrees:
        for most in (2, size) if size > 2 else (size,):
            found = _certificate(question, (size, most), touching, field, deadline)
            if found is not None:
                return found
    return None


def _witness(question: Problem, point: Vector) -> Witness:
    written = (written_form(x) for x in prettier(question, point))
    return Witness({str(name): x for name, x in zip(question.names, written, strict=True)})


def _degrees(question: Problem) -> list[int]:
    """The degrees of certificates that are tried, least first."""
    least = max(degree(g.poly) for g in question.given)
    found = (1,) if least == 1 else (2, 3, 4) if least == 2 else (least, least + least % 2)
    return [
        size for size in dict.fromkeys(found) if comb(question.size + size, size) <= MAX_MONOMIALS
    ]


# --------------------------------------------------------------------------- certificates


def _columns(question: Problem, size: int, most: int) -> list[Column]:
    """The products of at most so many relations up to a degree; equalities with all monomials."""
    given, n = question.given, question.size
    places = [i for i, g in enumerate(given) if i and g.sign != "="]
    columns = [Column((), ">", given[0].poly)]
    layer = list(columns)
    for _ in range(most):
        layer = [
            Column(
                (*c.factors, i),
                ">" if c.sign == given[i].sign == ">" else ">=",
                product(c.poly, given[i].poly),
            )
            for c in layer
            for i in places
            if (not c.factors or i >= c.factors[-1])
            and degree(c.poly) + degree(given[i].poly) <= size
        ]
        columns += layer
        if len(columns) > MAX_COLUMNS:
            columns = columns[:MAX_COLUMNS]
            break
    for i, g in enumerate(given):
        if g.sign == "=":
            for m in monomials(n, size - degree(g.poly)):
                form = {m: ONE}
                columns.append(Column((i,), "=", product(g.poly, form), form))
    return columns


def monomials(n: int, size: int) -> list[Exponents]:
    """The exponents of total degree at most `size`."""
    chosen = (c for k in range(size + 1) for c in combinations_with_replacement(range(n), k))
    return [tuple(c.count(i) for i in range(n)) for c in chosen]


def _certificate(
    question: Problem,
    sizes: tuple[int, int],
    touching: Sequence[Vector],
    field: Field,
    deadline: Deadline,
) -> Refutation | None:
    """Of a degree, with a number of relations in one product."""
    size, _ = sizes
    columns = _columns(question, *sizes)
    columns += [_square(form, question) for form in _first_squares(question, touching)]
    index = monomials(question.size, size)
    for _ in range(MAX_ROUNDS):
        if deadline.passed:
            return None
        rows = [Constraint([c.poly.get(m, ZERO) for m in index], c.sign, 0) for c in columns]
        found = feasible(rows, len(index))
        if isinstance(found, Infeasible):
            return refutation(question, columns, found.multipliers, field)
        functional = dict(zip(index, found.point, strict=True))
        new = list(_cuts(question, functional, touching, size))
        if not new:
            return None
        columns += new
    return None


def _square(form: Polynomial, question: Problem, *by: int) -> Column:
    """The square of a form, times a relation."""
    poly = product(form, form)
    for i in by:
        poly = product(poly, question.given[i].poly)
    return Column(tuple(by), ">=", poly, form)


def _basis(n: int, size: int, touching: Sequence[Vector]) -> list[Polynomial]:
    """Polynomials up to a degree that vanish at the touching points."""
    index = monomials(n, size)
    if not touching:
        return [{m: ONE} for m in index]
    rows = [[value({m: ONE}, z) for m in index] for z in touching]
    return [
        {m: c for m, c in zip(index, v, strict=True) if c}
        for v in kernel([tuple(row) for row in rows], NUMBERS)
    ]


def _first_squares(question: Problem, touching: Sequence[Vector]) -> list[Polynomial]:
    """What L D L^T finds, on the faces of the touching points, of the relation that touches."""
    linear, others = linear_and_others(question)
    if len(others) != 1 or degree(others[0].poly) != 2:
        return []
    n, found = question.size, dict[object, Vector]()
    form = [[-c for c in row] for row in matrix(others[0].poly, n)]
    forms = [vector(g.poly, n) for g in linear if g.sign != "="]
    equal = [vector(g.poly, n) for g in linear if g.sign == "="]
    for z in touching or (None,):
        active = [f for f in forms if z is not None and not value(affine(f), z)]
        best = -value(others[0].poly, z) if z is not None else ZERO
        for k in range(min(n, len(active)) + 1):
            for chosen in combinations(active, k):
                face = solve([*equal, *chosen], n)
                if face is None:
                    continue
                inner = restricted(form, face)
                inner[-1][-1] -= best
                split = squares(inner)
                if isinstance(split, Squares):
                    vectors = projected_squares(face, [v for _, v in split.terms])
                    found |= {fingerprint(v): v for v in vectors}
    return [affine(v) for v in found.values() if any(v[:-1])]


def _cuts(
    question: Problem, functional: Polynomial, touching: Sequence[Vector], size: int
) -> Iterator[Column]:
    """Squares, alone or times a relation, on which the functional is negative."""
    places = [i for i, g in enumerate(question.given) if i and g.sign != "="]
    known: dict[object, list[Polynomial]] = {}
    for by in [(), *((i,) for i in places), *combinations_with_replacement(places, 2)]:
        weight = reduce(product, (question.given[i].poly for i in by), question.given[0].poly)
        if degree(weight) + 2 > size:
            continue
        there = [i for i, z in enumerate(touching) if value(weight, z)]
        key = (half := (size - degree(weight)) // 2, *there)
        if key not in known:
            known[key] = _basis(question.size, half, [touching[i] for i in there])
        inner = known[key]
        form = [[_apply(functional, weight, a, b) for b in inner] for a in inner]
        split = squares(form)
        if not isinstance(split, Squares):
            w = _simple(split.vector, form)
            yield _square(total(zip(w, inner, strict=True)), question, *by)


def _apply(functional: Polynomial, *factors: Polynomial) -> Number:
    poly: Polynomial = factors[0]
    for f in factors[1:]:
        poly = product(poly, f)
    return sum((c * functional[m] for m, c in poly.items()), ZERO)


def _simple(w: Vector, form: Sequence[Sequence[Number]]) -> Vector:
    """A simple direction near w in which the form is negative too."""
    largest = max((abs(c) for c in w), default=ONE)
    for bits in (1, 2, 3, 5, 8, 12, 20, 40):
        rounded = tuple(Number(near(c / largest, bits)) for c in w)
        values = (rounded[i] * rounded[j] * form[i][j] for i, j in pairs(range(len(w)), repeat=2))
        if sum(values, ZERO).sign() < 0:
            return rounded
    return w


def refutation(
    question: Problem, columns: Sequence[Column], multipliers: Vector, field: Field
) -> Refutation | None:
    """The proof; what is multiplied by the definition of a root is 0 to the checker."""
    names = {i: question.given[i].factor for column in columns for i in column.factors}
    used = [
        (c, column)
        for c, column in zip(multipliers, columns, strict=True)
        if c and all(names[i] is not None for i in column.factors)
    ]
    listed = sorted({n for _, k in used for i in k.factors if isinstance(n := names[i], int)})
    rows: list[list[Any]] = []
    for c, column in used:
        weight = coordinates(c, field)
        form = None if column.form is None else _form(question.names, column.form, field)
        if weight is None or (form is None) is not (column.form is None):
            return None
        factors = [listed.index(n) if isinstance(n := names[i], int) else n for i in column.factors]
        rows.append([[str(q) for q in weight], factors, form])
    return Refutation({"kind": "polynomial", "relations": listed, "products": rows}, METHOD)


def _form(names: Sequence[object], form: Polynomial, field: Field) -> list[Any] | None:
    """A form by its coefficients; None if it holds a variable without a name."""
    rows: list[Any] = []
    for m, c in form.items():
        inside = coordinates(c, field)
        if inside is None or any(k and name is None for name, k in zip(names, m, strict=True)):
            return None
        powers = [[name, k] for name, k in zip(names, m, strict=True) if k]
        rows.append([[str(q) for q in inside], powers])
    return rows
