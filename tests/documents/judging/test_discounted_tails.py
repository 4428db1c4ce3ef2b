"""Sums without end that go on as they began, and members that the last one gives."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_RETURNS = (
    r"$G_t\doteq R_{t+1}+\gamma R_{t+2}+\gamma^2R_{t+3}+\cdots,\ G_T=0$, $\gamma=0.5,\ R_1=-1,"
    r"\ R_2=2,\ R_3=6,\ R_4=3,\ R_5=2,\ T=5$"
)
_OPEN = r"$S_n=a_n+ra_{n+1}+r^2a_{n+2}+r^3a_{n+3}+\dots$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_RETURNS, "G_5=0", "proved"),
        (_RETURNS, "G_4=2", "proved"),
        (_RETURNS, "G_2=8", "proved"),
        (_RETURNS, "G_0=2", "proved"),
        (_RETURNS, "G_2=9", "refuted"),
        (_RETURNS, "G_3=R_4+G_4=5", "refuted"),
        (_RETURNS, r"G_t=R_{t+1}+\gamma G_{t+1}", "proved"),
        (_OPEN, "S_n=a_n+rS_{n+1}", "proved"),
        (_OPEN, "S_n=a_{n+1}+rS_{n+1}", None),
    ],
)
def test_what_follows_the_first_term_is_the_next_sum(
    given: str, claim: str, verdict: str | None
) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    "given",
    [
        r"$G_t=R_{t+1}+\gamma R_{t+2}+\gamma^3R_{t+3}+\cdots$",
        r"$G_t=R_{t+1}+\gamma R_{t+3}+\gamma^2R_{t+5}+\cdots$",
        r"$G_t=R_{t+1}+\gamma R_{t+2}+\gamma^2Q_{t+3}+\cdots$",
        r"$G_t=R_{t+1}+\gamma R_{t+2}+\cdots$",
    ],
)
def test_other_sums_stay_as_they_are(given: str) -> None:
    assert last(given, r"G_t=R_{t+1}+\gamma G_{t+1}") is None


def test_another_last_place_takes_the_members_back() -> None:
    assert last(_RETURNS + "\n\n$$G_4=2,\\ G_3=4$$\n\nNow let $T=3$.", "G_2=9") is None
