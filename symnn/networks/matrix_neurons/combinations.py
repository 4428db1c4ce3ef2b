"""Sums of closed scalars times algebraic matrices: adjoints and tangents of matrix networks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from symnn.exact.expression import ONE, ZERO, Expr, mul, negative
from symnn.exact.matrix import Matrix
from symnn.exact.radicals import written_form
from symnn.functions.calculus import plus, times
from symnn.functions.definitions import VARIABLE
from symnn.functions.matrix_functions.combination import Combination, combined
from symnn.networks.matrix_neurons.values import Calculus, Entries, Value, shape_of


def zero(shape: tuple[int, int]) -> Combination:
    """The sum without terms."""
    return Combination(shape, ())


def combination_of(item: Value) -> Combination:
    """A value of a network as such a sum.

    Raises:
        UnsupportedError: complex eigenvalues whose functions have no short closed form.

    Examples:
        >>> combination_of(Matrix([[2]])).matrix() == Matrix([[2]])
        True
    """
    if isinstance(item, Calculus):
        if item.body != VARIABLE:
            return item.found.combination
        item = item.base
    if isinstance(item, Matrix):
        return Combination(item.shape, ((ONE, item),) if item else ())
    return of_entries(item)


def of_entries(rows: Entries) -> Combination:
    """Entries, gathered by what they have in common."""
    height, width = shape_of(rows)
    parts = [
        (entry, unit(height, width, i, j))
        for i, row in enumerate(rows)
        for j, entry in enumerate(row)
        if entry != ZERO
    ]
    return combined((height, width), parts)


def unit(height: int, width: int, i: int, j: int) -> Matrix:
    """The matrix with a one in row i and column j, and zeros elsewhere."""
    return Matrix([[int((r, c) == (i, j)) for c in range(width)] for r in range(height)])


def total(shape: tuple[int, int], items: Sequence[tuple[Expr, Combination]]) -> Combination:
    """The sum of scalars times such sums."""
    parts = [
        (s if w == ONE else w if s == ONE else mul(w, s), f)
        for w, item in items
        if w != ZERO
        for s, f in item.terms
    ]
    return combined(shape, parts)


def difference(left: Combination, right: Combination) -> Combination:
    """left - right."""
    return total(left.shape, [(ONE, left), (negative(ONE), right)])


def inner(left: Combination, right: Combination) -> Expr:
    """<X, Y> = tr(XᵀY), the sum of the products of the entries.

    Examples:
        >>> A = combination_of(Matrix([[1, 2]]))
        >>> inner(A, A) == written_form((Matrix([[1, 2]]) @ Matrix([[1, 2]]).T).trace())
        True
    """
    terms = []
    for s, f in left.terms:
        for t, g in right.terms:
            weight = (f.T @ g).trace()
            if weight:
                terms.append(times(written_form(weight), s, t))
    return plus(*terms) if terms else ZERO


def mapped(
    item: Combination, shape: tuple[int, int], linear: Callable[[Matrix], Combination]
) -> Combination:
    """A linear map applied to each matrix."""
    return total(shape, [(s, linear(f)) for s, f in item.terms])
