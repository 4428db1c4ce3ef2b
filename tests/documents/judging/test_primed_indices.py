r"""Sums over k', beside a k that stands for one of the entries."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

SOFTMAX = r"$$h_k=\frac{\exp(z_k)}{\sum_{k'=1}^{K}\exp(z_{k'})},\qquad L=-\log h_{c}$$"


@pytest.mark.parametrize(
    ("given", "claim", "expected"),
    [
        (SOFTMAX, r"\frac{\partial L}{\partial z_c}=h_c-1", "proved"),
        (SOFTMAX, r"\frac{\partial L}{\partial z_c}=1-h_c", "refuted"),
        (SOFTMAX, r"\frac{\partial L}{\partial z_k}=h_k \text{ for } k\ne c", "proved"),
        (SOFTMAX, r"\frac{\partial L}{\partial z_k}=-h_k \text{ for } k\ne c", "refuted"),
        (SOFTMAX, r"\frac{\partial h_k}{\partial z_k}=h_k(1-h_k)", "proved"),
        (r"$$S=\sum_{k'}z_{k'}^2$$", r"\frac{\partial S}{\partial z_k}=2z_k", "proved"),
        (r"$$S=\sum_{i^\prime}z_{i^\prime}$$", r"\frac{\partial S}{\partial z_i}=1", "proved"),
        ("", r"\sum_{j'=1}^{3} j'^2=14", "proved"),
        ("", r"\sum_{j'=1}^{3} j'^2=15", "refuted"),
        ("$$a=(1,2,4)$$", r"\prod_{i'=1}^{3}a_{i'}=8", "proved"),
    ],
)
def test_verdicts(given: str, claim: str, expected: str) -> None:
    assert last(given, claim) == expected
