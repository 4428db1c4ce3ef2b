"""A proof over cells as a table: on each cell every kink is an affine map, and the claim holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from symnn.claims.formula import Atomic, Formula
from symnn.claims.language import check
from symnn.claims.verdict import Verdict
from symnn.derivations.cells import MOST_CASES
from symnn.derivations.derivation import Derivation
from symnn.derivations.draft import Draft, Form
from symnn.derivations.formulas.from_expressions import formula, name_of
from symnn.derivations.formulas.nodes import Name, Node, Relation
from symnn.derivations.halfspaces import conditions_of_cell, relation_of
from symnn.derivations.steps import Line, Words
from symnn.derivations.typesetting.style import Depth, Style, check_depth
from symnn.errors import ClaimError, TooLargeError, UnsupportedError
from symnn.exact.expression import (
    Expr,
    add,
    free_symbols,
    mul,
    negative,
    postorder,
    rebuild,
    symbol,
)
from symnn.exact.linear_programs import Constraint
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.functions.lower import lower
from symnn.networks.cells.cell import Cell
from symnn.networks.cells.domain import Polyhedron
from symnn.networks.cells.program import Builder, Program
from symnn.networks.cells.walk import walk

#: Functions that have kinks or jumps.
_KINKED: Final = frozenset(
    {"relu", "abs", "max", "min", "sign", "step", "leaky_relu", "prelu", "hard_tanh"}
    | {"hard_sigmoid", "relu6"}
)


def derive_proof(
    claim: Any, *, depth: Depth = "textbook", style: Style | None = None
) -> Derivation:
    r"""A proof by cells, laid out as a table: one proved row for each cell.

    On a cell every relu, max or absolute value of the claim is affine; it is put in, and the
    relation that is left is proved there.

    Args:
        claim: a proved Verdict, or a claim that `check` proves: one relation between expressions
            with kinks, over a polyhedron.
        depth, style: as for the forward pass.

    Exactness: exact; every row, and the claim as a whole, has been proved.

    Raises:
        ClaimError: the claim is not proved.
        UnsupportedError: it is no single relation, nothing in it has kinks, or its domain is not
            a polyhedron.
        TooLargeError: there are more than 24 cells.

    Examples:
        >>> import sympy as sp, symnn as sn
        >>> x = sp.Symbol("x", real=True)
        >>> print(derive_proof(sn.Le(x, abs(x))))
        cell  on it
        1     x ≤ |x| = -x   (x ≤ 0)
        2     x ≤ |x| = x   (x ≥ 0)
        <BLANKLINE>
        For all real x:
        <BLANKLINE>
        x ≤ |x|
    """
    check_depth(depth)
    verdict = claim if isinstance(claim, Verdict) else check(claim)
    if not verdict.proved:
        raise ClaimError(f"only a proved claim has a proof: {verdict}")
    atom = verdict.claim.formula
    if not isinstance(atom, Atomic):
        raise UnsupportedError("a proof by cells is laid out for one relation between two sides")
    names = sorted(verdict.claim.symbols())
    domain = Polyhedron.of([_constraint(f, names) for f in verdict.claim.over], len(names))
    kinks, cells = _cells(atom, names, domain)
    draft = Draft("Proof by cells")
    rows: list[tuple[Words | Line, ...]] = [
        ((str(number),), _row(draft, atom, kinks, cell, names))
        for number, cell in enumerate(cells, 1)
    ]
    draft.table((("cell",), ("on it",)), *rows)
    draft.for_all(name_of(name) for name in names)
    over = tuple(relation_of(row, [name_of(n) for n in names]) for row in domain.constraints)
    left, right = formula(atom.left), formula(atom.right)
    draft.prove(left, Form(right, relation=atom.relation), conditions=over, is_result=False)
    return draft.finish(depth, style)


def _constraint(part: Formula, names: Sequence[str]) -> Constraint:
    """An affine relation of the domain."""
    if not isinstance(part, Atomic) or part.relation == "!=":
        raise UnsupportedError("the domain of a proof by cells is a polyhedron")
    builder, inputs = _builder(names)
    difference = add(part.left, negative(part.right))
    form = builder.expression(lower(difference), inputs, "the domain")
    if builder.gates:
        raise UnsupportedError("the domain of a proof by cells is a polyhedron")
    flip = -1 if part.relation in ("<=", "<") else 1
    zero = Number(0)
    coefficients = tuple(flip * form.get(i, zero) for i in range(1, len(names) + 1))
    sign = {"<=": ">=", "<": ">"}.get(part.relation, part.relation)
    return Constraint(coefficients, sign, flip * form.get(0, zero))


def _builder(names: Sequence[str]) -> tuple[Builder, dict[str, Any]]:
    return Builder(len(names)), {name: {i: Number(1)} for i, name in enumerate(names, 1)}


def _cells(atom: Atomic, names: Sequence[str], domain: Polyhedron) -> tuple[list[Expr], list[Cell]]:
    """The parts with kinks that are piecewise linear, and cells on which all are affine."""
    builder, inputs = _builder(names)
    kinks, outputs = [], []
    for node in postorder(atom.left, atom.right):
        kinked = node.op == "piecewise" or (node.op == "apply" and node.data in _KINKED)
        if not kinked or not free_symbols(node):
            continue
        before = list(builder.gates)
        try:
            outputs.append(builder.expression(lower(node), inputs, "the claim"))
        except UnsupportedError:
            builder.gates[:] = before
        else:
            kinks.append(node)
    if not kinks:
        raise UnsupportedError("nothing in this claim is piecewise linear, so it has no cells")
    gates = tuple(gate._replace(group=gate.level) for gate in builder.gates)
    cells = list(walk(Program(len(names), gates, tuple(outputs)), domain))
    if len(cells) > MOST_CASES:
        raise TooLargeError(f"{len(cells)} cells are too many for a page; the cap is {MOST_CASES}")
    return kinks, cells


def _row(draft: Draft, atom: Atomic, kinks: list[Expr], cell: Cell, names: Sequence[str]) -> Line:
    """left = left with affine maps ~ right with affine maps = right, on the cell."""
    maps = zip(kinks, cell.map.matrix, cell.map.shift, strict=True)
    put = {kink: _affine(row, shift, names) for kink, row, shift in maps}
    letters = [name_of(name) for name in names]
    left, right = (_replaced(side, put) for side in (atom.left, atom.right))
    sides = formula(atom.left), formula(left), formula(right), formula(atom.right)
    forms = [Form(sides[1])] if sides[1] != sides[0] else []
    forms.append(Form(sides[2], relation=atom.relation))
    if sides[3] != sides[2]:
        forms[-1] = Form(sides[3], relation=atom.relation)
        forms.append(Form(sides[2]))
    return draft.line(sides[0], *forms, conditions=_conditions(cell, letters), is_result=False)


def _conditions(cell: Cell, letters: Sequence[Name]) -> tuple[Relation, ...]:
    nodes: list[Node] = [*letters]
    return conditions_of_cell(cell, nodes)


def _affine(row: Sequence[Number], shift: Number, names: Sequence[str]) -> Expr:
    """a · x + c as an expression, without terms that are 0."""
    terms = [
        symbol(n) if a == Number(1) else mul(written_form(a), symbol(n))
        for a, n in zip(row, names, strict=True)
        if not a.is_zero()
    ]
    if not shift.is_zero() or not terms:
        terms.append(written_form(shift))
    return add(*terms)


def _replaced(expr: Expr, put: dict[Expr, Expr]) -> Expr:
    done: dict[Expr, Expr] = {}
    for node in postorder(expr):
        done[node] = put.get(node) or rebuild(node, tuple(done[a] for a in node.args))
    return done[expr]
