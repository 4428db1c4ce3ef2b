r"""Letters that lie in finite sets of numbers, and cases in a line."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.judging.verdicts import entries, last

_BITS = "$$\na_1,a_2\\in\\{0,1\\}\n$$"
_GATES = f"{_BITS}\n\n$$\ng=\\max(0,a_1+a_2-1),\\quad s=a_1+a_2-2g\n$$"
_SIGN = "$$\ns(z)=1 \\text{ if } z\\ge 0,\\ -1 \\text{ otherwise}\n$$"


@pytest.mark.parametrize(
    ("text", "claim", "verdict"),
    [
        (_BITS, r"a_1^2=a_1", "proved"),
        (_BITS, r"(a_1-a_2)^2=a_1\oplus a_2", "proved"),
        (_BITS, r"\max(a_1,a_2)=a_1\oplus a_2", "refuted"),
        (_BITS, r"(a_1+a_2+1)^2=a_1+a_2+5", "refuted"),
        (_GATES, r"g=a_1a_2", "proved"),
        (_GATES, r"s=a_1\oplus a_2 \text{ for all four inputs}", "proved"),
        (_GATES, r"s=a_1\lor a_2 \text{ for every input}", "refuted"),
        (_GATES, r"s=a_1+a_2 \text{ on all four inputs}", "refuted"),
        (_GATES, r"s(1,0)=1", "proved"),
        (_GATES, r"s(1,1)=1", "refuted"),
        (_GATES, r"s(1,1)+g(1,1)=1", "proved"),
        ("Let $y\\in\\{-1,1\\}$.", r"\frac1y=y", "proved"),
        ("Let $y\\in\\{-1,1\\}$.", r"(1-y)^2=2(1-y)", "proved"),
        ("Let $y\\in\\{-1,1\\}$.", r"(2-y)^2=4-y", "refuted"),
        (_SIGN, r"s(-2)=-1", "proved"),
        (_SIGN, r"s(0)=-1", "refuted"),
        ("$$\nq(t)=t \\text{ if } t>1, \\text{ else } 1\n$$", r"q(t)=\max(t,1)", "proved"),
        (
            "$$\nq(t)=t \\text{ for } t>1 \\text{ and } 1 \\text{ for } t\\le1\n$$",
            "q(3)=1",
            "refuted",
        ),
        (
            "$$\nq(t)=2 \\text{ if } t>0,\\ -2\\text{ if }t<0,\\ 1\\text{ if }t=0\n$$",
            "q(0)=1",
            "proved",
        ),
    ],
)
def test_a_claim(text: str, claim: str, verdict: str) -> None:
    assert last(text, claim) == verdict


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (_BITS, r"a_1=a_2"),  # a condition
        (_BITS, r"a_1^2=a_2"),
        (_BITS, r"a_1+a_2=1"),
        (_BITS, r"a_1+a_2=3"),
        (_BITS, r"a_1^2+a_3=a_1+1"),  # a_3 is open
        (_BITS, r"\max(a_1,a_2)=1 \text{ for all three inputs}"),  # there are four
        (f"{_BITS}\n\nNow let $a_1$ be any real number.", r"a_1^2=a_1"),
        (f"{_BITS}\n\nNow let $a_1\\in\\mathbb{{R}}$.", r"a_1^2=a_1"),
        (f"{_BITS}\n\n# Another section", r"a_1^2=a_1"),
        ("$$\nf(x)=x^3,\\quad x\\in\\{0,1\\}\n$$", r"x^3=x"),  # the domain of f alone
        ("For $x\\in\\{0,1\\}$ it is so.", r"x^3=x"),
        (_GATES, r"g(1,0,1)=0"),
        ("$$\nh=b_1+2b_3\n$$", r"h(1,0)=1"),  # which is the second of its variables?
        (f"{_SIGN}\n\nSuppose that", r"s(0)=-1"),
    ],
)
def test_what_may_be_meant_otherwise(text: str, claim: str) -> None:
    assert last(text, claim) not in ("proved", "refuted")


@settings(max_examples=25)
@given(st.tuples(*[st.integers(-2, 2)] * 4), st.integers(-2, 2))
def test_any_table_of_two_bits(table: tuple[int, ...], slip: int) -> None:
    """Each function of two bits is its polynomial; with one coefficient off, at no point."""
    low, second, first, both = table  # at (0, 0), (0, 1), (1, 0), (1, 1)
    formula = f"{low}+({first - low})a_1+({second - low})a_2+({both - first - second + low})a_1a_2"
    text = f"{_BITS}\n\n$$\nf={formula}\n$$"
    points = list(zip(product((0, 1), repeat=2), table, strict=True))
    claims = "\n\n".join(f"$$\nf({a},{b})={value + slip}\n$$" for (a, b), value in points)
    verdict = "refuted" if slip else "proved"
    assert [entry.verdict for entry in entries(f"{text}\n\n{claims}")[-4:]] == [verdict] * 4


def test_a_false_formula_of_bits_is_no_own_operation() -> None:
    r"""x ⊕ y = x + y - xy for bits is false, and defines no ⊕ by which the true one would be."""
    false = r"$$x\oplus y=x+y-xy\text{ for }x,y\in\{0,1\}$$"
    true = r"x\oplus y=x+y-2xy\text{ for }x,y\in\{0,1\}"
    assert [entry.verdict for entry in entries(false)] == ["refuted"]
    assert last(false, true) == "proved"
