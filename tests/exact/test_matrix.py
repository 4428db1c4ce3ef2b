"""Laws of matrices over Q, Q(√2), a cubic field and Q(√2, √3), and each result a second way."""

from __future__ import annotations

import pickle
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from flint import fmpq
from hypothesis import assume, given
from hypothesis import strategies as st

from symnn.errors import InexactError, ShapeError, UndefinedError
from symnn.exact import elimination
from symnn.exact.elimination import Arithmetic
from symnn.exact.expression import RealRoot
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number, real_root

NUMBERS = Arithmetic(Number(0), Number(1), Number.is_zero)
SQRT2, SQRT3 = Number(2).nth_root(2), Number(3).nth_root(2)
CUBE = Number(2).nth_root(3)
#: The one real root of 3x³ - x - 1: no algebraic integer, so powers of it have denominators.
FRACTIONAL = real_root(RealRoot((-1, -1, 0, 3), fmpq(0), fmpq(1)))
#: Each tuple spans a field over Q, or the part of it that entries are drawn from.
BASES = (
    (Number(1),),
    (Number(1), SQRT2),
    (Number(1), CUBE, CUBE * CUBE),
    (Number(1), SQRT2, SQRT3, SQRT2 * SQRT3),
    (Number(1), FRACTIONAL, FRACTIONAL * FRACTIONAL),
)

rationals = st.fractions(min_value=-4, max_value=4, max_denominator=4)
bases = st.sampled_from(BASES)


@st.composite
def numbers(draw: st.DrawFn, basis: tuple[Number, ...]) -> Number:
    return sum((draw(rationals) * b for b in basis), Number(0))


@st.composite
def matrices(draw: st.DrawFn, rows: int, columns: int, basis: tuple[Number, ...]) -> Matrix:
    """Entries repeat on purpose, so that singular matrices are common."""
    pool = [*draw(st.lists(numbers(basis), min_size=1, max_size=4)), Number(0), Number(1)]
    row = st.lists(st.sampled_from(pool), min_size=columns, max_size=columns)
    table = draw(st.lists(row, min_size=rows, max_size=rows))
    return Matrix(table) if rows else Matrix.zeros(0, columns)


sizes = st.integers(0, 4)


@st.composite
def one(draw: st.DrawFn) -> Matrix:
    return draw(matrices(draw(sizes), draw(sizes), draw(bases)))


@st.composite
def square(draw: st.DrawFn) -> Matrix:
    size = draw(sizes)
    return draw(matrices(size, size, draw(bases)))


@st.composite
def chain(draw: st.DrawFn, length: int) -> list[Matrix]:
    """Matrices that can be multiplied, each over its own field."""
    shape = [draw(sizes) for _ in range(length + 1)]
    few = BASES[:4]
    pairs = pairwise(shape)
    return [draw(matrices(m, n, draw(st.sampled_from(few)))) for m, n in pairs]


@st.composite
def squares(draw: st.DrawFn, count: int) -> list[Matrix]:
    size, basis = draw(sizes), draw(bases)
    return [draw(matrices(size, size, basis)) for _ in range(count)]


# ------------------------------------------------------------------------------------ ring


@given(chain(3))
def test_product_is_associative(factors: list[Matrix]) -> None:
    a, b, c = factors
    assert (a @ b) @ c == a @ (b @ c)


@given(squares(3), st.data())
def test_product_distributes_over_sum(abc: list[Matrix], data: st.DataObject) -> None:
    a, b, c = abc
    scalar = data.draw(numbers(data.draw(bases)))
    assert a @ (b + c) == a @ b + a @ c
    assert (b - c) @ a == b @ a - c @ a
    assert (a @ b) * scalar == a @ (scalar * b)


@given(chain(2))
def test_product_is_the_sum_of_products_of_entries(factors: list[Matrix]) -> None:
    a, b = factors
    middle = range(a.shape[1])
    product = a @ b
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            assert product[i, j] == sum((a[i, k] * b[k, j] for k in middle), Number(0))


@given(chain(2))
def test_transpose_reverses_a_product(factors: list[Matrix]) -> None:
    a, b = factors
    assert (a @ b).T == b.T @ a.T


@given(squares(2))
def test_trace_does_not_see_the_order_of_a_product(pair: list[Matrix]) -> None:
    a, b = pair
    assert (a @ b).trace() == (b @ a).trace()


@given(square(), st.integers(0, 3), st.integers(0, 3))
def test_exponents_add(a: Matrix, p: int, q: int) -> None:
    assert a**p @ a**q == a ** (p + q)


@given(one(), st.data())
def test_scaling_is_undone(a: Matrix, data: st.DataObject) -> None:
    scalar = data.draw(numbers(data.draw(bases)))
    assume(not scalar.is_zero())
    assert a * scalar / scalar == a
    assert a + a == 2 * a
    assert a - a == Matrix.zeros(*a.shape)
    assert Matrix.zeros(*a.shape) - a == -a


# ------------------------------------------------------------------------------- elimination


@given(square())
def test_inverse_is_two_sided_or_the_determinant_is_zero(a: Matrix) -> None:
    identity = Matrix.identity(a.shape[0])
    if a.determinant().is_zero():
        with pytest.raises(UndefinedError, match="singular"):
            a.inverse()
    else:
        assert a @ a.inverse() == a.inverse() @ a == identity
        assert a**-2 == a.inverse() @ a.inverse()


@given(squares(2))
def test_determinant_is_multiplicative(pair: list[Matrix]) -> None:
    a, b = pair
    assert (a @ b).determinant() == a.determinant() * b.determinant()
    assert a.T.determinant() == a.determinant()


