"""Elimination over a field that FLINT does not know: the integers modulo 7."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.errors import ShapeError, UndefinedError
from symnn.exact import elimination
from symnn.exact.elimination import Arithmetic


@dataclass(frozen=True)
class Modular:
    """An integer modulo 7."""

    value: int

    def __add__(self, other: Modular) -> Modular:
        return Modular((self.value + other.value) % 7)

    def __sub__(self, other: Modular) -> Modular:
        return Modular((self.value - other.value) % 7)

    def __mul__(self, other: Modular) -> Modular:
        return Modular(self.value * other.value % 7)

    def __truediv__(self, other: Modular) -> Modular:
        return Modular(self.value * pow(other.value, -1, 7) % 7)


SEVEN = Arithmetic(Modular(0), Modular(1), lambda x: x.value == 0)
RATIONALS = Arithmetic(Fraction(0), Fraction(1), lambda x: x == 0)
Table = list[list[Modular]]


@st.composite
def tables(draw: st.DrawFn, square: bool = False) -> Table:
    m = draw(st.integers(1, 4))
    n = m if square else draw(st.integers(1, 4))
    row = st.lists(st.integers(0, 6).map(Modular), min_size=n, max_size=n)
    return draw(st.lists(row, min_size=m, max_size=m))


def product(a: Sequence[Sequence[Modular]], b: Sequence[Sequence[Modular]]) -> Table:
    result = [[Modular(0)] * len(b[0]) for _ in a]
    for i, row in enumerate(a):
        for j in range(len(b[0])):
            for k, entry in enumerate(row):
                result[i][j] = result[i][j] + entry * b[k][j]
    return result


@given(tables())
def test_every_kernel_vector_is_mapped_to_zero(a: Table) -> None:
    basis = elimination.kernel(a, SEVEN)
    assert len(basis) == len(a[0]) - elimination.rank(a, SEVEN)
    for vector in basis:
        assert product(a, [[x] for x in vector]) == [[Modular(0)]] * len(a)


@given(tables(square=True), tables(square=True))
def test_determinant_is_multiplicative(a: Table, b: Table) -> None:
    size = min(len(a), len(b))
    a, b = ([row[:size] for row in m[:size]] for m in (a, b))
    both = elimination.determinant(product(a, b), SEVEN)
    assert both == elimination.determinant(a, SEVEN) * elimination.determinant(b, SEVEN)


@given(tables(square=True))
def test_inverse_exists_exactly_if_the_determinant_is_not_zero(a: Table) -> None:
    identity = [[Modular(int(i == j)) for j in range(len(a))] for i in range(len(a))]
    if elimination.determinant(a, SEVEN) == Modular(0):
        with pytest.raises(UndefinedError, match="singular"):
            elimination.inverse(a, SEVEN)
    else:
        assert product(a, elimination.inverse(a, SEVEN)) == identity


@given(tables())
def test_echelon_form_is_its_own_echelon_form(a: Table) -> None:
    form = elimination.echelon(a, SEVEN)
    again = elimination.echelon(form.rows, SEVEN)
    assert (again.rows, again.pivots) == (form.rows, form.pivots)
    assert set(again.divisors) <= {Modular(1)}


def test_every_divisor_is_reported() -> None:
    form = elimination.echelon([[Fraction(2), Fraction(1)], [Fraction(1), Fraction(3)]], RATIONALS)
    assert form.divisors == (Fraction(2), Fraction(5, 2))


def test_shapes_that_do_not_fit_are_named() -> None:
    with pytest.raises(ShapeError, match=r"different lengths: \[1, 2\]"):
        elimination.echelon([[Fraction(1)], [Fraction(1), Fraction(2)]], RATIONALS)
    with pytest.raises(ShapeError, match="this one is 1×2"):
        elimination.determinant([[Fraction(1), Fraction(2)]], RATIONALS)
    with pytest.raises(ShapeError, match="1×1 needs B with 1 rows; it has 2×1"):
        elimination.solve([[Fraction(1)]], [[Fraction(1)], [Fraction(1)]], RATIONALS)
