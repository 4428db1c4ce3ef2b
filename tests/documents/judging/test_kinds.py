"""Words that say of what kind a name in a definition is restrict nothing: "with t one-hot"."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

LOSS = r"$$p_k=\frac{e^{a_k}}{\sum_me^{a_m}},\quad R=-\sum_kt_k\ln p_k %s$$"
WORDS = [
    r"\text{ with } t \text{ one-hot}",
    r"\text{ for a one-hot } t",
    r"\text{ where } t \text{ is a one-hot vector}",
    r"\text{ with one-hot targets } t",
]


@pytest.mark.parametrize("words", WORDS)
def test_the_slope_of_a_loss_with_one_hot_targets(words: str) -> None:
    given = LOSS % words
    assert last(given, r"\frac{\partial R}{\partial a_k}=p_k-t_k") == "proved"
    assert last(given, r"\frac{\partial R}{\partial a_k}=t_k-p_k") == "refuted"
    assert last(given, r"R=\ln\sum_ke^{a_k}-\sum_kt_ka_k") == "proved"


@pytest.mark.parametrize("words", WORDS)
def test_what_holds_of_one_hot_targets_alone_is_not_refuted(words: str) -> None:
    """Sums to 1 are not all that is said of them: t_k^2 = t_k."""
    given = LOSS % words
    assert last(given, r"\frac{\partial R}{\partial a_k}=p_k-t_k^2") != "refuted"
    assert last(given, r"\frac{\partial R}{\partial a_k}=p_k-2t_k^2") != "proved"


def test_words_that_restrict_an_argument_are_no_kinds() -> None:
    """What f is elsewhere is not said."""
    assert last(r"$$f(y)=1 \text{ for one-hot } y$$", "f(2)=1") is None
    assert last(r"$$f(x)=cx \text{ for small } c$$", "f(2)=2c") is None


def test_a_constant_may_be_named() -> None:
    assert last(r"$$f(x)=cx^2 \text{ with } c \text{ constant}$$", "f'(x)=2cx") == "proved"
    assert last(r"$$f(x)=cx^2 \text{ for a scalar } c$$", "f'(x)=cx") == "refuted"


#: A layer, and a name for the slope of a loss by its result.
LAYERS = [
    (
        r"$$A\in\mathbb{R}^{2\times3},\ B\in\mathbb{R}^{3\times4},\ C=AB$$"
        "\n\n"
        r"$$\Delta=\frac{\partial J}{\partial C} \text{ for a scalar } J$$"
    ),
    r"$$C=AB,\quad \Delta=\frac{\partial J}{\partial C}$$",
]


@pytest.mark.parametrize("layer", LAYERS)
def test_a_slope_with_a_name_of_its_own(layer: str) -> None:
    """It stands for the derivative on the right, also where an equation is refuted."""
    assert last(layer, r"\frac{\partial J}{\partial A}=\Delta B^\top") == "proved"
    assert last(layer, r"\frac{\partial J}{\partial B}=A^\top\Delta") == "proved"
    assert last(layer, r"\frac{\partial J}{\partial A}=B^\top\Delta") == "refuted"
    assert last(layer, r"\frac{\partial J}{\partial B}=2A^\top\Delta") == "refuted"


def test_the_slope_of_another_number_is_not_meant() -> None:
    layer = r"$$C=AB,\quad \Delta=\frac{\partial K}{\partial C}$$"
    assert last(layer, r"\frac{\partial J}{\partial A}=2\Delta B^\top") is None
    open_ = r"$$A\in\mathbb{R}^{2\times3},\ B\in\mathbb{R}^{3\times4},\ C=AB$$"
    assert last(open_, r"\frac{\partial J}{\partial A}=2\Delta B^\top") is None


def test_a_value_for_something_fixed_is_one_under_a_condition() -> None:
    assert last(r"$$a=3 \text{ for fixed } b$$", "a+1=4") != "proved"
