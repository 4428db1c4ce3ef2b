"""Laws of the way from sympy and back: nothing is lost, nothing inexact comes in."""

from __future__ import annotations

import copy
import pickle
from fractions import Fraction

import pytest
import sympy as sp
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from symnn.errors import (
    ClaimError,
    InexactError,
    SymnnError,
    TooLargeError,
    UndefinedError,
    UnsupportedError,
)
from symnn.exact.evaluate import value
from symnn.exact.expression import Expr, apply, rational, substitute, symbol
from symnn.exact.from_sympy import from_sympy
from symnn.exact.literals import read_text
from symnn.exact.number import Number
from symnn.exact.sympy_symbols import assumptions, symbols_of
from symnn.exact.to_sympy import exactly, to_sympy
from symnn.functions.lower import lower

x, y = sp.symbols("x y", real=True)
small = st.fractions(min_value=-9, max_value=9, max_denominator=12)
surds = st.builds(
    lambda a, b, m, c, n: a + b * Number(m).nth_root(2) + c * Number(n).nth_root(2),
    small,
    small,
    st.sampled_from([2, 3, 5]),
    small,
    st.sampled_from([2, 3, 7]),
)


@given(surds)
def test_a_number_comes_back_from_sympy_unchanged(number: Number) -> None:
    assert value(from_sympy(to_sympy(number))) == number


@given(surds, surds)
def test_writing_is_a_homomorphism(a: Number, b: Number) -> None:
    assert value(from_sympy(to_sympy(a) + to_sympy(b))) == a + b
    assert value(from_sympy(to_sympy(a) * to_sympy(b))) == a * b


def trees() -> st.SearchStrategy[sp.Expr]:
    """Closed sympy expressions that are algebraic, built by sympy's own operations."""
    leaves = st.one_of(
        small.map(lambda q: sp.Rational(q.numerator, q.denominator)),
        st.sampled_from([sp.sqrt(2), sp.sqrt(3), sp.GoldenRatio, sp.cbrt(2), sp.cos(sp.pi / 5)]),
    )
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(sp.Add, inner, inner), st.builds(sp.Mul, inner, inner), inner.map(abs)
        ),
        max_leaves=3,
    )


@given(trees())
def test_sympy_to_expr_to_sympy_keeps_the_value(tree: sp.Expr) -> None:
    number = value(lower(from_sympy(tree)))
    assert (value(from_sympy(to_sympy(number))) - number).is_zero()


CLOSED = [
    (sp.sqrt(2) + sp.sqrt(3) - sp.sqrt(5 + 2 * sp.sqrt(6)), 0),
    (sp.GoldenRatio**2 - sp.GoldenRatio, 1),
    (sp.AlgebraicNumber(sp.sqrt(2), [3, 1]) - 3 * sp.sqrt(2), 1),
    (sp.CRootOf(x**3 - x - 1, 0) ** 3 - sp.CRootOf(x**3 - x - 1, 0), 1),
    (sp.CRootOf(x**5 - 5 * x + 1, 1) ** 5 - 5 * sp.CRootOf(x**5 - 5 * x + 1, 1), -1),
    (sp.cos(2 * sp.pi / 7, evaluate=False) + sp.cos(4 * sp.pi / 7) + sp.cos(6 * sp.pi / 7), "-1/2"),
    (sp.Sum(x**2, (x, 1, 4)), 30),
    (sp.Product(x, (x, 2, 5)), 120),
    (sp.Sum(x * y, (x, 1, 3), (y, 1, 2)), 18),
    (sp.Piecewise((sp.oo, x > 0), (3, True)).subs(x, -1), 3),
    (sp.floor(sp.sqrt(2) * 5, evaluate=False), 7),
    (sp.ceiling(sp.sqrt(2) * 5, evaluate=False), 8),
    (sp.frac(sp.Rational(7, 2), evaluate=False), "1/2"),
    (sp.Max(1, sp.sqrt(2), evaluate=False) ** 2, 2),
    (sp.Heaviside(0, 1), 1),
    (sp.real_root(-8, 3), -2),
    (sp.UnevaluatedExpr(sp.Rational(1, 2)), "1/2"),
    (sp.Subs(sp.Derivative(x**3, x), x, 2), 12),
    (sp.Derivative(x**3, x, x).subs(x, 2), 12),
    (sp.Mod(sp.Rational(-7), 3, evaluate=False), 2),
]


