"""Sets of numbers as relations: "positive integers", ℝ₊, [0, 1), {0, 1}.

Each gives two lists: what holds under the widest reading, and what the narrowest adds to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, Compound, Formula
from symnn.deferred import regex
from symnn.exact.expression import ONE, ZERO, Expr, apply, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.plain import plain

Readings: TypeAlias = "tuple[tuple[Formula, ...], tuple[Formula, ...]]"

#: Letters that count things where nothing else is said.
COUNTERS: Final = regex(r"[ijklmnDHKLMNPT](?:_.*)?")
_NUMBERS: Final = frozenset("RZN")
_INTERVALS: Final = {"[]": (">=", "<="), "()": (">", "<"), "[)": (">=", "<"), "(]": (">", "<=")}


def unclear(node: tree.Node) -> MeaningError:
    """The obstacle of a condition in a form that is not covered."""
    return MeaningError(Kind.UNSUPPORTED, f"“{plain(node)}” beside it", node.span)


def of_kind(kind: str, key: str) -> Readings:
    """The relations that a kind of number stands for: under the widest and the narrowest reading.

    A letter that counts things, with no kind of its own, may mean the positive integers only.
    """
    x = symbol(key)
    whole = Atomic("=", apply("floor", x), x)
    if not kind and COUNTERS.fullmatch(key):
        return (), (whole, Atomic(">=", x, ONE))
    if kind.startswith(("binary", "boolean")):
        return (Compound("or", (Atomic("=", x, ZERO), Atomic("=", x, ONE))),), ()
    if kind.startswith("natural"):
        return (whole, Atomic(">=", x, ZERO)), (Atomic(">=", x, ONE),)
    wide: list[Formula] = [whole] if "integer" in kind else []
    if "nonneg" in kind or "non-neg" in kind:
        wide.append(Atomic(">=", x, ZERO))
    elif "positive" in kind:
        wide.append(Atomic(">", x, ZERO))
    elif "negative" in kind:
        wide.append(Atomic("<", x, ZERO))
    elif "zero" in kind:
        wide.append(Atomic("!=", x, ZERO))
    return tuple(wide), ()


def of_set(view: Reader, x: Expr, place: tree.Node) -> Readings:
    """The relations that lie in a set stands for."""
    marked = place.operand if isinstance(place, tree.Mark) else place
    if isinstance(marked, tree.Name) and marked.font == "bb" and marked.base in _NUMBERS:
        return _of_number_set(x, marked, getattr(place, "mark", None))
    if isinstance(place, tree.Group) and place.fence == "{}":
        cases = tuple(Atomic("=", x, view.read_scalar(item).expr) for item in place.items)
        if cases:
            return (Compound("or", cases),), ()
    if isinstance(place, tree.Group) and len(place.items) == 2 and place.fence in _INTERVALS:
        return tuple(_interval(view, x, place)), ()
    raise unclear(place)


def _interval(view: Reader, x: Expr, place: tree.Group) -> Iterator[Formula]:
    for item, relation in zip(place.items, _INTERVALS[place.fence], strict=True):
        if not _is_infinite(item):
            yield Atomic(relation, x, view.read_scalar(item).expr)


def _is_infinite(node: tree.Node) -> bool:
    inner = node.operand if isinstance(node, tree.Neg) else node
    if isinstance(inner, tree.Sum) and len(inner.terms) == 1:
        inner = inner.terms[0]
    return isinstance(inner, tree.Name) and inner.base in ("∞", "infty")


def _of_number_set(x: Expr, name: tree.Name, mark: str | None) -> Readings:
    sub = name.subscript
    extra = tree.index_key(sub).replace(" ", "") if sub is not None else ""
    extra = extra or (mark or "")
    whole = Atomic("=", apply("floor", x), x)
    wide: list[Formula] = [whole] if name.base != "R" else []
    narrow: list[Formula] = []
    if name.base == "N" and extra in ("", "0"):
        wide.append(Atomic(">=", x, ZERO))
        narrow += [] if extra else [Atomic(">=", x, ONE)]
    elif extra in ("+", "≥0", "++", ">0", "*") and name.base in ("R", "Z", "N"):
        if extra == "*":
            wide.append(Atomic("!=", x, ZERO))
        strict = extra in ("++", ">0")
        wide += [Atomic(">" if strict else ">=", x, ZERO)] if extra != "*" else []
        narrow += [Atomic(">", x, ZERO)] if extra in ("+", "*") else []
    elif extra:
        raise unclear(name)
    return tuple(wide), tuple(narrow)
