"""Polynomials with like terms collected, so that what is positive in them is plain to see."""

from __future__ import annotations

from typing import Final, TypeAlias

from flint import fmpq

from symnn.exact.expression import ZERO, Expr, power, rational, symbol
from symnn.functions.calculus import plus, times

_MOST_TERMS: Final = 200
_LARGEST_POWER: Final = 4
#: Unknowns with their exponents, which may be negative.
_Monomial: TypeAlias = "tuple[tuple[str, int], ...]"
_Terms: TypeAlias = "dict[_Monomial, fmpq]"


def collected(value: Expr) -> Expr:
    """The same with one term for each product of powers of unknowns; anything else as it is.

    Exactness: equal to the value wherever that exists.

    Examples:
        >>> x = symbol("x")
        >>> collected(plus(x, times(rational(-1), x))) == ZERO
        True
    """
    terms = _terms(value)
    if terms is None:
        return value
    parts = []
    for monomial, factor in sorted(terms.items()):
        powers = (_power(name, exponent) for name, exponent in monomial)
        parts.append(times(rational(factor), *powers))
    return plus(*parts) if parts else ZERO


def _power(name: str, exponent: int) -> Expr:
    return symbol(name) if exponent == 1 else power(symbol(name), rational(exponent))


def _terms(value: Expr) -> _Terms | None:
    if isinstance(value.data, fmpq):
        return {(): value.data} if value.data != 0 else {}
    if value.op == "symbol":
        return {((str(value.data), 1),): fmpq(1)}
    if value.op == "add":
        return _sum(value)
    if value.op == "mul":
        found: _Terms | None = {(): fmpq(1)}
        for arg in value.args:
            found = _product(found, _terms(arg))
        return found
    return _whole_power(value) if value.op == "power" else None


def _sum(value: Expr) -> _Terms | None:
    found: _Terms = {}
    for arg in value.args:
        terms = _terms(arg)
        if terms is None:
            return None
        for monomial, factor in terms.items():
            found[monomial] = found.get(monomial, fmpq(0)) + factor
    return {monomial: factor for monomial, factor in found.items() if factor != 0}


def _product(one: _Terms | None, two: _Terms | None) -> _Terms | None:
    if one is None or two is None or len(one) * len(two) > _MOST_TERMS:
        return None
    found: _Terms = {}
    for a, f in one.items():
        for b, g in two.items():
            exponents = dict(a)
            for name, exponent in b:
                exponents[name] = exponents.get(name, 0) + exponent
            monomial = tuple(sorted((n, e) for n, e in exponents.items() if e))
            found[monomial] = found.get(monomial, fmpq(0)) + f * g
    return {monomial: factor for monomial, factor in found.items() if factor != 0}


def _whole_power(value: Expr) -> _Terms | None:
    """A whole power; a negative one of a single term alone."""
    base, exponent = _terms(value.args[0]), value.args[1].data
    if base is None or not isinstance(exponent, fmpq) or exponent.q != 1:
        return None
    whole = int(exponent.p)
    if abs(whole) > _LARGEST_POWER or (whole < 0 and len(base) != 1):
        return None
    if whole < 0:
        ((monomial, factor),) = base.items()
        base = {tuple((name, -e) for name, e in monomial): 1 / factor}
    found: _Terms | None = {(): fmpq(1)}
    for _ in range(abs(whole)):
        found = _product(found, base)
    return found
