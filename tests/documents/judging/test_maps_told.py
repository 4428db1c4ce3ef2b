"""Feature maps, pooled maps, and all units of a convolution of the only network."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last, worded

_NET = (
    "$$\n28\\times28 \\text{ input},\\ 5\\times5 \\text{ local receptive fields, stride } 1@;\\ 20 "
    "\\text{ feature maps, each with one shared set of weights and one shared bias; then } "
    "2\\times2 \\text{ max-pooling}\n$$"
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"each feature map has $24\times24$ hidden neurons", "proved"),
        (r"each feature map has $23\times23$ hidden neurons", "refuted"),
        (r"after pooling each feature map has $12\times12$ units", "proved"),
        (r"pooling turns every feature map into $12\times12$ units", "proved"),
        (r"the pooled layer has $20\times12\times12=2880$ units", "proved"),
        (r"the pooled layer has $20\times13\times13=3380$ units", "refuted"),
        (r"the convolutional layer has $20\times24\times24=11520$ neurons", "proved"),
        (r"the convolutional layer has $24\times24=576$ neurons", "refuted"),
    ],
)
def test_what_they_hold(claim: str, verdict: str) -> None:
    assert last(_NET.replace("@", ""), worded(claim)) == verdict


@pytest.mark.parametrize(
    "claim",
    [
        r"each feature map has $28\times28$ hidden neurons",
        r"the pooled layer has $20\times14\times14=3920$ units",
    ],
)
def test_with_padding_it_may_be_so(claim: str) -> None:
    assert last(_NET.replace("@", ""), worded(claim)) not in ("proved", "refuted")
    bare = _NET.replace("stride } 1@", r"stride } 1\text{, no padding}")
    assert last(bare, worded(claim)) == "refuted"
