r"""Convexity on a range, doubling, decision boundaries, lowest energies, other values "instead"."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

GIVEN = (
    r"$$g(x,y)=\frac{x^2}{y},\quad E=c\,w^2,\quad K=\boldsymbol{R}^\top\boldsymbol{R},"
    r"\quad \boldsymbol{R}\in\mathbb{R}^{M\times N}$$"
)
LOGISTIC = (
    r"$$p=\sigma(w_1u_1+w_2u_2+b),\quad \sigma(z)=\frac{1}{1+e^{-z}},"
    r"\quad w_1=0.5,\ w_2=-1,\ b=0.25$$"
)
STATES = (
    r"$$E(v,h)=-v^\top Wh-c^\top h,\quad W=\begin{bmatrix}1&-1\\0&2\end{bmatrix},"
    r"\ c=(0,-1),\quad v,h\in\{0,1\}^2$$"
)
LINE = r"$$f(t)=at+b,\quad a=2,\quad b=3,\quad q=ab$$"


@pytest.mark.parametrize(
    ("given", "claim", "wanted"),
    [
        (GIVEN, r"g \text{ is convex for } y>0", "proved"),
        (GIVEN, r"g \text{ is concave for } y>0", "refuted"),
        (GIVEN, r"t^3 \text{ is convex for } t\ge 0", "proved"),
        (GIVEN, r"t^3 \text{ is convex for } t\ge -1", "refuted"),
        (GIVEN, r"t^3+at \text{ is convex in } t \text{ for } t\ge 0", "proved"),
        (GIVEN, r"\text{doubling } w \text{ quadruples } E", "proved"),
        (GIVEN, r"\text{doubling } w \text{ doubles } E", "refuted"),
        (GIVEN, r"\text{halving } c \text{ halves } E", "proved"),
        (GIVEN, (r"M=3,\ N=2:\ \text{the gradient } \frac{\mathrm{d}K}{\mathrm{d}\boldsymbol{R}}"
         r" \text{ has } 24 \text{ entries}"), "proved"),
        (GIVEN, (r"M=3,\ N=2:\ \text{the gradient } \frac{\mathrm{d}K}{\mathrm{d}\boldsymbol{R}}"
         r" \text{ has } 36 \text{ entries}"), "refuted"),
        (LOGISTIC, r"\text{the decision boundary is } u_2=0.5u_1+0.25", "proved"),
        (LOGISTIC, r"\text{the line } u_1-2u_2+0.5=0 \text{ is the decision boundary}", "proved"),
        (LOGISTIC, r"\text{the decision boundary is } u_2=0.5u_1-0.25", "refuted"),
        (STATES, r"\text{the lowest energy is } -1", "proved"),
        (STATES, r"\text{the lowest energy is } -2", "refuted"),
        (STATES, r"\text{the highest energy is } 2", "proved"),
        (LINE, r"b=5 \text{ instead}:\quad f(1)=7", "proved"),
        (LINE, r"\text{with } b=5 \text{ instead: } f(1)=5", "refuted"),
        (LINE, r"\text{with } b=5 \text{ instead: } q=11", "refuted"),
    ],
)  # fmt: skip
def test_values_in_words(given: str, claim: str, wanted: str) -> None:
    assert last(given, claim) == wanted


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (GIVEN, r"|t| \text{ is convex for } t>0"),  # with a kink, elsewhere
        (GIVEN, r"E \text{ is convex for } w>0"),  # perhaps in w alone, perhaps c > 0
        (GIVEN, r"t^3 \text{ is usually convex for } t\ge -1"),
        (GIVEN, r"\text{doubling } w \text{ roughly doubles } E"),
        (GIVEN, r"\text{doubling } w \text{ doubles } H"),
        (LOGISTIC.replace("p=", "s=p,\\quad p="),
         r"\text{the decision boundary of the tree is } u_2=0.5u_1-0.25"),
        (STATES.replace(r",\quad v,h\in\{0,1\}^2", ""), r"\text{the lowest energy is } -2"),
        (STATES, r"\text{the lowest energy reached is about } -2"),
        (LINE, r"\text{with } b=5 \text{ instead: } q=10"),  # or the one before, 6
    ],
)  # fmt: skip
def test_values_that_stay_open(given: str, claim: str) -> None:
    assert last(given, claim) != "refuted"
