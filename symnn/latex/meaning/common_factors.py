"""One symbol, or one product of symbols, in all entries of a matrix: t A of e^{tA}."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from flint import fmpq

from symnn.errors import NotClosedError
from symnn.exact.evaluate import value
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    free_symbols,
    mul,
    power,
    rational,
    symbol,
)
from symnn.exact.number import Number
from symnn.exact.radicals import written_form

#: The exponent of each symbol, in the order of their names.
_Monomial: TypeAlias = "tuple[tuple[str, int], ...]"
_MAX_EXPONENT = 8


def common_factor(entries: Sequence[Expr]) -> tuple[Expr, list[Number]]:
    """A product s of symbols and the numbers c with entries c·s.

    Raises:
        NotClosedError: the entries are no numbers times one product of symbols.

    Examples:
        >>> t = symbol("t")
        >>> factor, numbers = common_factor([mul(rational(2), t), rational(0)])
        >>> factor == t, [int(str(n)) for n in numbers]
        (True, [2, 0])
    """
    parts = [_polynomial(e) for e in entries]
    monomials = {m for part in parts for m in part}
    if len(monomials) > 1:
        raise NotClosedError(
            "functions of a matrix with symbols are covered where all entries are numbers times "
            "one symbol or one product of symbols, as in e^{tA}"
        )
    found = monomials.pop() if monomials else ()
    return _product_of(found), [part.get(found, Number(0)) for part in parts]


def shift_and_factor(entries: Sequence[Expr], width: int) -> tuple[Expr, Expr, list[Number]]:
    """Sums s and products t of symbols, and the numbers N, with A = s I + t N row by row.

    Raises:
        NotClosedError: the matrix is not of this kind.

    Examples:
        >>> a, b = symbol("a"), symbol("b")
        >>> s, t, numbers = shift_and_factor([a, b, rational(0), a], 2)
        >>> s == a, t == b, [int(str(n)) for n in numbers]
        (True, True, [0, 1, 0, 0])
    """
    parts = [dict(_polynomial(e)) for e in entries]
    diagonal = [part for k, part in enumerate(parts) if k % (width + 1) == 0]
    others = {m for k, part in enumerate(parts) if k % (width + 1) for m in part}
    shifted: list[Expr] = []
    for monomial in dict.fromkeys(m for part in diagonal for m in part):
        numbers = {part.get(monomial, Number(0)) for part in diagonal}
        if monomial not in others and len(numbers) == 1:
            (number,) = numbers
            shifted.append(_term(number, monomial))
            for part in diagonal:
                del part[monomial]
    rest = {m for part in parts for m in part}
    if len(rest) > 1:
        raise NotClosedError("a matrix with symbols that is not a sum s I + t N")
    found = rest.pop() if rest else ()
    return (
        add(*shifted) if shifted else ZERO,
        _product_of(found),
        [part.get(found, Number(0)) for part in parts],
    )


def _term(number: Number, monomial: _Monomial) -> Expr:
    whole = _product_of(monomial)
    return whole if number == 1 else mul(written_form(number), whole)


def _product_of(monomial: _Monomial) -> Expr:
    factors = [symbol(n) if k == 1 else power(symbol(n), rational(k)) for n, k in monomial]
    return mul(*factors) if factors else ONE


def _polynomial(expr: Expr) -> Mapping[_Monomial, Number]:
    """The coefficients of a polynomial in its symbols, without zeros."""
    if not free_symbols(expr):
        number = value(expr)
        return {(): number} if number else {}
    match expr.op:
        case "symbol":
            return {((str(expr.data), 1),): Number(1)}
        case "add":
            total: dict[_Monomial, Number] = {}
            for part in expr.args:
                for m, c in _polynomial(part).items():
                    total[m] = total[m] + c if m in total else c
            return {m: c for m, c in total.items() if c}
        case "mul":
            product: Mapping[_Monomial, Number] = {(): Number(1)}
            for part in expr.args:
                product = _times(product, _polynomial(part))
            return product
        case "power":
            exponent = expr.args[1].data
            if isinstance(exponent, fmpq) and exponent.q == 1 and 0 < exponent <= _MAX_EXPONENT:
                base, product = _polynomial(expr.args[0]), {(): Number(1)}
                for _ in range(int(exponent.p)):
                    product = _times(product, base)
                return product
    raise NotClosedError("a function of a matrix whose entries are no polynomials in the symbols")


def _times(
    left: Mapping[_Monomial, Number], right: Mapping[_Monomial, Number]
) -> dict[_Monomial, Number]:
    found: dict[_Monomial, Number] = {}
    for m, c in left.items():
        for n, d in right.items():
            exponents = dict(m)
            for name, k in n:
                exponents[name] = exponents.get(name, 0) + k
            key = tuple(sorted(exponents.items()))
            found[key] = found[key] + c * d if key in found else c * d
    return {m: c for m, c in found.items() if c}
