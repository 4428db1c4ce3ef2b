"""What may be said, and what is refused before it is judged."""

from __future__ import annotations

import copy
import pickle
from itertools import product
from typing import Any

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

import symnn as sn
from symnn import And, Eq, ForAll, Ge, Gt, Implies, Le, Lt, Ne, Not, Or, Status, check
from symnn.errors import ClaimError, InexactError, ShapeError, TooLargeError, UnsupportedError

x, y = sp.symbols("x y", real=True)
TRUE, FALSE = Eq(1, 1), Eq(1, 2)
TRUTHS = {True: Status.PROVED, False: Status.REFUTED}


@pytest.mark.parametrize(("a", "b"), list(product((True, False), repeat=2)))
def test_connectives_follow_their_tables(a: bool, b: bool) -> None:
    p, q = (TRUE if v else FALSE for v in (a, b))
    assert check(And(p, q)).status is TRUTHS[a and b]
    assert check(Or(p, q)).status is TRUTHS[a or b]
    assert check(Implies(p, q)).status is TRUTHS[not a or b]
    assert check(Not(p)).status is TRUTHS[not a]


@given(st.fractions(), st.fractions())
def test_relations_are_those_of_the_rationals(a: Any, b: Any) -> None:
    expected = [(Eq, a == b), (Ne, a != b), (Lt, a < b), (Le, a <= b), (Gt, a > b), (Ge, a >= b)]
    for relation, truth in expected:
        assert check(relation(a, b)).status is TRUTHS[truth]


@pytest.mark.parametrize("decided", [True, False, sp.true, sp.false, sp.Eq(1, 1), x > x + 1])
def test_what_sympy_or_python_decided_is_refused(decided: Any) -> None:
    with pytest.raises(ClaimError, match="already turned into"):
        check(decided)


@pytest.mark.parametrize("stranger", ["x = 1", None, 3, x, sp.Xor(x > 0, y > 0)])
def test_what_is_no_relation_is_refused(stranger: Any) -> None:
    with pytest.raises(ClaimError, match="is no claim"):
        check(stranger)


def test_undecided_relations_of_sympy_are_taken_over() -> None:
    assert check(sp.Eq(x * (x + 1), x**2 + x)).proved
    assert check(sp.Implies(x > 1, sp.Eq(x, 0))).refuted


@pytest.mark.parametrize("value", [0.1, x * 0.5, [0.5, 1.0], sp.Float("0.1")])
def test_floats_are_refused_with_both_readings(value: Any) -> None:
    with pytest.raises(InexactError, match=r"exactly\("):
        Eq(value, value)


def test_shapes_must_match() -> None:
    with pytest.raises(ShapeError, match="1x2 side is compared with a 2x1"):
        Eq(sp.Matrix([[1, 2]]), sp.Matrix([1, 2]))
    with pytest.raises(ShapeError, match="without entries"):
        Eq(sp.Matrix(0, 0, []), sp.Matrix(0, 0, []))
    with pytest.raises(ShapeError, match="rows of different lengths"):
        Eq([[1, 2], [3]], [[1, 2], [3]])


def test_matrices_are_compared_entry_by_entry() -> None:
    a, b = sp.Matrix([[1, 2], [3, 4]]), sp.Matrix([[1, 2], [3, 5]])
    assert check(Eq(a, a)).proved
    assert check(Eq(a, b)).refuted
    assert check(Ne(a, b)).proved
    assert check(Le(a, b)).proved
    assert check(Lt(a, b)).refuted


@pytest.mark.parametrize(
    "claim",
    [
        lambda p: Eq(p, x),
        lambda p: And(Eq(sn.Max(x, 0), x), Gt(p, 0)),
        lambda p: ForAll(Gt(p, -5), Eq(abs(x), x)),
        lambda p: ForAll({p: (-1, 1)}, Eq(abs(x), x)),
        lambda p: Implies(Gt(p, 0), Gt(x, 0)),
    ],
)
def test_one_name_is_one_symbol(claim: Any) -> None:
    with pytest.raises(ClaimError, match="two different symbols are called x"):
        claim(sp.Symbol("x", positive=True))


