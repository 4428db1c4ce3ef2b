r"""Functions of a vector that are written in its entries, and their values at the zero vector."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

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


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        ("$v^T = [1, 2]$", "v = (1, 2)^T", "proved"),
        ("$v^T = [1, 2]$", "v^T v = 5", "proved"),
        ("$v^T = [1, 2]$", "v^T v = 6", "refuted"),
        (r"$w^\top = \begin{bmatrix} 1 & 2 \end{bmatrix}$", r"w^\top w = 5", "proved"),
        ("$v = (1, 2)^T$", "v^T = [1, 3]", "refuted"),
        ("$A^T = -A$", "x^T A x = 1", None),
    ],
)
def test_vectors_that_are_given_lying(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict


def test_a_lying_definition_goes_on() -> None:
    claim = r"h^T = (g W)^T = W^T g^T"
    assert last("Given.", claim) == "proved"
    assert last("Given.", claim.replace("W^T g^T", "g^T W^T")) != "proved"


@pytest.mark.parametrize("shift", [r"\max(z)", r"\max_i z_i", r"\min(z)", "c"])
def test_softmax_does_not_see_a_shift(shift: str) -> None:
    claim = rf"\mathrm{{softmax}}(z - {shift}) = \mathrm{{softmax}}(z)"
    assert last("Note.", claim) == "proved"
    assert last("Note.", claim.replace("= ", "= 2")) != "proved"


def test_softmax_sees_a_rectifier() -> None:
    claim = r"\mathrm{softmax}(z - \max(0, z)) = \mathrm{softmax}(z)"
    assert last("Note.", claim) != "proved"


@pytest.mark.parametrize(("second", "verdict"), [("3", "proved"), ("-1", "refuted")])
def test_a_system_has_no_solution_x(second: str, verdict: str) -> None:
    given = r"$$C = \begin{bmatrix} 1 & -1 \\ -1 & 1 \end{bmatrix}$$"
    claim = rf"$Cx = (1, {second})^T \text{{ has no solution }} x$"
    assert entries(f"{given}\n\n{claim}")[-1].verdict == verdict
