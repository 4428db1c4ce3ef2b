"""Refutations of polynomial relations replay, witnesses satisfy them, planted points are safe."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from fractions import Fraction
from itertools import islice
from math import prod
from typing import Any

import pytest
import z3
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from symnn.claims.provers.polynomial import ask, refute
from symnn.claims.provers.systems import Deadline, Refutation, Relation, Witness
from symnn.claims.replay import STRICT
from symnn.claims.replay.algebraic import Field as CheckedField
from symnn.claims.replay.engines.polynomials import refute as check
from symnn.claims.replay.graph import Graph
from symnn.claims.replay.systems import Relation as CheckedRelation
from symnn.claims.replay.systems import System
from symnn.errors import EvidenceError
from symnn.exact.evaluate import value
from symnn.exact.expression import (
    ONE,
    Expr,
    add,
    apply,
    exp,
    mul,
    nth_root,
    postorder,
    rational,
    substitute,
    symbol,
)
from symnn.exact.field import QQ, Field
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.functions.lower import lower
from tests.claims.relations import TRIVIAL, holds, replays

x = symbol("x")
ROOT2 = Number(2).nth_root(2)
R2 = written_form(ROOT2)
SIGNS = (">", ">=", "=")


def relations(*pairs: tuple[str, Expr]) -> list[Relation]:
    return [TRIVIAL, *(Relation(sign, lower(expr)) for sign, expr in pairs)]


def outcome(given_: list[Relation], field: Field) -> bool:
    """Whether the relations are refuted; the evidence, or the witness, is verified."""
    found = refute(given_, field, Deadline.after(20))
    if isinstance(found, Refutation):
        assert replays(given_, field, found.proof)
        return True
    assert isinstance(found, Witness)
    assert all(holds(r, found.point) for r in given_)
    return False


# ------------------------------------------------------------------------------ one variable

small = st.integers(min_value=-3, max_value=3)
linear = st.tuples(small, small).map(lambda ab: ab[0] + ab[1] * x)


@st.composite
def factored(draw: st.DrawFn, surds: bool) -> Expr:
    """Products of linear and quadratic factors, so that common and double roots are usual."""
    parts = []
    for _ in range(draw(st.integers(min_value=1, max_value=4))):
        a, b, c = draw(small), draw(small), draw(small)
        shift = b * R2 if surds and draw(st.booleans()) else rational(b)
        parts.append(draw(st.sampled_from([x + shift, c + shift * x, x * x + a * x + shift])))
    return mul(rational(draw(st.sampled_from([-2, -1, 1]))), *parts) + draw(
        st.sampled_from([0, 0, 1])
    )


def problems(surds: bool) -> st.SearchStrategy[list[Relation]]:
    pairs = st.tuples(st.sampled_from(SIGNS), factored(surds))
    return st.lists(pairs, min_size=1, max_size=4).map(lambda chosen: relations(*chosen))


@given(problems(surds=False))
def test_one_variable_is_decided_over_the_rationals(given_: list[Relation]) -> None:
    outcome(given_, QQ)


@given(problems(surds=True))
def test_one_variable_is_decided_over_a_number_field(given_: list[Relation]) -> None:
    outcome(given_, ROOT2.field)


@given(problems(surds=True), st.fractions(max_denominator=5, min_value=-4, max_value=4))
def test_relations_planted_at_a_point_are_consistent(given_: list[Relation], q: Fraction) -> None:
    point = {"x": rational(q)}
    planted = [
        Relation(sign, expr)
        for relation in given_
        for sign in SIGNS
        for expr in (relation.expr, -relation.expr)
        if holds(Relation(sign, expr), point)
    ]
    assert not outcome([TRIVIAL, *planted], ROOT2.field)


CASES = [
    (True, QQ, [(">", -((x - 1) * (x - 1)))]),
    (False, QQ, [(">=", -((x - 1) * (x - 1)))]),
    (True, QQ, [("=", x * x * x - 2), (">", -x)]),
    (False, QQ, [("=", x * x * x * x - 10 * x * x + 1), (">", x), (">", 1 - x)]),
    (True, QQ, [("=", x * x + 1)]),
    (True, QQ, [(">", x), (">", 2 - x - 1 / x)]),
    (True, QQ, [("=", 1 / x)]),
    (True, QQ, [(">=", -1 / (x * x))]),
    (False, ROOT2.field, [("=", x * x - R2), (">", x)]),
    (False, ROOT2.field, [("=", x * x * x - R2 * x + 1)]),
    (True, ROOT2.field, [("=", x * x - R2), (">", x * x - 2)]),
    (True, QQ, [(">", ONE - 1)]),
    (True, QQ, [("=", ONE)]),
    (False, QQ, [("=", ONE - 1)]),
    (False, QQ, [(">", rational(Fraction(1, 10**30)) - x * x)]),  # close roots on both sides of 0
    (False, ROOT2.field, [(">", rational(Fraction(1, 10**60)) - (x - R2) * (x - R2))]),
]


@pytest.mark.parametrize(("refuted", "field", "pairs"), CASES)
def test_a_known_case(refuted: bool, field: Field, pairs: list[tuple[str, Expr]]) -> None:
    assert outcome(relations(*pairs), field) is refuted


# ------------------------------------------------------------------------------- exponentials

sigma, tanh = apply("sigmoid", x), apply("tanh", x)
EXPONENTIAL = [
    (True, [(">", sigma * (1 - sigma) - rational("1/4"))]),
    (False, [(">=", sigma * (1 - sigma) - rational("1/4"))]),
    (False, [(">", sigma * (1 - sigma) - rational("1/5"))]),
    (True, [(">=", -sigma)]),
    (True, [(">=", sigma - 1)]),
    (True, [(">=", x), (">", rational("1/2") - sigma)]),
    (True, [(">", -x), (">=", sigma - rational("1/2"))]),
    (True, [(">=", tanh - 1)]),
    (True, [(">", x), (">", apply("tanh", x / 2) - tanh)]),
    (True, [(">", 2 - exp(x) - exp(-x))]),
    (False, [("=", 2 - exp(x) - exp(-x))]),
    (True, [("=", exp(3 * x) + 1)]),
    (True, [("=", exp(2 * x) - 4), ("=", exp(3 * x) - 9)]),
    (False, [("=", exp(2 * x) - 4), ("=", exp(3 * x) - 8)]),
]


@pytest.mark.parametrize(("refuted", "pairs"), EXPONENTIAL)
def test_an_exponential_case(refuted: bool, pairs: list[tuple[str, Expr]]) -> None:
    assert outcome(relations(*pairs), QQ) is refuted


def test_exponents_in_a_number_field() -> None:
    assert outcome(relations((">=", apply("tanh", R2 * x) - 1)), ROOT2.field)
    assert outcome(relations((">", x), (">=", 1 - exp(-R2 * x) - 1)), ROOT2.field)
    assert outcome(relations((">", x), (">=", exp(-R2 * x) - 1)), ROOT2.field)
    assert not outcome(relations((">", x), (">=", 2 * exp(-R2 * x) - 1)), ROOT2.field)


# ----------------------------------------------------------------------------- two variables

y, z = symbol("y"), symbol("z")
BOX = [(">=", x), (">=", 1 - x), (">=", y), (">=", 1 - y)]
TRIANGLE = [(">=", x), (">=", y), (">=", 1 - x - y)]
HINGE = (1 + R2) / 2 * (x + y - 1)  # the upper side of the network within 1/4 of xy
TINY = rational(Fraction(1, 10**30))
QUARTER = rational("1/4")
SEVERAL = [
    (True, QQ, [*TRIANGLE, (">", x * y - QUARTER)]),
    (False, QQ, [*TRIANGLE, (">=", x * y - QUARTER)]),
    (False, QQ, [*TRIANGLE, (">", x * y - QUARTER + TINY)]),
    (True, ROOT2.field, [*BOX, (">=", x + y - 1), (">", HINGE - x * y - QUARTER)]),
    (True, ROOT2.field, [*BOX, (">=", x + y - 1), (">", x * y - HINGE - QUARTER)]),
    (False, ROOT2.field, [*BOX, (">", x + y - 1), (">", x * y - HINGE - QUARTER + TINY)]),
    (True, QQ, [(">", 2 * x * y - x * x - y * y)]),
    (False, QQ, [(">=", 2 * x * y - x * x - y * y)]),
    (True, QQ, [(">=", 2 * x * y - x * x - y * y - 1)]),
    (False, QQ, [(">=", 3 * x * y - x * x - y * y - 1)]),
    (True, ROOT2.field, [(">", 2 * R2 * x * y - x * x - 2 * y * y)]),
    (True, QQ, [*BOX, (">", x * y * (1 - x) * (1 - y) - rational("1/16"))]),
    (True, QQ, [*BOX, (">", x * x * y - 1)]),
    (True, QQ, [(">", x), (">", y), (">", 2 - x / y - y / x)]),
    (False, QQ, [(">", x), (">", y), (">=", 2 - x / y - y / x)]),
    (True, QQ, [(">", x * y + y * z + z * x - x * x - y * y - z * z)]),
    (True, QQ, [("=", x + y + z - 1), (">", x * y + y * z + z * x - rational("1/3"))]),
    (True, QQ, [(">=", x), (">=", y), (">=", z), (">", 27 * x * y * z - (x + y + z) ** 3)]),
    (True, ROOT2.field, [("=", x * x + y * y - 1), (">", x + y - R2)]),
    (False, ROOT2.field, [("=", x * x + y * y - 1), (">", x + y - R2 + rational("1/1000"))]),
    (True, QQ, [(">=", 1 - x * x - y * y), (">", x * y - rational("1/2"))]),
    (True, QQ, [(">", 2 * exp((x + y) / 2) - exp(x) - exp(y))]),
    (True, ROOT2.field, [(">", x), (">", 1 + exp(y) - exp(R2 * x) - exp(y))]),
    (True, QQ, [(">=", x), (">=", y), (">", 2 * nth_root(x * y) - x - y)]),
    (True, QQ, [(">=", x), (">=", y), (">", nth_root(x * x + y * y) - x - y)]),
    (True, QQ, [(">=", 1 - x * x - y * y), (">", 0 * x + 0 * y)]),
    (True, QQ, [*BOX, (">", x + y - 2)]),
    (False, QQ, [*BOX, (">=", x + y - 2)]),
]


@pytest.mark.parametrize(("refuted", "field", "pairs"), SEVERAL)
def test_a_case_in_several_variables(
    refuted: bool, field: Field, pairs: list[tuple[str, Expr]]
) -> None:
    assert outcome(relations(*pairs), field) is refuted


@pytest.mark.parametrize(("field", "pairs"), [(f, p) for refuted, f, p in SEVERAL if refuted])
def test_the_evidence_is_our_own(field: Field, pairs: list[tuple[str, Expr]]) -> None:
    found = refute(relations(*pairs), field, Deadline.after(20))
    assert isinstance(found, Refutation)
    assert found.proof["kind"] == "polynomial"


@st.composite
def quadratic(draw: st.DrawFn) -> Expr:
    terms = [ONE, x, y, x * x, x * y, y * y]
    return add(*(draw(small) * term for term in terms))


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(SIGNS), quadratic()), min_size=1, max_size=3))
def test_two_variables_agree_with_a_direct_question_to_z3(
    pairs: list[tuple[str, Expr]],
) -> None:
    given_ = relations(*pairs)
    unknowns = {"x": z3.Real("x"), "y": z3.Real("y")}
    solver = z3.Solver()
    solver.set("timeout", 5000)
    for r in given_:
        side = to_z3(r.expr, unknowns)
        solver.add({">": side > 0, ">=": side >= 0, "=": side == 0}[r.sign])
    answer = str(solver.check())
    found = refute(given_, QQ, Deadline.after(10))
    if isinstance(found, Refutation):
        assert answer != "sat"
        assert replays(given_, QQ, found.proof)
    if isinstance(found, Witness):
        assert answer != "unsat"
        assert all(holds(r, found.point) for r in given_)


def to_z3(root: Expr, unknowns: dict[str, Any]) -> Any:
    known: dict[Expr, Any] = {}
    for node in postorder(root):
        args = [known[a] for a in node.args]
        match node.op:
            case "rational":
                known[node] = z3.RealVal(str(node.data))
            case "symbol":
                known[node] = unknowns[str(node.data)]
            case "add":
                known[node] = sum(args)
            case "mul":
                known[node] = prod(args)
    return known[root]


@settings(max_examples=25)
@given(
    st.lists(quadratic(), min_size=1, max_size=4),
    st.tuples(small, small, st.sampled_from([1, 2, 3])),
    st.integers(min_value=0, max_value=10**6),
)
def test_no_engine_refutes_relations_planted_at_a_point(
    sides: list[Expr], corner: tuple[int, int, int], seed: int
) -> None:
    a, b, q = corner
    point = {"x": rational(Fraction(a, q)), "y": rational(Fraction(b, q))}
    planted = [TRIVIAL]
    for k, side in enumerate(sides):
        value_there = value(substitute(side, point))
        sign = SIGNS[(seed >> k) % 3]
        shift = written_form(value_there) if sign != ">" else written_form(value_there - 1)
        planted.append(Relation(sign, side - shift))
    assert all(holds(r, point) for r in planted)
    assert not isinstance(refute(planted, QQ, Deadline.after(2)), Refutation)


@settings(max_examples=30)
@given(
    st.lists(st.tuples(small, small, small, st.sampled_from(SIGNS)), min_size=1, max_size=4),
    st.integers(min_value=1, max_value=3),
)
def test_exponential_relations_planted_at_the_logarithm_of_a_number_are_consistent(
    rows: list[tuple[int, int, int, str]], n: int
) -> None:
    """At x = log n, where e^(kx) is n^k."""
    planted = [TRIVIAL]
    for a, b, k, sign in rows:
        side = a * exp(x) + b * exp(k * x / 2) * exp(k * x / 2) + apply("sigmoid", x)
        there = Fraction(a * n) + b * Fraction(n) ** k + Fraction(n, n + 1)
        planted.append(Relation(sign, lower(side - rational(there - (sign == ">")))))
    found = refute(planted, QQ, Deadline.after(5))
    assert not isinstance(found, Refutation)
    assert isinstance(found, Witness)


# --------------------------------------------------------------------------------- mutations


def mutations(value: Any) -> Iterator[Any]:
    """The value with one part changed, dropped or doubled."""
    if isinstance(value, str) and value.isalpha():
        yield from ("x", "y", "w", 1, ["x"])
    elif isinstance(value, str):
        number = Fraction(value)
        yield from (str(number + 1), str(-number), str(number / 2), "1.5", None)
    elif isinstance(value, int):
        yield from (value + 1, value - 1, None, True)
    elif isinstance(value, list):
        for i, part in enumerate(value):
            yield from ([*value[:i], new, *value[i + 1 :]] for new in mutations(part))
            yield value[:i] + value[i + 1 :]
            yield [*value[:i], part, *value[i:]]


REFUTED = [
    *((QQ, pairs) for refuted, pairs in EXPONENTIAL if refuted),
    *((field, pairs) for refuted, field, pairs in (*CASES, *SEVERAL) if refuted),
]


@pytest.mark.parametrize(("field", "pairs"), REFUTED)
def test_no_proof_refutes_what_is_consistent(field: Field, pairs: list[tuple[str, Expr]]) -> None:
    """Proofs of other relations, and their mutants, applied to consistent ones."""
    given_ = relations(*pairs)
    found = refute(given_, field, Deadline.after(20))
    assert isinstance(found, Refutation)
    weaker = [*given_[:-1], Relation(given_[-1].sign, given_[-1].expr + QUARTER)]
    if isinstance(refute(weaker, field, Deadline.after(20)), Witness):
        assert not replays(weaker, field, found.proof)
        for key in found.proof:
            for new in islice(mutations(found.proof[key]), 60) if key != "kind" else ():
                assert not replays(weaker, field, {**deepcopy(found.proof), key: new})


#: Motzkin's polynomial, which is >= 0 and no sum of squares.
ORACLE = [(">=", -(x**4) * y**2 - x**2 * y**4 + 3 * x**2 * y**2 - 1 - TINY)]


def test_a_proof_by_z3_is_asked_again_and_refused_where_replay_is_strict() -> None:
    given_ = relations(*ORACLE)
    assert refute(given_, QQ, Deadline.after(20)) is None
    found = ask(given_, QQ, Deadline.after(20))
    assert isinstance(found, Refutation)
    assert found.proof["kind"] == "oracle"
    assert replays(given_, QQ, found.proof)
    token = STRICT.set(True)
    try:
        assert not replays(given_, QQ, found.proof)
    finally:
        STRICT.reset(token)
    assert not replays(given_, QQ, {**found.proof, "engine": "cvc5"})
    assert not replays(relations((">=", ORACLE[0][1] + 1)), QQ, found.proof)


# ------------------------------------------------------------------- moduli that are reducible


def hidden_zero() -> tuple[CheckedField, Any]:
    """Q[a]/(a^4 - 5 a^2 + 6) with a = sqrt 2, and a^2 - 2, which is 0 and not seen to be."""
    minimal = [fmpq(c) for c in (6, 0, -5, 0, 1)]
    field = CheckedField(minimal, fmpq(7, 5), fmpq(3, 2))
    return field, field.polynomial([fmpq(-2), fmpq(0), fmpq(1)])


@pytest.mark.parametrize("points", [["-9", "9"], ["0"], ["-9", "0", "9"]])
@pytest.mark.parametrize("sign", SIGNS)
def test_a_hidden_zero_is_no_leading_coefficient(points: list[str], sign: str) -> None:
    """0 x + 1 > 0 and 0 x^2 + 0 >= 0 hold everywhere, whatever roots are claimed."""
    field, zero = hidden_zero()
    graph = Graph()
    node, one = graph.make("symbol", data="x"), graph.number(1)
    constant = field.number(0 if sign == "=" else 1)
    rows = [
        CheckedRelation(">", ((field.number(1), one),)),
        CheckedRelation(sign, ((zero, node), (constant, one))),
        CheckedRelation(">=", ((zero, graph.make("mul", node, node)),)),
    ]
    given_ = System(graph, (field, {}), tuple(rows))
    hidden = ["-2", "0", "1"]
    for factors in ([], [[["1"], hidden]], [[["0"], ["1"]]], [[["1"], ["0"], hidden]]):
        for chosen in ([1], [2], [0, 1, 2]):
            proof = {"kind": "polynomial", "relations": chosen, "factors": factors}
            with pytest.raises((EvidenceError, ValueError, ArithmeticError)):
                check(given_, {**proof, "points": points})
    for weight in (hidden, ["2", "0", "-1"], ["1"], ["-1"]):
        proof = {"kind": "polynomial", "relations": [0, 1, 2]}
        for factors in ([0], [1], [2], [1, 1], []):
            with pytest.raises((EvidenceError, ValueError, ArithmeticError)):
                check(given_, {**proof, "products": [[weight, factors, None]]})


def test_an_exponent_that_is_a_hidden_zero_is_refused() -> None:
    """e^(0 x) >= 1 holds, and 0 x >= 0, though a variable t = e^(0 x) > 0 would not say so."""
    field, zero = hidden_zero()
    graph = Graph()
    root = graph.make("root", data=((-2, 0, 1), fmpq(1), fmpq(2)))
    number = graph.build(("add", ("mul", "a", "a"), -2), a=root)
    node = graph.make("exp", graph.make("mul", number, graph.make("symbol", data="x")))
    alpha = field.polynomial([fmpq(0), fmpq(1)])
    one = (field.number(-1), graph.number(1))
    rows = [CheckedRelation(">=", ((field.number(1), node), one))]
    given_ = System(graph, (field, {root: alpha}), tuple(rows))
    for factors, points in (([[["-1"], ["1"]]], ["0", "2"]), ([], ["0"])):
        proof = {"kind": "polynomial", "relations": [0], "factors": factors, "points": points}
        with pytest.raises((EvidenceError, ValueError, ArithmeticError)):
            check(given_, proof)
    assert zero


# --------------------------------------------------------------------------- fixed variables

terms = st.tuples(small, *[st.integers(0, 2)] * 3).map(
    lambda t: mul(rational(t[0]), x ** rational(t[1]), y ** rational(t[2]), z ** rational(t[3]))
)


@given(st.lists(terms, min_size=1, max_size=4), st.tuples(small, small, small), small)
def test_relations_at_one_point_are_decided(parts: list[Expr], at: tuple[int, ...], b: int) -> None:
    """With every variable fixed, each sign of a polynomial is refuted or met at the point."""
    point = [("=", 2 * symbol(n) - (2 * c + R2)) for n, c in zip("xyz", at, strict=True)]
    values = {n: c + R2 / 2 for n, c in zip("xyz", at, strict=True)}
    wanted = sum(parts, rational(0)) - b * R2
    for sign in SIGNS:
        for expr in (wanted, -1 * wanted):
            given_ = relations(*point, (sign, expr))
            assert outcome(given_, ROOT2.field) is not holds(given_[-1], values)
