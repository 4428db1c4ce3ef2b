"""What is said of matrices and vectors, as formulas in their entries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import combinations
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, Compound, Formula, conjunction
from symnn.documents.phrases.spectra import has_real_roots, radical_at
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import ONE, ZERO, Expr, add, mul, negative, power, rational
from symnn.exact.matrix import Matrix
from symnn.exact.radicals import written_form
from symnn.functions.lower import lower
from symnn.latex.meaning.arrays import determinant
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.values import Array, Scalar, shape_text
from symnn.latex.syntax import NOWHERE

Rows: TypeAlias = "tuple[tuple[Expr, ...], ...]"
Predicate: TypeAlias = "Callable[[Array], Formula]"

#: Principal minors of all sizes are 2^n, so that semidefiniteness stops here.
MAX_MINORS: Final = 8


def refuse(text: str) -> MeaningError:
    """The obstacle of words that are clear, about an object they do not fit."""
    return MeaningError(Kind.UNSUPPORTED, text, NOWHERE)


def rows_of(array: Array) -> Rows:
    """The entries as expressions."""
    return tuple(tuple(cell.expr for cell in row) for row in array.rows)


def numbers_of(array: Array) -> Matrix:
    """The same matrix of algebraic numbers.

    Raises:
        SymnnError: an entry is no closed algebraic number.
    """
    return Matrix([[exact_value(lower(e)) for e in row] for row in rows_of(array)])


def equal(left: Sequence[Sequence[Expr]], right: Sequence[Sequence[Expr]]) -> Formula:
    """Entry by entry."""
    pairs = [(a, b) for r, s in zip(left, right, strict=True) for a, b in zip(r, s, strict=True)]
    return conjunction(tuple(Atomic("=", a, b) for a, b in pairs))


def product(left: Rows, right: Rows) -> Rows:
    """The matrix product."""
    columns = tuple(zip(*right, strict=True))
    return tuple(
        tuple(add(*(mul(a, b) for a, b in zip(row, c, strict=True))) for c in columns)
        for row in left
    )


def transpose(rows: Rows) -> Rows:
    """Rows for columns."""
    return tuple(zip(*rows, strict=True))


def unit(size: int) -> Rows:
    """The identity."""
    return tuple(tuple(ONE if i == j else ZERO for j in range(size)) for i in range(size))


def square(array: Array) -> Rows:
    """The rows of a square matrix."""
    if array.shape[0] != array.shape[1]:
        raise refuse(f"a {shape_text(array)} array is not square")
    return rows_of(array)


def vector(array: Array) -> tuple[Expr, ...]:
    """The entries of a row, a column or a list."""
    if not array.is_vector:
        raise refuse(f"a {shape_text(array)} array is no vector")
    return tuple(cell.expr for cell in array.cells())


def dot(left: Sequence[Expr], right: Sequence[Expr]) -> Expr:
    """The inner product."""
    if len(left) != len(right):
        raise refuse(f"vectors of {len(left)} and {len(right)} entries")
    return add(*(mul(a, b) for a, b in zip(left, right, strict=True)))


def det(rows: Rows) -> Expr:
    """The determinant."""
    return determinant(tuple(tuple(Scalar(e) for e in row) for row in rows))


# --- matrices -------------------------------------------------------------------------


def _symmetric(array: Array, sign: Expr = ONE) -> Formula:
    rows = square(array)
    return equal(rows, tuple(tuple(mul(sign, e) for e in row) for row in transpose(rows)))


def _pattern(array: Array, keeps: Callable[[int, int], bool]) -> Formula:
    """Zero wherever the pattern keeps nothing."""
    rows = square(array)
    zeros = [
        Atomic("=", e, ZERO) for i, r in enumerate(rows) for j, e in enumerate(r) if not keeps(i, j)
    ]
    return conjunction(tuple(zeros)) if zeros else Atomic("=", ZERO, ZERO)


def _triangular(array: Array) -> Formula:
    upper, lower_one = _pattern(array, lambda i, j: i <= j), _pattern(array, lambda i, j: i >= j)
    return Compound("or", (upper, lower_one))


def _orthogonal(array: Array) -> Formula:
    rows = square(array)
    return equal(product(transpose(rows), rows), unit(len(rows)))


def orthonormal_columns(array: Array) -> Formula:
    """QᵀQ = I, for tall matrices too."""
    rows = rows_of(array)
    return equal(product(transpose(rows), rows), unit(array.shape[1]))


def _normal(array: Array) -> Formula:
    rows = square(array)
    return equal(product(transpose(rows), rows), product(rows, transpose(rows)))


def _rotation(array: Array) -> Formula:
    return Compound("and", (_orthogonal(array), Atomic("=", det(square(array)), ONE)))


def _singular(array: Array) -> Formula:
    return Atomic("=", det(square(array)), ZERO)


def _invertible(array: Array) -> Formula:
    return Atomic("!=", det(square(array)), ZERO)


def _power_is(array: Array, exponent: int, wanted: Callable[[Rows], Rows]) -> Formula:
    rows = result = square(array)
    for _ in range(exponent - 1):
        result = product(result, rows)
    return equal(result, wanted(rows))


def _nilpotent(array: Array) -> Formula:
    zeros = lambda rows: tuple((ZERO,) * len(rows) for _ in rows)  # noqa: E731
    return _power_is(array, len(square(array)), zeros)


def _minors(rows: Rows) -> list[Expr]:
    if len(rows) > MAX_MINORS:
        raise refuse(f"the principal minors of over {MAX_MINORS} rows")
    places = [c for k in range(1, len(rows) + 1) for c in combinations(range(len(rows)), k)]
    return [det(tuple(tuple(rows[i][j] for j in c) for i in c)) for c in places]


def _definite(array: Array, sign: int = 1) -> Formula:
    """By Sylvester's criterion; of symmetric matrices only, as authors differ on others."""
    rows = tuple(tuple(mul(rational(sign), e) for e in row) for row in square(array))
    leading = [det(tuple(r[:k] for r in rows[:k])) for k in range(1, len(rows) + 1)]
    signs = tuple(Atomic(">", minor, ZERO) for minor in leading)
    return Compound("and", (_symmetric(array), *signs))


