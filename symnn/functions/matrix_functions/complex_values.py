"""Values of an analytic function at a complex number: as balls, and exactly as two real parts.

The branches are the principal ones. A ball that touches a branch cut gives a value that is not
finite, as the function is not analytic there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Final, NamedTuple

from flint import acb, arb, fmpq

from symnn.errors import SymnnError, UnsupportedError
from symnn.exact.ball import enclose_root
from symnn.exact.evaluate import value
from symnn.exact.expression import (
    ONE,
    PI,
    ZERO,
    Expr,
    RealRoot,
    add,
    apply,
    exp,
    mul,
    negative,
    nth_root,
    postorder,
    power,
    quotient,
    rational,
    rebuild,
)
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.functions.definitions import DEFINITIONS, TWO, VARIABLE, expand
from symnn.functions.lower import lower

_NAN = acb(arb.nan(), arb.nan())


def ball_at(body: Expr, point: acb, bits: int) -> acb:
    """A ball of f(z), at the working precision; not finite where f may not be analytic.

    Args:
        body: f at `VARIABLE`.
        point: a ball around z.
        bits: the working precision, for numbers in the body.
    """
    known: dict[Expr, acb] = {VARIABLE: point}
    for node in postorder(body, known={VARIABLE}):
        known[node] = _node(node, [known[a] for a in node.args], bits)
    return known[body]


def _node(node: Expr, args: list[acb], bits: int) -> acb:
    data = node.data
    match node.op:
        case "rational" if isinstance(data, fmpq):
            return acb(data)
        case "root" if isinstance(data, RealRoot):
            return acb(enclose_root(data, bits))
        case "pi":
            return acb.pi()
        case "add":
            return sum(args, acb(0))
        case "mul":
            product = acb(1)
            for a in args:
                product *= a
            return product
        case "power":
            return _power(args[0], node.args[1], args[1])
        case "nth_root" if isinstance(data, int):
            return _off_cut(args[0], lambda z: (z.log() / data).exp())
        case "apply" if len(args) == 1:
            return _apply(str(data), args[0])
    return _NAN


def _power(base: acb, exponent: Expr, ball: acb) -> acb:
    q = exponent.data
    if isinstance(q, fmpq) and q.q == 1:
        n = int(q.p)
        if n < 0 and base.contains(0):
            return _NAN
        return base**n
    return _off_cut(base, lambda z: (z.log() * ball).exp())


def _off_cut(z: acb, f: Callable[[acb], acb]) -> acb:
    """A function whose cut is the negative real axis with 0."""
    apart = z.real > 0 or not z.imag.contains(0)
    return f(z) if apart else _NAN


def _apply(name: str, z: acb) -> acb:
    match name:
        case "exp" | "sin" | "cos" | "tan" | "erf" | "sinh" | "cosh" | "tanh":
            return getattr(z, name)()  # type: ignore[no-any-return]
        case "log":
            return _off_cut(z, acb.log)
        case "sigmoid" | "logistic":
            return 1 / (1 + (-z).exp())
        case "softplus":
            return _off_cut(1 + z.exp(), acb.log)
        case "silu":
            return z / (1 + (-z).exp())
        case "gelu":
            return z / 2 * (1 + (z / acb(2).sqrt()).erf())
        case "atan":
            apart = not z.real.contains(0) or abs(z.imag) < 1
            return z.atan() if apart else _NAN
        case "asin" | "acos":
            apart = not z.imag.contains(0) or abs(z.real) < 1
            return getattr(z, name)() if apart else _NAN
    return _NAN


class Pair(NamedTuple):
    """A complex value by its real and imaginary parts, closed real expressions."""

    re: Expr
    im: Expr


def pair_at(body: Expr, point: Pair) -> Pair:
    """The real and imaginary parts of f(a + bi), for b that is not 0.

    Args:
        body: f at `VARIABLE`.
        point: a and b.

    Exactness: exact, on the principal branches.

    Raises:
        UnsupportedError: erf and other functions whose parts have no closed form.

    Examples:
        >>> found = pair_at(exp(VARIABLE), Pair(ZERO, TWO))
        >>> found == (apply("cos", TWO), apply("sin", TWO))
        True
    """
    known: dict[Expr, Pair] = {VARIABLE: point}
    for node in postorder(body, known={VARIABLE}):
        known[node] = _pair(node, [known[a] for a in node.args])
    return known[body]


def _pair(node: Expr, args: list[Pair]) -> Pair:
    match node.op:
        case "rational" | "root" | "pi" | "symbol":  # symbols stand for real numbers
            return Pair(node, ZERO)
        case "add":
            return Pair(_sum(a.re for a in args), _sum(a.im for a in args))
        case "mul":
            product = Pair(ONE, ZERO)
            for a in args:
                product = _times(product, a)
            return product
        case "power":
            return _pair_power(args[0], node.args[1])
        case "nth_root" if isinstance(node.data, int):
            return _root(args[0], fmpq(1, node.data))
        case "apply" if len(args) == 1:
            return _pair_apply(str(node.data), args[0])
    raise UnsupportedError(f"the parts of {node.op} at a complex number have no closed form here")


def _sum(terms: Iterable[Expr]) -> Expr:
    kept = [t for t in terms if t != ZERO]
    return ZERO if not kept else kept[0] if len(kept) == 1 else add(*kept)


def _product(*factors: Expr) -> Expr:
    if ZERO in factors:
        return ZERO
    kept = [f for f in factors if f != ONE]
    return ONE if not kept else kept[0] if len(kept) == 1 else mul(*kept)


def _minus(a: Expr) -> Expr:
    return ZERO if a == ZERO else negative(a)


def _times(a: Pair, b: Pair) -> Pair:
    return Pair(
        _sum((_product(a.re, b.re), _minus(_product(a.im, b.im)))),
        _sum((_product(a.re, b.im), _product(a.im, b.re))),
    )


def _norm(a: Pair) -> Expr:
    return _sum(power(part, TWO) for part in a if part != ZERO)


def _over(a: Pair, b: Pair) -> Pair:
    if b.im == ZERO:
        return Pair(*(ZERO if p == ZERO else quotient(p, b.re) for p in a))
    top, bottom = _times(a, Pair(b.re, _minus(b.im))), _norm(b)
    return Pair(*(ZERO if p == ZERO else quotient(p, bottom) for p in top))


def _pair_power(base: Pair, exponent: Expr) -> Pair:
    q = exponent.data
    if not isinstance(q, fmpq):
        raise UnsupportedError("a power with an exponent that is not rational has no parts here")
    if q.q != 1:
        return _root(base, q)
    result, square, n = Pair(ONE, ZERO), base, abs(int(q.p))
    while n:
        if n & 1:
            result = _times(result, square)
        n >>= 1
        square = _times(square, square) if n else square
    return _over(Pair(ONE, ZERO), result) if q < 0 else result


def _root(a: Pair, q: fmpq) -> Pair:
    """a^q on the principal branch; a square root by half angles, algebraically."""
    if a.im == ZERO:
        return Pair(power(a.re, rational(q)), ZERO)
    if q.q == 2:
        size = nth_root(_norm(a))
        half = rational("1/2")
        re = nth_root(mul(half, add(size, a.re)))
        root = Pair(re, quotient(a.im, mul(TWO, re)))
        return _pair_power(root, rational(int(q.p)))
    argument = mul(rational(q), _argument(a))
    size = exp(mul(rational(q / 2), apply("log", _norm(a))))
    return Pair(mul(size, apply("cos", argument)), mul(size, apply("sin", argument)))


def _argument(a: Pair) -> Expr:
    """The principal argument, off the negative real axis.

    atan(im/re) for re > 0, and 2 atan(im/(|a| + re)) where the sign of re is not known at once.
    """
    re, im = algebraic(a.re), algebraic(a.im)
    if re is None or im is None:
        return mul(TWO, apply("atan", quotient(a.im, add(nth_root(_norm(a)), a.re))))
    half_turn = mul(rational(fmpq(im.sign(), 2)), PI)
    if not re:
        return half_turn
    inner = apply("atan", written_form(im / re if re.sign() > 0 else -re / im))
    return inner if re.sign() > 0 else add(half_turn, inner)


def algebraic(expr: Expr) -> Number | None:
    """The value of a closed expression, if it is known to be algebraic."""
    try:
        return value(lower(expr))
    except SymnnError:
        return None


def folded(expr: Expr) -> Expr:
    """The expression with each algebraic part written as one number.

    Exactness: the same value.

    Examples:
        >>> folded(exp(add(ONE, ONE))) == exp(TWO)
        True
    """
    done: dict[Expr, Expr] = {}
    numbers: dict[Expr, Number] = {}
    for node in postorder(expr):
        number = _number(node, [numbers.get(a) for a in node.args])
        if number is not None:
            numbers[node], done[node] = number, written_form(number)
            continue
        here = _without_units(rebuild(node, tuple(done[a] for a in node.args)))
        argument = numbers.get(node.args[0]) if node.op == "apply" and len(node.args) == 1 else None
        done[node] = here if argument is None else _reflected(here, argument)
    return done[expr]


def _number(node: Expr, args: list[Number | None]) -> Number | None:
    """The value of an operation on algebraic numbers, if it is known to be one."""
    if node.op in ("rational", "root"):
        return algebraic(node)
    if node.op == "apply" and any(inner.op == "pi" for inner in postorder(node)):
        return algebraic(node)  # the sine of a multiple of pi, say
    known = [a for a in args if a is not None]
    if node.op in ("symbol", "pi") or len(known) < len(args):
        return None
    if node.op == "add":
        return sum(known, Number(0))
    if node.op == "mul":
        return reduce(Number.__mul__, known, Number(1))
    if node.op == "apply" and not (len(known) == 1 and abs(known[0]) in (0, 1)):
        return None  # by Lindemann there are no other algebraic values
    return algebraic(rebuild(node, tuple(written_form(a) for a in known)))


def _without_units(node: Expr) -> Expr:
    """A sum without zeros, a product without ones and with its products flat."""
    if node.op not in ("add", "mul"):
        return node
    flat = [b for a in node.args for b in (a.args if a.op == node.op else (a,))]
    unit = ZERO if node.op == "add" else ONE
    kept = [a for a in flat if a != unit]
    if node.op == "mul" and ZERO in kept:
        return node
    numbers = [a for a in kept if a.op == "rational" and isinstance(a.data, fmpq)]
    if len(numbers) > 1:
        number = numbers[0]
        for other in numbers[1:]:
            both = add(number, other) if node.op == "add" else mul(number, other)
            number = written_form(value(both))
        kept = [number, *(a for a in kept if a not in numbers)]
        kept = [a for a in kept if a != unit]
    return unit if not kept else kept[0] if len(kept) == 1 else Expr(node.op, tuple(kept))


_ODD: Final = frozenset({"sin", "tan", "tanh", "sinh", "atan", "erf"})
_EVEN: Final = frozenset({"cos", "cosh"})


def _reflected(node: Expr, argument: Number) -> Expr:
    """An odd or even function at a negative number, by its value at the positive one."""
    if node.data not in _ODD | _EVEN or argument.sign() >= 0:
        return node
    positive = apply(str(node.data), written_form(-argument))
    return positive if node.data in _EVEN else negative(positive)


def _on_axis(name: str, b: Expr) -> Pair:
    """A function at bi, where its parts are simpler."""
    if name in ("tanh", "tan"):
        return Pair(ZERO, apply("tan" if name == "tanh" else "tanh", b))
    half = rational("1/2")
    return Pair(half, mul(half, apply("tan", mul(half, b))))


def _quotient_of_waves(name: str, z: Pair) -> Pair:
    """tanh(a + bi) = (sinh 2a + i sin 2b)/(cosh 2a + cos 2b), and its kin.

    tan(z) = -i tanh(iz), σ(z) = 1/2 + tanh(z/2)/2.
    """
    half = rational("1/2")
    if name in ("sigmoid", "logistic"):
        sinh, sin = apply("sinh", z.re), apply("sin", z.im)
        below = mul(TWO, add(apply("cosh", z.re), apply("cos", z.im)))
        return Pair(add(half, quotient(sinh, below)), quotient(sin, below))
    a, b = mul(TWO, z.re), mul(TWO, z.im)
    if name == "tan":
        below = add(apply("cos", a), apply("cosh", b))
        return Pair(quotient(apply("sin", a), below), quotient(apply("sinh", b), below))
    below = add(apply("cosh", a), apply("cos", b))
    return Pair(quotient(apply("sinh", a), below), quotient(apply("sin", b), below))


def _pair_apply(name: str, z: Pair) -> Pair:
    if z.im == ZERO:
        return Pair(apply(name, z.re), ZERO)
    if z.re == ZERO and name in ("tanh", "tan", "sigmoid", "logistic"):
        return _on_axis(name, z.im)
    a, b = z
    match name:
        case "exp":
            e = ONE if a == ZERO else exp(a)
            return Pair(_product(e, apply("cos", b)), _product(e, apply("sin", b)))
        case "sin" | "cos":
            sin, cos = (ZERO, ONE) if a == ZERO else (apply("sin", a), apply("cos", a))
            sinh, cosh = apply("sinh", b), apply("cosh", b)
            if name == "sin":
                return Pair(_product(sin, cosh), _product(cos, sinh))
            return Pair(_product(cos, cosh), _minus(_product(sin, sinh)))
        case "sinh" | "cosh":
            sinh, cosh = (ZERO, ONE) if a == ZERO else (apply("sinh", a), apply("cosh", a))
            sin, cos = apply("sin", b), apply("cos", b)
            if name == "sinh":
                return Pair(_product(sinh, cos), _product(cosh, sin))
            return Pair(_product(cosh, cos), _product(sinh, sin))
        case "tanh" | "tan" | "sigmoid" | "logistic":
            return _quotient_of_waves(name, z)
        case "log":
            size = mul(rational("1/2"), apply("log", _norm(z)))
            return Pair(size, _argument(z))
    if name in DEFINITIONS:
        return pair_at(expand(apply(name, VARIABLE), keep=("sinh", "cosh")), z)
    raise UnsupportedError(f"the real and imaginary parts of {name} have no closed form")
