"""Products that agree although one factor differs get a remark."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.model import Entry
from symnn.documents.source import Source

GIVEN = r"""
$$W = \begin{pmatrix} 0 & 2 & 0 \end{pmatrix}, \quad g(a) = \max(0, a)$$
$$v = \begin{pmatrix} -1 \\ 3 \\ -2 \end{pmatrix}$$

"""


def last(claim: str) -> Entry:
    return list(judge(Source("a.md", GIVEN + claim, "markdown")))[-1]


def test_a_forgotten_rectifier_that_does_not_show() -> None:
    """The zeros of W hide that g was left out; the product is right all the same."""
    right = r"\begin{pmatrix} 0 & 2 & 0 \end{pmatrix} \begin{pmatrix} -1 \\ 3 \\ -2 \end{pmatrix}"
    entry = last(rf"$$W \, g(v) = {right}$$")
    assert entry.verdict == "proved"
    assert entry.notes == (
        "the products agree, but factor 2 is [0; 3; 0] on the left and [-1; 3; -2] on the right",
    )


@pytest.mark.parametrize(
    "claim",
    [
        r"$$W v = \begin{pmatrix} 0 & 2 & 0 \end{pmatrix} v$$",
        r"$$W v = \begin{pmatrix} 2 & 2 & 1 \end{pmatrix} \begin{pmatrix} 1\\2\\0 \end{pmatrix}$$",
        r"$$2 \cdot 6 = 3 \cdot 4$$",
        r"$$W v = 6$$",
    ],
)
def test_nothing_to_remark(claim: str) -> None:
    """The same factors, other factors altogether, numbers, no product."""
    assert last(claim).verdict == "proved"
    assert last(claim).notes == ()
