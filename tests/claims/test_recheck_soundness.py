"""Laws of the checker's soundness: what it accepts is true, by flint's balls at 600 bits."""

from __future__ import annotations

import copy
from fractions import Fraction
from typing import Any

import pytest
from flint import arb, ctx, fmpq
from hypothesis import assume, given
from hypothesis import strategies as st

from symnn.claims.recheck import recheck
from symnn.claims.replay.evaluators import Enclosure
from symnn.claims.replay.graph import Graph
from symnn.claims.replay.intervals import Interval
from symnn.errors import EvidenceError

from .balls import UndefinedValueError, difference
from .test_recheck import (
    ENCLOSURE,
    IDENTITIES,
    NORMAL,
    RATIONAL,
    Program,
    evidence,
    field,
    replays,
    shift_of_softmax,
)

Json = Any
RELATIONS = ("=", "!=", "<", "<=", ">", ">=")
WITHOUT_DERIVATIVE = [i for i in IDENTITIES if "derivative" not in i.__name__]
POINTS = [
    {"x": Fraction(a), "y": Fraction(b)} | dict.fromkeys("abct", Fraction(b) / 3)
    for a, b in (("-2", "1/2"), ("-1/3", "-1"), ("0", "2"), ("1/2", "-3"), ("1", "1"), ("3", "5"))
]


def may_hold(relation: str, gap: arb) -> bool:
    """Whether left ~ right may be true, from a ball around left - right."""
    zero, below, above = gap.contains(0), not (gap >= 0), not (gap <= 0)
    possible = {
        "=": zero,
        "!=": not gap.is_zero(),
        "<": below,
        "<=": below or zero,
        ">": above,
        ">=": above or zero,
    }
    return bool(possible[relation])


# Enclosures

RATIONALS = st.builds(
    lambda n, d, k: Fraction(n, d) * Fraction(2) ** k,
    st.integers(-(10**9), 10**9),
    st.integers(1, 10**9),
    st.integers(-40, 8),
)
DOMAINS = {
    "exp": None,
    "log": lambda x: x > 0,
    "sin": None,
    "cos": None,
    "tan": None,
    "atan": None,
    "asin": lambda x: abs(x) <= 1,
    "acos": lambda x: abs(x) <= 1,
    "erf": None,
}


def enclosed(name: str, x: Fraction, bits: int) -> Interval:
    graph = Graph()
    return Enclosure(graph, bits)(graph.apply(name, graph.number(fmpq(x.numerator, x.denominator))))


def to_arb(q: Fraction) -> arb:
    return arb(fmpq(q.numerator, q.denominator))


def contains(x: Interval, value: arb) -> bool:
    """Not certainly outside; the value is known far better than the interval is narrow."""
    return not (value < x.lo) and not (value > x.hi)


@pytest.mark.parametrize("name", DOMAINS)
@given(x=RATIONALS, bits=st.sampled_from((16, 53, 113, 200)))
def test_enclosures_contain_the_value(name: str, x: Fraction, bits: int) -> None:
    inside = DOMAINS[name]
    if inside is not None and not inside(x):
        x = 1 / (1 + abs(x))
    assume(abs(x) < 10_000)
    try:
        enclosure = enclosed(name, x, bits)
    except EvidenceError:
        assume(False)
    old, ctx.prec = ctx.prec, 900
    try:
        assert contains(enclosure, getattr(to_arb(x), name)())
    finally:
        ctx.prec = old


@pytest.mark.parametrize(
    ("name", "argument", "other", "relation"),
    [
        ("exp", "1000", "1" + "0" * 434, ">"),
        ("exp", "-1000", "1/1" + "0" * 434, "<"),
        ("sin", "1" + "0" * 30, "-9/100", "<"),
        ("erf", "9", "1", "<"),
        ("atan", "1" + "0" * 20, "157079632679489661923/100000000000000000000", "<"),
        ("log", "1/1" + "0" * 50, "-115", "<"),
        ("asin", "1", "157/100", ">"),
    ],
)
def test_far_and_near_arguments_are_enclosed(
    name: str, argument: str, other: str, relation: str
) -> None:
    p = Program()
    sides = p.f(name, p.q(argument)), p.q(other)
    recheck(evidence(p, [relation, *sides], {"kind": "enclosure", "bits": 200}))


# Programs at random: whatever replays is true


@st.composite
def closed_programs(draw: st.DrawFn) -> tuple[Program, int, int]:
    """A program of rationals and a few operations on them, and two of its nodes."""
    p = Program()
    for q in ("0", "1", "-1", "2", "1/2", "-2/3", "9"):
        p.q(q)
    names = ("exp", "log", "sin", "abs", "sign", "floor", "relu", "sigmoid", "erf", "atan", "tanh")
    for _ in range(draw(st.integers(2, 9))):
        a, b = (draw(st.integers(0, len(p.nodes) - 1)) for _ in range(2))
        match draw(st.integers(0, 6)):
            case 0:
                p.add(a, b)
            case 1:
                p.mul(a, b)
            case 2:
                p.node("power", a, draw(st.integers(0, 6)))
            case 3:
                p.root(a, draw(st.integers(2, 3)))
            case 4:
                p.f(draw(st.sampled_from(("max", "min"))), a, b)
            case _:
                p.f(draw(st.sampled_from(names)), a)
    ends = st.integers(max(0, len(p.nodes) - 5), len(p.nodes) - 1)
    return p, draw(ends), draw(st.integers(0, len(p.nodes) - 1))


@given(
    program=closed_programs(),
    relation=st.sampled_from(RELATIONS),
    by=st.sampled_from((NORMAL, ENCLOSURE, RATIONAL)),
)
def test_accepted_closed_claims_are_true(
    program: tuple[Program, int, int], relation: str, by: Json
) -> None:
    p, left, right = program
    formula = [relation, left, right]
    verdicts = {s: replays(evidence(p, formula, by, s)) for s in ("proved", "refuted")}
    assert not all(verdicts.values())
    if not any(verdicts.values()):
        return
    try:
        gap = difference(p.nodes, left, right, {})
    except UndefinedValueError:
        return  # the balls cannot tell a boundary; the lists of undefined claims below can
    opposite = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}[relation]
    assert may_hold(relation if verdicts["proved"] else opposite, gap)


def mutate(draw: st.DrawFn, nodes: list[list[Json]]) -> None:
    """Change one rational, function, operation or argument of a program."""
    place = draw(st.integers(0, len(nodes) - 1))
    node = nodes[place]
    if node[0] == "rational":
        node[1] = str(Fraction(node[1]) + draw(st.sampled_from((-2, -1, 1, Fraction(1, 10**30)))))
    elif node[0] == "apply" and len(node) == 3:
        node[1] = draw(st.sampled_from(("exp", "log", "abs", "sin", "relu", "sigmoid", "sign")))
    elif node[0] in ("add", "mul") and draw(st.booleans()):
        node[0] = {"add": "mul", "mul": "add"}[node[0]]
    elif len(node) > 1 and place:
        node[-1] = draw(st.integers(0, place - 1)) if node[0] != "symbol" else "y"


@given(data=st.data(), identity=st.sampled_from(WITHOUT_DERIVATIVE))
def test_a_mutated_identity_replays_only_if_it_is_true(data: st.DataObject, identity: Any) -> None:
    p = Program()
    left, right = identity(p)
    mutate(data.draw, p.nodes)
    relation = data.draw(st.sampled_from(RELATIONS))
    if not replays(evidence(p, [relation, left, right], NORMAL)):
        return
    names = {n[1] for n in p.nodes if n[0] == "symbol"}
    for given_point in POINTS:
        at = {n: given_point.get(n, Fraction(len(n), 7)) for n in names}
        try:
            gap = difference(p.nodes, left, right, at)
        except UndefinedValueError:
            continue
        assert may_hold(relation, gap)


# Exactness in number fields


def hidden_zero() -> tuple[Program, int, int, Json]:
    """sqrt 2 + sqrt 3 = sqrt(5 + 2 sqrt 6), with alpha that sum."""
    p = Program()
    r2, r3, r6 = (p.root(p.q(n)) for n in (2, 3, 6))
    left = p.add(r2, r3)
    right = p.root(p.add(p.q(5), p.mul(p.q(2), r6)))
    by = field(
        [1, 0, -10, 0, 1],
        3,
        4,
        {
            r2: [0, "-9/2", 0, "1/2"],
            r3: [0, "11/2", 0, "-1/2"],
            r6: ["-5/2", 0, "1/2"],
            right: [0, 1],
        },
    )
    return p, left, right, by


