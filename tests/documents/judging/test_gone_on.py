"""Relations whose left side is the formula right before them, in prose and in tables."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries

GIVEN = "Let $d = \\sqrt{5}$ and $x = 3$.\n\n"


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("d^2", r"\approx 5.3", "refuted"),
        ("d^2", r"\approx 5.0", "proved"),
        ("d", r"\approx 2.24", None),
        ("x^2 + 1", "= 10", "proved"),
        (r"\frac{d^2}{2}", "= 2.5", "proved"),
        (r"\frac{d^2}{2}", "= 2.6", "refuted"),
        ("2d^2", "> 11", "undecided"),
        ("2d^2", r"\le 10", "proved"),
        ("x", r"\approx 5.3", None),
        ("3", r"\approx 5.3", None),
    ],
)
def test_a_formula_and_a_relation_side_by_side(left: str, right: str, verdict: str | None) -> None:
    """Names alone may be given a value, and two numbers be two cells."""
    assert entries(f"{GIVEN}Here ${left}$ ${right}$.")[-1].verdict == verdict
    row = f"| a | b |\n|---|---|\n| ${left}$ ${right}$ | 1 |"
    assert entries(GIVEN + row)[-1].verdict == verdict
    cells = f"| quantity | value |\n|---|---|\n| ${left}$ | ${right}$ |"
    assert entries(GIVEN + cells)[-1].verdict == verdict


@pytest.mark.parametrize("head", ["output", "step 2", "error", "next"])
def test_the_cell_of_another_column(head: str) -> None:
    """What a column without "value" over it holds may be of another thing."""
    table = f"| input | {head} |\n|---|---|\n| $d^2$ | $\\approx 5.3$ |"
    assert entries(GIVEN + table)[-1].verdict is None


def test_a_row_does_not_go_on_from_the_row_above() -> None:
    table = "| a | b |\n|---|---|\n| $1.5 + 3.8 = 5.3$ | |\n| d² | $\\approx 5.3$ |"
    assert entries(GIVEN + table)[-1].verdict is None