@given(square(), st.integers(0, 3), st.data())
def test_solution_solves(a: Matrix, width: int, data: st.DataObject) -> None:
    assume(a.rank() == a.shape[0])
    b = data.draw(matrices(a.shape[0], width, data.draw(st.sampled_from(BASES[:3]))))
    assert a @ a.solve(b) == b


@given(one())
def test_rank_and_nullity_add_to_the_width(a: Matrix) -> None:
    kernel = a.kernel()
    assert kernel.shape == (a.shape[1], a.shape[1] - a.rank())
    assert kernel.rank() == kernel.shape[1]
    assert a @ kernel == Matrix.zeros(a.shape[0], kernel.shape[1])


@given(one())
def test_column_and_row_space_factor_the_matrix(a: Matrix) -> None:
    """A = C R with C the pivot columns and R the nonzero rows of the echelon form."""
    assert a.column_space() @ a.row_space() == a
    assert a.column_space().shape[1] == a.row_space().shape[0] == a.rank() == a.T.rank()


@given(one(), st.data())
def test_echelon_form_does_not_see_row_operations(a: Matrix, data: st.DataObject) -> None:
    change = data.draw(matrices(a.shape[0], a.shape[0], data.draw(st.sampled_from(BASES[:3]))))
    assume(not change.determinant().is_zero())
    assert (change @ a).rref() == a.rref()


# ---------------------------------------------------------------------------------- two ways


@given(one())
def test_blocks_and_elimination_agree_on_the_echelon_form(a: Matrix) -> None:
    form = elimination.echelon(a.tolist(), NUMBERS)
    assert a.rref()[0].tolist() == [list(row) for row in form.rows]
    assert a.rref()[1] == form.pivots
    assert a.rank() == elimination.rank(a.tolist(), NUMBERS)
    if all(a.shape):
        assert a.kernel().T.tolist() == [list(v) for v in elimination.kernel(a.tolist(), NUMBERS)]


@given(square())
def test_interpolation_and_elimination_agree_on_the_determinant(a: Matrix) -> None:
    assert a.determinant() == elimination.determinant(a.tolist(), NUMBERS)


@given(square())
def test_blocks_and_elimination_agree_on_the_inverse(a: Matrix) -> None:
    assume(a.rank() == a.shape[0])
    expected = elimination.inverse(a.tolist(), NUMBERS)
    assert a.inverse().tolist() == [list(row) for row in expected]


# ---------------------------------------------------------------------------------- equality


def lifted(a: Matrix, extra: Number) -> Matrix:
    """The same matrix, represented over a larger field."""
    return a * extra / extra


@given(one(), st.sampled_from([SQRT2, SQRT3, CUBE, SQRT2 + SQRT3]))
def test_equality_and_hash_do_not_see_the_field(a: Matrix, extra: Number) -> None:
    larger = lifted(a, extra)
    assert larger == a
    assert hash(larger) == hash(a)
    assert larger.tolist() == a.tolist()


@given(one())
def test_a_matrix_is_its_entries(a: Matrix) -> None:
    assert Matrix(a.tolist()) == a or not all(a.shape)
    assert pickle.loads(pickle.dumps(a)) == a  # noqa: S301
    assert bool(a) == any(bool(entry) for entry in a.entries())


@given(one(), st.data())
def test_one_changed_entry_is_seen(a: Matrix, data: st.DataObject) -> None:
    assume(all(a.shape))
    i = data.draw(st.integers(0, a.shape[0] - 1))
    j = data.draw(st.integers(0, a.shape[1] - 1))
    rows = a.tolist()
    rows[i][j] = rows[i][j] + Fraction(1, 10**30)
    assert Matrix(rows) != a


# ------------------------------------------------------------------------------------ errors


def test_shapes_that_do_not_fit_are_both_named() -> None:
    a, b = Matrix.zeros(3, 2), Matrix.zeros(3, 1)
    with pytest.raises(ShapeError, match="3×2 and 3×1"):
        a @ b
    with pytest.raises(ShapeError, match="3×2 and 3×1"):
        a + b
    with pytest.raises(ShapeError, match=r"difference.*3×1 and 3×2"):
        b - a
    with pytest.raises(ShapeError, match="determinant needs a square matrix; this one is 3×2"):
        a.determinant()
    with pytest.raises(ShapeError, match="2×2 needs B with 2 rows; it is 3×1"):
        Matrix.identity(2).solve(b)
    with pytest.raises(ShapeError, match="row 0 has 1 entries, but row 1 has 2"):
        Matrix([[1], [2, 3]])


def test_what_is_no_exact_number_is_refused_by_its_place() -> None:
    inexact: Any = 0.1
    text: Any = "2"
    with pytest.raises(InexactError, match=r"entry \(1, 0\) is the float 0.1.*'0.1'"):
        Matrix([[1, 2], [inexact, 3]])
    with pytest.raises(InexactError, match=r"entry \(0, 1\) is a str"):
        Matrix([[1, text]])
    matrix: Any = Matrix([[1]])
    with pytest.raises(TypeError, match="write A @ B"):
        matrix * matrix


def test_an_entry_outside_is_refused() -> None:
    with pytest.raises(IndexError, match=r"entry \(0, 2\) of a 1×2 matrix"):
        Matrix([[1, 2]])[0, 2]
    assert Matrix([[1, 2]])[-1, -1] == 2


def test_a_matrix_cannot_be_changed() -> None:
    with pytest.raises(AttributeError, match="immutable"):
        Matrix([[1]]).shape = (2, 2)
