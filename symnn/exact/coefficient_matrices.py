"""A matrix over Q(alpha) as integer matrices, one for each power of alpha, over one denominator.

This floor knows fields and integers, and no shapes errors, numbers or users: `symnn.exact.matrix`
does. All heavy work is done by FLINT on integer matrices; nothing here loops over products.

Two representations of a matrix A with entries in a field of degree d:

- its coefficients A_0, ..., A_(d-1) with A = (A_0 + A_1 alpha + ...) / denominator, reduced: no
  integer > 1 divides the denominator and every coefficient;
- its regular representation, where each entry becomes the d x d rational matrix of
  multiplication by it on 1, alpha, .... That is a ring homomorphism that sends 1 to the identity,
  so it sends the reduced row echelon form to the reduced row echelon form, and solutions to
  solutions.

References:
    H. Cohen, A Course in Computational Algebraic Number Theory, sections 2.2 and 4.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from flint import fmpq, fmpq_mat, fmpq_poly, fmpz, fmpz_mat

from symnn.exact.field import Field

Polynomial: TypeAlias = "list[fmpz_mat]"


class Coefficients(NamedTuple):
    """Integer matrices by power of alpha, and the positive integer that divides them all."""

    numerators: tuple[fmpz_mat, ...]
    denominator: fmpz


class _Powers(NamedTuple):
    """Row i holds the numerators of alpha^i on the powers below the degree."""

    rows: tuple[tuple[fmpz, ...], ...]
    denominator: fmpz


def _over_one_denominator(rows: Sequence[Sequence[fmpq]]) -> _Powers:
    numerators, denominator = fmpq_mat([list(row) for row in rows]).numer_denom()
    return _Powers(tuple(tuple(row) for row in numerators.tolist()), denominator)


@lru_cache(maxsize=1024)
def _powers(field: Field) -> _Powers:
    """alpha^0, ..., alpha^(2d-2)."""
    d, power, rows = field.degree, fmpq_poly([1]), []
    for _ in range(2 * d - 1):
        rows.append([power[k] for k in range(d)])
        power = (power * fmpq_poly([0, 1])) % field.polynomial
    return _over_one_denominator(rows)


# ------------------------------------------------------------------------ lowest terms


def reduced(numerators: Sequence[fmpz_mat], denominator: fmpz) -> Coefficients:
    """The same matrix in lowest terms; stops looking as soon as the common divisor is 1."""
    common = denominator
    for matrix in numerators:
        if common == 1:
            break
        common = _content(matrix, common)
    if denominator < 0:
        common = -common
    if common == 1:
        return Coefficients(tuple(numerators), denominator)
    return Coefficients(tuple(m / common for m in numerators), denominator // common)


def _content(matrix: fmpz_mat, common: fmpz) -> fmpz:
    """The greatest common divisor of a number and every entry."""
    if not matrix:
        return common
    for i in range(matrix.nrows()):
        for j in range(matrix.ncols()):
            common = common.gcd(matrix[i, j])
            if common == 1:
                return common
    return common


def from_rational(parts: Sequence[fmpq_mat]) -> Coefficients:
    """Clear the denominators of rational coefficient matrices, once."""
    cleared = [part.numer_denom() for part in parts]
    denominator = fmpz(1)
    for _, own in cleared:
        denominator = denominator.lcm(own)
    scaled = (m if own == denominator else m * (denominator // own) for m, own in cleared)
    return Coefficients(tuple(scaled), denominator)


# ------------------------------------------------------------------------ ring operations


def _added(left: Sequence[fmpz_mat], right: Sequence[fmpz_mat]) -> Polynomial:
    if len(left) < len(right):
        left, right = right, left
    return [a + b for a, b in zip(left, right, strict=False)] + list(left[len(right) :])


def _subtracted(left: Sequence[fmpz_mat], right: Sequence[fmpz_mat]) -> Polynomial:
    """The right polynomial is no longer than the left."""
    return [a - b for a, b in zip(left, right, strict=False)] + list(left[len(right) :])


def _trimmed(parts: Sequence[fmpz_mat]) -> Sequence[fmpz_mat]:
    """Without vanishing leading coefficients, so that rational matrices cost what they should."""
    length = len(parts)
    while length > 1 and not parts[length - 1]:
        length -= 1
    return parts[:length]


def _polynomial_product(left: Sequence[fmpz_mat], right: Sequence[fmpz_mat]) -> Polynomial:
    """Karatsuba: three products of half the length instead of four."""
    if len(left) == 1:
        return [left[0] * b for b in right]
    if len(right) == 1:
        return [a * right[0] for a in left]
    half = (max(len(left), len(right)) + 1) // 2
    if len(left) <= half:
        low, high = (_polynomial_product(left, part) for part in (right[:half], right[half:]))
        return _overlapping(low, high, half)
    if len(right) <= half:
        low, high = (_polynomial_product(part, right) for part in (left[:half], left[half:]))
        return _overlapping(low, high, half)
    low = _polynomial_product(left[:half], right[:half])
    high = _polynomial_product(left[half:], right[half:])
    both = _polynomial_product(_added(left[:half], left[half:]), _added(right[:half], right[half:]))
    middle = _subtracted(_subtracted(both, low), high)
    return _overlapping(_overlapping(low, middle, half), high, 2 * half)


def _overlapping(low: Polynomial, high: Polynomial, shift: int) -> Polynomial:
    """low + x^shift high, for a low polynomial of at least `shift` coefficients."""
    return low[:shift] + _added(low[shift:], high)


def _combination(weights: Sequence[fmpz], parts: Sequence[fmpz_mat]) -> fmpz_mat:
    """w_0 A_0 + w_1 A_1 + ..."""
    total = None
    for weight, part in zip(weights, parts, strict=True):
        if weight != 0:
            term = part if weight == 1 else part * weight
            total = term if total is None else total + term
    return fmpz_mat(parts[0].nrows(), parts[0].ncols()) if total is None else total


def _folded(parts: Sequence[fmpz_mat], table: _Powers, degree: int) -> list[fmpz_mat]:
    """Substitute the powers of alpha from the table; the denominator is the table's."""
    rows = table.rows[: len(parts)]
    return [_combination([row[k] for row in rows], parts) for k in range(degree)]


