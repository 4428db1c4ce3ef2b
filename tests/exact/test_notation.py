"""Text of expressions: what is written reads back, node by node; what is not meant is refused."""

from __future__ import annotations

from typing import Any

import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from symnn.errors import LatexError, TooLargeError, UnsupportedError
from symnn.exact.evaluate import value
from symnn.exact.expression import (
    DIRECTIONS,
    RELATIONS,
    Expr,
    RealRoot,
    apply,
    derivative,
    limit,
    nth_root,
    piecewise,
    power,
    rational,
    substitute,
    symbol,
)
from symnn.exact.notation import write_notation
from symnn.exact.notation_reader import read_notation

names = st.sampled_from(["x", "w_11", "e", "pi", "sqrt", "α", "a b", "max"])
leaves = st.one_of(
    st.builds(lambda p, q: rational(fmpq(p, q)), st.integers(-9, 9), st.integers(1, 4)),
    names.map(symbol),
    st.just(Expr("pi")),
    st.builds(
        lambda c, a, b: Expr("root", (), RealRoot(tuple(c), fmpq(a, 3), fmpq(b, 2))),
        st.lists(st.integers(-5, 5), min_size=1, max_size=4),
        st.integers(-5, 5),
        st.integers(-5, 5),
    ),
)


def _grown(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    several = st.lists(inner, max_size=4).map(tuple)
    row = st.tuples(st.sampled_from(RELATIONS), inner, inner, inner)
    return st.one_of(
        several.map(lambda a: Expr("add", a)),
        several.map(lambda a: Expr("mul", a)),
        st.builds(power, inner, inner),
        inner.map(lambda a: power(a, rational(-1))),
        inner.map(lambda a: Expr("mul", (rational(-1), a))),
        st.builds(nth_root, inner, st.integers(2, 4)),
        st.builds(apply, st.sampled_from(["exp", "abs", "erf"]), inner),
        st.lists(inner, min_size=1, max_size=3).map(lambda a: apply("max", *a)),
        st.builds(piecewise, st.lists(row, max_size=2), inner),
        st.builds(derivative, inner, names, inner),
        st.builds(limit, inner, names, st.sampled_from(DIRECTIONS), inner),
    )


@given(st.recursive(leaves, _grown, max_leaves=12))
def test_what_is_written_reads_back(expr: Expr) -> None:
    assert read_notation(write_notation(expr)) == expr


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("1/2", "0.5"),
        ("6/2/3", "1"),
        ("x/6/2", "x/(6*2)"),
        ("-2^2", "-4"),
        ("2^3^2", "512"),
        ("2^-1", "1/2"),
        ("√2·√2", "2"),
        ("1 − 3", "-2"),
        ("- -3", "3"),
        ("2*3/4", "3/2"),
        ("1/2*4", "2"),
        ("1/2^3", "1/8"),
        ("root(3, 27)", "3"),
        ("sqrt(2)*sqrt(8)", "4"),
        ("2**5", "32"),
        ("+7", "7"),
        ("1e-3", "1/1000"),
        ("3 - 2 - 1", "0"),
        ("cases(1 < 0: 5; 2 = 2: 6; 7)", "6"),
    ],
)
def test_what_a_person_writes(text: str, same: str) -> None:
    x = {"x": rational(24)}
    left, right = (value(substitute(read_notation(t), x)) for t in (text, same))
    assert left == right


@pytest.mark.parametrize(
    ("text", "message", "at"),
    [
        ("", "met the end", 0),
        ("2x", "has no meaning here", 0),
        ("2 x", "write * for a product", 2),
        ("2(3)", "write * for a product", 1),
        ("f(3)", "f is no function that is known here", 0),
        ("1/0", "quotient by zero", 2),
        ("(1", "where ')' is due", 2),
        ("1)", "where the text should end", 1),
        ("1 +", "met the end", 3),
        ("#", "has no meaning here", 0),
        ("\\sqrt{2}", "has no meaning here", 0),
        ("sqrt(1, 2)", "one argument", 0),
        ("root(1, 2)", "degree 1", 0),
        ("root(1/2, 2)", "an integer", 5),
        ("root_of(1; x; 2)", "two rationals", 0),
        ("cases(1 + 2: 3; 4)", "a condition", 11),
        ("limit(x; {x}; {up}; 0)", "one of the directions", 0),
        ("derivative(x; 3; 0)", "the name of a variable", 14),
        ("__import__('os')", "has no meaning", 11),
        ("(" * 61 + "1" + ")" * 61, "nested over 60 deep", 60),
        ("-" * 70 + "1", "nested over 60 deep", 61),
        ("√" * 70 + "1", "nested over 60 deep", 60),
        ("2^" * 70 + "1", "nested over 60 deep", 120),
        ("1e99999", "exponent", 0),
        ("1" * 100_001, "over the cap", 0),
    ],
)
def test_refusals(text: str, message: str, at: int) -> None:
    with pytest.raises(LatexError) as caught:
        read_notation(text)
    assert message in str(caught.value)
    assert caught.value.start == at


def test_a_text_that_would_be_too_long_is_not_written() -> None:
    expr: Any = symbol("x")
    for _ in range(20):
        expr = expr + expr
    with pytest.raises(TooLargeError):
        write_notation(expr)


def test_a_name_with_braces_is_not_written() -> None:
    with pytest.raises(UnsupportedError, match="rename"):
        write_notation(symbol("w_{1}"))
