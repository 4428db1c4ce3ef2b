"""Evidence for limits that says too much must be refused."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

import symnn as sn

A, B, K, T, X, Z = sp.symbols("a b k T x z", real=True)
OO = sp.oo


def evidence_of(claim: Any, over: Any = None) -> dict[str, Any]:
    verdict = sn.check(claim, over=over)
    assert verdict.proved, str(verdict)
    return json.loads(json.dumps(verdict.evidence))


def refused(evidence: dict[str, Any]) -> bool:
    try:
        sn.recheck(evidence)
    except sn.EvidenceError:
        return True
    return False


def tree_of(evidence: dict[str, Any]) -> dict[str, Any]:
    return evidence["proof"]["values"][0][1]


def without_domain(evidence: dict[str, Any]) -> dict[str, Any]:
    changed = copy.deepcopy(evidence)
    changed["statement"]["over"] = []
    changed["proof"]["evidence"]["statement"]["over"] = []
    return changed


def renumbered(value: Any, old: str, new: str) -> Any:
    """Every rational literal `old` of a piece of evidence made `new`."""
    if isinstance(value, list):
        if value == ["rational", old]:
            return ["rational", new]
        return [renumbered(item, old, new) for item in value]
    if isinstance(value, dict):
        return {k: renumbered(v, old, new) for k, v in value.items()}
    return value


QUOTIENT = sn.Eq(sn.Limit(K * X / (K * X + 1), K, OO), 1)


def test_a_variable_that_is_undefined_somewhere_proves_nothing_there() -> None:
    """t = 1/(k x) would give the limit 1 at x = 0, where it is 0."""
    evidence = without_domain(evidence_of(QUOTIENT, sn.Ne(X, 0)))
    assert refused(evidence)
    leaf = tree_of(evidence)[">"]
    evidence["proof"]["values"][0][1] = leaf
    assert refused(evidence)


def test_each_case_is_needed() -> None:
    claim = sn.Eq(sn.Limit(sn.sigmoid(K * Z), K, OO), sn.step(at_zero="1/2")(Z))
    evidence = evidence_of(claim)
    for relation in ("<", "=", ">"):
        changed = copy.deepcopy(evidence)
        del tree_of(changed)[relation]
        assert refused(changed)
        for other in ("<", "=", ">"):
            changed = copy.deepcopy(evidence)
            tree_of(changed)[relation] = tree_of(changed)[other]
            assert refused(changed) is (relation != other)


def test_a_domain_is_not_dropped() -> None:
    claim = sn.Eq(sn.Limit(sn.sigmoid(K * Z), K, OO), 1)
    assert refused(without_domain(evidence_of(claim, sn.Gt(Z, 0))))


def test_a_weaker_domain_is_refused() -> None:
    claim = sn.Eq(sn.Limit(sn.sigmoid(K * Z), K, OO), 1)
    evidence = evidence_of(claim, sn.Gt(Z, 0))
    for statement in (evidence["statement"], evidence["proof"]["evidence"]["statement"]):
        for formula in statement["over"]:
            formula[0] = ">="
    assert refused(evidence)


@pytest.mark.parametrize("other", ["0", "2", "-1", "1/2"])
def test_another_value_throughout_is_refused(other: str) -> None:
    claim = sn.Eq(sn.Limit((3 * K + 7) / (K - 5), K, OO), 3 * sp.Integer(1))
    evidence = renumbered(evidence_of(claim), "3", other)
    # the literal 3 stands in the body and in the value alike: what is said stays true
    assert not refused(evidence)
    claim = sn.Eq(sn.Limit(sn.sigmoid(K), K, OO), "11/11")
    evidence = evidence_of(claim)
    changed = renumbered(evidence, "1", other)
    assert refused(changed)


def test_the_variable_may_not_stand_in_the_form() -> None:
    evidence = evidence_of(sn.Eq(sn.Limit(sn.sigmoid(K), K, OO), 1))
    leaf = tree_of(evidence)
    leaf["ways"][0]["form"] = 0
    assert refused(evidence)


def test_what_grows_does_not_go_to_zero() -> None:
    evidence = evidence_of(sn.Eq(sn.Limit(sp.exp(-K * Z), K, OO), 0), sn.Gt(Z, 0))
    for statement in (evidence["statement"], evidence["proof"]["evidence"]["statement"]):
        for formula in statement["over"]:
            formula[0] = "<"
    assert refused(evidence)


def test_a_limit_is_no_value_for_another_kind_of_proof() -> None:
    evidence = evidence_of(sn.Eq(sn.Limit(sn.sigmoid(K), K, OO), 1))
    inner = evidence["proof"]["evidence"]["proof"]
    evidence["proof"] = inner
    assert refused(evidence)


def test_no_limit_is_not_said_where_there_is_one() -> None:
    evidence = evidence_of(sn.Eq(sn.Limit(sn.sigmoid(K * Z), K, OO), 1), sn.Gt(Z, 0))
    tree_of(evidence)["value"] = None
    assert refused(evidence)


PROVED = [
    (sn.Eq(sn.Limit(sn.sigmoid(K * Z), K, OO), sn.step(at_zero="1/2")(Z)), None),
    (sn.Eq(sn.Limit(sp.log(sp.exp(K * A) + sp.exp(K * B)) / K, K, OO), sn.Max(A, B)), None),
    (sn.Eq(sn.Limit((1 + X / K) ** K, K, OO), sp.exp(X)), None),
    (QUOTIENT, sn.Ne(X, 0)),
    (sn.Eq(sn.Limit(sn.gelu(K * X) / K, K, OO), sn.relu(X)), None),
]


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where the numbers, texts and nulls of a piece of evidence stand."""
    if isinstance(value, dict):
        return [p for k, v in value.items() for p in places(v, (*path, k))]
    if isinstance(value, list):
        return [p for k, v in enumerate(value) for p in places(v, (*path, k))]
    return [path]


@given(st.data(), st.sampled_from(range(len(PROVED))))
def test_a_changed_statement_is_never_proved_by_the_old_proof(data: Any, which: int) -> None:
    """One number or word of the outer statement is changed: no proof fits another statement."""
    claim, over = PROVED[which]
    evidence = evidence_of(claim, over)
    statement = evidence["statement"]
    path = data.draw(st.sampled_from(places(statement)))
    spot: Any = statement
    for key in path[:-1]:
        spot = spot[key]
    old = spot[path[-1]]
    choices = [0, 1, 2, 3, "0", "1", "-1", "2", "k", "x", "z", "+", "oo", "=", "<", ">", "!="]
    new = data.draw(st.sampled_from([c for c in choices if c != old]))
    spot[path[-1]] = new
    accepted = not refused(evidence)
    assert not accepted or harmless(path, old, new)


def harmless(path: tuple[Any, ...], old: Any, new: Any) -> bool:
    """Renaming the bound variable, or a node that nothing uses."""
    del path
    return isinstance(old, str) and isinstance(new, str) and old in ("k", "+", "oo")