def test_a_hidden_zero_is_exact() -> None:
    p, left, right, by = hidden_zero()
    for relation in RELATIONS:
        proved = relation in ("=", "<=", ">=")
        assert replays(evidence(p, [relation, left, right], by)) is proved
        assert replays(evidence(p, [relation, left, right], by, "refuted")) is not proved
        assert not replays(evidence(p, [relation, left, right], ENCLOSURE))
    off = p.add(right, p.q("1/1" + "0" * 300))
    recheck(evidence(p, ["<", left, off], by))


@given(data=st.data())
def test_a_changed_field_or_witness_is_rejected(data: st.DataObject) -> None:
    p, left, right, by = hidden_zero()
    by = copy.deepcopy(by)
    groups = [by["field"]["minpoly"], *by["roots"].values()]
    group = data.draw(st.sampled_from(range(len(groups))))
    place = data.draw(st.integers(0, len(groups[group]) - 1))
    change = data.draw(st.fractions().filter(bool))
    groups[group][place] = str(Fraction(groups[group][place]) + change)
    assert not replays(evidence(p, ["=", left, right], by))
    assert not replays(evidence(p, ["<", left, right], by))


def test_the_other_root_of_the_field_is_no_witness() -> None:
    p = Program()
    root = p.root(p.q(2))
    assert not replays(evidence(p, ["<", root, p.q(0)], field([-2, 0, 1], -2, -1, {root: [0, 1]})))
    recheck(evidence(p, [">", root, p.q(0)], field([-2, 0, 1], -2, -1, {root: [0, -1]})))


def test_a_field_of_a_reducible_polynomial_decides_only_what_it_shows() -> None:
    """(x^2 - 2)(x - 5) at sqrt 2: zero as a number, not as a polynomial."""
    p = Program()
    root = p.root(p.q(2))
    by = field([10, -2, -5, 1], 1, 2, {root: [0, 1]})
    assert not replays(evidence(p, ["=", p.mul(root, root), p.q(2)], by))
    assert not replays(evidence(p, ["!=", p.mul(root, root), p.q(2)], by))


@pytest.mark.parametrize(
    ("name", "turns", "minpoly", "interval", "value", "right"),
    [
        ("cos", "1/5", [-5, 0, 1], (2, 3), ["1/4", "1/4"], True),
        ("cos", "1/5", [-5, 0, 1], (2, 3), ["1/4", "-1/4"], False),
        ("cos", "3/5", [-5, 0, 1], (2, 3), ["1/4", "-1/4"], True),
        ("sin", "1/4", [-2, 0, 1], (1, 2), [0, "1/2"], True),
        ("sin", "-1/4", [-2, 0, 1], (1, 2), [0, "1/2"], False),
        ("sin", "7", [-2, 0, 1], (1, 2), [], True),
        ("cos", "-3", [-2, 0, 1], (1, 2), [-1], True),
        ("tan", "1/3", [-3, 0, 1], (1, 2), [0, 1], False),
        ("tan", "2/3", [-3, 0, 1], (1, 2), [0, 1], False),
        ("tan", "1/6", [-3, 0, 1], (1, 2), [0, "1/3"], False),
        ("tan", "1/2", [-3, 0, 1], (1, 2), [0], False),
    ],
)
def test_waves_of_multiples_of_pi_have_one_value(
    name: str, turns: str, minpoly: list[Json], interval: Json, value: list[Json], right: bool
) -> None:
    p = Program()
    wave = p.f(name, p.mul(p.q(turns), p.node("pi")))
    by = field(minpoly, *interval, {wave: value})
    assert replays(evidence(p, ["<=", wave, wave], by)) is right


# Values that do not exist


