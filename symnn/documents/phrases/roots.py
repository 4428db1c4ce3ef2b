"""Real roots and fixed points: how many there are, which they are, whether they attract.

Roots are counted exactly for polynomials (Sturm) and for functions in pieces of degree at most
two; of any other function, sign changes count from below and strict growth from above.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, conjunction
from symnn.deferred import regex
from symnn.documents.phrases import curves
from symnn.documents.phrases.functions import FUNCTIONS, Function, everywhere
from symnn.documents.phrases.having import COMPARED, RELATIONS, listed
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import PLACE, Speaker
from symnn.errors import SymnnError
from symnn.exact import univariate
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    free_symbols,
    mul,
    negative,
    power,
    rational,
    substitute,
    symbol,
)
from symnn.exact.radicals import written_form
from symnn.functions.calculus import derivative
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Scalar

Rule: TypeAlias = "Callable[[], Phrase | None]"

_SECONDS: Final = 2
MAX_DEGREE: Final = 12
#: Where signs are looked at, from the left.
_GRID: Final = (-100, -10, -4, -2, -1, "-1/2", "-1/4", "1/4", "1/2", 1, 2, 4, 10, 100)
_NOUN: Final = r"(?:(?:real|distinct|different) )*(?P<what>roots?|zeros?|solutions?|fixed points?)"
_HAS: Final = regex(rf"(?P<count>.+?) {_NOUN}")
_ROOTS_OF: Final = regex(rf"(?:the |all )*{_NOUN} of (?:the )?(?:[a-z]+ )?(?P<of>{PLACE})")
_LIST: Final = regex(rf"(?:{PLACE}|,|and|exactly|only|zero|one|at| )+")
_CRITICAL_OF: Final = regex(
    rf"(?:the |all )*(?:only )?(?P<what>critical|stationary|inflection|turning) points? of"
    rf" (?:the )?(?:[a-z]+ )?(?P<of>{PLACE})"
)
_ONLY: Final = regex(rf"the (?:only|unique) {_NOUN} of (?:the )?(?:[a-z]+ )?(?P<of>{PLACE})")
_STABLE: Final = regex(
    r"(?:an? )?(?P<how>stable|unstable|attracting|repelling|attractive|repulsive) fixed points?"
    rf" of (?:the )?(?:[a-z]+ )?(?P<of>{PLACE})"
)


class Roots(NamedTuple):
    """At least and at most so many different real roots, and how they were counted."""

    low: int
    high: int | None
    method: str


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about roots or fixed points; None if it is none."""
    if verb in ("has", "have"):
        match = _HAS.fullmatch(predicate)
        counted = match and (COMPARED.fullmatch(match["count"]) or _NONE.fullmatch(match["count"]))
        if match and counted:
            return partial(_has, speaker, subject, match, counted)
    if verb not in ("is", "are"):
        return None
    of = _CRITICAL_OF.fullmatch(subject)
    if of is not None and _LIST.fullmatch(predicate):
        return partial(_turning, speaker, of["what"], of["of"], predicate)
    match = _ROOTS_OF.fullmatch(subject)
    if match is not None and _LIST.fullmatch(predicate):
        return partial(_list, speaker, match["what"], match["of"], predicate)
    for pattern, rule in ((_ONLY, _only), (_STABLE, _stable)):
        match = pattern.fullmatch(predicate)
        if match is not None:
            return partial(rule, speaker, subject, match)
    return None


_NONE: Final = regex(r"(?P<none>no)")


# --- counting -------------------------------------------------------------------------


def count(f: Function) -> Roots:
    """How many different real numbers a function of one number sends to 0."""
    (x,) = f.point("x")
    expr = f.value((x,))
    if f.inputs != 1 or free_symbols(expr) - {"x"} or f.domain is not everywhere:
        raise refuse(f"the roots of {f.name} are not counted")
    for way in (_of_polynomial, _of_pieces):
        try:
            found = way(f, expr)
        except (MeaningError, SymnnError):
            continue
        if found is not None:
            return Roots(found, found, "Sturm's theorem" if way is _of_polynomial else "pieces")
    return _by_signs(f, expr)


