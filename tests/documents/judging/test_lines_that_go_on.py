"""Formulas on lines of their own, each of which goes on from the one above."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("$x = 2 \\cdot 3$\n$= 6$", [None, "proved"]),
        ("\\( x = 2 \\cdot 3 \\)\n\n\\( = 7 \\)", [None, "refuted"]),
        ("The determinant\n\n$= 1(4) - 2(3)$\n\n$= -2$", [None, "proved"]),
        ("$T_4 = \\frac{1}{2}[1 + 2]$  \n$= 0.5(3) = 1.6$", [None, "proved", "refuted"]),
        ("$a = 3, b = 4$\n$= 5$", [None, None, None]),
        ("$a = 2 + 3$\n\nIn words.\n\n$= 4$", [None, None]),
        ("$a = 2 + 3$\n\nSo: $= 4$", [None, None]),
    ],
)
def test_a_line_goes_on_from_the_line_above(text: str, verdicts: list[str | None]) -> None:
    assert [entry.verdict for entry in entries(text)] == verdicts
