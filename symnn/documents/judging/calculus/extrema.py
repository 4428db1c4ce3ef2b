r"""Largest and smallest values over all numbers: \max_x \sigma'(x) = \frac14, \arg\min_x f(x) = 3.

"The maximum is c" says two things: nothing is above c, which is a claim for all x, and c is reached
at some x, for which a point is looked for. A supremum may be reached in a limit instead. It is
false if something is above c, or if everything stays below c by a margin.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final, final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula
from symnn.claims.verdict import Verdict
from symnn.deferred import dataclass, regex
from symnn.documents.judging.calculus.where_given import where_given
from symnn.documents.judging.doubts.confirming import confirmed
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.wording.conditions import Condition, assumptions
from symnn.documents.source import says
from symnn.errors import SymnnError
from symnn.exact.expression import (
    ZERO,
    Expr,
    free_symbols,
    negative,
    rational,
    substitute,
    symbol,
)
from symnn.exact.plain import plain as plain_expr
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Array, Scalar
from symnn.latex.plain import plain

if TYPE_CHECKING:  # a chapter of numbers has no need of it
    from symnn.documents.judging.calculus.peaks import Peaks, Point

_SIGNS: Final = {"max": 1, "sup": 1, "argmax": 1, "min": -1, "inf": -1, "argmin": -1}
#: Words that may let fewer numbers be meant.
_IS_RESTRICTED: Final = regex(
    r"\b(interval|domain|restrict\w*|bounded|unit|between|constrain\w*|subject to|inside)\b",
    re.IGNORECASE,
)
_BOUNDS: Final = (1, 10, 100)
#: Letters that run through whole numbers.
_INDICES: Final = frozenset("ijklmn")
_SECONDS: Final = 3
_MAX_NAMES: Final = 3
_MARGINS: Final = ("1/10", "1/100", "1/1000")
_RELATIONS: Final = frozenset({"=", "≈", "≤", "≥"})


@final
@dataclass(frozen=True, slots=True)
class Extremum:
    """max or min (or where it is reached) of a body over some letters and what restricts them."""

    kind: str
    keys: tuple[str, ...]
    domain: tree.Node | None
    body: tree.Node

    @property
    def sign(self) -> int:
        """1 for the largest, -1 for the smallest."""
        return _SIGNS[self.kind]


def judge_extremum(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of a claim about a largest or smallest value.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what the words beside it say, such as "for x ≥ 0".
    """
    if link.relation not in _RELATIONS or assumed.is_closed or assumed.unread is not None:
        return None
    relation, value = link.relation, link.operand
    found = extremum_of(left)
    if found is None:
        found, value = extremum_of(link.operand), left
        relation = {"≤": "≥", "≥": "≤"}.get(relation, relation)
    if found is None:
        return None
    try:
        judgement = _judged(place, found, relation, value, assumed)
        has_log = any(tree.key(part) == "log" for part in tree.walk(found.body))
    except (MeaningError, SymnnError):
        return None
    if judgement is None or (judgement.outcome == "refuted" and has_log):
        return None
    if _may_be_meant_elsewhere(place, found, judgement):
        return None
    if found.domain is None:
        from symnn.documents.judging.doubts.restricted import is_held

        if is_held(place.state, _untold(found, assumed)):
            return None
    return judgement, f"{plain(left)} {link.relation} {plain(link.operand)}"


def _untold(found: Extremum, assumed: Assumptions) -> tuple[str, ...]:
    """The letters that no range beside the claim is about; a value is none."""
    ranged = {
        key
        for key, value in assumed.values.items()
        if isinstance(value, Scalar) and free_symbols(value.expr)
    }
    return tuple(key for key in found.keys if key not in ranged)


def _may_be_meant_elsewhere(place: Place, found: Extremum, judgement: Judgement) -> bool:
    """Whether a false claim may be about fewer numbers, as the text says somewhere.

    With fewer of them the largest value can only be smaller: what stays below all the same is
    false for them too.
    """
    if judgement.outcome != "refuted":
        return False
    if may_be_posed_in_words(place.formula):
        return True
    if any(is_of_law(place.state.source.text, key) for key in found.keys):
        return True
    if found.domain is not None or judgement.counterexample is None:
        return False
    order = r"(?:\\(?:in|geq?|leq?|geqslant|leqslant)(?![a-z])|[<>≤≥∈])"
    if says(place.state.source.text, _IS_RESTRICTED):
        return True
    for key in found.keys:
        letter = re.escape(key) if len(key) == 1 else re.escape("\\" + key)
        near = rf"(?<![a-z\\]){letter}\s*{order}|{order}\s*{letter}(?![a-z])"
        if re.search(near, place.state.source.text):
            return True
    return False


