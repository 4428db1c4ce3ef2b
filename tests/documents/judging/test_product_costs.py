"""How many multiplications products of matrices take, in the order of their brackets."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last, worded

_OPEN = (
    "$$\nA\\in\\mathbb{R}^{m\\times n},\\ B\\in\\mathbb{R}^{n\\times p},\\ x\\in\\mathbb{R}^p\n$$"
)
_KEYS = "$$\n\\mathbf{Q}\\in\\mathbb{R}^{n\\times d},\\ \\mathbf{K}\\in\\mathbb{R}^{m\\times d}\n$$"
_GIVEN = (
    "$$\nA=\\begin{pmatrix}1&2&3\\\\4&5&6\\end{pmatrix},\\ "
    "v=\\begin{pmatrix}1\\\\0\\\\1\\end{pmatrix}\n$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_OPEN, "$(AB)x$ takes $mnp+mp$ multiplications, $A(Bx)$ takes $mn+np$", "proved"),
        (_OPEN, "$(AB)x$ takes $mnp+np$ multiplications", "refuted"),
        (_OPEN, "the product $AB$ takes $mnp$ multiplications", "proved"),
        (_OPEN, "the product $AB$ takes $m+n+p$ multiplications", "refuted"),
        (_KEYS, r"computing $\mathbf{Q}\mathbf{K}^\top$ costs $nmd$ multiplications", "proved"),
        (_GIVEN, r"$Av$ needs $2\cdot3=6$ multiplications", "proved"),
        (_GIVEN, "$Av$ needs $9$ multiplications", "refuted"),
    ],
)
def test_each_product_by_its_sides(given: str, claim: str, verdict: str) -> None:
    assert last(given, worded(claim)) == verdict


def test_at_sizes_before_a_colon() -> None:
    claim = (
        r"n=10,\ m=20,\ d=64:\ \mathbf{Q}\mathbf{K}^\top \text{ takes } @ \text{ multiplications}"
    )
    assert last(_KEYS, claim.replace("@", "12{,}800")) == "proved"
    assert last(_KEYS, claim.replace("@", "1{,}280")) == "refuted"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (_OPEN, "$ABx$ takes $mnp$ multiplications"),
        (_OPEN, "$BA$ takes $mnp$ multiplications"),
        (
            "$$\nA\\in\\mathbb{R}^{N\\times n},\\ x\\in\\mathbb{R}^n\n$$",
            "$Ax$ takes $n^2$ multiplications",
        ),
    ],
)
def test_what_is_not_certain_is_left_open(given: str, claim: str) -> None:
    assert last(given, worded(claim)) not in ("proved", "refuted")
