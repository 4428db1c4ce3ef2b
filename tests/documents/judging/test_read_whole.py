r"""Words that change what is spoken of: sets, nouns, arguments, thresholds, paragraphs."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_BITS = r"Inputs $x_1,x_2\in\{0,1\}$. Let $h_1=x_1$ and $h_2=1-x_2$."
_SIGNS = r"Bits are $x_1,x_2\in\{-1,1\}$, and $-1$ is true. The label is $y\in\{0,1\}$."
_SQUARE = "Let $E = 3w^2$."
_LOGISTIC = r"$$y=\sigma(2x_1-x_2+1),\quad \sigma(z)=\frac1{1+e^{-z}}$$"
_NET = (
    r"$$h=\sigma(Wx+b),\quad y=Vh+c,\quad x\in\mathbb{R}^3,\ h\in\mathbb{R}^4,\ y\in\mathbb{R}^2$$"
)
_TIED = r"$$f(x)=w_2\max(0,w_1x+b_1)+b_2$$" + "\n\nThey are equal, $w_1=w_2$."
_COLUMNS = r"""Here $a_{ij}=P(q_{t}=i\mid q_{t-1}=j)$.

$$A=\begin{pmatrix}0.7&0.2&0.1\\0.1&0.7&0.2\\0.2&0.1&0.7\end{pmatrix},\quad
\pi=(0.6,0.4,0),\quad O=(1,2),\quad Q=\{1,2,3\}$$

$$b_1(1)=0.5,\ b_1(2)=0.5,\ b_2(1)=0.1,\ b_2(2)=0.9,\ b_3(1)=1,\ b_3(2)=0$$"""
_RAIN = r"""**Rain.**
$$P(A,B)=P(A)P(B\mid A),\quad A,B\in\{0,1\}$$

$$P(A=1)=0.3,\quad P(B=1\mid A=1)=0.2,\quad P(B=1\mid A=0)=0.6$$"""
_STEPS = r"""A Markov chain with

$$\Pr(X_{n+1}=1\mid X_n=0)=0.2,\ \Pr(X_{n+1}=1\mid X_n=1)=0.6,\ \Pr(X_0=0)=1$$"""
_COIN = (
    r"$$p(D\mid\theta)=\theta^{h}(1-\theta)^{t},\qquad \theta\sim\mathrm{Beta}(2,2),"
    r"\quad h=3,\ t=1$$"
)
_CARS = r"""
$$U_{k+1}(\text{cool})=\max\{1+\gamma U_k(\text{cool}),\ 2+\gamma U_k(\text{warm})\}$$

$$U_{k+1}(\text{warm})=\max\{0.5[1+\gamma U_k(\text{cool})]+0.5[1+\gamma U_k(\text{warm})],\ -10\}$$

$$U_0(\text{cool})=U_0(\text{warm})=0,\quad \gamma=0.5$$

