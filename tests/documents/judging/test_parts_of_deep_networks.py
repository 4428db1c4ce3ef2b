"""Norms, adapters, routers, scores of heads, and what stacks of kernels see."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last, worded


@pytest.mark.parametrize(
    ("claim", "true", "false"),
    [
        ("a LayerNorm over $d$ features has $@$ parameters", "2d", "3d"),
        ("batch normalization of $C$ channels adds $@$ parameters", "2C", "C^2"),
        ("RMSNorm over $d$ features has $@$ parameters", "d", "d^2"),
        (
            r"LoRA of rank $8$ on a $4096\times4096$ matrix has $@$ trainable parameters",
            "65{,}536",
            "131{,}072",
        ),
        (r"a rank-$r$ update of an $m\times n$ matrix has $@$ parameters", "r(m+n)", "rmn"),
        ("a router over $E$ experts for inputs of dimension $d$ has $@$ weights", "dE", "d+E"),
        (
            "$8$ experts of $7$ million parameters each, only $2$ are used, $@$ million parameters",
            "14",
            "56",
        ),
        (
            "tying the embeddings of $V=50{,}257$ and $d=768$ saves $@$ parameters",
            "38{,}597{,}376",
            "51{,}025",
        ),
        (
            "for $n=1024$ tokens and $12$ heads there are $@$ attention weights",
            r"12\cdot1024^2",
            r"12\cdot1024",
        ),
        (
            "a stack of $L$ convolutions with kernels of size $k$ has receptive field $@$",
            "L(k-1)+1",
            "Lk",
        ),
        ("ten layers with kernel size $3$ and stride $1$ see $@$ inputs", "21", "30"),
        (
            r"the receptive field of three stacked $3\times3$ layers is $@$",
            r"7\times7",
            r"9\times9",
        ),
        (r"a $3\times3$ kernel with dilation $2$ covers a $@$ region", r"5\times5", r"6\times6"),
        (
            "a kernel of size $k$ with dilation $d$ has effective size $@$",
            "k+(k-1)(d-1)",
            "k+d",
        ),
    ],
)
def test_they_are_counted(claim: str, true: str, false: str) -> None:
    assert last("", worded(claim.replace("@", true))) == "proved"
    assert last("", worded(claim.replace("@", false))) == "refuted"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        ("", r"a $3\times3$ kernel with dilation $2$ covers a $7\times7$ region"),
        ("", "ten layers with kernel size $3$ and stride $2$ see $21$ inputs"),
        ("All convolutions have dilation 2.", "ten layers with kernel size $3$ see $21$ inputs"),
    ],
)
def test_other_gaps_and_strides_are_left_open(given: str, claim: str) -> None:
    assert last(given, worded(claim)) not in ("proved", "refuted")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (
            r"multi-head attention with $d=512$ and $h=8$ heads has $4\cdot512^2$ weights",
            "proved",
        ),
        ("each head has dimension $512/8=64$", "proved"),
        ("each head has $64$ dimensions", "proved"),
    ],
)
def test_heads_share_the_width(claim: str, verdict: str) -> None:
    assert last("$$\nd=512,\\ h=8\n$$", worded(claim)) == verdict
