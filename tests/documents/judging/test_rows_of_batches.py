r"""Entries of one row of a batch: f_k beside f = XW + b."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_SPIRAL = (
    r"$$X\in\mathbb{R}^{300\times2},\ W\in\mathbb{R}^{2\times3},\ f=XW+b,"
    r"\quad p_k=\frac{e^{f_k}}{\sum_je^{f_j}},\quad L_i=-\log\left(p_{y_i}\right),"
    r"\quad L=\frac1{300}\sum_iL_i+\frac12\lambda\sum_{k,l}W_{k,l}^2$$"
)
_SCORES = (
    r"Let $X\in\mathbb{R}^{N\times D}$, $V\in\mathbb{R}^{D\times C}$, $s = XV+c$"
    r" and $q_k=\frac{e^{s_k}}{\sum_j e^{s_j}}$."
)


def _by(value: str, name: str) -> str:
    return rf"\frac{{\partial {value}}}{{\partial {name}}}"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_SPIRAL, _by("L_i", "f_k") + r"=p_k-\mathbb{1}(y_i=k)", "proved"),
        (_SPIRAL, _by("L_i", "f_k") + r"=\mathbb{1}(y_i=k)-p_k", "refuted"),
        (_SPIRAL, _by("p_k", "f_k") + "=p_k(1-p_k)", "proved"),
        (_SCORES, _by("q_k", "s_j") + r" = q_k(\delta_{kj}-q_j)", "proved"),
        (_SCORES, _by("q_k", "s_j") + r" = q_k(\delta_{kj}-q_k)", "refuted"),
        # what the rows are made of matters here
        (_SCORES, _by("q_k", "c_k") + r" = q_k(1-q_k)", None),
        (_SCORES, _by("s_k", "V_{jk}") + " = 0", None),
    ],
)
def test_one_row(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict
