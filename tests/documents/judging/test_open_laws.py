"""Laws in open letters: of lengths, of functions, of derivatives; true, mistaken, or posed."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries


def verdict(text: str) -> str | None:
    """What is said of the last relation of a text."""
    return entries(text)[-1].verdict


LENGTHS = [
    (r"(x^\top y)^2\le\|x\|^2\,\|y\|^2", "proved"),
    (r"(x^\top y)^2\ge\|x\|^2\,\|y\|^2", "refuted"),
    (r"\|x+y\|^2\le 2\|x\|^2+2\|y\|^2", "proved"),
    (r"\langle u,v\rangle\le\frac{1}{2}(\|u\|^2+\|v\|^2)", "proved"),
    (r"2\langle u,v\rangle\ge\|u\|^2+\|v\|^2", "refuted"),
    (r"\|x+y\|\le\|x\|\text{ for all } x,y\in\mathbb{R}^n", "refuted"),
    (r"\|x+y\|^2=\|x\|^2+\|y\|^2\text{ for all orthogonal } x,y\in\mathbb{R}^n", "undecided"),
    (r"\|x+y\|^2=\|x\|^2+\|y\|^2", None),
    (r"x^\top x\ge 1\text{ for all } x\in\mathbb{S}", None),
    (r"\|x\|_1\le 2\|x\|_2", None),
    (r"\|w\|\le 1", None),
    (r"\text{suppose } 2\langle u,v\rangle\ge\|u\|^2+\|v\|^2", None),
]


@pytest.mark.parametrize(("claim", "found"), LENGTHS)
def test_lengths_and_inner_products(claim: str, found: str | None) -> None:
    assert verdict(f"$${claim}$$") == found


REVERSED = [
    (r"\log x\ge x-1", "refuted"),
    (r"e^{x}\le 1+x", "refuted"),
    (r"\log(e^a+e^b)\le\max(a,b)", "refuted"),
    (r"ab\ge\frac{a^2+b^2}{2}", "refuted"),
    (r"x\ge|x|", None),
    (r"x^2\le 2x-1", None),
    (r"x^2\le 0", None),
    (r"\max(0,x)\le x", None),
    (r"|a+b|\ge|a|+|b|", None),
    (r"\log x\le x-1", "proved"),
]


@pytest.mark.parametrize(("claim", "found"), REVERSED)
def test_inequalities_the_wrong_way_round(claim: str, found: str | None) -> None:
    """Only what no condition or exercise would say."""
    assert verdict(f"$${claim}$$") == found


@pytest.mark.parametrize("before", ["Suppose that ", "For which values is ", "If "])
def test_words_that_suppose(before: str) -> None:
    assert verdict(f"{before}$\\log x\\ge x-1$ holds.") != "refuted"


SLIPS = [
    (r"r(z)+r(-z)=z", "refuted"),
    (r"r(z)-r(-z)=|z|", "refuted"),
    (r"|u-v|=r(u-v)-r(v-u)", "refuted"),
    (r"\max(a,b)=\frac{a+b-|a-b|}{2}", "refuted"),
    (r"(a-b)^2=a^2-2ab-b^2", "refuted"),
    (r"u^4-v^4=(u^2+v^2)(u+v)(u+v)", "refuted"),
    (r"|u-1|=|u+1|", None),
    (r"2u+3=3-2u", None),
    (r"u^2+v^2=u^2-v^2", None),
    (r"uv=-vu", None),
    (r"e^u=e^{-u}", None),
    (r"\sin u=-\sin u", None),
    (r"\sin^2u-\cos^2u=1", None),
    (r"u^2-1=(u-1)(u-1)", None),
    (r"\sqrt{u+1}+\sqrt{u}=\frac{1}{\sqrt{u+1}+\sqrt{u}}", None),
    (r"r(z)-r(-z)=z", "proved"),
]


@pytest.mark.parametrize(("claim", "found"), SLIPS)
def test_one_slip_away_from_a_law(claim: str, found: str | None) -> None:
    """A sign, a factor, max for min; never what an exercise poses."""
    assert verdict(f"$$r(z)=\\max(0,z)$$\n\n$${claim}$$") == found


_QUADRATIC = (
    r"$$f(w)=\tfrac12 w^\top A w-b^\top w,\quad A=\begin{pmatrix}3&1\\1&3\end{pmatrix},"
    r"\ b=\begin{pmatrix}1\\5\end{pmatrix}$$" + "\n\n"
)


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"\nabla f(w)=Aw-b", "proved"),
        (r"\nabla f(w)=2Aw-b", "refuted"),
        (r"\nabla^2 f(w)=A", "proved"),
        (r"Aw=b", None),
    ],
)
def test_a_plain_letter_that_is_used_as_a_vector(claim: str, found: str | None) -> None:
    assert verdict(f"{_QUADRATIC}$${claim}$$") == found


def test_a_capital_is_no_vector() -> None:
    given = r"$$B=\begin{pmatrix}2&0\\0&-3\\0&0\end{pmatrix}$$" + "\n\n"
    assert verdict(given + r"$$(AB)^\top=A^\top B^\top$$") != "proved"


def test_one_layout_of_derivatives_for_a_text() -> None:
    """A and its transpose are the derivative of tr(AX) in two layouts, but not in one text."""
    first = r"$$\frac{\partial\operatorname{tr}(AX)}{\partial X}=A^\top$$" + "\n\n"
    other = r"$$\frac{\partial\operatorname{tr}(AX)}{\partial X}=A$$" + "\n\n"
    assert [e.verdict for e in entries(first + other)] == ["proved", "undecided"]
    assert [e.verdict for e in entries(other + other)] == ["proved", "proved"]


@pytest.mark.parametrize(
    ("words", "found"), [("u is a unit vector", "refuted"), ("A is symmetric", "undecided")]
)
def test_what_is_supposed_of_other_letters(words: str, found: str) -> None:
    letter, rest = words.split(" ", 1)
    text = f"The vector ${letter}$ {rest}.\n\n$$\\nabla_x\\|Ax-b\\|^2=A^\\top(Ax-b)$$"
    assert verdict(text) == found


def test_points_without_braces() -> None:
    words = r"\text{the points } (0,0),(1,1) \text{ and } (0,1),(1,0) \text{ are"
    assert verdict(rf"$${words} not linearly separable}}$$") == "proved"
    assert verdict(rf"$${words} linearly separable}}$$") == "refuted"


def test_words_that_say_what_a_value_is_leave_it_a_value() -> None:
    text = r"$$a=\tfrac92,\ b=\tfrac12 \text{ are the eigenvalues of } C$$" + "\n\n"
    assert verdict(text + r"$$\frac{a}{a+b}=0.9$$") == "proved"


POSED = [
    "The set of points with\n\n$$e^x\\le1+x$$\n\nis a single point.\n",
    "Equality in\n\n$$\\log x\\ge x-1$$\n\nholds only for one point.\n",
    "We train until\n\n$$\\log(1+e^{a})\\le\\max(0,a).$$\n",
    "Consider the functions with\n\n$$\\max(u,v)+\\min(u,v)=u-v$$\n",
    "In the tropical semiring we would have\n\n$$\\log(e^a+e^b)\\le\\max(a,b).$$\n",
    "Solve\n\n$$\\log(ab)=\\log a-\\log b.$$\n",
]


@pytest.mark.parametrize("text", POSED)
def test_what_the_words_leave_open_is_not_called_false(text: str) -> None:
    assert "refuted" not in [entry.verdict for entry in entries(text)]


@pytest.mark.parametrize("lead", ["We have", "This gives", "Hence", "The logarithm satisfies"])
def test_what_words_assert_is_judged(lead: str) -> None:
    seen = verdict(f"{lead}\n\n$$\\log x\\ge x-1.$$\n")
    assert seen == "refuted" or "satisf" in lead


SIGMA = r"$$\sigma(x)=\frac{1}{1+e^{-x}}$$" + "\n\n"
SLIPPED = [
    (r"\tanh(a)=2\sigma(a)-1", "refuted"),
    (r"\tanh(a)=2\sigma(2a)-1", "proved"),
    (r"1-\tanh^2(x)=4\sigma(2x)(1+\sigma(2x))", "refuted"),
    (r"xy=\frac12\left((x+y)^2+x^2+y^2\right)", "refuted"),
    (r"xy=\frac12\left((x+y)^2-x^2-y^2\right)", "proved"),
    (r"\log(e^x+e^y)=x+\log(1+e^{x-y})", "refuted"),
    (r"\log(e^x+e^y)=x+\log(1+e^{y-x})", "proved"),
    (r"\tanh(x)=\frac{x}{2}", None),  # a fixed point may be sought
    (r"x^2=2x-1", None),
    (r"2(x+3)=2x+4", None),
    (r"\sin(2x)=\sin(x)", None),
]


@pytest.mark.parametrize(("claim", "found"), SLIPPED)
def test_slips_in_arguments_and_in_several_signs(claim: str, found: str | None) -> None:
    assert verdict(f"{SIGMA}$${claim}$$") == found


def test_a_function_of_the_same_letters_in_another_order() -> None:
    given = r"Let $K(m,s)=\frac12(m^2+s^2-1)$ and $D(p,q)=p\log\frac{p}{q}$." + "\n\n"
    assert verdict(given + "$$K(m,s)=K(s,m)$$") == "proved"
    assert verdict(given + "$$D(p,q)=D(q,p)$$") == "refuted"
    assert verdict(given + "$$K(m,s)=D(s,m)$$") is None


@pytest.mark.parametrize("claim", ["y(x)=xy", "v(t)=tv", r"v\,r(wx)=\frac vc r(cwx)"])
def test_brackets_that_no_product_needs_may_hold_arguments(claim: str) -> None:
    assert verdict(f"$${claim}$$") is None


@pytest.mark.parametrize("claim", ["p(1-p)=p-p^2", "a(bc)=(ab)c", "a(b+c)+a(b-c)=2ab", "2(x)=2x"])
def test_brackets_that_a_product_needs_hold_factors(claim: str) -> None:
    assert verdict(f"$${claim}$$") == "proved"