def undefined() -> list[tuple[str, Program, int]]:
    """Closed nodes without a value, or with one that cannot be shown to exist."""
    found: list[tuple[str, Program, int]] = []

    def case(name: str) -> Program:
        found.append((name, Program(), 0))
        return found[-1][1]

    def derivative(p: Program, body: int, at: str) -> int:
        return p.node("derivative", "x", body, p.q(at))

    p = case("1/0")
    p.mul(p.q(0), p.pow(p.q(0), -1))
    p = case("0 log 0")
    p.mul(p.q(0), p.f("log", p.q(0)))
    p = case("sqrt(-1)^2")
    p.pow(p.root(p.q(-1)), 2)
    p = case("(-8)^(1/3)")
    p.pow(p.q(-8), "1/3")
    p = case("0^(-1/2)")
    p.pow(p.q(0), "-1/2")
    p = case("1/(sin^2 + cos^2 - 1)")
    one = p.q(1)
    p.pow(p.add(p.pow(p.f("sin", one), 2), p.pow(p.f("cos", one), 2), p.q(-1)), -1)
    p = case("asin 2")
    p.f("asin", p.q(2))
    p = case("tan(pi/2)")
    p.f("tan", p.mul(p.q("1/2"), p.node("pi")))
    p = case("relu'(0)")
    derivative(p, p.f("relu", p.x()), "0")
    p = case("abs'(0) of abs squared")
    derivative(p, p.pow(p.f("abs", p.x()), 2), "0")
    p = case("log'(-1)")
    derivative(p, p.f("log", p.x()), "-1")
    p = case("the derivative of 5 at log(-1)")
    p.node("derivative", "x", p.q(5), p.f("log", p.q(-1)))
    p = case("the derivative of 1/0")
    derivative(p, p.pow(p.q(0), -1), "1")
    p = case("floor'(1)")
    derivative(p, p.f("floor", p.x()), "1")
    p = case("step'(0)")
    derivative(p, p.f("step", p.x(), p.q("1/2")), "0")
    p = case("the derivative of x^(3/2) at 0")
    derivative(p, p.pow(p.x(), "3/2"), "0")
    p = case("the derivative of an isolated branch")
    x = p.x()
    branch = p.div(p.sub(p.f("exp", x), p.q(1)), x)
    derivative(p, p.node("piecewise", [["=", x, p.q(0), p.q(1)]], branch), "0")
    p = case("x/0")
    p.mul(p.x(), p.pow(p.q(0), -1))
    p = case("1/(x - x)")
    x = p.x()
    p.pow(p.sub(x, x), -1)
    return [(name, q, len(q.nodes) - 1) for name, q, _ in found]


@pytest.mark.parametrize("case", undefined(), ids=lambda c: c[0])
def test_undefined_sides_prove_nothing(case: tuple[str, Program, int]) -> None:
    _, p, node = case
    values = [node, *(p.q(v) for v in ("0", "1", "-1"))]
    for by in (NORMAL, RATIONAL, ENCLOSURE):
        for other in values:
            for relation in RELATIONS:
                for status in ("proved", "refuted"):
                    assert not replays(evidence(p, [relation, node, other], by, status))


def test_an_undefined_alternative_spoils_a_formula() -> None:
    p = Program()
    one, bad = p.q(1), p.pow(p.q(0), -1)
    atom = {"formula": ["=", one, one], "truth": True, "by": RATIONAL}
    for other, good in ((["=", one, one], True), (["<", one, bad], False)):
        value = evidence(p, ["or", ["=", one, one], other], RATIONAL)
        value["proof"]["atoms"] = [atom]
        assert replays(value) is good
    x = p.x()
    for other, good in ((["<", one, x], True), (["<", x, bad], False)):
        value = evidence(p, ["or", ["=", x, x], other], NORMAL)
        value["proof"]["atoms"] = [{"formula": ["=", x, x], "truth": True, "by": NORMAL}]
        assert replays(value) is good


