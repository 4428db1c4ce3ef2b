r"""Bits and nats behind a number, and sums over outcomes of lists."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

LISTS = r"$$P=[0.10,0.40,0.50],\quad Q=[0.80,0.15,0.05]$$"
DIVERGENCE = (
    r"$$P=[0.10,0.40,0.50],\quad Q=[0.80,0.15,0.05],\quad"
    r" KL(P\,\|\,Q)=\sum_{x\in X}P(x)*\log\left(\frac{P(x)}{Q(x)}\right),\quad"
    r" M=\frac12(P+Q);\quad \text{bits: base-2 logarithm, nats: natural logarithm}$$"
)
ENTROPY = r"Let $p=(0.5,0.25,0.25)$, $q=(0.25,0.25,0.5)$ and $H(p)=-\sum_{x}p(x)\log p(x)$."


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (DIVERGENCE, r"KL(P\,\|\,Q)=1.927 \text{ bits}", "proved"),
        (DIVERGENCE, r"KL(Q\,\|\,P)=2.022 \text{ bits}", "proved"),
        (DIVERGENCE, r"KL(P\,\|\,Q)=1.336 \text{ nats}", "proved"),
        (DIVERGENCE, r"KL(P\,\|\,Q)=1.927 \text{ nats}", "refuted"),
        (DIVERGENCE, r"\log\frac ab=\log a-\log b \text{ for all } a,b>0", "proved"),
        (DIVERGENCE, r"JS(P\,\|\,Q)=0.420 \text{ bits}", "proved"),
        (DIVERGENCE, r"JS(P\,\|\,Q)=0.291\ \mathrm{nats}", "proved"),
        (DIVERGENCE, r"\sqrt{JS(P\,\|\,Q)}=0.648 \text{ (in bits)}", "proved"),
        (DIVERGENCE, r"JS(P\,\|\,Q)=0.520 \text{ bits}", "refuted"),
        (ENTROPY, r"H(p)=1.5 \text{ bits}", "proved"),
        (ENTROPY, r"H(p)=1.04 \text{ nats}", "proved"),
        (ENTROPY, r"H(p)=1.6 \text{ bits}", "refuted"),
        (ENTROPY, r"-\sum_{x\in\mathcal X}p(x)\log_2q(x)=1.75", "proved"),
        (ENTROPY, r"-\sum_{x}p(x)\log_2q(x)=1.5", "refuted"),
        (LISTS, r"\sum_xP(x)=\sum_xQ(x)=1", "proved"),
        (LISTS, r"\sum_{y\in Y}P(y)Q(y)=0.165", "proved"),
        (LISTS, r"\sum_{y\in Y}P(y)Q(y)=0.175", "refuted"),
    ],
)
def test_in_a_unit(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (ENTROPY.replace(r"\log", r"\ln"), r"H(p)=1.5 \text{ bits}"),
        (DIVERGENCE, r"KL(P\,\|\,Q)=1.336 \text{ bits}"),  # it is so many nats
        (LISTS, r"\sum_xxP(x)=1"),  # what the outcomes are, is not said
        (LISTS.replace(",0.50", ",0.25,0.25"), r"\sum_{x\in X}P(x)Q(x)=0.165"),
        (LISTS, r"\sum_{x\in X}P(x)R(x)=0.165"),
        (LISTS + "\n\n" + r"$$X=\{1,2\}$$", r"\sum_{x\in X}P(x)=1"),
    ],
)
def test_no_unit_and_no_outcome_is_made_up(given: str, claim: str) -> None:
    assert last(given, claim) in (None, "undecided")
