"""Chances under a condition on the same variable, or on several."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

BINOMIAL = r"Let $X \sim \operatorname{Bin}(3, 1/2)$."
LISTED = "$P(X = 0) = 1/8$, $P(X = 1) = 3/8$, $P(X = 2) = 3/8$, $P(X = 3) = 1/8$"
PAIR = (
    "$P(A = 1, B = 1) = 1/4$, $P(A = 1, B = 0) = 1/8$, $P(A = 0, B = 1) = 1/8$, "
    "$P(A = 0, B = 0) = 1/2$"
)


@pytest.mark.parametrize("given", [BINOMIAL, LISTED])
@pytest.mark.parametrize(
    ("claim", "value", "joint"),
    [
        (r"P(X = 2 \mid X \ge 1)", "3/7", "3/8"),
        (r"P(X \ge 2 \mid X \ge 1)", "4/7", "1/2"),
        (r"P(X = 2 \mid X \ne 0)", "3/7", "3/8"),
        (r"P(X < 2 \mid X > 0)", "3/7", "3/8"),
        (r"P(X = 0 \mid X \ge 1)", "0", "1/8"),
    ],
)
def test_a_chance_under_a_condition_is_no_joint_one(
    given: str, claim: str, value: str, joint: str
) -> None:
    assert last(given, f"{claim} = {value}") == "proved"
    assert last(given, f"{claim} = {joint}") == "refuted"


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        (r"P(A = 1 \mid A = B)", "1/3"),
        (r"P(A = B \mid A = 1)", "2/3"),
        (r"P(A = 1, B = 1 \mid A = B)", "1/3"),
        (r"P(A = 1 \mid A + B \ge 1)", "3/4"),
        ("P(A = B)", "3/4"),
    ],
)
def test_two_variables_that_are_equal(claim: str, value: str) -> None:
    """B is no value of A."""
    assert last(PAIR, f"{claim} = {value}") == "proved"
    assert last(PAIR, f"{claim} = 0") == "refuted"


def test_a_chance_given_the_same_value_tells_of_no_other() -> None:
    given = f"{BINOMIAL} $P(X = 2 \\mid X = 2) = 1$."
    assert last(given, r"P(X \ne 0) = 7/8") == "proved"
    assert last(given, r"P(X \ne 0) = 1") == "refuted"
    assert [e.verdict for e in entries(f"{given}\n\n$P(X = 2) = 1$")][-1] == "refuted"
