"""Recurrent nets over bits and recurrences from lists, gone through step by step."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

PARITY = r"""$$
h_1^{(t)}=\mathbb{1}(x^{(t)}+y^{(t-1)}-0.5>0),\quad h_2^{(t)}=\mathbb{1}(x^{(t)}+y^{(t-1)}-1.5>0),
\quad y^{(t)}=\mathbb{1}(h_1^{(t)}-h_2^{(t)}-0.5>0),\quad x^{(t)}\in\{0,1\},\ y^{(0)}=0
$$

$$
s^{(t)}=s^{(t-1)}+u^{(t)},\ s^{(0)}=0
$$"""
LATCH = r"""$$
q_t=\mathbf{1}[2s_t+q_{t-1}>0.5],\quad s_t\in\{0,1\},\quad q_0=0
$$"""
NO_START = r"""$$
y^{(t)}=\mathbb{1}(x^{(t)}+y^{(t-1)}-0.5>0),\quad x^{(t)}\in\{0,1\}
$$"""
NO_BITS = r"""$$
y^{(t)}=\mathbb{1}(x^{(t)}+y^{(t-1)}-0.5>0),\quad y^{(0)}=0
$$"""
ODD = r"y^{(T)}=1 \text{ exactly when } \sum_{t=1}^{T}x^{(t)} \text{ is %s}"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (PARITY, r"h_1^{(t)}=\max\{x^{(t)},y^{(t-1)}\}", "proved"),
        (PARITY, r"h_1^{(t)}=\min\{x^{(t)},y^{(t-1)}\}", "refuted"),
        (PARITY, r"h_2^{(t)}=x^{(t)}y^{(t-1)}", "proved"),
        (PARITY, r"y^{(t)}=x^{(t)}+y^{(t-1)}-x^{(t)}y^{(t-1)}", "refuted"),
        (PARITY, r"y^{(t)}=x^{(t)}+y^{(t-1)}-2x^{(t)}y^{(t-1)}", "proved"),
        (PARITY, r"y^{(t)}=x^{(t)}\oplus y^{(t-1)}", "proved"),
        (PARITY, r"y^{(t)}=h_1^{(t)}-h_2^{(t)}", "proved"),
        (PARITY, r"x=(0,1,0,1,1)\implies y=(0,1,1,0,1)", "proved"),
        (PARITY, r"x=(0,1,0,1,1)\implies y=(0,1,1,0,0)", "refuted"),
        (PARITY, r"u=(2,-0.5,1,1)\implies s=(2,1.5,2.5,3.5)", "proved"),
        (PARITY, r"u=(2,-0.5,1)\implies s=(2,1.5,3)", "refuted"),
        (PARITY, ODD % "odd", "proved"),
        (PARITY, ODD % "even", "refuted"),
        (LATCH, r"q_t=\max(s_t,q_{t-1})", "proved"),
        (LATCH, r"q_t=s_tq_{t-1}", "refuted"),
        (LATCH, r"s=(0,1,0)\implies q=(0,1,1)", "proved"),
    ],
)
def test_machines(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (PARITY, r"h_1^{(t)}=\mathbb{1}(x^{(t)}+y^{(t-1)}-1.5>0)"),  # a unit of another net
        (NO_START, r"y^{(t)}=x^{(t)}y^{(t-1)}"),
        (NO_START, r"x=(0,1)\implies y=(0,0)"),
        (NO_BITS, r"y^{(t)}=\max\{x^{(t)},y^{(t-1)}\}"),
        (PARITY, r"y^{(t)}=x^{(t)}+y^{(t-2)}"),
        (PARITY, r"x=(0,1,0)\implies y=(0,1)"),
        (PARITY, r"h_3^{(t)}=x^{(t)}"),
    ],
)
def test_what_is_not_told_stays_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
