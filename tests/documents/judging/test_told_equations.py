r"""An equation that is told of an open letter restricts it: nothing is refuted without it."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

_UY = r"\mathbf{x} = \mathbf{c} + \mathbf{U}\mathbf{y}"
_TOLD = [
    rf"$${_UY},\quad \mathbf{{U}}^T\mathbf{{U}} = \mathbf{{I}}$$",
    rf"$${_UY},\quad \mathbf{{U}}^{{\operatorname{{T}}}}\mathbf{{U}} = \mathbf{{I}}$$",
    rf"$${_UY}$$ where $\mathbf{{U}}^\top\mathbf{{U}} = \mathbf{{I}}$.",
]
_SAME = r"\|\mathbf{x} - \mathbf{c}\|^2 = \|\mathbf{y}\|^2 \text{ for all } \mathbf{y}"


@pytest.mark.parametrize("given", _TOLD)
def test_lengths_are_kept(given: str) -> None:
    assert last(given, _SAME) == "proved"


@pytest.mark.parametrize("given", _TOLD)
def test_what_is_false_of_all_such_matrices_is_not_proved(given: str) -> None:
    assert last(given, _SAME.replace("= ", "= 2")) != "proved"


def test_without_it_lengths_are_not_kept() -> None:
    assert last(f"$${_UY}$$", _SAME) == "refuted"


@pytest.mark.parametrize(
    ("shape", "claim", "verdict"),
    [
        (r"\in \mathbb{R}^{1 \times m}", r"x g \in \mathbb{R}^{n \times m}", None),
        (r"\in \mathbb{R}^{1 \times m}", r"x g^T \in \mathbb{R}^{n \times m}", None),
        ("", r"x g \in \mathbb{R}^{n \times m}", None),
        ("", r"x g^T \in \mathbb{R}^{n \times m}", "proved"),
    ],
)
def test_slopes_may_be_laid_out_as_rows(shape: str, claim: str, verdict: str | None) -> None:
    given = (
        r"$$y = Wx + b,\quad x \in \mathbb{R}^{n \times 1},\ y \in \mathbb{R}^{m \times 1},\quad"
        rf" g = \frac{{\partial J}}{{\partial y}} {shape}$$"
    )
    found = last(given, claim)
    assert found == verdict if verdict is not None else found not in ("proved", "refuted")


def test_told_of_columns_it_is_refuted() -> None:
    given = (
        "We use the denominator layout.\n\n"
        r"$$y = Wx + b,\quad x \in \mathbb{R}^{n \times 1},\ y \in \mathbb{R}^{m \times 1},\quad"
        r" g = \frac{\partial J}{\partial y}$$"
    )
    assert last(given, r"x g \in \mathbb{R}^{n \times m}") == "refuted"


@pytest.mark.parametrize(
    ("weights", "verdict"),
    [("(0, 0.6, 0.6)", "proved"), ("(0.6, 0.6, 0.6)", "refuted"), ("(0, 0.4, 0.4)", "refuted")],
)
def test_a_constant_entry_is_no_input_of_a_gate(weights: str, verdict: str) -> None:
    given = (
        r"$$f(\mathbf{x}) = \begin{cases}1&\text{if } \mathbf{w}\cdot\mathbf{x}>0.5\\"
        r"0&\text{otherwise}\end{cases},\quad \mathbf{x} = (1, x_1, x_2)$$"
    )
    claim = rf"$\mathbf{{w}} = {weights}: \text{{ the perceptron computes OR}}$"
    assert entries(f"{given}\n\n{claim}")[-1].verdict == verdict


def test_nor_is_it_one_behind_an_example() -> None:
    given = (
        r"$$f(\mathbf{x}) = \begin{cases}1&\text{if } \mathbf{w}\cdot\mathbf{x}>0.5\\"
        r"0&\text{otherwise}\end{cases},\quad \mathbf{x} = (1, x_1, x_2)$$"
        "\n\n$\\mathbf{w} = (0, 0, 0),\\ \\mathbf{x} = (1, 0, 0): f(\\mathbf{x}) = 0$"
    )
    claim = r"$\mathbf{w} = (0.6, 0.6, 0.6): \text{ the perceptron computes OR}$"
    assert entries(f"{given}\n\n{claim}")[-1].verdict != "proved"
