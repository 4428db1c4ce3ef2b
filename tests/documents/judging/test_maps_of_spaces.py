"""What dimensions alone decide: all linear maps between two spaces, any few vectors of one."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

A_TO_B = r"\mathbb{{R}}^{a} \text{{ to }} \mathbb{{R}}^{b}"


def between(a: int, b: int) -> str:
    return A_TO_B.format(a=a, b=b)


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (rf"\text{{no linear map from }} {between(3, 2)} \text{{ is injective}}", "proved"),
        (rf"\text{{no linear map from }} {between(2, 3)} \text{{ is one-to-one}}", "refuted"),
        (rf"\text{{no linear map from }} {between(2, 2)} \text{{ is injective}}", "refuted"),
        (rf"\text{{no linear map from }} {between(2, 5)} \text{{ is onto}}", "proved"),
        (rf"\text{{no linear transformation from }} {between(5, 5)} \text{{ is onto}}", "refuted"),
        (rf"\text{{every linear map from }} {between(3, 2)} \text{{ is surjective}}", "refuted"),
        (rf"\text{{a linear map }} T \text{{ from }} {between(4, 3)} \text{{ cannot be injective}}",
         "proved"),
        (rf"\text{{a linear map from }} {between(4, 3)} \text{{ is injective}}", None),
        (rf"\text{{there is a surjective linear map from }} {between(4, 3)}", "proved"),
        (rf"\text{{there is no injective linear map from }} {between(3, 3)}", "refuted"),
        (rf"\text{{there is a bijective linear map from }} {between(4, 3)}", "refuted"),
        (r"\text{any three vectors in } \mathbb{R}^2 \text{ are linearly dependent}", "proved"),
        (r"\text{any } 4 \text{ vectors in } \mathbb{R}^4 \text{ are linearly dependent}",
         "refuted"),
        (r"\text{any two vectors in } \mathbb{R}^4 \text{ are linearly independent}", "refuted"),
    ],
)  # fmt: skip
def test_dimensions_decide(claim: str, found: str | None) -> None:
    """What exists for two dimensions, and what holds of all."""
    assert last("", claim) == found


def test_in_prose() -> None:
    """Such a sentence of the text is judged as well."""
    text = r"No linear map from $\mathbb{R}^3$ to $\mathbb{R}^2$ is injective."
    assert [entry.verdict for entry in entries(text)] == ["proved"]
