"""Distinctions of cases within distinctions of cases, as values of limits are."""

from __future__ import annotations

import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

import symnn as sn

A, B, C = sp.symbols("a b c", real=True)


def by_sign(d: object, below: object, zero: object, above: object) -> object:
    return sp.Piecewise((below, d < 0), (zero, sp.Eq(d, 0)), (above, True))


GREATEST = by_sign(A - B, by_sign(C - B, B, B, C), by_sign(A - C, C, C, A), by_sign(C - A, A, A, C))


def test_nested_cases_are_the_maximum() -> None:
    assert sn.check(sn.Eq(GREATEST, sn.Max(A, B, C))).proved


def test_an_inner_case_is_decided_after_the_outer_one() -> None:
    inner = sp.Piecewise((B, C < B), (C, True))
    nested = sp.Piecewise((inner, A < B), (0, True))
    assert sn.check(sn.Eq(nested, sn.Max(B, C)), over=sn.Lt(A, B)).proved
    assert sn.check(sn.Eq(nested, sn.Max(B, C))).refuted


@given(st.tuples(*[st.integers(-2, 2)] * 4), st.integers(-1, 1))
def test_one_wrong_value_is_found(values: tuple[int, ...], sign: int) -> None:
    """Of two trees of constants that differ in one leaf."""
    below, zero, above, other = values
    inner = by_sign(B, below, zero, above)
    changed = [below, zero, above]
    changed[sign + 1] = other
    verdict = sn.check(sn.Eq(by_sign(A, inner, 0, 1), by_sign(A, by_sign(B, *changed), 0, 1)))
    assert verdict.proved if (below, zero, above)[sign + 1] == other else verdict.refuted
