"""One claim under one condition, in every habit of writing: the verdict of the Python API."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

import symnn as sn
from symnn.documents.judging.judge import judge
from symnn.documents.source import Source

x = sp.Symbol("x", real=True)

Claim = tuple[str, Callable[[Any, Any], Any]]

#: Claims as LaTeX, and as the API has them; p and q are small fractions.
CLAIMS: list[Claim] = [
    (r"\max\{{0,x\}} \le {p}", lambda p, _: sn.Le(sn.relu(x), p)),
    (r"|x - {p}| \ge {q}", lambda p, q: sn.Ge(sp.Abs(x - p), q)),
    (r"\max\{{x,{p}\}} = x", lambda p, _: sn.Eq(sn.Max(x, p), x)),
    (r"{p}x + {q} < 3", lambda p, q: sn.Lt(p * x + q, 3)),
    (r"(x - {p})(x - {q}) \ge 0", lambda p, q: sn.Ge((x - p) * (x - q), 0)),
]

#: Conditions a ≤ x ≤ b: in words, behind signs, before the claim, behind it.
CLOSED = [
    r"{claim} \text{{ for all }} x\in[{a},{b}]",
    r"{claim} \text{{ for every }} x \in \left[{a}, {b}\right]",
    r"{claim} \quad \forall x\in[{a},{b}]",
    r"\forall x \in [{a},{b}]:\ {claim}",
    r"\forall x \in [{a},{b}],\quad {claim}",
    r"\text{{for all }} x\in[{a},{b}],\ {claim}",
    r"{claim} \text{{ for }} {a} \le x \le {b}",
    r"{claim} \text{{ whenever }} {a} \leq x \leq {b}",
    r"{claim} \text{{ if }} {a} \le x \le {b}",
    r"\text{{if }} {a} \le x \le {b} \text{{ then }} {claim}",
    r"\text{{If }} {a} \le x \le {b},\ {claim}",
    r"{a} \le x \le {b} \implies {claim}",
    r"{claim} \text{{ for all }} x \text{{ with }} {a} \le x \le {b}",
    r"{claim} \text{{ for any real }} x \text{{ with }} x \ge {a} \text{{ and }} x \le {b}",
    r"{claim} \text{{ provided that }} {a} \le x \le {b}",
]
SMALL = st.integers(-6, 6).map(lambda n: Fraction(n, 2))


def tex(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    sign = "-" if value < 0 else ""
    return rf"{sign}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"


def rational(value: Fraction) -> sp.Rational:
    return sp.Rational(value.numerator, value.denominator)


def last(text: str) -> str | None:
    found = [e for e in judge(Source("a.md", text, "markdown")) if e.kind == "claim"]
    return found[-1].verdict if found else None


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CLAIMS), st.sampled_from(CLOSED), SMALL, SMALL, SMALL, st.integers(0, 6))
def test_a_range_in_every_habit(
    claim: Claim, habit: str, p: Fraction, q: Fraction, a: Fraction, width: int
) -> None:
    b = a + width
    written = claim[0].format(p=f"({tex(p)})", q=f"({tex(q)})")
    text = f"$${habit.format(claim=written, a=tex(a), b=tex(b))}$$"
    ends = rational(a), rational(b)
    wanted = sn.check(claim[1](rational(p), rational(q)), over={x: ends})
    assert last(text) == wanted.status.value


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(CLAIMS), SMALL, SMALL, st.sampled_from(["for all $x$", "for every real $x$"])
)
def test_all_numbers_in_prose(claim: Claim, p: Fraction, q: Fraction, words: str) -> None:
    written = claim[0].format(p=f"({tex(p)})", q=f"({tex(q)})")
    text = f"We have ${written}$ {words}."
    wanted = sn.check(claim[1](rational(p), rational(q)))
    assert last(text) == wanted.status.value


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(CLAIMS), SMALL, SMALL, SMALL, st.sampled_from(["at", "for", "when", "with"]))
def test_a_value_for_the_moment(
    claim: Claim, p: Fraction, q: Fraction, point: Fraction, word: str
) -> None:
    written = claim[0].format(p=f"({tex(p)})", q=f"({tex(q)})")
    text = rf"$${written} \text{{ {word} }} x = {tex(point)}$$"
    wanted = sn.check(claim[1](rational(p), rational(q)), over={x: [rational(point)]})
    found = last(text)
    assert found in (wanted.status.value, "undecided")
    assert found == wanted.status.value or wanted.refuted


def test_a_condition_that_narrows_those_before_it() -> None:
    """The second range is a condition, though words follow it; it was once refuted as a claim."""
    page = (
        r"$$\max(0, x + y - 1) = {} \quad \text{{for all }} x \ge 0, y \ge 0 \text{{ with }} {}$$"
    )
    for value, last, verdict in (
        ("0", r"x + y \le 1", "proved"),
        ("0", r"x + y \le 2", "undecided"),  # the condition stands behind a comma
        ("x + y - 1", r"x + y \ge 1", "proved"),
    ):
        entries = list(judge(Source("a.md", page.format(value, last), "markdown")))
        assert [e.verdict for e in entries if e.verdict] == [verdict], (value, last)
