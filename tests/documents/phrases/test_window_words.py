"""Convolutions in other words, and the size of an output by a formula of the document."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

FORMULA = r"$$\text{output size}=\frac{W-F+2P}{S}+1$$"
PLAIN = r"$$n_{out}=\left\lfloor\frac{n+2p-k}{s}\right\rfloor+1$$"

PROVED = [
    (FORMULA, r"W=7,\ F=3,\ S=1,\ P=0:\ \text{the output is } 5\times5"),
    (PLAIN, r"n=28,\ k=5,\ s=1,\ p=2:\ \text{the output has size } 28\times28"),
    ("", (r"\text{a convolution of } 5 \text{ inputs with a kernel of size } 3 \text{ has } 3"
     r" \text{ outputs}")),
    ("", (r"\text{with kernel size } 3 \text{ and dilation } 2 \text{ the kernel covers } 5"
     r" \text{ inputs}")),
    ("", r"\text{three such layers with kernel size } 3 \text{ have a receptive field of } 7"),
]  # fmt: skip

REFUTED = [
    (FORMULA, r"W=7,\ F=3,\ S=1,\ P=0:\ \text{the output is } 4"),
    (FORMULA, r"W=7,\ F=3,\ S=2,\ P=0:\ \text{the output is } 4\times4"),
    ("", (r"\text{a convolution of } 5 \text{ inputs with a kernel of size } 3 \text{ has } 4"
     r" \text{ outputs}")),
]  # fmt: skip

#: No formula, letters that are not given here, or no size.
NEITHER = [
    ("", r"W=7,\ F=3:\ \text{the output is } 5\times5"),
    (FORMULA, r"W=7,\ F=3:\ \text{the output is } 5\times5"),
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