def _semidefinite(array: Array, sign: int = 1) -> Formula:
    rows = tuple(tuple(mul(rational(sign), e) for e in row) for row in square(array))
    signs = tuple(Atomic(">=", minor, ZERO) for minor in _minors(rows))
    return Compound("and", (_symmetric(array), *signs))


def _symmetric_part(array: Array) -> Array:
    rows = square(array)
    half = rational("1/2")
    pairs = [
        tuple(Scalar(mul(half, add(a, b))) for a, b in zip(r, s, strict=True))
        for r, s in zip(rows, transpose(rows), strict=True)
    ]
    return Array(tuple(pairs))


def _of_form(rule: Predicate) -> Predicate:
    """The same of the quadratic form: a matrix that is not symmetric may have one too."""
    return lambda array: rule(_symmetric_part(array))


def _indefinite(array: Array) -> Formula:
    halves = [Compound("not", (_semidefinite(array, s),)) for s in (1, -1)]
    return Compound("and", (_symmetric(array), *halves))


def _permutation(array: Array) -> Formula:
    rows = square(array)
    bits = tuple(
        Compound("or", (Atomic("=", e, ZERO), Atomic("=", e, ONE))) for row in rows for e in row
    )
    return Compound("and", (*bits, *_sums(rows), *_sums(transpose(rows))))


def _sums(rows: Rows) -> list[Formula]:
    return [Atomic("=", add(*row), ONE) for row in rows]


def _nonnegative(rows: Rows, relation: str = ">=") -> list[Formula]:
    return [Atomic(relation, e, ZERO) for row in rows for e in row]


