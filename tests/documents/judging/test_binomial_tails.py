"""Sums of binomials that go on beyond their last term, as they count regions and labellings."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

REGIONS = r"$$r(N,m)=\sum_{i=0}^{m}\binom Ni$$"


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"\sum_{j=0}^{m}\binom nj=2^n \text{ for } n\le m", "proved"),
        (r"\sum_{j=0}^{m}\binom nj=2^n \text{ for } m>n", "proved"),
        (r"n\le m\implies\sum_{j=0}^{m}\binom nj=2^n", "proved"),
        (r"\text{if } n\le m \text{ then } \sum_{j=0}^{m}\binom nj=2^n", "proved"),
        (r"n\le m\implies\sum_{j=0}^{m}\binom nj=2^m", "refuted"),
        (r"\sum_{j=0}^{m}\binom nj=2^n \text{ for } n\ge m", "refuted"),
        (r"\sum_{j=0}^{m}\binom nj=2^n", None),
        (r"\sum_{j=1}^{m}\binom nj=2^n \text{ for } n\le m", "refuted"),
    ],
)
def test_sums(claim: str, found: str | None) -> None:
    """Where the top is said to be no larger than the upper limit, and from 0 on."""
    assert last("", claim) == found


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"r(N,m)=2^N \text{ whenever } m\ge N", "proved"),
        (r"r(N,N)=2^N", "proved"),
        (r"r(N,N)=2^N+1", "refuted"),
        (r"r(3,2)=7", "proved"),
    ],
)
def test_functions(claim: str, found: str) -> None:
    """Functions of the document that are such sums."""
    assert last(REGIONS, claim) == found