def product(left: Coefficients, right: Coefficients, field: Field) -> Coefficients:
    """A B."""
    raw = _polynomial_product(_trimmed(left.numerators), _trimmed(right.numerators))
    denominator = left.denominator * right.denominator
    if field.degree == 1:
        return reduced(raw, denominator)
    table = _powers(field)
    return reduced(_folded(raw, table, field.degree), denominator * table.denominator)


def total(left: Coefficients, right: Coefficients, sign: int) -> Coefficients:
    """A + B or A - B."""
    denominator = left.denominator.lcm(right.denominator)
    p, q = denominator // left.denominator, sign * (denominator // right.denominator)
    pairs = zip(left.numerators, right.numerators, strict=True)
    return reduced([_combination([p, q], pair) for pair in pairs], denominator)


def scaled(matrix: Coefficients, scalar: fmpq_poly, field: Field) -> Coefficients:
    """c A, for c a polynomial in alpha."""
    d, (m, n) = field.degree, (matrix.numerators[0].nrows(), matrix.numerators[0].ncols())
    weights, denominator = scalar.numer(), scalar.denom()
    denominator *= matrix.denominator
    if scalar.degree() <= 0:
        return reduced([part * weights[0] for part in matrix.numerators], denominator)
    raw = [fmpz_mat(m, n) for _ in range(2 * d - 1)]
    for i, part in enumerate(matrix.numerators):
        for k in range(scalar.degree() + 1):
            raw[i + k] += part * weights[k]
    table = _powers(field)
    return reduced(_folded(raw, table, d), denominator * table.denominator)


def embedded(matrix: Coefficients, image: fmpq_poly, field: Field) -> Coefficients:
    """The same matrix over a larger field, where alpha is the given polynomial."""
    power, rows = fmpq_poly([1]), []
    for _ in matrix.numerators:
        rows.append([power[k] for k in range(field.degree)])
        power = (power * image) % field.polynomial
    table = _over_one_denominator(rows)
    parts = _folded(matrix.numerators, table, field.degree)
    return reduced(parts, matrix.denominator * table.denominator)


# ------------------------------------------------------------------- regular representation


def _regular(matrix: Coefficients, field: Field) -> tuple[fmpz_mat, fmpz]:
    """Rows (i, k) and columns (j, l): the coefficient of alpha^k in A_ij alpha^l; a denominator."""
    d, parts, table = field.degree, matrix.numerators, _powers(field)
    if d == 1:
        return parts[0], matrix.denominator
    m, n = parts[0].nrows(), parts[0].ncols()
    shifted = [  # by l, then k
        [_combination([table.rows[i + s][k] for i in range(d)], parts).entries() for k in range(d)]
        for s in range(d)
    ]
    entries = [
        shifted[s][k][i * n + j]
        for i in range(m)
        for k in range(d)
        for j in range(n)
        for s in range(d)
    ]
    return fmpz_mat(m * d, n * d, entries), matrix.denominator * table.denominator


