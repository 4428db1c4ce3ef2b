"""Rational expressions in their shortest form: one quotient of polynomials without common factors.

A square root of it then has the factors that its author sees, and their signs can be told.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from symnn.exact.expression import (
    ONE,
    Expr,
    add,
    apply,
    free_symbols,
    mul,
    nth_root,
    postorder,
    power,
    quotient,
    rational,
    symbol,
)

_Quotient: TypeAlias = "tuple[fmpq_mpoly, fmpq_mpoly]"

_MOST_NODES: Final = 600
_MOST_DEGREE: Final = 12


def shortest(value: Expr) -> Expr:
    """The same value as a quotient of factors; as it is, if it is no rational expression.

    >>> x = symbol("x")
    >>> shortest(add(mul(x, x), mul(rational(-1), x, x), rational(4))) == rational(4)
    True
    """
    names = sorted(free_symbols(value))
    if sum(1 for _ in postorder(value)) > _MOST_NODES:
        return value
    context = fmpq_mpoly_ctx.get(tuple(f"x{k}" for k in range(len(names))) or ("x0",), Ordering.lex)
    letters = dict(zip(names, context.gens(), strict=False))
    found: dict[Expr, tuple[fmpq_mpoly, fmpq_mpoly]] = {}
    one = context.constant(1)
    for node in postorder(value):
        made = _made(node, found, letters, context, one)
        if made is None:
            return value
        found[node] = made
    above, below = found[value]
    common = above.gcd(below)
    if not common.is_zero():
        above, below = above // common, below // common
    back = {f"x{k}": symbol(name) for k, name in enumerate(names)}
    top, bottom = (_factored(part, back) for part in (above, below))
    return top if bottom == ONE else quotient(top, bottom)


def root_of(value: Expr) -> Expr:
    """The square root, of a value in its shortest form."""
    found = shortest(value)
    factors = list(found.args) if found.op == "mul" else [found]
    outside, inside = list[Expr](), list[Expr]()
    for factor in factors:
        half = _half(factor)
        (inside if half is None else outside).append(factor if half is None else half)
    if not outside:
        return nth_root(found)
    return mul(*outside, *([nth_root(mul(*inside))] if inside else []))


def _half(factor: Expr) -> Expr | None:
    """|x|^k of x^{2k}, 1/|x|^k of x^{-2k}; None for what is no such power."""
    if factor.op != "power" or not isinstance(factor.args[1].data, fmpq):
        return None
    base, exponent = factor.args[0], factor.args[1].data
    inner = base.args[1].data if base.op == "power" else None
    if isinstance(inner, fmpq):  # (x^2)^{-1}
        base, exponent = base.args[0], exponent * inner
    if base.op == "rational" or exponent.q != 1 or int(exponent.p) % 2:
        return None
    return power(apply("abs", base), rational(exponent / 2))


def _made(
    node: Expr,
    found: Mapping[Expr, _Quotient],
    letters: Mapping[str, fmpq_mpoly],
    context: fmpq_mpoly_ctx,
    one: fmpq_mpoly,
) -> _Quotient | None:
    """Numerator and denominator of a node."""
    if isinstance(node.data, fmpq):
        return context.constant(node.data), one
    if node.op == "symbol":
        letter = letters.get(str(node.data))  # none of a variable that is bound within
        return None if letter is None else (letter, one)
    parts = [found[a] for a in node.args if a in found]
    if node.op == "add":
        above, below = context.constant(0), one
        for a, b in parts:
            above, below = above * b + a * below, below * b
        return above, below
    if node.op == "mul":
        above, below = one, one
        for a, b in parts:
            above, below = above * a, below * b
        return above, below
    if node.op == "power" and node.args[1].op == "rational":
        exponent = node.args[1].data
        if not isinstance(exponent, fmpq) or exponent.q != 1 or abs(int(exponent.p)) > _MOST_DEGREE:
            return None
        degree, (a, b) = int(exponent.p), parts[0]
        if degree < 0 and a.is_zero():
            return None
        return (a**degree, b**degree) if degree >= 0 else (b**-degree, a**-degree)
    return None


def _factored(part: fmpq_mpoly, back: dict[str, Expr]) -> Expr:
    """A polynomial as a product of powers of its factors."""
    if part.is_zero():
        return rational(0)
    scale, factors = part.factor()
    found = [] if scale == 1 and factors else [rational(scale)]
    for factor, degree in factors:
        own = _written(factor, back)
        found.append(own if degree == 1 else power(own, rational(int(degree))))
    return mul(*found) if found else ONE


def _written(part: fmpq_mpoly, back: dict[str, Expr]) -> Expr:
    names = list(back.values())
    terms = []
    for exponents, coefficient in part.to_dict().items():
        factors = [] if coefficient == 1 and any(exponents) else [rational(coefficient)]
        for name, degree in zip(names, exponents, strict=False):
            if degree:
                factors.append(name if degree == 1 else power(name, rational(int(degree))))
        terms.append(mul(*factors))
    return add(*terms)