def is_of_law(text: str, key: str) -> bool:
    """Whether a letter is the parameter of a chance, or random: not all numbers are meant then."""
    letter = re.escape(key) if len(key) == 1 else re.escape("\\" + key)
    given = rf"\b[pP]\}}?\s*(?:\\left)?\([^()$]*(?:\||\\mid|;)\s*{letter}(?![a-z])"
    return re.search(rf"{given}|{letter}\s*\\sim(?![a-z])", text) is not None


# --- what is said ---------------------------------------------------------------------


def extremum_of(node: tree.Node) -> Extremum | None:
    r"""\max_x f(x), with all that it reaches over: (x-1)^2 in \min_x (x-1)^2."""
    operator = _operator(node)
    if operator is None or not isinstance(operator.function, tree.Name):
        return None
    function = operator.function
    below = function.subscript
    if function.base not in _SIGNS or below is None:
        return None
    keys = _letters(below)
    if not keys or set(keys) & _INDICES:
        return None
    body = _without(node, operator)
    domain = None if isinstance(below, (tree.Name, tree.Group)) else below
    return Extremum(function.base, keys, domain, body)


def _operator(node: tree.Node) -> tree.Apply | None:
    """The operator that a side begins with."""
    while True:
        if isinstance(node, tree.Apply):
            named = isinstance(node.function, tree.Name) and node.function.base in _SIGNS
            return node if named and node.power is None else None
        if isinstance(node, tree.Power):
            node = node.base
        elif isinstance(node, tree.Sum):
            node = node.terms[0]
        elif isinstance(node, tree.Product):
            node = node.factors[0]
        else:
            return None


def _without(node: tree.Node, operator: tree.Apply) -> tree.Node:
    """What the operator is applied to, if it reaches to the end."""
    if node is operator:
        return operator.argument
    if isinstance(node, tree.Power):
        return replace(node, base=_without(node.base, operator))
    if isinstance(node, tree.Sum):
        return replace(node, terms=(_without(node.terms[0], operator), *node.terms[1:]))
    if isinstance(node, tree.Product):
        return replace(node, factors=(_without(node.factors[0], operator), *node.factors[1:]))
    return node


def _letters(node: tree.Node) -> tuple[str, ...]:
    """The letters below the operator: x; x, y; the x of x > 0, x ∈ S and 0 ≤ x ≤ 1."""
    if isinstance(node, tree.Name):
        parts: tuple[tree.Node, ...] = (node,)
    elif isinstance(node, tree.Group) and node.fence == "":
        parts = node.items
    elif isinstance(node, tree.Chain):
        sides_ = (node.first, *(link.operand for link in node.links))
        inner = [s.operand if isinstance(s, tree.Abs) else s for s in sides_[:2]]
        parts = tuple(s for s in inner if isinstance(s, tree.Name))[:1]
        if isinstance(node.first, tree.Group) and node.first.fence == "":
            parts = node.first.items
    else:
        parts = ()
    plain_names = all(isinstance(p, tree.Name) and len(p.labels) == 0 for p in parts)
    keys = tuple(tree.key(p) or "" for p in parts)
    return keys if plain_names and all(keys) and len(keys) <= _MAX_NAMES else ()


# --- judging --------------------------------------------------------------------------


def _judged(
    place: Place, found: Extremum, relation: str, value: tree.Node, assumed: Assumptions
) -> Judgement | None:
    scope = place.state.scope
    inside = assumed
    if found.domain is not None:
        own = assumptions(scope, [Condition("for all", found.domain)])
        if own.unread is not None or own.is_closed or own.narrow:
            return None
        inside = assumed.also(own)
    unknown = {key: Scalar(symbol(key)) for key in found.keys}
    view = inside.view(reader(scope, open_names=True)).varying(unknown)
    body = view.read(found.body)
    if isinstance(body, Scalar) and free_symbols(body.expr) > set(found.keys):
        return _in_letters(place, found, body.expr, value, inside) if relation == "=" else None
    target = assumed.view(reader(scope)).read(value)
    if not isinstance(body, Scalar) or free_symbols(body.expr) != set(found.keys):
        return None
    if view.track.supposed:
        return None
    settled = where_given((lower(body.expr), ZERO), inside.domain)
    (curve, _), domain = settled or ((lower(body.expr), ZERO), inside.domain)
    work = Work(curve, found, domain)
    if found.kind.startswith("arg"):
        if relation == "≈" or (isinstance(target, Scalar) and target.decimals):
            return work.near(target)
        cells = tuple(target.cells()) if isinstance(target, Array) else (target,)
        exprs = tuple(c.expr for c in cells if isinstance(c, Scalar))
        if len(exprs) != len(found.keys) or free_symbols(*exprs) or relation != "=":
            return None
        return work.reached_at(dict(zip(found.keys, exprs, strict=True)))
    if not isinstance(target, Scalar) or free_symbols(target.expr):
        return None
    slack = ZERO
    if target.decimals and relation in ("=", "≈"):
        slack = rational(Fraction(1, 2 * 10**target.decimals))
    elif relation == "≈":
        return None
    return work.value(relation, target.expr, slack)


