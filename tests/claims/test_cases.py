"""Claims for all x by cases: what is proved holds at every point, what is refuted fails at its own.

The second way is evaluation at exact points by recursion, without cells. In one variable the
points are all the crossings of the affine pieces, which decides.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn import Status, check, recheck, where
from symnn.claims.formula import Atomic, Claim, Compound, Formula
from symnn.claims.provers.cases.prove import ByCases, Point, Proof, Undecided
from symnn.claims.provers.systems import Deadline
from symnn.errors import EvidenceError
from symnn.exact.evaluate import value
from symnn.exact.expression import Expr, add, apply, mul, postorder, rational, symbol
from symnn.exact.number import Number
from symnn.functions.lower import lower
from tests.claims.piecewise import (
    SYMBOLS,
    affine,
    coefficients,
    compare,
    expressions,
    rationals,
    value_at,
)

relations = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
atoms = st.builds(Atomic, relations, expressions(), st.one_of(affine(SYMBOLS), coefficients))
points = st.fixed_dictionaries({name: rationals.map(Number) for name in SYMBOLS})
X, Y = symbol("x"), symbol("y")


def holds(formula: Formula, point: dict[str, Number]) -> bool:
    if isinstance(formula, Atomic):
        left, right = value_at(formula.left, point), value_at(formula.right, point)
        return compare(formula.relation, left, right)
    parts = [holds(part, point) for part in formula.parts]
    match formula.connective:
        case "and":
            return all(parts)
        case "or":
            return any(parts)
        case "not":
            return not parts[0]
        case _:
            return not parts[0] or parts[1]


formulas = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds(lambda a, b: Compound("and", (a, b)), inner, inner),
        st.builds(lambda a, b: Compound("or", (a, b)), inner, inner),
        st.builds(lambda a, b: Compound("implies", (a, b)), inner, inner),
        st.builds(lambda a: Compound("not", (a,)), inner),
    ),
    max_leaves=2,
)
domains = st.lists(
    st.builds(Atomic, st.sampled_from(["<", "<=", ">", ">=", "="]), affine(SYMBOLS), coefficients),
    max_size=3,
).map(tuple)


@given(formulas, domains, st.lists(points, min_size=5, max_size=5))
def test_a_piecewise_linear_claim_is_decided_and_the_verdict_is_right_at_points(
    formula: Formula, over: tuple[Atomic, ...], some: list[dict[str, Number]]
) -> None:
    claim = Claim(formula, over)
    if not claim.symbols():
        return
    verdict = check(claim)
    assert verdict.status is not Status.UNDECIDED, str(verdict)
    recheck(verdict.evidence or {})
    for point in some:
        if all(holds(f, point) for f in over):
            assert not verdict.proved or holds(formula, point)
    if verdict.refuted:
        at = {name: value(lower(e)) for name, e in verdict.point.items()}
        at |= {name: Number(0) for name in SYMBOLS if name not in at}
        assert all(holds(f, at) for f in over)
        assert not holds(formula, at)


@given(formulas, domains)
def test_a_claim_and_its_negation_are_not_both_proved_unless_the_domain_is_empty(
    formula: Formula, over: tuple[Atomic, ...]
) -> None:
    claim = Claim(formula, over)
    if not claim.symbols():
        return
    both = [check(c).proved for c in (claim, Claim(Compound("not", (formula,)), over))]
    if all(both):
        nowhere = Atomic("=", rational(0), rational(1))
        assert check(Claim(nowhere, over)).proved


@given(formulas, domains, st.lists(points, min_size=6, max_size=6))
def test_a_point_is_in_the_solution_set_exactly_if_the_claim_holds_there(
    formula: Formula, over: tuple[Atomic, ...], some: list[dict[str, Number]]
) -> None:
    claim = Claim(formula, over)
    if not claim.symbols():
        return
    found = where(claim)
    for point in some:
        if all(holds(f, point) for f in over):
            assert any(holds(piece, point) for piece in found.pieces) is holds(formula, point)


def pieces(expr: Expr) -> list[tuple[Number, Number]]:
    """Slope and intercept of every affine function that the expression can be, or compares."""

    def line(e: Expr) -> set[tuple[Number, Number]]:
        args = [line(a) for a in e.args]
        if e.op == "symbol":
            return {(Number(1), Number(0))}
        if e.op in ("rational", "nth_root"):
            return {(Number(0), value_at(e, {}))}
        if e.op == "add":
            total = {(Number(0), Number(0))}
            for part in args:
                total = {(a + c, b + d) for a, b in total for c, d in part}
            return total
        if e.op == "mul":
            factor = value_at(e.args[0], {})
            return {(factor * a, factor * b) for a, b in args[1]}
        if e.data == "abs":
            return args[0] | {(-a, -b) for a, b in args[0]}
        if e.data == "relu":
            return args[0] | {(Number(0), Number(0))}
        if e.op == "piecewise":
            return set[tuple[Number, Number]]().union(*args)
        return set[tuple[Number, Number]]().union(*args)

    found = {(Number(0), Number(0))}
    for node in postorder(expr):
        if any(n.op == "symbol" for n in postorder(node)):
            found |= line(node)
    return sorted(found)


@given(expressions(("x",)), relations, rationals)
def test_in_one_variable_the_crossings_of_all_pieces_decide(
    expr: Expr, relation: str, bound: Fraction
) -> None:
    """Between neighbouring crossings everything is affine, so three points there are enough."""
    gap = add(expr, rational(-bound))
    if not any(node.op == "symbol" for node in postorder(gap)):
        return
    lines = pieces(gap)
    if len(lines) > 60:
        return
    crossings = {Number(0)}
    for (a, b), (c, d) in combinations(lines, 2):
        if a != c:
            crossings.add((d - b) / (a - c))
    ends = sorted(crossings)
    inside = [(p + q) / 2 for p, q in pairwise(ends)]
    between = [(3 * p + q) / 4 for p, q in pairwise(ends)]
    outside = [ends[0] - k for k in (1, 2)] + [ends[-1] + k for k in (1, 2)]
    truth = all(
        compare(relation, value_at(gap, {"x": t}), Number(0))
        for t in (*ends, *inside, *between, *outside)
    )
    verdict = check(Claim(Atomic(relation, expr, rational(bound))))
    assert verdict.status is (Status.PROVED if truth else Status.REFUTED)


# --- particular cases -----------------------------------------------------------------


def relu(a: Expr) -> Expr:
    return apply("relu", a)


PROVED = {
    "an empty domain": Claim(
        Atomic("=", X, X + 1),
        (Atomic("<", X, rational(0)), Atomic(">", X, Y), Atomic(">", Y, rational(0))),
    ),
    "a strict bound on an open half-line": Claim(
        Atomic(">", relu(X), rational(0)), (Atomic(">", X, rational(0)),)
    ),
    "a bound attained at a corner": Claim(
        Atomic("<=", relu(X) + relu(Y), rational(2)),
        (Atomic("<=", X, rational(1)), Atomic("<=", Y, rational(1))),
    ),
    "a line as the domain": Claim(
        Atomic("=", relu(X) + relu(Y), apply("abs", X)), (Atomic("=", X + Y, rational(0)),)
    ),
    "a point as the domain": Claim(
        Atomic("=", relu(X), rational(1)),
        (Atomic("<=", X, rational(1)), Atomic(">=", X, rational(1))),
    ),
    "repeated and opposite neurons": Claim(Atomic("=", relu(X) + relu(X) - 2 * relu(-X), 2 * X)),
    "a dead unit": Claim(Atomic("=", relu(relu(X) * -1 - 1), rational(0))),
    "a tie everywhere": Claim(Atomic("=", apply("max", X, X + 0 * Y), X)),
    "a floor": Claim(
        Atomic("<=", apply("floor", X), X),
        (Atomic(">=", X, rational(-3)), Atomic("<=", X, rational(3))),
    ),
    "x - floor x < 1": Claim(
        Atomic("<", X - apply("floor", X), rational(1)),
        (Atomic(">=", X, rational(-2)), Atomic("<", X, rational(2))),
    ),
    "either side": Claim(Compound("or", (Atomic("<=", X, rational(0)), Atomic("=", relu(X), X)))),
    "a finite set": Claim(
        Atomic("=", X * 1, apply("max", X, rational(0))),
        (Compound("or", (Atomic("=", X, rational(0)), Atomic("=", X, rational(1)))),),
    ),
    "both directions of one relation": Claim(
        Compound(
            "implies",
            (
                Compound(
                    "and",
                    (
                        Atomic(">=", apply("abs", X), rational(1)),
                        Atomic("<=", apply("abs", X), rational(1)),
                    ),
                ),
                Atomic("=", apply("abs", X), rational(1)),
            ),
        )
    ),
    "a domain with a gate": Claim(
        Atomic("<=", X + Y, rational(1)),
        (Atomic("<=", apply("abs", X) + apply("abs", Y), rational(1)),),
    ),
}
REFUTED = {
    "a strict bound that is attained": Claim(Atomic("<", apply("abs", X) * -1, rational(0))),
    "a bound attained at an end": Claim(
        Atomic("<", X, rational(1)), (Atomic(">=", X, rational(0)), Atomic("<=", X, rational(1)))
    ),
    "off the finite set": Claim(
        Atomic("=", apply("max", X, rational(0)), X), (Atomic(">=", X, rational(-1)),)
    ),
    "two directions that hold on a face alone": Claim(
        Compound(
            "and",
            (
                Atomic(">=", apply("abs", X), rational(1)),
                Atomic("<=", apply("abs", X), rational(1)),
            ),
        )
    ),
    "a floor at an integer": Claim(
        Atomic("<", apply("floor", X), X),
        (Atomic(">=", X, rational(0)), Atomic("<=", X, rational(1))),
    ),
    "by 10^-30": Claim(
        Atomic(
            "=", relu(X) - relu(-X) + rational("1/1000000000000000000000000000000") * relu(X - 5), X
        )
    ),
}


@pytest.mark.parametrize("name", PROVED)
def test_it_is_proved_for(name: str) -> None:
    verdict = check(PROVED[name])
    assert verdict.status is Status.PROVED, str(verdict)
    recheck(verdict.evidence or {})


@pytest.mark.parametrize("name", REFUTED)
def test_it_is_refuted_for(name: str) -> None:
    verdict = check(REFUTED[name])
    assert verdict.status is Status.REFUTED, str(verdict)
    recheck(verdict.evidence or {})


def test_a_floor_without_bounds_is_undecided_and_says_what_to_do() -> None:
    verdict = check(Claim(Atomic("<=", apply("floor", X), X)))
    assert verdict.status is Status.UNDECIDED
    assert "bound its argument" in verdict.detail


def test_no_time_is_undecided_and_says_how_far_it_came() -> None:
    wide = add(*(relu(mul(rational(k), X) + k * k) for k in range(1, 40)))
    found = ByCases(Claim(Atomic(">=", wide, rational(0)))).decide(Deadline.after(0))
    assert isinstance(found, Undecided)
    assert found.detail == "0 cells settled before"


def test_a_proof_names_its_cells_and_a_refutation_its_point() -> None:
    proof = ByCases(Claim(Atomic(">=", relu(X), rational(0)))).decide(Deadline())
    assert isinstance(proof, Proof)
    assert proof.method == "2 cells"
    point = ByCases(Claim(Atomic(">", relu(X), rational(0)))).decide(Deadline())
    assert isinstance(point, Point)
    assert point.point == {"x": rational(0)}


def test_a_strict_check_takes_no_proof_by_z3() -> None:
    """Motzkin's polynomial is nowhere negative, and no sum of squares."""
    square = [mul(v, v) for v in (X, Y)]
    middle = mul(rational(-3), *square)
    motzkin = add(
        mul(square[0], square[0], square[1]), mul(square[0], square[1], square[1]), middle
    )
    claim = Claim(Atomic(">=", motzkin + 1, rational(0)))
    by_z3 = check(claim)
    assert by_z3.proved
    assert "z3" in by_z3.method
    recheck(by_z3.evidence or {})
    with pytest.raises(EvidenceError, match="outside engine"):
        recheck(by_z3.evidence or {}, strict=True)
    assert check(claim, strict=True).status is Status.UNDECIDED


def test_a_counterexample_is_simple_where_a_simple_point_will_do() -> None:
    """The two sides agree but on a sliver of 10^-150 to one side of it; 2 will do as well."""
    tiny = rational(Fraction(1, 10**150))
    sides = relu(X) + relu(-X), apply("abs", X) - tiny * relu(X - 1)
    assert check(Claim(Atomic("=", *sides))).point == {"x": rational(2)}


def test_many_kinks_on_the_whole_line_are_split_in_halves() -> None:
    """A sum of 200 |x - k|: neither a deep recursion nor work that grows as the square."""
    waves = add(*(mul(rational((-1) ** k), apply("abs", X - k)) for k in range(200)))
    found = ByCases(Claim(Atomic(">=", waves, rational(-200)))).decide(Deadline())
    assert isinstance(found, Proof)
    assert found.method == "201 cells"


def test_an_empty_domain_is_named_as_the_reason() -> None:
    claim = Claim(Atomic("=", X, X + 1), (Atomic("<", X, rational(0)), Atomic(">", X, rational(1))))
    assert str(check(claim)) == "PROVED by the domain being empty"
