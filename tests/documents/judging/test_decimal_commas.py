"""Decimals with a comma, in languages that write them so, and elsewhere."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

GERMAN = "Mit $x = 0,5$ und $w = 1,2$ gilt das Folgende; es ist $e^{-0,5} = 0,607$."


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("wx = 0,6", "proved"),
        ("wx = 0,7", "refuted"),
        ("wx + 0{,}1 = 0{,}7", "proved"),
        (r"\sqrt{2}\approx1,414", "proved"),
        (r"\sqrt{2}\approx1,424", "refuted"),
        ("2(0,5 - 0,25) = 0,5", "proved"),
        ("2(0,5 - 0,25) = 0,6", "refuted"),
        (r"\|(3; 0,4)\| = 3,03", "proved"),
        (r"\|(3,4)\| = 5", "proved"),
        (r"\begin{pmatrix}0,5&1,5\end{pmatrix}\begin{pmatrix}2\\1\end{pmatrix}=2,5", "proved"),
    ],
)
def test_where_the_language_has_them(claim: str, verdict: str) -> None:
    assert last(GERMAN, claim) == verdict


@pytest.mark.parametrize(
    "given",
    [
        "Soit $x = 1,5$. On a $2x = 3$ et donc une valeur.",
        "Sea $x = 1,5$. Entonces $2x = 3$ para los valores, y por tanto una.",
    ],
)
def test_other_languages(given: str) -> None:
    assert last(given, "x^2 = 2,25") == "proved"
    assert last(given, "x^2 = 2,35") == "refuted"


def test_in_english_a_comma_parts_a_list() -> None:
    given = "Let $x_1, x_2 = 0,5$. Then we have the values that are given."
    assert last(given, "x_2 = 5") == "proved"


def test_a_thousand_or_a_decimal() -> None:
    assert last("", r"\frac{10}{3} = 3,333") == "undecided"
    assert last("", "1000 + 414 = 1,414") == "proved"
    assert last("", "1000 + 414 = 1,415") == "refuted"
