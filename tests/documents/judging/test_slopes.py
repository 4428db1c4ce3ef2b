"""Derivatives as authors write them: proved, refuted, or left alone."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

SIGMA = r"$$\sigma(x)=\frac{1}{1+e^{-x}}$$"
VALUE = rf"{SIGMA}" + "\n\n" + r"$$a=\sigma(z)$$"
F = "$$f(x)=x^2+3x$$"
G = "$$f(x,y)=x^2y+y^3$$"
NET = r"$$z=wx+b,\quad a=\sigma(z),\quad \sigma(z)=\frac1{1+e^{-z}},\quad L=\frac12(a-y)^2$$"

CHAIN = (
    r"\frac{\partial L}{\partial w}=\frac{\partial L}{\partial a}"
    r"\frac{\partial a}{\partial z}\frac{\partial z}{\partial w}"
)

PROVED = [
    (SIGMA, r"\sigma' = \sigma(1-\sigma)"),
    (SIGMA, r"\sigma' = \sigma - \sigma^2"),
    (SIGMA, r"\sigma'(x)=\sigma(x)(1-\sigma(x))"),
    (SIGMA, r"\frac{d\sigma}{dx}=\sigma(1-\sigma)"),
    (SIGMA, r"\frac{d\sigma}{dz}=\sigma(z)(1-\sigma(z))"),
    (SIGMA, r"(\ln \sigma)'=1-\sigma"),
    (SIGMA, r"\left.\frac{d\sigma}{dx}\right|_{x=0}=\frac14"),
    (SIGMA, r"\sigma''(0)=0"),
    (SIGMA, r"D\sigma(x) = \sigma(x)(1-\sigma(x))"),
    ("", r"\tanh' = 1-\tanh^2"),
    (VALUE, r"a'=a(1-a)"),
    (F, r"\frac{df}{dx}=2x+3"),
    (F, r"\frac{df}{dx}(2)=7"),
    (G, r"\frac{\partial f}{\partial y}=x^2+3y^2"),
    (G, r"\frac{\partial^2 f}{\partial x\partial y}=2x"),
    (G, r"\partial_x f=2xy"),
    (G, r"\nabla f=\begin{bmatrix}2xy\\x^2+3y^2\end{bmatrix}"),
    (G, r"\nabla f(1,2)=(4,13)"),
    (G, r"\nabla^2 f=\begin{pmatrix}2y&2x\\2x&6y\end{pmatrix}"),
    (G, r"H_f(1,1) = \begin{pmatrix}2&2\\2&6\end{pmatrix}"),
    (G, r"\left.\frac{\partial f}{\partial x}\right|_{(1,2)}=4"),
    (G, r"\left.\frac{\partial f}{\partial x}\right|_{x=1,y=2}=4"),
    (NET, r"\frac{\partial L}{\partial w}=(a-y)\sigma'(z)x"),
    (NET, CHAIN),
    (f"{SIGMA}\n\n$$x=[-1,-2]$$", r"\frac{d\sigma(x)}{dx}=(1-\sigma(x))\sigma(x)"),
]

REFUTED = [
    (SIGMA, r"\sigma' = \sigma(1+\sigma)"),
    (SIGMA, r"\sigma'(x)=\sigma(x)(1+\sigma(x))"),
    (SIGMA, r"\frac{d^2\sigma}{dx^2} = \sigma(x)(1-\sigma(x))(1-3\sigma(x))"),
    (SIGMA, r"\left.\frac{d\sigma}{dx}\right|_{x=0}=\frac12"),
    (SIGMA, r"\sigma'(0)=0.5"),
    (F, r"\frac{df}{dx}=2x+2"),
    (G, r"\frac{\partial f}{\partial x}=2x"),
    (G, r"\nabla f(1,2)=(4,12)"),
    (NET, r"\frac{\partial L}{\partial w}=(a-y)a(1-a)"),
    (NET, r"\frac{\partial L}{\partial b}=(a-y)\sigma'(z)x"),
    (VALUE, r"\frac{da}{dz}=a(1+a)"),
    (f"{SIGMA}\n\n$$x=[-1,-2]$$", r"\frac{d\sigma(x)}{dx}=(1+\sigma(x))\sigma(x)"),
]

SILENT = [
    (F, r"f'(x)=0"),
    (F, r"f'(x)=\lambda x"),
    (F, r"\frac{df}{dx}=5"),
    (f"{F}\n\n$$g(x)=4x$$", r"f'(x)=g'(x)"),
    (f"{F}\n\n$$g(x)=4x$$", r"f'(x)=2g'(x)+1"),
    (G, r"\frac{\partial f}{\partial x}=\lambda\frac{\partial g}{\partial x}"),
    (f"# One\n\n{F}\n\n# Another\n", r"f'(x)=6x^2"),
    (F, r"y'=2y"),
    (VALUE, r"a'=1-a"),
    ("$$x=2$$\n\n$$f(t)=t^2$$", r"f'(x)=x+2"),
    ("", r"\frac{dy}{dx}=\frac{dy}{du}\frac{du}{dx}"),
    (SIGMA, r"\sigma'=\sigma(1-\tanh)"),
    # differential equations, whatever y and x(t) were before
    ("$$y=x^2+2x$$", r"\frac{dy}{dx}=y"),
    ("$$y=x^2+2x$$", r"\frac{dy}{dx}=2x"),
    ("$$h=t^2$$", r"\frac{dh}{dt}=3h"),
    # b stands for z^3 here
    ("$$f(x,z)=2bx^2$$", r"\frac{df}{dx}(x,z) = 2(2z^3)x"),
]


@pytest.mark.parametrize(("given", "claim"), PROVED)
def test_a_true_derivative_is_proved(given: str, claim: str) -> None:
    """By name, at a point, in the function's own value, as a gradient, along a chain."""
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(("given", "claim"), REFUTED)
def test_a_false_derivative_of_a_known_function_is_refuted(given: str, claim: str) -> None:
    """No one has to solve it."""
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(("given", "claim"), SILENT)
def test_what_may_be_a_condition_or_another_name_is_left_alone(given: str, claim: str) -> None:
    """Stationary points, multipliers, differential equations, another example, a new name."""
    assert last(given, claim) in (None, "undecided")


def test_a_prime_on_a_value_is_its_derivative_where_derivatives_are_spoken_of() -> None:
    """a' = 1 - a may name the complement; after dσ/dx in the same section it is a slope."""
    slope = r"$$\frac{d}{dx}\sigma(x)=\sigma(x)(1-\sigma(x))$$"
    assert last(f"{VALUE}\n\n{slope}", "a'=1-a") == "refuted"
    assert last(f"{VALUE}\n\n# Complement\n", "a'=1-a") is None


def test_a_function_with_its_own_slope_in_a_condition_ends() -> None:
    """f(x, y) = log 3 with gradient ∇f(x, y) = … ."""
    text = r"$$f(x,y)=\log(3) \textrm{ with gradient } \nabla f(x,y)=[1/3,2/3]$$"
    found = entries(f"{text}\n\n$$\\nabla f(1,2)=(1,2)$$")
    assert not any("failed" in (entry.reason or "") for entry in found)
