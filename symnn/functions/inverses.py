r"""The inverse of a function of one number, as a formula: \sigma^{-1}(y) = log(y / (1 - y)).

A formula is proposed by undoing one operation after the other (y = 1/(1 + e^{-t}) gives
1/y = 1 + e^{-t}, then 1/y - 1 = e^{-t}), or, where t stands more than once, by solving a quotient
of two lines in e^{kt}. Only operations are undone whose inverse has no value outside the image, so
that the formula has none there, either.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from flint import fmpq, fmpq_poly

from symnn.exact.expression import (
    MINUS_ONE,
    Expr,
    add,
    apply,
    free_symbols,
    mul,
    negative,
    postorder,
    power,
    rational,
    symbol,
)
from symnn.functions.lower import lower

_MAX_DEGREE: Final = 8
_Quotient: TypeAlias = "tuple[fmpq_poly, fmpq_poly]"


def inverse_formula(body: Expr, name: str, value: str) -> Expr | None:
    r"""A formula R(y) with R(f(t)) = t wherever f has a value, or None where none is found.

    Args:
        body: f(t), an expression.
        name: t, its variable.
        value: y, the name of the variable of the inverse.

    Exactness: every step is undone exactly; None where t is not determined by f(t), or where it is
        not found in this way (piecewise functions, even powers).

    Examples:
        >>> from symnn.exact.expression import exp
        >>> t = symbol("t")
        >>> inverse_formula(exp(t) + 1, "t", "y") == apply("log", add(symbol("y"), rational(-1)))
        True
    """
    body, image = lower(body), symbol(value)
    return _undone(body, name, image) or _of_exponentials(body, name, image)


def _undone(body: Expr, name: str, image: Expr) -> Expr | None:
    """The one place of the variable, from the value of the whole."""
    while body.op != "symbol":
        inside = [i for i, part in enumerate(body.args) if name in free_symbols(part)]
        if len(inside) != 1:
            return None
        rest = [part for i, part in enumerate(body.args) if i != inside[0]]
        inner = body.args[inside[0]]
        before = _before(body, rest, image)
        if before is None:
            return None
        body, image = inner, before
    return image if body == symbol(name) else None


def _before(body: Expr, rest: list[Expr], image: Expr) -> Expr | None:
    """What an operation was given, from its value; None if it may have been given another."""
    if any(free_symbols(part) for part in rest):
        return None
    if body.op == "add":
        return add(image, *(negative(part) for part in rest))
    if body.op == "mul":
        factor = fmpq(1)
        for part in rest:
            if not isinstance(part.data, fmpq) or part.data == 0:
                return None
            factor *= part.data
        return _times(1 / factor, image)
    if body.op == "power":
        return power(image, MINUS_ONE) if rest == [MINUS_ONE] else None
    if body.op == "apply" and body.data in ("exp", "log"):
        return apply("log" if body.data == "exp" else "exp", image)
    return None


def _of_exponentials(body: Expr, name: str, image: Expr) -> Expr | None:
    """From (a u + b)/(c u + d) = y with u = e^{kt}: t = log((dy - b)/(a - cy))/k."""
    rates = {_rate(node, name) for node in postorder(body) if node.data == "exp"} - {fmpq(0)}
    if not rates or None in rates:
        return None
    unit = min(abs(rate) for rate in rates if rate is not None)
    found = _quotient(body, name, unit)
    if found is None:
        return None
    upper, lower_ = _reduced(*found)
    degree = max(upper.degree(), lower_.degree())
    if degree < 1 or any(p[i] != 0 for p in (upper, lower_) for i in range(1, degree)):
        return None
    a, b, c, d = upper[degree], upper[0], lower_[degree], lower_[0]
    if a * d == b * c:
        return None
    inside = mul(_line(d, image, -b), power(_line(-c, image, a), MINUS_ONE))
    return _times(1 / (unit * degree), apply("log", inside))


def _line(slope: fmpq, expr: Expr, shift: fmpq) -> Expr:
    if slope == 0:
        return rational(shift)
    return _times(slope, expr) if shift == 0 else add(rational(shift), _times(slope, expr))


def _times(factor: fmpq, expr: Expr) -> Expr:
    return expr if factor == 1 else mul(rational(factor), expr)


def _rate(node: Expr, name: str) -> fmpq | None:
    """k of exp(kt); 0 where t does not stand in it."""
    inside = node.args[0]
    if name not in free_symbols(inside):
        return fmpq(0)
    factors = list(inside.args) if inside.op == "mul" else [inside]
    if factors.count(symbol(name)) != 1:
        return None
    factors.remove(symbol(name))
    rate = fmpq(1)
    for factor in factors:
        if not isinstance(factor.data, fmpq):
            return None
        rate *= factor.data
    return rate


def _quotient(body: Expr, name: str, unit: fmpq) -> _Quotient | None:
    """The expression as a quotient of polynomials in u = e^{unit t}."""
    known: dict[Expr, _Quotient] = {}
    for node in postorder(body):
        found = _step(node, known, name, unit)
        if found is not None and max(p.degree() for p in found) <= _MAX_DEGREE:
            known[node] = found
    return known.get(body)


def _step(node: Expr, known: dict[Expr, _Quotient], name: str, unit: fmpq) -> _Quotient | None:
    one = fmpq_poly([1])
    if node.op == "rational" and isinstance(node.data, fmpq):
        return fmpq_poly([node.data]), one
    if node.op == "apply" and node.data == "exp":
        times = (_rate(node, name) or fmpq(0)) / unit
        if times.q != 1 or times == 0 or abs(times) > _MAX_DEGREE:
            return None
        u = fmpq_poly([0, 1]) ** int(abs(times))
        return (u, one) if times > 0 else (one, u)
    parts = [known.get(part) for part in node.args]
    if any(part is None for part in parts):
        return None
    quotients = [part for part in parts if part is not None]
    if node.op == "add":
        total = (fmpq_poly([0]), one)
        for upper, below in quotients:
            total = _reduced(total[0] * below + upper * total[1], total[1] * below)
        return total
    if node.op == "mul":
        total = (one, one)
        for upper, below in quotients:
            total = _reduced(total[0] * upper, total[1] * below)
        return total
    if node.op == "power" and node.args[1] == MINUS_ONE and quotients[0][0].degree() >= 0:
        return quotients[0][1], quotients[0][0]
    return None


def _reduced(upper: fmpq_poly, below: fmpq_poly) -> _Quotient:
    common = upper.gcd(below)
    return (upper // common, below // common) if common.degree() > 0 else (upper, below)
