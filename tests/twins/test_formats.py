"""Rounding, units in the last place and distances, against other ways to find them."""

from __future__ import annotations

import math
from fractions import Fraction

import mpmath
import numpy as np
import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

import symnn as sn
from symnn.errors import NotClosedError, TooLargeError, UnsupportedError
from symnn.exact.from_sympy import from_sympy
from symnn.twins.formats import (
    FLOAT32,
    FLOAT64,
    Format,
    above,
    exponent_of,
    format_of,
    nearest,
    ulp,
    ulp_distance,
)
from symnn.twins.source.constants import rounded

FORMATS = pytest.mark.parametrize("form", [FLOAT64, FLOAT32], ids=lambda f: f.name)
SIZES = st.integers(-1200, 1100)


def step(x: float, towards: float, form: Format) -> float:
    """The next float, by numpy."""
    kind = np.dtype(form.name).type
    with np.errstate(all="ignore"):
        return float(np.nextafter(kind(x), kind(towards)))


@given(st.integers(), st.integers(1), SIZES)
def test_rounding_to_float64_is_that_of_python(n: int, d: int, shift: int) -> None:
    value = Fraction(n, d) * Fraction(2) ** shift
    try:
        expected = value.numerator / value.denominator
    except OverflowError:
        expected = math.copysign(math.inf, n)
    assert nearest(value) == expected


@FORMATS
@given(value=st.fractions(), shift=SIZES)
def test_no_float_is_nearer(form: Format, value: Fraction, shift: int) -> None:
    value *= Fraction(2) ** shift
    found = nearest(value, form)
    if math.isinf(found):
        assert abs(value) >= Fraction(form.largest) + ulp(form.largest, form) / 2
        return
    for towards in (-math.inf, math.inf):
        other = step(found, towards, form)
        if math.isfinite(other):
            assert abs(value - Fraction(found)) <= abs(value - Fraction(other))


@FORMATS
@given(data=st.data())
def test_ties_go_to_the_even_float(form: Format, data: st.DataObject) -> None:
    width = 64 if form is FLOAT64 else 32
    x = data.draw(st.floats(allow_nan=False, allow_infinity=False, width=width))
    y = step(x, math.inf, form)
    if math.isinf(y):
        return
    found = nearest((Fraction(x) + Fraction(y)) / 2, form)
    bits = np.array([x, y, found], dtype=form.name).view(f"i{width // 8}")
    assert found in (x, y)
    assert bits[2] % 2 == 0 or found == 0


def test_float32_is_rounded_in_one_step() -> None:
    # just above the middle of 1 and 1 + 2^-23; float64 rounds it to the middle, and that to 1
    value = 1 + Fraction(1, 2**24) + Fraction(1, 2**60)
    assert nearest(value, FLOAT32) == 1 + 2**-23
    assert nearest(Fraction(nearest(value)), FLOAT32) == 1
    layer = sn.Affine([[value]])
    assert sn.twin(layer, dtype="float32")([1.0])[0] == np.float32(1 + 2**-23)


@FORMATS
@given(data=st.data())
def test_the_unit_is_the_gap_to_the_next_float(form: Format, data: st.DataObject) -> None:
    width = 64 if form is FLOAT64 else 32
    x = data.draw(st.floats(0, allow_nan=False, allow_infinity=False, width=width))
    assert ulp(x, form) == Fraction(float(np.spacing(np.dtype(form.name).type(x))))
    assert x == 0 or 2 ** exponent_of(*x.as_integer_ratio()) <= Fraction(x)


@FORMATS
@given(data=st.data())
def test_distance_counts_steps(form: Format, data: st.DataObject) -> None:
    width = 64 if form is FLOAT64 else 32
    x = y = data.draw(st.floats(allow_nan=False, allow_infinity=False, width=width))
    for _ in range(data.draw(st.integers(0, 20))):
        y = step(y, math.inf, form)
    steps = ulp_distance(x, y, form)
    assert ulp_distance(y, x, form.name) == steps
    for _ in range(steps):
        y = step(y, -math.inf, form)
    assert y == x
    assert ulp_distance(0.0, -0.0) == 0
    assert ulp_distance(form.largest, math.inf, form) == 1


def test_distances_of_what_is_no_float_are_refused() -> None:
    with pytest.raises(UnsupportedError, match="NaN has no place"):
        ulp_distance(math.nan, 1.0)
    with pytest.raises(UnsupportedError, match="is no float32"):
        ulp_distance(0.1, 1.0, "float32")
    with pytest.raises(UnsupportedError, match="float64 or float32"):
        format_of("float16")


@given(st.fractions(), SIZES)
def test_above_is_the_least_float_above(value: Fraction, shift: int) -> None:
    value *= Fraction(2) ** shift
    found = above(value)
    assert math.isinf(found) or Fraction(found) >= value
    before = math.nextafter(found, -math.inf)
    assert math.isinf(before) or Fraction(before) < value


CONSTANTS = [
    "1/10",
    sp.sqrt(2),
    -1 / sp.sqrt(3),
    sp.pi,
    sp.E,
    sp.exp(-1000),
    sp.log(2) / 7,
    sp.Rational(2, 3) ** 2000,
    sp.sqrt(2) + sp.sqrt(3) - sp.sqrt(5 + 2 * sp.sqrt(6)) + sp.Rational(1, 3),
    sp.sin(sp.Integer(10) ** 20),
    -sp.exp(-800),
]


@FORMATS
@pytest.mark.parametrize("value", CONSTANTS, ids=str)
def test_constants_agree_with_mpmath_at_many_digits(form: Format, value: object) -> None:
    found = rounded(from_sympy(value), form)
    with mpmath.workdps(120):
        exact = mpmath.mpf(1) / 10 if value == "1/10" else mpmath.mpf(sp.sympify(value).evalf(110))
        gap = abs(mpmath.mpf(found.value) - exact)
        sides = [step(found.value, t, form) for t in (math.inf, -math.inf)]
        assert all(gap <= abs(mpmath.mpf(side) - exact) for side in sides)
        assert gap <= found.error * (1 + mpmath.mpf(10) ** -100)
        assert found.error <= float(ulp(found.value, form)) / 2 or found.error < 5e-324 * 2


def test_hidden_rationals_are_rounded_exactly() -> None:
    third = sp.sqrt(2) + sp.sqrt(3) - sp.sqrt(5 + 2 * sp.sqrt(6)) + sp.Rational(1, 4)
    assert rounded(from_sympy(third)).error == 0
    tie = sp.sqrt((1 + sp.Rational(1, 2**53)) ** 2)
    assert rounded(from_sympy(tie)).value == 1


def test_constants_without_a_float_are_refused() -> None:
    with pytest.raises(TooLargeError, match=r"beyond the largest float32"):
        sn.twin(sn.Affine([[10**39]]), dtype="float32")
    with pytest.raises(TooLargeError, match=r"beyond the largest float64") as caught:
        sn.twin(sn.Affine([[1], [sp.exp(1000)]]))
    assert caught.value.__notes__ == ["in the entry [2,1] of W of layer 1"]
    a = sp.Symbol("a", real=True)
    with pytest.raises(NotClosedError, match=r"holds the symbol a; a twin needs numbers"):
        sn.twin(sn.Network(sn.Affine([[a]]), sn.relu))
