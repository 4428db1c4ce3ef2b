"""What is read in one way is not read in another further down."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

LISTS = "$x = (1, 2, 3, 4)$, $k = (1, 0, -1)$"


def test_a_star_is_a_convolution_or_a_correlation() -> None:
    """Each alone may be meant, and one document means one of them."""
    assert last(LISTS, "x * k = (-2, -2)") == "proved"
    assert last(LISTS, "x * k = (2, 2)") == "proved"
    both = entries(f"{LISTS}\n\n$x * k = (-2, -2)$\n\n$x * k = (2, 2)$\n\n$x * k = (-2, -2)$")
    assert [e.verdict for e in both[-3:]] == ["proved", "undecided", "proved"]


@pytest.mark.parametrize("claim", [r"\|u\|^2 = u u^T", r"u \cdot v = u v^T"])
def test_a_vector_is_a_column_or_a_row(claim: str) -> None:
    given = r"Let $u, v \in \mathbb{R}^n$"
    assert last(f"{given} be column vectors.", claim) != "proved"
    assert last(f"{given}. Then $\\|u\\|^2 = u^T u$.", claim) != "proved"
    assert last(f"{given} be row vectors.", claim) == "proved"
    assert last(f"{given} be column vectors.", r"\operatorname{tr}(u v^T) = u^T v") == "proved"
