r"""Whether products and sums are defined, by the sizes in the claim: "is defined for m ≠ n"."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

SPACES = (
    r"$$\mathbf{A}\in\mathbb{R}^{m\times n},\quad \mathbf{x}\in\mathbb{R}^n,"
    r"\quad \mathbf{s}\in\{0,1\}^m,\quad \mathbf{G}=\begin{bmatrix}1&2&0\\0&1&1\end{bmatrix}$$"
)


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        (r"\mathbf{A}\mathbf{v} \text{ is defined for } \mathbf{v}\in\mathbb{R}^m,\ m\ne n",
         "refuted"),
        (r"\mathbf{A}\mathbf{v} \text{ is not defined for } \mathbf{v}\in\mathbb{R}^m,\ m\ne n",
         "proved"),
        (r"\mathbf{A}\mathbf{v} \text{ is defined for } \mathbf{v}\in\mathbb{R}^n", "proved"),
        ((r"\mathbf{x}^\top\mathbf{U}\mathbf{s} \text{ is well defined for }"
         r" \mathbf{U}\in\mathbb{R}^{m\times n} \text{ with } m\ne n"), "refuted"),
        ((r"\mathbf{s}^\top\mathbf{U}\mathbf{x} \text{ is well defined for }"
         r" \mathbf{U}\in\mathbb{R}^{m\times n} \text{ with } m\ne n"), "proved"),
        ((r"\mathbf{G}\mathbf{Y} \text{ is well-defined for } \mathbf{Y}\in\mathbb{R}^{k\times 2}"
         r" \text{ with } k\ne 3"), "refuted"),
        (r"\mathbf{G}\mathbf{Y} \text{ is well-defined for } \mathbf{Y}\in\mathbb{R}^{3\times k}",
         "proved"),
        ((r"\mathbf{x}\mathbf{J}^\top \text{ with } \mathbf{J}\in\mathbb{R}^{k\times k},\ k>1,"
         r" \text{ is well defined}"), "refuted"),
    ],
)  # fmt: skip
def test_what_is_defined(claim: str, wanted: str) -> None:
    assert last(SPACES, claim) == wanted


@pytest.mark.parametrize(
    "claim",
    [
        r"\mathbf{A}\mathbf{v} \text{ is usually defined for } \mathbf{v}\in\mathbb{R}^m,\ m\ne n",
        r"\mathbf{B}\mathbf{v} \text{ is defined for } \mathbf{v}\in\mathbb{R}^m,\ m\ne n",
        r"\mathbf{Q}^{-1}\mathbf{x} \text{ is defined for } \mathbf{Q}\in\mathbb{R}^{n\times n}",
    ],
)
def test_what_is_defined_only_perhaps(claim: str) -> None:
    assert last(SPACES, claim) not in ("proved", "refuted")
