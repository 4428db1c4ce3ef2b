"""Proofs by cases that are wrong in one point each: a split that is no cover proves nothing."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

import symnn as sn
from symnn.claims.recheck import recheck

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
    """0 = the sum of these products of rows, one of them > 0."""
    rows = [[["1"], factors, None] for factors in products]
    return {"kind": "polynomial", "relations": relations, "products": rows}


def split_on_a_root(inside: str, *, kept: bool) -> Json:
    """x >= 0 for all x, by the cases √(inside) < 0 and √(inside) >= 0: at x = -1 neither holds.

    The rows of a leaf are its relations, then r >= 0 and inside - r^2 = 0.
    """
    p = Program()
    a, zero = p.x(), p.q(0)
    size = len(p.nodes)
    root = p.root(a if inside == "x" else p.q(inside))
    negative = refuted([1], [0], [1])  # -r + r
    if kept:  # then x < 0 fails, for x = r^2: -x + (x - r^2) + r r
        ends = ["<", [refuted([1, 2], [1], [3], [0, 2])]]
        tree = [[-2, ["<", negative], [">=", None]], [-1, [">=", ["true"]], ends]]
    else:  # r r + (-1 - r^2) + 1
        tree = [[-2, ["<", negative], [">=", [refuted([1], [0, 1], [2], [])]]]]
    return by_cases(p, [">=", a, zero], size, [[a, zero], [root, zero]], [], tree)


@pytest.mark.parametrize(("inside", "kept"), [("x", True), ("-1", False)])
def test_a_split_on_what_may_not_exist_proves_nothing(inside: str, kept: bool) -> None:
    value = split_on_a_root(inside, kept=kept)
    with pytest.raises(sn.EvidenceError, match="may not exist"):
        recheck(value)


def test_the_same_split_is_good_where_the_statement_needs_the_root() -> None:
    """√x = √x + 0·√x exists only for x >= 0, and there x >= 0."""
    value = split_on_a_root("x", kept=True)
    statement, proof = value["statement"], value["proof"]
    statement["nodes"].append(proof["nodes"][0])
    proof["nodes"] = []
    statement["formula"] = ["implies", ["=", 2, 2], [">=", 0, 1]]
    assert replays(value)


def test_a_gate_on_what_may_not_exist_proves_nothing() -> None:
    """max(√x, -1) is √x where it exists, and then x >= 0."""
    p = Program()
    a, zero = p.x(), p.q(0)
    size = len(p.nodes)
    root, minus = p.root(a), p.q(-1)
    gate = p.f("max", root, minus)
    late = refuted([1], [0], [1], [])  # (-1 - r) + r + 1
    ends = ["<", [refuted([1, 2], [1], [3], [2, 2])]]
    tree = [[0, [root, None], [minus, late]], [-1, [">=", ["true"]], ends]]
    value = by_cases(p, [">=", a, zero], size, [[a, zero]], [gate], tree)
    with pytest.raises(sn.EvidenceError, match="may not exist"):
        recheck(value)


def test_what_is_asked_in_a_branch_alone_may_be_split_on_there() -> None:
    """|√x - 1| inside a piecewise exists where the branch is taken."""
    inner = sn.Max(sp.sqrt(x) - 1, 1 - sp.sqrt(x))
    claim = sn.Ge(sp.Piecewise((inner, x >= 0), (0, True)), 0)
    verdict = sn.check(claim)
    if verdict.evidence is not None:  # the provers may leave it open
        assert verdict.proved
        assert replays(verdict.evidence)
