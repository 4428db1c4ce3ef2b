"""Ranges of the values of an expression on a box, with infinite ends; and of limits at infinity.

The ends of a range are exact numbers or infinite; a range knows besides whether 0 is excluded, so
that e^x on all of R is positive although its range begins at 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from flint import arb, fmpq

from symnn.exact.ball import enclose, precision
from symnn.exact.expression import Expr, free_symbols, postorder

FAR: Final = arb("inf")
_ZERO: Final = arb(0)
_ONE: Final = arb(1)


class Range(NamedTuple):
    """Bounds of values; `nonzero` if none of them is 0."""

    lo: arb
    hi: arb
    nonzero: bool

    def is_positive(self, strict: bool) -> bool:
        """Whether all values are >= 0, or > 0."""
        return self.lo >= 0 and (self.nonzero or not strict)


class End(NamedTuple):
    """An end of the values of a symbol: an expression, or None for an infinite one.

    An end that is no anchor is only known to lie there or before.
    """

    value: Expr | None = None
    open: bool = True
    anchor: bool = True


Box: TypeAlias = Mapping[str, tuple[End, End]]
FREE: Final = (End(), End())
#: A symbol that goes to its lower (0) or upper (1) end, which is infinite.
Far: TypeAlias = "tuple[str, int] | None"


def _between(lo: arb, hi: arb, nonzero: bool) -> Range | None:
    low, high = lo.lower(), hi.upper()
    if not low <= high:
        return None
    return Range(low, high, nonzero or bool(low > 0 or high < 0))


def _sum(args: list[Range]) -> Range | None:
    lo, hi = _ZERO, _ZERO
    for t in args:
        lo, hi = lo + t.lo, hi + t.hi
    if any(t.nonzero for t in args):
        same = all(t.lo >= 0 for t in args) or all(t.hi <= 0 for t in args)
    else:
        same = False
    return _between(lo, hi, same)


def _ends_product(a: arb, b: arb, limit: bool) -> arb:
    if (a.is_zero() or b.is_zero()) and not (a.is_finite() and b.is_finite()):
        return arb.nan() if limit else _ZERO
    return a * b


def _times(x: Range, y: Range, limit: bool) -> Range | None:
    nonzero = x.nonzero and y.nonzero
    if x.lo > 0 and y.lo > 0:
        return _between(x.lo * y.lo, x.hi * y.hi, nonzero)
    ends = [_ends_product(a, b, limit) for a in (x.lo, x.hi) for b in (y.lo, y.hi)]
    if any(e.is_nan() for e in ends):
        return None
    return _between(min(e.lower() for e in ends), max(e.upper() for e in ends), nonzero)


def _product(args: list[Range], limit: bool) -> Range | None:
    total: Range | None = args[0] if args else Range(_ONE, _ONE, nonzero=True)
    for t in args[1:]:
        total = None if total is None else _times(total, t, limit)
    return total


def _signed(function: Callable[[arb], arb], x: arb) -> arb:
    """sign(x) f(|x|)."""
    return -function(-x) if x < 0 else function(x)


def _whole_power(x: Range, n: int, limit: bool) -> Range | None:
    size = abs(n)
    if n % 2:
        lo, hi = (_signed(lambda t: t**size, t) for t in (x.lo, x.hi))
    else:
        lo, hi = max(_ZERO, x.lo, -x.hi) ** size, max(-x.lo, x.hi) ** size
    result = _between(lo, hi, x.nonzero or n == 0)
    if n >= 0 or result is None:
        return result
    low, high, _ = result
    if not x.nonzero or (limit and low <= 0 <= high):
        return None
    below = -FAR if low < 0 <= high else 1 / high
    return _between(below, FAR if low <= 0 < high else 1 / low, nonzero=True)


def _logarithm(x: Range) -> Range | None:
    lo, hi = (t.log() if t > 0 else -FAR for t in (x.lo, x.hi))
    return _between(lo, hi, nonzero=False)


def _power(x: Range, y: Range, limit: bool) -> Range | None:
    """x^n by its ends; x^y = e^(y log x) for x > 0, and for x = 0 < y."""
    if y.lo == y.hi and y.lo.is_integer():
        n = y.lo.unique_fmpz()
        return _whole_power(x, int(n), limit) if n is not None and abs(n) <= 1000 else None
    if not (x.lo >= 0 and (x.nonzero or y.lo > 0)):
        return None
    logs = _logarithm(x)
    inside = None if logs is None else _times(y, logs, limit)
    return None if inside is None else _between(inside.lo.exp(), inside.hi.exp(), x.nonzero)


def _root(x: Range, degree: int) -> Range | None:
    if degree % 2 == 0 and not x.lo >= 0:
        return None

    def root(t: arb) -> arb:
        return t if t.is_zero() else t.root(degree)

    return _between(_signed(root, x.lo), _signed(root, x.hi), x.nonzero)


def _erf(x: arb) -> arb:
    return x.erf() if x.is_finite() else x.sgn()


def _wave(x: Range, name: str) -> Range | None:
    if not (x.lo.is_finite() and x.hi.is_finite()):
        return Range(-_ONE, _ONE, nonzero=False)
    ball = getattr(x.lo.union(x.hi), name)()
    return _between(max(ball.lower(), -_ONE), min(ball.upper(), _ONE), nonzero=False)


def _function(name: str, x: Range) -> Range | None:
    match name:
        case "exp":
            return _between(x.lo.exp(), x.hi.exp(), nonzero=True)
        case "log":
            return _logarithm(x) if x.lo >= 0 and x.nonzero else None
        case "atan":
            return _between(x.lo.atan(), x.hi.atan(), x.nonzero)
        case "erf":
            return _between(_erf(x.lo), _erf(x.hi), x.nonzero)
        case "sin" | "cos":
            return _wave(x, name)
    return None


def _operation(node: Expr, args: list[Range], limit: bool) -> Range | None:
    match node.op:
        case "add":
            return _sum(args)
        case "mul":
            return _product(args, limit)
        case "power":
            return _power(args[0], args[1], limit)
        case "nth_root" if isinstance(node.data, int):
            return _root(args[0], node.data)
        case "apply" if len(args) == 1:
            return _function(str(node.data), args[0])
    return None


@lru_cache(maxsize=2000)
def _is_polynomial(node: Expr, name: str) -> bool:
    """Whether an expression is evidently a polynomial in one symbol."""
    if node.op == "power":
        n = node.args[1].data
        return isinstance(n, fmpq) and n.q == 1 and n >= 0 and _is_polynomial(node.args[0], name)
    if node.op == "symbol":
        return node.data == name
    inside = node.op in ("add", "mul") or not free_symbols(node)
    return inside and (not free_symbols(node) or all(_is_polynomial(a, name) for a in node.args))


def _fades(factors: Sequence[Expr], limits: Sequence[Range | None], name: str) -> bool:
    """Whether a product goes to 0 as e^P with P -> -oo, P a polynomial, times polynomials.

    e^P is less than every power of 1/|x| in the end.
    """
    fast = False
    for factor, limit in zip(factors, limits, strict=True):
        if not _is_polynomial(factor, name):
            if factor.data != "exp" or not _is_polynomial(factor.args[0], name):
                return False
            if limit is None or not limit.hi.is_zero():
                return False
            fast = True
    return fast


@lru_cache(maxsize=4000)
def _symbols(node: Expr) -> frozenset[str]:
    return free_symbols(node)


def _moved_away(node: Expr, args: Sequence[Range | None], far: tuple[str, int]) -> Range | None:
    """The limit of a sum of which a part goes to infinity and the rest is fixed."""
    if node.op != "add":
        return None
    moving = [r for a, r in zip(node.args, args, strict=True) if r and far[0] in _symbols(a)]
    lo, hi = sum((t.lo for t in moving), _ZERO), sum((t.hi for t in moving), _ZERO)
    return Range(lo, hi, nonzero=True) if lo == hi and not lo.is_finite() else None


class _Ranges:
    """An expression read once, at one precision."""

    __slots__ = ("closed", "order", "place", "root")

    def __init__(self, root: Expr, bits: int) -> None:
        self.closed: dict[int, Range | None] = {}
        self.order: list[tuple[Expr, list[int]]] = []
        self.place: dict[Expr, int] = {}
        free: dict[Expr, bool] = {}
        for node in postorder(root):
            free[node] = node.op == "symbol" or any(free[a] for a in node.args)
        stack, seen = [root], {root}
        while stack:  # closed parts are not entered
            node = stack.pop()
            inner = [a for a in node.args if free[node] and a not in seen]
            seen.update(inner)
            stack += inner
        for node in postorder(root):
            if node not in seen:
                continue
            here = self.place[node] = len(self.order)
            self.order.append((node, [self.place[a] for a in node.args] if free[node] else []))
            if not free[node]:
                with precision(bits):
                    ball = enclose(node, bits)
                    finite = ball.is_finite()
                    self.closed[here] = _between(ball, ball, False) if finite else None
        self.root = self.place[root]


@lru_cache(maxsize=2000)
def _read(root: Expr, bits: int) -> _Ranges:
    return _Ranges(root, bits)


def of_symbol(name: str, box: Box, bits: int, far: Far = None) -> Range | None:
    """The values of a symbol on a box."""
    if far is not None and far[0] == name:
        end = FAR if far[1] else -FAR
        return _between(end, end, nonzero=True)
    low, high = box.get(name, FREE)
    below = None if low.value is None else range_of(low.value, box, bits)
    above = None if high.value is None else range_of(high.value, box, bits)
    if (low.value is not None and below is None) or (high.value is not None and above is None):
        return None
    lo = -FAR if below is None else below.lo
    hi = FAR if above is None else above.hi
    open_at_zero = (lo.is_zero() and low.open) or (hi.is_zero() and high.open)
    return _between(lo, hi, bool(open_at_zero))


def range_of(root: Expr, box: Box, bits: int, far: Far = None) -> Range | None:
    """The range of an expression in primitive functions on a box.

    Args:
        root: the expression.
        box: the ends of its symbols; one that is missing ranges over all of R.
        bits: working precision.
        far: if given, the range is that of all limits as this symbol goes to this end.

    Exactness: contains every value (every limit). None if the expression may be undefined
        somewhere on the box, or if no range is known.

    Examples:
        >>> from symnn.exact.expression import exp, rational, symbol
        >>> bell = range_of(exp(-(symbol("x") ** rational(2))), {}, 64)
        >>> (bell.lo == 0, bell.hi == 1, bell.nonzero) == (True, True, True)
        True
    """
    read = _read(root, bits)
    found: list[Range | None] = []
    with precision(bits):
        for i, (node, places) in enumerate(read.order):
            args = [found[k] for k in places]
            if i in read.closed:
                found.append(read.closed[i])
            elif far is not None and node.op == "mul" and _fades(node.args, args, far[0]):
                found.append(Range(_ZERO, _ZERO, nonzero=False))
            elif node.op == "symbol":
                found.append(of_symbol(str(node.data), box, bits, far))
            else:
                known = [a for a in args if a is not None]
                fit = len(known) == len(args)
                moved = _moved_away(node, args, far) if fit and far is not None else None
                if moved is None and fit:
                    moved = _operation(node, known, far is not None)
                found.append(moved)
    return found[read.root]


def mean_value(
    g: Expr, rows: Sequence[tuple[str, Expr, Expr]], box: Box, bits: int
) -> Range | None:
    """g(m) and the sum of g_v (v - m_v) over symbols v, given with m_v and the derivative g_v.

    Exactness: contains every value of g on a box that holds m (mean value theorem).
    """
    centre = {name: (End(m, open=False), End(m, open=False)) for name, m, _ in rows}
    terms = [range_of(g, centre, bits)]
    with precision(bits):
        for name, m, slope in rows:
            change, width = range_of(slope, box, bits), of_symbol(name, box, bits)
            if change is None or width is None or not isinstance(m.data, fmpq):
                return None
            gap = _between(width.lo - arb(m.data), width.hi - arb(m.data), nonzero=False)
            terms.append(None if gap is None else _times(change, gap, limit=False))
        known = [t for t in terms if t is not None]
        return _sum(known) if len(known) == len(terms) else None
