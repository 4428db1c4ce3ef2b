r"""Padding that keeps the size of what windows slide over."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

OPEN = "open"
GIVEN_0 = r"$$\text{output size } (W-F+2P)/S+1$$"
GIVEN_1 = r"$$p \text{ rows of padding in total}$$"
GIVEN_2 = r"$$\text{odd } k$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (
            GIVEN_0,
            (
                r"\text{the padding } P=(F-1)/2 \text{ with stride } S=1 \text{ preserves the"
                r" spatial size}"
            ),
            "proved",
        ),
        (
            GIVEN_0,
            (
                r"\text{the padding } P=(F-1)/2 \text{ with stride } S=2 \text{ preserves the"
                r" spatial size}"
            ),
            "refuted",
        ),
        (
            GIVEN_0,
            (
                r"\text{the padding } P=F/2 \text{ with stride } S=1 \text{ preserves the"
                r" spatial size}"
            ),
            "refuted",
        ),
        (
            GIVEN_0,
            (
                r"\text{a padding of } \frac{k-1}2 \text{ and stride } 1 \text{ keeps the"
                r" input size}"
            ),
            "proved",
        ),
        (
            GIVEN_0,
            (
                r"\text{zero padding of } \frac{k-1}2 \text{ with a stride of } 1 \text{ keeps"
                r" width and height}"
            ),
            "proved",
        ),
        (
            GIVEN_0,
            r"\text{stride } 1 \text{ and a padding of } k-1 \text{ keeps the size}",
            "refuted",
        ),
        (GIVEN_0, r"\text{stride } 1 \text{ and a padding of } 2 \text{ keeps the size}", OPEN),
        (
            GIVEN_1,
            r"\text{a padding of } k-1 \text{ and stride } 1 \text{ keeps the input size}",
            OPEN,
        ),
        (
            GIVEN_2,
            (
                r"\text{a padding of } \lfloor k/2\rfloor \text{ and stride } 1 \text{ keeps"
                r" the input size}"
            ),
            OPEN,
        ),
    ],
)
def test_kept_sizes(given: str, claim: str, verdict: str | None) -> None:
    if verdict == OPEN:
        assert last(given, claim) not in ("proved", "refuted")
    else:
        assert last(given, claim) == verdict