FALSE_FOR_SOME = {
    "sqrt(x^2) = x": lambda p, x, y: (p.root(p.pow(x, 2)), x),  # noqa: ARG005
    "(x^2)^(1/2) = x": lambda p, x, y: (p.pow(p.pow(x, 2), "1/2"), x),  # noqa: ARG005
    "cbrt(x^3) = |x|": lambda p, x, y: (p.root(p.pow(x, 3), 3), p.f("abs", x)),  # noqa: ARG005
    "sign(x)^2 = 1": lambda p, x, y: (p.pow(p.f("sign", x), 2), p.q(1)),  # noqa: ARG005
    "asin(sin x) = x": lambda p, x, y: (p.f("asin", p.f("sin", x)), x),  # noqa: ARG005
    "max(x, y) = x": lambda p, x, y: (p.f("max", x, y), x),
    "|x y| = x |y|": lambda p, x, y: (p.f("abs", p.mul(x, y)), p.mul(x, p.f("abs", y))),
    "relu' = 1": lambda p, x, y: (p.node("derivative", "x", p.f("relu", x), x), p.q(1)),  # noqa: ARG005
    "e^(x y) = e^x e^y": lambda p, x, y: (
        p.f("exp", p.mul(x, y)),
        p.mul(p.f("exp", x), p.f("exp", y)),
    ),
}


@pytest.mark.parametrize("name", FALSE_FOR_SOME)
def test_what_fails_somewhere_is_not_proved(name: str) -> None:
    p = Program()
    left, right = FALSE_FOR_SOME[name](p, p.x(), p.x("y"))
    for relation in RELATIONS:
        assert not replays(evidence(p, [relation, left, right], NORMAL))
        assert not replays(evidence(p, [relation, left, right], NORMAL, "refuted"))


# Closed atoms beside open ones, and positive symbols


def beside(by: Json, status: str = "proved", closed: str = ">") -> Json:
    """|-x| = |x| and pi ~ 3, the second atom by the way given."""
    p = Program()
    x, pi, three = p.x(), p.node("pi"), p.q(3)
    same = ["=", p.f("abs", p.neg(x)), p.f("abs", x)]
    value = evidence(p, ["and", same, [closed, pi, three]], NORMAL, status)
    value["proof"]["atoms"] = [
        {"formula": same, "truth": True, "by": NORMAL},
        {"formula": [closed, pi, three], "truth": closed == ">", "by": by},
    ]
    return value


def test_a_closed_atom_is_decided_beside_an_open_one() -> None:
    assert replays(beside(ENCLOSURE))
    assert not replays(beside(NORMAL))
    assert not replays(beside(RATIONAL))
    for closed in ("<", "<=", "="):
        assert not replays(beside(ENCLOSURE, closed=closed))
        assert not replays(beside(ENCLOSURE, "refuted", closed))


def test_a_hidden_zero_is_exact_beside_an_open_atom() -> None:
    p, left, right, by = hidden_zero()
    x = p.x()
    formula = ["implies", ["<", left, right], ["=", x, p.mul(x, left)]]
    value = evidence(p, formula, NORMAL)
    value["proof"]["atoms"] = [{"formula": ["<", left, right], "truth": False, "by": by}]
    recheck(value)
    value["proof"]["atoms"][0]["truth"] = True
    assert not replays(value)


@pytest.mark.parametrize("by", [RATIONAL, ENCLOSURE])
def test_an_open_atom_is_decided_by_a_normal_form_only(by: Json) -> None:
    p = Program()
    x, one = p.x(), p.q(1)
    for left, right in ((x, x), (one, x), (x, one), (p.mul(p.q(0), x), one)):
        for relation in RELATIONS:
            for status in ("proved", "refuted"):
                assert not replays(evidence(p, [relation, left, right], by, status))


