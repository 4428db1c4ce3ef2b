"""The set of points at which a claim holds, in words and as formulas."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_
from typing import Any, Final, final

from flint import fmpq

from symnn.claims.formula import Atomic, Compound, Formula, said
from symnn.deferred import dataclass
from symnn.exact.expression import ZERO, Expr, add, mul, negative, rational
from symnn.functions.sympy_functions import relation_to_sympy

#: What holds on the whole domain.
EVERYWHERE: Final = Atomic("=", ZERO, ZERO)


@final
@dataclass(frozen=True, slots=True)
class SolutionSet:
    """The union of some sets, each a polyhedron and perhaps an equation on it.

    Attributes:
        pieces: a formula for each; they may touch or overlap. None of them: the empty set.

    The domain that was asked about is understood; the pieces do not repeat it, unless it is a
    finite set or of several parts.
    """

    pieces: tuple[Formula, ...]

    @property
    def is_everywhere(self) -> bool:
        """Whether one piece is the whole domain. Never wrongly true; several may cover it too."""
        return EVERYWHERE in self.pieces

    @property
    def is_nowhere(self) -> bool:
        """Whether it is empty."""
        return not self.pieces

    def __repr__(self) -> str:
        return f"SolutionSet({self})"

    def __str__(self) -> str:
        if self.is_nowhere:
            return "nowhere"
        if self.is_everywhere:
            return "everywhere"
        return "; ".join(f"on {said(_tidy(piece))}" for piece in self.pieces)

    def to_sympy(self) -> Any:
        """The set as a sympy formula: an Or of And of relations, for printing and plotting."""
        parts = [_to_sympy(piece) for piece in self.pieces]
        return reduce(or_, parts) if parts else relation_to_sympy("!=", ZERO, ZERO)


def _to_sympy(formula: Formula) -> Any:
    if isinstance(formula, Atomic):
        return relation_to_sympy(formula.relation, formula.left, formula.right)
    parts = [_to_sympy(part) for part in formula.parts]
    return reduce(and_ if formula.connective == "and" else or_, parts)


def _tidy(formula: Formula) -> Formula:
    """The formula with x - 2 = 0 as x = 2, and 2 - x^2 > 0 as x^2 < 2."""
    if isinstance(formula, Compound):
        return Compound(formula.connective, tuple(_tidy(part) for part in formula.parts))
    left = formula.left
    shifts = [a for a in left.args if isinstance(a.data, fmpq)] if left.op == "add" else []
    if formula.right != ZERO or len(shifts) != 1:
        return formula
    rest = [a for a in left.args if a is not shifts[0]]
    turned = [_without_minus(a) for a in rest]
    if None in turned:
        return Atomic(formula.relation, add(*rest), negative(shifts[0]))
    relation = formula.relation.translate(str.maketrans("<>", "><"))
    return Atomic(relation, add(*(a for a in turned if a is not None)), shifts[0])


def _without_minus(term: Expr) -> Expr | None:
    """-t, if the term is written with a negative factor."""
    factor, *rest = term.args if term.op == "mul" else (term,)
    if not isinstance(factor.data, fmpq) or factor.data >= 0:
        return None
    return mul(*rest) if factor.data == -1 else mul(rational(-factor.data), *rest)
