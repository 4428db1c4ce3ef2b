"""Rank, span and membership in subspaces: exact numbers, with formulas that show them."""

from __future__ import annotations

from collections.abc import Sequence

from symnn.claims.formula import Atomic, Compound, Formula, conjunction
from symnn.documents.phrases.matrices import Rows, det, equal, product
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import ZERO, Expr
from symnn.exact.matrix import Matrix
from symnn.exact.radicals import written_form
from symnn.functions.lower import lower
from symnn.latex import syntax as tree


def reals(node: tree.Node | None) -> int | None:
    """The n of ℝⁿ, 1 for ℝ; None for anything else.

    >>> from fractions import Fraction
    >>> reals(tree.Power(tree.Name("R", font="bb"), tree.Number("3", Fraction(3)))) == 3
    True
    """
    base, exponent = (node.base, node.exponent) if isinstance(node, tree.Power) else (node, None)
    if not isinstance(base, tree.Name) or base.base != "R":
        return None
    if exponent is None:
        return 1 if base.font == "bb" else None
    return int(exponent.value) if isinstance(exponent, tree.Number) else None


def rank_of(rows: Rows) -> tuple[int, Formula]:
    """The rank r of closed rows, and what shows it: an r × r minor that is not 0, and A = B C.

    B are the r columns at the pivots; so the rank is at least r and at most r.

    Raises:
        SymnnError: an entry is no closed algebraic number.
    """
    matrix = _numbers(rows)
    form, pivots = matrix.rref()
    if not pivots:
        zeros = tuple(Atomic("=", e, ZERO) for row in rows for e in row)
        return 0, conjunction(zeros)
    chosen = matrix.columns(pivots).T.rref()[1]
    minor = det(tuple(tuple(rows[i][j] for j in pivots) for i in chosen))
    basis = tuple(tuple(row[j] for j in pivots) for row in rows)
    weights = form.rows(range(len(pivots)))
    factors = tuple(tuple(written_form(e) for e in row) for row in weights.tolist())
    parts = (Atomic("!=", minor, ZERO), equal(rows, product(basis, factors)))
    return len(pivots), Compound("and", parts)


def combination(columns: Rows, vector: Sequence[Expr]) -> tuple[bool, Formula]:
    """Whether a vector is a combination of columns, and what shows it.

    Either weights x with A x = b, or a row y with y A = 0 and y b ≠ 0.
    """
    matrix, target = _numbers(columns), _numbers(tuple((e,) for e in vector))
    joined = [[*a, *b] for a, b in zip(matrix.tolist(), target.tolist(), strict=True)]
    form, pivots = Matrix(joined).rref()
    width = matrix.shape[1]
    right = tuple((e,) for e in vector)
    if width not in pivots:
        weights = [ZERO] * width
        for row, place in enumerate(pivots):
            weights[place] = written_form(form[row, width])
        image = product(columns, tuple((w,) for w in weights))
        return True, equal(image, right)
    left = matrix.T.kernel()
    for k in range(left.shape[1]):
        one = tuple(written_form(left[i, k]) for i in range(left.shape[0]))
        gap = product((one,), right)[0][0]
        if exact_value(lower(gap)):
            nothing = equal(product((one,), columns), ((ZERO,) * width,))
            return False, Compound("and", (nothing, Atomic("!=", gap, ZERO)))
    raise AssertionError("a vector outside the column space is seen by the left kernel")


def _numbers(rows: Rows) -> Matrix:
    return Matrix([[exact_value(lower(e)) for e in row] for row in rows])


def pivots_of(rows: Rows) -> tuple[tuple[int, ...], tuple[Formula, ...]]:
    """The columns that are no combination of those before them, and what shows each of them."""
    _, pivots = _numbers(rows).rref()
    shown: list[Formula] = []
    for k in range(len(rows[0])):
        column = tuple(row[k] for row in rows)
        before = tuple(row[:k] for row in rows)
        if k == 0:
            zero = tuple(Atomic("=", e, ZERO) for e in column)
            some = tuple(Atomic("!=", e, ZERO) for e in column)
            either = Compound("or", some) if len(some) > 1 else some[0]
            shown.append(either if 0 in pivots else conjunction(zero))
            continue
        shown.append(combination(before, column)[1])
    return tuple(pivots), tuple(shown)


def zeros_of(rows: Rows) -> tuple[tuple[tuple[Expr, ...], ...], Formula]:
    """A basis of the x with A x = 0, and what shows the rank, so that there are no more."""
    kernel = _numbers(rows).kernel()
    height, width = kernel.shape
    vectors = tuple(tuple(written_form(kernel[i, k]) for i in range(height)) for k in range(width))
    return vectors, rank_of(rows)[1]
