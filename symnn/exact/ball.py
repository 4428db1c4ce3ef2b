"""Enclosures: balls on arb that are proved to contain the value, to any precision.

Precision is an argument. FLINT keeps it in one global context, so every computation here
holds a lock while it borrows that context and gives it back as it was.

Whatever does not exist, or cannot be told to exist at this precision, becomes a ball that
is not finite. Such a ball says nothing: `certain_sign` answers None for it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final, cast

from flint import acb, arb, ctx, fmpq, fmpz_poly

from symnn.errors import NotClosedError, UnsupportedError
from symnn.exact.expression import Expr, RealRoot, check_arity, postorder

_CONTEXT = threading.RLock()


@contextmanager
def precision(bits: int) -> Iterator[None]:
    """Let arb work at this many bits for the length of the block."""
    with _CONTEXT:
        before = ctx.prec
        ctx.prec = bits
        try:
            yield
        finally:
            ctx.prec = before


def certain_sign(ball: arb) -> int | None:
    """-1, 0 or 1 if every number in the ball has that sign, else None.

    Exactness: never wrong; None for a ball that is not finite or straddles zero.
    """
    if not ball.is_finite():
        return None
    if ball > 0:
        return 1
    if ball < 0:
        return -1
    return 0 if ball.is_zero() else None


def unknown() -> arb:
    """The ball that says nothing."""
    return arb.nan()


def real_roots(polynomial: fmpz_poly, bits: int) -> list[arb]:
    """Disjoint enclosures of the real roots of a squarefree polynomial, in increasing order."""
    found = [root.real for root in complex_roots(polynomial, bits) if root.imag.is_zero()]
    return sorted(found, key=lambda ball: ball.mid())


def complex_roots(polynomial: fmpz_poly, bits: int) -> list[acb]:
    """Disjoint enclosures of all roots of a squarefree polynomial.

    Real roots have an imaginary part of exactly 0; the others come in conjugate pairs.
    """
    with precision(bits):
        pairs = cast("list[tuple[acb, int]]", polynomial.complex_roots())
    return [root for root, _ in pairs]


def enclose_root(root: RealRoot, bits: int) -> arb:
    """The root of the polynomial that lies in its interval."""
    for extra in (0, 64, 512):
        with precision(bits + extra):  # with fewer bits the interval grows, perhaps over a root
            lower, upper = arb(root.lower), arb(root.upper)
        balls = real_roots(fmpz_poly(list(root.coefficients)), bits + extra)
        inside = [b for b in balls if not (b < lower or b > upper)]
        if len(inside) == 1:
            return inside[0]
    return unknown()


def integer_power(base: arb, exponent: int) -> arb:
    """a^n by multiplication; arb's own power of a ball around zero is not finite."""
    if exponent < 0:
        return 1 / integer_power(base, -exponent)
    result, square = arb(1), base
    while exponent:
        if exponent & 1:
            result = result * square
        square = square * square if exponent > 1 else square
        exponent >>= 1
    return result


def _ends(function: Callable[[arb], arb], ball: arb) -> arb:
    """The image of a ball under an increasing function, from its two ends."""
    return function(ball.lower()).union(function(ball.upper()))


def _positive_root(ball: arb, degree: int) -> arb:
    """The root of a positive ball; FLINT takes degrees of one machine word."""
    return ball.root(degree) if degree < 1 << 30 else (ball.log() / degree).exp()


def _odd_root(ball: arb, degree: int) -> arb:
    if ball > 0:
        return _positive_root(ball, degree)
    if ball < 0:
        return -_positive_root(-ball, degree)
    return _ends(lambda end: _odd_root(end, degree) if not end.is_zero() else end, ball)


def _nth_root(ball: arb, degree: int) -> arb:
    if ball.is_zero():
        return ball
    if degree % 2:
        return _odd_root(ball, degree)
    if not ball >= 0:
        return unknown()
    if ball > 0:
        return _positive_root(ball, degree)
    return _ends(lambda end: _positive_root(end, degree) if end > 0 else end, ball)


def _power(base: arb, exponent: arb) -> arb:
    whole = exponent.unique_fmpz() if exponent.is_exact() else None
    if whole is not None and exponent.is_integer():
        return integer_power(base, int(whole))
    if base.is_zero() and exponent > 0:
        return base
    return (exponent * base.log()).exp() if base > 0 else unknown()


