"""Antiderivatives of elementary expressions in one symbol, where a rule of the table applies.

A proposal only: who uses one confirms that its derivative is the integrand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from flint import fmpq

from symnn.errors import SymnnError
from symnn.exact.expression import (
    MINUS_ONE,
    ONE,
    ZERO,
    Expr,
    add,
    apply,
    exp,
    free_symbols,
    mul,
    negative,
    nth_root,
    postorder,
    power,
    quotient,
    rational,
    substitute,
    symbol,
)
from symnn.functions.calculus import derivative as slope_of
from symnn.functions.calculus import plus, times
from symnn.functions.signs import closed_sign, evident_sign

HALF: Final = rational("1/2")
_MAX_DEGREE: Final = 12
_MAX_TERMS: Final = 60

#: ∫ f(u) du for functions f of one number.
_TABLE: Final[Mapping[str, Callable[[Expr], Expr]]] = {
    "exp": exp,
    "sin": lambda u: negative(apply("cos", u)),
    "cos": lambda u: apply("sin", u),
    "sinh": lambda u: apply("cosh", u),
    "cosh": lambda u: apply("sinh", u),
    "sigmoid": lambda u: apply("softplus", u),
    "tanh": lambda u: apply("log", apply("cosh", u)),
    "log": lambda u: add(times(u, apply("log", u)), negative(u)),
    "abs": lambda u: mul(HALF, u, apply("abs", u)),
    "relu": lambda u: mul(HALF, u, apply("relu", u)),
    "max": lambda u: mul(HALF, u, apply("max", ZERO, u)),
    "min": lambda u: mul(HALF, u, apply("min", ZERO, u)),
}

#: Functions without a gap or a jump anywhere.
CONTINUOUS: Final = frozenset(
    {"exp", "sin", "cos", "sinh", "cosh", "tanh", "sigmoid", "softplus", "relu", "abs", "atan"}
    | {"erf", "silu", "gelu", "max", "min"}
)


def antiderivative(expr: Expr, name: str) -> Expr | None:
    """An expression whose derivative in the symbol is this one; None if no rule applies.

    >>> from symnn.exact.expression import symbol
    >>> antiderivative(apply("cos", symbol("x")), "x") == apply("sin", symbol("x"))
    True
    """
    x = symbol(name)
    if name not in free_symbols(expr):
        return times(expr, x)
    if expr == x:
        return mul(HALF, power(x, rational(2)))
    if expr.op == "add":
        parts = [antiderivative(arg, name) for arg in expr.args]
        known = [part for part in parts if part is not None]
        return plus(*known) if len(known) == len(parts) else None
    if expr.op == "mul":
        return _of_product(expr, name)
    if expr.op == "derivative" and expr.args[1] == x:
        return substitute(expr.args[0], {str(expr.data): x})
    return _of_power(expr, name) if expr.op == "power" else _of_function(expr, name)


def _line(expr: Expr, name: str) -> Expr | None:
    """The slope of an expression that is linear in the symbol; None if it is not."""
    try:
        slope = slope_of(expr, name)
    except SymnnError:
        return None
    return slope if name not in free_symbols(slope) and slope != ZERO else None


def _of_product(expr: Expr, name: str) -> Expr | None:
    factors = _collected(expr.args)
    outside = [a for a in factors if name not in free_symbols(a)]
    inside = [a for a in factors if name in free_symbols(a)]
    rising = _logistic_quotient(inside)
    if len(inside) == 1 or rising is not None:
        whole = antiderivative(rising or inside[0], name)
    else:
        whole = _by_parts(inside, name) or _expanded(inside, name)
    return None if whole is None else times(*outside, whole)


def _logistic_quotient(factors: list[Expr]) -> Expr | None:
    """e^v/(1 + e^v) as the sigmoid of v."""
    for top, below in (factors, factors[::-1]) if len(factors) == 2 else ():
        if top.op == "apply" and top.data == "exp" and below.op == "power":
            base, exponent = below.args
            if exponent.data == -1 and base.op == "add" and set(base.args) == {ONE, top}:
                return apply("sigmoid", top.args[0])
    return None


def _expanded(factors: list[Expr], name: str) -> Expr | None:
    """A product of sums, term by term."""
    terms: list[tuple[Expr, ...]] = [()]
    for factor in factors:
        rows = _repeated(factor)
        for row in rows:
            choices = row.args if row.op == "add" else (row,)
            terms = [(*term, choice) for term in terms for choice in choices]
            if len(terms) > _MAX_TERMS:
                return None
    if len(terms) == 1:
        return _monomial(terms[0], name)
    parts = [antiderivative(times(*_collected(term)), name) for term in terms]
    known = [part for part in parts if part is not None]
    return plus(*known) if len(known) == len(parts) else None


def _collected(term: Iterable[Expr]) -> list[Expr]:
    """A term without brackets inside."""
    flat: list[Expr] = []
    for factor in term:
        flat.extend(_collected(factor.args) if factor.op == "mul" else (factor,))
    return flat


def _repeated(factor: Expr) -> list[Expr]:
    """(a + b)^2 as two factors, (ca)^2 as four."""
    if factor.op == "power" and factor.args[0].op in ("add", "mul"):
        exponent = factor.args[1].data
        if isinstance(exponent, fmpq) and exponent.q == 1 and 0 < exponent <= _MAX_DEGREE:
            return _collected([factor.args[0]]) * int(exponent.p)
    return [factor]


def _monomial(factors: tuple[Expr, ...], name: str) -> Expr | None:
    """c x^a x^b as one power of x."""
    total, rest = fmpq(0), []
    for factor in factors:
        exponent = _exponent_of(factor, name)
        if exponent is not None:
            total += exponent
        elif name in free_symbols(factor):
            return None
        else:
            rest.append(factor)
    whole = _of_power(power(symbol(name), rational(total)), name)
    return None if whole is None else times(*rest, whole)


def _exponent_of(factor: Expr, name: str) -> fmpq | None:
    if factor == symbol(name):
        return fmpq(1)
    if factor.op == "power" and factor.args[0] == symbol(name):
        exponent = factor.args[1].data
        return exponent if isinstance(exponent, fmpq) else None
    return None


def _by_parts(factors: list[Expr], name: str) -> Expr | None:
    """p(x) g(ax + b) for a power of x and g = exp, sin or cos: p G - ∫ p' G."""
    powers = [f for f in factors if _exponent_of(f, name) is not None]
    others = [f for f in factors if f not in powers]
    if len(powers) != 1 or len(others) != 1 or others[0].op != "apply":
        return None
    degree = _exponent_of(powers[0], name)
    if degree is None or degree.q != 1 or not 0 < degree <= _MAX_DEGREE:
        return None
    if others[0].data == "exp" and (moment := _moment([powers[0], others[0]], name)) is not None:
        return moment
    whole = antiderivative(others[0], name) if others[0].data in ("exp", "sin", "cos") else None
    if whole is None:
        return None
    lower = times(rational(degree), *_power_of(name, degree - 1))
    rest = antiderivative(times(lower, *_collected([whole])), name)
    return None if rest is None else add(times(powers[0], whole), negative(rest))


