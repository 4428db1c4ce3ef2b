r"""Parameters of networks whose weights and biases are declared with their shapes."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_TWO = (
    "$$\nx\\in\\mathbb{R}^{d},\\ W^{[1]}\\in\\mathbb{R}^{m\\times d},\\ b^{[1]}\\in\\mathbb{R}^{m},"
    "\\ W^{[2]}\\in\\mathbb{R}^{1\\times m},\\ b^{[2]}\\in\\mathbb{R};\\quad z=W^{[1]}x+b^{[1]},"
    "\\ a=\\mathrm{ReLU}(z),\\ o=W^{[2]}a+b^{[2]}\n$$"
)
_LOOKED_UP = (
    "$$\n\\text{27 characters};\\quad C\\in\\mathbb{R}^{27\\times d},\\ "
    "W_1\\in\\mathbb{R}^{3d\\times n},\\ b_1\\in\\mathbb{R}^{n},\\ W_2\\in"
    "\\mathbb{R}^{n\\times 27},\\ b_2\\in\\mathbb{R}^{27};\\quad h=\\tanh(emb\\,W_1+b_1),"
    "\\ o=hW_2+b_2,\\ emb\\in\\mathbb{R}^{B\\times 3d}\n$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_TWO, r"\text{number of parameters}=md+m+m+1=(d+2)m+1", "proved"),
        (_TWO, r"\text{number of parameters}=md+m+1=(d+1)m+1", "refuted"),
        (_TWO, r"d=2,\ m=3:\ 13 \text{ parameters}", "proved"),
        (_TWO, r"d=2,\ m=3:\ 14 \text{ parameters}", "refuted"),
        (_TWO, r"\text{the network has } (d+2)m+1 \text{ parameters}", "proved"),
        (_TWO, r"\text{the network has } dm+m \text{ weights}", "proved"),
        (_LOOKED_UP, r"d=2,\ n=100:\ 3481 \text{ parameters}", "proved"),
        (_LOOKED_UP, r"d=10,\ n=200:\ 11897 \text{ parameters}", "proved"),
    ],
)
def test_all_weights_and_biases_are_counted(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (_LOOKED_UP, r"d=10,\ n=200:\ 11797 \text{ parameters}"),
        (
            _TWO + "\n\nThe biases are fixed.",
            r"\text{the network has } (d+2)m+1 \text{ parameters}",
        ),
        (
            "$$\n\\text{each has its own } U\\in\\mathbb{R}^{n\\times m},\\ b\\in\\mathbb{R}^n\n$$",
            r"\text{number of parameters}=nm+n",
        ),
        (
            "$$\nM\\in\\mathbb{R}^{n\\times m},\\ b\\in\\mathbb{R}^n\n$$",
            r"\text{number of parameters}=nm+n",
        ),
    ],
)
def test_what_is_not_certain_is_left_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")


def test_a_bias_without_a_declared_shape_is_not_left_out() -> None:
    given = "$$\nz=Wx+b,\\ W\\in\\mathbb{R}^{n\\times m},\\ x\\in\\mathbb{R}^m\n$$"
    assert last(given, r"\text{number of parameters}=mn") != "proved"
    assert last(given, r"n=2,\ m=3:\ 6 \text{ parameters}") != "proved"