def _in_letters(
    place: Place, found: Extremum, body: Expr, value: tree.Node, inside: Assumptions
) -> Judgement | None:
    """An extremum over one letter in other letters."""
    from symnn.documents.judging.calculus.extrema_in_letters import in_letters, may_be_of_numbers

    (key, *others), text = found.keys, place.state.source.text
    if others or not may_be_of_numbers(found.body, text):
        return None
    return in_letters(place, found.kind, key, body, value, inside)


@final
@dataclass(frozen=True, slots=True)
class Work:
    """One body with its domain; values are turned so that the largest one is asked for."""

    body: Expr
    found: Extremum
    domain: tuple[Formula, ...]

    @property
    def _turned(self) -> Expr:
        return self.body if self.found.sign > 0 else negative(self.body)

    @property
    def _peaks(self) -> Peaks:
        from symnn.documents.judging.calculus.peaks import Peaks

        return Peaks(self._turned, self.found.keys, self.domain)

    def _all(self, relation: str, bound: Expr, over: tuple[Formula, ...] = ()) -> Verdict:
        formula = Atomic(relation, self._turned, bound)
        claim = Claim(formula, (*self.domain, *over))
        verdict = decide(claim, seconds=_SECONDS)
        from symnn.documents.judging.calculus.convexity import by_convexity

        convex = by_convexity(formula, claim.over) if verdict.undecided and claim.over else None
        if convex is not None:
            return convex
        return verdict if claim.over else confirmed(formula, verdict)

    def value(self, relation: str, stated: Expr, slack: Expr) -> Judgement | None:
        """Whether the largest value is the stated one, up to the last printed digit."""
        end = stated if self.found.sign > 0 else negative(stated)
        if relation in ("≤", "≥"):
            above = (relation == "≤") == (self.found.sign > 0)
            return self._bounded(end) if above else self._touched(end)
        bound = self._all("<=", end + slack)
        if bound.refuted:
            return self._exceeded(bound) if self._is_bounded(end) else None
        if not bound.proved:
            return None
        low = end - slack
        point = self._peaks.reaching(low)
        if point is not None:
            return self._proved(bound, f"reached at {_said(point)}")
        if self.found.kind in ("sup", "inf") and self._peaks.approaches(end):
            return self._proved(bound, "approached in a limit")
        return self._below(low)

    def _is_bounded(self, end: Expr) -> bool:
        """Whether there is a largest value at all; else fewer numbers must be meant."""
        if self.domain:
            return True
        return any(self._all("<=", end + rational(more)).proved for more in _BOUNDS)

    def _bounded(self, end: Expr) -> Judgement | None:
        bound = self._all("<=", end)
        if bound.proved:
            return Judgement("proved", bound.method)
        return self._exceeded(bound) if bound.refuted else None

    def _touched(self, end: Expr) -> Judgement | None:
        point = self._peaks.reaching(end)
        if point is not None:
            return Judgement("proved", "exact value", notes=(f"reached at {_said(point)}",))
        return self._below(end)

    def _proved(self, bound: Verdict, note: str) -> Judgement:
        return Judgement("proved", bound.method, notes=(note,))

    def _exceeded(self, bound: Verdict) -> Judgement:
        """Something is above: the counterexample of the bound shows it."""
        point = tuple((name, plain_expr(value)) for name, value in sorted(bound.point.items()))
        return Judgement("refuted", bound.method, counterexample=point or None)

    def _below(self, end: Expr) -> Judgement | None:
        """False if everything stays below by a margin."""
        for margin in _MARGINS:
            bound = self._all("<=", end - rational(margin))
            if bound.proved:
                side = "below" if self.found.sign > 0 else "above"
                note = f"all values stay {side} it by {margin} at least"
                return Judgement("refuted", bound.method, notes=(note,))
            if bound.refuted:
                continue
        return None

    def near(self, target: object) -> Judgement | None:
        """Whether the largest value is reached near a printed decimal, and there alone."""
        from symnn.documents.judging.calculus.extreme_places import Place as Printed

        one = isinstance(target, Scalar) and target.decimals is not None
        if not one or len(self.found.keys) != 1 or not isinstance(target, Scalar):
            return None
        (key,) = self.found.keys
        return Printed(self._turned, key, self.domain, target.expr, target.decimals).judged()

    def reached_at(self, point: Point) -> Judgement | None:
        """Whether a point is the only one where the largest value is reached."""
        if not self._peaks.allows(point):
            return None
        best = substitute(self._turned, point)
        others = tuple(Atomic("!=", symbol(key), value) for key, value in point.items())
        elsewhere: Formula = others[0] if len(others) == 1 else Compound("or", others)
        strict = self._all("<", best, (elsewhere,))
        if strict.proved:
            return Judgement("proved", strict.method)
        above = self._all("<=", best)
        return self._exceeded(above) if above.refuted else None


def _said(point: Point) -> str:
    return ", ".join(f"{key} = {plain_expr(value)}" for key, value in point.items())