def _of_polynomial(f: Function, expr: Expr) -> int | None:
    del f
    if not curves.looks_polynomial(expr):
        return None
    coefficients, rest, factorial = [], lower(expr), 1
    for k in range(MAX_DEGREE + 1):
        factorial *= max(k, 1)
        at_zero = exact_value(lower(substitute(rest, {"x": ZERO})))
        coefficients.append(at_zero / factorial)
        rest = lower(derivative(rest, "x"))
        if decide(Claim(Atomic("=", rest, ZERO)), seconds=_SECONDS).proved:
            break
    else:
        return None
    x = symbol("x")
    terms = [mul(written_form(c), power(x, rational(k))) for k, c in enumerate(coefficients)]
    if not decide(Claim(Atomic("=", expr, add(*terms))), seconds=_SECONDS).proved:
        return None
    polynomial = univariate.polynomial(coefficients)
    if len(polynomial) < 2:
        return 0 if polynomial else None
    chain = univariate.sturm_chain(polynomial)
    low, high = (univariate.variations_at_infinity(chain, side) for side in (-1, 1))
    return low - high


def _of_pieces(f: Function, expr: Expr) -> int | None:
    """Roots of each piece inside its interval, and at the points between."""
    curve = curves.curve_of(f)
    ends = [exact_value(lower(p)) for p in curve.points]
    found = set()
    for k, piece in enumerate(curve.pieces):
        if decide(Claim(Atomic("=", piece, ZERO)), seconds=_SECONDS).proved:
            return None
        for root in curves.roots_of(piece):
            number = exact_value(lower(root))
            above = k == 0 or (number - ends[k - 1]).sign() > 0
            below = k == len(ends) or (number - ends[k]).sign() < 0
            found |= {number} if above and below else set()
    del expr
    for point, there in zip(ends, curve.values, strict=True):
        found |= {point} if not exact_value(lower(there)) else set()
    return len(found)


def _by_signs(f: Function, expr: Expr) -> Roots:
    low = _sign_changes(f, expr)
    for growth in ("strictly increasing", "strictly decreasing"):
        if decide(Claim(*FUNCTIONS[growth][0](f)), seconds=_SECONDS).proved:
            return Roots(low, 1, "changes of sign, and strict growth")
    for relation in (">", "<"):
        if decide(Claim(Atomic(relation, expr, ZERO)), seconds=_SECONDS).proved:
            return Roots(0, 0, "it keeps its sign")
    return Roots(low, None, "changes of sign of a continuous function")


def _sign_changes(f: Function, expr: Expr) -> int:
    """So many roots there are at least, each between two of the points, or at one of them."""
    try:
        if curves.agree(curves.jumps(curves.curve_of(f))) is not True:
            return 0
    except (MeaningError, SymnnError):
        return 0
    numbers = sorted((rational(n) for n in (*_GRID, 0)), key=exact_value)
    signs = [_sign(substitute(expr, {"x": number})) for number in numbers]
    return signs.count(0) + sum(a * b < 0 for a, b in pairwise(signs))


def _sign(value: Expr) -> int:
    for relation, sign in ((">", 1), ("<", -1), ("=", 0)):
        if decide(Claim(Atomic(relation, value, ZERO)), seconds=_SECONDS).proved:
            return sign
    raise refuse("the sign at a point is not decided")


# --- rules ----------------------------------------------------------------------------


def function_of_roots(speaker: Speaker, text: str, what: str) -> Function | None:
    """f, or f(x) - x for its fixed points; of an equation the difference of its sides."""
    place = re.fullmatch(rf"(?:the )?(?:[a-z]+ )?({PLACE})", text)
    node = speaker.clause.part(place[1]).node if place else None
    if isinstance(node, tree.Chain) and len(node.links) == 1 and node.links[0].relation == "=":
        known = speaker.reader.scope.latest(tree.key(node.first) or "")
        if known is None and not isinstance(node.first, tree.Call):
            both = [speaker.wide.read(side) for side in (node.first, node.links[0].operand)]
            return difference_of(both[0], both[1])
    subject = speaker.subject(text)
    if subject is None or not subject.is_function:
        return None
    f = speaker.function(subject, None)
    if not what.startswith("fixed"):
        return f
    if f.inputs != 1:
        raise refuse(f"{f.name} takes {f.inputs} numbers")
    return Function(f.name, 1, lambda p: (add(f.value(p), negative(p[0])),), f.domain)


def difference_of(left: object, right: object) -> Function:
    """The difference of two expressions in one letter, as a function.

    Raises:
        MeaningError: they are none.
    """
    if not isinstance(left, Scalar) or not isinstance(right, Scalar):
        raise refuse("the equation is none between numbers")
    expr = add(left.expr, negative(right.expr))
    names = sorted(free_symbols(expr))
    if len(names) != 1:
        raise refuse("in which letter is not certain")
    return Function("it", 1, lambda p: (substitute(expr, {names[0]: p[0]}),))


