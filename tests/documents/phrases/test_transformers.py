"""What the parts of a transformer hold, in words; marks of sizes are no indices of a family."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

SIZES = r"$$d_{\text{model}}=512,\ h=8,\ d_k=d_v=64,\ d_{ff}=2048$$"
LETTERS = r"$$\text{a decoder with } d=768,\ V=50{,}257,\ T=1024,\ h=12$$"
DECLARED = r"$$\mathbf{W}^{(1)}\in\mathbb{R}^{784\times200}$$"
HEADS = r"$$d_{model}=512,\ h=8:\ d_k=d_{model}/h=64$$"

BLOCK = r"\text{a feed-forward block with } d_{\text{model}}=512 \text{ and } d_{\text{ff}}=2048 "

PROVED = [
    ("", BLOCK + r"\text{ has } 2{,}099{,}712 \text{ parameters including biases}"),
    ("", BLOCK + r"\text{ has } 2{,}097{,}152 \text{ weights}"),
    (SIZES, (r"\text{the feed-forward block has } 2\,d_{\text{model}}d_{ff}=2{,}097{,}152"
     r" \text{ weights}")),
    (SIZES, r"\text{with biases the feed-forward block has } 2{,}099{,}712 \text{ parameters}"),
    (SIZES, (r"\text{the four projection matrices have } 4\cdot512^2=1{,}048{,}576"
     r" \text{ parameters}")),
    ("", (r"\text{a head with } d_{model}=512 \text{ and } d_k=d_v=64 \text{ has }"
     r" 3\cdot512\cdot64=98{,}304 \text{ projection weights}")),
    (LETTERS, r"\text{the token embedding has } Vd=38{,}597{,}376 \text{ parameters}"),
    (LETTERS, r"\text{the position embedding has } Td=786{,}432 \text{ parameters}"),
    (DECLARED, r"\mathbf{W}^{(1)} \text{ alone holds } 156{,}800 \text{ weights}"),
    (HEADS, r"d_k+1=65"),
]  # fmt: skip

REFUTED = [
    ("", BLOCK + r"\text{ has } 2{,}097{,}152 \text{ parameters including biases}"),
    (SIZES, (r"\text{the feed-forward block has } 2\,d_{\text{model}}d_{ff}=1{,}048{,}576"
     r" \text{ weights}")),
    (SIZES, (r"\text{the feed-forward block has } d_{\text{model}}d_{ff}=1{,}048{,}576"
     r" \text{ weights}")),
    (DECLARED, r"\mathbf{W}^{(1)} \text{ alone holds } 156{,}000 \text{ weights}"),
]  # fmt: skip

#: With or without biases, other sizes of a head, letters that may mean something else.
NEITHER = [
    ("", BLOCK + r"\text{ has } 2{,}097{,}152 \text{ parameters}"),
    (LETTERS, r"\text{the token embedding has } Td=786{,}432 \text{ parameters}"),
    (LETTERS, r"\text{one attention block has } 3d^2=1{,}769{,}472 \text{ weights}"),
    (HEADS, r"d_v=32"),
    (HEADS, r"d_{ff}=2048"),
]


@pytest.mark.parametrize(("before", "claim"), PROVED)
def test_what_holds(before: str, claim: str) -> None:
    assert last(before, claim) == "proved"


@pytest.mark.parametrize(("before", "claim"), REFUTED)
def test_what_fails(before: str, claim: str) -> None:
    assert last(before, claim) == "refuted"


@pytest.mark.parametrize(("before", "claim"), NEITHER)
def test_what_is_left_open(before: str, claim: str) -> None:
    assert last(before, claim) not in ("proved", "refuted")
