"""Moments of a variable with a law, beside a false claim on them."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries

DIE = "A fair die is rolled; $X$ is its number.\n\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (r"\mathrm{Var}[X] = 3", r"\mathrm{Var}[X] = \frac{35}{12}"),
        (r"E[X] = 3", r"E[X] = \frac72"),
        (
            r"\mathbb{E}[X] = 3.5 \text{ and } \mathrm{Var}[X] = 3",
            r"\mathbb{E}[X] = 3.5 \text{ and } \mathrm{Var}[X] = \frac{35}{12}",
        ),
    ],
)
def test_a_false_moment_makes_no_true_one_false(first: str, second: str) -> None:
    found = entries(f"{DIE}$${first}$$\n\nAnd now:\n\n$${second}$$\n")
    lines = {entry.line for entry in found}
    assert [e.verdict for e in found if e.line == min(lines)][-1] == "refuted"
    assert {e.verdict for e in found if e.line == max(lines)} == {"proved"}
