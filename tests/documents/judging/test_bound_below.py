"""The letter below a sign is bound there, whatever value it has elsewhere."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

ONE = r"$$w=3,\ f(w)=\frac{1}{1+w^2}$$"
SOME = r"$$w=3,\ n=4,\ i=2,\ j=3$$"


@pytest.mark.parametrize(
    "claim",
    [
        r"\max_{|w|>2}f(w)=\frac{1}{10}",
        r"\max_{|w|>2}f(w)\approx0.45",
        r"\min_{|w|\ge2}w^2=9",
        r"\sup_{w^2>4}f(w)=0.1",
        r"\inf_{2w>4}w^2=9",
        r"\inf_{2w>4}w^2=4",
        r"\operatorname{argmax}_{|w|>2}f(w)=3",
        r"\arg\max_{|w|>2}f(w)=3",
        r"\max_{|w|>2,\,w<5}f(w)=0.1",
        r"\max_{|w|>2}\exp(-w)=e^{-3}",
        r"2\max_{|w|>2}f(w)=0.2",
        r"\sum_{|w|\le4}w=3",
        r"\sum_{w\le4}w=3",
        r"\prod_{|w|\le4}w=3",
    ],
)
def test_what_is_bound_has_no_value_from_elsewhere(claim: str) -> None:
    assert last(ONE, claim) not in ("proved", "refuted")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\sum_{1\le w\le n}w=10", "proved"),
        (r"\sum_{0<w<4}w^2=14", "proved"),
        (r"\sum_{1\le i<j\le3}ij=11", "proved"),
        (r"\sum_{1\le i<j\le3}ij=6", "refuted"),
        (r"\sum_{w=1}^{n}w=10", "proved"),
        (r"\max_{0\le w\le1}w^2=1", "proved"),
        (r"\max_{w\in\{1,2\}}w=2", "proved"),
        (r"\max_{w\in\{1,2\}}w=3", "refuted"),
        (r"\lim_{w\to0}\frac{\sin w}{w}=1", "proved"),
        (r"\int_0^1w\,dw=\frac12", "proved"),
    ],
)
def test_it_runs_through_its_range(claim: str, verdict: str) -> None:
    assert last(SOME, claim) == verdict