def _sign(ball: arb) -> arb:
    sign = certain_sign(ball)
    if sign is not None:
        return arb(sign)
    return arb(0, 1) if ball.is_finite() else unknown()


def _floor(ball: arb) -> arb:
    return ball.floor() if ball.is_finite() else unknown()


def _asin(ball: arb) -> arb:
    return ball.asin() if ball.is_finite() else unknown()


_FUNCTIONS: Final[Mapping[str, Callable[[arb], arb]]] = {
    "exp": arb.exp,
    "log": lambda ball: ball.log() if ball > 0 else unknown(),
    "sin": arb.sin,
    "cos": arb.cos,
    "tan": arb.tan,
    "atan": arb.atan,
    "asin": _asin,
    "acos": lambda ball: ball.acos() if ball.is_finite() else unknown(),
    "erf": arb.erf,
    "abs": abs,
    "sign": _sign,
    "floor": _floor,
}


def _extremum(balls: list[arb], largest: bool) -> arb:
    if not all(ball.is_finite() for ball in balls):
        return unknown()
    best = balls[0]
    for ball in balls[1:]:
        best = best.max(ball) if largest else best.min(ball)
    return best


def holds(relation: str, difference: arb) -> bool | None:
    """Whether `difference ~ 0` for every number in the ball, for none, or unknown."""
    sign = certain_sign(difference)
    if sign is not None:
        return compare(relation, sign)
    if not difference.is_finite():
        return None
    if difference >= 0:
        return {"<": False, ">=": True}.get(relation)
    if difference <= 0:
        return {">": False, "<=": True}.get(relation)
    return None


def compare(relation: str, sign: int) -> bool:
    """Truth of `d ~ 0` for a number d of the given sign."""
    truth = {
        "=": sign == 0,
        "!=": sign != 0,
        "<": sign < 0,
        "<=": sign <= 0,
        ">": sign > 0,
        ">=": sign >= 0,
    }
    return truth[relation]


def _piecewise(relations: tuple[str, ...], balls: list[arb]) -> arb:
    for k, relation in enumerate(relations):
        left, right, result = balls[3 * k : 3 * k + 3]
        truth = holds(relation, left - right)
        if truth is None:
            return unknown()
        if truth:
            return result
    return balls[-1]


def _apply(name: str, balls: list[arb]) -> arb:
    if name in ("max", "min"):
        return _extremum(balls, name == "max")
    if name not in _FUNCTIONS:
        raise UnsupportedError(f"no enclosure is known for the function {name}; lower it first")
    check_arity(name, len(balls))
    return _FUNCTIONS[name](balls[0])


def enclose_node(node: Expr, balls: list[arb], bits: int) -> arb:
    """One operation on enclosures of its arguments, at the precision that is set."""
    data = node.data
    match node.op:
        case "rational" if isinstance(data, fmpq):
            return arb(data)
        case "root" if isinstance(data, RealRoot):
            return enclose_root(data, bits)
        case "pi":
            return arb.pi()
        case "add":
            return sum(balls, arb(0))
        case "mul":
            product = arb(1)
            for ball in balls:
                product = product * ball
            return product
        case "power":
            return _power(*balls)
        case "nth_root" if isinstance(data, int):
            return _nth_root(balls[0], data)
        case "apply":
            return _apply(str(data), balls)
        case "piecewise" if isinstance(data, tuple):
            return _piecewise(data, balls)
        case "symbol":
            raise NotClosedError(f"the symbol {data} has no value; substitute a number for it")
    raise UnsupportedError(f"no enclosure is known for the operation {node.op}; lower it first")


def enclose(root: Expr, bits: int, at: Mapping[str, arb] | None = None) -> arb:
    """A ball that contains the value of a lowered expression, at working precision `bits`.

    Args:
        root: an expression whose functions are the primitive ones.
        bits: working precision; the ball is usually a few bits wider.
        at: enclosures of the free symbols.

    Exactness: the ball contains the value, if it is finite and the value exists.

    Raises:
        NotClosedError: a free symbol has no enclosure in `at`.

    Examples:
        >>> from symnn.exact.expression import exp, rational
        >>> enclose(exp(rational(1)) - rational("2.71828"), 64) > 0
        True
    """
    given = at or {}
    balls: dict[Expr, arb] = {}
    with precision(bits):
        for node in postorder(root):
            if node.op == "symbol" and str(node.data) in given:
                balls[node] = given[str(node.data)]
            else:
                balls[node] = enclose_node(node, [balls[a] for a in node.args], bits)
    return balls[root]
