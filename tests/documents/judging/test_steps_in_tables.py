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
    assert [verdict for _, verdict in found][-2:] == ["proved", "refuted"]
    found = _verdicts(
        f"| Step | Formula | Value |\n|---|---|---|\n| 1 | {text.replace('3 +', '2 +')}"
    )
    assert [verdict for _, verdict in found][-2:] == ["proved", "proved"]


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


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        (r"Here $= \sqrt{\frac{1+0+1}{2}} = \sqrt{\frac{2}{2}} = 1$.", [None, "proved", "proved"]),
        (r"Here $= \sqrt{\frac{1+0+1}{2}} = \sqrt{\frac{2}{2}} = 2$.", [None, "proved", "refuted"]),
        (r"$=> \frac{1}{2}[2 + 0 + 2] = 2$", ["proved"]),
        (r"$=> \frac{1}{2}[2 + 0 + 2] = 3$", ["refuted"]),
        (r"$$\sum (x - a)^2 = 1 + 4 + 4 \\ \sum (x - a)^2 = 9$$", [None, "proved"]),
        (r"$$\sum (x - a)^2 = 1 + 4 + 4 \\ \sum (x - b)^2 = 9$$", [None, None]),
        (r"$0/100 = \mathbf{0}$", ["proved"]),
        (r"$1/100 = \mathbf{0}$", ["refuted"]),
    ],
)
def test_chains_without_a_beginning(text: str, verdicts: list[str | None]) -> None:
    assert [verdict for _, verdict in _verdicts(text)] == verdicts


def test_a_sum_that_is_worked_out_wrongly_is_not_proved() -> None:
    text = r"$$\sum (x - a)^2 = 1 + 4 + 4 \\ \sum (x - a)^2 = 10$$"
    assert "proved" not in {verdict for _, verdict in _verdicts(text)}


def test_weights_of_one_unit_may_be_transposed() -> None:
    given = "$w_2 = -1.0$, $d = 0.2338$"
    assert last(given, r"w_2^T \cdot d = -1.0 \times 0.2338") == "proved"
    assert last(given, r"w_2^T \cdot d = -1.0 \times 0.3338") == "refuted"
    assert last(r"$\gamma = 0.9$", r"\gamma^T = 0.9") not in ("proved", "refuted")


def test_a_matrix_with_sums_in_it_is_worked_out() -> None:
    left = r"z = \begin{bmatrix} \frac{20 - 40}{16} \\ \frac{60 - 40}{16} \end{bmatrix}"
    right = r"\begin{bmatrix} -1.25 \\ 1.25 \end{bmatrix}"
    assert last("Given.", f"{left} = {right}") == "proved"
    assert last("Given.", f"{left} = {right}".replace("1.25 \\end", "1.26 \\end")) == "refuted"
