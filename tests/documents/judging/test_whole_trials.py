r"""Statements about all whole numbers that are false at one of them."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\binom n2\le 4n \text{ for all } n\ge2", "refuted"),
        (r"\binom n2\ge n-1 \text{ for all } n\ge2", "proved"),
        (r"n^2-n+41\le 97 \text{ for all integers } n", "refuted"),
        (r"2^n\le n^3+1 \text{ for all } n\ge1", "refuted"),
        (r"\sqrt{n}\le 3 \text{ for all } n\ge1", "refuted"),
        # between whole numbers it fails, at none of them
        (r"(2n-1)(2n-\tfrac75)\ge 0 \text{ for all integers } n", "undecided"),
        # 0 is no such number to every author
        (r"\frac1n\le1 \text{ for all } n\ge1", "proved"),
        (r"\frac1{n-1}\le2 \text{ for all } n\ge1", "undecided"),
    ],
)
def test_a_whole_number_refutes(claim: str, verdict: str) -> None:
    assert last("We count.", claim) == verdict


@pytest.mark.parametrize("words", ["for large", "for sufficiently large"])
def test_what_holds_from_some_number_on_is_not_refuted(words: str) -> None:
    assert last("We count.", rf"2^n\ge n^2 \text{{ {words} }} n") != "refuted"
