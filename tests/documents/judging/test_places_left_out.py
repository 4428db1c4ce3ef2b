r"""Numbers that words leave out: "for all x ≠ ±3", "x ≠ 0, 1", "(x, y) ≠ (0, 0)", "for |x| > 3"."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_CLIPPED = r"Let $c(u)=\max(0,\min(1,\frac{u}{4}+\frac12))$."
_EXAMPLE = r"Consider $m(p,q)=\max(p,q)$ at $p=5$, $q=-2$."
_AT = r"We set $v=-3$. Let $s=\max(0,2v+1)+v^3$."


@pytest.mark.parametrize(
    ("given", "claim", "found"),
    [
        # slopes of a function with two kinks
        (_CLIPPED, r"c'(u)\le\frac14 \text{ for all } u\ne\pm2", "proved"),
        (_CLIPPED, r"c'(u)=\frac14 \text{ for all } u\ne\pm2", "refuted"),
        (_CLIPPED, r"c'(u)=0 \text{ for } |u|>2", "proved"),
        (_CLIPPED, r"c'(u)=0 \text{ for all } u\notin[-2,2]", "proved"),
        (_CLIPPED, r"c'(u)=0 \text{ for } |u|>1", "refuted"),
        # poles
        ("", r"\frac{2}{u^2-1}=\frac{1}{u-1}-\frac1{u+1} \text{ for all } u\ne\pm1", "proved"),
        ("", r"\frac{2}{u^2-1}=\frac{1}{u-1}+\frac1{u+1} \text{ for all } u\ne\pm1", "refuted"),
        ("", r"\frac{1}{u(u-2)}=\frac{1}{2(u-2)}-\frac1{2u} \text{ for all } u\ne0,2", "proved"),
        ("", r"\frac{1}{u(u-2)}=\frac{1}{u-2}-\frac1{u} \text{ for all } u\ne0,2", "refuted"),
        # zeros that are left out refute nothing
        ("", r"u^2(u-1)^2>0 \text{ for all } u\ne0,1", "proved"),
        ("", r"u^2(u-1)^2>0 \text{ for all } u\ne0 \text{ and } u\ne1", "proved"),
        ("", r"u^2(u-1)^2(u-3)^2>0 \text{ for all } u\ne0,1", "refuted"),
        ("", r"u^2(u^2-4)^2>0 \text{ for all } u\ne0,\pm2", "proved"),
        # one of several numbers is not 0
        ("", r"u^2+uv+v^2>0 \text{ for all } (u,v)\ne(0,0)", "proved"),
        ("", r"u^2-uv-v^2>0 \text{ for all } (u,v)\ne(0,0)", "refuted"),
        ("", r"u^2v^2>0 \text{ for all } (u,v)\ne(0,0)", "refuted"),
        # a range lets a name run that was given a value for an example
        (_EXAMPLE, r"\frac{\partial m}{\partial p}=\mathbb{1}(p>q) \text{ for } p\ne q", "proved"),
        (_EXAMPLE, r"m(p,q)=p \text{ for } p>q", "proved"),
        (_EXAMPLE, r"m(p,q)=q \text{ for } p>q", "refuted"),
        (_AT, r"\frac{ds}{dv}=3v^2 \text{ for } v<-\frac12", "proved"),
        (_AT, r"\frac{ds}{dv}=3v^2+2 \text{ for } v>-\frac12", "proved"),
        (_AT, r"\frac{ds}{dv}=3v^2+2 \text{ for } v<-\frac12", "refuted"),
        # what holds at the values given may be meant of others
        ("Let $r=2$ and $s=5$.", r"2s=4r+2 \text{ for } r>0", "undecided"),
        ("Let $r=2$ and $s=5$.", r"2s+r=4 \text{ for } r>0", "undecided"),
        ("Let $r=2$ and $s=5$.", r"2s+r=4 \text{ for all } r>0", "refuted"),
        # another letter keeps its value of an example
        (_EXAMPLE, r"m(p,q)=p \text{ for } p>-2", "undecided"),
        (_AT, r"\frac{ds}{dv}=3v^2", "undecided"),
    ],
)
def test_the_claim_is_judged_elsewhere(given: str, claim: str, found: str) -> None:
    assert last(given, claim) == found
