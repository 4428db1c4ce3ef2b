"""The relations of a branch as expressions, for the engines that look into them."""

from __future__ import annotations

from collections.abc import Mapping

from flint import fmpq_mat

from symnn.claims.provers.cases.branch import Branch
from symnn.claims.provers.cases.forms import values_of
from symnn.claims.provers.cases.problem import Gate
from symnn.claims.provers.systems import Relation
from symnn.exact.expression import (
    MINUS_ONE,
    ONE,
    ZERO,
    Expr,
    add,
    mul,
    postorder,
    rational,
    rebuild,
)
from symnn.exact.number import Number
from symnn.exact.radicals import written_form


def relations_of(branch: Branch) -> tuple[Relation, ...]:
    """In the order of the evidence, the first is 1 > 0; the values of gates are put in."""
    problem = branch.problem
    base = [resolved(e, branch) for e in problem.base]
    return tuple(
        Relation(sign, _combination(branch, rows, base)) for sign, rows in branch.relations
    )


def _combination(branch: Branch, rows: fmpq_mat, base: list[Expr]) -> Expr:
    ring, terms = branch.problem.ring, []
    for row, expr in zip(rows.tolist(), base, strict=True):
        coefficient = ring.number(row)
        if coefficient != 0:
            terms.append(_term(coefficient, expr))
    return add(*terms) if terms else ZERO


def _term(coefficient: Number, expr: Expr) -> Expr:
    if expr == ONE:
        return written_form(coefficient)
    return expr if coefficient == 1 else mul(written_form(coefficient), expr)


def resolved(expr: Expr, branch: Branch) -> Expr:
    """The expression with the values of decided gates put in."""
    problem = branch.problem
    chosen = {problem.gate_exprs[c.gate]: (problem.gates[c.gate], c.which) for c in branch.chosen}
    done: dict[Expr, Expr] = {}
    for node in postorder(expr):
        args = tuple(done[a] for a in node.args)
        if node in chosen:
            done[node] = _value(node, *chosen[node], done)
        else:
            done[node] = rebuild(node, args)
    return done[expr]


def _value(node: Expr, gate: Gate, which: int, done: Mapping[Expr, Expr]) -> Expr:
    if gate.kind == "floor":
        return rational(which)
    if gate.kind == "abs":
        inner = done[node.args[0]]
        return mul(MINUS_ONE, inner) if which else inner
    return done[values_of(node)[which]]
