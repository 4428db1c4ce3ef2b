"""Gradient descent and Newton's method, told in words: their steps are claims."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

ON = r"gradient descent on $f(w) = (w-3)^2$"
TELLING = [
    r"We minimise $f(w) = (w-3)^2$ by gradient descent from $w_0 = 0$ with the rate $\eta = 0.1$.",
    r"Let $f(w) = (w-3)^2$ and let $w_0 = 0$. Gradient descent with step size $0.1$ is applied.",
    r"Take $f(w) = (w-3)^2$. Starting from $w_0 = 0$, we do gradient descent with $\eta = 0.1$.",
    rf"A learning rate of 0.1 is used for {ON}. The start is $w_0 = 0$.",
    rf"We run {ON} from $w_0 = 0$, with $\alpha = \frac{{1}}{{10}}$ as the learning rate.",
]
STEPS = [
    ("w_1 = 0.6", "proved"),
    ("w_2 = 1.08", "proved"),
    ("w_2 = 1.2", "refuted"),
    (r"w_t = 3 - 3\cdot 0.8^t", "proved"),
    (r"w_t = 3 - 3\cdot 0.9^t", "refuted"),
    ("f(w_1) = 5.76", "proved"),
]


@pytest.mark.parametrize("given", TELLING)
@pytest.mark.parametrize(("claim", "verdict"), STEPS)
def test_steps_of_one_number(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


PLANE = (
    r"We minimise $f(x,y) = x^2 + 10y^2$ by gradient descent with learning rate $0.05$ from"
    r" $(x_0, y_0) = (1, 1)$."
)
VECTOR = (
    r"We minimise $f(x) = x_1^2 + 10x_2^2$ by steepest descent with step size $0.05$ from"
    r" $x^{(0)} = (1, 1)$."
)
QUADRATIC = (
    r"Let $A = \begin{pmatrix}2&0\\0&4\end{pmatrix}$ and $f(x) = \frac12 x^\top Ax$. Gradient"
    r" descent with step length $\alpha = \frac14$ starts at $x_0 = (1, 1)^\top$."
)
OPEN = r"Gradient descent with learning rate $\eta$ on $f(w) = \frac12aw^2$ starts at $w_0$."


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (PLANE, "(x_1, y_1) = (0.9, 0)", "proved"),
        (PLANE, "(x_1, y_1) = (0.9, 1)", "undecided"),  # new values may be meant
        (PLANE, "y_1 = 1", "refuted"),
        (PLANE, "x_2 = 0.81", "proved"),
        (VECTOR, "x^{(2)} = (0.81, 0)", "proved"),
        (VECTOR, "x^{(2)} = (0.81, 1)", "refuted"),
        (QUADRATIC, r"x_2 = (\tfrac14, 0)^\top", "proved"),
        (QUADRATIC, r"x_2 = (\tfrac12, 0)^\top", "refuted"),
        (OPEN, r"w_t = (1-\eta a)^tw_0", "proved"),
        (OPEN, r"w_t = (1+\eta a)^tw_0", "refuted"),
    ],
)
def test_steps_of_several_numbers_and_letters(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    "given",
    [
        # another method, a rate that changes, no rate, two functions, entries that are weights
        rf"With momentum $0.9$ and learning rate $0.1$ we run {ON} from $w_0 = 0$.",
        rf"We run {ON} from $w_0 = 0$ with learning rate $0.1$, which is halved after each step.",
        rf"We run {ON} from $w_0 = 0$.",
        rf"We run {ON} from $w_0 = 0$ with learning rate $0.1$ and with learning rate $0.5$.",
        rf"Let $g(w) = w^2$. We run {ON} from $w_0 = 0$ with learning rate $0.1$.",
        r"We run gradient descent on $f(w) = (w_0 - 3)^2 + w_1$ with $w_0 = 0$ and rate $0.1$.",
        rf"The weights are $w_1 = 5$ and $w_0 = 0$. We run {ON} with learning rate $0.1$.",
    ],
)
def test_what_is_not_told_once_is_open(given: str) -> None:
    assert last(given, "w_1 = 7") not in ("proved", "refuted")


ROOT = "Newton's method finds a root of $f(x) = x^2 - 2$ from $x_0 = 1$."
SOLVED = "We solve $x^3 = 5$ by the Newton–Raphson method for $g(x) = x^3 - 5$ with $x_0 = 2$."
MINIMUM = "We minimise $h(x) = x^4 - 3x$ by Newton's method from $x_0 = 1$."


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (ROOT, r"x_1 = \frac32", "proved"),
        (ROOT, r"x_2 = \frac{17}{12}", "proved"),
        (ROOT, "x_2 = 1.4", "proved"),
        (ROOT, r"x_2 = \frac{7}{5}", "refuted"),
        (SOLVED, r"x_1 = \frac74", "proved"),
        (SOLVED, r"x_1 = 2", "refuted"),
        (MINIMUM, r"x_1 = \frac{11}{12}", "proved"),
        (MINIMUM, r"x_1 = \frac{13}{12}", "refuted"),
        # what is sought is not said, or two things are
        ("Newton's method for $f(x) = x^2 - 2$ starts at $x_0 = 1$.", "x_1 = 3", None),
        (f"{ROOT} It may minimise as well.", "x_1 = 3", None),
    ],
)
def test_steps_of_newtons_method(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict


def test_names_are_free_again_in_another_section() -> None:
    page = f"# One\n\n{TELLING[0]}\n\n$$w_1 = 0.6$$\n\n# Two\n\nA neuron has $w_1 = 5$."
    assert last(page, "w_1 = 5") != "refuted"
