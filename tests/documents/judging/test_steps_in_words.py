"""Steps of gradient descent and Newton's method in words, and Taylor polynomials."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last, worded

BOWL = "$$g(x,y)=(x-1)^2+2(y+1)^2$$"
SQUARE = "Let $f(x)=x^2-2$ and $\\eta=0.25$."
SEVERAL = r"$$h(\mathbf{x})=x_1^2x_2,\quad q(x,y)=xe^{-x^2-y^2}$$"


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("one Newton step from $(0,0)$ leads to $(1,-1)$", "proved"),
        ("one Newton step on $g$ from $(0,0)$ leads to $(1,1)$", "refuted"),
        ("Newton's method on $g$ reaches the minimum in one step", "proved"),
        ((r"one gradient step on $g$ with learning rate $\tfrac14$ leads from $(0,0)$ to"
         r" $(\tfrac12,-1)$"), "proved"),
        ((r"one gradient step on $g$ with learning rate $\tfrac14$ leads from $(0,0)$ to"
         r" $(\tfrac12,1)$"), "refuted"),
        ((r"two steps of gradient descent with step size $\eta=\tfrac14$ from $(0,0)$ lead to"
         r" $(\tfrac34,-1)$"), "proved"),
        ((r"two steps of gradient descent with step size $\eta=0.1$ from $(0,0)$ lead to"
         r" $(0.36,0.6)$"), "refuted"),
        ("two steps of gradient descent with step size $0.1$ from $(0,0)$ lead to $(0.36,-0.6)$",
         None),
        ("with learning rate $0.1$, one step of gradient descent from $(0,0)$ gives $(0.2,-0.4)$",
         "proved"),
        (r"one step with $\eta=0.1$ takes $(x,y)$ to $(0.8x+0.2,0.6y-0.4)$", "proved"),
        ("gradient descent on $g$ with step size $0.1$ from $x_0=(0,0)$ gives $x_2=(0.36,-0.64)$",
         "proved"),
        ("gradient descent on $g$ with step size $0.1$ from $(0,0)$ gives $(0.36,-0.64)$", None),
        (("one step of gradient ascent on $g$ with step size $0.1$ from $(0,0)$ leads to"
         " $(-0.2,0.4)$"), "proved"),
    ],
)  # fmt: skip
def test_in_the_plane(claim: str, found: str | None) -> None:
    """How many steps there are has to be said, in words or by indices."""
    assert last(BOWL, worded(claim)) == found


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("one Newton step from $2$ gives $0$", "undecided"),
        ("one Newton step from $2$ gives $5$", "refuted"),
        ("a gradient step from $x=2$ gives $x=1$", "proved"),
        (r"three gradient steps from $2$ lead to $\tfrac14$", "proved"),
        (r"three gradient steps from $2$ lead to $\tfrac12$", "refuted"),
    ],
)
def test_of_one_number(claim: str, found: str) -> None:
    """Newton's method may seek a zero of the function or of its slope."""
    assert last(SQUARE, worded(claim)) == found


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ((r"the Taylor polynomial $T_3$ of $\sin(x)+\cos(x)$ at $x_0=0$ is"
         r" $1+x-\frac{x^2}2-\frac{x^3}6$"), "proved"),
        (r"the Taylor polynomial $T_2(x)$ of $\sin(x)+\cos(x)$ at $0$ is $1+x+\frac{x^2}2$",
         "refuted"),
        (r"the second-order Taylor expansion of $e^x$ around $x=0$ is $1+x+\frac{x^2}2$", "proved"),
        (r"the second-order Taylor expansion of $e^x$ around $0$ is $1+x+x^2$", "refuted"),
        ((r"the degree-$3$ Taylor polynomial of $\ln(1+x)$ at $0$ is"
         r" $x-\frac{x^2}2+\frac{x^3}3$"), "proved"),
        (r"the Taylor polynomial of $\cos x$ at $0$ is $1-\frac{x^2}2$", None),
        (r"the linear approximation of $\sqrt{x}$ near $x=4$ is $L(x)=1+\frac x4$", "proved"),
        (r"the linearization of $\sqrt{x}$ at $4$ is $1+\frac x2$", "refuted"),
        (r"the third-order Maclaurin polynomial of $\sin x$ is $x-0.1667x^3$", None),
        (r"the second-order Maclaurin polynomial of $\cos x$ is $1-0.5x^2$", "proved"),
        ("the linear approximation of $h$ at $(1,2)$ is $2+4(x_1-1)+(x_2-2)$", "proved"),
        ((r"the approximating quadratic of $q$ at $[-1,0]^\top$ is"
         r" $e^{-1}\left(-1-(x+1)+(x+1)^2+y^2\right)$"), "proved"),
        ((r"the approximating quadratic of $q$ at $[-1,0]^\top$ is"
         r" $e^{-1}\left(-1-(x+1)+2(x+1)^2+2y^2\right)$"), "refuted"),
    ],
)  # fmt: skip
def test_polynomials(claim: str, found: str | None) -> None:
    """Of a degree that is said once; printed decimals may be rounded ones."""
    assert last(SEVERAL, worded(claim)) == found


def test_other_steps() -> None:
    """Where a document speaks of momentum and the like, steps may be others."""
    claim = "two steps of gradient descent with step size $0.1$ from $(0,0)$ lead to $(0.36,0.6)$"
    assert last(BOWL, worded(claim)) == "refuted"
    assert last(f"Momentum is used below. {BOWL}", worded(claim)) is None
    assert (
        last(f"{BOWL} Let $\\eta=0.1$.", worded("two steps from $(0,0)$ lead to $(3,6)$")) is None
    )
