r"""Outputs of windows that are stated: behind a colon, one after the other, and valid settings."""

from __future__ import annotations

import re

import pytest

from tests.documents.judging.verdicts import last


def written(claim: str) -> str:
    """The claim with what stands between bars as words."""
    return re.sub(r"\|([^|]*)\|", r"\\text{ \1 }", claim)


LENGTH = (
    r"$$\text{output size } (N-K+2P)/S+1 \text{ (a valid setting gives an integer)};"
    r"\qquad K=96 \text{ filters}$$"
)
PLAIN = r"$$\text{output width } \lfloor(n-k)/s\rfloor+1$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (LENGTH, r"N=9, K=3, P=0: |output| 7 |for| S=1 |and| 4 |for| S=2", "proved"),
        (LENGTH, r"N=9, K=3, P=0: |output| 7 |for| S=1 |and| 5 |for| S=2", "refuted"),
        (LENGTH, r"N=9, K=3, P=1, S=2: |the output is| 5", "proved"),
        (LENGTH, r"N=9, K=3, P=1, S=2: |the output has size| 4", "refuted"),
        (LENGTH, r"N=8, P=0, K=3, S=2 |is a valid setting|", "refuted"),
        (LENGTH, r"N=8, P=0, K=3, S=2 |is not a valid setting|", "proved"),
        (LENGTH, r"N=8, P=0, K=3, S=2 |is invalid|", "proved"),
        (LENGTH, r"N=9, P=0, K=3, S=2 |is valid|", "proved"),
        (PLAIN, r"n=8, k=3, s=2: |output| 3", "proved"),
        (PLAIN, r"n=8, k=3, s=2: |output| 4", "refuted"),
    ],
)
def test_outputs_by_the_formula_that_was_told(given: str, claim: str, verdict: str) -> None:
    assert last(given, written(claim)) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (PLAIN, r"n=8, k=3, s=2 |is a valid setting|"),
        (PLAIN, r"n=8, k=3: |output| 3"),
        (PLAIN, r"n=8, k=3, s=2, p=1: |output| 3"),
        (LENGTH, r"N=9, K=3, P=1, S=2: |output| 5 |channels|"),
        (LENGTH, r"N=9, K=3, P=1: |output| 5 |and| 9 |for| S=1"),
    ],
)
def test_outputs_that_are_not_of_the_formula(given: str, claim: str) -> None:
    assert last(given, written(claim)) in (None, "undecided")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (
            (
                r"9\times9 |input, kernel| 3\times5, |stride| 2,"
                r" |no padding|: |output| 4\times3"
            ),
            "proved",
        ),
        (
            (
                r"9\times9 |input, kernel| 3\times5, |stride| 2,"
                r" |no padding|: |output| 4\times4"
            ),
            "refuted",
        ),
        (
            (
                r"|input| 8\times8, |kernel| 3\times5, |stride| 2,"
                r" |padding| 1: |output size| 4\times3"
            ),
            "proved",
        ),
        (
            (
                r"|image| 8\times8, |filter| 3\times3, |padding| 1 |on every side|,"
                r" |stride| 1: |the output is| 8\times8"
            ),
            "proved",
        ),
        (
            (
                r"8\times8 |input, kernel| 3\times5, |padding of| 0 |and| 1 |on each side|,"
                r" |strides| 3 |and| 4: |output| 2\times2"
            ),
            "proved",
        ),
        (
            (
                r"8\times8 |input, kernel| 3\times5, |padding of| 1 |and| 0 |on each side|,"
                r" |strides| 3 |and| 4: |output| 2\times2"
            ),
            "refuted",
        ),
        (
            (
                r"|An| 8\times8 |input with a| 3\times3 |kernel, stride| 2 |and padding| 1 "
                r"|gives a| 4\times4 |output|"
            ),
            "proved",
        ),
        (
            (
                r"|An| 8\times8 |input with a| 3\times3 |kernel, stride| 2 |and padding| 1 "
                r"|gives a| 5\times5 |output|"
            ),
            "refuted",
        ),
    ],
)
def test_outputs_behind_a_colon(claim: str, verdict: str) -> None:
    assert last("", written(claim)) == verdict


@pytest.mark.parametrize(
    "claim",
    [
        (
            r"|input| 8\times8, |kernel| 3\times5, |stride| 2,"
            r" |padding| 1 |in total|: |output| 4\times3"
        ),
        r"|input| 8\times8, |kernel| 3\times5, |stride| 2: |output| 4\times3",
        (
            r"|input| 8\times8, |kernel| 3\times5 |with max pooling|, |stride| 2,"
            r" |padding| 1: |output| 5\times4"
        ),
        (
            r"|input| 8\times8, |kernel| 3\times5, |dilated twice|, |stride| 2,"
            r" |padding| 1: |output| 4\times3"
        ),
    ],
)
def test_windows_of_which_more_is_said(claim: str) -> None:
    assert last("", written(claim)) in (None, "undecided")
