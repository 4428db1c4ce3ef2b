r"""Computations told step by step in tables and lines, with their values in decimals."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last


def _verdicts(text: str) -> list[tuple[str, str | None]]:
    return [(entry.latex, entry.verdict) for entry in entries(text)]


def test_a_value_in_the_next_cell_goes_on_from_the_formula_before() -> None:
    text = (
        "| 1 | $p = \\frac{1}{1+e^{-0.5}}$ | $\\approx 0.6225$ |\n"
        "| 2 | $q = p - 1 = 0.6225 - 1$ | $\\approx -0.3775$ |\n"
    )
    found = _verdicts(f"| Step | Formula | Value |\n|---|---|---|\n{text}")
    assert [v for _, v in found if v is not None] == ["proved", "proved", "proved"]


@pytest.mark.parametrize("value", [r"\approx 0.6235", r"\approx 3", "= 3.41"])
def test_a_value_that_does_not_fit_refutes_nothing(value: str) -> None:
    found = _verdicts(f"Here $p = \\frac{{1}}{{1+e^{{-0.5}}}}$ stands.\n\nHere ${value}$ stands.")
    assert found[-1][1] not in ("proved", "refuted")


def test_a_value_goes_on_from_the_formula_right_before_alone() -> None:
    text = "$p = \\sqrt{2} + 2$ | $\\approx 3.41$ |\n| 2 | $3 + \\sqrt{2}$ | $\\approx 3.41$ |\n"
    found = _verdicts(f"| Step | Formula | Value |\n|---|---|---|\n| 1 | {text}")
    assert [verdict for _, verdict in found][-2:] == ["proved", None]


def test_eulers_number_in_a_formula_before_an_error_of_that_name() -> None:
    given = "$$p = \\frac{1}{1 + e^{-0.5}}$$\n\n$$y = 1$$\n\n$$e = p - y$$"
    assert last(given, "p - y = 0.6225 - 1") == "proved"
    assert last(given, "p - y = 0.6325 - 1") == "refuted"
    assert last(given, "p = 0.6225") == "proved"
    assert last("Let $e = 3$.", "e^{-2} = 1/9") == "proved"


def test_the_chance_of_another_case_is_given_anew_by_a_formula() -> None:
    given = r"$$P(D = 1) = \frac{1}{1 + e^{0}} = 0.5$$"
    assert last(given, r"P(D = 1) = \frac{1}{1 + e^{-6.7}} = 0.999") == "proved"
    assert last(given, r"P(D = 1) = \frac{1}{1 + e^{-6.7}} = 0.899") == "refuted"
    assert last(given, "P(D = 1) = 0.4") != "proved"


@pytest.mark.parametrize("angle", [r"90^\circ", r"\pi", r"\tfrac{\pi}{2}", r"-\frac{\pi}{2}"])
def test_a_matrix_at_an_angle_is_another_one(angle: str) -> None:
    given = r"$$\mathbf{R} = \begin{pmatrix} 1 & -1 \\ 1 & 0 \end{pmatrix}$$"
    claim = rf"\mathbf{{R}}({angle}) = \begin{{pmatrix}} 0 & -1 \\ 1 & 0 \end{{pmatrix}}"
    assert last(given, claim) not in ("proved", "refuted")
