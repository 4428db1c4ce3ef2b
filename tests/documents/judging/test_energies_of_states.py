r"""Energies of all states of a network of signs, and which of them are stable."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

OPEN = "open"
GIVEN_0 = (
    r"$$W=\frac13\begin{bmatrix}0&-2&2\\-2&0&-2\\2&-2&0\end{bmatrix},\quad x"
    r"\leftarrow\mathrm{sgn}(Wx),\quad E(x)=-\frac12x^\top Wx$$"
)
GIVEN_1 = (
    r"$$W=\begin{bmatrix}0&1\\1&0\end{bmatrix},\quad s\leftarrow"
    r"\operatorname{sign}(Ws),\quad E(s)=-\frac12s^\top Ws$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (
            GIVEN_0,
            r"\text{the states } (1,-1,1) \text{ and } (-1,1,-1) \text{ are stable}",
            "proved",
        ),
        (GIVEN_0, r"\text{the state } (1,1,-1) \text{ is stable}", "refuted"),
        (GIVEN_0, r"\text{only two of the eight states are stable}", "proved"),
        (GIVEN_0, r"\text{the energy of } (1,-1,1) \text{ is } -2", "proved"),
        (GIVEN_0, r"\text{the energy of } (1,1,1) \text{ is } -2", "refuted"),
        (GIVEN_0, r"\text{the other six states have energy } \frac13", "refuted"),
        (GIVEN_0, r"\text{the other six states have energy } \frac23", "proved"),
        (GIVEN_0, r"\text{all other states have energy } \frac23", "proved"),
        (GIVEN_0, r"\text{all other states have energy } \frac13", OPEN),
        (GIVEN_0, r"\text{the two stable states have energy } -2", "proved"),
        (GIVEN_0, r"\text{the two stable states have energy } -1", "refuted"),
        (GIVEN_0, r"\text{both stable states have energy } -2", "proved"),
        (GIVEN_0, r"\text{the Hamming distance between the two stable states is } 3", "proved"),
        (GIVEN_0, r"\text{the Hamming distance between the two stable states is } 2", "refuted"),
        (GIVEN_0, r"\text{the two stable states differ in all three components}", "proved"),
        (GIVEN_0, r"\text{exactly two states have energy } -2", "proved"),
        (GIVEN_0, r"\text{six of the eight states have energy } \frac23", "proved"),
        (GIVEN_0, r"\text{five of the eight states have energy } \frac23", "refuted"),
        (GIVEN_0, r"\text{there are six states with energy } \frac23", "proved"),
        (GIVEN_0, r"\text{the stable states are } (1,-1,1) \text{ and } (-1,1,-1)", "proved"),
        (GIVEN_0, r"\text{the stable states are } (1,-1,1) \text{ and } (1,1,-1)", "refuted"),
        (GIVEN_0, r"\text{the energy is lowest at the stable states}", "proved"),
        (GIVEN_0, r"\text{the energy is minimal exactly at the two stable states}", "proved"),
        (GIVEN_0, r"\text{the energy is lowest at } (1,1,1)", "refuted"),
        (GIVEN_0, r"\text{the unstable states have energy } \frac23", "proved"),
        (GIVEN_0, r"\text{the unstable states have energy } -\frac23", "refuted"),
        (GIVEN_0, r"\text{the other six states have energy } 0.67", "proved"),
        (GIVEN_0, r"\text{the other six states have energy } 0.6", "refuted"),
        (GIVEN_1, r"\text{the stable states are } (1,1) \text{ and } (-1,-1)", "proved"),
        (GIVEN_1, r"\text{the two stable states have energy } -1", "proved"),
        (GIVEN_1, r"\text{the other two states have energy } 1", "proved"),
        (GIVEN_1, r"\text{the other two states have energy } 0", "refuted"),
        (GIVEN_1, r"\text{the two stable states differ in both components}", "proved"),
    ],
)
def test_energies_of_states(given: str, claim: str, verdict: str | None) -> None:
    if verdict == OPEN:
        assert last(given, claim) not in ("proved", "refuted")
    else:
        assert last(given, claim) == verdict