def _compared(roots: Roots, relation: str, wanted: Expr) -> Phrase:
    """So many roots against a number; where only a bound is known, as far as it tells."""
    low = rational(roots.low)
    if roots.high == roots.low:
        return Phrase("has", "", ((Atomic(relation, low, wanted), ()),), method=roots.method)
    strict = relation in ("=", "<=", ">")
    told = Atomic("<" if strict else "<=", wanted, low)
    if not decide(Claim(told), seconds=_SECONDS).proved:
        raise refuse("how many there are is not decided")
    truth = ONE if relation in (">=", ">") else ZERO
    return Phrase("has", "", ((Atomic("=", ONE, truth), ()),), method=roots.method)


def _has(
    speaker: Speaker, text: str, match: re.Match[str], counted: re.Match[str]
) -> Phrase | None:
    f = function_of_roots(speaker, text, match["what"])
    if f is None:
        return None
    roots = count(f)
    if "none" in counted.groupdict():
        return _compared(roots, "=", ZERO)
    several = counted["how"] is None and "one" in match["count"]
    relation = RELATIONS[counted["how"]]
    if counted["how"] is None and not several and "real" not in match[0]:
        return None if roots.low != roots.high else _compared(roots, relation, _n(speaker, counted))
    return _compared(roots, relation, _n(speaker, counted))


def _n(speaker: Speaker, counted: re.Match[str]) -> Expr:
    return speaker.number(counted["n"])


def _turning(speaker: Speaker, what: str, place: str, predicate: str) -> Phrase | None:
    """The zeros of f′; for inflection those of f″, where f‴ is not 0."""
    f = function_of_roots(speaker, place, "root")
    if f is None or f.inputs != 1 or curves.curve_of(f).points:
        raise refuse("whether it is smooth is not certain")
    (x,) = f.point("x")
    slope = lower(derivative(lower(f.value((x,))), "x"))
    if what == "turning":
        raise refuse("whether all of them turn is not decided")
    extra: list[Atomic] = []
    claimed = listed(speaker, predicate)
    if what == "inflection":
        slope = lower(derivative(slope, "x"))
        third = derivative(slope, "x")
        extra = [Atomic("!=", substitute(third, {"x": c}), ZERO) for c in claimed]
        if any(not decide(Claim(e), seconds=_SECONDS).proved for e in extra):
            raise refuse("whether it bends the other way there is not decided")
    return _complete(Function(f.name, 1, lambda p: (substitute(slope, {"x": p[0]}),)), claimed)


def _list(speaker: Speaker, what: str, place: str, predicate: str) -> Phrase | None:
    """Each is one, and there are no others."""
    f = function_of_roots(speaker, place, what)
    if f is None:
        return None
    return _complete(f, listed(speaker, predicate))


def _complete(f: Function, claimed: list[Expr]) -> Phrase:
    """Each is a zero, and there are no others."""
    each = [Atomic("=", f.value((c,)), ZERO) for c in claimed]
    different = len({exact_value(lower(c)) for c in claimed})
    roots = count(f)
    if roots.low != roots.high:
        false = [a for a in each if decide(Claim(a), seconds=_SECONDS).refuted]
        if not false and different >= roots.low:
            raise refuse("how many there are is not decided")
    number = Atomic("=", rational(roots.low), rational(different))
    return Phrase("are", "", ((Compound("and", (*each, number)), ()),), method=roots.method)


def _only(speaker: Speaker, text: str, match: re.Match[str]) -> Phrase | None:
    place = re.search(PLACE, text)
    if place is None:
        return None
    return _list(speaker, match["what"], match["of"], place[0])


def _stable(speaker: Speaker, text: str, match: re.Match[str]) -> Phrase | None:
    """f(p) = p, with |f′(p)| < 1 or > 1; of a function of one number."""
    f = function_of_roots(speaker, match["of"], "root")
    place = re.search(PLACE, text)
    if f is None or f.inputs != 1 or place is None:
        return None
    point = speaker.number(place[0])
    slope = derivative(lower(f.value(f.point("x"))), "x", point)
    square = mul(slope, slope)
    if not decide(Claim(Atomic("!=", square, ONE)), seconds=_SECONDS).proved:
        raise refuse("the derivative there does not tell")
    attracts = match["how"] in ("stable", "attracting", "attractive")
    parts = (Atomic("=", f.value((point,)), point), Atomic("<" if attracts else ">", square, ONE))
    return Phrase("is", "", ((conjunction(parts), ()),), method="the derivative there")
