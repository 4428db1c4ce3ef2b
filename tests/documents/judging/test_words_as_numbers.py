r"""Plain words that can only be numbers: \text{fan}_{in} below a bar."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_INIT = r"""$$g=\sqrt{\frac{2}{1+\text{slope}^2}},\quad
a=g\sqrt{\frac{6}{\text{fan}_{in}+\text{fan}_{out}}},\quad
s=g\sqrt{\frac{2}{\text{fan}_{in}+\text{fan}_{out}}}$$"""
_RATES = r"$$\text{acc}=\frac{\text{hits}}{\text{hits}+\text{misses}}$$"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (_INIT, r"\frac{a^2}{3}=s^2"),
        (_RATES, r"1-\text{acc}=\frac{\text{misses}}{\text{hits}+\text{misses}}"),
    ],
)
def test_laws_of_words(given: str, claim: str) -> None:
    assert last(given, claim) == "proved"


@pytest.mark.parametrize("claim", [r"\frac{a^2}{2}=s^2", r"\text{fan}_{in}=\text{fan}_{out}"])
def test_what_is_false_of_them_is_not_proved(claim: str) -> None:
    assert last(_INIT, claim) != "proved"
