"""Words beside a formula that say for which values it holds, and where."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source

RELU = "$$r(t)=\\max\\{0,t\\}$$\n\n"


def last(text: str) -> tuple[str, str | None]:
    """Kind and verdict of the last claim or definition, conditions aside."""
    found = [
        e for e in judge(Source("a.md", text, "markdown")) if "a condition" not in str(e.reason)
    ]
    return found[-1].kind, found[-1].verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"r(ct)=c\,r(t) \text{ for all } c>0", "proved"),
        (r"r(ct)=c\,r(t) \text{ for all } c\in\mathbb{R}", "refuted"),
        (r"\forall t \in [0,1]: r(t) \le 1", "proved"),
        (r"r(t) \le 1 \quad \forall t \in [0,2]", "refuted"),
        (r"r(t) \le 1 \text{ for every real } t", "refuted"),
        (r"r(t) = 0 \text{ for } t\in(-\infty,0]", "proved"),
        (r"r(t)=t, \quad t \ge 0", "proved"),
        (r"\text{if } t>0 \text{ then } r(t)=t", "proved"),
        (r"\text{If } t>0,\ r(t)=t", "proved"),
        (r"t>0 \implies r(t)=t", "proved"),
        (r"t>-1 \implies r(t)\le t", "refuted"),
        (r"r(t)=3 \text{ at } t = 1", "refuted"),
        (r"r(t)=3 \text{ at } t = 3", "proved"),
        (r"r(t)=t \text{ whenever } |t-1| \le 1", "proved"),
        (r"r(x+y) \le r(x)+r(y) \text{ for any real } x, y", "proved"),
        (r"r(x+y) = r(x)+r(y) \text{ for all } x, y", "refuted"),
        (
            r"x_1x_2 \le \frac12 \text{ for all } x\in\mathbb{R}^2 \text{ with } x_1^2+x_2^2=1",
            "proved",
        ),
        (r"x_1 + x_2 \le 1 \text{ for all } x\in\{0,1\}^2", "refuted"),
        (r"r(t) = 0 \text{ for } t < -1 \text{ or } t > 1", "refuted"),
        (r"r(t^2-1) > 0 \text{ for } t < -1 \text{ or } t > 1", "proved"),
        (r"r(t) < 2 \text{ for } t > 1 \text{ and } t < 2", "proved"),
        (r"n^2 \ge n \text{ for all integers } n\ge 1", "proved"),
        (r"D_i D+2D+1 = D_iD+D+2 \text{ for all } D_i, D", "refuted"),
        (r"n^2 \ge 2n \text{ for all integers } n\ge 1", "refuted"),
        (r"\frac{ab}{a} = b \quad (a \ne 0)", "proved"),
    ],
)
def test_conditions_are_the_domain_of_the_claim(claim: str, verdict: str) -> None:
    """Each habit of writing a condition, on the positive part of a number."""
    assert last(f"{RELU}$${claim}$$") == ("claim", verdict)


@pytest.mark.parametrize(
    "claim",
    [
        r"r(t)=2t \text{ for most } t",
        r"r(x)=x \text{ for the inputs } x",
        r"x^2-3x+2=0, \quad x>0",
        r"xy = yx \text{ for all matrices } x, y",
        r"xy = yx \text{ for all } x, y \in G",
        r"z^2 = 1 \iff z = 1",
        r"KL=LK \text{ for all } K, L",
        r"AB=BA \text{ for all } A, B",
        r"ax+b=0 \text{ for all } x",
        r"n^2 \ge n \text{ for all } n",
        r"r(t) = t \text{ does not hold for } t<0",
        r"t^2 = 2 \text{ for all } t > 1 \text{ and } t < 0",
    ],
)
def test_words_that_are_not_understood_decide_nothing(claim: str) -> None:
    """A hedge, an equation to solve, numbers of no stated kind, no value at all."""
    assert last(f"{RELU}$${claim}$$")[1] in (None, "undecided")


def test_a_definition_in_parts_has_no_other_values() -> None:
    """Its cases are collected; a value outside is unknown."""
    text = "$$g(x)=2x \\text{ for } x<0$$\n\n$$g(1)=2$$"
    assert last(text) == ("claim", "undecided")
    text = "$$g(x)=2x \\text{ for } x<0 \\text{ and } g(x)=0 \\text{ otherwise}$$\n\n$$g(1)=2$$"
    assert last(text) == ("claim", "refuted")


def test_a_case_of_what_is_known_is_a_claim() -> None:
    """And leaves the definition as it was."""
    text = RELU + "$$r(t)=t \\text{ for } t\\ge 0$$\n\n$$r(-1)=0$$"
    assert last(text) == ("claim", "proved")


def test_values_before_an_arrow_are_given() -> None:
    """w = 1000 ⇒ b = … defines w, and b is judged."""
    assert last(r"$$w=10 \implies b=-3w=-30$$") == ("claim", "proved")
    assert last(r"$$w=10 \implies b=-3w=-31$$") == ("claim", "refuted")


def test_what_is_at_a_solution_is_not_defined() -> None:
    """Names in a sentence that goes on keep their values."""
    text = "$b = 0$\n\n$$\\min_w (w-b)^2 \\text{ is at } w=1,\\ b=1$$\n\n$$b=0$$"
    assert last(text) == ("claim", "proved")


def test_columns_and_rows_have_the_numbers_of_their_letter() -> None:
    """b_1 and b_2 "for the columns of" a matrix."""
    matrix = r"\begin{bmatrix}2&-1\\4&-2\end{bmatrix}"
    assert last(rf"$$b_1 + 2b_2 = 0 \text{{ for the columns of }} {matrix}$$") == (
        "claim",
        "proved",
    )
    assert last(rf"$$b_1 = 2b_2 \text{{ for the rows of }} {matrix}$$") == ("claim", "refuted")
    assert last(rf"$$b_1 = b_3 \text{{ for the rows of }} {matrix}$$")[1] is None


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\sigma(0)=\frac12", "proved"),
        (r"\sigma(-x)=1-\sigma(x) \text{ for all } x", "proved"),
        (r"\sigma(x) \le -1 \text{ for all } x", "refuted"),
        (r"\sigma(2x) = 2\sigma(x) \text{ for all } x \ge 0", "undecided"),
        (r"\sigma(-x) = -\sigma(x) \text{ for all } x", "undecided"),
        (r"\sigma^2 = 4", None),
    ],
)
def test_an_undefined_sigma_is_the_logistic_function(claim: str, verdict: str | None) -> None:
    """It is called false only where the rectifier and tanh are no way out."""
    assert last(f"$${claim}$$")[1] == verdict


def test_arguments_that_are_only_shown() -> None:
    """output(x_1, x_2) of an output that is given as a formula in x_1 and x_2."""
    text = "$$y=x_1+2x_2$$\n\n$$y(x_1,x_2) \\le 3 \\text{ for all } x\\in\\{0,1\\}^2$$"
    assert last(text) == ("claim", "proved")


def test_cases_by_every_sign_leave_nothing_out() -> None:
    """The last of them is the rest, also for the checker."""
    cases = r"h(x)=\begin{cases}-x & x<0\\ x & x\ge 0\end{cases}"
    assert last(f"$${cases}$$\n\n$$h(x) = |x| \\text{{ for all }} x$$") == ("claim", "proved")
