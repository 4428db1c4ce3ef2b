r"""Matrices of open size beside arrays given by numbers, and \det(A) = -2 beside other arrays."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

VALUE = r"$$\mathbf{x}=[0,1,2,3]^\top;\quad \mathbf{A}\in\mathbb{R}^{n\times n}$$"
FORM = r"\mathbf{x}^\top\mathbf{A}\mathbf{x}=(\mathbf{A}+\mathbf{A}^\top)\mathbf{x}"
DETERMINANT = (
    r"$$\mathbf{A}=\begin{bmatrix}1&2\\3&4\end{bmatrix};\quad \mathbf{I}\in\mathbb{R}^{n\times n}$$"
    "\n\n"
    r"$$\det(\mathbf{A})=-2,\ \operatorname{tr}(\mathbf{A})=5,\ \operatorname{rank}(\mathbf{A})=2$$"
)


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (VALUE, r"\nabla_{\mathbf{x}}" + FORM),
        (VALUE, r"\frac{\partial}{\partial\mathbf{x}}" + FORM),
        (DETERMINANT, r"\det(\mathbf{I}-\lambda\mathbf{I})=(1-\lambda)^n"),
        (DETERMINANT, r"\operatorname{tr}(\lambda\mathbf{I})=n\lambda"),
    ],
)
def test_what_holds_for_all_sizes_is_proved(given: str, claim: str) -> None:
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (VALUE, r"\nabla_{\mathbf{x}}\mathbf{x}^\top\mathbf{A}\mathbf{x}=\mathbf{A}\mathbf{x}"),
        (DETERMINANT, r"\det(\mathbf{I}-\lambda\mathbf{I})=-2"),
        (DETERMINANT, r"\det(\lambda\mathbf{I})=\det(\mathbf{A})"),
        (DETERMINANT, r"\operatorname{tr}(\lambda\mathbf{I})=5"),
    ],
)
def test_a_value_at_one_array_proves_nothing_of_others(given: str, claim: str) -> None:
    assert last(given, claim) != "proved"


@pytest.mark.parametrize(
    "claim",
    [
        r"\mathbf{x}^\top\mathbf{A}\mathbf{x}=\mathbf{x}^\top\mathbf{A}^\top\mathbf{x}",
        r"(\mathbf{A}\mathbf{x})^\top=\mathbf{x}^\top\mathbf{A}^\top",
    ],
)
def test_an_open_size_may_be_that_of_the_array(claim: str) -> None:
    assert last(VALUE, claim) != "refuted"
