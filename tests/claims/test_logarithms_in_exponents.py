"""Identities with logarithms in exponents, whose powers would be long sums."""

from __future__ import annotations

import copy

import pytest
import sympy as sp

import symnn as sn
from symnn.claims.recheck import recheck
from symnn.errors import EvidenceError

SOFT = sp.Rational(1, 3) + 41 * sn.softplus(sp.Rational(7, 5)) - 37 * sn.softplus(sp.Rational(1, 9))
VALUE = sn.sigmoid(SOFT)
FACTOR = sn.sigmoid(3 * SOFT)


def test_a_derivative_of_softplus_layers_is_decided() -> None:
    verdict = sn.check(sn.Eq((VALUE + FACTOR) ** 2, VALUE**2 + 2 * VALUE * FACTOR + FACTOR**2))
    assert verdict.proved
    assert "'plain': True" in repr(verdict.evidence)
    assert sn.check(sn.Eq((VALUE + FACTOR) ** 2, VALUE**2 + VALUE * FACTOR + FACTOR**2)).refuted


def test_powers_that_are_needed_are_taken_out() -> None:
    x = sp.Symbol("x", real=True)
    verdict = sn.check(sn.Eq(sp.exp(2 * sn.softplus(x)), (1 + sp.exp(x)) ** 2))
    assert verdict.proved
    assert "plain" not in repr(verdict.evidence)


@pytest.mark.parametrize("mark", [1, "yes", None, [], False])
def test_evidence_with_another_mark_is_read_as_without(mark: object) -> None:
    x = sp.Symbol("x", real=True)
    verdict = sn.check(sn.Eq(sp.exp(2 * sn.softplus(x)), (1 + sp.exp(x)) ** 2))
    evidence = copy.deepcopy(verdict.evidence)
    (atom,) = evidence["proof"]["atoms"]
    atom["by"]["plain"] = mark
    recheck(evidence)
    atom["by"]["plain"] = True  # these laws are too few
    with pytest.raises(EvidenceError):
        recheck(evidence)
