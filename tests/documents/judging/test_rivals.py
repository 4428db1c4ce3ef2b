"""A second formula for a function, right below the first: a near miss is false, others are new."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.model import Entry
from symnn.documents.source import Source

LEAKY = r"$$f(y)=\begin{cases}y,&\text{if } y>0\\ay,&\text{if } y\le0\end{cases},\ 0\le a\le1$$"
SQUARE = r"$$g(x)=x^2$$"


def last(*displays: str) -> Entry:
    """The last entry of a document of these displays."""
    return list(judge(Source("a.md", "\n\n".join(displays), "markdown")))[-1]


_SLOPES = r"$$g_i=\frac{\partial y}{\partial v_i},\quad y=v_1v_2+v_1^2,\quad v_1=1,\ v_2=2$$"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"f(y)=\max(0,y)+a\min(0,y)", "proved"),
        (r"f(y)=\max(0,y)-a\min(0,y)", "refuted"),
        (r"f(y)=\max(y,ay) \text{ for } 0\le a\le1", "proved"),
        (r"f(y)=\frac{1+a}2y+\frac{1-a}2|y|", "proved"),
        (r"f(y)=a+7y^3", None),  # another function
    ],
)
def test_a_near_miss_is_a_false_claim(claim: str, verdict: str | None) -> None:
    assert last(LEAKY, f"$${claim}$$").verdict == verdict


@pytest.mark.parametrize("words", ["Next we look at another function.", "# Another section"])
def test_words_in_between_leave_it_a_new_function(words: str) -> None:
    assert last(LEAKY, words, r"$$f(y)=\max(0,y)-a\min(0,y)$$").verdict is None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (r"f(x)=\max(0,x)", r"f(x)=\max(0.01x,x)"),
        (r"f(x)=\max(0,x)+a\min(0,x)", r"f(x)=\max(0,x)+a\min(0,e^x-1)"),
        (r"f(x,y)=x^2+y^2", r"f(x,y)=x^2-y^2"),
        (r"f(x)=\frac{e^x+e^{-x}}2", r"f(x)=\frac{e^x-e^{-x}}2"),
        (r"f(x)=x^2", r"f(x)=x^3"),
    ],
)
def test_examples_that_have_one_name_are_not_false(first: str, second: str) -> None:
    assert last(f"$${first}$$", f"$${second}$$").verdict is None


def test_what_follows_a_false_formula_is_about_the_first() -> None:
    false = r"$$f(y)=\max(0,y)-a\min(0,y)$$"
    assert last(LEAKY, false, r"$$a=0.25:\ f(-2)=0.5$$").verdict == "refuted"
    assert last(LEAKY, false, r"$$a=0.25:\ f(-4)=-1$$").verdict == "proved"


def test_between_two_formulas_only_what_holds_for_both_is_proved() -> None:
    cube = r"$$g(x)=x^3$$"
    assert last(SQUARE, cube, r"$$g(2)=8$$").verdict == "undecided"
    assert last(SQUARE, cube, r"$$g(2)=4$$").verdict == "undecided"
    assert last(SQUARE, cube, r"$$g(1)=1$$").verdict == "proved"
    assert last(SQUARE, "Another one is", cube, r"$$g(2)=8$$").verdict == "proved"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial h}{\partial a}=x^2", "proved"),
        (r"\frac{\partial h}{\partial b}=x", "proved"),
        (r"\frac{\partial h}{\partial b}=x^2", "refuted"),
        (r"\frac{\partial h}{\partial x}=2ax+b", "proved"),
        (r"\frac{\partial h}{\partial x}=2ax", "refuted"),
    ],
)
def test_slopes_in_the_constants_of_a_function(claim: str, verdict: str) -> None:
    assert last(r"$$h(x)=ax^2+bx$$", f"$${claim}$$").verdict == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\nabla J(\mathbf w)=\begin{bmatrix}2(w_0-1)\\6w_1\end{bmatrix}", "proved"),
        (r"\nabla J(\mathbf w)=\begin{bmatrix}2(w_0-1)\\2w_1\end{bmatrix}", "refuted"),
        (r"\nabla^2J(\mathbf w)=\begin{bmatrix}2&0\\0&6\end{bmatrix}", "proved"),
    ],
)
def test_gradients_in_a_vector_that_is_known_by_its_entries(claim: str, verdict: str) -> None:
    assert last(r"$$J(\mathbf w)=(w_0-1)^2+3w_1^2$$", f"$${claim}$$").verdict == verdict


def test_arguments_in_square_brackets_are_no_integer_parts() -> None:
    given = r"$$x=(1,2,3),\ p=(0.2,0.5,0.3),\ \mathbb{E}[x]=\sum_{i=1}^3p_ix_i$$"
    assert last(given, r"$$\mathbb{E}[x]=2.1$$").verdict == "proved"
    assert last(given, r"$$\mathbb{E}[x]=2$$").verdict == "refuted"


def test_a_number_that_was_stated_wrongly_has_no_derivative() -> None:
    given = (r"$$n=2w,\ w=0,\ o=\tanh(n)$$", r"$$o\approx0.7616$$")
    assert last(*given, r"$$\frac{\partial o}{\partial w}=1$$").verdict == "refuted"
    assert last(*given, r"$$\frac{\partial o}{\partial w}=2$$").verdict == "proved"


def test_a_vector_of_parameters_is_passed_on_by_its_bold_name() -> None:
    line = r"$$f[x,\boldsymbol\phi]=\phi_0+\phi_1x$$"
    assert last(line, r"$$f[2,\boldsymbol\phi]=\phi_0+2\phi_1$$").verdict == "proved"
    assert (
        last(line, r"$$\phi_0=1,\ \phi_1=2$$", r"$$f[2,\boldsymbol\phi]=6$$").verdict == "refuted"
    )


def test_what_fails_for_the_second_formula_alone_is_not_false() -> None:
    second = r"$$f(y)=\frac{1-a}2y+\frac{1+a}2|y|$$"
    assert last(LEAKY, second, r"$$\frac{\partial f}{\partial a}=\min(0,y)$$").verdict != "refuted"


@pytest.mark.parametrize("words", ["Note that", "Thus we have", "Hence"])
def test_a_false_formula_in_words_does_not_turn_what_follows(words: str) -> None:
    given = "$$F(x) = x^2 + 3x$$"
    false = f"{words} $F(x) = 2x^2 + 3x$."
    assert last(given, false, "$$F'(x) = 2x + 3$$").verdict == "undecided"
    assert last(given, false, "$$F(1) = 9$$").verdict == "refuted"  # of neither


BLOCK = r"f(x)=x^2,\quad g(x)=2x,\quad L(w)=(w-1)^2"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("f(x)=x^3", "refuted"),
        ("f(x)=g(x)", None),  # to be solved
        ("f(x)=x", None),
        ("f(x)=4", None),
        (r"L(w)=(w-1)^2+\lambda w^2", None),  # another one, with a letter of its own
    ],
)
def test_below_a_block_an_equation_to_solve_is_no_second_formula(
    claim: str, verdict: str | None
) -> None:
    assert last(f"$${BLOCK}$$", f"$${claim}$$").verdict == verdict


def test_a_step_counted_above_may_stand_before_its_start() -> None:
    text = r"$$x^{k+1}=x^k-\frac12 f'(x^k), x^0=4$$"
    entries = list(judge(Source("a.md", f"$$f(x)=x^2$$\n\n{text}\n\n$$x^1=1$$", "markdown")))
    assert all("failed" not in (entry.reason or "") for entry in entries), entries
    assert entries[-1].verdict == "refuted"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (r"$$z=ax+b\text{ with }a=2$$", r"z=ax+b\text{ with }a=5", "undecided"),
        (
            r"$$q=\alpha g\text{ with }\alpha=1/(1+r)$$",
            r"q=\alpha g\text{ with }\alpha=r",
            "undecided",
        ),
        (r"$$h_k=\frac1k\sum_{i=1}^kx_i,\quad x=(1,2,3)$$", "h_2=x_1+x_2", "undecided"),
        (r"$$h_k=\frac1k\sum_{i=1}^kx_i,\quad x=(1,2,3)$$", r"h_2=\frac{x_1+x_2}2", "proved"),
        (_SLOPES, "g_1=v_2", "undecided"),
        (_SLOPES, "g_1=v_2+2v_1", "proved"),
        (_SLOPES, "g_1=4", "proved"),
    ],
)
def test_a_member_is_not_given_a_false_formula_unseen(given: str, claim: str, verdict: str) -> None:
    assert last(given, f"$${claim}$$").verdict == verdict
