r"""Entropies and divergences with the author's formulas: of lists, and of all distributions."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_OWN = (
    "$$\n\\text{Bob: } p=\\left(\\tfrac12,\\tfrac14,\\tfrac14\\right),\\qquad \\text{Alice: }"
    " q=\\left(\\tfrac14,\\tfrac12,\\tfrac14\\right) \\text{ for dog, cat, fish}\n$$\n\n"
    "$$\nH(p)=\\sum_xp(x)\\log_2\\frac1{p(x)},\\qquad H_p(q)=\\sum_xq(x)\\log_2\\frac1{p(x)},"
    "\\qquad D_q(p)=H_q(p)-H(p)\n$$"
)
_OPEN = (
    "Here $p$ and $q$ are distributions on a finite set.\n\n"
    "$$D_{KL}(p\\|q)=\\sum_xp(x)\\log\\frac{p(x)}{q(x)},\\qquad"
    "D_{JS}(p\\|q)=\\frac12D_{KL}\\left(p\\|\\frac{p+q}{2}\\right)"
    "+\\frac12D_{KL}\\left(q\\|\\frac{p+q}{2}\\right)$$"
)


@pytest.mark.parametrize(
    ("text", "claim", "verdict"),
    [
        (_OWN, r"H(p)=1.5", "proved"),
        (_OWN, r"H_p(q)=1.75", "proved"),
        (_OWN, r"H_p(q)=1.5", "refuted"),
        (_OWN, r"D_q(p)=0.25", "proved"),
        (_OWN, r"H\left(\tfrac12,\tfrac12\right)=1", "proved"),
        (_OWN, r"H_p(q)=H_q(p)\text{ for all }p,q", "refuted"),
        (_OPEN, r"D_{KL}(p\|q)\ge0\text{ for all }p,q", "proved"),
        (_OPEN, r"D_{KL}(p\|q)=D_{KL}(q\|p)\text{ for all }p,q", "refuted"),
        (_OPEN, r"D_{JS}(p\|q)=D_{JS}(q\|p)\text{ for all }p,q", "proved"),
        (_OPEN, r"D_{JS}(p\|q)\le\log2\text{ for all }p,q", "proved"),
        (_OPEN, r"D_{JS}(p\|q)\le\frac12\log2\text{ for all }p,q", "refuted"),
        (_OPEN, r"p=(1,0),\ q=(0,1):\quad D_{JS}(p\|q)=\log2", "proved"),
        (_OPEN, r"H(p,q)=H(p)+D_{KL}(p\|q)", "proved"),
        (_OPEN, r"H(p)\ge0", "proved"),
    ],
)
def test_sums_over_values(text: str, claim: str, verdict: str) -> None:
    assert last(text, claim) == verdict


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (_OPEN, r"D_{KL}(p\|q)=D_{KL}(q\|p)"),  # of these two it may be so
        (_OPEN, r"D_{KL}(p\|q)=0"),
        (_OPEN, r"p=(1,0),\ q=(0,1):\quad D_{KL}(p\|q)=1"),  # it is infinite
        ("$$p=(0.5,0.25)$$", r"H(p)=1"),  # no distribution
        ("$$p=\\left(\\frac12,\\frac14,\\frac14\\right)$$", r"H(p)=1"),  # bits or nats?
        ("", r"H(p)=\sum_xp(x)\log p(x)"),  # what the author takes it for
        (_OPEN, r"D_{KL}(p\|q)\le1\text{ for all bounded }p"),
    ],
)
def test_what_is_not_settled(text: str, claim: str) -> None:
    assert last(text, claim) not in ("proved", "refuted")