def _power_of(name: str, degree: fmpq) -> list[Expr]:
    if degree == 0:
        return []
    return [symbol(name) if degree == 1 else power(symbol(name), rational(degree))]


def _of_power(expr: Expr, name: str) -> Expr | None:
    base, exponent = expr.args
    if name in free_symbols(exponent):
        slope = _line(exponent, name)
        known = slope is not None and name not in free_symbols(base)
        return quotient(expr, mul(slope, apply("log", base))) if known and slope else None
    if not isinstance(exponent.data, fmpq):
        return None
    slope = _line(base, name)
    if slope is not None and exponent.data == -1:
        return quotient(apply("log", base), slope)
    if slope is not None:
        higher = rational(exponent.data + 1)
        return quotient(power(base, higher), times(slope, higher))
    rising = _logistic(base, exponent.data)
    if rising is not None:
        return antiderivative(rising, name)
    if exponent.data == -1 and _is_one_plus_square(base, name):
        return apply("atan", symbol(name))
    return _expanded([expr], name) if _repeated(expr) != [expr] else None


def _logistic(base: Expr, exponent: fmpq) -> Expr | None:
    """1/(1 + e^v) as the sigmoid of -v."""
    if exponent != -1 or base.op != "add" or len(base.args) != 2 or ONE not in base.args:
        return None
    other = base.args[0] if base.args[1] == ONE else base.args[1]
    if other.op != "apply" or other.data != "exp":
        return None
    return apply("sigmoid", _negated(other.args[0]))


def _negated(expr: Expr) -> Expr:
    """-v, without a double sign."""
    if expr.op == "mul" and expr.args[0] == MINUS_ONE:
        return times(*expr.args[1:])
    return negative(expr)


def _is_one_plus_square(expr: Expr, name: str) -> bool:
    square = power(symbol(name), rational(2))
    return expr.op == "add" and set(expr.args) == {ONE, square}


