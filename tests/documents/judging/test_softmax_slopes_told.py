r"""Slopes of a softmax at given scores, and of a loss whose targets sum to 1 "with" words."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_AT_LIST = r"$$p_k=\frac{e^{z_k}}{\sum_je^{z_j}},\quad z=(1,2,3)$$"
_SLOPE = r"\frac{\partial p_k}{\partial z_j}="


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"p_k(\delta_{kj}-p_j) \text{ for all } k,j", "proved"),
        (r"p_k\delta_{kj}-p_kp_j", "proved"),
        (r"p_k(1-p_k) \text{ for all } k,j", "refuted"),
        (r"p_k(1-p_j) \text{ for all } k,j", "refuted"),
        (r"p_k(1-p_j)", "refuted"),
        (r"p_k(\delta_{kj}+p_j)", "refuted"),
        (r"-p_kp_j \text{ for } k\ne j", "proved"),
        (r"p_kp_j \text{ for } k\ne j", "refuted"),
        (r"-p_kp_j \text{ for all } k,j", None),
        (r"\begin{cases}p_k(1-p_k)&k=j\\-p_kp_j&k\ne j\end{cases}", "proved"),
    ],
)
def test_slopes_at_given_scores(claim: str, verdict: str | None) -> None:
    assert last(_AT_LIST, _SLOPE + claim) == verdict


_BESIDE = r" \text{ with } \sum_it_i=1;\quad u=(0.1,0.9) \text{ in the example}"
_LOSS = r"$$q_i=\frac{e^{u_i}}{\sum_je^{u_j}},\qquad H=-\sum_it_i\log q_i"


@pytest.mark.parametrize(
    ("words", "claim", "verdict"),
    [
        (r" \text{ with } \sum_it_i=1", "q_j-t_j", "proved"),
        (r" \text{ with } \sum_it_i=1", "t_j-q_j", "refuted"),
        (r",\ \text{where } \sum_{i=1}^nt_i=1", "q_j-t_j", "proved"),
        (r"\ \text{ where the targets } \sum_it_i=1", "q_j-t_j", "proved"),
        (r" \text{ with } \sum_it_i=2", "q_j-t_j", None),
        (r" \text{ if } \sum_it_i=1", "q_j-t_j", None),
        (r" \text{ with } \sum_it_i=1 \text{ not required}", "q_j-t_j", "undecided"),
        (_BESIDE, "q_j-t_j", "proved"),
        (_BESIDE, "t_j-q_j", "refuted"),
    ],
)  # fmt: skip
def test_targets_that_sum_to_one_beside_a_loss(words: str, claim: str, verdict: str | None) -> None:
    assert last(f"{_LOSS}{words}$$", rf"\frac{{\partial H}}{{\partial u_j}}={claim}") == verdict


def test_members_counted_from_zero_are_no_others() -> None:
    given = r"$$p_k=\frac{e^{z_k}}{\sum_je^{z_j}},\ z=(1,2,3),\ k\in\{0,1,2\}$$"
    assert last(given, "p_1=0.0900") != "proved"