POSITIVE_LAWS = {
    "sqrt(x^2) = x": lambda p, x: (p.root(p.mul(x, x)), x),
    "(x^2)^(1/2) = x": lambda p, x: (p.pow(p.mul(x, x), "1/2"), x),
    "log(x^3) = 3 log x": lambda p, x: (p.f("log", p.pow(x, 3)), p.mul(p.q(3), p.f("log", x))),
    "log(2/x) = log 2 - log x": lambda p, x: (
        p.f("log", p.div(p.q(2), x)),
        p.sub(p.f("log", p.q(2)), p.f("log", x)),
    ),
    "|x| = x": lambda p, x: (p.f("abs", x), x),
    "relu x = x": lambda p, x: (p.f("relu", x), x),
    "x^pi = e^(pi log x)": lambda p, x: (
        p.node("power", x, p.node("pi")),
        p.f("exp", p.mul(p.node("pi"), p.f("log", x))),
    ),
    "sqrt' = 1/(2 sqrt)": lambda p, x: (
        p.node("derivative", "x", p.root(x), x),
        p.pow(p.mul(p.q(2), p.root(x)), -1),
    ),
}
OVER = {
    "x > 0": (lambda x, y, zero, one: [[">", x, zero]], True),  # noqa: ARG005
    "y > 0, x > 0": (lambda x, y, zero, one: [[">", y, zero], [">", x, zero]], True),  # noqa: ARG005
    "nothing": (lambda x, y, zero, one: [], False),  # noqa: ARG005
    "x >= 0": (lambda x, y, zero, one: [[">=", x, zero]], False),  # noqa: ARG005
    "x != 0": (lambda x, y, zero, one: [["!=", x, zero]], False),  # noqa: ARG005
    "x < 0": (lambda x, y, zero, one: [["<", x, zero]], False),  # noqa: ARG005
    "0 > x": (lambda x, y, zero, one: [[">", zero, x]], False),  # noqa: ARG005
    "y > 0": (lambda x, y, zero, one: [[">", y, zero]], False),  # noqa: ARG005
    "x > y": (lambda x, y, zero, one: [[">", x, y]], False),  # noqa: ARG005
    "x > -1": (lambda x, y, zero, one: [[">", x, one]], False),  # noqa: ARG005
    "x > 0 or y > 0": (lambda x, y, zero, one: [["or", [">", x, zero], [">", y, zero]]], False),  # noqa: ARG005
    "not x > 0": (lambda x, y, zero, one: [["not", [">", x, zero]]], False),  # noqa: ARG005
    "y > 0 implies x > 0": (
        lambda x, y, zero, one: [["implies", [">", y, zero], [">", x, zero]]],  # noqa: ARG005
        False,
    ),
}


@pytest.mark.parametrize("over", OVER)
@pytest.mark.parametrize("law", POSITIVE_LAWS)
def test_positivity_comes_from_the_domain_alone(law: str, over: str) -> None:
    p = Program()
    x, y, zero, minus = p.x(), p.x("y"), p.q(0), p.q(-1)
    left, right = POSITIVE_LAWS[law](p, x)
    domain, good = OVER[over]
    value = evidence(p, ["=", left, right], NORMAL)
    value["statement"]["over"] = domain(x, y, zero, minus)
    assert replays(value) is good


@pytest.mark.parametrize("law", POSITIVE_LAWS)
def test_a_claim_that_implies_positivity_is_no_domain(law: str) -> None:
    """x > 0 in the formula, and of the bound symbol of a derivative, says nothing of the other."""
    p = Program()
    x, zero = p.x(), p.q(0)
    left, right = POSITIVE_LAWS[law](p, x)
    value = evidence(p, ["implies", [">", x, zero], ["=", left, right]], NORMAL)
    value["proof"]["atoms"][0]["formula"] = ["=", left, right]
    assert not replays(value)


def test_a_positive_symbol_is_not_the_bound_one_of_a_derivative() -> None:
    """The derivative of the root at x is defined by x > 0; at y it is refused, as for y < 0."""
    for name, good in (("x", True), ("y", False)):
        p = Program()
        x, at = p.x(), p.x(name)
        slope = p.node("derivative", "x", p.root(x), at)
        value = evidence(p, ["=", slope, p.pow(p.mul(p.q(2), p.root(at)), -1)], NORMAL)
        value["statement"]["over"] = [[">", x, p.q(0)]]
        assert replays(value) is good


# Counterexamples


def refutation(value: str = "1/2") -> Json:
    """x (1 - x) <= 1/5 fails at 1/2, over x in [0, 1]."""
    p = Program()
    x, fifth = p.x(), p.q("1/5")
    area = p.mul(x, p.sub(p.q(1), x))
    zero, one = p.q(0), p.q(1)
    formula, over = ["<=", area, fifth], [["<=", zero, x], ["<=", x, one]]
    facts = [(formula, False), (over[0], True), (over[1], True)]
    return {
        "symnn_evidence": 1,
        "status": "refuted",
        "statement": {"nodes": p.nodes, "formula": formula, "over": over},
        "proof": {
            "kind": "counterexample",
            "nodes": [["rational", value]],
            "point": {"x": len(p.nodes)},
            "atoms": [{"formula": f, "truth": t, "by": RATIONAL} for f, t in facts],
        },
    }


