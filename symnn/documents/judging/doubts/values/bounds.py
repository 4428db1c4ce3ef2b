r"""What the text supposes further up: a bound on a letter, or a list under the word "Given:".

n < 0 in one formula bounds the n of a law in a later one.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.names.definitions import given_names
from symnn.documents.judging.placing import NEAR, Place
from symnn.documents.judging.relations import RELATIONS, Judgement
from symnn.documents.source import says
from symnn.latex import syntax as tree
from symnn.latex.meaning.behind import bindings_behind, is_value
from symnn.latex.meaning.scope import Binding
from symnn.latex.meaning.spectra import SPECTRAL_NAMES

#: Letters for variables; what is said of them somewhere is mostly about a case.
_VARIABLES: Final = frozenset({"x", "y", "z", "t", "u", "v", "w"})
_NEAR: Final = 1500
_FORMULAS = regex(r"\$([^$\n]{1,300})\$")
#: What is told apart there is all supposed somewhere, and so nothing is.
_CASES: Final = regex(r"\\begin\{(d?cases)\}[^$]*?\\end\{\1\}")
_ORDER: Final = r"(?:<|>|≤|≥|≠|\\(?:lt|gt|leq?|geq?|leqslant|geqslant|neq?)(?![a-z]))"


_ORDERS: Final = regex(_ORDER)
_ORDERED: Final = frozenset("<>≤≥≠")
_PAIR: Final = regex(rf"(?<![A-Za-z\\])([a-z])\s*({_ORDER})\s*([a-z])(?![A-Za-z])")
_PLAIN_PAIR: Final = regex(
    rf"\s*\\?[A-Za-z]+(?:_\{{?\w+\}}?)?\s*{_ORDER}\s*\\?[A-Za-z]+(?:_\{{?\w+\}}?)?\s*"
)
_SUPPOSES: Final = regex(r"\b(?:[Ss]uppose|[Aa]ssume|[Ii]f|[Ww]hen|[Ll]et|[Cc]ase)\b")
_BESIDE: Final = 200
#: All roots satisfy |z| > 1, equivalently |1/z| < 1.
_SAME: Final = regex(r"\b(?:equivalently|i\.e\.|that is|in other words)[,:]?\s*$")
_COMPLEX: Final = regex(
    r"\\mathbb\s*\{?\s*C(?![A-Za-z])|\bcomplex\b|\bimaginary\b|\bhermitian\b|\bunitary\b|i\^2\s*=\s*-\s*1",
    re.IGNORECASE,
)
_OF_MATRIX: Final = SPECTRAL_NAMES | {"det", "tr", "rank", "trace", "Tr", "rk", "nullity", "dim"}
#: A list of what is supposed.
_GIVEN = regex(r"\bgiven\W*$", re.IGNORECASE)
_ITEM = regex(r"\s*(?:[-*+•]|\d{1,3}[.)]|\\item)\s")


RESTATED: Final = "it comes to the same as what stands before it, where that holds"


def is_restated(place: Place) -> bool:
    """Whether words say that an order comes to the same as what stands before it."""
    same = _SAME.search(place.formula.before.lower()) is not None
    return same and _ORDERS.search(place.latex) is not None


def supposition(place: Place, found: Judgement, left: tree.Node, link: tree.Link) -> str | None:
    """Why a statement for all values may not be meant for all of them; None if nothing says so."""
    right = link.operand
    if is_given_above(place):
        return "it stands below the words that it is given"
    units = {"i", "j"} & dict(found.counterexample or ()).keys()
    if units and says(place.state.source.text, _COMPLEX):
        return f"{min(units)} may be the imaginary unit"
    sides = ((left, right), (right, left))
    if tree.key(left) and tree.key(right) and not place.formula.display and _orders(place):
        return "an order of two names may be a condition"
    zero = [a for a, b in sides if tree.key(a) and isinstance(b, tree.Number) and not b.value]
    if zero and not is_said_of_others(place, zero[0]):
        return "it may be an equation to solve, or one that cannot hold"
    if is_restated(place):
        return RESTATED
    limit = _limit(place, left, right)
    if limit is not None:
        return f"{limit} bounds what it holds for, and may be a certain number"
    if (pair := _ordered_pair(place, found)) is not None:
        return f"the order of {pair} was supposed before"
    from symnn.documents.judging.doubts.values.premises import may_be_supposed

    if may_be_supposed(place, found, left, link):
        return "more may be supposed of its letters above than its premise says"
    letter = bounded_letter(place, found)
    return None if letter is None else f"what {letter} may be was said before"


def _orders(place: Place) -> bool:
    """Whether a formula is nothing but one order, as in "if $a < b$" in whatever language."""
    return len(_ORDERS.findall(place.latex)) == 1 and _PLAIN_PAIR.fullmatch(place.latex) is not None


def _ordered_pair(place: Place, found: Judgement) -> str | None:
    """x and z, where "Suppose $x > z$" stands in the sentences before and the values break it."""
    values = dict(found.counterexample or ())
    if len(values) < 2:
        return None
    begin = place.formula.outer_start
    before = _SUPPOSES.split(place.state.source.text[max(begin - _BESIDE, 0) : begin])
    for formula in _FORMULAS.findall(before[-1]) if len(before) > 1 else ():
        for one, order, other in _PAIR.findall(formula):
            first, second = values.get(one), values.get(other)
            if first is not None and second is not None and _is_broken(first, order, second):
                return f"{one} and {other}"
    return None


def _limit(place: Place, left: tree.Node, right: tree.Node) -> str | None:
    """The q of "f(k) < 3 for k ≤ q": a name that nothing says more of, in a condition alone."""
    orders = [c for c in place.assumed.relations if {n.relation for n in c.links} <= _ORDERED]
    conditions = {k for c in orders for n in tree.walk(c) if (k := tree.key(n))}
    inside = {tree.key(n) for side in (left, right) for n in tree.walk(side)}
    unknown = (k for k in conditions - inside if place.state.scope.latest(k) is None)
    return min(unknown, default=None) if conditions & inside else None


def is_given_above(place: Place) -> bool:
    """Whether a formula stands in a list that the word "Given" leads to."""
    text, end = place.state.source.text, place.formula.outer_start
    line = text.rfind("\n", 0, end) + 1
    if not _ITEM.match(text, line):
        return False
    while line > 0:
        start = text.rfind("\n", 0, line - 1) + 1
        above = text[start : line - 1]
        if above.strip() and not _ITEM.match(above):
            return _GIVEN.search(above) is not None
        line = start
    return False


def bounded_letter(place: Place, found: Judgement) -> str | None:
    """A letter of a counterexample that breaks a bound in the text before; None if none does."""
    if place.assumed.domain:
        return None
    start = max(place.formula.outer_start - _NEAR, 0)
    for name, value in found.counterexample or ():
        pattern = _bound(name)
        if pattern is None:
            continue
        text = _CASES.sub("", place.state.source.text[start : place.formula.outer_start])
        for formula in _FORMULAS.findall(text):
            if any(_is_broken(value, *bound.groups()) for bound in pattern.finditer(formula)):
                return name
    return None


def _is_broken(value: str, order: str, number: str) -> bool:
    """Whether a value is beyond a number that bounds it; at the bound, others are near it."""
    try:
        gap = Fraction(value) - Fraction(number)
    except ValueError:
        return True
    if order[0] in "<≤" or order.startswith((r"\l", r"\lt")):
        return gap > 0
    if order[0] in ">≥" or order.startswith(r"\g"):
        return gap < 0
    return gap == 0


@lru_cache(maxsize=64)
def _bound(name: str) -> re.Pattern[str] | None:
    if len(name) != 1 or not name.isalpha() or name in _VARIABLES:
        return None
    letter = rf"(?<![A-Za-z\\_^]){name}(?![A-Za-z_^])"
    return regex(rf"{letter}\s*({_ORDER})\s*(-?\d+)")


def is_range(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """Whether it is one of two bounds for a name, and its value rests on one that is far above.

    In 7.4^3 ≤ V ≤ 7.6^3 the V = x^3 is that of any x near by, not of the x of an example before.
    """
    if RELATIONS[link.relation] in ("=", "≈") or len(_ORDERS.findall(place.latex)) < 2:
        return False
    lone, bound = (left, link.operand) if tree.key(left) else (link.operand, left)
    if tree.key(lone) is None or any(isinstance(part, tree.Name) for part in tree.walk(bound)):
        return False
    line = place.state.source.position(place.formula.start).line
    behind = bindings_behind((lone,), place.state.scope.latest, is_value)
    return any(not known.computed and line - known.line > NEAR for known in behind)


def is_far_condition(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """Whether it is an inequality for a lone name whose value was not given just above."""
    if RELATIONS[link.relation] in ("=", "≈"):
        return False
    line = place.state.source.position(place.formula.start).line
    lone = [side for side in (left, link.operand) if tree.key(side) is not None]
    known = given_names(place.state.scope, lone)
    return any(not k.computed and line - k.line > NEAR for k in known)


def is_slope_at_values(place: Place, left: tree.Node, right: tree.Node) -> bool:
    """Whether it is the slope of a function all of whose arguments were given values with it.

    ∂f/∂x = x of an f(x, y) = xy at x = -2, y = 5 poses no equation; ∂f/∂x = 0 may set a condition.
    """
    operand = left.operand if isinstance(left, tree.Derivative) else None
    state, key = place.state, tree.key(operand) if operand is not None else None
    known = state.scope.latest(key) if key is not None else None
    if (
        known is None
        or not known.parameters
        or known.line == state.source.position(place.formula.start).line
        or (isinstance(right, tree.Number) and not right.value)
    ):
        return False
    given = [state.scope.latest(name) for name in known.parameters]
    return all(
        k is not None
        and k.parameters is None
        and state.is_in_force(k)
        and k.section == known.section
        and abs(k.line - known.line) <= NEAR
        for k in given
    )


def is_unit(node: tree.Node) -> bool:
    """0 or 1, the right sides of equations and constraints."""
    return isinstance(node, tree.Number) and node.value in (0, 1)


def is_at_data(place: Place, left: tree.Node, right: tree.Node) -> bool:
    """Whether it is the value of a function at points of the data: f(x^{(2)}, y^{(2)}).

    Nobody solves for what was measured, nor for a matrix A or a number a by A - a I.
    """
    if isinstance(left, tree.Sum) and isinstance(right, tree.Matrix):
        from symnn.documents.judging.doubts.arrays.shifted import is_shifted

        return is_shifted(place, left, right)
    if not isinstance(left, tree.Call):
        return False
    parts = [part for item in left.arguments.items for part in tree.walk(item)]
    return any(_is_numbered(part) for part in parts)


def _is_numbered(node: tree.Node) -> bool:
    """x^{(2)}."""
    labels = node.labels if isinstance(node, tree.Name) else ()
    return any(isinstance(item, tree.Number) for label in labels for item in label.items)


def is_of_matrix(left: tree.Node, known: Binding) -> bool:
    """det W = 1 of a matrix that is given by its numbers: hardly a condition on it."""
    head = left.head if isinstance(left, tree.Call) else getattr(left, "function", None)
    if head is None or tree.key(head) not in _OF_MATRIX:
        return False
    return any(isinstance(part, tree.Matrix) for part in tree.walk(known.body))


def is_said_of_others(place: Place, name: tree.Node) -> bool:
    """Whether a > 0 is said "for every 0 < r < 1", with a as a formula in r: no condition on a."""
    known = place.state.scope.latest(tree.key(name) or "")
    letters = place.assumed.universal if place.assumed.unread is None else frozenset()
    if known is None or not known.computed or known.key in letters:
        return False
    return any(tree.key(part) in letters for part in tree.walk(known.body))


def are_put_in(place: Place, parts: list[tree.Node]) -> bool:
    """Whether vectors of numbers are put into a relation, so that nothing in it is looked for."""
    from symnn.documents.judging.doubts.values import put_in

    return put_in.are_put_in(place, parts)
