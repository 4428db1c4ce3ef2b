r"""Output sizes by the formula of the document, behind values, for all whole numbers."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_OUT = "$$\nn_{out}=\\left\\lfloor\\frac{n_{in}+2p-k}s\\right\\rfloor+1\n$$"
_PLAIN = "The output of a convolution has length $L=\\frac{M-K+2P}{S}+1$."
_TORCH = (
    "$$\nH_{out}=\\left\\lfloor\\frac{H_{in}+2p-d(k-1)-1}s+1\\right\\rfloor"
    " \\text{ (the same for } W\\text{)};\\quad \\text{defaults } s=1,\\ p=0,\\ d=1;\\quad"
    " \\text{transposed: } H_{out}=(H_{in}-1)s-2p+d(k-1)+o+1\n$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_OUT, r"p=(k-1)/2,\ s=1:\ n_{out}=n_{in} \text{ for every odd } k", "proved"),
        (_OUT, r"s=1,\ p=\frac{k-1}{2},\ k \text{ odd}:\ n_{out}=n_{in}", "proved"),
        (_OUT, r"k=2p+1,\ s=1\implies n_{out}=n_{in}", "proved"),
        (_OUT, r"k=2p-1,\ s=1\implies n_{out}=n_{in}", "refuted"),
        (_OUT, r"s=1,\ k=2p+1:\quad n_{out}=n_{in} \text{ (the size is kept)}", "proved"),
        (_OUT, r"\text{for odd } k,\ p=(k-1)/2 \text{ and } s=1 \text{ we have } n_{out}=n_{in}",
         "proved"),
        (_OUT, r"k=4,\ s=2,\ p=1:\ n_{out}=n_{in}/2 \text{ for even } n_{in}", "proved"),
        (_OUT, r"k=3,\ s=2,\ p=1:\ n_{out}=\lceil n_{in}/2\rceil", "proved"),
        (_OUT, r"k=3,\ s=2,\ p=1:\ n_{out}=\frac{n_{in}}2 \text{ for all } n_{in}", "refuted"),
        (_OUT, r"n_{in}=10,\ k=3,\ p=2,\ s=2\to n_{out}=6", "proved"),
        (_OUT, r"n_{in}=10,\ k=3,\ p=2,\ s=2\to n_{out}=7", "refuted"),
        (_PLAIN, r"S=1,\ P=K-1: \text{ the wide convolution has output length } M+K-1", "proved"),
        (_PLAIN, r"S=1,\ P=M-1: \text{ the output has length } M+K-1 \text{ for all } M,K",
         "refuted"),
        (_TORCH, r"p=\frac{k-1}2,\ s=1\implies H_{out}=H_{in} \text{ for all odd } k", "proved"),
        (_TORCH, r"p=\frac{k+1}2,\ s=1\implies H_{out}=H_{in} \text{ for all odd } k", "refuted"),
        (_TORCH, r"\text{transposed: } H_{in}=6,\ k=3,\ s=2,\ p=1,\ o=1\implies H_{out}=12",
         "proved"),
        (_TORCH, r"\text{transposed: } H_{in}=6,\ k=3,\ s=2,\ p=1,\ o=0\implies H_{out}=12",
         "refuted"),
    ],
)  # fmt: skip
def test_letters_are_whole_numbers(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (_OUT, r"s=1\implies n_{out}=n_{in}"),
        (_OUT, r"k=3,\ p=1\implies n_{out}=n_{in}"),
        (_OUT + "\n\nFor example, $n_{in}=28$.", r"k=3,\ s=2,\ p=1:\ n_{out}=n_{in}/2"),
        ("", r"k=3,\ s=2,\ p=1:\ n_{out}=n_{in}/2"),
    ],
)
def test_what_may_be_meant_otherwise_is_left_open(given: str, claim: str) -> None:
    assert last(given, claim) != "refuted"
