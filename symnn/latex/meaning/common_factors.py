"""One symbol, or one product of symbols, in all entries of a matrix: t A of e^{tA}."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from flint import fmpq

from symnn.errors import NotClosedError
from symnn.exact.evaluate import value
from symnn.exact.expression import ONE, Expr, free_symbols, mul, power, rational, symbol
from symnn.exact.number import Number

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
    factors = [symbol(n) if k == 1 else power(symbol(n), rational(k)) for n, k in found]
    whole = ONE if not factors else factors[0] if len(factors) == 1 else mul(*factors)
    return whole, [part.get(found, Number(0)) for part in parts]


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
