"""Closed expressions in exponentials as elements of a field, with a decided zero.

An element is a fraction in normal form (`symnn.exact.exponential`). Whether it is zero is
decided by the theorem of Lindemann and Weierstrass when all exponents are algebraic, and else
by a ball that excludes zero; where neither speaks, the question is refused, never guessed.
"""

from __future__ import annotations

from typing import Final, final

from symnn.errors import NotClosedError, UnsupportedError
from symnn.exact.ball import certain_sign, enclose, holds
from symnn.exact.exponential import ONE_POLY, ZERO_POLY, Atom, Frac, Monomial, Poly, of_poly
from symnn.exact.expression import (
    ONE,
    PI,
    ZERO,
    Expr,
    add,
    apply,
    exp,
    free_symbols,
    mul,
    nth_root,
    power,
    quotient,
    rational,
    symbol,
)
from symnn.exact.normal_form import Condition, is_one_level, normal_form
from symnn.exact.plain import plain
from symnn.exact.radicals import written_form

_BITS: Final = (128, 512, 2048, 8192)


@final
class ClosedForm:
    """A real number given by a closed expression in exponentials, logarithms and roots.

    Exactness: exact. Equality decides for exponentials of algebraic numbers; see `vanishes`.

    Examples:
        >>> e = ClosedForm.of(exp(ONE))
        >>> (e / e - ClosedForm.of(ONE)).vanishes()
        True
    """

    __slots__ = ("form",)

    form: Frac

    def __init__(self, form: Frac) -> None:
        object.__setattr__(self, "form", form)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"ClosedForm is immutable; {name} cannot be set")

    @classmethod
    def of(cls, expr: Expr) -> ClosedForm:
        """The value of a closed expression in primitive functions.

        Raises:
            NotClosedError: it holds a free symbol.
            UndefinedError: it has no value.
            UnsupportedError: whether it has one could not be told.
        """
        if free_symbols(expr):
            names = ", ".join(sorted(free_symbols(expr)))
            raise NotClosedError(f"the symbols {names} have no value; put numbers for them")
        found = normal_form(expr)
        for condition in found.conditions:
            if not _holds(condition):
                raise UnsupportedError(
                    f"whether {plain(condition.expr)} {condition.relation} 0 could not be told, "
                    "so the entry may have no value"
                )
        return cls(found.value)

    def __add__(self, other: ClosedForm) -> ClosedForm:
        return ClosedForm(self.form.add(other.form))

    def __sub__(self, other: ClosedForm) -> ClosedForm:
        return ClosedForm(self.form.add(other.form.negative()))

    def __mul__(self, other: ClosedForm) -> ClosedForm:
        return ClosedForm(self.form.mul(other.form))

    def __truediv__(self, other: ClosedForm) -> ClosedForm:
        return ClosedForm(self.form.mul(other.form.inverse()))

    def vanishes(self) -> bool:
        """Whether the number is 0.

        Exactness: decides or refuses.

        Raises:
            UnsupportedError: no theorem here and no precision up to the cap tells.
        """
        if not self.form.num.terms:
            return True
        if is_one_level(of_poly(self.form.num)):
            return False
        value = written_sum(self.form.num)
        if any(certain_sign(enclose(value, bits)) for bits in _BITS):
            return False
        raise UnsupportedError(
            "an entry could not be told from 0: it agrees with 0 to many digits, and no theorem "
            "here says whether it is"
        )

    def expr(self) -> Expr:
        """The number as an expression."""
        top = written_sum(self.form.num)
        return top if self.form.den == ONE_POLY else quotient(top, written_sum(self.form.den))


def _holds(condition: Condition) -> bool:
    return any(holds(condition.relation, enclose(condition.expr, bits)) for bits in _BITS)


def written_sum(poly: Poly) -> Expr:
    """A normal form as an expression, its terms in a fixed order."""
    if poly == ZERO_POLY:
        return ZERO
    terms = []
    for monomial, coefficient in sorted(poly.terms.items(), key=lambda item: item[0].text()):
        factors = _factors(monomial)
        number = written_form(coefficient)
        parts = factors if factors and number == ONE else [number, *factors]
        terms.append(mul(*parts))
    return add(*terms)


def _factors(monomial: Monomial) -> list[Expr]:
    found = [_power(_atom(atom), k) for atom, k in monomial.powers]
    if monomial.exponent is not None:
        found.append(exp(written_sum(monomial.exponent)))
    return found


def _power(base: Expr, k: int) -> Expr:
    return base if k == 1 else power(base, rational(k))


def _atom(atom: Atom) -> Expr:
    parts = [written_sum(part) for part in atom.argument]
    match atom.kind:
        case "symbol":
            return symbol(str(atom.label))
        case "pi":
            return PI
        case "root":
            return nth_root(parts[0], int(atom.label))
        case "abs":
            return apply("abs", parts[0])
        case "inverse":
            return power(parts[0], rational(-1))
    inside = parts[0] if atom.argument[1] == ONE_POLY else quotient(parts[0], parts[1])
    return apply(atom.kind, inside)
