"""Letters that are one of a few numbers, ranges that false formulas lie outside of, sizes apart."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

LABELS = r"$$\sigma(t)=\frac{1}{1+e^{-t}},\qquad y\in\{-1,+1\},\quad x,w\in\mathbb{R}$$"
BITS = r"$$b,c\in\{0,1\},\qquad g(s)=s^2$$"
SMALL = r"$$f(s)=as,\quad 0<a<1$$"
COLUMN = (
    r"$$\mathbf{x}\in\mathbb{R}^n$$"
    "\n\n"
    r"$$\mathbf{x}^\top\mathbf{A} \text{ is defined for } \mathbf{A}\in\mathbb{R}^{n\times m}$$"
)

PROVED = [
    (LABELS, r"\frac{d^2}{dw^2}\ln(1+e^{-yxw})=\sigma(yxw)(1-\sigma(yxw))x^2"),
    (LABELS, r"(y-x)^2=1-2yx+x^2"),
    (LABELS, r"(yx)^2=x^2"),
    (BITS, r"b(1-b)x=0"),
    (BITS, r"(b+c-2bc)^2x=(b+c-2bc)x"),
    (
        COLUMN,
        r"\mathbf{x}^\top\mathbf{A} \text{ is defined for } \mathbf{A}\in\mathbb{R}^{n\times k}",
    ),
]

REFUTED = [
    (LABELS, r"\frac{d^2}{dw^2}\ln(1+e^{-yxw})=\sigma(yxw)(1-\sigma(yxw))x"),
    (
        COLUMN,
        (
            r"\mathbf{x}^\top\mathbf{A} \text{ is defined for }"
            r" \mathbf{A}\in\mathbb{R}^{m\times n},\ m\ne n"
        ),
    ),
]

#: False for other numbers alone, or a condition on a letter with few values, or given anew.
NEITHER = [
    (BITS, r"2b-1=1"),
    (SMALL, r"a^2=a^3+a"),
    (LABELS, r"y=1"),
]


@pytest.mark.parametrize(("before", "claim"), PROVED)
def test_what_holds_for_each_of_the_values(before: str, claim: str) -> None:
    assert last(before, claim) == "proved"


@pytest.mark.parametrize(("before", "claim"), REFUTED)
def test_what_fails_for_them(before: str, claim: str) -> None:
    assert last(before, claim) == "refuted"


@pytest.mark.parametrize(("before", "claim"), NEITHER)
def test_what_is_no_error(before: str, claim: str) -> None:
    assert last(before, claim) not in ("refuted", "proved")


def test_values_under_another_heading_do_not_count() -> None:
    assert last(f"# One\n\n{BITS}\n\n# Two", "(b-1)bx=0") != "proved"
