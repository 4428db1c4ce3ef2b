"""Names with the letter of a pattern above, and ⊗ as the document tells what it is."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

PATTERN = r"""$$
y^p=\sum_jw_jx_j^p+\theta,\quad E^p=\frac12(d^p-y^p)^2;\qquad
w=(1,-1),\ \theta=0.5,\ x^p=(2,1),\ d^p=2
$$"""
OPEN = r"""$$
o^\mu=vx^\mu+c,\quad C^\mu=\frac12(t^\mu-o^\mu)^2
$$"""
POWERS = r"""$$
a^p=b,\quad c^p=2^p,\quad p=3
$$"""
WISE = r"""$$
r(x,W,V)=\sigma(xW)\otimes xV \text{ (} \otimes \text{ componentwise)},\quad
W,V\in\mathbb{R}^{d\times f},\ x\in\mathbb{R}^{1\times d}
$$"""
TENSOR = r"""Let $\otimes$ be the Kronecker product.

$$a,b\in\mathbb{R}^{1\times n}$$"""
UNTOLD = r"$$W,V\in\mathbb{R}^{d\times f},\ x\in\mathbb{R}^{1\times d}$$"
TURNED = r"\sigma(xW)\otimes xV=xV\otimes\sigma(xW) \text{ for all } x,W,V"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (PATTERN, r"E^p=\frac18", "proved"),
        (PATTERN, r"\frac{\partial E^p}{\partial w_j}=-(d^p-y^p)x_j^p", "proved"),
        (PATTERN, r"\frac{\partial E^p}{\partial\theta}=d^p-y^p", "refuted"),
        (OPEN, r"\frac{\partial C^\mu}{\partial c}=-(t^\mu-o^\mu)", "proved"),
        (OPEN, r"\frac{\partial C^\mu}{\partial v}=-(t^\mu-o^\mu)", "refuted"),
        (WISE, r"r(x,W,V)=xV\otimes\sigma(xW) \text{ for all } x,W,V", "proved"),
        (WISE, r"r(x,W,V)=xW\otimes\sigma(xW) \text{ for all } x,W,V", "refuted"),
        (TENSOR, r"a\otimes b=b\otimes a \text{ for all } a,b", "refuted"),
    ],
)
def test_marks(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (UNTOLD, TURNED),
        (POWERS, r"\frac{\partial a^p}{\partial a}=0"),
        ("$$\\|x\\|_p^p=\\sum_i|x_i|^p,\\quad A^p=B,\\quad B^p=C$$", "A^p=1"),
    ],
)
def test_other_signs_stay_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