def stochastic(array: Array, kind: str) -> Formula:
    """Entries of at least 0, with rows (columns, both) that sum to 1."""
    rows = square(array)
    sums = _sums(rows) if kind in ("row", "doubly") else []
    sums += _sums(transpose(rows)) if kind in ("column", "doubly") else []
    return Compound("and", (*_nonnegative(rows), *sums))


def diagonalizable(array: Array) -> Formula:
    """The radical of the characteristic polynomial vanishes at the matrix.

    Where some eigenvalues are not real, over which numbers is meant has to be said.
    """
    from symnn.exact.spectral import characteristic_polynomial

    square(array)
    matrix = numbers_of(array)
    if not has_real_roots(characteristic_polynomial(matrix)):
        raise refuse("some eigenvalues are not real, and over which numbers is not said")
    cells = [written_form(e) for e in radical_at(matrix).entries()]
    return conjunction(tuple(Atomic("=", e, ZERO) for e in cells))


def _orthogonal_projection(array: Array) -> Formula:
    twice = _power_is(array, 2, lambda rows: rows)
    return Compound("and", (_symmetric(array), twice))


#: Adjectives and nouns for a square matrix, each with its one formula.
MATRICES: Final[Mapping[str, Predicate]] = {
    "symmetric": _symmetric,
    "skew-symmetric": partial(_symmetric, sign=negative(ONE)),
    "antisymmetric": partial(_symmetric, sign=negative(ONE)),
    "diagonal": partial(_pattern, keeps=lambda i, j: i == j),
    "upper triangular": partial(_pattern, keeps=lambda i, j: i <= j),
    "lower triangular": partial(_pattern, keeps=lambda i, j: i >= j),
    "triangular": _triangular,
    "zero diagonal": partial(_pattern, keeps=lambda i, j: i != j),
    "a zero diagonal": partial(_pattern, keeps=lambda i, j: i != j),
    "orthogonal": _orthogonal,
    "a rotation": _rotation,
    "singular": _singular,
    "non-invertible": _singular,
    "noninvertible": _singular,
    "invertible": _invertible,
    "nonsingular": _invertible,
    "non-singular": _invertible,
    "idempotent": partial(_power_is, exponent=2, wanted=lambda rows: rows),
    "an orthogonal projection": _orthogonal_projection,
    "an involution": partial(_power_is, exponent=2, wanted=lambda rows: unit(len(rows))),
    "involutory": partial(_power_is, exponent=2, wanted=lambda rows: unit(len(rows))),
    "nilpotent": _nilpotent,
    "a permutation": _permutation,
    "row stochastic": partial(stochastic, kind="row"),
    "row-stochastic": partial(stochastic, kind="row"),
    "column stochastic": partial(stochastic, kind="column"),
    "column-stochastic": partial(stochastic, kind="column"),
    "doubly stochastic": partial(stochastic, kind="doubly"),
    "the identity": lambda a: equal(square(a), unit(a.shape[0])),
    "normal": _normal,
    "orthogonally diagonalizable": _symmetric,
    "orthogonally diagonalisable": _symmetric,
    "diagonalizable": diagonalizable,
    "diagonalisable": diagonalizable,
    "its own inverse": partial(_power_is, exponent=2, wanted=lambda rows: unit(len(rows))),
}


_DEFINITE: Final[Mapping[str, Predicate]] = {
    "positive definite": _definite,
    "negative definite": partial(_definite, sign=-1),
    "positive semidefinite": _semidefinite,
    "positive semi-definite": _semidefinite,
    "negative semidefinite": partial(_semidefinite, sign=-1),
    "indefinite": _indefinite,
}

#: What authors mean in more than one way: all readings must agree.
DISPUTED: Final[Mapping[str, tuple[Predicate, ...]]] = {
    **{phrase: (rule, _of_form(rule)) for phrase, rule in _DEFINITE.items()},
    "a projection": (
        partial(_power_is, exponent=2, wanted=lambda rows: rows),
        _orthogonal_projection,
    ),
    "a projection matrix": (
        partial(_power_is, exponent=2, wanted=lambda rows: rows),
        _orthogonal_projection,
    ),
    "stochastic": (partial(stochastic, kind="row"), partial(stochastic, kind="column")),
    "a stochastic matrix": (partial(stochastic, kind="row"), partial(stochastic, kind="column")),
}


