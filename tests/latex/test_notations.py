"""Laws of reading and writing for the notations of arrays, sums, sets and numbers."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from symnn.latex import syntax as s
from symnn.latex.numerals import number
from symnn.latex.parser import parse
from symnn.latex.writer import write

DIGITS = st.integers(1, 99).map(lambda n: s.Number(str(n), Fraction(n)))
LETTERS = st.sampled_from(["x", "y", "A", "w", "theta"]).map(s.Name)
INDICES = st.sampled_from("ijk").map(s.Name)
ATOMS = DIGITS | LETTERS
Draw = Callable[..., Any]


def _chain(left: s.Node, relation: str, right: s.Node) -> s.Chain:
    return s.Chain(left, (s.Link(relation, right),))


def _set(*items: s.Node) -> s.Group:
    return s.Group("{}", items, (",",) * (len(items) - 1))


def _vector(*items: s.Node) -> s.Group:
    return s.Group("()", items, (",",) * (len(items) - 1))


@st.composite
def notations(draw: Draw) -> s.Node:
    """One expression in a notation that lectures on networks use."""
    a, b, i = draw(ATOMS), draw(ATOMS), draw(INDICES)
    order = draw(st.sampled_from("<>≤≥≠"))
    operator = draw(st.sampled_from(["⊙", "∘", "⊗", "·", "×", "mod", "∩", "∪", "∖"]))
    word = draw(st.sampled_from(["det", "rank", "tr", "dim", "ker", "span", "diag"]))
    entry = s.Name("x", subscript=i)
    kinds: list[Callable[[], s.Node]] = [
        lambda: s.Product((_vector(a, b), _vector(b, a)), (operator,)),
        lambda: s.Product((a, b), ("pmod",)),
        lambda: s.Apply(s.Name(word), _vector(a)),
        lambda: s.Apply(s.Name(word), _set(_vector(a, b), _vector(b, b))),
        lambda: s.Group("⟨⟩", (a, b), (draw(st.sampled_from([",", "|"])),)),
        lambda: s.Norm(_vector(a, b), draw(st.none() | DIGITS | st.just(s.Name("F")))),
        lambda: s.Power(s.Norm(a, s.Number("2", Fraction(2))), s.Number("2", Fraction(2))),
        lambda: s.Indexed(_vector(a, b), draw(DIGITS)),
        lambda: s.Indexed(s.Group("[]", (a,)), s.Name("+")),
        lambda: s.Mark(_vector(a, b), "+"),
        lambda: s.Transpose(_vector(a, b), draw(st.sampled_from(["T", "top", "intercal"]))),
        lambda: s.Call(s.Name("1", "bb"), s.Group("()", (_chain(a, order, b),))),
        lambda: s.Name("1", "bb", subscript=_chain(a, order, b)),
        lambda: s.Group("[]", (_chain(a, order, b),)),
        lambda: s.BigOperator("sum", i, None, entry),
        lambda: s.BigOperator("sum", _chain(i, "=", a), b, entry),
        lambda: s.BigOperator("sum", _chain(i, "∈", _set(a, b)), None, entry),
        lambda: s.BigOperator("prod", _chain(i, order, s.Name("n")), None, entry),
        lambda: s.Apply(s.Name("max", subscript=i), entry),
        lambda: s.Apply(s.Name("max"), _set(a, b)),
        lambda: s.Sum((a, b, s.Dots("cdots"), s.Name("n"))),
        lambda: s.Percent(draw(DIGITS)),
        lambda: s.Degrees(draw(DIGITS)),
        lambda: s.Binomial(a, b),
        lambda: s.Factorial(a),
        lambda: s.Name("A", subscript=s.Group("", (draw(DIGITS), i), (",",))),
        lambda: s.Matrix(((a, b), (b, a)), "[]", (1,)),
        lambda: s.Cases(
            (
                s.Case(a, _chain(s.Name("x"), order, b), "if"),
                s.Case(b, None, "otherwise"),
            )
        ),
    ]
    return draw(st.sampled_from(kinds))()


@given(notations())
def test_a_notation_is_read_back(tree: s.Node) -> None:
    (statement,) = parse(write(tree)).statements
    assert isinstance(statement, s.Statement)
    assert statement.body == tree


@given(st.integers(0, 99), st.text("0123456789", max_size=4), st.text("0123456789", min_size=1))
def test_repeating_digits(whole: int, fixed: str, period: str) -> None:
    period = period[:6]
    for mark in (r"\overline", r"\bar"):
        text = f"{whole}.{fixed}{mark}{{{period}}}"
        value = number(text, s.Span(0, 0)).value
        shift, turn = 10 ** len(fixed), 10 ** len(period)
        digits = int(f"{whole}{fixed}{period}") - int(f"{whole}{fixed}")
        assert value == Fraction(digits, shift * (turn - 1))
        (statement,) = parse(text).statements
        assert isinstance(statement, s.Statement)
        assert isinstance(statement.body, s.Number)
        assert statement.body.value == value


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from([",", " ", r"\,", "{,}"]))
def test_groups_of_digits(head: int, tail: int, mark: str) -> None:
    (statement,) = parse(f"{head}{mark}{tail:03d} + 1").statements
    assert isinstance(statement, s.Statement)
    assert isinstance(statement.body, s.Sum)
    first = statement.body.terms[0]
    assert isinstance(first, s.Number)
    assert first.value == 1000 * head + tail


@given(st.integers(1, 99), st.integers(-9, 9), st.sampled_from(["{}", "{{{}}}"]))
def test_an_upright_exponent(mantissa: int, exponent: int, braces: str) -> None:
    for mark in (r"\mathrm{e}", r"\text{e}", r"\mathrm E"):
        (statement,) = parse(f"{mantissa}{mark}{braces.format(exponent)}").statements
        assert isinstance(statement, s.Statement)
        assert isinstance(statement.body, s.Number)
        assert statement.body.value == Fraction(mantissa) * Fraction(10) ** exponent