@pytest.mark.parametrize(("tree", "expected"), CLOSED, ids=lambda item: str(item)[:40])
def test_closed_sympy_values_are_read(tree: sp.Expr, expected: object) -> None:
    assert value(lower(from_sympy(tree))) == value(from_sympy(expected))


def test_the_sides_of_a_case_distinction_are_kept() -> None:
    tree = sp.Piecewise((0, x < 0), (1, sp.And(x >= 0, x < 1)), (2, sp.Or(x > 5, x < 3)), (3, True))
    for point, expected in ((-1, 0), (0, 1), (1, 2), (2, 2), (3, 3), (5, 3), (6, 2)):
        assert value(substitute(from_sympy(tree), {"x": rational(point)})) == expected


def test_a_case_distinction_without_a_last_case_has_no_value_there() -> None:
    body = from_sympy(sp.Piecewise((0, x < 0), (1, x > 0)))
    assert value(substitute(body, {"x": rational(2)})) == 1
    with pytest.raises(UndefinedError):
        value(substitute(body, {"x": rational(0)}))


REFUSED = [
    (sp.I, UnsupportedError),
    (sp.sqrt(-2), UnsupportedError),
    (sp.oo, UnsupportedError),
    (-sp.oo, UnsupportedError),
    (sp.zoo, UnsupportedError),
    (sp.nan, UnsupportedError),
    (sp.Float("0.5"), InexactError),
    (x + sp.Float("0.5"), InexactError),
    (0.1, InexactError),
    (1j, InexactError),
    (float("nan"), InexactError),
    (sp.cbrt(-8), UndefinedError),
    (sp.Pow(-8, sp.Rational(2, 3)), UndefinedError),
    (sp.Symbol("z", complex=True), UnsupportedError),
    (sp.Symbol("z", imaginary=True), UnsupportedError),
    (sp.Symbol("z", commutative=False), UnsupportedError),
    (sp.Symbol("x") + x, ClaimError),
    (sp.Dummy("x", real=True) + x, ClaimError),
    (sp.Heaviside(x), UnsupportedError),
    (sp.Sum(x, (x, 5, 3)), UnsupportedError),
    (sp.Sum(x, (x, 1, y)), UnsupportedError),
    (sp.Sum(x, (x, 1, sp.oo)), UnsupportedError),
    (sp.Sum(x, (x, 1, 10**9)), TooLargeError),
    (sp.Integral(x, x), UnsupportedError),
    (sp.Function("relu")(x), UnsupportedError),
    (sp.gamma(x), UnsupportedError),
    (sp.zeta(3), UnsupportedError),
    (x > 0, UnsupportedError),
    (sp.true, UnsupportedError),
    (sp.CRootOf(x**3 - x - 1, 1), UnsupportedError),
    (sp.MatrixSymbol("M", 2, 2), UnsupportedError),
    (sp.Matrix([1]), UnsupportedError),
    (True, UnsupportedError),
    (None, UnsupportedError),
    ([1], UnsupportedError),
    ("x + 1", UnsupportedError),
    ("__import__('os')", UnsupportedError),
    ("1/0", UndefinedError),
    ("1" * 5000, TooLargeError),
    ("1e999999999", TooLargeError),
]


@pytest.mark.parametrize(("given_value", "error"), REFUSED, ids=lambda item: repr(item)[:40])
def test_what_has_no_exact_real_meaning_is_refused(
    given_value: object, error: type[SymnnError]
) -> None:
    with pytest.raises(error):
        from_sympy(given_value)


def test_the_refusal_of_a_float_names_both_readings() -> None:
    with pytest.raises(InexactError, match=r"Rational\('0\.1'\).*exactly\(0\.1\)"):
        from_sympy(0.1)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_exactly_is_the_stored_value(number: float) -> None:
    assert Fraction(int(exactly(number).p), int(exactly(number).q)) == Fraction(number)


def test_exactly_reads_nested_lists_and_sympy_floats() -> None:
    assert exactly([[0.5, 0.25]]) == [[sp.Rational(1, 2), sp.Rational(1, 4)]]
    assert exactly(sp.Float(0.1)) == exactly(0.1)
    with pytest.raises(UndefinedError):
        exactly(float("inf"))


@given(st.fractions(), st.integers(0, 5))
def test_a_quotient_or_a_decimal_as_text_is_read_exactly(q: Fraction, digits: int) -> None:
    assert read_text(f"{q.numerator}/{q.denominator}") == fmpq(q.numerator, q.denominator)
    scaled = round(q * 10**digits)
    assert read_text(f"{scaled}e-{digits}") == fmpq(scaled, 10**digits)