# --- vectors and lists of vectors -----------------------------------------------------


def _one_hot(array: Array) -> Formula:
    cells = vector(array)
    bits = tuple(Compound("or", (Atomic("=", e, ZERO), Atomic("=", e, ONE))) for e in cells)
    return Compound("and", (*bits, Atomic("=", add(*cells), ONE)))


def _distribution(array: Array) -> Formula:
    cells = vector(array)
    signs = tuple(Atomic(">=", e, ZERO) for e in cells)
    return Compound("and", (*signs, Atomic("=", add(*cells), ONE)))


def _unit_vector(array: Array) -> Formula:
    return Atomic("=", add(*(power(e, rational(2)) for e in vector(array))), ONE)


VECTORS: Final[Mapping[str, Predicate]] = {
    "a unit vector": _unit_vector,
    "of unit length": _unit_vector,
    "of unit norm": _unit_vector,
    "one-hot": _one_hot,
    "a one-hot vector": _one_hot,
    "a probability distribution": _distribution,
    "a valid probability distribution": _distribution,
    "a probability vector": _distribution,
    "a probability mass function": _distribution,
    "the zero vector": lambda a: conjunction(tuple(Atomic("=", e, ZERO) for e in vector(a))),
}


def mutually(vectors: Sequence[Sequence[Expr]], lengths: bool = False) -> Formula:
    """Every two are orthogonal; with `lengths` of length 1 too."""
    parts: list[Formula] = [Atomic("=", dot(u, v), ZERO) for u, v in combinations(vectors, 2)]
    parts += [Atomic("=", dot(u, u), ONE) for u in vectors] if lengths else []
    if not parts:
        raise refuse("one vector alone is orthogonal to nothing")
    return conjunction(tuple(parts))


def parallel(u: Sequence[Expr], v: Sequence[Expr]) -> Formula:
    """All 2 × 2 minors vanish, and neither is zero."""
    if len(u) != len(v):
        raise refuse(f"vectors of {len(u)} and {len(v)} entries")
    pairs = combinations(range(len(u)), 2)
    minors = [Atomic("=", mul(u[i], v[j]), mul(u[j], v[i])) for i, j in pairs]
    nonzero = [Compound("or", tuple(Atomic("!=", e, ZERO) for e in w)) for w in (u, v)]
    return Compound("and", (*minors, *nonzero))


def independent(vectors: Sequence[Sequence[Expr]]) -> Formula:
    """Their Gram determinant is not 0."""
    gram = tuple(tuple(dot(u, v) for v in vectors) for u in vectors)
    return Atomic("!=", det(gram), ZERO)


def eigenvector(matrix: Array, v: Sequence[Expr], eigenvalue: Expr | None) -> Formula:
    """A v = λ v for the λ (or some λ), and v is not zero."""
    image = [row[0] for row in product(square(matrix), tuple((e,) for e in v))]
    nonzero = Compound("or", tuple(Atomic("!=", e, ZERO) for e in v))
    if eigenvalue is not None:
        scaled = [mul(eigenvalue, e) for e in v]
        same = conjunction(tuple(Atomic("=", a, b) for a, b in zip(image, scaled, strict=True)))
        return Compound("and", (same, nonzero))
    pairs = combinations(range(len(v)), 2)
    minors = [Atomic("=", mul(image[i], v[j]), mul(image[j], v[i])) for i, j in pairs]
    return Compound("and", (*minors, nonzero))


def is_eigenvalue(matrix: Array, eigenvalue: Expr) -> Formula:
    """det(A - λ) = 0."""
    rows = square(matrix)
    shifted = tuple(
        tuple(add(e, negative(eigenvalue)) if i == j else e for j, e in enumerate(row))
        for i, row in enumerate(rows)
    )
    return Atomic("=", det(shifted), ZERO)
