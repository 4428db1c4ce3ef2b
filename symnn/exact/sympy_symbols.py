"""The unknowns of sympy expressions: their names, and what is declared about them.

sympy itself is never imported here: its objects bring their own methods. A declaration is
data that the user wrote; sympy's deductions from it are not asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from symnn.errors import ClaimError, UnsupportedError
from symnn.exact.expression import ZERO, Expr, symbol


def is_sympy(value: object) -> bool:
    """Whether the value is an object of sympy's; sympy is not imported to find out."""
    return any((c.__module__ or "").startswith("sympy.") for c in type(value).__mro__)


def symbols_of(*values: Any) -> dict[str, Any]:
    """The sympy symbols in some values, by name.

    Raises:
        ClaimError: two different symbols with the same name.
        UnsupportedError: a symbol that is declared not to be real.

    Examples:
        >>> import sympy as sp
        >>> x = sp.Symbol("x", real=True)
        >>> symbols_of(x**2 + 1, 3)["x"] == x
        True
    """
    found: dict[str, Any] = {}
    seen: set[Any] = set()
    stack = [v for value in values for v in _nodes(value)]
    while stack:
        node = stack.pop()
        if node in seen:
            continue
        seen.add(node)
        if getattr(node, "is_Symbol", False):
            merge_symbols(found, {node.name: node})
            _refuse_unreal(node)
        elif type(node).__name__ not in ("ComplexRootOf", "Poly", "PurePoly"):
            args = node.args[:3] if type(node).__name__ == "Limit" else node.args
            stack.extend(part for a in args for part in _nodes(a))
    return found


def _nodes(value: Any) -> list[Any]:
    """What is to be searched for symbols: a sympy expression, or the entries of a matrix."""
    if _is_rational(value) or not is_sympy(value):
        return []
    return [e for e in value if not _is_rational(e)] if hasattr(value, "tolist") else [value]


def _is_rational(value: object) -> bool:
    return getattr(value, "is_Rational", False) is True


def merge_symbols(known: dict[str, Any], more: Mapping[str, Any]) -> None:
    """Put more symbols to those known; the same name must be the same symbol."""
    for name, item in more.items():
        if known.setdefault(name, item) != item:
            raise ClaimError(
                f"two different symbols are called {name}: their assumptions differ "
                f"({describe(known[name])}; {describe(item)}). Use one of them throughout"
            )


def describe(item: Any) -> str:
    """What is declared about a symbol, in words; different symbols of one name differ in it."""
    stated = {k: v for k, v in item._assumptions_orig.items() if k != "commutative"}
    index = getattr(item, "dummy_index", "")
    kind = "" if type(item).__name__ == "Symbol" else f"{type(item).__name__}{index} "
    return kind + (", ".join(f"{k}={v}" for k, v in sorted(stated.items())) or "no assumptions")


def _refuse_unreal(item: Any) -> None:
    facts = item.assumptions0
    if facts.get("commutative") is False:
        raise UnsupportedError(f"the symbol {item} does not commute; symnn's unknowns are real")
    if facts.get("real") is False or (facts.get("complex") and not facts.get("real")):
        raise UnsupportedError(f"the symbol {item} is declared not real; symnn's unknowns are real")


def assumptions(symbols: Iterable[Any]) -> list[tuple[str, Expr, Expr]]:
    """What is declared about symbols, as relations with 0; a real symbol has none.

    Raises:
        UnsupportedError: a declaration that is no comparison with 0 (integer=True, say).

    Examples:
        >>> import sympy as sp
        >>> assumptions([sp.Symbol("a", positive=True)]) == [(">", symbol("a"), ZERO)]
        True
    """
    facts = []
    for item in symbols:
        declared = item.assumptions0
        for fact, relation in _SIGN_FACTS:
            if declared.get(fact):
                facts.append((relation, symbol(item.name), ZERO))
                break
        odd = [f for f in ("integer", "rational", "algebraic", "irrational") if declared.get(f)]
        if odd and not declared.get("zero"):
            raise UnsupportedError(f"the symbol {item} is declared {odd[0]}; that is no real range")
    return facts


_SIGN_FACTS: Final = (
    ("zero", "="),
    ("positive", ">"),
    ("negative", "<"),
    ("nonnegative", ">="),
    ("nonpositive", "<="),
    ("nonzero", "!="),
)
