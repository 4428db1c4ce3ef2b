"""Signs: the exact one of a closed expression, the evident ones of an open one.

`closed_sign` decides by exact arithmetic, and by enclosures for strict signs only.
`possible_signs` is a rule of signs on the graph: it never errs, and may say too little.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from itertools import product
from typing import Final, TypeAlias

from flint import fmpq

from symnn.errors import NotAlgebraicError, SymnnError, TooLargeError
from symnn.exact.ball import certain_sign, enclose
from symnn.exact.evaluate import value
from symnn.exact.expression import ONE, Expr, free_symbols, postorder

Signs: TypeAlias = frozenset[int]

ANY: Final[Signs] = frozenset({-1, 0, 1})
POSITIVE: Final[Signs] = frozenset({1})
NONNEGATIVE: Final[Signs] = frozenset({0, 1})
ZERO_ONLY: Final[Signs] = frozenset({0})

#: Working precisions, in bits, that a strict sign is looked for at.
_PRECISIONS = (64, 128, 256, 512, 1024)


def closed_sign(expr: Expr) -> int | None:
    """-1, 0 or 1 for a closed, lowered expression; None if it cannot be decided here.

    Exactness: never wrong. Complete for algebraic values; a transcendental value has its
    sign found if it is further from 0 than 1024 bits can tell.

    Raises:
        UndefinedError: the value does not exist over the reals.
        NotClosedError: a free symbol is left.

    Examples:
        >>> from symnn.exact.expression import nth_root, rational
        >>> closed_sign(nth_root(rational(2)) - rational("1.4142135")) == 1
        True
    """
    try:
        return value(expr).sign()
    except (NotAlgebraicError, TooLargeError):
        return _strict_sign(expr)


def _strict_sign(expr: Expr) -> int | None:
    for bits in _PRECISIONS:
        sign = certain_sign(enclose(expr, bits))
        if sign is not None:
            return sign
    return None


def is_defined(expr: Expr) -> bool:
    """Whether a closed, lowered expression is shown to have a value over the reals.

    Exactness: True is proved, by an exact value or by a finite enclosure; False is not.

    Raises:
        UndefinedError: it is shown to have none.

    Examples:
        >>> from symnn.exact.expression import apply, rational
        >>> is_defined(apply("log", apply("sin", rational(1))))
        True
    """
    try:
        value(expr)
    except (NotAlgebraicError, TooLargeError):
        return any(enclose(expr, bits).is_finite() for bits in _PRECISIONS)
    return True


def _sum(parts: Iterable[Signs]) -> Signs:
    total = ZERO_ONLY
    for part in parts:
        if any(a * b < 0 for a, b in product(total, part)):
            return ANY
        total = frozenset(a or b for a, b in product(total, part))
    return total


def _product(parts: Iterable[Signs]) -> Signs:
    total = POSITIVE
    for part in parts:
        total = frozenset(a * b for a, b in product(total, part))
    return total


def _power(base: Signs, exponent: Expr) -> Signs:
    if not isinstance(exponent.data, fmpq):
        return NONNEGATIVE if 0 in base else POSITIVE
    if exponent.data.q != 1:
        return base & NONNEGATIVE
    n = int(exponent.data.p)
    if n == 0:
        return POSITIVE
    if n < 0:
        base -= {0}
    return base if n % 2 else frozenset(s * s for s in base)


def _log(argument: Expr, known: Mapping[Expr, Signs]) -> Signs:
    """log(1 + a + b + …) > 0 for positive a, b, …."""
    if argument.op == "add" and ONE in argument.args:
        rest = [known[a] for a in argument.args if a != ONE]
        if rest and all(signs <= NONNEGATIVE for signs in rest):
            return POSITIVE if any(signs == POSITIVE for signs in rest) else NONNEGATIVE
    return ANY


def _apply(node: Expr, known: Mapping[Expr, Signs]) -> Signs:
    args = [known[a] for a in node.args]
    match node.data:
        case "exp":
            return POSITIVE
        case "abs":
            return frozenset(s * s for s in args[0])
        case "max":
            return reduce(lambda s, t: frozenset(max(pair) for pair in product(s, t)), args)
        case "min":
            return reduce(lambda s, t: frozenset(min(pair) for pair in product(s, t)), args)
        case "sign" | "erf" | "atan" | "asin":
            return args[0]
        case "acos":
            return NONNEGATIVE
        case "log":
            return _log(node.args[0], known)
        case "floor":
            return args[0] if args[0] <= frozenset({-1, 0}) else args[0] | ZERO_ONLY
    return ANY


def _signs(node: Expr, known: Mapping[Expr, Signs]) -> Signs:
    match node.op:
        case "rational" if isinstance(node.data, fmpq):
            return frozenset({(node.data > 0) - (node.data < 0)})
        case "pi":
            return POSITIVE
        case "add":
            return _sum(known[a] for a in node.args)
        case "mul":
            return _product(known[a] for a in node.args)
        case "power":
            return _power(known[node.args[0]], node.args[1])
        case "nth_root":
            even = isinstance(node.data, int) and node.data % 2 == 0
            return known[node.args[0]] & NONNEGATIVE if even else known[node.args[0]]
        case "apply":
            return _apply(node, known)
        case "piecewise":
            values = [*node.args[2:-1:3], node.args[-1]]
            return frozenset[int]().union(*(known[v] for v in values))
    return ANY


def _all_signs(expr: Expr, symbols: Mapping[str, Signs]) -> dict[Expr, Signs]:
    known: dict[Expr, Signs] = {}
    for node in postorder(expr):
        if node.op == "symbol" and str(node.data) in symbols:
            known[node] = symbols[str(node.data)]
        else:
            known[node] = _signs(node, known)
    return known


def possible_signs(expr: Expr, symbols: Mapping[str, Signs] | None = None) -> Signs:
    """Signs that a lowered expression can take, wherever it is defined.

    Args:
        expr: an expression in primitive functions.
        symbols: what is known about the signs of the unknowns.

    Exactness: never too few; often too many. No sign at all means: defined nowhere.

    Examples:
        >>> from symnn.exact.expression import exp, rational, symbol
        >>> possible_signs(rational(1) + exp(symbol("x"))) == frozenset({1})
        True
    """
    return _all_signs(expr, symbols or {})[expr]


def evident_sign(expr: Expr) -> int | None:
    """The one sign a lowered expression has for all values of its symbols, if that is plain."""
    signs = possible_signs(expr)
    if len(signs) == 1:
        return next(iter(signs))
    if not free_symbols(expr):
        try:
            return closed_sign(expr)
        except SymnnError:
            return None
    return None


_TOTAL: Final = frozenset(
    {"exp", "sin", "cos", "atan", "erf", "abs", "max", "min", "sign", "floor"}
)


def _is_total_step(node: Expr, known: Mapping[Expr, Signs]) -> bool:
    """Whether the operation itself gives a value for all values of its arguments."""
    first = known[node.args[0]] if node.args else ANY
    match node.op:
        case "power":
            exponent = node.args[1].data
            if isinstance(exponent, fmpq) and exponent.q == 1:
                return exponent >= 0 or 0 not in first
            return first == POSITIVE
        case "nth_root":
            odd = isinstance(node.data, int) and node.data % 2 == 1
            return odd or first <= NONNEGATIVE
        case "apply":
            return node.data in _TOTAL or (node.data == "log" and first == POSITIVE)
        case "derivative" | "limit":
            return False
    return True


def is_total(expr: Expr) -> bool:
    """Whether a lowered expression evidently has a value for all values of its symbols.

    Exactness: True is proved; False means only that it is not plain to see.

    Examples:
        >>> from symnn.exact.expression import apply, symbol
        >>> is_total(apply("exp", symbol("x"))), is_total(apply("log", symbol("x")))
        (True, False)
    """
    known = _all_signs(expr, {})
    return all(_is_total_step(node, known) for node in known)
