"""The set of points at which a claim holds, in words and as formulas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any, Final, final

from symnn.claims.formula import Atomic, Formula
from symnn.exact.expression import ZERO
from symnn.exact.plain import plain
from symnn.functions.sympy_functions import relation_to_sympy

#: What holds on the whole domain.
EVERYWHERE: Final = Atomic("=", ZERO, ZERO)


@final
@dataclass(frozen=True, slots=True)
class SolutionSet:
    """The union of some sets, each a polyhedron and perhaps an equation on it.

    Attributes:
        pieces: a formula for each; they may touch or overlap. None of them: the empty set.

    The domain that was asked about is understood; the pieces do not repeat it.
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

    def __str__(self) -> str:
        if self.is_nowhere:
            return "nowhere"
        if self.is_everywhere:
            return "everywhere"
        return "; ".join(f"on {said(piece)}" for piece in self.pieces)

    def to_sympy(self) -> Any:
        """The set as a sympy formula: an Or of And of relations, for printing and plotting."""
        parts = [_to_sympy(piece) for piece in self.pieces]
        return reduce(or_, parts) if parts else relation_to_sympy("!=", ZERO, ZERO)


def _to_sympy(formula: Formula) -> Any:
    if isinstance(formula, Atomic):
        return relation_to_sympy(formula.relation, formula.left, formula.right)
    parts = [_to_sympy(part) for part in formula.parts]
    return reduce(and_ if formula.connective == "and" else or_, parts)


def said(formula: Formula, inside: bool = False) -> str:
    """The formula in words: x + y <= 1 and (x = 0 or y = 0).

    Examples:
        >>> from symnn.exact.expression import symbol
        >>> said(Atomic("<=", symbol("x") + symbol("y"), ZERO)) == "x + y <= 0"
        True
    """
    if isinstance(formula, Atomic):
        return f"{plain(formula.left)} {formula.relation} {plain(formula.right)}"
    if formula.connective == "not":
        return f"not {said(formula.parts[0], inside=True)}"
    text = f" {formula.connective} ".join(said(part, inside=True) for part in formula.parts)
    return f"({text})" if inside else text
