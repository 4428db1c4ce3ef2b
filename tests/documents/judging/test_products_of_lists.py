r"""Lists side by side: a product that fits by chance in an unusual way proves nothing."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_MARGINS = r"Let $x_1=(1,1)$, $x_2=(2,2)$, $w=(1,1)$, $b=-1$ and $\ell_i=\min(0,1-(w\cdot x_i+b))$."
_PAIR = "Let $u=(1,2)$, $v=(3,4)$."
_ROWS = "Let $a = [1, 2]$ be a row vector and $b = [3, 4]$ a row vector."


@pytest.mark.parametrize("claim", [r"\ell_2 + 0 = 0", r"\ell_1 = \ell_2 = 0", r"\ell_2 = \ell_1"])
def test_an_element_wise_product_is_not_zero_by_chance(claim: str) -> None:
    assert last(_MARGINS, claim) != "proved"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"u \cdot v = 11", "proved"),
        (r"uv = (3, 8)", "proved"),
        (r"u \odot v = (3, 8)", "proved"),
        (r"u \cdot v = 12", "refuted"),
        (r"\|u v\| = \sqrt{73}", "undecided"),
        (r"\max(u \cdot v) = 8", "undecided"),
    ],
)
def test_what_shows_an_array_tells_which_product_is_meant(claim: str, verdict: str) -> None:
    assert last(_PAIR, claim) == verdict


@pytest.mark.parametrize("claim", ["a^T b = 11", "a b^T = 12"])
def test_lists_that_are_rows_are_no_columns(claim: str) -> None:
    assert last(_ROWS, claim) == "undecided"
    assert last("Let $a = [1, 2]$ and $b = [3, 4]$.", "a^T b = 11") == "proved"
