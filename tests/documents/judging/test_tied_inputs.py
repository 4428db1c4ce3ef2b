"""Recurrences whose inputs are not free: nothing is false at numbers that they cannot have."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

SIGNS = r"$$u_k=a_ku_{k-1},\quad u_0=1$$"
GATED = r"$$c_t=f_tc_{t-1}+i_tg_t$$"
STATES = r"$$h_t=ah_{t-1}+x_t,\quad h_0=0$$"


@pytest.mark.parametrize(
    ("told", "rules", "claim"),
    [
        (r"The factors are $a_k\in\{-1,1\}$.", SIGNS, "u_ku_{k-1}=a_k"),
        (r"The factors are $a_k\in\{-1,1\}$.", SIGNS, "u_k^2=1"),
        ("They have $|a_k|=1$.", SIGNS, "u_ku_{k-1}=a_k"),
        ("They obey $a_k^2=1$.", SIGNS, "a_ku_k=u_{k-1}"),
        ("All $a_k$ are either $1$ or $-1$.", SIGNS, "u_k^2=1"),
        ("The gates obey $f_t+i_t=1$.", GATED, "c_t-c_{t-1}=i_t(g_t-c_{t-1})"),
        ("The input is a constant sequence.", STATES, "h_2=(1+a)x_1"),
    ],
)
def test_what_is_told_of_inputs(told: str, rules: str, claim: str) -> None:
    assert last(f"{told}\n\n{rules}", claim) != "refuted"


@pytest.mark.parametrize(
    ("rules", "claim"),
    [(SIGNS, "u_ku_{k-1}=a_k"), (GATED, "c_t-c_{t-1}=i_t(g_t-c_{t-1})")],
)
def test_free_inputs(rules: str, claim: str) -> None:
    assert last(rules, claim) == "refuted"