def regular_representation(matrix: Coefficients, field: Field) -> fmpq_mat:
    """Each entry as the matrix of multiplication by it on 1, alpha, …."""
    numerators, denominator = _regular(matrix, field)
    return fmpq_mat(numerators) * fmpq(1, denominator)


def _stacked(matrix: Coefficients) -> fmpz_mat:
    """Rows (i, k): the coefficients of row i under each other; numerators only."""
    parts = matrix.numerators
    if len(parts) == 1:
        return parts[0]
    rows = [part.tolist() for part in parts]
    m, n = parts[0].nrows(), parts[0].ncols()
    return fmpz_mat(m * len(parts), n, [x for i in range(m) for table in rows for x in table[i]])


def _unstacked(entries: Sequence[fmpz], m: int, n: int, d: int, stride: int) -> list[fmpz_mat]:
    """The coefficients from rows (i, k); of every `stride` columns the first."""
    width = n * stride
    return [
        fmpz_mat(
            m, n, [entries[(i * d + k) * width + j * stride] for i in range(m) for j in range(n)]
        )
        for k in range(d)
    ]


def solution(left: Coefficients, right: Coefficients, field: Field) -> Coefficients:
    """X with A X = B for a square A; ZeroDivisionError if A is singular."""
    matrix, denominator = _regular(left, field)
    solved = fmpq_mat(matrix).solve(fmpq_mat(_stacked(right)))
    numerators, own = solved.numer_denom()
    n, width = right.numerators[0].nrows(), right.numerators[0].ncols()
    parts = _unstacked(numerators.entries(), n, width, field.degree, 1)
    return reduced([part * denominator for part in parts], own * right.denominator)


def echelon(matrix: Coefficients, field: Field) -> tuple[Coefficients, tuple[int, ...]]:
    """The reduced row echelon form and its pivot columns."""
    blocks, _ = _regular(matrix, field)
    numerators, denominator, blocks_rank = blocks.rref()
    m, n = matrix.numerators[0].nrows(), matrix.numerators[0].ncols()
    parts = _unstacked(numerators.entries(), m, n, field.degree, field.degree)
    return reduced(parts, denominator), _pivots(parts[0], blocks_rank // field.degree)


def _pivots(form: fmpz_mat, rank: int) -> tuple[int, ...]:
    """The columns of the leading ones, which are rational."""
    pivots: list[int] = []
    column = 0
    for i in range(rank):
        while form[i, column] == 0:
            column += 1
        pivots.append(column)
    return tuple(pivots)


def kernel(form: Coefficients, pivots: Sequence[int]) -> Coefficients:
    """Columns that span the kernel, from an echelon form: one in one free place each."""
    width, (parts, denominator) = form.numerators[0].ncols(), form
    free = [j for j in range(width) if j not in set(pivots)]
    basis = []
    for k, part in enumerate(parts):
        vectors = fmpz_mat(width, len(free))
        for column, j in enumerate(free):
            vectors[j, column] = denominator if k == 0 else fmpz(0)
            for row, pivot in enumerate(pivots):
                vectors[pivot, column] = -part[row, j]
        basis.append(vectors)
    return reduced(basis, denominator)


def rank(matrix: Coefficients, field: Field) -> int:
    """The dimension of the column space over the field."""
    return _regular(matrix, field)[0].rank() // field.degree


def determinant(matrix: Coefficients, field: Field) -> fmpq_poly:
    """det A as a polynomial in alpha.

    det(A_0 + A_1 t + ...) is an integer polynomial in t of degree at most m = n (d - 1). Its
    values at 0, ..., m give its Newton series sum_k D_k binomial(t, k), which is read at alpha.
    """
    parts = list(_trimmed(matrix.numerators))
    n = parts[0].nrows()
    values = [_at(parts, t).det() for t in range(n * (len(parts) - 1) + 1)]
    binomial, result, k = fmpq_poly([1]), fmpq_poly([0]), 0
    while values:
        result += binomial * values[0]
        values = [b - a for a, b in pairwise(values)]
        binomial = (binomial * fmpq_poly([fmpq(-k, k + 1), fmpq(1, k + 1)])) % field.polynomial
        k += 1
    return result / matrix.denominator**n


def _at(parts: Sequence[fmpz_mat], point: int) -> fmpz_mat:
    """The matrix polynomial at an integer, by Horner's rule."""
    value = parts[-1]
    for part in reversed(parts[:-1]):
        value = value * point + part
    return value
