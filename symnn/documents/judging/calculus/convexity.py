r"""Inequalities by convexity: a convex function lies above tangents, a concave one above chords.

-x ln x - (1-x) ln(1-x) ≤ ln 2 for 0 < x < 1: the difference D of both sides is convex, its slope at
x = 1/2 is 0, and D(1/2) = 0. Jensen's f(tx + (1-t)y) ≤ tf(x) + (1-t)f(y) for 0 ≤ t ≤ 1: in t the
difference is concave, and 0 at both ends. What D is in one variable, with all others held fixed, is
enough. Each part is a claim of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from time import monotonic
from typing import Final

from flint import fmpq

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula, sides
from symnn.claims.verdict import Verdict
from symnn.documents.judging.calculus.logarithms import split_on
from symnn.errors import SymnnError
from symnn.exact.expression import (
    MINUS_ONE,
    ONE,
    ZERO,
    Expr,
    add,
    derivative,
    free_symbols,
    mul,
    postorder,
    rational,
    rebuild,
    substitute,
    symbol,
)
from symnn.functions.lower import lower

_SECONDS: Final = 3
#: All of a search together.
_PATIENCE: Final = 6
_MAX_NODES: Final = 300
_MAX_LETTERS: Final = 3
_MAX_TERMS: Final = 4
_ORDERS: Final = frozenset({"<", "<=", ">", ">="})
_CLOSED: Final = {"<": "<=", ">": ">=", "<=": "<=", ">=": ">="}
#: Functions that are smooth wherever their argument is a number.
_SMOOTH: Final = frozenset(
    {"exp", "sigmoid", "tanh", "softplus", "sin", "cos", "sinh", "cosh", "silu", "gelu", "erf"}
)
_PLACES: Final = (rational("1/2"), ZERO, ONE, rational(-1), rational(2))


def by_convexity(formula: Formula, over: tuple[Formula, ...]) -> Verdict | None:
    """The proof of an inequality over an interval, or None.

    Args:
        formula: an inequality in smooth functions.
        over: bounds of its letters.

    Examples:
        >>> from symnn.exact.expression import apply
        >>> x = symbol("x")
        >>> bounds = (Atomic("<", ZERO, x),)
        >>> found = by_convexity(Atomic("<=", apply("log", x), x - ONE), bounds)
        >>> found is not None and found.proved
        True
    """
    if not isinstance(formula, Atomic) or formula.relation not in _ORDERS:
        return None
    letters = sorted(free_symbols(formula.left, formula.right))
    bounds = tuple(f for f in over if isinstance(f, Atomic) and f.relation in _ORDERS)
    if not letters or len(letters) > _MAX_LETTERS or len(bounds) < len(over):
        return None
    above = formula.relation in (">", ">=")
    gap = formula.left - formula.right if above else formula.right - formula.left
    wanted = ">" if formula.relation in ("<", ">") else ">="
    start = monotonic()
    try:
        gap = split_on(lower(gap), bounds)
        if sum(1 for _ in postorder(gap)) > _MAX_NODES:
            return None
        found = _term_by_term(gap, wanted, bounds)
        for name in letters:
            if found is None and monotonic() - start < _PATIENCE:
                found = _in_letter(gap, name, wanted, bounds)
    except SymnnError:
        return None
    return None if found is None else replace(found, claim=Claim(formula, over))


def _term_by_term(gap: Expr, wanted: str, bounds: tuple[Atomic, ...]) -> Verdict | None:
    """The proof that no term of a sum is below 0."""
    terms = list(_terms(gap))
    if not 1 < len(terms) <= _MAX_TERMS:
        return None
    found = None
    for term in terms:
        found = _signed(term, wanted, bounds)
        if found is None:
            return None
    return None if found is None else replace(found, method=f"term by term; {found.method}")


def _signed(expr: Expr, relation: str, over: tuple[Formula, ...]) -> Verdict | None:
    """The proof of expr ~ 0, of a product by the signs of its factors."""
    factors: Counter[Expr] = Counter()
    stack = [expr]
    while stack:
        part = _with_common_factors(stack.pop())
        if part.op == "mul":
            stack.extend(part.args)
        elif part.op == "power" and part.args[1] == MINUS_ONE:
            stack.append(part.args[0])  # 1/a has the sign of a, and exists where a is not 0
        elif part.op == "apply" and part.data == "log":
            factors[part.args[0] - ONE] += 1  # the same sign
        else:
            factors[part] += 1
    single = [factor for factor, count in factors.items() if count % 2]
    strict = relation in ("<", ">")
    if len(factors) == 1 and len(single) == 1 and expr.op not in ("power", "apply"):
        return _proof(Atomic(relation, expr, ZERO), over)
    positive, found = True, None
    for factor in factors if strict else single:
        found = _proof(Atomic(">" if strict else ">=", factor, ZERO), over)
        if found is None:
            found = _proof(Atomic("<" if strict else "<=", factor, ZERO), over)
            positive = positive ^ (factor in single)
        if found is None:
            return None
    if found is None:  # squares alone
        found = _proof(Atomic(">=", ONE, ZERO), ())
    return found if positive == (relation in (">", ">=")) else None


def _not_below(value: Expr, wanted: str, over: tuple[Formula, ...]) -> Verdict | None:
    equal = _proof(Atomic("=", value, ZERO), over) if wanted == ">=" else None
    return equal if equal is not None else _proof(Atomic(wanted, value, ZERO), over)


def _with_common_factors(expr: Expr) -> Expr:
    """A sum with the numbers that stand in all of its terms in front: 1/ln 2 of bits."""
    if expr.op != "add":
        return expr
    terms = [_factors(term) for term in _terms(expr)]
    common = [f for f in terms[0] if not free_symbols(f) and all(f in t for t in terms)]
    common = [f for f in common if f.op != "rational"]
    if not common:
        return expr
    rest = [mul(*[f for f in term if f not in common]) if set(term) - set(common) else ONE
            for term in terms]  # fmt: skip
    return mul(*common, add(*rest))


def _factors(expr: Expr) -> tuple[Expr, ...]:
    """The factors of a product, those of products in it too."""
    if expr.op == "mul":
        return tuple(f for part in expr.args for f in _factors(part))
    return (expr,)


def _proof(formula: Atomic, over: tuple[Formula, ...]) -> Verdict | None:
    found = decide(Claim(formula, over), seconds=_SECONDS)
    return found if found.proved else None


def _terms(gap: Expr) -> Iterator[Expr]:
    """The terms of a sum; a number that multiplies one is taken in."""
    sums = [part for part in gap.args if part.op in ("add", "mul")] if gap.op == "mul" else []
    numbers = [part for part in gap.args if not free_symbols(part)]
    if gap.op == "add":
        for part in gap.args:
            yield from _terms(part)
    elif len(sums) == 1 and len(numbers) == len(gap.args) - 1 and sums[0] not in numbers:
        yield from (mul(*numbers, term) for term in _terms(sums[0]))
    elif gap != ZERO and not (gap.op == "mul" and ZERO in gap.args):
        yield gap


def _in_letter(gap: Expr, name: str, wanted: str, bounds: tuple[Atomic, ...]) -> Verdict | None:
    """The proof with all other letters held fixed."""
    own = tuple(b for b in bounds if name in free_symbols(*sides(b)))
    rest = tuple(b for b in bounds if b not in own)
    limits = [limit for b in own if (limit := _limit(b, name)) is not None]
    if len(limits) < len(own):
        return None
    whole = tuple(replace(b, relation=_CLOSED[b.relation]) for b in own)
    curve = _slope(_slope(gap, name), name)
    if _is_convex(gap, curve, ">=", bounds):
        for place in _places(gap, name):
            found = _touches(gap, name, place, wanted, own, rest)
            if found is not None:
                return found
    ends = [end for _, end in limits]
    closed = len(ends) == 2 and {sign for sign, _ in limits} == {1, -1}
    if closed and _is_convex(gap, curve, "<=", (*rest, *whole)):
        return _at_ends(gap, name, ends, wanted, rest)
    return None


def _slope(gap: Expr, name: str) -> Expr:
    """The derivative, without what is multiplied by 0: the gap is smooth on the domain."""
    done: dict[Expr, Expr] = {}
    whole = lower(derivative(gap, name, symbol(name)))
    for node in postorder(whole):
        args = tuple(done[a] for a in node.args)
        if node.op == "mul" and ZERO in args:
            done[node] = ZERO
        elif node.op in ("add", "mul"):
            kept = tuple(a for a in args if a != (ZERO if node.op == "add" else ONE))
            empty = ZERO if node.op == "add" else ONE
            done[node] = rebuild(node, kept) if len(kept) > 1 else (*kept, empty)[0]
        else:
            done[node] = rebuild(node, args)
    return done[whole]


def _limit(bound: Atomic, name: str) -> tuple[int, Expr] | None:
    """1 and a for a ≤ x, -1 and b for x ≤ b; None for a bound of another kind."""
    left, right = sides(bound)
    sign = 1 if bound.relation in (">", ">=") else -1
    if left == symbol(name) and name not in free_symbols(right):
        return sign, right
    if right == symbol(name) and name not in free_symbols(left):
        return -sign, left
    return None


def _places(gap: Expr, name: str) -> Iterator[Expr]:
    """Where a tangent may be 0: at other letters, at numbers that occur, at simple numbers."""
    yield from (symbol(other) for other in sorted(free_symbols(gap) - {name}))
    numbers = dict.fromkeys(n for n in postorder(gap) if n.op == "rational")
    yield from dict.fromkeys((*_PLACES, *list(numbers)[:6]))


def _is_convex(gap: Expr, curve: Expr, sign: str, over: tuple[Formula, ...]) -> bool:
    """Whether the gap is smooth on the domain and its second derivative has this sign."""
    return _is_smooth(gap, over) and _signed(curve, sign, over) is not None


def _is_smooth(gap: Expr, over: tuple[Formula, ...]) -> bool:
    """Whether it has two derivatives on the whole domain."""
    for node in postorder(gap):
        if node.op in ("rational", "symbol", "pi", "add", "mul", "root"):
            continue
        if node.op == "apply" and node.data in _SMOOTH:
            continue
        inside = node.args[0] if node.args else ONE
        if not free_symbols(node):
            continue
        if node.op == "power":
            exponent = node.args[1]
            n = exponent.data if isinstance(exponent.data, fmpq) else None
            whole = n is not None and n.q == 1
            if whole and n is not None and n >= 0:
                continue
            if whole and _signed(inside, "<", over) is not None:
                continue
            if free_symbols(exponent) or _signed(inside, ">", over) is None:
                return False
            continue
        positive = node.op == "nth_root" or (node.op == "apply" and node.data == "log")
        if not positive or _signed(inside, ">", over) is None:
            return False
    return True


def _touches(
    gap: Expr,
    name: str,
    place: Expr,
    wanted: str,
    own: tuple[Atomic, ...],
    rest: tuple[Atomic, ...],
) -> Verdict | None:
    """The proof that a convex gap is ≥ 0, as it is so at a place of the domain with slope 0."""
    for bound in own:
        inside = Atomic(bound.relation, *(substitute(s, {name: place}) for s in sides(bound)))
        if _proof(inside, rest) is None:
            return None
    slope = substitute(_slope(gap, name), {name: place})
    if _proof(Atomic("=", slope, ZERO), rest) is None:
        return None
    found = _not_below(substitute(gap, {name: place}), wanted, rest)
    if found is None:
        return None
    return replace(found, method=f"above the tangent of a convex function; {found.method}")


def _at_ends(
    gap: Expr, name: str, ends: list[Expr], wanted: str, rest: tuple[Atomic, ...]
) -> Verdict | None:
    """The proof that a concave gap is ≥ 0, as it is so at both ends of its interval."""
    found = None
    for end in ends:
        found = _not_below(substitute(gap, {name: end}), wanted, rest)
        if found is None:
            return None
    if found is None:
        return None
    return replace(found, method=f"above the chord of a concave function; {found.method}")
