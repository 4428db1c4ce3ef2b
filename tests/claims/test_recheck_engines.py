"""Proofs by the engines of the checker that are wrong in one point each."""

from __future__ import annotations

from typing import Any

import pytest

from .test_recheck import Program, replays
from .test_recheck_cases import by_cases

Json = Any


def boxes(inner: Program, alpha: int, box: Json, *tree: Json) -> Json:
    fixed = {"kind": "boxes", "bits": 128, "roots": [], "alpha": alpha}
    return fixed | {"nodes": inner.nodes, "box": box, "tree": list(tree)}


@pytest.mark.parametrize(("relation", "true"), [(">=", True), ("<=", False)])
def test_z3_is_asked_about_inverse_powers(relation: str, true: bool) -> None:
    """√(1/x) ~ 0 or 1, with r = √(1/x) and r^2 = 1/x: as a polynomial x r^2 = 1, not r^2 = 1."""
    p = Program()
    left, right = p.root(p.pow(p.x(), -1)), p.q(0 if true else 1)
    oracle = {"kind": "oracle", "relations": [1], "engine": "z3", "version": "4.13.0"}
    tree = [[-1, [relation, "true"], ["<" if true else ">", oracle]]]
    case = by_cases(p, [relation, left, right], len(p.nodes), [[left, right]], [], tree)
    assert replays(case) is true


def test_a_limit_of_a_power_is_not_that_of_its_exponent() -> None:
    """(e^x)^(1/x) = e, although 1/x goes to 0 and a^0 = 1: so it is > 2 for x >= 1."""
    p = Program()
    x, zero, one, two = p.x(), p.q(0), p.q(1), p.q(2)
    gap = p.sub(two, p.node("power", p.f("exp", x), p.pow(x, -1)))
    goal = ["slope", "x", 1, True, ["range"], ["times", one, zero, ["range"]]]
    leaf = boxes(p, zero, [[1, "x", one]], "fails", 2, -1, goal)
    tree = [[-1, [">=", "true"], ["<", leaf]]]
    case = by_cases(p, [">=", gap, zero], len(p.nodes), [[gap, zero], [x, one]], [], tree)
    case["statement"]["over"] = [[">=", x, one]]
    assert not replays(case)


def test_no_exponent_is_too_large_for_flint() -> None:
    """Flint ends the process when it is asked for the integer 2^(1000^12)."""
    p, inner = Program(), Program()
    x, zero, two = p.x(), p.q(0), p.q(2)
    y, end = inner.x(), inner.q(2)
    tower = y
    for _ in range(12):
        tower = inner.pow(tower, 1000)
    goal = ["times", inner.node("power", y, tower), end, ["range"]]
    leaf = boxes(inner, end, [[1, "x", end], [2, "x", end]], "fails", 3, -1, goal)
    tree = [[-1, [">", "true"], ["<=", leaf]]]
    case = by_cases(p, [">", zero, x], len(p.nodes), [[zero, x], [x, two]], [], tree)
    case["statement"]["over"] = [[">=", x, two], ["<=", x, two]]
    assert not replays(case)
