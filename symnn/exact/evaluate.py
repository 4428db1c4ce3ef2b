"""The exact value of a closed algebraic expression.

Every node becomes an algebraic number, a rational or algebraic multiple of pi (so that
cos(pi/5) is understood), or the reason why it is neither. A reason is only raised when
the value is asked for, so a branch that is not taken may be undefined.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from flint import fmpq

from symnn.errors import (
    NotAlgebraicError,
    NotClosedError,
    SymnnError,
    UndefinedError,
    UnsupportedError,
)
from symnn.exact.ball import compare
from symnn.exact.expression import Expr, RealRoot, check_arity, postorder
from symnn.exact.number import Number, real_root
from symnn.exact.trigonometry import cos_pi, sin_pi, tan_pi


class PiMultiple(NamedTuple):
    """factor * pi, with a nonzero algebraic factor."""

    factor: Number


Value: TypeAlias = "Number | PiMultiple"
Outcome: TypeAlias = "Value | SymnnError"


def value(root: Expr) -> Number:
    """The real algebraic number that a closed, lowered expression denotes.

    Exactness: exact; decides every comparison it meets on the way.

    Raises:
        NotClosedError: a free symbol is left.
        NotAlgebraicError: the expression is not known to be algebraic (it holds e^2, say).
        UndefinedError: the value does not exist over the reals.
        TooLargeError: a degree or a size passes its cap.

    Examples:
        >>> from symnn.exact.expression import nth_root, rational
        >>> value(nth_root(rational(2)) * nth_root(rational(8))) == 4
        True
    """
    result = outcomes(root)[root]
    if isinstance(result, SymnnError):
        raise result
    if isinstance(result, PiMultiple):
        raise NotAlgebraicError("a nonzero multiple of pi is not algebraic")
    return result


def outcomes(*roots: Expr) -> dict[Expr, Outcome]:
    """Of every node under the roots: its value, or the error that asking for it raises."""
    known: dict[Expr, Outcome] = {}
    for node in postorder(*roots):
        known[node] = _attempt(node, known)
    return known


def _attempt(node: Expr, known: Mapping[Expr, Outcome]) -> Outcome:
    try:
        if node.op == "piecewise":
            return _piecewise(node, known)
        return _evaluate(node, [_force(known[a]) for a in node.args])
    except SymnnError as error:
        return error


def _force(outcome: Outcome) -> Value:
    if isinstance(outcome, SymnnError):
        raise outcome
    return outcome


def _number(item: Value) -> Number:
    if isinstance(item, PiMultiple):
        raise NotAlgebraicError("a nonzero multiple of pi is not algebraic")
    return item


def _evaluate(node: Expr, args: Sequence[Value]) -> Value:
    data = node.data
    match node.op:
        case "rational" if isinstance(data, fmpq):
            return Number(data)
        case "root" if isinstance(data, RealRoot):
            return real_root(data)
        case "symbol":
            raise NotClosedError(f"the symbol {data} has no value; substitute a number for it")
        case "pi":
            return PiMultiple(Number(1))
        case "add":
            return _sum(args)
        case "mul":
            return _product(args)
        case "power":
            return _power(args[0], _number(args[1]))
        case "nth_root" if isinstance(data, int):
            return _number(args[0]).nth_root(data)
        case "apply":
            return _apply(str(data), args)
    raise UnsupportedError(f"the operation {node.op} has no exact value; lower it first")


def _sum(args: Sequence[Value]) -> Value:
    plain = sum((a for a in args if isinstance(a, Number)), Number(0))
    round_ = sum((a.factor for a in args if isinstance(a, PiMultiple)), Number(0))
    if round_.is_zero():
        return plain
    if plain.is_zero():
        return PiMultiple(round_)
    raise NotAlgebraicError("a sum of an algebraic number and a multiple of pi is not algebraic")


def _product(args: Sequence[Value]) -> Value:
    product, circles = Number(1), 0
    for item in args:
        product = product * (item.factor if isinstance(item, PiMultiple) else item)
        circles += isinstance(item, PiMultiple)
    if circles == 0 or product.is_zero():
        return product
    if circles == 1:
        return PiMultiple(product)
    raise NotAlgebraicError("a power of pi is not algebraic")


def _power(base: Value, exponent: Number) -> Value:
    if isinstance(base, PiMultiple):
        if exponent == 1:
            return base
        if exponent == 0:
            return Number(1)
        raise NotAlgebraicError("a power of pi is not algebraic")
    if not exponent.is_rational:
        if base == 1:
            return base
        raise NotAlgebraicError("a power with an irrational exponent (Gelfond and Schneider)")
    q = exponent.as_fmpq()
    if q.q == 1:
        return base ** int(q.p)
    if base.sign() < 0:
        raise UndefinedError(f"({base!r})^({q}): a negative base with a fractional exponent")
    if base.is_zero() and q < 0:
        raise UndefinedError(f"0^({q}): division by zero")
    return base.nth_root(int(q.q)) ** int(q.p)


def _abs(item: Value) -> Value:
    return PiMultiple(abs(item.factor)) if isinstance(item, PiMultiple) else abs(item)


def _sign(item: Value) -> Number:
    return Number((item.factor if isinstance(item, PiMultiple) else item).sign())


def _only_at(name: str, argument: int, result: int) -> Callable[[Value], Number]:
    """A function that is algebraic at one algebraic argument only."""

    def at(item: Value) -> Number:
        if item == Number(argument):
            return Number(result)
        _check_domain(name, item)
        raise NotAlgebraicError(f"{name} of this argument is not algebraic")

    return at


def _check_domain(name: str, item: Value) -> None:
    sign = _sign(item).sign()
    if name == "log" and sign <= 0:
        raise UndefinedError(f"log of {'0' if sign == 0 else 'a negative number'} does not exist")
    if name in ("asin", "acos") and isinstance(item, Number) and abs(item) > 1:
        raise UndefinedError(f"{name} exists on [-1, 1] only; the argument is {item!r}")


def _circular(name: str, function: Callable[[fmpq], Number]) -> Callable[[Value], Number]:
    def at(item: Value) -> Number:
        if isinstance(item, PiMultiple) and item.factor.is_rational:
            return function(item.factor.as_fmpq())
        if isinstance(item, Number) and item.is_zero():
            return function(fmpq(0))
        raise NotAlgebraicError(f"{name} of this argument is not known to be algebraic")

    return at


def _inverse_circular(name: str, function: Callable[[fmpq], Number]) -> Callable[[Value], Value]:
    """asin, acos, atan at the values of sin, cos, tan on the multiples of pi/12 and pi/10."""
    grid = sorted({fmpq(k, 12) for k in range(-12, 13)} | {fmpq(k, 10) for k in range(-10, 11)})
    low, high = (0, fmpq(1)) if name == "acos" else (-fmpq(1, 2), fmpq(1, 2))
    angles = [q for q in grid if low <= q <= high and not (name == "atan" and abs(q) == fmpq(1, 2))]

    def at(item: Value) -> Value:
        _check_domain(name, item)
        for angle in angles:
            if isinstance(item, Number) and item == function(angle):
                return PiMultiple(Number(angle)) if angle != 0 else Number(0)
        raise NotAlgebraicError(f"{name} of this argument is not known to be algebraic")

    return at


_FUNCTIONS: Final[Mapping[str, Callable[[Value], Value]]] = {
    "abs": _abs,
    "sign": _sign,
    "floor": lambda item: Number(_number(item).floor()),
    "exp": _only_at("exp", 0, 1),
    "log": _only_at("log", 1, 0),
    "erf": _only_at("erf", 0, 0),
    "sin": _circular("sin", sin_pi),
    "cos": _circular("cos", cos_pi),
    "tan": _circular("tan", tan_pi),
    "asin": _inverse_circular("asin", sin_pi),
    "acos": _inverse_circular("acos", cos_pi),
    "atan": _inverse_circular("atan", tan_pi),
}


def _apply(name: str, args: Sequence[Value]) -> Value:
    if name == "max":
        return max(_number(a) for a in args)
    if name == "min":
        return min(_number(a) for a in args)
    if name not in _FUNCTIONS:
        raise UnsupportedError(f"the function {name} is not a primitive one; lower it first")
    check_arity(name, len(args))
    return _FUNCTIONS[name](args[0])


def _piecewise(node: Expr, known: Mapping[Expr, Outcome]) -> Value:
    relations = node.data if isinstance(node.data, tuple) else ()
    for k, relation in enumerate(relations):
        left, right, result = node.args[3 * k : 3 * k + 3]
        difference = _number(_force(known[left])) - _number(_force(known[right]))
        if compare(relation, difference.sign()):
            return _force(known[result])
    return _force(known[node.args[-1]])
