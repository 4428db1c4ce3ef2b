"""Domains as formulas: boxes, half-lines, finite sets, and what sympy symbols assume."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final

from symnn.claims.formula import Atomic, Claim, Compound, Formula
from symnn.errors import ClaimError, UnsupportedError
from symnn.exact.expression import ZERO, Expr, apply, symbol
from symnn.exact.sympy_symbols import describe, symbols_of

#: Assumptions of a sympy symbol that say more than its being real: the relation to 0 they stand
#: for, when declared true and when declared false. The first that is declared is the strongest.
_SIGNS: Final = (
    ("zero", "=", None),
    ("positive", ">", "<="),
    ("negative", "<", ">="),
    ("nonnegative", ">=", "<"),
    ("nonpositive", "<=", ">"),
    ("extended_positive", ">", "<="),
    ("extended_negative", "<", ">="),
    ("extended_nonnegative", ">=", "<"),
    ("extended_nonpositive", "<=", ">"),
)
#: Assumptions that no relation here can say, whether declared true or false.
_UNKNOWN: Final = ("prime", "composite", "transcendental", "antihermitian", "infinite", "polar")


def restrict(
    domain: Any, as_claim: Callable[[Any], Claim], as_expr: Callable[[Any], Expr]
) -> tuple[Claim, ...]:
    """The claims that a domain stands for; each of their formulas restricts it.

    Args:
        domain: {symbol: range}, with a range (low, high), a list or set of values, a sympy
            Interval or FiniteSet; a relation; or several of these.
        as_claim, as_expr: the readers of relations and of values.

    Raises:
        ClaimError: an interval whose ends are not two values; what is no domain at all.
    """
    if isinstance(domain, Mapping):
        return tuple(c for key, value in domain.items() for c in _range(key, value, as_expr))
    if isinstance(domain, (list, tuple)):
        return tuple(c for item in domain for c in restrict(item, as_claim, as_expr))
    try:
        claim = as_claim(domain)
    except ClaimError as error:
        if isinstance(domain, bool) or type(domain).__name__ in ("BooleanTrue", "BooleanFalse"):
            raise
        raise ClaimError(
            f"{domain!r} of type {type(domain).__name__} is no domain of a claim; write "
            "{x: (0, 1)} with the symbol x, a relation as symnn.Gt(x, 0), or a list of these"
        ) from error
    if claim.scoped:
        raise ClaimError("a ForAll is no domain; give its own domain and its relation as a list")
    return (claim,)


def _range(key: Any, value: Any, as_expr: Callable[[Any], Expr]) -> tuple[Claim, ...]:
    name = symbol(key) if isinstance(key, str) else as_expr(key)
    if name.op != "symbol":
        raise ClaimError(f"{key} is no symbol; a domain maps symbols to ranges")
    known, declared = assumed([] if isinstance(key, str) else [key], {str(name.data)})
    if isinstance(value, (set, frozenset, list, range)) or _is_sympy_set(value, "FiniteSet"):
        return (Claim(_finite(name, value, as_expr), known, declared),)
    low, high, left_open, right_open = _interval(key, value)
    ends = list[Atomic]()
    if not _is_open_end(low, "NegativeInfinity", key):
        ends.append(Atomic(">" if left_open else ">=", name, as_expr(low)))
    if not _is_open_end(high, "Infinity", key):
        ends.append(Atomic("<" if right_open else "<=", name, as_expr(high)))
    return tuple(Claim(part, (), declared) for part in (*known, *ends))


def _interval(key: Any, value: Any) -> tuple[Any, Any, bool, bool]:
    """Both ends, and whether each is left out."""
    if _is_sympy_set(value, "Interval", "Reals"):  # the reals are an Interval without ends
        return value.start, value.end, bool(value.left_open), bool(value.right_open)
    if isinstance(value, tuple) and len(value) == 2:
        return *value, False, False
    raise ClaimError(
        f"the range {value!r} of {key} is no pair (low, high); use (0, 1), (0, None), a list of "
        "values, or a sympy Interval, which may be half-open"
    )


def _is_sympy_set(value: Any, *kinds: str) -> bool:
    kind = type(value)
    return kind.__module__.startswith("sympy.") and kind.__name__ in kinds


def _is_open_end(value: Any, infinity: str, key: Any) -> bool:
    kind = type(value).__name__
    if kind in ("Infinity", "NegativeInfinity") and kind != infinity:
        raise ClaimError(
            f"the range of {key} has {value} at the wrong end; no real number is in it"
        )
    return value is None or kind == infinity


def _finite(name: Expr, values: Iterable[Any], as_expr: Callable[[Any], Expr]) -> Formula:
    cases = tuple(Atomic("=", name, as_expr(v)) for v in values)
    if not cases:
        raise ClaimError("an empty set of values; every claim would hold over it")
    return Compound("or", cases)


def assumed(
    sides: Iterable[Any], free: Collection[str]
) -> tuple[tuple[Formula, ...], tuple[tuple[str, str], ...]]:
    """What the free sympy symbols in some expressions were declared to be.

    Args:
        sides: sympy expressions; anything else has no symbols.
        free: names of the symbols that are not bound.

    Returns:
        The declarations as relations, and in words by name.

    Raises:
        ClaimError: two different symbols have one name.
        UnsupportedError: an assumption that cannot be written as a relation.
    """
    found = {n: item for n, item in sorted(symbols_of(*sides).items()) if n in free}
    relations = tuple(f for item in found.values() for f in _of_symbol(item))
    return relations, tuple((name, describe(item)) for name, item in found.items())


def _of_symbol(item: Any) -> Iterable[Formula]:
    facts: Mapping[str, bool] = item.assumptions0
    name = symbol(str(item.name))
    unsaid = next((w for w in _UNKNOWN if facts.get(w) or w in item._assumptions_orig), None)
    if unsaid or (facts.get("rational", True) is False or facts.get("algebraic", True) is False):
        raise _unsayable(item, unsaid or "irrational")
    strongest = next((r for word, r, _ in _SIGNS if facts.get(word)), None)
    if strongest is None:
        yield from (
            Atomic(other, name, ZERO) for word, _, other in _SIGNS if other and word in facts
        )
        if facts.get("zero", True) is False:
            yield Atomic("!=", name, ZERO)
    else:
        yield Atomic(strongest, name, ZERO)
    yield from _of_integer(item, name, facts)


def _of_integer(item: Any, name: Expr, facts: Mapping[str, bool]) -> Iterable[Formula]:
    """An integer is its own floor; an even number is twice one."""
    if facts.get("zero"):
        return
    if facts.get("even") or facts.get("odd"):
        half = name / 2 if facts.get("even") else (name - 1) / 2
        yield Atomic("=", apply("floor", half), half)
    elif facts.get("integer"):
        yield Atomic("=", apply("floor", name), name)
    elif facts.get("rational") or facts.get("algebraic"):
        raise _unsayable(item, "rational" if facts.get("rational") else "algebraic")
    elif facts.get("integer", True) is False:
        yield Atomic("!=", apply("floor", name), name)


def _unsayable(item: Any, word: str) -> UnsupportedError:
    return UnsupportedError(
        f"the symbol {item.name} is assumed {word}; declare it real and state the rest in over="
    )
