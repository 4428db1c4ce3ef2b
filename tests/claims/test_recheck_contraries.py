"""Relations that hold because their contrary is impossible: each way to say too much is refused."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

import symnn as sn
from symnn.claims.recheck import recheck
from symnn.errors import EvidenceError

from .test_recheck import Program, replays

Json = Any
x, y = sp.symbols("x y", real=True)


RATIONALS = {"minpoly": ["0", "1"], "interval": ["-1", "1"]}


def claim(p: Program, formula: Json, over: Json, atoms: Json, status: str = "proved") -> Json:
    statement = {"nodes": p.nodes, "formula": formula, "over": over}
    proof = {"kind": "atoms", "atoms": atoms}
    return {"symnn_evidence": 1, "status": status, "statement": statement, "proof": proof}


def impossible(formula: Json, relations: Json, products: Json, truth: bool = True) -> Json:
    proof = {"kind": "polynomial", "relations": relations, "products": products}
    by = {"kind": "contrary", "nodes": [], "proof": proof}
    return {"formula": formula, "truth": truth, "by": by}


def test_a_square_is_not_negative() -> None:
    """x^2 >= 0: else -x^2 > 0, and 0 = -x^2 + x^2."""
    p = Program()
    square, zero = p.pow(p.x(), 2), p.q(0)
    atom = [">=", square, zero]
    products = [[["1"], [1], None], [["1"], [], [[["1"], [["x", 1]]]]]]
    assert replays(claim(p, atom, [], [impossible(atom, [0, 1], products)]))
    wrong = [">", square, zero]  # its contrary, -x^2 >= 0, is possible
    assert not replays(claim(p, wrong, [], [impossible(wrong, [0, 1], products)]))
    assert not replays(claim(p, atom, [], [impossible(atom, [0, 1], products, truth=False)]))


def positive_shift(p: Program) -> tuple[Json, Json, Json]:
    """x + 1 > 0 where x > 0: else -x - 1 >= 0, and x + (-x - 1) + 1 = 0."""
    symbol, zero = p.x(), p.q(0)
    atom = [">", p.node("add", symbol, p.q(1)), zero]
    products = [[["1"], [1], None], [["1"], [2], None], [["1"], [0], None]]
    return atom, [">", symbol, zero], impossible(atom, [0, 1, 2], products)


def test_the_domain_may_be_used() -> None:
    p = Program()
    atom, domain, shown = positive_shift(p)
    assert replays(claim(p, atom, [domain], [shown]))
    assert not replays(claim(p, atom, [], [shown]))


def test_the_domain_is_not_used_to_show_itself() -> None:
    """At x = -1 the claim -1 >= 0 is false, but -1 is not in the domain x > 0."""
    p = Program()
    zero, one, minus = p.q(0), p.q(1), p.q(-1)
    atom, domain = [">=", minus, zero], [">", minus, zero]
    by = {"kind": "algebraic", "field": RATIONALS, "roots": {}}
    false = {"formula": atom, "truth": False, "by": by}
    circular = impossible(domain, [0, 1, 2], [[["1"], [1], None], [["1"], [2], None]])
    assert not replays(claim(p, atom, [domain], [false, circular], "refuted"))
    assert not replays(claim(p, atom, [domain], [circular, false], "refuted"))
    honest = {"formula": [">", one, zero], "truth": True, "by": by}
    assert replays(claim(p, atom, [[">", one, zero]], [false, honest], "refuted"))


def test_what_was_shown_before_may_be_used_and_nothing_else() -> None:
    """x + 1 > 0, and so x + 2 > 0, by x + 1 > 0 and 1 > 0."""
    p = Program()
    first, domain, shown = positive_shift(p)
    second = [">", p.node("add", p.x(), p.q(2)), p.q(0)]
    follows = impossible(
        second, [0, 2, 3], [[["1"], [1], None], [["1"], [2], None], [["1"], [0], None]]
    )
    both = ["and", first, second]
    assert replays(claim(p, both, [domain], [shown, follows]))
    assert not replays(claim(p, both, [domain], [follows, shown]))
    assert not replays(claim(p, both, [domain], [follows]))


def test_what_exists_only_beside_the_statement_is_not_used() -> None:
    """√x >= 0 wherever √x exists; that does not make x >= 0."""
    p = Program()
    symbol, zero = p.x(), p.q(0)
    root = p.root(symbol)
    atom, other = [">=", symbol, zero], [">=", root, zero]
    first = impossible(other, [1], [])
    first["by"]["proof"] = {
        "kind": "polynomial",
        "relations": [1],
        "factors": [[["0"], ["1"]]],
        "points": ["-1", "1"],
    }
    assert replays(claim(p, other, [], [first]))
    square = [[["1"], [1, 1], None], [["1"], [2], None]]  # √x √x = x, and x < 0
    follows = impossible(atom, [0, 1, 2], square)
    assert replays(claim(p, ["and", other, atom], [], [first, follows]))  # where both exist
    assert not replays(claim(p, atom, [], [first, follows]))
    assert not replays(claim(p, atom, [], [follows]))


@pytest.mark.parametrize("relation", ["=", "!="])
def test_that_sides_are_equal_has_two_contraries(relation: str) -> None:
    p = Program()
    atom = [relation, p.x(), p.x()]
    shown = impossible(atom, [0], [[["1"], [0], None]])
    assert not replays(claim(p, atom, [], [shown]))


def test_a_relation_without_its_symbol_bounds_nothing() -> None:
    """x - x >= 0 does not say x >= 1."""
    p, inner = Program(), Program()
    symbol, zero, one = p.x(), p.q(0), p.q(1)
    nothing, atom = [">=", p.sub(symbol, symbol), zero], [">", symbol, zero]
    end, alpha = inner.q(1), inner.q(1)
    tree = ["fails", 2, -1, ["range"]]
    proof = {"kind": "boxes", "bits": 64, "nodes": inner.nodes, "roots": [], "alpha": alpha}
    proof |= {"box": [[1, "x", end]], "tree": tree}
    by = {"kind": "contrary", "nodes": [], "proof": proof}
    shown = [{"formula": atom, "truth": True, "by": by}]
    assert not replays(claim(p, atom, [nothing], shown))
    three, triple = p.q(3), p.node("add", symbol, symbol, symbol)
    assert not replays(claim(p, atom, [[">=", p.pow(symbol, 2), one]], shown))
    assert not replays(claim(p, atom, [["<=", symbol, one]], shown))
    assert replays(claim(p, atom, [[">=", symbol, one]], shown))
    assert replays(claim(p, atom, [["<=", three, triple]], shown))


@pytest.mark.parametrize(
    ("formula", "over"),
    [
        (sn.Gt(sn.sigmoid(x), 0), None),
        (sn.And(sn.Gt(sn.tanh(x), -1), sn.Lt(sn.tanh(x), 1)), None),
        (sn.Ge(x**2 + y**2, 2 * x * y), None),
        (sn.Le(sp.sin(x), x), {x: (0, None)}),
        (sn.Lt(x * (1 - x), sp.sqrt(2) / 5), None),
    ],
)
def test_a_plain_relation_is_shown_without_cases(formula: Any, over: Any) -> None:
    """So whoever reads the evidence needs the kernel and one engine only."""
    verdict = sn.check(formula, over=over) if over else sn.check(formula)
    assert verdict.evidence is not None
    assert verdict.evidence["proof"]["kind"] == "atoms"
    for atom in verdict.evidence["proof"]["atoms"]:
        assert atom["by"]["kind"] == "contrary"
    recheck(verdict.evidence)
    changed = {**verdict.evidence, "status": "refuted"}
    with pytest.raises(EvidenceError):
        recheck(changed)