# --- sums of radicals -----------------------------------------------------------------------


@given(surds)
def test_a_surd_is_the_ordinary_sum_in_every_respect(number: Number) -> None:
    surd = to_sympy(number)
    plain = sp.Add(*surd.args) if surd.is_Add else surd
    assert surd == plain
    assert plain == surd
    assert [surd != plain, plain != surd] == [False, False]
    assert hash(surd) == hash(plain)
    assert {surd: 1}[plain] == 1
    assert {plain: 1}[surd] == 1
    assert x * surd == x * plain
    assert x**plain == x**surd
    assert sp.sin(surd) == sp.sin(plain)
    assert sp.Tuple(surd) == sp.Tuple(plain)
    assert sp.ImmutableMatrix([surd]) == sp.ImmutableMatrix([plain])
    assert surd + x == plain + x
    assert surd - plain == 0
    assert 12 * surd == 12 * plain
    assert surd.sort_key() == plain.sort_key()
    assert surd.func(*surd.args) == surd if surd.args else True
    assert (x + surd).diff(x) == 1
    assert surd.subs(sp.sqrt(2), y) == plain.subs(sp.sqrt(2), y)
    assert surd.xreplace({sp.sqrt(3): y}) == plain.xreplace({sp.sqrt(3): y})
    assert sp.expand(surd) == sp.expand(plain)
    assert sp.srepr(surd) == sp.srepr(plain)
    assert (x * surd).subs(x, 2) == 2 * plain
    assert surd.evalf(30) == plain.evalf(30)
    pickled = pickle.loads(pickle.dumps(surd))  # noqa: S301
    for twin in (pickled, copy.copy(surd), copy.deepcopy(surd)):
        assert twin == plain
        assert str(twin) == str(surd)


def root(n: int) -> Number:
    return Number(n).nth_root(2)


PRINTED = [
    ((1 + root(2)) / 12, "(1 + sqrt(2))/12", r"\frac{1 + \sqrt{2}}{12}"),
    (2 + root(2), "2 + sqrt(2)", r"2 + \sqrt{2}"),
    ((2 + root(2)) / 2, "(2 + sqrt(2))/2", r"\frac{2 + \sqrt{2}}{2}"),
    (root(2) / 2, "sqrt(2)/2", r"\frac{\sqrt{2}}{2}"),
    (root(2) - 1, "sqrt(2) - 1", r"\sqrt{2} - 1"),
    (root(2) + root(3), "sqrt(2) + sqrt(3)", r"\sqrt{2} + \sqrt{3}"),
    (Number(3) / 4, "3/4", r"\frac{3}{4}"),
    ((2 + root(2)).nth_root(2), "sqrt(2 + sqrt(2))", r"\sqrt{2 + \sqrt{2}}"),
]


@pytest.mark.parametrize(("number", "text", "latex"), PRINTED, ids=[p[1] for p in PRINTED])
def test_a_number_is_printed_as_a_person_writes_it(number: Number, text: str, latex: str) -> None:
    assert str(to_sympy(number)) == text
    assert sp.latex(to_sympy(number)) == latex


def test_a_surd_prints_inside_other_things() -> None:
    surd = to_sympy((1 + root(2)) / 12)
    assert str(x * surd) == "x*((1 + sqrt(2))/12)"
    assert str(surd**x) == "((1 + sqrt(2))/12)**x"
    assert sp.pretty(surd) == "1 + √2\n──────\n  12  "


# --- symbols --------------------------------------------------------------------------------


def test_a_symbol_keeps_its_own_assumptions_on_the_way_back() -> None:
    a = sp.Symbol("a", positive=True)
    assert to_sympy(from_sympy(a + 1), symbols_of(a)) == a + 1


def test_declared_signs_become_relations() -> None:
    named = [sp.Symbol("p", positive=True), sp.Symbol("q", nonpositive=True), x]
    facts = [(relation, expr) for relation, expr, _ in assumptions(named)]
    assert facts == [(">", symbol("p")), ("<=", symbol("q"))]
    with pytest.raises(UnsupportedError):
        assumptions([sp.Symbol("n", integer=True)])


def test_an_odd_root_of_a_negative_number_is_real_on_the_way_to_sympy() -> None:
    assert to_sympy(Expr("nth_root", (rational(-8),), 3)) == -2


def test_a_value_that_does_not_exist_is_not_written() -> None:
    with pytest.raises(UndefinedError):
        to_sympy(apply("log", rational(-2)))
    with pytest.raises(UndefinedError):
        to_sympy(rational(1) / rational(0))
