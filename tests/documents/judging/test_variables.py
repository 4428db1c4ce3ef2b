"""Letters that are variables again, ranges without "for all", arrows under ranges, ∇ of f(x)."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries


def verdict(text: str) -> str | None:
    """What is said of the last relation of a text."""
    return entries(text)[-1].verdict


_AFTER_A_VALUE = "Let $x=2$ and $z=(1,3)^\\top$.\n\n$$%s$$\n\n$$%s$$"


@pytest.mark.parametrize(
    ("given", "claim", "found"),
    [
        (r"f(x)=x^2", r"f'(x)=2x", "proved"),
        (r"f(x)=x^2", r"f'(x)=3x", "refuted"),
        (r"f(x)=x^2", r"f(x)=4", "proved"),
        (r"f(x)=x^2", r"f(x)=5", "undecided"),
        (r"f(x)=x^2", r"f'(x)=x+2", "undecided"),
        (r"s(z)=\frac{1}{1+e^{-z}}", r"s'(z)=s(z)(1-s(z))", "proved"),
        (r"s(z)=\frac{1}{1+e^{-z}}", r"s'(z)=s(z)(1+s(z))", "refuted"),
        (r"s(t)=\frac{1}{1+e^{-t}}", r"\frac{e^{z}}{1+e^{z}}=\frac{1}{1+e^{-z}}", "proved"),
        (r"s(t)=\frac{1}{1+e^{-t}}", r"\frac{e^{z}}{1+e^{z}}=\frac{1}{1-e^{-z}}", "undecided"),
    ],
)
def test_the_variable_of_a_function_that_was_given_later(
    given: str, claim: str, found: str
) -> None:
    seen = verdict(_AFTER_A_VALUE % (given, claim))
    assert seen == found or (found == "undecided" and seen is None)


def test_a_name_with_a_value_may_become_a_function_of_several() -> None:
    text = "$$L=3,\\quad a=2$$\n\n$$L(u,v)=u+v$$\n\n$$L(1,2)=3$$"
    assert [e.kind for e in entries(text)][2] == "definition"
    assert verdict(text) == "proved"
    assert verdict("$$a=2$$\n\n$$u=1$$\n\n$$a(u)=2$$") == "proved"


@pytest.mark.parametrize(
    ("lead", "claim", "found"),
    [
        (r"The square is convex: for $t\in[0,1]$,", r"(ta+(1-t)b)^2\le ta^2+(1-t)b^2", "proved"),
        (r"The means satisfy, for $a,b>0$,", r"\sqrt{ab}\le\frac{a+b}{2}", "proved"),
        (r"The means satisfy, for $a,b>0$,", r"\sqrt{ab}\ge\frac{a+b}{2}", "refuted"),
        (r"We look at it for $x=2$,", r"a^2=b^2", None),
    ],
)
def test_a_range_before_a_display(lead: str, claim: str, found: str | None) -> None:
    assert verdict(f"{lead}\n\n$${claim}$$\n") == found


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"x^2=4\quad(x>0)", "undecided"),
        (r"\frac{a^2}{3}=\frac{2}{n}\quad(a,n>0)", "undecided"),
        (r"|x|=-x\quad(x>0)", "refuted"),
        (r"x^2=4\Rightarrow x=2\quad(x>0)", "proved"),
        (r"x^2=4\Rightarrow x=3\quad(x>0)", "refuted"),
        (r"x+y=3\Rightarrow x=1\quad(x,y>0)", None),
        (r"\frac{a^2}{3}=\frac{2}{n}\ \Rightarrow\ a=\sqrt{\frac{6}{n}}\quad(a,n>0)", None),
    ],
)
def test_equations_under_a_range(claim: str, found: str | None) -> None:
    """An equation with a range in brackets may be one to solve; an arrow says what follows."""
    assert verdict(f"$${claim}$$") == found


_OPEN = (
    r"$$f(x)=x^{\top}Ax,\quad g(x)=\|Ax-b\|_2^2,\quad A\in\mathbb{R}^{n\times n},"
    r"\ x,b\in\mathbb{R}^{n}$$" + "\n\n"
)


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"\nabla f(x)=(A+A^{\top})x", "proved"),
        (r"\nabla f(x)=2Ax", "undecided"),
        (r"\nabla g(x)=2A^{\top}(Ax-b)", "proved"),
        (r"\nabla g(x)=A^{\top}(Ax-b)", "refuted"),
        (r"\nabla^2 f(x)=A+A^{\top}", "proved"),
        (r"\nabla^2 g(x)=2A^{\top}A", "proved"),
        (r"\nabla^2 g(x)=A^{\top}A", "refuted"),
    ],
)
def test_gradients_of_functions_of_the_text(claim: str, found: str) -> None:
    assert verdict(f"{_OPEN}$${claim}$$") == found


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"\frac{e^{a}}{e^{a}+e^{b}}=\frac{1}{1+e^{a-b}}", "refuted"),
        (r"e^{u}+e^{-u}=2e^{u}", None),
        (r"1-\frac{1}{1+e^{-u}}=\frac{1}{1+e^{-u}}", None),
    ],
)
def test_a_sign_in_an_exponent(claim: str, found: str | None) -> None:
    assert verdict(f"$${claim}$$") == found


def test_the_loss_as_a_function_of_its_weights() -> None:
    given = r"$$s(z)=\frac{1}{1+e^{-z}},\quad L(w,b)=\tfrac12\bigl(s(wx+b)-t\bigr)^2$$" + "\n\n"
    right = r"$$\frac{\partial L}{\partial w}=(s(wx+b)-t)\,s'(wx+b)\,x$$"
    assert verdict(given + right) == "proved"
    assert verdict(given + right.replace(r"\,x$$", "$$")) == "refuted"


_FIT = (
    r"$$X=\begin{pmatrix}1&1\\1&2\\1&3\end{pmatrix},\quad y=(2,3,5)^\top,\quad"
    r"\hat\beta=(X^\top X)^{-1}X^\top y$$" + "\n\n"
)


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"\hat\beta=\begin{pmatrix}\tfrac13\\\tfrac32\end{pmatrix}", "proved"),
        (r"\hat\beta=\begin{pmatrix}\tfrac12\\\tfrac32\end{pmatrix}", "refuted"),
        (r"\hat\beta=\tfrac14\begin{pmatrix}2&4\end{pmatrix}", None),
    ],
)
def test_a_vector_of_fractions_for_what_was_worked_out(claim: str, found: str | None) -> None:
    assert verdict(f"{_FIT}$${claim}$$") == found


def test_words_at_the_end_that_lead_to_the_next_formula() -> None:
    text = r"$$f(x)=w\max(0,x)+b \text{ with}$$" + "\n\n$$w=2,\\quad b=1$$\n\n"
    assert verdict(text + "$$f(3)=7$$") == "proved"
    assert verdict(text + "$$f(3)=8$$") == "refuted"


def test_a_sigma_that_nothing_defines_beside_entries_counted_from_zero() -> None:
    text = r"$$f(w,x)=\frac{1}{1+e^{-(w_0x_0+w_1x_1+w_2)}},\quad w=[2,-3,-3],\quad x=[-1,-2]$$"
    assert verdict(text + "\n\n" + r"$$f(w,x)=\sigma(1)$$") == "proved"
