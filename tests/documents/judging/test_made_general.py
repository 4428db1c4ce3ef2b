"""A letter that words take for any number has its value no longer; and what is said of several."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

ELSEWHERE = "Let $b = 2$.\n\n## Another section\n\n"


@pytest.mark.parametrize(
    ("given", "claim", "expected"),
    [
        ("Let $k = 3$.\n\nFor general $k$ we have", "k^2 = 9", "undecided"),
        ("Let $k = 3$.\n\nFor general $k$ we have", "(k+1)^2 = k^2+2k+1", "proved"),
        ("Let $k = 3$.\n\nFor general $k$ little is known. Again let $k=3$.", "k^2 = 9", "proved"),
        (rf"{ELSEWHERE}Let $b \in \mathbb{{R}}$ be arbitrary. Then", "b^2 = 4", "undecided"),
        (rf"{ELSEWHERE}Let $b \in \mathbb{{R}}$. Then", "b^2 = 4", "undecided"),
        (rf"{ELSEWHERE}Let $b \in \mathbb{{R}}$. Then", "b + b = 2b", "proved"),
        ("Let $b = 2$.\n\nNow let $b$ be arbitrary.", "b^2 = 4", "undecided"),
        ("Let $b = 2$, where $b$ is a real number.", "b^2 = 4", "proved"),
        ("Let $k = 3$.", r"k \le 100 \text{ for every recognizer output}", "undecided"),
        ("Let $k = 3$.", r"k \le 100 \text{ for all } k \le 3", "proved"),
        # a value that picks some of several
        (r"Set $c = b\log_2 b$ (terms with $b = 0$ vanish).", "b + 1 = 1", None),
        ("The network with $b = 2$ is small.", "b + 1 = 3", "proved"),
    ],
)
def test_a_letter_made_general_has_no_value(given: str, claim: str, expected: str | None) -> None:
    assert last(given, claim) == expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("f(1), f(2) > 0", "refuted"),
        ("f(2), f(3) > 0", "proved"),
        ("f(0), f(1) < 0", "proved"),
        ("0 > f(1), f(0)", "proved"),
        ("0 > f(1), f(2)", "refuted"),
    ],
)
def test_an_order_behind_a_list_is_said_of_each(claim: str, expected: str) -> None:
    assert last("Let $f(x) = x - 3/2$.", claim) == expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"xy > 0 \quad\text{for all } 0 > x, y", "proved"),
        (r"x + y > 0 \quad\text{for all } 0 > x, y", "refuted"),
        (r"x + y > 0 \quad\text{for all } 0 < x, y", "proved"),
    ],
)
def test_a_bound_before_a_list_is_one_of_each(claim: str, expected: str) -> None:
    assert last("", claim) == expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"\sqrt{x} = -1 \Rightarrow x = 1", "undecided"),
        (r"e^x = 0 \implies x = 0", "undecided"),
        (r"x^2 = 4 \Rightarrow x = 3", "refuted"),
        (r"2x + 1 = 5 \implies x = 3", "refuted"),
        (r"2x + 1 = 5 \implies x = 2", "proved"),
    ],
)
def test_what_no_number_meets_implies_anything(claim: str, expected: str) -> None:
    assert last("", claim) == expected