$$\gamma=1:\quad U_2(\text{cool})=3$$"""


@pytest.mark.parametrize(
    ("given", "claim", "wanted"),
    [
        ("", r"2x=1 \text{ for some } x\in\mathbb{Z}", "refuted"),
        ("", r"2x=3 \text{ for some } x\in\{0,1,2\}", "refuted"),
        ("", r"2x=4 \text{ for some } x\in\{0,1,2\}", "proved"),
        ("", r"x>5 \text{ for some } x\in[0,1]", "refuted"),
        ("", r"x>5 \text{ for some } x\in[0,6]", "proved"),
        (_BITS, r"x_1x_2 \text{ computes AND of } x_1 \text{ and } x_2", "proved"),
        (_SQUARE, r"\text{doubling } w \text{ quadruples } E", "proved"),
        (_SQUARE, r"\text{doubling the input } w \text{ quadruples the error } E", "proved"),
        (_LOGISTIC, r"\text{the decision boundary is } x_2=2x_1+1", "proved"),
        (_NET, r"\text{the network has } 26 \text{ parameters}", "proved"),
        (_NET, r"2+2=4,\quad \text{the network has } 26 \text{ parameters}", "proved"),
        (r"$$M\in\mathbb{R}^{10\times3}$$", r"2+1=3,\quad M \text{ has } 30 \text{ entries}",
         "proved"),
        (r"$$M\in\mathbb{R}^{10\times3}$$", r"2+2=3,\quad M \text{ has } 30 \text{ entries}",
         "refuted"),
        ("Let $k=n+1$, $T=k^2/n$.", r"T \text{ does not depend on } n", "refuted"),
        (_RAIN + "\n\nHence", "P(B=1)=0.2", "refuted"),
    ],
)  # fmt: skip
def test_what_is_read(given: str, claim: str, wanted: str) -> None:
    assert last(given, claim) == wanted


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        ("", r"x^2=2 \text{ for some } x\in\mathbb{Q}"),
        ("", r"x^2=-1 \text{ for some } x\in\mathbb{C}"),
        ("", r"\text{there is a } n\in\mathbb{N} \text{ with } n^2=2"),
        (_BITS, r"\min(h_1,h_2) \text{ computes AND of } h_1 \text{ and } h_2"),
        (_BITS, r"x_1x_2 \text{ computes AND of } x_1 \text{ and } x_3"),
        (_BITS, r"x_1+x_2-x_1x_2 \text{ computes OR of } x_1 \text{ and } 1-x_2"),
        (_SIGNS, r"x_1x_2 \text{ computes XOR}"),
        (_SIGNS, r"\min(x_1,x_2) \text{ computes OR}"),
        (r"For $x_1,x_2\in\{0,1\}$, 0 means true.", r"x_1+x_2-x_1x_2 \text{ computes AND}"),
        (_SQUARE, r"\text{doubling the square of } w \text{ quadruples } E"),
        (_SQUARE, r"\text{doubling } w \text{ quadruples the logarithm of } E"),
        (_SQUARE, r"\text{doubling log } w \text{ quadruples } E"),
        (f"We predict 1 if $y > 0.8$.\n\n{_LOGISTIC}",
         r"\text{the decision boundary is } x_2=2x_1+1"),
        (f"The threshold is 90 percent.\n\n{_LOGISTIC}",
         r"\text{the decision boundary is } 2x_1-x_2+1=\ln 9"),
        (_NET + "\n\nThe bias $b$ is frozen.", r"\text{the network has } 26 \text{ parameters}"),
        (_NET + "\n\nThe bias $b$ is frozen.", r"\text{the network has } 22 \text{ parameters}"),
        (_TIED, r"\text{the model has } 3 \text{ parameters}"),
        ("Let $k=n+1$, $T=k^2/n$.", r"T \text{ decreases with } n \text{ for fixed } k"),
        (_COLUMNS, "P(O)=0.1612"),  # 0.1862 if the steps go from the rows to the columns
        (_RAIN + "\n\n**Traffic.** There is a jam on one day of five.", "P(B=1)=0.2"),
        (r"$$P(H)=0.4,\ P(T)=0.6,\ P(H,T)=0.24$$", "P(H,H,T)=0.096"),
        (_CARS, r"U_2(\text{cool})=3"),
        (_RAIN + "\n\nGiven that $A=1$, we have", "P(B=1)=0.2"),
        (_STEPS + "\n\nStarting from state 1, we get", r"\Pr(X_1=1)=0.6"),
        (_COIN + "\n\nNow the prior is uniform.", r"E[\theta\mid D]=\frac23"),
        (r"$$f(x)=x^2,\quad 2x=f'(x)$$", "x_1=4.8"),
    ],
)  # fmt: skip
def test_what_may_be_meant_otherwise(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (r"For $x\ge0$ let $r(x)=x$, and for $x<0$ let $r(x)=0$.", "r(-1)=-1"),
        (r"For $x\ge0$ let $r(x)=x$, and for $x<0$ let $r(x)=0$.", r"r \text{ is linear}"),
        (r"If $z\ge 1$, set $h(z)=z$; otherwise set $h(z)=1$.", "h(0)=0"),
        (r"For negative $x$ let $q(x)=0$ and for positive $x$ let $q(x)=x$.", "q(-1)=0"),
    ],
)
def test_a_function_given_on_a_range_is_not_that_everywhere(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")


def test_a_range_of_another_letter_leaves_a_function_as_it_is() -> None:
    assert last("For $a>0$ let $r(x)=ax+1$.", "r(0)=1") == "proved"
