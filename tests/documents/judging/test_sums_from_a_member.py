r"""Families whose sums begin at their index: P_n = \sum_{k=n}^{2n} a_k."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_TERM = "\\binom{n}{k}q^k(1-q)^{n-k}"
_MAJORITY = f"$$\nM_n(q)=\\sum_{{k=\\lceil n/2\\rceil}}^{{n}}{_TERM},\\quad n\\text{{ odd}}\n$$"
_TAIL = "$$\nR_j=\\sum_{i=j+1}^{4}i\n$$"


@pytest.mark.parametrize(
    ("text", "claim", "verdict"),
    [
        (_MAJORITY, r"M_3(q)=3q^2-2q^3", "proved"),
        (_MAJORITY, r"M_5(\tfrac12)=\tfrac12", "proved"),
        (_MAJORITY, r"M_5(q)+M_5(1-q)=1", "proved"),
        (_MAJORITY, r"M_3(\tfrac14)=\tfrac{5}{16}", "refuted"),
        (_TAIL, "R_2=7", "proved"),
        (_TAIL, "R_1=8", "refuted"),
    ],
)
def test_a_member(text: str, claim: str, verdict: str) -> None:
    assert last(text, claim) == verdict


def test_a_letter_that_runs_is_no_index() -> None:
    """The n of S_n = Σ_n x_n is the running one, so S_3 is no member."""
    assert last("$$\nS_n=\\sum_{n=1}^{5}nx_n\n$$", "S_3=4") is None
