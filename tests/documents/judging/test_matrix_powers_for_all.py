"""Powers of a matrix with an exponent that words let run: S^n for all n ∈ ℕ."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_GIVEN = (
    r"Let $T=\begin{bmatrix}1&0\\2&1\end{bmatrix}$ and $P=\begin{bmatrix}0&0\\0&1\end{bmatrix}$."
)
_POWER = r"T^m=\begin{bmatrix}1&0\\2m&1\end{bmatrix}"


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (_POWER, "proved"),
        (_POWER + r" \text{ for all } m\in\mathbb{N}", "proved"),
        (_POWER + r" \text{ for all } m\ge0", "proved"),
        (_POWER + r" \text{ for every positive integer } m", "proved"),
        (r"T^m=\begin{bmatrix}1&0\\m+2&1\end{bmatrix} \text{ for all } m\in\mathbb{N}", "refuted"),
        (r"T^m=\begin{bmatrix}1&0\\2^m&1\end{bmatrix} \text{ for all } m\ge1", "refuted"),
        (r"P^m=P \text{ for all } m\ge1", "proved"),
        # at 0 it is the identity
        (r"P^m=P \text{ for all } m\ge0", None),
        (r"P^m=P \text{ for all } m\in\mathbb{N}", None),
        # from a number on, or of all real numbers
        (r"T^m=\begin{bmatrix}1&0\\2^m&1\end{bmatrix} \text{ for all } m\ge9", None),
        (_POWER + r" \text{ for all } m\in\mathbb{R}", None),
        (_POWER + r" \text{ for all } m\in\mathbb{Z}", None),
    ],
)
def test_powers_for_all(claim: str, found: str | None) -> None:
    assert last(_GIVEN, claim) == found
