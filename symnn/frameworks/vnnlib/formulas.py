"""Formulas over inputs X_i and outputs Y_j, evaluated in fractions or in balls.

The room of a formula says by how much it holds: of a <= b it is b - a, of a conjunction the least
room, of a disjunction the largest. A formula with room > 0 holds, one with room < 0 does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import TypeAlias, final

from flint import arb, fmpq

from symnn.exact.ball import certain_sign

#: An exact number, or a ball around one.
Value: TypeAlias = "Fraction | arb"
#: ("X", 3) for X_3.
Name: TypeAlias = "tuple[str, int]"


@final
@dataclass(frozen=True, slots=True)
class Term:
    """A constant, a variable, or a sum, product or negative of terms."""

    kind: str
    parts: tuple[Term, ...] = ()
    number: Fraction = Fraction(0)
    name: Name = ("", 0)

    def at(self, values: Mapping[Name, Value]) -> Value:
        """The value where variables have values.

        Examples:
            >>> x = Term("variable", name=("X", 0))
            >>> Term("sum", (x, x)).at({("X", 0): Fraction(3)})
            Fraction(6, 1)
        """
        match self.kind:
            case "constant":
                return self.number
            case "variable":
                return values[self.name]
            case "sum":
                return reduce(plus, (part.at(values) for part in self.parts))
            case _:
                return reduce(times, (part.at(values) for part in self.parts))

    def negative(self) -> Term:
        """Its negative."""
        if self.kind == "constant":
            return Term("constant", number=-self.number)
        return Term("product", (Term("constant", number=Fraction(-1)), self))

    def factors(self) -> int:
        """The most factors that are multiplied for one of its values.

        Examples:
            >>> two = Term("constant", number=Fraction(2))
            >>> Term("product", (two, Term("sum", (two, Term("product", (two, two)))))).factors()
            3
        """
        inner = [part.factors() for part in self.parts]
        return sum(inner) if self.kind == "product" else max(inner, default=1)

    def has_variables(self) -> bool:
        """Whether a variable is in it."""
        return self.kind == "variable" or any(part.has_variables() for part in self.parts)


def _ball(value: Value) -> arb:
    return arb(fmpq(value.numerator, value.denominator)) if isinstance(value, Fraction) else value


def plus(left: Value, right: Value) -> Value:
    """The sum; a ball if one of them is."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left + right
    return _ball(left) + _ball(right)


def times(left: Value, right: Value) -> Value:
    """The product; a ball if one of them is."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left * right
    return _ball(left) * _ball(right)


def size(value: Value) -> Value:
    """The absolute value."""
    return abs(value) if isinstance(value, Fraction) else value.__abs__()


def extreme(left: Value, right: Value, largest: bool) -> Value:
    """The larger or the smaller one; a ball if one of them is."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return max(left, right) if largest else min(left, right)
    a, b = _ball(left), _ball(right)
    return a.max(b) if largest else a.min(b)


def sign_of(value: Value) -> int | None:
    """-1, 0 or 1; None for a ball around 0."""
    if isinstance(value, Fraction):
        return (value > 0) - (value < 0)
    return certain_sign(value)


@final
@dataclass(frozen=True, slots=True)
class Formula:
    """A relation term >= 0, > 0 or = 0, or "and" and "or" of formulas.

    Attributes:
        kind: ">=", ">", "=", "and" or "or".
        term: of a relation.
        parts: of "and" and "or".
    """

    kind: str
    term: Term | None = None
    parts: tuple[Formula, ...] = ()

    def names(self) -> set[Name]:
        """The variables in it."""
        found = set[Name]()
        formulas, terms = [self], list[Term]()
        while formulas:
            formula = formulas.pop()
            formulas += formula.parts
            terms += [] if formula.term is None else [formula.term]
        while terms:
            term = terms.pop()
            terms += term.parts
            if term.kind == "variable":
                found.add(term.name)
        return found

    def room(self, values: Mapping[Name, Value]) -> Value:
        """By how much it holds; negative if it does not."""
        if self.term is not None:
            value = self.term.at(values)
            return value if self.kind != "=" else times(Fraction(-1), size(value))
        rooms = [part.room(values) for part in self.parts]
        return reduce(lambda a, b: extreme(a, b, self.kind == "or"), rooms)

    def holds(self, values: Mapping[Name, Value]) -> bool | None:
        """Whether it holds; None if balls do not tell."""
        if self.term is not None:
            sign = sign_of(self.term.at(values))
            if sign is None:
                return self._of_a_ball(values)
            return sign > 0 or (sign == 0 and self.kind != ">") if self.kind != "=" else sign == 0
        truths = [part.holds(values) for part in self.parts]
        decisive = self.kind == "or"
        if decisive in truths:
            return decisive
        return None if None in truths else not decisive

    def _of_a_ball(self, values: Mapping[Name, Value]) -> bool | None:
        value = self.term.at(values) if self.term is not None else None
        if isinstance(value, arb) and value.is_finite() and self.kind == ">=" and value >= 0:
            return True
        if isinstance(value, arb) and value.is_finite() and self.kind == ">" and value <= 0:
            return False
        return None


def negated(formula: Formula) -> Formula:
    """Its negation, without negations inside.

    Examples:
        >>> negated(Formula(">=", Term("variable", name=("X", 0)))).kind
        '>'
    """
    if formula.term is None:
        kind = "or" if formula.kind == "and" else "and"
        return Formula(kind, parts=tuple(map(negated, formula.parts)))
    minus = Term("product", (Term("constant", number=Fraction(-1)), formula.term))
    if formula.kind == "=":
        return Formula("or", parts=(Formula(">", formula.term), Formula(">", minus)))
    return Formula(">" if formula.kind == ">=" else ">=", minus)
