"""Gradients under the names of programs, targets, commands of a site, and other alarms."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

ONE = "We have $a = 0.6$, $y = 1$, $x = 2$ and $w = 3$."
START = "We initialize $w = 0$ and $b = 0$."
SIZED = "The inputs have $d = 3$ entries. The gradient at $w = 0$ is as follows."


@pytest.mark.parametrize(
    ("given", "claim", "wanted"),
    [
        (ONE, r"dz = a - y = -0.4", "proved"),
        (ONE, r"dw = x(a - y) = -0.8", "proved"),
        (ONE, r"dw = x(a - y) = -0.9", "refuted"),
        (ONE + "\n\n$$dw = x(a - y)$$", r"w - 0.1\,dw = 3.08", "proved"),
        (ONE + "\n\n$$dw = x(a - y)$$", r"w - 0.1 \cdot dw = 3.18", "refuted"),
        (ONE + "\n\n$$dw_1 = x(a - y)$$", r"w - 0.1\,dw_1 = 3.08", "proved"),
        (START, r"dw = \frac{1}{3}(-200 - 360 - 450) = \frac{-1010}{3}", "proved"),
        (START, r"dw = \frac{1}{3}(-200 - 360 - 450) = \frac{-1110}{3}", "refuted"),
        # a d that is a size beside a gradient, and one that is a factor
        (SIZED, r"dw = -1.2", "undecided"),
        (SIZED, r"dw = 0", "undecided"),
        (
            START + "\n\n$$db[2] = dZ[2]$$",
            r"db[2] = \begin{bmatrix} -0.1 \\ 0.2 \end{bmatrix}",
            "undecided",
        ),
        ("Let $d = 2$ and $w = 3$.", r"dw = 6", "proved"),
        ("Let $d = 2$ and $w = 3$.", r"dw = 7", "refuted"),
        # where there are integrals, dx is what it always is
        ("Substitute $u = x^2$, $du = 2x\\,dx$.", r"\int_0^1 2x e^{x^2} dx = e - 1", "proved"),
    ],
)
def test_gradients_under_the_names_of_programs(given: str, claim: str, wanted: str) -> None:
    assert last(given, claim) == wanted


def test_a_slope_is_no_name() -> None:
    text = "$$dy = 2x$$\n\nWith $y = x^2$:\n\n$$\\frac{dy}{dx} = 2x$$"
    assert entries(text)[-1].verdict == "proved"


PRICES = "The prices are $y = [3, 6, 5]$, and $p = [0.628, 0.231, 0.140]$."
CLASS = "The target is $y = [0, 1, 0]$, and $p = [0.628, 0.231, 0.141]$."
ALL = r"-\sum_{k=1}^{3} y_k \log p_k"


@pytest.mark.parametrize(
    ("given", "claim", "wanted"),
    [
        (PRICES, rf"{ALL} = -[1 \cdot \log(0.628) + 0 + 0]", "undecided"),
        (PRICES, r"\sum_{k=1}^{3} y_k p_k = 1 \cdot 0.628 + 0 + 0", "refuted"),
        (CLASS, rf"{ALL} = -\log 0.231", "proved"),
        (CLASS, rf"{ALL} = -\log 0.628", "refuted"),
        ("$y = 5$ and $a = 0.8$.", r"-(y\log a + (1 - y)\log(1 - a)) = -\log 0.8", "undecided"),
        ("$y = 1$ and $a = 0.8$.", r"-(y\log a + (1 - y)\log(1 - a)) = -\log 0.8", "proved"),
        ("$y = 1$ and $a = 0.8$.", r"-(y\log a + (1 - y)\log(1 - a)) = -\log 0.2", "refuted"),
    ],
)
def test_targets_that_are_no_chances_are_others(given: str, claim: str, wanted: str) -> None:
    assert last(given, claim) == wanted


BOLD = r"$$\vv{A} = \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}, \quad \vv{x} = (1, 1)^T$$"


@pytest.mark.parametrize(
    ("given", "claim", "wanted"),
    [
        (BOLD, r"\vv{A}\vv{x} = (3, 7)^T", "proved"),
        (BOLD, r"\vv{A}\vv{x} = (3, 8)^T", "refuted"),
        (BOLD, r"\det(\vv{A} - 2\vv{I}) = -8", "proved"),
        (BOLD.replace("vv", "mat"), r"\mat{A}\mat{x} = (3, 7)^T", "proved"),
        # an arrow over two points and a matrix are no types, nor is what the author defines
        (BOLD + " and $\\vv{Ax}$", r"\vv{Ax} = (3, 7)^T", "proved"),
        (r"$\vv{AB}$ and $\vv{x} = (1, 2)^T$.", r"2\vv{x} = (2, 4)^T", None),
        (r"$\mat{1 & 2 \\ 3 & 4}$ and $\mat{x} = (1, 2)^T$.", r"2\mat{x} = (2, 4)^T", None),
        (r"$\vect{Ax}$ and $\vect{x} = (1, 2)^T$.", r"2\vect{x} = (2, 4)^T", "proved"),
        (r"$\newcommand{\vv}[1]{2 #1}$" + "\n\n$x = 3$", r"\vv{x} = 6", "proved"),
    ],
)
def test_commands_that_set_letters_in_bold(given: str, claim: str, wanted: str | None) -> None:
    assert last(given, claim) == wanted


EIGEN = (
    r"$$A = \begin{bmatrix} 2 & 1 \\ 1 & 2 \end{bmatrix}, v = (1, 1)^T, \lambda = 4$$"
    + "\n\nSo far." * 20
)


@pytest.mark.parametrize(
    ("given", "claim", "wanted"),
    [
        # the imaginary unit
        ("", r"\frac{\partial^2}{\partial t^2} e^{-iwt} = -w^2 e^{-iwt}", None),
        ("", r"\frac{d^2}{dt^2} \exp(j w t) = -w^2 \exp(j w t)", None),
        ("", r"\frac{d^2}{dt^2} e^{-wt} = -w^2 e^{-wt}", "refuted"),
        # an equation of all matrices, far below one
        (EIGEN, r"A v = \lambda v", "undecided"),
        (EIGEN, r"A v = 3 v", "proved"),
    ],
)
def test_other_alarms(given: str, claim: str, wanted: str | None) -> None:
    assert last(given, claim) == wanted
