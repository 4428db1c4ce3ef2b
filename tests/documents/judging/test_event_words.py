r"""Probabilities of events that words or signs name."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

MAIL = (
    r"$$P(\text{spam})=0.05,\quad P(\text{free}\mid \text{spam})=0.8,\quad "
    r"P(\text{free}\mid\text{not spam})=0.1$$"
)
SIGNS = r"$$P(C)=0.05,\quad P(+\mid C)=0.8,\quad P(+\mid\text{not } C)=0.1$$"
CLASSES = (
    r"$$P(\text{spam})=0.3,\ P(\text{ham})=0.7,\ P(\text{free}|\text{spam})=0.5,"
    r"\ P(\text{free}|\text{ham})=0.1$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "expected"),
    [
        (MAIL, r"P(\text{free})=0.135", "proved"),
        (MAIL, r"P(\text{spam}\mid \text{free})=0.296", "proved"),
        (MAIL, r"P(\text{spam}\mid \text{free})=0.42", "refuted"),
        (MAIL, r"P(\text{not spam})=0.95", "proved"),
        (SIGNS, r"P(C\mid+)=0.296", "proved"),
        (SIGNS, r"P(-\mid C)=0.2", "proved"),
        (SIGNS, r"P(\text{not }C\mid-)=0.988", "proved"),
        (SIGNS, r"\frac{P(+\mid C)}{P(+\mid\text{not } C)}=8", "proved"),
        # that there is nothing but the classes is not said
        (CLASSES, r"P(\text{free})=0.3", None),
        (CLASSES, r"P(\text{spam})+P(\text{ham})=1", "proved"),
        # words beside an equals sign are variables and values
        (r"$$P(\text{coin}=\text{heads})=0.3$$", r"P(\text{coin}=\text{heads})=0.4", None),
    ],
)
def test_verdicts(given: str, claim: str, expected: str | None) -> None:
    assert last(given, claim) == expected