@pytest.mark.parametrize("connective", [Not, lambda c: Or(c, TRUE), lambda c: Implies(TRUE, c)])
def test_a_forall_below_a_connective_is_not_flattened(connective: Any) -> None:
    with pytest.raises(ClaimError, match="claim about a claim"):
        connective(ForAll({x: (0, 1)}, Eq(x, 0)))


def test_a_conjunction_keeps_the_domain_of_each_part() -> None:
    right = ForAll({x: (1, 3)}, Eq(sp.sqrt(x**2), x))
    left = ForAll({x: (-3, -1)}, Eq(sp.sqrt(x**2), x))
    assert check(And(right, left)).refuted


@pytest.mark.parametrize("connective", [And, Or])
def test_a_connective_needs_parts(connective: Any) -> None:
    with pytest.raises(ClaimError, match="of no claims"):
        connective()


@pytest.mark.parametrize(
    "domain",
    [{x: 3}, {x: (1, 2, 3)}, {x: []}, {x + 1: (0, 1)}, {x: (sp.oo, 0)}, True, {x: (0, -sp.oo)}],
)
def test_a_domain_that_says_nothing_clear_is_refused(domain: Any) -> None:
    with pytest.raises(ClaimError):
        check(Ge(x, 0), over=domain)


@pytest.mark.parametrize(
    ("assumption", "claim"),
    [
        ({"positive": True}, lambda s: Gt(s, 0)),
        ({"negative": True}, lambda s: Lt(s, 0)),
        ({"zero": True}, lambda s: Eq(s, 0)),
        ({"zero": False}, lambda s: Ne(s, 0)),
        ({"nonzero": True}, lambda s: Ne(s, 0)),
        ({"positive": False}, lambda s: Le(s, 0)),
        ({"extended_positive": True}, lambda s: Gt(s, 0)),
        ({"noninteger": True}, lambda s: Ne(s, 1)),
        ({"integer": True}, lambda s: Ne(s, sp.Rational(1, 2))),
        ({"even": True}, lambda s: Ne(s, 1)),
        ({"odd": True}, lambda s: Ne(s, 0)),
    ],
)
def test_what_a_symbol_is_declared_to_be_is_never_contradicted(
    assumption: dict[str, bool], claim: Any
) -> None:
    symbol = sp.Symbol("s", **assumption)
    assert not check(claim(symbol)).refuted
    assert not check(Not(claim(symbol))).proved


@pytest.mark.parametrize(
    "assumption",
    ["imaginary", "prime", "composite", "irrational", "rational", "transcendental", "infinite"],
)
def test_declarations_that_cannot_be_said_are_refused(assumption: str) -> None:
    symbol = sp.Symbol("s", **{assumption: True})
    with pytest.raises(UnsupportedError):
        check(Ne(symbol, 0))


def test_finite_domains_find_the_exact_member_that_fails() -> None:
    verdict = check(Eq(x**2, x), over={x: [0, 1, 2]})
    assert verdict.refuted
    assert verdict.counterexample == {"x": 2}


def test_a_bound_variable_catches_nothing() -> None:
    slope = sp.Derivative(x**2 * y, x)
    assert check(Eq(sp.Subs(slope, y, x), 2 * x**2)).proved
    assert check(Eq(sp.Subs(slope, y, x), 3 * x**2)).refuted


@pytest.mark.parametrize(
    "tower",
    [
        lambda: sp.Sum(x, (y, 1, 10**9)),
        lambda: sp.Sum(x * y, (x, 1, 10**4), (y, 1, 10**4)),
        lambda: sp.Derivative(sp.tanh(x), (x, 10**6)),
        lambda: "1e9999999",
    ],
)
def test_sizes_are_refused_before_they_are_built(tower: Any) -> None:
    with pytest.raises(TooLargeError):
        Gt(tower(), 0)


def test_truth_values_are_refused_and_the_rest_behaves_as_a_value() -> None:
    claim = Eq(x**2, x)
    verdict = check(claim)
    for item in (claim, verdict):
        with pytest.raises(ClaimError, match="no truth value"):
            bool(item)
        assert pickle.loads(pickle.dumps(item)) == item == copy.deepcopy(item)  # noqa: S301
        assert hash(item) == hash(copy.deepcopy(item))
    with pytest.raises(ClaimError, match="an answer, not a claim"):
        check(verdict)
