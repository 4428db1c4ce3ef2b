r"""Equivalences over a set of a few points, case by case: h > 1/2 ⇔ x_1 = x_2, x \in \{0, 1\}^2.

"Exactly for" and "exactly when" say the same as the arrow. Each side is decided at each point of
the set; it holds if both say the same everywhere, and is false at a point where they do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from math import prod
from typing import Final, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import (
    Atomic,
    Claim,
    Compound,
    Formula,
    conjunction,
    sides,
    substitute_formula,
)
from symnn.deferred import regex
from symnn.documents.judging.comparing import guarded
from symnn.documents.judging.doubts.withheld import has_words_around
from symnn.documents.judging.names.letters.ranges import with_ranges
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.sets.few_cases import values_of
from symnn.documents.judging.wording.besides import assumed_of
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.judging.wording.conditions import Condition
from symnn.documents.judging.wording.joined_sides import with_whole_sides
from symnn.documents.model import Entry
from symnn.exact.expression import Expr, free_symbols
from symnn.exact.plain import plain as plain_value
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Array, Scalar, Value
from symnn.latex.parser import parse
from symnn.latex.plain import plain

#: More points are not gone through.
MOST: Final = 64
METHOD: Final = "case by case"
#: Seconds for one side at one point.
_SECONDS: Final = 2
_RELATIONS: Final = {"=": "=", "≠": "!=", "<": "<", "≤": "<=", ">": ">", "≥": ">="}
#: Words before a set of points that go on from the claim: all points of it are meant.
_AMONG: Final = regex(
    r"[ ,(]*(?:here |where |true |valid |holds )?(?:among|on|over|within|for|in|with)"
    r"(?: (?:all|every|each|any))?(?: of)?(?: the)?(?: (?:two|four|eight|sixteen))?"
    r"(?: (?:binary|boolean|possible))?(?: (?:inputs?|points?|patterns?|corners?|vectors?|bits?))?"
    r"(?: (?:of|in|from))?[ ,]*"
)
_ENDS: Final = " \n.,;:&$"
_Cases: TypeAlias = "dict[str, tuple[Expr, ...]]"


def over_cases(place: Place, chain: tree.Chain, clause: Clause) -> Entry | None:
    """The entry of an equivalence over a set of a few points; None for any other claim.

    Args:
        place: where it stands.
        chain: the claim.
        clause: the words beside it.
    """
    link = chain.links[0]
    left, right = chain.first, link.operand
    if link.relation != "⇔" or len(chain.links) != 1 or not _is_whole(place, chain, clause):
        return None
    right, said = _with_alternatives(right, clause.conditions)
    conditions = tuple(_of_all(condition, right) for condition in said)
    assumed = assumed_of(place, chain, replace(clause, conditions=conditions, is_weak=False))
    assumed = with_ranges(place, (left, right), assumed, named=True) or assumed
    if assumed.unread is not None or assumed.is_closed or assumed.narrow:
        return None
    view = assumed.view(reader(place.state.scope, open_names=True, version=place.seen))
    try:
        parts = _formula(view, left), _formula(view, right)
    except MeaningError:
        return None
    if view.track.supposed or view.track.plain_log:
        return None
    cases = _cases(assumed, free_symbols(*(e for part in parts for e in sides(part))))
    found = None if cases is None else _judged(parts, cases)
    if found is None:
        return None
    if found.outcome == "refuted" and has_words_around(place.formula):
        return None
    found = guarded(place, view, found)
    link = replace(link, operand=right)
    return judged_entry(place, left, link, found, f"{plain(left)} ⇔ {plain(right)}")


def _is_whole(place: Place, chain: tree.Chain, clause: Clause) -> bool:
    """Whether nothing else is said in the formula, as in "h > 1/2 iff x_1 = 1 and x_2 = 1"."""
    if not place.formula.display:
        return False
    read = [chain, *(part for c in clause.conditions for part in _alternatives(c.body))]
    words = {condition.words.strip(_ENDS) for condition in clause.conditions}
    for statement in with_whole_sides(parse(place.latex).statements):
        if isinstance(statement, tree.Unreadable):
            return False
        bodies = [statement.body, *(q.body for q in statement.qualifiers)]
        if any(part not in read for body in bodies for part in _alternatives(body)):
            return False
        if not words.issuperset(q.words.strip(_ENDS) for q in statement.qualifiers):
            return False
    return True


def _alternatives(node: tree.Node | None) -> tuple[tree.Node, ...]:
    if isinstance(node, tree.Logic) and node.operator == "or":
        return node.operands
    return () if node is None else (node,)


def _with_alternatives(
    right: tree.Node, conditions: Sequence[Condition]
) -> tuple[tree.Node, list[Condition]]:
    """The right side with what is read with the words behind it: "x_1 = 1 or x_2 = 1 for all x"."""
    parts, said = [right], list[Condition]()
    for condition in conditions:
        body = condition.body
        if isinstance(body, tree.Logic) and body.operator == "or":
            last, *others = body.operands
            before = all(part.span.end <= last.span.start for part in others)
            if before and all(isinstance(part, tree.Chain) for part in others):
                parts += others
                condition = replace(condition, body=last)
        said.append(condition)
    if len(parts) == 1:
        return right, said
    span = tree.Span(right.span.start, parts[-1].span.end)
    return tree.Logic("or", tuple(parts), span=span), said


def _of_all(condition: Condition, right: tree.Node) -> Condition:
    """Words such as "among x ∈ {0, 1}²", and "on {0, 1}²" with the one vector spoken of."""
    if condition.body is None or _AMONG.fullmatch(condition.words.lower()) is None:
        return condition
    body = condition.body
    while isinstance(body, tree.Group) and body.fence == "()" and len(body.items) == 1:
        (body,) = body.items
    if isinstance(body, tree.Chain) and [li.relation for li in body.links] == ["∈"]:
        return Condition("for all", body)
    vector = _vector(right) if _is_cube(body) else None
    if vector is None:
        return condition
    return Condition("for all", tree.Chain(vector, (tree.Link("∈", body),), span=body.span))


def _is_cube(node: tree.Node) -> bool:
    """{0, 1}^n."""
    power = isinstance(node, tree.Power) and isinstance(node.base, tree.Group)
    return power and isinstance(node, tree.Power) and getattr(node.base, "fence", "") == "{}"


def _vector(right: tree.Node) -> tree.Node | None:
    """The x of x_1 = x_2, if all entries in the equations are those of one vector."""
    found = {}
    for part in tree.walk(right):
        if isinstance(part, tree.Name) and isinstance(part.subscript, tree.Number):
            whole = replace(part, subscript=None)
            found[tree.key(whole)] = whole
    return next(iter(found.values())) if len(found) == 1 else None


def _cases(assumed: Assumptions, letters: frozenset[str]) -> _Cases | None:
    """The values of each letter; None if one has others, or more is known of them."""
    found: _Cases = {}
    for formula in assumed.domain:
        known = values_of(formula)
        if known is None:
            return None
        found[known[0]] = known[1]
    if not letters or not letters <= found.keys() or not letters <= assumed.universal:
        return None
    used = {name: values for name, values in found.items() if name in letters}
    return used if prod(map(len, used.values())) <= MOST else None


def _judged(parts: tuple[Formula, Formula], cases: _Cases) -> Judgement | None:
    """What both sides say at each point; None where one of them is not decided."""
    names = sorted(cases)
    count, false = 0, None
    for values in product(*(cases[name] for name in names)):
        point = dict(zip(names, values, strict=True))
        truths = [_holds(part, point) for part in parts]
        if None in truths:
            return None
        count += 1
        if truths[0] != truths[1] and false is None:
            false = tuple((name, plain_value(value)) for name, value in point.items())
    if false is not None:
        return Judgement("refuted", METHOD, counterexample=false)
    return Judgement("proved", METHOD, notes=(f"at each of {count} points",))


def _holds(formula: Formula, point: Mapping[str, Expr]) -> bool | None:
    """Whether it holds at a point; None if that is not decided."""
    there = substitute_formula(formula, dict(point))
    found = decide(Claim(there), seconds=_SECONDS)
    if found.proved or found.refuted:
        return found.proved
    return None


# --- the sides ------------------------------------------------------------------------


def _formula(view: Reader, node: tree.Node) -> Formula:
    """Relations between numbers or points, and what joins them.

    Raises:
        MeaningError: it is none.
    """
    while isinstance(node, tree.Group) and node.fence == "()" and len(node.items) == 1:
        (node,) = node.items
    if isinstance(node, tree.Logic):
        return Compound(node.operator, tuple(_formula(view, part) for part in node.operands))
    if not isinstance(node, tree.Chain):
        raise MeaningError(Kind.UNSUPPORTED, "no relation", node.span)
    return conjunction(tuple(_relation(view, left, link) for left, link in node.pairs()))


def _relation(view: Reader, left: tree.Node, link: tree.Link) -> Formula:
    relation, operand = link.relation, link.operand
    if relation in ("∈", "∉") and isinstance(operand, tree.Group) and operand.fence == "{}":
        equal = [tree.Link("=", item) for item in operand.items]
        inside = Compound("or", tuple(_relation(view, left, one) for one in equal))
        return inside if relation == "∈" else Compound("not", (inside,))
    if relation not in _RELATIONS:
        raise MeaningError(Kind.UNSUPPORTED, "no relation between numbers", operand.span)
    first, second = _entries(view.read(left)), _entries(view.read(operand))
    if len(first) != len(second) or (len(first) > 1 and relation not in ("=", "≠")):
        raise MeaningError(Kind.UNSUPPORTED, "no relation of two points", operand.span)
    pairs = list(zip(first, second, strict=True))
    if relation == "≠":
        return Compound("or", tuple(_atoms("!=", pairs))) if len(pairs) > 1 else _one("!=", pairs)
    return conjunction(tuple(_atoms(_RELATIONS[relation], pairs)))


def _one(relation: str, pairs: Sequence[tuple[Expr, Expr]]) -> Formula:
    return next(_atoms(relation, pairs))


def _atoms(relation: str, pairs: Sequence[tuple[Expr, Expr]]) -> Iterator[Formula]:
    for one, two in pairs:
        yield Atomic(relation, one, two)


def _entries(value: Value) -> list[Expr]:
    if isinstance(value, Scalar):
        return [value.expr]
    if isinstance(value, Array) and value.is_vector:
        return [cell.expr for cell in value.cells()]
    raise MeaningError(Kind.UNSUPPORTED, "neither a number nor a point", tree.Span(0, 0))
