"""Shapes before an arrow, as before a colon: X ∈ ℝ^{n×d}, W ∈ ℝ^{d×k} ⟹ XW ∈ ℝ^{n×k}."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

X = r"X\in\mathbb{R}^{n\times d}"
W = r"W\in\mathbb{R}^{d\times k}"


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (rf"{X},\ {W}\implies XW\in\mathbb{{R}}^{{n\times k}}", "proved"),
        (rf"{X},\ {W}\implies XW\in\mathbb{{R}}^{{n\times d}}", "refuted"),
        (rf"{X}\Rightarrow X^\top X\in\mathbb{{R}}^{{d\times d}}", "proved"),
        (rf"{X}\Rightarrow XX^\top\in\mathbb{{R}}^{{d\times d}}\text{{ for }} n\ne d", "refuted"),
        ((r"A\in\mathbb{R}^{5\times2},\ B\in\mathbb{R}^{3\times2}\Rightarrow"
         r" AB\in\mathbb{R}^{5\times2}"), "refuted"),
        (r"x\in\mathbb{R}^3,\ V\in\mathbb{R}^{2\times3}\implies Vx\in\mathbb{R}^2", "proved"),
        (rf"{X}\implies H\in\mathbb{{R}}^{{n\times k}}", None),
        (r"x\in(0,1)\implies x^2\in(0,1)", "proved"),
    ],
)  # fmt: skip
def test_arrows(claim: str, found: str | None) -> None:
    """What is claimed of names without a formula only says where they live."""
    assert last("", claim) == found
