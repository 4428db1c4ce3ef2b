r"""Operators on functions that an author defines: D_h f(x), and what they make of others."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

GIVEN = (
    r"$$\Delta_hf(x)=f(x+h)-f(x),\quad S_hf(x)=\frac{f(x+h)-2f(x)+f(x-h)}{h^2}$$"
    "\n\n"
    r"$$\mathcal{T}f(x)=2f(x-1)$$"
    "\n\n"
    r"$$g(t)=t^4,\quad p(x)=3x+1$$"
)

PROVED = [
    r"\Delta_hp(x)=3h",
    r"S_hg(x)=12x^2+2h^2 \text{ for all } h\ne0",
    r"S_hg(1)-g''(1)=2h^2",
    r"\mathcal{T}g(3)=32",
    r"2\Delta_hp(0)+1=6h+1",
    r"q(x)=x^2:\quad \Delta_hq(x)=2xh+h^2",
    r"q(x)=e^x,\ h=0.5:\quad \Delta_hq(0)\approx0.649",
    r"q(x)=|x|,\ h=1:\quad S_hq(0)=2",
]
REFUTED = [
    r"\Delta_hp(x)=3h+1 \text{ for all } x,h",
    r"\mathcal{T}g(3)=33",
    r"S_hg(x)=12x^2 \text{ for all } x \text{ and all } h\ne0",
    r"q(x)=e^x,\ h=0.5:\quad \Delta_hq(0)\approx0.694",
]
#: Functions of which nothing is known, another letter below the sign, one that has a value.
NEITHER = [
    r"\Delta_hr(x)=3h",
    r"\Delta_kp(x)=4k",
    r"p(x)=x^2:\quad \Delta_h=p(x)",
    r"p(x)=x^2:\quad S_hp(x)=f(x)",
]


@pytest.mark.parametrize("claim", PROVED)
def test_what_is_made_of_a_function(claim: str) -> None:
    assert last(GIVEN, claim) == "proved"


@pytest.mark.parametrize("claim", REFUTED)
def test_what_is_not_made_of_it(claim: str) -> None:
    assert last(GIVEN, claim) == "refuted"


@pytest.mark.parametrize("claim", NEITHER)
def test_what_is_left_open(claim: str) -> None:
    assert last(GIVEN, claim) not in ("proved", "refuted")


def test_an_operator_that_is_given_anew_is_that_of_neither() -> None:
    """Which of the two is meant is not certain."""
    again = GIVEN + "\n\n" + r"$$\Delta_hf(x)=f(x)-f(x-h)$$"
    assert last(GIVEN, r"\Delta_hp(x)=p(x)-p(x-h)") != "refuted"
    assert last(again, r"\Delta_hg(2)=16-(2-h)^4") != "refuted"
    assert last(again, r"\Delta_hg(2)=(2+h)^4-16") != "proved"


def test_a_sign_with_a_value_is_a_factor() -> None:
    assert last(GIVEN, r"\Delta_h=2,\ h=1:\quad \Delta_hp(1)=8") == "proved"


def test_an_equation_for_a_known_function_is_no_operator() -> None:
    """A factor with an index before a function: C_a f(x) = f(ax) of this f alone."""
    given = r"$$f(x)=x^2$$" + "\n\n" + r"$$C_af(x)=f(ax)$$" + "\n\n" + r"$$k(x)=x^3$$"
    assert last(given, r"C_ak(x)=a^3x^3") is None
    matrix = r"$$\mathbf{A}_bf(x)=f(bx),\quad k(x)=x^3$$"
    assert last(matrix, r"\mathbf{A}_bk(x)=b^2x^3") is None


def test_it_is_in_force_under_its_heading() -> None:
    given = (
        "# A\n\n"
        r"$$\Delta_hf(x)=f(x+h)-f(x)$$"
        "\n\n# B\n\n"
        r"$$p(x)=3x+1$$"
    )
    assert last(given, r"\Delta_hp(x)=4h \text{ for all } h") is None
