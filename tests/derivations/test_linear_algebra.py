"""Derivations about matrices: proved, read back and proved again, or refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import gcd
from typing import Any

import pytest
import sympy as sp
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import symnn as sn
from symnn.derivations.linear_algebra.multiples import simplest_multiple
from symnn.derivations.typesetting.style import DEPTHS, Depth
from symnn.errors import (
    InexactError,
    NotClosedError,
    ShapeError,
    TooLargeError,
    UndefinedError,
    UnsupportedError,
)
from symnn.exact.radicals import written_form
from symnn.functions.sympy_functions import to_sympy
from tests.derivations.test_forward import read_back, unproved
from tests.functions.matrix_functions.matrices import SMALL, direct_sum, invertible, jordan

Maker = Callable[[Any], sn.Derivation]


def grids(rows: int, columns: int) -> st.SearchStrategy[sn.Matrix]:
    row = st.lists(SMALL, min_size=columns, max_size=columns)
    return st.lists(row, min_size=rows, max_size=rows).map(sn.Matrix)


@st.composite
def squares(draw: st.DrawFn) -> sn.Matrix:
    """Any 2×2, or a 3×3 with a spectrum in radicals: a Jordan form turned by an integer matrix."""
    if draw(st.booleans()):
        return draw(grids(2, 2))
    single = st.builds(jordan, st.just(1), SMALL)
    pair = st.builds(
        lambda a, b: sn.Matrix([[a, -b], [b, a]]), st.integers(-1, 1), st.integers(1, 2)
    )
    block = st.one_of(pair, st.builds(jordan, st.just(2), SMALL), grids(2, 2))
    inner = direct_sum(draw(block), draw(single))
    turn = draw(invertible(3))
    return turn @ inner @ turn.inverse()


def checked(page: sn.Derivation) -> None:
    """The evidence replays, and at every depth each relation is read and proved."""
    page.recheck()
    for depth in DEPTHS:
        assert unproved(page.at_depth(depth)) == [], depth


def derived(make: Callable[[], sn.Derivation]) -> sn.Derivation:
    """The page, unless the matrix has none of that kind."""
    try:
        return make()
    except (UndefinedError, UnsupportedError, TooLargeError):
        assume(False)
        raise


@settings(max_examples=8)
@given(squares())
def test_eigenvalues(a: sn.Matrix) -> None:
    checked(sn.derive.eigenvalues(a))


@settings(max_examples=8)
@given(squares())
def test_projectors(a: sn.Matrix) -> None:
    checked(derived(lambda: sn.derive.projectors(a)))


@settings(max_examples=10)
@given(squares(), st.sampled_from([sn.exp, sn.relu, sn.tanh, sn.sigmoid, sn.cos, sn.absolute]))
def test_functions_of_matrices(a: sn.Matrix, f: Any) -> None:
    checked(derived(lambda: sn.derive.matrix_function(f, a)))


@settings(max_examples=8)
@given(st.integers(1, 3), st.integers(1, 4), st.data())
def test_row_reduction(rows: int, columns: int, data: st.DataObject) -> None:
    a = data.draw(grids(rows, columns))
    page = sn.derive.row_reduction(a)
    checked(page)
    steps = [line for line in page.lines if getattr(line.first, "letter", "") == "R"]
    if steps:
        assert steps[-1].exact is not None
        found = sn.Matrix([[_number(e) for e in row] for row in steps[-1].exact.values])
        assert found == a.rref()[0]


def _number(expr: Any) -> Any:
    from symnn.exact.evaluate import value

    return value(expr)


@settings(max_examples=8)
@given(st.integers(1, 3), st.integers(0, 2), st.data())
def test_least_squares(columns: int, more: int, data: st.DataObject) -> None:
    a = data.draw(grids(columns + more, columns))
    b = data.draw(grids(columns + more, 1))
    assume(a.rank() == columns)
    checked(sn.derive.least_squares(a, b))


@settings(max_examples=8)
@given(st.integers(1, 4), st.data())
def test_cosine_similarity(size: int, data: st.DataObject) -> None:
    u, v = data.draw(grids(size, 1)), data.draw(grids(size, 1))
    assume(any(u.entries()) and any(v.entries()))
    checked(sn.derive.cosine_similarity(u, v))


@settings(max_examples=8)
@given(grids(2, 2), st.sampled_from([sn.exp, sn.tanh, sn.sin]), st.integers(0, 6))
def test_taylor(a: sn.Matrix, f: Any, degree: int) -> None:
    checked(derived(lambda: sn.derive.taylor(f, a / 4, degree)))


@settings(max_examples=4)
@given(grids(2, 2), grids(2, 2), st.sampled_from([sn.exp, sn.relu]))
def test_frechet(a: sn.Matrix, e: sn.Matrix, f: Any) -> None:
    checked(derived(lambda: sn.derive.frechet(f, a, e)))


@settings(max_examples=4)
@given(grids(2, 2), grids(2, 2))
def test_frechet_of_the_sigmoid(a: sn.Matrix, e: sn.Matrix) -> None:
    checked(derived(lambda: sn.derive.frechet(sn.sigmoid, a, e)))


@settings(max_examples=6)
@given(st.lists(grids(2, 2), min_size=1, max_size=2), grids(2, 2), st.data())
def test_fit_gradient(units: list[sn.Matrix], b: sn.Matrix, data: st.DataObject) -> None:
    weights = [data.draw(SMALL) for _ in units]
    checked(derived(lambda: sn.derive.fit_gradient(sn.exp, units, weights, b)))


PAGES: list[tuple[str, Callable[[], sn.Derivation]]] = [
    ("eigenvalues", lambda: sn.derive.eigenvalues([[1, 2], [3, 4]])),
    ("projectors", lambda: sn.derive.projectors([[2, 1, 0], [0, 2, 0], [0, 0, 3]])),
    ("exp", lambda: sn.derive.matrix_function(sn.exp, [[1, -2], [2, 1]])),
    ("relu", lambda: sn.derive.matrix_function(sn.relu, [[1, 2, 0], [0, -1, 1], [0, 0, 3]])),
    ("rows", lambda: sn.derive.row_reduction([[0, 2, 4], [1, 1, 1], [2, 4, 6]])),
    ("least", lambda: sn.derive.least_squares([[1, 0], [1, 1], [1, 2]], [6, 0, 0])),
    ("cosine", lambda: sn.derive.cosine_similarity([1, 2, 2], [2, 0, 1])),
    ("taylor", lambda: sn.derive.taylor(sn.exp, [["1/2", 1], [0, "-1/2"]], 4)),
    ("frechet", lambda: sn.derive.frechet(sn.exp, [[1, 0], [0, 2]], [[1, 1], [1, 0]])),
    ("fit", lambda: sn.derive.fit_gradient(sn.exp, [[[0, -1], [1, 0]]], [1], [[1, 0], [0, 1]])),
]


@pytest.mark.parametrize(("_", "make"), PAGES, ids=[name for name, _ in PAGES])
@pytest.mark.parametrize("depth", DEPTHS)
def test_a_changed_digit_is_not_proved(_: str, make: Maker, depth: Depth) -> None:
    """The last digit of the page, one more: what it touches is refuted, or at least not proved."""
    page = make().at_depth(depth)  # type: ignore[call-arg]
    text = page.markdown()
    assert [e for e in read_back(text) if e.verdict == "refuted"] == []
    places = [m.start() for m in re.finditer(r"(?<![_^{(])\d(?![}\w])", text)]
    changed = text[: places[-1]] + str((int(text[places[-1]]) + 1) % 10) + text[places[-1] + 1 :]
    assert [e.verdict for e in read_back(changed)] != [e.verdict for e in read_back(text)]


def test_saved_pages_are_read_again(tmp_path: Any) -> None:
    for name, make in PAGES:
        page = make()
        page.save(tmp_path / f"{name}.json")
        again = sn.Derivation.load(tmp_path / f"{name}.json")
        again.recheck()
        assert again.markdown() == page.markdown()


REFUSALS: list[tuple[Callable[[], Any], type[Exception], str]] = [
    (lambda: sn.derive.eigenvalues([[1, 2]]), ShapeError, "square matrix is needed"),
    (lambda: sn.derive.eigenvalues([[0.5]]), InexactError, "float"),
    (lambda: sn.derive.eigenvalues([[0] * 9] * 9), TooLargeError, "too large for a page"),
    (
        lambda: sn.derive.projectors([[0, 0, 1], [1, 0, 1], [0, 1, 0]]),
        UnsupportedError,
        "degree 3: its projector has no radicals",
    ),
    (
        lambda: sn.derive.matrix_function(sn.relu, [[0, 1], [0, 0]]),
        UndefinedError,
        "eigenvalue 0 is a kink",
    ),
    (lambda: sn.derive.matrix_function(sn.relu6, [[1]]), UnsupportedError, "no derivation as"),
    (lambda: sn.derive.least_squares([[1, 1], [1, 1]], [1, 2]), UndefinedError, "dependent"),
    (
        lambda: sn.derive.row_reduction([[1, 2], [sp.Symbol("a"), 1]]),
        NotClosedError,
        r"the entry \(2, 1\) .* holds symbols: row reduction divides by pivots",
    ),
    (
        lambda: sn.derive.least_squares([[1, 2]], [sp.Symbol("a")]),
        NotClosedError,
        "holds symbols: least squares",
    ),
    (lambda: sn.derive.least_squares([[1]], [1, 2]), ShapeError, "b has 2 entries"),
    (lambda: sn.derive.cosine_similarity([0, 0], [1, 2]), UndefinedError, "zero vector"),
    (lambda: sn.derive.cosine_similarity([1], [1, 2]), ShapeError, "of 1 and 2 entries"),
    (lambda: sn.derive.taylor(sn.tanh, [[0, 2], [2, 0]], 3), UndefinedError, "no bound"),
    (lambda: sn.derive.taylor(sn.exp, [[1]], 13), TooLargeError, "degree 13"),
    (lambda: sn.derive.frechet(sn.exp, [[1]], [[1, 0], [0, 1]]), ShapeError, "shape of the matrix"),
    (lambda: sn.derive.fit_gradient(sn.exp, [[[1]]], [1, 2], [[1]]), ShapeError, "one coefficient"),
]


@pytest.mark.parametrize(("make", "error", "message"), REFUSALS)
def test_refusals(make: Callable[[], Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        make()


@pytest.mark.parametrize("kind", ["relu", "absolute"])
def test_functions_with_a_kink_at_conjugate_pairs(kind: str) -> None:
    """The piece of the side on which the pair lies: here each is the identity, or zero, or -A."""
    function = getattr(sn, kind)
    for rows, other in (([[1, 3], [-2, 3]], 1), ([[-1, 3], [-2, -3]], {"relu": 0}.get(kind, -1))):
        page = sn.derive.matrix_function(function, rows, depth="full")
        page.recheck()
        value = page.steps[-1].right.values
        expected = [[other * e for e in row] for row in rows]
        assert [[to_sympy(e) for e in row] for row in value] == expected
        assert "belongs to the sign of the real part" in page.text().replace("\n", " ")


def test_a_matrix_that_is_too_wide_gets_a_line_for_each_entry() -> None:
    page = sn.derive.frechet(sn.tanh, [[-1, -3], [-1, -1]], [[3, 1], [1, -3]])
    assert r"L_{12} &= " in page.markdown()
    assert (
        r"L &= \begin{pmatrix} L_{11} & L_{12} \\ L_{21} & L_{22} \end{pmatrix}" in page.markdown()
    )
    checked(page)
    wide = page.markdown(style=sn.Style(width=400))
    assert "L_{12} &= " in wide  # it is laid out when it is derived
    page = sn.derive.frechet(sn.exp, [[0, 1], [0, 0]], [[1, 0], [0, 1]])
    assert "L_{12}" not in page.markdown()


@settings(max_examples=30)
@given(st.one_of(grids(3, 1), grids(4, 1)), st.integers(-6, 6), st.integers(1, 6))
def test_rational_vectors_are_written_with_coprime_integers(
    v: sn.Matrix, top: int, bottom: int
) -> None:
    assume(top and any(v.entries()))
    found = simplest_multiple(v * top / bottom)
    entries = [to_sympy(written_form(e)) for e in found.entries()]
    assert all(e.is_integer for e in entries)
    assert gcd(*map(int, entries)) == 1
    assert next(e for e in entries if e) > 0
    assert found == simplest_multiple(v)
    assert sn.Matrix([found.entries(), v.entries()]).rank() == 1


@pytest.mark.parametrize(
    ("rows", "vectors"),
    [
        ([[0, 2], [1, 1]], ["(1; 1)", "(2; -1)"]),
        ([["1/2", "1/3"], ["1/4", 1]], ["(4; 3 + √21)", "(4; 3 - √21)"]),
        ([[1, 1], [1, 0]], ["(1 + √5; 2)", "(√5 - 1; -2)"]),
        ([[2, -1, 0], [-1, 2, -1], [0, -1, 2]], ["(1; -√2; 1)", "(1; 0; -1)", "(1; √2; 1)"]),
    ],
)
def test_eigenvectors_have_no_denominators(rows: Any, vectors: list[str]) -> None:
    page = sn.derive.eigenvalues(rows, depth="result")
    written = [line.split(" = ")[1] for line in page.text().splitlines() if line.startswith("v")]
    assert written == vectors
    checked(page)


def test_a_pair_turns_as_the_complex_number_does() -> None:
    page = sn.derive.projectors([[0, -2], [1, 1]])
    text = page.text().replace("\n", " ")
    assert "λ² - λ + 2, with the roots 1/2 ± √7/2 i" in text
    assert "J² = -I" in text
    assert "A = 1/2 I + √7/2 J" in text
    checked(page)
    three = sn.derive.projectors([[1, -3, 1], [3, 1, 0], [0, 0, 2]])
    assert "λ₁ P₁ + P₂ + 3 J₂ = A" in three.text()
    checked(three)
    assert (
        "J"
        not in sn.derive.projectors(
            [[0, -1, 1, 0], [1, 0, 0, 1], [0, 0, 0, -1], [0, 0, 1, 0]]
        ).text()
    )


def test_surds_stand_in_front_in_all_entries() -> None:
    text = sn.derive.matrix_function(sn.exp, [[0, -2], [1, 1]], depth="result").text()
    assert "-4 √7/7 e^(1/2) sin(√7/2); 2 √7/7 e^(1/2) sin(√7/2)" in text
    assert "√7/7 e^(1/2) sin(√7/2))" in text
    text = sn.derive.matrix_function(sn.sigmoid, [[1, -2], [1, 1]], depth="result").text()
    assert "√2/4 sin(√2)/(cosh(1) + cos(√2))" in text
    assert "·" not in text


def test_a_sum_that_is_a_number_is_written_once() -> None:
    assert "\nT = 0\n" in sn.derive.taylor(sn.tanh, [["1/5"]], 0).text()
    assert "\nT = 1\n" in sn.derive.taylor(sn.exp, [["1/5"]], 0).text()


def test_wide_values_have_names_in_the_gradient_of_a_fit() -> None:
    page = sn.derive.fit_gradient(sn.sin, [[[-1, 1], [1, 0]]], [3], [[1, -2], [2, -3]])
    assert "E = tr(Rᵀ R) = R₁₁² + R₁₂² + R₂₁² + R₂₂²" in page.text()
    assert "2 R₁₁ L₁₁₁ + 2 R₁₂ L₁₁₂ + 2 R₂₁ L₁₂₁ + 2 R₂₂ L₁₂₂" in page.text()
    checked(page)
    holed = sn.derive.fit_gradient(
        sn.tanh, [[[1, 1], [0, 2]], [[0, 0], [0, 1]]], ["1/3", "1/7"], [[0, 2], [0, 3]]
    )
    checked(holed)


def test_a_wide_function_of_a_matrix_has_a_line_for_each_entry() -> None:
    page = sn.derive.matrix_function(sn.sin, [[-2, -1, 2], [-2, -1, 2], [-3, -2, -3]])
    assert "F₃₃ = -sin(3) cosh(√10)" in page.text()
    assert "sin(A) = (F₁₁, F₁₂, F₁₃; F₂₁, F₂₂, F₂₃; F₃₁, F₃₂, F₃₃)" in page.text()
    assert "0 (1, 0" not in page.at_depth("full").text()
    checked(page)
