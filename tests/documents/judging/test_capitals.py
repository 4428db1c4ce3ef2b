r"""Capitals below a fraction bar are numbers; others may be matrices."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

_COST = r"$$C=D_K^2MND_F^2,\qquad S=D_K^2MD_F^2+MND_F^2$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_COST, r"\frac SC=\frac1N+\frac1{D_K^2}", "proved"),
        ("", r"\frac{2PR}{P+R}=\frac{2}{\frac1P+\frac1R}", "proved"),
        ("", r"\frac{2PQ}{P+Q}=\frac{1}{\frac1P+\frac1Q}", "refuted"),
        ("", r"\frac1N+\frac1{N+1}=\frac{2N+1}{N(N+1)}", "proved"),
        ("", r"\frac{TP}{TP+FP}=\frac1{1+FP/TP}", "proved"),
    ],
)
def test_what_one_divides_by_is_a_number(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    "document",
    [
        r"$$\frac{AB}{N}=\frac{BA}{N}$$",
        r"$$A\in\mathbb R^{2\times2}$$ $$\frac{1}{A}B=B\frac{1}{A}$$",
        r"$$q=x^\top Ax$$ $$\frac{AB}{q}=\frac{BA}{q}$$",
    ],
)
def test_what_stands_elsewhere_may_be_a_matrix(document: str) -> None:
    assert entries(document)[-1].verdict is None
