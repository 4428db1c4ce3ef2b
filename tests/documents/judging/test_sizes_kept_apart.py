r"""Sizes that differ: claimed of a shape, "for" m \ne n, or supposed with it."""

from __future__ import annotations

import pytest

from symnn.documents.judging.matrices.declared import keep_sizes_apart
from symnn.latex.parser import parse


@pytest.mark.parametrize(
    ("latex", "apart"),
    [
        (r"W_k\in\mathbb{R}^{m\times n} \text{ for } m\ne n", True),
        (r"W_k\in\mathbb{R}^{m\times n} \text{ for } 1\le k<K,\ m\ne n", True),
        (r"X\in\mathbb{R}^{n\times d},\ n\ne d,\ y\in\mathbb{R}^n", False),
        (r"W_k\in\mathbb{R}^{m\times n} \text{ for } 1\le k<K", False),
    ],
)
def test_only_the_word_makes_a_claim_of_it(latex: str, apart: bool) -> None:
    assert keep_sizes_apart(parse(latex).statements) is apart
