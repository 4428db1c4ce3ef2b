"""Domains as formulas: boxes, half-lines, finite sets, and what sympy symbols assume."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from symnn.claims.formula import Atomic, Claim, Compound, Formula
from symnn.errors import ClaimError, UnsupportedError
from symnn.exact.expression import ZERO, Expr, apply, symbol

#: Assumptions of a sympy symbol that restrict a real unknown, as relations to 0.
_SIGNS: Final = {
    "positive": ">",
    "negative": "<",
    "nonnegative": ">=",
    "nonpositive": "<=",
    "nonzero": "!=",
}
_UNKNOWN: Final = ("prime", "composite", "irrational", "transcendental", "odd", "even")


def restrict(
    domain: Any, as_claim: Callable[[Any], Claim], as_expr: Callable[[Any], Expr]
) -> tuple[Formula, ...]:
    """The formulas that a domain stands for.

    Args:
        domain: {symbol: (low, high)} or {symbol: [a, b, c]}; a relation; or several.
        as_claim, as_expr: the readers of relations and of values.

    Raises:
        ClaimError: an interval whose ends are not two values.
    """
    if isinstance(domain, Mapping):
        parts = [_range(key, value, as_expr) for key, value in domain.items()]
        return tuple(formula for part in parts for formula in part)
    if isinstance(domain, (list, tuple)):
        return tuple(f for item in domain for f in restrict(item, as_claim, as_expr))
    claim = as_claim(domain)
    return (*claim.over, claim.formula)


def _range(key: Any, value: Any, as_expr: Callable[[Any], Expr]) -> tuple[Formula, ...]:
    name = symbol(key) if isinstance(key, str) else as_expr(key)
    if name.op != "symbol":
        raise ClaimError(f"{key} is no symbol; a domain maps symbols to ranges")
    if isinstance(value, (set, frozenset, list)):
        return (_finite(name, value, as_expr),)
    if not isinstance(value, tuple) or len(value) != 2:
        raise ClaimError(
            f"the range {value!r} of {key} is no pair (low, high); use (0, 1), (0, None), "
            "or a list of values"
        )
    low, high = value
    parts = []
    if not _is_open_end(low):
        parts.append(Atomic(">=", name, as_expr(low)))
    if not _is_open_end(high):
        parts.append(Atomic("<=", name, as_expr(high)))
    return tuple(parts)


def _is_open_end(value: Any) -> bool:
    return value is None or type(value).__name__ in ("Infinity", "NegativeInfinity")


def _finite(name: Expr, values: Iterable[Any], as_expr: Callable[[Any], Expr]) -> Formula:
    cases = tuple(Atomic("=", name, as_expr(v)) for v in values)
    if not cases:
        raise ClaimError("an empty set of values; every claim would hold over it")
    return Compound("or", cases)


def assumed(sides: Iterable[Any]) -> tuple[Formula, ...]:
    """What the sympy symbols in some expressions were declared to be.

    Raises:
        ClaimError: two different symbols have one name.
        UnsupportedError: an assumption that cannot be written as a relation.
    """
    found: dict[str, Any] = {}
    for side in sides:
        for item in getattr(side, "free_symbols", ()):
            if found.setdefault(str(item.name), item) != item:
                raise ClaimError(
                    f"two different symbols are called {item.name}, with different assumptions; "
                    "declare the symbol once and use it in both places"
                )
    return tuple(f for _, item in sorted(found.items()) for f in _of_symbol(item))


def _of_symbol(item: Any) -> Iterable[Formula]:
    facts: Mapping[str, bool] = item.assumptions0
    name = symbol(str(item.name))
    for word in _UNKNOWN:
        if facts.get(word):
            raise UnsupportedError(
                f"the symbol {item.name} is assumed {word}; declare it real and state the rest "
                "in over="
            )
    strongest = next((word for word in _SIGNS if facts.get(word)), None)
    if strongest is not None:
        yield Atomic(_SIGNS[strongest], name, ZERO)
    if facts.get("integer"):
        yield Atomic("=", apply("floor", name), name)