def _of_function(expr: Expr, name: str) -> Expr | None:
    if expr.op == "nth_root" and isinstance(expr.data, int):
        slope = _line(expr.args[0], name)
        if slope is None:
            return None
        # at the end of the domain both the root and this multiple of it are 0
        higher = fmpq(1, expr.data) + 1
        return quotient(times(expr, expr.args[0]), times(slope, rational(higher)))
    args = [a for a in expr.args if a != ZERO] if expr.data in ("max", "min") else list(expr.args)
    if expr.op != "apply" or len(args) != 1 or len(expr.args) > 2:
        return None
    (argument,) = args
    slope = _line(argument, name)
    rule = _TABLE.get(str(expr.data))
    if slope is not None and rule is not None:
        return times(power(slope, MINUS_ONE), rule(argument)) if slope != ONE else rule(argument)
    return _of_bell(argument, name) if expr.data == "exp" else None


def _of_bell(argument: Expr, name: str) -> Expr | None:
    """exp(a - c (x - v)^2) for c > 0, by the error function; factors without x are taken out."""
    found = _curved(argument, name)
    if found is None:
        return None
    curvature, vertex = found
    top = plus(*_collected_terms(substitute(argument, {name: vertex})))
    rate = nth_root(times(rational("-1/2"), curvature))
    scale = quotient(nth_root(Expr("pi")), mul(rational(2), rate))
    moved = symbol(name) if vertex == ZERO else add(symbol(name), negative(vertex))
    bell = times(scale, apply("erf", times(rate, moved)))
    return bell if top == ZERO else times(exp(top), bell)


def _collected_terms(expr: Expr) -> list[Expr]:
    """The terms of a sum that are not evidently 0."""
    terms = expr.args if expr.op == "add" else (expr,)
    return [t for t in terms if free_symbols(t) or closed_sign(t) != 0]


def _curved(argument: Expr, name: str) -> tuple[Expr, Expr] | None:
    """The second derivative, below 0, of a parabola in the symbol, and where it is highest."""
    try:
        slope = slope_of(argument, name)
        curvature = slope_of(slope, name)
    except SymnnError:
        return None
    if name in free_symbols(curvature) or evident_sign(negative(curvature)) != 1:
        return None
    flat = substitute(slope, {name: ZERO})
    level = not free_symbols(flat) and closed_sign(flat) == 0
    return curvature, ZERO if level else negative(quotient(flat, curvature))


def _moment(factors: list[Expr], name: str) -> Expr | None:
    """x^n exp(-c x^2): by parts with x exp(-c x^2), which is a derivative."""
    degree = _exponent_of(factors[0], name)
    (argument,) = factors[1].args
    found = _curved(argument, name)
    if degree is None or found is None or found[1] != ZERO or not 0 < degree <= _MAX_DEGREE:
        return None
    first = times(*_power_of(name, degree - 1), factors[1], power(found[0], MINUS_ONE))
    if degree == 1:
        return first
    lower = times(*_power_of(name, degree - 2), factors[1])
    rest = antiderivative(lower, name)
    share = times(rational(1 - degree), power(found[0], MINUS_ONE))
    return None if rest is None else plus(first, times(share, rest))


def is_continuous_between(expr: Expr, name: str, ends: list[Expr]) -> bool:
    """Whether an expression surely has no gap and no jump between the ends.

    Denominators, logarithms and roots must be of what is positive everywhere, or linear and
    positive at both ends, which are closed then.
    """
    for node in postorder(expr):
        if name not in free_symbols(node) or node.op in ("symbol", "add", "mul"):
            continue
        if node.op == "derivative" and node.args[1] == symbol(name):
            body = substitute(node.args[0], {str(node.data): symbol(name)})
            if not is_continuous_between(body, name, ends):
                return False
            continue
        if node.op == "apply" and node.data in CONTINUOUS:
            continue
        if not _is_tame(node, name, ends):
            return False
    return True


def _is_tame(node: Expr, name: str, ends: list[Expr]) -> bool:
    if node.op == "power":
        base, exponent = node.args
        whole = isinstance(exponent.data, fmpq) and exponent.data.q == 1 and exponent.data >= 0
        if whole:
            return True
        inside = base
    elif node.op == "nth_root" or (node.op == "apply" and node.data == "log"):
        (inside,) = node.args
    else:
        return False
    if name not in free_symbols(inside):
        return not free_symbols(inside) and closed_sign(inside) == 1
    if evident_sign(inside) == 1:
        return True
    if _line(inside, name) is None or len(ends) != 2:
        return False
    values = [substitute(inside, {name: end}) for end in ends]
    signs = [None if free_symbols(v) else closed_sign(v) for v in values]
    root = node.op == "nth_root"
    return all(sign == 1 or (root and sign == 0) for sign in signs)
