r"""A σ that nobody defines, behind the names that are computed with it."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

NETWORK = r"""
$$h_1=\sigma(w_1x_1+w_2x_2),\quad h_2=\sigma(w_3x_1+w_4x_2),\quad o=w_5h_1+w_6h_2$$

$$E=\frac12(t-o)^2$$

$$x_1=1,\ x_2=0,\ w_1=0,\ w_2=1,\ w_3=\ln3,\ w_4=-1,\ w_5=2,\ w_6=-4,\ t=1$$
"""


@pytest.mark.parametrize(
    "claim",
    [
        r"h_1=\frac12",
        r"h_2=\frac34",
        "h_2=0.75",
        "o=-2",
        "E=4.5",
        r"\frac{\partial E}{\partial w_5}=-1.5",
        r"\frac{\partial E}{\partial w_3}=2.25",
        r"\frac{\partial E}{\partial w_2}=0",
    ],
)
def test_the_logistic_function_is_meant(claim: str) -> None:
    assert last(NETWORK, claim) == "proved"


@pytest.mark.parametrize("claim", ["E=3", "o=7"])
def test_what_is_false_of_every_usual_function_is_refuted(claim: str) -> None:
    assert last(NETWORK, claim) == "refuted"


@pytest.mark.parametrize("claim", ["h_1=1", "h_1=0", "o=-4", "E=12.5"])
def test_what_holds_of_a_rectifier_or_a_step_is_not_refuted(claim: str) -> None:
    assert last(NETWORK, claim) != "refuted"


def test_a_false_slope_is_not_proved() -> None:
    assert last(NETWORK, r"\frac{\partial E}{\partial w_3}=-2.25") in ("undecided", "refuted")


def test_a_deviation_is_no_function() -> None:
    given = "$$s=\\sigma x$$\n\n$$x=2$$"
    assert last(given, "s=3") is None


# --- variances, brackets, values at a point ---------------------------------------------------


@pytest.mark.parametrize(
    "letter", [r"\sigma", r"\hat{\sigma}", r"\sigma_B", r"\hat\sigma_{1}", "s"]
)
def test_a_variance_is_given_by_itself(letter: str) -> None:
    given = f"$${letter}^2=\\frac{{2}}{{n+m}},\\quad n=100,\\ m=100$$"
    for claim in (f"{letter}^2=0.01", f"{letter}=0.1", f"\\frac{{1}}{{{letter}}}=10"):
        assert last(given, claim) == "proved"
    assert last(given, f"{letter}^2=0.02") == "refuted"


def test_a_deviation_that_is_given_anew_is_squared() -> None:
    given = "$$\\sigma^2=4$$\n\n$$\\sigma=5$$"
    assert last(given, "\\sigma^2=25") == "proved"


@pytest.mark.parametrize("claim", ["s=-2", "2s=-4"])
def test_a_square_of_s_may_have_its_other_root(claim: str) -> None:
    assert last("$$s^2=4$$", claim) != "refuted"


@pytest.mark.parametrize("head", [r"\mathrm{f}", r"\text{f}", r"\mathrm{a}", r"\operatorname{net}"])
def test_brackets_hold_arguments_of_upright_names(head: str) -> None:
    given = f"$${head}[z]=\\max(0,z)+1$$"
    assert last(given, f"{head}[3]=4") == "proved"
    assert last(given, f"{head}[-3]=0") == "refuted"
    assert last(given, f"{head}[x]\\ge1 \\text{{ for all }} x") == "proved"


def test_another_function_in_brackets_is_no_claim_about_the_first() -> None:
    assert last("$$\\mathrm{f}[x]=2x$$\n\nAnother is\n\n$$f[x]=3x$$", "f[2]=6") == "proved"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("y(0)=1", "proved"),
        ("y(3)=1", "proved"),
        ("y(3)=2", "refuted"),
        (r"y(\frac32)=2.5", "proved"),
        (r"y(1)\approx3.1", "refuted"),
    ],
)
def test_a_formula_in_one_letter_has_values_at_points(claim: str, verdict: str) -> None:
    assert last(r"$$y=1+2\max(0,x)-3\max(0,x-1)$$", claim) == verdict


def test_a_formula_in_two_letters_has_none() -> None:
    assert last("$$y=C+2x$$", "y(0)=1") is None


# --- arrays that were given above, with formulas or with words in between ---------------------

ARRAYS = r"$$x=(1,2,2),\quad A=\begin{bmatrix}2&1\\1&3\end{bmatrix},\quad w=3$$"
FORMULAS = "\n\n$$1+1=2$$" * 8
PROSE = "\n\nWe now turn to what can be said about maps of this kind and their sizes in general.\n"
FALSE_OF_ARRAYS = [r"\|x\|=4", r"\det A=6", r"\operatorname{tr}(A)=6", "x^Tx=7", r"\|2x\|=7"]


@pytest.mark.parametrize("claim", FALSE_OF_ARRAYS)
def test_formulas_alone_do_not_make_an_array_unknown_again(claim: str) -> None:
    assert last(ARRAYS + FORMULAS, claim) == "refuted"


@pytest.mark.parametrize("claim", FALSE_OF_ARRAYS)
def test_after_some_prose_an_equation_may_be_posed(claim: str) -> None:
    assert last(ARRAYS + FORMULAS + PROSE, claim) == "undecided"


@pytest.mark.parametrize("claim", ["2w=7", r"\|x\|=1", r"\det A=0", "w^2=4"])
def test_equations_for_numbers_and_constraints_may_still_be_posed(claim: str) -> None:
    assert last(ARRAYS + FORMULAS, claim) != "refuted"


def test_a_sigma_beside_a_step_is_none() -> None:
    claim = r"|\sigma(100x-30)-\mathbb{1}(x>0.3)|<10^{-4} \text{ whenever } |x-0.3|\ge 0.05"
    assert last("$$b=1$$", claim) == "refuted"


def test_rounded_numbers_excuse_a_result_with_an_undefined_sigma_too() -> None:
    """0.026 may be 0.0268, as the author knew it; so it is with tanh, which needs no custom."""
    for function in (r"\sigma", r"\tanh"):
        assert last("", rf"(0.847 - 0.821) {function}(5) = 0.0266") == "proved"
        assert last("", rf"(0.847 - 0.821) {function}(5) = 0.0466") == "refuted"


def test_decimals_are_put_in_for_values_of_an_undefined_sigma() -> None:
    given = r"$$f = \sigma(1), \quad i = \sigma(0.5)$$"
    assert last(given, r"2 f + i \approx 2 \cdot 0.7311 + 0.6225") == "proved"
    assert last(given, r"2 f + i \approx 2 \cdot 0.7311 + 0.6252") == "undecided"
