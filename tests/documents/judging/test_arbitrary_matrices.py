r"""Matrices that are declared to be arbitrary: nobody leaves unsaid that they are symmetric."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last


@pytest.mark.parametrize("word", ["arbitrary", "(arbitrary)", "general"])
@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{d(x^TAx)}{dx}=2Ax", "refuted"),
        (r"\frac{d(x^TAx)}{dx}=(A+A^T)x", "proved"),
    ],
)
def test_what_is_false_of_some(word: str, claim: str, verdict: str) -> None:
    given = rf"$$x\in\mathbb{{R}}^n,\ A,B\in\mathbb{{R}}^{{n\times n}} \text{{ {word}}}$$"
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    "given",
    [
        r"$$x\in\mathbb{R}^n,\ A\in\mathbb{R}^{n\times n}$$",
        r"$$x\in\mathbb{R}^n \text{ arbitrary},\ A\in\mathbb{R}^{n\times n}$$",
        r"$$x\in\mathbb{R}^n,\ A\in\mathbb{R}^{n\times n} \text{ symmetric}$$",
    ],
)
def test_what_may_be_meant_of_symmetric_ones(given: str) -> None:
    assert last(given, r"\frac{d(x^TAx)}{dx}=2Ax") != "refuted"
