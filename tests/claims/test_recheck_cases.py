"""Proofs by cases that are wrong in one point each: a split that is no cover proves nothing."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

import symnn as sn
from symnn.claims.recheck import recheck
from symnn.claims.replay.engines.cases import Cases

from .test_recheck import NORMAL, Program, evidence, replays

Json = Any
x = sp.Symbol("x", real=True)


def by_cases(p: Program, formula: Json, size: int, pairs: Json, gates: Json, tree: Json) -> Json:
    """Evidence by cases; the nodes from `size` on are those of the proof."""
    value = evidence(p, formula, NORMAL)
    value["statement"]["nodes"] = p.nodes[:size]
    value["proof"] = {
        "kind": "cases",
        "field": {"minpoly": ["0", "1"], "interval": ["-1", "1"]},
        "roots": {},
        "nodes": p.nodes[size:],
        "gates": gates,
        "pairs": pairs,
        "tree": tree,
    }
    return value


def refuted(relations: list[int], *products: list[int]) -> Json:
    """0 = the sum of these products of relations, one of them > 0."""
    rows = [[["1"], factors, None] for factors in products]
    return {"kind": "polynomial", "relations": relations, "products": rows}


#: -r > 0, for a root r.
NEGATIVE_ROOT: Json = {
    "kind": "polynomial",
    "relations": [1],
    "factors": [[["0"], ["1"]]],
    "points": ["-1", "1"],
}


def split_on_a_root(inside: str, *, kept: bool) -> Json:
    """x >= 0 for all x, by the cases √(inside) < 0 and √(inside) >= 0: at x = -1 neither holds."""
    p = Program()
    a, zero = p.x(), p.q(0)
    size = len(p.nodes)
    root = p.root(a if inside == "x" else p.q(inside))
    if kept:  # then x < 0 fails, for x = r r
        ends = ["<", [refuted([1, 2], [1], [0, 0])]]
        tree = [[-2, ["<", NEGATIVE_ROOT], [">=", None]], [-1, [">=", ["true"]], ends]]
    else:  # r r + 1 = 0
        no_square = refuted([1], [0, 0], [])
        tree = [[-2, ["<", no_square], [">=", [no_square]]]]
    return by_cases(p, [">=", a, zero], size, [[a, zero], [root, zero]], [], tree)


def rejected_for_existence_alone(value: Json, monkeypatch: pytest.MonkeyPatch) -> None:
    """All else in the proof is in order, so that the attack keeps its edge."""
    with pytest.raises(sn.EvidenceError, match="may not exist"):
        recheck(value)
    monkeypatch.setattr(Cases, "exist", lambda *_: None)
    recheck(value)


@pytest.mark.parametrize(("inside", "kept"), [("x", True), ("-1", False)])
def test_a_split_on_what_may_not_exist_proves_nothing(
    inside: str, kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    rejected_for_existence_alone(split_on_a_root(inside, kept=kept), monkeypatch)


def test_the_same_split_is_good_where_the_statement_needs_the_root() -> None:
    """√x = √x + 0·√x exists only for x >= 0, and there x >= 0."""
    value = split_on_a_root("x", kept=True)
    statement, proof = value["statement"], value["proof"]
    statement["nodes"].append(proof["nodes"][0])
    proof["nodes"] = []
    statement["formula"] = ["implies", ["=", 2, 2], [">=", 0, 1]]
    assert replays(value)


def test_a_gate_on_what_may_not_exist_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """max(√x, 0) is √x where it exists, and then x >= 0."""
    p = Program()
    a, zero = p.x(), p.q(0)
    size = len(p.nodes)
    root = p.root(a)
    gate = p.f("max", root, zero)
    ends = ["<", [refuted([1, 2], [1], [0, 0])]]
    tree = [[0, [root, None], [zero, NEGATIVE_ROOT]], [-1, [">=", ["true"]], ends]]
    value = by_cases(p, [">=", a, zero], size, [[a, zero]], [gate], tree)
    rejected_for_existence_alone(value, monkeypatch)


def test_what_is_asked_in_a_branch_alone_may_be_split_on_there() -> None:
    """|√x - 1| inside a piecewise exists where the branch is taken."""
    inner = sn.Max(sp.sqrt(x) - 1, 1 - sp.sqrt(x))
    claim = sn.Ge(sp.Piecewise((inner, x >= 0), (0, True)), 0)
    verdict = sn.check(claim)
    if verdict.evidence is not None:  # the provers may leave it open
        assert verdict.proved
        assert replays(verdict.evidence)


def test_a_gate_is_decided_once() -> None:
    """|x| = x, put in twice, would be 2 x."""
    p = Program()
    a, zero, minus, two = p.x(), p.q(0), p.q(-1), p.q(2)
    size, double, opposite = p.f("abs", a), p.mul(two, a), p.mul(minus, a)
    first, second = ([0, a, [opposite, 1, 2, k, 1]] for k in (2, 3))
    split = [0, [a, None], [opposite, {"kind": "linear", "use": [1, 2, 2, 1]}]]
    for tree, factor in (([first], 1), ([split], 1), ([first, second], 2), ([split, second], 2)):
        pair = [size, a if factor == 1 else double]
        value = by_cases(p, ["=", *pair], len(p.nodes), [pair, [a, zero]], [size], [*tree, "true"])
        value["statement"]["over"] = [[">=", a, zero]]
        assert replays(value) is (factor == 1), tree
