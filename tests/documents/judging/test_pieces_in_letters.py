"""Functions by cases with a letter that stays open: their own formulas, smooth or not for all."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

ELU = (
    r"$$f(x)=\mathrm{ELU}(x)=\begin{cases}x & x\ge 0\\ \alpha(e^x-1) & x<0\end{cases},"
    r"\quad \alpha>0$$"
)
SELU = f"{ELU}\n\n" r"$$\mathrm{SELU}(x)=\lambda f(x),\quad \lambda>1$$"
LEAKY = r"$$g(t)=\begin{cases}t & t>0\\ ct & t\le 0\end{cases}$$"
BENT = r"$$h(u)=\begin{cases}u^2 & u\ge 0\\ bu & u<0\end{cases}$$"

PROVED = [
    (ELU, r"f'(x)=\alpha e^x=f(x)+\alpha \text{ for } x<0"),
    (ELU, r"\mathrm{ELU}'(x)=\mathrm{ELU}(x)+\alpha \text{ whenever } x<0"),
    (SELU, r"\mathrm{SELU}'(x)=\mathrm{SELU}(x)+\lambda\alpha \text{ for } x<0"),
    (SELU, r"x<0:\quad \mathrm{SELU}'(x)=\lambda\alpha e^x"),
    (SELU, r"\mathrm{SELU}'(x)=\lambda \text{ if } x>0"),
    (ELU, r"f \text{ is continuous at } 0 \text{ for every } \alpha>0"),
    (ELU, r"f \text{ is continuous at } 0"),
    (ELU, r"f \text{ is differentiable at } 0 \text{ for } \alpha=1"),
    (LEAKY, r"g \text{ is continuous at } 0 \text{ for all } c>0"),
    (BENT, r"h \text{ is differentiable at } 0 \text{ when } b=0"),
]
REFUTED = [
    (ELU, r"f \text{ is differentiable at } 0 \text{ for every } \alpha>0"),
    (ELU, r"f \text{ is differentiable at } 0 \text{ for } \alpha=2"),
    (ELU, r"f'(x)=f(x)-\alpha \text{ for } x<0"),
    (SELU, r"\mathrm{SELU}'(x)=\lambda(\mathrm{SELU}(x)+\alpha) \text{ for } x<0"),
    (LEAKY, r"g \text{ is differentiable at } 0 \text{ for any } c<1"),
    (BENT, r"h \text{ is differentiable at } 0 \text{ for all } b>0"),
]
OPEN = [
    (ELU, r"f \text{ is differentiable at } 0"),
    (LEAKY, r"g \text{ is differentiable at } 0"),
    (BENT, r"h \text{ is differentiable at } 0 \text{ for every } k>0"),
    ("", r"f(x)=\mathrm{ReLU}(x)=\max(0,x+1)"),
]


@pytest.mark.parametrize(("given", "claim"), PROVED)
def test_what_holds_for_all_letters_is_proved(given: str, claim: str) -> None:
    """Or for those that stand beside it."""
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(("given", "claim"), REFUTED)
def test_what_is_said_of_all_letters_and_fails_for_one_is_refuted(given: str, claim: str) -> None:
    """Where the sentence says of which letters it speaks."""
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(("given", "claim"), OPEN)
def test_what_may_be_meant_for_some_letters_stays_open(given: str, claim: str) -> None:
    """As does a usual function with a formula that is not its own."""
    assert last(given, claim) != "proved"
