r"""Factorials and binomials of letters, in functions of the document too, and sums of them."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

COUNTS = r"""$$
n(D, M) = \frac{(D + M - 1)!}{(D - 1)!\,M!}, \qquad N(D, M) = \sum_{m=0}^{M} n(D, m)
$$"""
CHOICES = r"$$c(p, q) = \binom{p + q}{q}$$"


@pytest.mark.parametrize(
    ("given", "claim", "found"),
    [
        (COUNTS, r"n(D, 1) = D \text{ for all } D \ge 1", "proved"),
        (COUNTS, r"n(D, 1) = D \text{ for all } D \ge 0", None),
        (COUNTS, r"n(D, 2) = \frac{D(D + 1)}{2}", "proved"),
        (COUNTS, r"n(D, 2) = \frac{D(D - 1)}{2} \text{ for all } D \ge 1", "refuted"),
        (COUNTS, r"n(D, M) = \binom{D + M - 1}{M}", "proved"),
        (COUNTS, r"n(D, M) = \binom{D + M - 1}{D - 1}", "proved"),
        (COUNTS, r"N(D, M) = \frac{(D + M)!}{D!\,M!}", "proved"),
        (COUNTS, r"N(D, M) = \binom{D + M}{M}", "proved"),
        (COUNTS, r"n(D, M + 1) = \frac{D + M}{M + 1} n(D, M)", "proved"),
        (COUNTS, "N(10, 3) = 286", "proved"),
        (COUNTS, "N(10, 3) = 220", "refuted"),
        (CHOICES, r"c(p, q) = c(p - 1, q) + c(p, q - 1)", "proved"),
        (CHOICES, r"c(p, q) = c(q, p)", "proved"),
        ("", r"\frac{n!}{(n - 2)!} = n(n - 1)", "proved"),
        ("", r"\binom{n}{k} = \binom{n - 1}{k - 1} + \binom{n - 1}{k}", "proved"),
        ("", r"k\binom{n}{k} = n\binom{n - 1}{k - 1}", "proved"),
        ("", r"\binom{n}{k} = \frac{n!}{k!(n - k)!}", "proved"),
        ("", r"\binom{n}{k} = \binom{n}{n - k}", "proved"),
        ("", r"\sum_{m=0}^{M} \binom{D + m - 1}{m} = \binom{D + M}{M}", "proved"),
        ("", r"\sum_{m=0}^{M} \binom{D + m}{m} = \binom{D + M}{M}", None),
        ("", r"\binom{n}{k} = \binom{n - 1}{k - 1} + \binom{n}{k - 1}", None),
        ("", r"\sum_{j=1}^{n} \frac{1}{j - 3} = n!", None),
        ("", r"\frac{a(n + 1)}{a(n)} = \frac{(n + 1)!}{n\,n!}", None),
    ],
)
def test_factorials_of_letters(given: str, claim: str, found: str | None) -> None:
    """Equal where all factorials exist; what is not proved may be a condition on the letters."""
    assert last(given, claim) == found
