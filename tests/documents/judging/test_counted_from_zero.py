r"""Entries that words, or other entries, let be counted from 0 are not silently counted from 1."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

FROM_ZERO = (
    "Let $v = (3, 1, 4)$, where indices start at 0.",
    "Indices run from $0$ to $2$. Let $v = (3, 1, 4)$.",
    "We use zero-based indexing. Let $v = (3, 1, 4)$.",
    "The classes are $0, 1, 2$ with scores $v = (3, 1, 4)$.",
    "Let $v = [3, 1, 4]$ with $v_0 = 3$.",
    "Let $v = (v_0, v_1, v_2) = (3, 1, 4)$.",
    "Let $v = (3, 1, 4)$ with entries $v_i$, $i = 0, 1, 2$.",
)


@pytest.mark.parametrize("given", FROM_ZERO)
@pytest.mark.parametrize("claim", [r"\arg\max_i v_i = 3", r"\sum_{i=1}^{2} v_i = 4"])
def test_what_holds_from_one_alone_is_not_proved(given: str, claim: str) -> None:
    assert last(given, claim) != "proved"


@pytest.mark.parametrize("given", FROM_ZERO)
@pytest.mark.parametrize("claim", [r"\arg\max_i v_i = 2", r"\sum_{i=1}^{2} v_i = 5"])
def test_what_holds_from_zero_is_never_refuted(given: str, claim: str) -> None:
    assert last(given, claim) != "refuted"


@pytest.mark.parametrize("claim", [r"\sum_{i=0}^{2} v_i = 8", r"\max_i v_i = 4"])
def test_what_holds_either_way_is_proved(claim: str) -> None:
    assert last(FROM_ZERO[0], claim) == "proved"


@pytest.mark.parametrize("claim", [r"\sum_{i=1}^{3} v_i = 8", "v_3 + 1 = 5"])
def test_places_that_are_none_from_zero(claim: str) -> None:
    assert last(FROM_ZERO[0], claim) == "undecided"


def test_without_a_word_entries_are_counted_from_one() -> None:
    assert last("Let $v = (3, 1, 4)$.", r"\arg\max_i v_i = 3") == "proved"
    assert last("Let $v = (3, 1, 4)$. A layer has $0$ biases.", r"v_1 + v_2 = 4") == "proved"


def test_entries_of_matrices_too() -> None:
    given = r"Let $A = \begin{pmatrix}1&2\\3&4\end{pmatrix}$"
    assert last(f"{given} with $A_{{00}} = 1$.", "A_{11} = 1") != "proved"
    assert last(f"{given}, rows and columns numbered from $0$.", "2A_{11} = 2") != "proved"
    assert last(f"{given}.", "A_{11} + A_{12} = 3") == "proved"
