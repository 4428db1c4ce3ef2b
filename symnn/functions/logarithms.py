r"""Logarithms of products and powers, written as sums: log(√(2π) s²) = ½ log(2π) + 2 log |s|.

log(ab) = log a + log b holds where a and b are positive. Of the factors of a positive product those
that are evidently positive are split off; if a single one is left it is positive, too; several stay
together. So an expression keeps its value and its domain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field
from typing import Final, TypeAlias, final

from flint import fmpq

from symnn.deferred import dataclass
from symnn.exact.expression import (
    MINUS_ONE,
    ZERO,
    Expr,
    add,
    apply,
    mul,
    negative,
    postorder,
    power,
    rational,
    rebuild,
)
from symnn.functions.signs import POSITIVE, possible_signs

_MAX_DEPTH: Final = 20
_Test: TypeAlias = "Callable[[Expr], bool]"


def is_evidently_positive(expr: Expr) -> bool:
    """Whether a lowered expression is positive wherever it is defined, as is plain to see.

    Examples:
        >>> from symnn.exact.expression import exp, symbol
        >>> is_evidently_positive(add(rational(1), exp(symbol("x"))))
        True
    """
    return possible_signs(expr) == POSITIVE


def with_split_logarithms(
    expr: Expr, is_positive: Callable[[Expr], bool] = is_evidently_positive
) -> Expr:
    """The expression with every logarithm of a product, quotient, power or root split.

    Args:
        expr: a lowered expression.
        is_positive: what is surely positive where the expression is needed.

    Exactness: the same value wherever the expression has one, and the same domain.

    Examples:
        >>> from symnn.exact.expression import exp, symbol
        >>> x, s = symbol("x"), symbol("s")
        >>> found = with_split_logarithms(apply("log", mul(exp(x), s)))
        >>> found == add(x, apply("log", s))
        True
    """
    done: dict[Expr, Expr] = {}
    for node in postorder(expr):
        args = tuple(done[a] for a in node.args)
        done[node] = rebuild(node, args)
        if node.op == "apply" and node.data == "log":
            done[node] = _logarithm(args[0], 0, is_positive)
    return done[expr]


@final
@dataclass(slots=True)
class _Parts:
    """The logarithms of the positive factors, and the other factors with their powers."""

    terms: list[Expr] = field(default_factory=list)
    others: list[tuple[Expr, int]] = field(default_factory=list)
    turned: bool = False


def _logarithm(inside: Expr, depth: int, is_positive: _Test) -> Expr:
    """log of a value that is positive wherever it is needed."""
    if depth > _MAX_DEPTH:
        return apply("log", inside)
    parts = _Parts()
    for factor, count in _factors(inside, 1):
        _sort(factor, count, parts, depth, is_positive)
    if len(parts.others) == 1:
        ((factor, count),) = parts.others
        positive = negative(factor) if parts.turned and count % 2 else factor
        if not (parts.turned and count % 2 == 0):
            parts.terms.append(_times(fmpq(count), apply("log", positive)))
            return _sum(parts.terms)
    if parts.others or parts.turned:
        whole = [f if k == 1 else power(f, rational(k)) for f, k in parts.others]
        whole = [MINUS_ONE, *whole] if parts.turned else whole
        parts.terms.append(apply("log", mul(*whole)))
    return _sum(parts.terms)


def _sum(terms: list[Expr]) -> Expr:
    return add(*terms) if terms else ZERO


def _times(times: fmpq, value: Expr) -> Expr:
    return value if times == 1 else mul(rational(times), value)


def _factors(node: Expr, count: int) -> Iterator[tuple[Expr, int]]:
    """The factors of a product with their integer powers."""
    if node.op == "mul":
        for factor in node.args:
            yield from _factors(factor, count)
    elif node.op == "power" and isinstance(node.args[1].data, fmpq) and node.args[1].data.q == 1:
        inner = int(node.args[1].data.p)
        if inner and abs(inner * count) < 1000:
            yield from _factors(node.args[0], count * inner)
        else:
            yield node, count
    else:
        yield node, count


def _needs_positive_base(node: Expr, is_positive: _Test) -> bool:
    """Whether a power exists for positive bases only, or has one."""
    exponent = node.args[1].data
    fraction = isinstance(exponent, fmpq) and exponent.q != 1
    return fraction or is_positive(node.args[0])


def _sort(factor: Expr, count: int, parts: _Parts, depth: int, is_positive: _Test) -> None:
    """Put a factor to the positive ones, as its logarithm, or to the others."""
    times = fmpq(count)
    if isinstance(factor.data, fmpq) and factor.op == "rational":
        if factor.data == 0:
            parts.others.append((factor, count))
            return
        parts.turned ^= factor.data < 0 and count % 2 == 1
        if abs(factor.data) != 1:
            parts.terms.append(_times(times, apply("log", rational(abs(factor.data)))))
    elif factor.op == "apply" and factor.data == "exp":
        parts.terms.append(_times(times, factor.args[0]))
    elif factor.op == "nth_root" and isinstance(factor.data, int) and factor.data % 2 == 0:
        inner = _logarithm(factor.args[0], depth + 1, is_positive)
        parts.terms.append(_times(times / factor.data, inner))
    elif factor.op == "power" and _needs_positive_base(factor, is_positive):
        inner = _logarithm(factor.args[0], depth + 1, is_positive)
        parts.terms.append(_times(times, mul(factor.args[1], inner)))
    elif is_positive(factor):
        parts.terms.append(_times(times, apply("log", factor)))
    elif count % 2 == 0:
        size = factor if factor.op == "apply" and factor.data == "abs" else apply("abs", factor)
        parts.terms.append(_times(times, apply("log", size)))
    elif factor.op == "apply" and factor.data == "abs":
        parts.terms.append(_times(times, apply("log", factor)))
    else:
        parts.others.append((factor, count))
