"""Sizes and ranges that definitions give, and what is said of a formula at some sizes."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

SIZE = r"$$o=\left\lfloor\frac{n+2p-k}{s}\right\rfloor+1$$"
TRANSPOSED = r"$$n'=(n-1)s-2p+k$$"
LEAKY = r"$$f(x)=\max(\alpha x,x),\quad 0<\alpha<1$$"
STEP = r"$$g(x)=(1-\eta a)x,\quad a>0,\ 0<\eta<\frac1a$$"
DECODER = r"$$\text{a decoder with } L=12 \text{ layers, } d=768,\ h=12 \text{ heads}$$"
MAJORITY = r"$$H(t)=\begin{cases}1&t\ge0\\0&t<0\end{cases},\quad m(x)=H(x_1+x_2+x_3-2)$$"
FORM = r"$$A=\begin{bmatrix}2&-1\\-1&2\end{bmatrix},\quad C=\begin{bmatrix}1&2\\2&1\end{bmatrix}$$"
RELU = r"$$r(x)=\max\{0,x\}$$"

HUBER = (
    r"$$L_\delta(r)=\begin{cases}\frac12r^2&|r|\le\delta\\"
    r"\delta(|r|-\frac12\delta)&|r|>\delta\end{cases}$$"
)
TEMPERED = r"$$p_i(T)=\frac{e^{z_i/T}}{\sum_{j=1}^2e^{z_j/T}},\quad z=(1,0),\quad T>0$$"
MARGINS = r"$$y_1=1,\ y_2=-1,\quad \ell_i=\max(0,1-2y_i)$$"
PROJECTED = (
    r"$$X\in\mathbb{R}^{n\times d},\ W_Q,W_K\in\mathbb{R}^{d\times k},\quad Q=XW_Q,\ K=XW_K$$"
)
UPDATE = r"$$v_{t+1}=\alpha v_t-g$$"

PROVED = [
    # what is said of another range behind a colon
    (LEAKY, r"\alpha>1:\ f(x)=\alpha x \text{ for } x>0"),
    (PROJECTED, r"Q\in\mathbb{R}^{n\times k}"),
    (PROJECTED, r"QK^\top=XW_QW_K^\top X^\top"),
    (HUBER, r"L_1(3)=\frac52"),
    (HUBER, r"L_{1/2}(1)=\frac38"),
    (HUBER, r"L_1 \text{ is convex}"),
    (TEMPERED, r"\frac{p_1(T)}{p_2(T)}=e^{1/T}"),
    (TEMPERED, r"p_1(T)>p_2(T) \text{ for every temperature } T>0"),
    (MARGINS, r"y_i^2=1 \text{ for } i=1,2"),
    (SIZE, r"k=3,\ s=1,\ p=1\implies o=n"),
    (SIZE, r"s=1,\ p=\frac{k-1}2\implies o=n"),
    (TRANSPOSED, r"k=4,\ s=2,\ p=1:\ n'=2n"),
    (TRANSPOSED, r"s=1,\ k=2p+1\implies n'=n"),
    (LEAKY, r"f \text{ is convex}"),
    (LEAKY, r"f(x)=x \text{ for } x\ge0"),
    (LEAKY, r"f(x)-f(-x)=(1+\alpha)x"),
    (STEP, r"|1-\eta a|<1"),
    (DECODER, r"d/h=64"),
    (MAJORITY, r"m(x)=x_1x_2+x_1x_3+x_2x_3-2x_1x_2x_3 \text{ for all } x\in\{0,1\}^3"),
    (MAJORITY, r"m(1-x_1,1-x_2,1-x_3)=1-m(x_1,x_2,x_3) \text{ for all } x\in\{0,1\}^3"),
    (MAJORITY, r"m(x)\le x_1+x_2+x_3 \text{ on } \{0,1\}^3"),
    (FORM, r"x^\top A x>0 \text{ for all } x\ne0"),
    (FORM, r"z^\top A z>0 \text{ for every nonzero } z"),
    (RELU, r"r(x)=x \text{ on } [0,\infty)"),
]

REFUTED = [
    (PROJECTED, r"Q^\top K\in\mathbb{R}^{n\times n} \text{ for } n\ne k"),
    (UPDATE, r"\alpha=0.99:\ \frac{1}{1-\alpha}=1000"),
    (
        "$$A=\\begin{bmatrix}1&1\\\\1&2\\end{bmatrix}$$\n\n$$Ax=b \\text{ has no solution}$$",
        r"\text{the columns of } A \text{ are orthogonal}",
    ),
    (HUBER, r"L_2(3)=3"),
    (HUBER, r"L_1 \text{ is strictly convex}"),
    (MARGINS, r"\ell_i\le2 \text{ for } i=1,2"),
    (MARGINS, r"\ell_1=\ell_2=0"),
    (MARGINS, r"\ell_1=\ell_2"),
    (SIZE, r"k=3,\ s=1,\ p=0\implies o=n"),
    (TRANSPOSED, r"k=3,\ s=2,\ p=1:\ n'=2n"),
    (LEAKY, r"f \text{ is concave}"),
    (MAJORITY, r"m(x)=x_1x_2+x_1x_3+x_2x_3 \text{ for all } x\in\{0,1\}^3"),
    (MAJORITY, r"m(x_1,x_2,x_3)=x_1x_2+x_1x_3+x_2x_3 \text{ for all } x_1,x_2,x_3\in\{0,1\}"),
    (FORM, r"x^\top C x>0 \text{ for all } x\ne0"),
    (RELU, r"r(x)\le x \text{ on } [-1,1]"),
]

#: What may be posed, holds for some numbers only, or was not counted.
OPEN = [
    (MARGINS, r"\ell_i\le3 \text{ for } i=1,2,3"),
    (SIZE, r"k=2,\ s=2,\ p=0\implies o=\frac n2"),
    (STEP, r"1-\eta a=0"),
    (STEP, r"\eta<\frac1{2a}"),
    (LEAKY, r"f(1)=\alpha"),
    (LEAKY, r"f'(x)=0"),
    ("", r"\text{number of parameters}=5\cdot5+3=28"),
    (r"$$k=3,\ x>0:\ y=x$$", r"x\ge0"),
    (r"$$f(x)=x^2,\quad x>0$$", r"x\ge0"),
]


@pytest.mark.parametrize(("given", "claim"), PROVED)
def test_what_holds_of_them_is_proved(given: str, claim: str) -> None:
    """For all numbers in the ranges, and for all whole numbers as sizes."""
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(("given", "claim"), REFUTED)
def test_what_does_not_hold_is_refuted(given: str, claim: str) -> None:
    """By a point, or as it holds for no size."""
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(("given", "claim"), OPEN)
def test_the_rest_is_left_alone(given: str, claim: str) -> None:
    """A range is no condition of other formulas, and an equation may be solved."""
    assert last(given, claim) not in ("proved", "refuted")


def test_a_claim_at_some_sizes_gives_the_formula_no_new_meaning() -> None:
    """What holds for padding is not taken over to none."""
    first = rf"{SIZE}" "\n\n" r"$$k=3,\ s=1,\ p=1\implies o=n$$"
    assert last(first, r"k=3,\ s=1,\ p=0\implies o=n") == "refuted"


def test_a_formula_for_what_was_given_in_words_refutes_no_other() -> None:
    """Either may be the false one."""
    words = r"$$\mathrm{pReLU}(x)=\text{a rectifier with slope } \alpha \text{ for } x<0$$"
    first = words + "\n\n" + r"$$\mathrm{pReLU}(x)=\max(0,x)-\alpha x$$"
    assert last(first, r"\mathrm{pReLU}(x)=\max(0,x)+\alpha\min(0,x)") != "refuted"
