"""What is said of piecewise-linear functions: pieces, breakpoints, continuity, extreme values.

Everything rests on the cells of the function, enumerated exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from symnn.claims.formula import Atomic, Formula
from symnn.documents.phrases.functions import Function
from symnn.documents.phrases.matrices import refuse
from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import (
    ZERO,
    Expr,
    add,
    free_symbols,
    mul,
    negative,
    postorder,
    substitute,
)
from symnn.exact.linear_programs import Constraint
from symnn.exact.number import Number
from symnn.functions.lower import lower
from symnn.networks.cells.cell import AffineMap, Cell
from symnn.networks.cells.continuity import first_jump
from symnn.networks.cells.domain import Polyhedron
from symnn.networks.cells.pieces import joined
from symnn.networks.cells.program import program_of_expression
from symnn.networks.cells.study import Study

SECONDS: Final = 4
METHOD: Final = "exact cells"


def study_of(f: Function) -> Study:
    """The cells of a piecewise-linear function on its domain.

    Raises:
        MeaningError: it is not piecewise linear, or there are too many cells.
    """
    x = f.point("x")
    names = [str(e.data) for e in x]
    try:
        program = program_of_expression(lower(f.value(x)), names)
        rows = [_constraint(formula, names) for formula in f.domain(x)]
        domain = Polyhedron.of(tuple(rows), len(names))
        return Study(domain, program).found_within(SECONDS).nonempty()
    except SymnnError as error:
        raise refuse(str(error)) from error


def _constraint(formula: Formula, names: Sequence[str]) -> Constraint:
    """A linear inequality as a row."""
    if not isinstance(formula, Atomic) or formula.relation == "!=":
        raise refuse("this domain has no faces")
    turn = formula.relation in ("<", "<=")
    sides = (formula.right, formula.left) if turn else (formula.left, formula.right)
    form = lower(add(sides[0], negative(sides[1])))
    at_zero = dict.fromkeys(names, ZERO)
    constant = exact_value(substitute(form, at_zero))
    coefficients = []
    for name in names:
        there = exact_value(substitute(form, {**at_zero, name: ZERO + 1}))
        coefficients.append(there - constant)
    sign = {"<": ">", "<=": ">="}.get(formula.relation, formula.relation)
    return Constraint(tuple(coefficients), sign, constant)


def counts(f: Function) -> set[int]:
    """How many linear pieces there are, by every way of counting that authors use.

    Maximal connected sets with one affine map; different affine maps; activation regions.
    """
    asked = study_of(f)
    maps: set[AffineMap] = {cell.map for cell in asked.cells}
    return {len(joined(asked)), len(maps), len(asked.cells)}


def stretches(f: Function) -> int:
    """How many intervals there are on which a function of one number is affine."""
    return len(joined(study_of(f)))


def breakpoints(f: Function) -> list[Number]:
    """Where a function of one number changes its slope, or jumps, from left to right."""
    if f.inputs != 1:
        raise refuse(f"{f.name} takes {f.inputs} numbers; where it bends is no list of points")
    asked = study_of(f)
    groups = joined(asked)
    found = set()
    for group in groups:
        ends = [_ends(asked, i) for i in group]
        inside = {e for pair in ends for e in pair}
        once = [e for e in inside if sum(e in pair for pair in ends) == 1]
        found |= {e for e in once if _is_inside(asked, e)}
    return sorted(found)


def _ends(asked: Study, place: int) -> tuple[Number, ...]:
    cell = asked.cells[place]
    return () if cell.lines else tuple(point[0] for point in cell.vertices)


def _is_inside(asked: Study, point: Number) -> bool:
    return all(row.at((point,)).sign() > 0 for row in asked.domain.constraints)


def is_continuous(f: Function) -> bool:
    """Whether a piecewise-linear function has no jump."""
    return first_jump(study_of(f)) is None


def grows(cell: Cell) -> bool:
    """Whether the affine map of a cell is unbounded on it: it changes along a ray or a line."""
    ways = [*cell.directions, *cell.lines]
    return any(
        sum((a * b for a, b in zip(row, way, strict=True)), Number(0)).sign() != 0
        for row in cell.map.matrix
        for way in ways
    )


def is_smooth_composition(expr: Expr) -> bool:
    """Whether an expression is built of functions that are continuous on all of ℝ alone."""
    safe = {"exp", "sin", "cos", "atan", "erf", "abs", "max", "min"}
    for node in postorder(lower(expr)):
        if node.op in ("rational", "root", "symbol", "pi", "add", "mul"):
            continue
        if node.op == "apply" and node.data in safe:
            continue
        if node.op == "power" and not free_symbols(node.args[1]):
            exponent = exact_value(node.args[1])
            if exponent.is_rational and exponent.as_fmpq().q == 1 and exponent.sign() > 0:
                continue
        return False
    return True


def linear_form(coefficients: Sequence[Expr], point: Sequence[Expr], constant: Expr) -> Expr:
    """w · x + b."""
    return add(*(mul(a, b) for a, b in zip(coefficients, point, strict=True)), constant)
