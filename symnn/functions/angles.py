r"""Sines and cosines of sums and multiples, written in those of their parts.

sin(a + b) = sin a cos b + cos a sin b and cos(a + b) = cos a cos b - sin a sin b hold for all real
numbers, so that an expression keeps its value and its domain. Multiples of one angle become powers
of the sine and the cosine of its largest common part: sin x and sin(x/2) are both written in x/2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from math import gcd, lcm
from typing import Final, TypeAlias

from flint import fmpq

from symnn.exact.expression import (
    MINUS_ONE,
    ONE,
    PI,
    ZERO,
    Expr,
    add,
    apply,
    free_symbols,
    mul,
    postorder,
    power,
    rational,
    rebuild,
)

#: Multiples above this stay as they are.
MAX_MULTIPLE: Final = 12
MAX_TERMS: Final = 4
_CIRCULAR: Final = ("sin", "cos", "tan")

_Terms: TypeAlias = "dict[Expr, fmpq]"
_Pair: TypeAlias = "tuple[Expr, Expr]"


def with_single_angles(left: Expr, right: Expr) -> tuple[Expr, Expr]:
    """Two expressions with the sines, cosines and tangents of sums and multiples written out.

    Args:
        left, right: expressions that share their angles, such as both sides of an equation.

    Exactness: the same value wherever an expression has one, and the same domain.

    Examples:
        >>> from symnn.exact.expression import symbol
        >>> x = symbol("x")
        >>> sine, cosine = apply("sin", x), apply("cos", x)
        >>> found = with_single_angles(apply("sin", mul(rational(2), x)), sine)
        >>> found[0] == add(mul(sine, cosine), mul(cosine, sine)) and found[1] == sine
        True
    """
    units = _units((left, right))
    done: dict[Expr, Expr] = {}
    for node in postorder(left, right):
        args = tuple(done[a] for a in node.args)
        done[node] = rebuild(node, args)
        if node.op == "apply" and node.data in _CIRCULAR and free_symbols(node):
            pair = _of_sum(_terms(args[0]), units)
            if pair is not None:
                sine, cosine = pair
                tangent = mul(sine, power(cosine, MINUS_ONE))
                done[node] = {"sin": sine, "cos": cosine, "tan": tangent}[str(node.data)]
    return done[left], done[right]


def _terms(expr: Expr) -> _Terms:
    """A sum as rational multiples of its parts; 1 stands for a number."""
    found: _Terms = {}
    waiting = [(fmpq(1), expr)]
    while waiting:
        times, node = waiting.pop()
        if node.op == "add":
            waiting += [(times, a) for a in node.args]
        elif node.op == "mul":
            sizes = [(a, _number(a)) for a in node.args]
            rest = tuple(a for a, size in sizes if size is None)
            numbers = [size for _, size in sizes if size is not None]
            scale = reduce(lambda a, b: a * b, numbers, times)
            waiting_one = rest[0] if len(rest) == 1 else Expr("mul", rest) if rest else ONE
            total = next((a for a in rest if a.op == "add"), None)
            if total is not None and len(waiting) + len(total.args) <= MAX_TERMS:
                others = tuple(a for a in rest if a is not total)
                waiting += [(scale, mul(t, *others)) for t in total.args]
            else:
                found[waiting_one] = found.get(waiting_one, fmpq(0)) + scale
        elif isinstance(node.data, fmpq):
            found[ONE] = found.get(ONE, fmpq(0)) + times * node.data
        else:
            found[node] = found.get(node, fmpq(0)) + times
    return {part: c for part, c in found.items() if c != 0}


def _number(node: Expr) -> fmpq | None:
    """The number that a product or a quotient of numbers is: 1/(2·20); None for all else."""
    if isinstance(node.data, fmpq):
        return node.data
    if node.op == "mul":
        sizes = [_number(a) for a in node.args]
        whole = [size for size in sizes if size is not None]
        return reduce(lambda a, b: a * b, whole, fmpq(1)) if len(whole) == len(sizes) else None
    if node.op == "power" and node.args[1] == MINUS_ONE:
        below = _number(node.args[0])
        return None if below is None or below == 0 else 1 / below
    return None


def _units(exprs: Iterable[Expr]) -> dict[Expr, fmpq]:
    """The largest common part of all multiples of each part of an angle."""
    found: dict[Expr, fmpq] = {}
    for node in postorder(*exprs):
        if node.op == "apply" and node.data in _CIRCULAR:
            for part, times in _terms(node.args[0]).items():
                found[part] = _common(found[part], times) if part in found else abs(times)
    return found


def _common(a: fmpq, b: fmpq) -> fmpq:
    return fmpq(gcd(int(a.p * b.q), int(abs(b.p) * a.q)), lcm(1, int(a.q * b.q)))


def _of_sum(terms: _Terms, units: Mapping[Expr, fmpq]) -> _Pair | None:
    """The sine and the cosine of a sum; None if it is too long."""
    if len(terms) > MAX_TERMS:
        return None
    total: _Pair = (ZERO, ONE)
    first = True
    for part, times in terms.items():
        pair = _of_turn(times) if part == PI else None
        pair = pair or _of_multiple(part, times, units.get(part, abs(times)))
        if pair is None:
            return None
        total = pair if first else _plus(total, pair)
        first = False
    return total


def _of_turn(times: fmpq) -> _Pair | None:
    """The sine and the cosine of a multiple of a right angle."""
    quarters = 2 * times
    if quarters.q != 1:
        return None
    return ((ZERO, ONE), (ONE, ZERO), (ZERO, MINUS_ONE), (MINUS_ONE, ZERO))[int(quarters.p) % 4]


def _of_multiple(part: Expr, times: fmpq, unit: fmpq) -> _Pair | None:
    count = times / unit
    if count.q != 1 or abs(count) > MAX_MULTIPLE:
        return None
    angle = part if unit == 1 else mul(rational(unit), part)
    single = apply("sin", angle), apply("cos", angle)
    total = single
    for _ in range(abs(int(count.p)) - 1):
        total = _plus(total, single)
    return total if count > 0 else (mul(MINUS_ONE, total[0]), total[1])


def _plus(a: _Pair, b: _Pair) -> _Pair:
    """The addition theorems."""
    sine = add(mul(a[0], b[1]), mul(a[1], b[0]))
    cosine = add(mul(a[1], b[1]), mul(MINUS_ONE, a[0], b[0]))
    return sine, cosine
