r"""Largest and least values in other letters: \max_x (sx - cx^2) = s^2/(4c) for c > 0.

Where the place is stated, its slope is looked at on either side; where the value is, the place is
found from the slope first: that of a quadratic function, or one in which the letter stands once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flint import fmpq

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula, sides
from symnn.deferred import regex
from symnn.documents.judging.calculus.parametric_places import (
    largest_in_letters,
    without_zeros,
)
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.errors import SymnnError
from symnn.exact.expression import (
    MINUS_ONE,
    ONE,
    ZERO,
    Expr,
    add,
    apply,
    derivative,
    free_symbols,
    mul,
    negative,
    postorder,
    power,
    quotient,
    rational,
    rebuild,
    substitute,
    symbol,
)
from symnn.exact.plain import plain
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.values import Scalar

_SECONDS: Final = 3
#: For functions with kinks, which have many cells.
_LONG: Final = 8
_TWO: Final = rational(2)
#: Signs of vectors and matrices.
_ARRAYS: Final = (tree.Norm, tree.Transpose, tree.Matrix, tree.Indexed, tree.BigOperator)
#: A letter that no formula has, for c/h.
_RATIO: Final = "′ratio"
_SPACE: Final = regex(r"\\in\s*\\(?:mathbb|mathbf|R\b)\s*\{?\s*R?\s*\}?\s*\^")


def may_be_of_numbers(body: tree.Node, text: str) -> bool:
    """Whether nothing speaks of vectors: no sign of one in the body, and no space in the text."""
    for part in tree.walk(body):
        if isinstance(part, _ARRAYS):
            return False
        if isinstance(part, tree.Name) and (part.font or part.accents or part.base[:1].isupper()):
            return False
    return _SPACE.search(text) is None


def in_letters(
    place: Place, kind: str, key: str, body: Expr, value: tree.Node, inside: Assumptions
) -> Judgement | None:
    """The judgement of an equation; letters without a meaning are any numbers.

    Args:
        place: where it stands.
        kind: max, inf, argmin, …
        key: the letter that it is over.
        body: the value of what is largest or least.
        value: the other side.
        inside: the ranges of the letters.
    """
    view = inside.view(reader(place.state.scope, open_names=True))
    target = view.read(value)
    if not isinstance(target, Scalar) or target.decimals or key in free_symbols(target.expr):
        return None
    if view.track.supposed:
        return None
    named = frozenset[str]() if inside.narrow else inside.universal
    largest = kind.endswith(("max", "sup"))
    turned, stated = lower(body), lower(target.expr)
    turned = turned if largest else negative(turned)
    if kind.startswith("arg"):
        return place_in_letters(turned, key, inside.domain, stated, named)
    stated = stated if largest else negative(stated)
    return value_in_letters(turned, key, inside.domain, stated, named)


def place_in_letters(
    body: Expr, key: str, domain: tuple[Formula, ...], at: Expr, named: frozenset[str]
) -> Judgement | None:
    """Whether a function is largest at a place alone, for all values of the other letters.

    Args:
        body: what is to be largest.
        key: its letter.
        domain: the ranges of all letters.
        at: the place.
        named: the letters that words let run through all their values.
    """
    found = largest_in_letters(_in_logarithms(body, domain), key, domain, at, alone=True)
    if found is None and not _bounds(key, domain):
        found = _above_all_others(body, key, domain, at)
    return _for_all(found, free_symbols(body, at) - {key}, named)


def value_in_letters(
    body: Expr, key: str, domain: tuple[Formula, ...], value: Expr, named: frozenset[str]
) -> Judgement | None:
    """Whether the largest value is the stated one, for all values of the other letters.

    Args:
        body: what is to be largest.
        key: its letter.
        domain: the ranges of all letters.
        value: the stated one.
        named: the letters that words let run through all their values.
    """
    others = tuple(f for f in domain if key not in free_symbols(*sides(f)))
    for place in _candidates(body, key):
        found = largest_in_letters(body, key, domain, place)
        if found is None or found.outcome != "proved":
            continue
        reached = Atomic("=", lower(substitute(body, {key: place})), value)
        verdict = decide(Claim(reached, others), seconds=_SECONDS)
        note = f"reached at {key} = {plain(place)}"
        if verdict.proved:
            return Judgement("proved", f"{found.method}; {verdict.method}", notes=(note,))
        if verdict.refuted:
            point = tuple((n, plain(v)) for n, v in sorted(verdict.point.items()))
            false = Judgement("refuted", verdict.method, counterexample=point, notes=(note,))
            return _for_all(false, free_symbols(body, value) - {key}, named)
    return None


def _for_all(
    found: Judgement | None, letters: frozenset[str], named: frozenset[str]
) -> Judgement | None:
    """A judgement; false is only what is said for all values of the other letters."""
    false = found is not None and found.outcome == "refuted"
    return None if false and not letters <= named else found


def _above_all_others(
    body: Expr, key: str, domain: tuple[Formula, ...], at: Expr
) -> Judgement | None:
    """Whether every other place is lower, where the function has kinks."""
    body, at, domain = _without_scale(body, at, domain)
    best = substitute(body, {key: at})
    apart = Atomic("!=", symbol(key), at)
    verdict = decide(Claim(Atomic("<", body, best), (*domain, apart)), seconds=_LONG)
    if verdict.proved:
        return Judgement("proved", verdict.method, notes=("every other place is lower",))
    above = decide(Claim(Atomic("<=", body, best), domain), seconds=_SECONDS)
    if not above.refuted:
        return None
    point = tuple((name, plain(value)) for name, value in sorted(above.point.items()))
    return Judgement("refuted", above.method, counterexample=point or None)


def _without_scale(
    body: Expr, at: Expr, domain: tuple[Formula, ...]
) -> tuple[Expr, Expr, tuple[Formula, ...]]:
    r"""The same with 1 for a positive letter that only scales the function and other letters.

    With c = dh the function h(u - v)^2/2 + c|u| is h times the one of d and h = 1, and the place,
    which has c/h in it, that of d and h = 1.
    """
    for node in postorder(at):
        scale = next((p.args[0] for p in node.args if _is_inverse(p)), None)
        if node.op != "mul" or scale is None:
            continue
        other = mul(*(part for part in node.args if not _is_inverse(part)))
        names, unit = free_symbols(other), {str(scale.data): ONE}
        apart = _replaced(at, node, symbol(_RATIO))
        own = [f for f in domain if names & free_symbols(*sides(f))]
        bounded = all(len(free_symbols(*sides(f))) == 1 and ZERO in sides(f) for f in own)
        if len(names) != 1 or free_symbols(apart) & (names | unit.keys()) or not bounded:
            continue
        if any(
            part not in map(symbol, names) and part.op != "rational" for part in _factors(other)
        ):
            continue
        grown = substitute(body, {name: mul(symbol(name), scale) for name in names})
        same = Atomic("=", grown, mul(scale, substitute(body, unit)))
        claims = Atomic(">", scale, ZERO), same
        if all(decide(Claim(c, domain), seconds=_SECONDS).proved for c in claims):
            rest = tuple(f for f in domain if str(scale.data) not in free_symbols(*sides(f)))
            return lower(substitute(body, unit)), substitute(apart, {_RATIO: other}), rest
    return body, at, domain


def _replaced(root: Expr, part: Expr, value: Expr) -> Expr:
    """The expression with another in place of a part of it."""
    done: dict[Expr, Expr] = {}
    for node in postorder(root):
        inside = rebuild(node, tuple(done[a] for a in node.args))
        done[node] = value if node == part else inside
    return done[root]


def _factors(expr: Expr) -> tuple[Expr, ...]:
    return expr.args if expr.op == "mul" else (expr,)


def _is_inverse(node: Expr) -> bool:
    return node.op == "power" and node.args[0].op == "symbol" and node.args[1] == MINUS_ONE


def _bounds(key: str, domain: tuple[Formula, ...]) -> bool:
    return any(key in free_symbols(*sides(f)) for f in domain)


def _in_logarithms(body: Expr, domain: tuple[Formula, ...]) -> Expr:
    """The logarithm of a product of powers of positive values, which is largest where it is."""
    factors = body.args if body.op == "mul" else (body,)
    powers = [f.args if f.op == "power" else (f, ONE) for f in factors]
    if len(powers) < 2 or all(isinstance(exponent.data, fmpq) for _, exponent in powers):
        return body
    positive = (decide(Claim(Atomic(">", b, ZERO), domain), seconds=1) for b, _ in powers)
    if not all(verdict.proved for verdict in positive):
        return body
    return add(*(mul(exponent, apply("log", base)) for base, exponent in powers))


def _candidates(body: Expr, key: str) -> Iterator[Expr]:
    """Where the slope may be 0."""
    low, middle, high = (substitute(body, {key: rational(n)}) for n in (-1, 0, 1))
    try:
        square = lower(add(quotient(add(low, high), _TWO), negative(middle)))
        line = lower(quotient(add(high, negative(low)), _TWO))
        slope = without_zeros(lower(derivative(body, key, symbol(key))))
        straight = add(mul(_TWO, square, symbol(key)), line)
        if decide(Claim(Atomic("=", slope, straight)), seconds=_SECONDS).proved:
            yield lower(negative(quotient(line, mul(_TWO, square))))
            return
    except SymnnError:
        return
    root = _root(slope, key, ZERO)
    if root is not None:
        yield root


def _root(side: Expr, key: str, value: Expr) -> Expr | None:
    """The letter where a side that has it once takes a value."""
    while side != symbol(key):
        own = [part for part in side.args if key in free_symbols(part)]
        if len(own) != 1:
            return None
        rest = [part for part in side.args if key not in free_symbols(part)]
        if side.op == "add":
            value = add(value, *map(negative, rest))
        elif side.op == "mul":
            value = mul(value, *(power(part, MINUS_ONE) for part in rest))
        elif side.op == "apply" and side.data in ("exp", "log"):
            value = apply("log" if side.data == "exp" else "exp", value)
        elif side.op == "power" and side.args[1] == MINUS_ONE:
            value = power(value, MINUS_ONE)
        else:
            return None
        (side,) = own
    return value
