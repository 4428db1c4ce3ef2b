"""Functions that get their formula within a chain, and slips that whole sides have."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

LOGISTIC = r"$$p(X)=\frac{e^{\beta_0+\beta_1X}}{1+e^{\beta_0+\beta_1X}}$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        ("$$y=f(x)=x^2$$", "f(3)=9", "proved"),
        ("$$y=f(x)=x^2$$", "f(3)=6", "refuted"),
        ("$$y=f(x)=x^2$$", "f'(3)=6", "proved"),
        ("$$x=3,\\quad y=f(x)=x^2=9$$", "f(2)=4", "proved"),
        ("$$u=g_1(x)=x+1,\\quad v=g_2(u)=u^2$$", r"\frac{\partial g_2}{\partial u}=2u", "proved"),
        # A value at a point is no formula, and another formula leaves it open which is meant.
        ("$$y=f(3)=9$$", "f(2)=4", None),
        ("$$y=f(x)=x^2$$\n\n$$y=f(x)=x^3$$", "f(2)=8", "undecided"),
        ("$$y=f(x)=x^2$$\n\n$$y=f(x)=x^3$$", "f(2)=4", "undecided"),
    ],
)
def test_a_chain_gives_each_of_its_functions(given: str, claim: str, verdict: str | None) -> None:
    """y = f(x) = x² is a formula of f."""
    assert last(given, claim) == verdict


def test_the_first_formula_is_a_definition() -> None:
    """And no claim about it."""
    assert [e.kind for e in entries("$$y=f(x)=x^2$$")] == ["definition", "definition"]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{p(X)}{1-p(X)}=e^{\beta_0+\beta_1X}", "proved"),
        (r"\ln\left(\frac{p(X)}{1-p(X)}\right)=e^{\beta_0+\beta_1X}", "refuted"),
        (r"\frac{p(X)}{1-p(X)}=\beta_0+\beta_1X", "refuted"),
        (r"\frac{1-p(X)}{p(X)}=e^{\beta_0+\beta_1X}", "refuted"),
        (r"p(X)=0.5", None),
        (r"p(X)=\beta_0", None),
    ],
)
def test_a_function_around_a_side_is_a_slip(claim: str, verdict: str | None) -> None:
    """A logarithm or an exponential too many, and a quotient turned over."""
    assert last(LOGISTIC, claim) == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"w-\epsilon(\alpha w+g)=(1-\alpha)w-\epsilon g", "refuted"),
        ("a(b+c)=ab+c", "refuted"),
        # These may be equations to solve, or conditions.
        ("x^2+y^2=2x+y", None),
        ("x+y=xy", None),
        (r"\frac1f=\frac1u+\frac1v", None),
        ("x^2+y^2=r^2", None),
        ("ax^2+bx=x(ax+c)", None),
        ("|x|+|y|=|x+y|", None),
    ],
)
def test_a_letter_that_is_lost_is_a_slip(claim: str, verdict: str | None) -> None:
    """With the letter it is a law, and not a plain one."""
    assert last("", claim) == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"4\times 3\times n=11n", "refuted"),
        (r"4\times 3\times n=12n", "proved"),
        (r"2\times x=3\times x", None),
        (r"2\cdot 3\cdot x=12", None),
    ],
)
def test_products_that_are_miscounted(claim: str, verdict: str | None) -> None:
    """A number of something is no unknown."""
    assert last("", claim) == verdict
