"""Polynomial relations refuted, beside z3 and cvc5 on the same SMT-LIB text.

Ours is the search for our own evidence and its replay; theirs is an answer. z3 and cvc5 have no
exponentials of their own: for relations in t = e^x they are given the polynomials in t > 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cvc5
import z3

from symnn.claims.provers.polynomial import refute
from symnn.claims.provers.systems import Deadline, Refutation, Relation
from symnn.claims.replay.engines.polynomials import refute as replay
from symnn.exact.expression import Expr, apply, nth_root, postorder, rational, symbol
from symnn.exact.field import QQ, Field
from symnn.exact.number import Number
from symnn.functions.lower import lower
from tests.benchmarks.timing import Line, Work, compare
from tests.claims.relations import TRIVIAL, system

LIMIT_MS = 10_000
Pairs = Sequence[tuple[str, Expr]]
x, y, z, t = (symbol(name) for name in "xyzt")
ROOT2, R2 = Number(2).nth_root(2), nth_root(rational(2))
BOX: Pairs = [(">=", x), (">=", 1 - x), (">=", y), (">=", 1 - y)]
TRIANGLE: Pairs = [(">=", x), (">=", y), (">=", 1 - x - y)]
HINGE = (1 + R2) / 2 * (x + y - 1)
QUARTER = rational("1/4")


def _ours(pairs: Pairs, field: Field) -> Work:
    relations = [TRIVIAL, *(Relation(sign, lower(side)) for sign, side in pairs)]

    def work() -> object:
        found = refute(relations, field, Deadline.after(LIMIT_MS / 1000))
        assert isinstance(found, Refutation)
        assert found.proof["kind"] == "polynomial"
        replay(system(relations, field), found.proof)
        return found

    return work


def smt(pairs: Pairs) -> str:
    """The relations in SMT-LIB; the square root of 2 is a variable."""
    sides = [side for _, side in pairs]
    lines = ["(declare-const r Real)(assert (= (* r r) 2.0))(assert (> r 0.0))"]
    lines += sorted(
        {f"(declare-const {n.data} Real)" for n in postorder(*sides) if n.op == "symbol"}
    )
    lines += [f"(assert ({sign} {_text(side)} 0.0))" for sign, side in pairs]
    return "\n".join(lines)


def _text(root: Expr) -> str:
    done: dict[Expr, str] = {}
    for node in postorder(root):
        args = " ".join(done[a] for a in node.args)
        match node.op:
            case "rational":
                top, bottom = int(str(node.data.p)), int(str(node.data.q))  # type: ignore[union-attr]
                size = f"(/ {abs(top)}.0 {bottom}.0)"
                done[node] = size if top >= 0 else f"(- {size})"
            case "symbol":
                done[node] = str(node.data)
            case "nth_root":
                done[node] = "r"
            case "add":
                done[node] = f"(+ {args})"
            case "mul":
                done[node] = f"(* {args})"
            case "power":
                n = int(str(node.args[1].data))
                base = done[node.args[0]]
                done[node] = f"(* 1.0 {' '.join([base] * n)})" if n > 0 else f"(/ 1.0 {base})"
    return done[root]


def _z3(text: str) -> Work:
    def work() -> object:
        solver = z3.SolverFor("QF_NRA")
        solver.set("timeout", LIMIT_MS)
        solver.from_string(text)
        return str(solver.check())

    return work


def _cvc5(text: str) -> Work:
    def work() -> object:
        solver = cvc5.Solver()
        solver.setOption("tlimit-per", str(LIMIT_MS))
        parser = cvc5.InputParser(solver)
        script = f"(set-logic QF_NRA)\n{text}\n"
        parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, script, "question")
        while not (command := parser.nextCommand()).isNull():
            command.invoke(solver, parser.getSymbolManager())
        return str(solver.checkSat())

    return work


def _line(
    name: str, field: Field, pairs: Pairs, theirs: Pairs | None = None, hard: bool = False
) -> Line:
    """Beside z3, and beside cvc5 unless that is not back after minutes."""
    text = smt(pairs if theirs is None else theirs)
    others = {"z3": _z3(text)} | ({} if hard else {"cvc5": _cvc5(text)})
    answers = {who: work() for who, work in others.items()}
    said = ", ".join(f"{who} says {answer}" for who, answer in answers.items())
    return compare(f"{name} ({said})", _ours(pairs, field), others, "z3", 1)


def one_variable() -> Iterator[Line]:
    """Tables of signs."""
    cubic = [(">", x * x * x - x - 1), (">=", rational("13/10") - x)]
    yield _line("x³ > x + 1 and x ≤ 13/10", QQ, cubic)
    touching = [(">", -((x * x - R2) ** 2) * (x - 3) ** 2)]
    yield _line("(x² - √2)²(x - 3)² ≥ 0", ROOT2.field, touching)
    wilkinson = rational(1)
    for k in range(1, 13):
        wilkinson *= x - k
    roots = [("=", wilkinson), (">", x - 12)]
    yield _line("the roots of (x - 1)…(x - 12) are at most 12", QQ, roots)


def exponentials() -> Iterator[Line]:
    """The same in t = e^x."""
    sigma = apply("sigmoid", x)
    ours = [(">", sigma * (1 - sigma) - QUARTER)]
    yield _line("σ′ ≤ 1/4 on R", QQ, ours, [(">", t), (">", 4 * t - (1 + t) ** 2)])
    ours = [(">", x), (">=", apply("tanh", x / 2) - apply("tanh", x))]
    theirs = [(">", t - 1), (">=", (t - 1) * (t * t + 1) - (t * t - 1) * (t + 1))]
    yield _line("tanh(x/2) < tanh x for x > 0", QQ, ours, theirs)


def several() -> Iterator[Line]:
    """Sums of products of relations and squares; the first is an end of a cell of the √2 net."""
    hinge = [*BOX, (">=", x + y - 1), (">", x * y - HINGE - QUARTER)]
    yield _line("xy - (1 + √2)/2 (x + y - 1) ≤ 1/4 above x + y = 1", ROOT2.field, hinge)
    yield _line("xy ≤ 1/4 on the triangle", QQ, [*TRIANGLE, (">", x * y - QUARTER)])
    definite = [(">", 2 * R2 * x * y - x * x - 2 * y * y)]
    yield _line("(x - √2 y)² ≥ 0 on R²", ROOT2.field, definite)
    middle = x * y * (1 - x) * (1 - y) - rational("1/16")
    yield _line("xy(1 - x)(1 - y) ≤ 1/16 on the unit square", QQ, [*BOX, (">", middle)])
    means = [(">=", x), (">=", y), (">=", z), (">", 27 * x * y * z - (x + y + z) ** 3)]
    yield _line("27xyz ≤ (x + y + z)³ for x, y, z ≥ 0", QQ, means, hard=True)


def lines() -> Iterator[Line]:
    """Every line of this file."""
    yield from one_variable()
    yield from exponentials()
    yield from several()
