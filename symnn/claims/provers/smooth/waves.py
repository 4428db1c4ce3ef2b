"""Sums of a sine and a cosine of one argument as sums of squares."""

from __future__ import annotations

from symnn.exact.closed_form import ClosedForm
from symnn.exact.exponential import Atom, Monomial, Poly, of_atom, of_poly
from symnn.exact.expression import ZERO, Expr, add, mul, power, rational
from symnn.exact.number import Number

_SQUARE = rational(2)
_CONSTANT = Monomial((), None)


def squares(num: Poly) -> tuple[Expr, Expr] | None:
    """A number f > 0, and a sum of squares equal to f times r + a sin u + b cos u, or to a form.

    Exactness: 2r(r + L) = (r + L)² + M² + r² - a² - b² with L = a s + b c and M = b s - a c, as
        s² + c² = 1. None if no sum of squares is found.

    Examples:
        >>> from symnn.exact.expression import apply, symbol
        >>> from symnn.exact.normal_form import normal_form
        >>> sine = apply("sin", symbol("x"))
        >>> squares(normal_form(3 - 2 * sine).value.num) is not None
        True
        >>> squares(normal_form(3 - 4 * sine).value.num) is None
        True
    """
    atoms = {a for m in num.terms for a, _ in m.powers}
    arguments = {a.argument for a in atoms}
    if len(arguments) != 1 or not {a.kind for a in atoms} <= {"sin", "cos"}:
        return None
    (argument,) = arguments
    sine, cosine = (Atom(kind, "", argument) for kind in ("sin", "cos"))
    one, left = {sine: Number(0), cosine: Number(0)}, dict(num.terms)
    r = left.pop(_CONSTANT, Number(0))
    for atom in one:
        one[atom] = left.pop(Monomial(((atom, 1),), None), Number(0))
    s, c = (_expression(of_atom(a)) for a in (sine, cosine))
    if not left:
        return _linear(r, one[sine], one[cosine], (s, c))
    square = left.pop(Monomial(((cosine, 2),), None), Number(0))
    both = left.popitem()[1] if len(left) == 1 and _is_product(next(iter(left))) else Number(0)
    return None if left or any(v.sign() for v in one.values()) else _form(r, both, square, (s, c))


def _is_product(monomial: Monomial) -> bool:
    return monomial.exponent is None and [k for _, k in monomial.powers] == [1, 1]


def _linear(r: Number, a: Number, b: Number, waves: tuple[Expr, Expr]) -> tuple[Expr, Expr] | None:
    s, c = waves
    rest = r * r - a * a - b * b
    if r.sign() <= 0 or rest.sign() < 0:
        return None
    sides = [_sum((r, None), (a, s), (b, c)), _sum((b, s), (-a, c))]
    return _number(r + r), _squared(sides, rest)


def _form(k: Number, b: Number, a: Number, waves: tuple[Expr, Expr]) -> tuple[Expr, Expr] | None:
    """k s² + b s c + (k + a) c², less det/trace, which is at most its least value."""
    s, c = waves
    four, trace = Number(4), k + k + a
    if k.sign() <= 0 or trace.sign() <= 0:
        return None
    least = (k * (k + a) - b * b / four) / trace
    low = k - least
    if least.sign() < 0 or low.sign() <= 0:
        return None
    rest = four * low * (low + a) - b * b
    more = mul(_number(rest), power(c, _SQUARE))
    return _number(four * low), add(
        _squared([_sum((low + low, s), (b, c))], four * low * least), more
    )


def _sum(*terms: tuple[Number, Expr | None]) -> Expr:
    return add(*(_number(q) if x is None else mul(_number(q), x) for q, x in terms))


def _squared(sides: list[Expr], more: Number) -> Expr:
    return add(*(power(side, _SQUARE) for side in sides), _number(more))


def _number(q: Number) -> Expr:
    return _expression(Poly({_CONSTANT: q})) if q.sign() else ZERO


def _expression(poly: Poly) -> Expr:
    return ClosedForm(of_poly(poly)).expr()