@pytest.mark.parametrize(("value", "good"), [("1/2", True), ("2/3", True), ("1", False)])
def test_a_counterexample_is_evaluated(value: str, good: bool) -> None:
    assert replays(refutation(value)) is good


@pytest.mark.parametrize("value", ["-1/2", "3/2", "0"])
def test_a_point_outside_the_domain_refutes_nothing(value: str) -> None:
    case = refutation(value)
    case["statement"]["formula"] = [">=", 0, 1]
    case["proof"]["atoms"][0]["formula"] = [">=", 0, 1]
    assert replays(case) is (value == "0")


def test_a_counterexample_needs_every_part() -> None:
    for key in ("kind", "nodes", "point", "atoms"):
        case = refutation()
        del case["proof"][key]
        assert not replays(case)
    for point_ in ({}, {"x": 0}, {"x": True}, {"y": 8}, {"x": 8, "y": 8}, {"x": 99}):
        case = refutation()
        case["proof"]["point"] = point_
        assert not replays(case)
    for drop in range(3):
        case = refutation()
        del case["proof"]["atoms"][drop]
        assert not replays(case)
    assert not replays(refutation() | {"status": "proved"})


# Malformed evidence

ODD: list[Json] = [None, True, 0, -1, 10**40, 1.5, "", "1/0", "x", "²", "9" * 5000, [], {}, [[]]]


def places(value: Json, path: tuple[Json, ...] = ()) -> list[tuple[Json, ...]]:
    """The path of every part of a JSON value but the whole."""
    keys = (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    )
    return [p for k in keys for p in [(*path, k), *places(value[k], (*path, k))]]


@given(
    which=st.booleans(), share=st.floats(0, 1, exclude_max=True), odd=st.integers(0, len(ODD) - 1)
)
def test_odd_parts_raise_nothing_but_an_evidence_error(which: bool, share: float, odd: int) -> None:
    """A part may be replaced by another good one (a place, a rational, no domain); else not."""
    case = copy.deepcopy(refutation() if which else whole_softmax())
    assert replays(case)
    paths = places(case)
    path = paths[int(share * len(paths))]
    parent = case
    for key in path[:-1]:
        parent = parent[key]
    old, parent[path[-1]] = parent[path[-1]], copy.deepcopy(ODD[odd])
    same_kind = type(old) is type(ODD[odd]) and (
        isinstance(old, int | str | list) or old == ODD[odd]
    )
    assert same_kind or not replays(case)


def whole_softmax() -> Json:
    p = Program()
    left, right = shift_of_softmax(p)
    return evidence(p, ["=", left, right], NORMAL)


def test_extra_keys_and_duplicates_are_refused() -> None:
    for path in (
        (),
        ("statement",),
        ("proof",),
        ("proof", "atoms", 0),
        ("proof", "atoms", 0, "by"),
    ):
        case = copy.deepcopy(refutation())
        part = case
        for key in path:
            part = part[key]
        part["note"] = "1"
        assert not replays(case)
    case = refutation()
    case["proof"]["atoms"].append(case["proof"]["atoms"][0])
    assert not replays(case)
    for version in (True, 0, 2, "1", 1.0):
        assert not replays(refutation() | {"symnn_evidence": version})


def test_an_ambiguous_root_is_refused() -> None:
    """x^2 - 2 has two roots in [-2, 2]; (x - 1)^2 a double one; x^2 + 1 none."""
    for polynomial, low, high, good in (
        ([-2, 0, 1], "1", "2", True),
        ([-2, 0, 1], "-2", "2", False),
        ([1, -2, 1], "0", "2", False),
        ([1, 0, 1], "0", "2", False),
        ([0, -1, 1], "0", "1/2", True),
        ([0, -1, 1], "0", "1", False),
    ):
        p = Program()
        root = p.node("root", polynomial, low, high)
        assert replays(evidence(p, [">", root, p.q(-3)], ENCLOSURE)) is good
