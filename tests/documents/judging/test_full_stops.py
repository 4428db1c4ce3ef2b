"""The full stop at the end of a row or of a display is no product sign."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last


@pytest.mark.parametrize(
    "end",
    [
        ".\n\\end{align}",
        ". \\label{eq:sum}\n\\end{align}",
        ".\\tag{7}\n\\end{align}",
        ". \\\\ c &= 1 \\end{align}",
        ".\n\\qquad\n\\end{align}",
    ],
)
@pytest.mark.parametrize("value", ["4", "(1, 3)^T"])
def test_a_false_row_that_ends_a_sentence_is_refuted(end: str, value: str) -> None:
    given = "2 + 3" if value == "4" else "(1, 1)^T + (0, 1)^T"
    text = f"\\begin{{align}}\na &= 1, \\\\\nb &= {given} = {value}{end}\n"
    assert [e.verdict for e in entries(text) if e.kind == "claim"] == ["refuted"]


@pytest.mark.parametrize("end", [". 2", ".\\frac{5}{4}", " . \\sqrt{2}"])
def test_a_dot_before_a_factor_may_be_a_product_sign(end: str) -> None:
    assert last("", f"5 = 4{end}") != "refuted"
