r"""Functions of a vector that are written in its entries, and their values at the zero vector."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_GIVEN = (
    r"$$G(\mathbf{x}) = \begin{bmatrix} 3x_1 - x_2 \\ x_1 x_2 + 1 \end{bmatrix},\quad"
    r" F(\mathbf{x}) = \frac12 G^\mathsf{T}(\mathbf{x}) G(\mathbf{x})$$"
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"G_1(\mathbf{0}) = 0", "proved"),
        (r"G_2(\mathbf{0}) = 1", "proved"),
        (r"G_2(\mathbf{0}) = 0", "refuted"),
        (r"F(\mathbf{0}) = 1/2", "proved"),
        (r"F(\mathbf{0}) = 1", "refuted"),
        ("F(1, 2) = 5", "proved"),
        (r"J_G(\mathbf{0}) = \begin{bmatrix} 3 & -1 \\ 0 & 0 \end{bmatrix}", "proved"),
        (r"J_G(1, 2) = \begin{bmatrix} 3 & -1 \\ 2 & 1 \end{bmatrix}", "proved"),
    ],
)
def test_values_and_slopes(claim: str, verdict: str) -> None:
    assert last(_GIVEN, claim) == verdict


def test_a_wrong_slope_matrix_is_not_proved() -> None:
    claim = r"J_G(1, 2) = \begin{bmatrix} 3 & -1 \\ 2 & 2 \end{bmatrix}"
    assert last(_GIVEN, claim) != "proved"


def test_a_transposed_matrix_before_a_bracket_is_a_factor() -> None:
    given = r"$$A = \begin{bmatrix} 1 & 2 \\ 0 & 1 \end{bmatrix},\ x = (1, 1)^T$$"
    assert last(given, r"A^T(x + x) = (2, 6)^T") == "proved"
    assert last(given, r"A^T(x + x) = (2, 5)^T") == "refuted"
