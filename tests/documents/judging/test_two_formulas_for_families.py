"""Families with two formulas, and functions that nothing tells, at their members."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

GIVEN = "Let $L(w) = (w - 5)^2$ for all $w$.\n\n$w_k = 5 - 3 \\cdot 2^{-k}$\n\n"
FALSE = "$w_k = 5 - 3^{-k}$\n\n"


def _verdict(text: str) -> str | None:
    return entries(text)[-1].verdict


def test_a_second_formula_turns_nothing_by_itself() -> None:
    """It may be a false claim about the first."""
    for claim in (r"L(w_{k+1}) = \frac{1}{4} L(w_k)", r"w_{k+1} = \frac{w_k + 5}{2}"):
        assert _verdict(f"{GIVEN}${claim}$") == "proved"
        assert _verdict(f"{GIVEN}{FALSE}${claim}$") != "refuted"
    assert _verdict(f"{GIVEN}{FALSE}$w_{{k+1}} = \\frac{{w_k + 10}}{{3}}$") != "proved"


def test_a_value_at_a_member_is_no_formula_of_the_function() -> None:
    given = f"{GIVEN}$L(w_k) = 9 \\cdot 2^{{-k}}$\n\n$w_{{k+1}} = \\frac{{w_k + 5}}{{2}}$\n\n"
    assert _verdict(f"{given}$L(w_{{k+1}}) = \\frac{{1}}{{4}} L(w_k)$") == "proved"
    assert _verdict(f"{given}$L(w_{{k+1}}) = \\frac{{1}}{{2}} L(w_k)$") == "refuted"


@pytest.mark.parametrize("name", ["L", "f", "J", "C", "q"])
def test_a_function_that_nothing_tells(name: str) -> None:
    """Before single names in brackets, two of them, a letter is no factor."""
    given = r"$w_k = 5 - 3 \cdot 2^{-k}$"
    claim = rf"{name}(w_{{k+1}}) = \frac{{1}}{{4}} {name}(w_k)"
    assert last(given, claim) not in ("proved", "refuted")
