"""Conditions: the cases of a function, indicators, Iverson's brackets."""

from __future__ import annotations

from itertools import pairwise, product
from math import prod
from typing import Final, TypeAlias, final

from flint import fmpq

from symnn.deferred import dataclass
from symnn.exact.expression import ONE, ZERO, Expr, quotient, rational
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader, meaning
from symnn.latex.meaning.sets import collection
from symnn.latex.meaning.values import Array, FiniteSet, Interval, Scalar, Value

_OTHERWISE: Final = frozenset({"otherwise", "else", "elsewhere", "in all other cases"})
_RELATIONS: Final = {"=": "=", "≠": "!=", "<": "<", "≤": "<=", ">": ">", "≥": ">="}


@final
@dataclass(frozen=True, slots=True)
class Test:
    """left ~ right."""

    relation: str
    left: Expr
    right: Expr


@final
@dataclass(frozen=True, slots=True)
class Every:
    """All of some conditions, or any of them."""

    parts: tuple[Condition, ...]
    any: bool = False


Condition: TypeAlias = "Test | Every"


def condition(reader: Reader, node: tree.Node) -> Condition:
    """The condition that a node states about numbers.

    Raises:
        MeaningError: it is no condition on numbers.
    """
    if isinstance(node, tree.Group) and len(node.items) == 1:
        return condition(reader, node.items[0])
    if isinstance(node, tree.Group) and all(s == "," for s in node.separators) and node.items:
        return Every(tuple(condition(reader, item) for item in node.items))
    if isinstance(node, tree.Logic) and node.operator in ("and", "or"):
        parts = tuple(condition(reader, part) for part in node.operands)
        return Every(parts, node.operator == "or")
    if not isinstance(node, tree.Chain) or not node.links:
        raise MeaningError(Kind.UNSUPPORTED, "this condition is not covered", node.span)
    tests = [_link(reader, left, link) for left, link in node.pairs()]
    return tests[0] if len(tests) == 1 else Every(tuple(tests))


def _link(reader: Reader, left: tree.Node, link: tree.Link) -> Condition:
    if link.relation == "∈":
        return member(reader.scalar(left), collection(reader, link.operand), link)
    relation = _RELATIONS.get(link.relation)
    if relation is None:
        text = f"the condition {link.relation} is not covered"
        raise MeaningError(Kind.UNSUPPORTED, text, link.span)
    return Test(relation, reader.scalar(left).expr, reader.scalar(link.operand).expr)


def member(value: Scalar, within: Value, node: tree.Node) -> Condition:
    """That a number belongs to a set or an interval."""
    if isinstance(within, FiniteSet):
        tests = tuple(
            Test("=", value.expr, m.expr) for m in within.members if isinstance(m, Scalar)
        )
        if len(tests) == len(within.members):
            return Every(tests, any=True)
    if isinstance(within, Interval):
        above = ">=" if within.closed[0] else ">"
        below = "<=" if within.closed[1] else "<"
        return Every(
            (
                Test(above, value.expr, within.lower.expr),
                Test(below, value.expr, within.upper.expr),
            )
        )
    raise MeaningError(Kind.UNSUPPORTED, "this set is not covered in a condition", node.span)


def chosen(when: Condition, yes: Expr, no: Expr) -> Expr:
    """The first value where the condition holds, the second elsewhere.

    >>> from symnn.exact.expression import symbol
    >>> chosen(Test(">", symbol("x"), ZERO), ONE, ZERO).op == "piecewise"
    True
    """
    if isinstance(when, Test):
        holds = _settled(when)
        if holds is not None:
            return yes if holds else no
        rest: tuple[Expr, ...] = (no,)
        relations: tuple[str, ...] = ()
        if no.op == "piecewise" and isinstance(no.data, tuple):
            rest, relations = no.args, no.data
        args = (when.left, when.right, yes, *rest)
        return Expr("piecewise", args, (when.relation, *relations))
    found = no if when.any else yes
    for part in reversed(when.parts):
        found = chosen(part, yes, found) if when.any else chosen(part, found, no)
    return found


def _settled(test: Test) -> bool | None:
    """Whether a comparison of two rational numbers holds; None for anything else.

    >>> (_settled(Test("<", ZERO, ONE)), _settled(Test("=", ZERO, ONE)))
    (True, False)
    """
    left, right = test.left.data, test.right.data
    if test.left.op != "rational" or test.right.op != "rational":
        return None
    if not isinstance(left, fmpq) or not isinstance(right, fmpq):
        return None
    sign = "<" if left < right else ">" if left > right else "="
    return sign in _SIGNS[test.relation]


@meaning.register(tree.Cases)
def _cases(node: tree.Cases, reader: Reader) -> Value:
    if not node.rows:
        raise MeaningError(Kind.UNSUPPORTED, "the cases have no values", node.span)
    rows: list[tuple[Condition, Expr]] = []
    default = quotient(ONE, rational(0))
    for k, row in enumerate(node.rows):
        value = reader.scalar(row.value).expr
        last = k == len(node.rows) - 1
        words = row.words.strip().strip(".,;").lower()
        if row.condition is None or (last and words in _OTHERWISE):
            if not last or (words and words not in _OTHERWISE):
                raise MeaningError(Kind.UNSUPPORTED, "a case without a condition", row.span)
            default = value
        else:
            rows.append((condition(reader, row.condition), value))
    if node.rows[-1].condition is not None and _covers([when for when, _ in rows]):
        default = rows.pop()[1]
    for when, value in reversed(rows):
        default = chosen(when, value, default)
    return Scalar(default)


_SIGNS: Final = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "=": "=", "!=": "<>"}


def _covers(conditions: list[Condition]) -> bool:
    """Whether one of them holds always: x < 0, 0 ≤ x ≤ 1 and x > 1 do for every number x.

    >>> from symnn.exact.expression import symbol
    >>> x = symbol("x")
    >>> within = Every((Test("<=", ZERO, x), Test("<=", x, ONE)))
    >>> _covers([Test("<", x, ZERO), within, Test(">", x, ONE)])
    True
    >>> _covers([Test("<", x, ZERO), within])
    False
    """
    tests = [_towards(t) for c in conditions for t in _tests(c)]
    compared = {_compared(t): set[fmpq]() for t in tests}
    for test in tests:
        if isinstance(test.right.data, fmpq):
            compared[_compared(test)].add(test.right.data)
    ways = [_places(cuts) for cuts in compared.values()]
    if not ways or prod(map(len, ways)) > _WAYS:
        return False
    return all(
        any(_holds(c, dict(zip(compared, way, strict=True))) for c in conditions)
        for way in product(*ways)
    )


_WAYS: Final = 400
_TURNED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


def _tests(when: Condition) -> tuple[Test, ...]:
    """The comparisons in a condition."""
    return (when,) if isinstance(when, Test) else tuple(t for p in when.parts for t in _tests(p))


def _towards(test: Test) -> Test:
    """x > 0 for 0 < x, so that a number stands on the right."""
    number = test.left.op == "rational"
    return Test(_TURNED[test.relation], test.right, test.left) if number else test


def _compared(test: Test) -> tuple[Expr, Expr]:
    """What is compared: x with any number, or two open sides with each other."""
    return test.left, ZERO if test.right.op == "rational" else test.right


def _places(cuts: set[fmpq]) -> list[fmpq]:
    """A number in each part of the line that the cuts leave; signs without a cut: -1, 0, 1."""
    line = sorted(cuts or {fmpq(0)})
    between = [(a + b) / 2 for a, b in pairwise(line)]
    return [line[0] - 1, *line, *between, line[-1] + 1]


def _holds(when: Condition, at: dict[tuple[Expr, Expr], fmpq]) -> bool:
    """Whether a condition holds where what is compared is at some place."""
    if isinstance(when, Every):
        found = (_holds(part, at) for part in when.parts)
        return any(found) if when.any else all(found)
    test = _towards(when)
    bound, place = test.right.data, at[_compared(test)]
    bound = bound if isinstance(bound, fmpq) else fmpq(0)
    sign = "<" if place < bound else ">" if place > bound else "="
    return sign in _SIGNS[test.relation]


# --- indicators ---------------------------------------------------------------------------


def indicator(reader: Reader, node: tree.Node) -> Value:
    """1 where a condition holds and 0 elsewhere; entry by entry where it compares an array."""
    if isinstance(node, tree.Group) and len(node.items) == 1:
        return indicator(reader, node.items[0])
    if isinstance(node, tree.Chain) and len(node.links) == 1:
        link = node.links[0]
        sides = reader.value(node.first), None
        if isinstance(sides[0], Array) and link.relation in _RELATIONS:
            relation, bound = _RELATIONS[link.relation], reader.scalar(link.operand).expr
            return sides[0].map(lambda cell: chosen(Test(relation, cell, bound), ONE, ZERO))
    return Scalar(chosen(condition(reader, node), ONE, ZERO))


def is_condition(node: tree.Node) -> bool:
    """Whether a bracket or an index holds a relation."""
    if isinstance(node, tree.Group):
        return bool(node.items) and any(is_condition(item) for item in node.items)
    return isinstance(node, tree.Chain) and any(
        link.relation in _RELATIONS or link.relation == "∈" for link in node.links
    )


def is_indicator(node: tree.Node) -> bool:
    """1, 𝟙 or 𝕀, as they are set before a condition."""
    if isinstance(node, tree.Number):
        return node.text == "1"
    return isinstance(node, tree.Name) and (
        (node.base == "1" and node.font in ("bold", "bb"))
        or (node.base in ("I", "1") and node.font in ("bb", "bold", ""))
    )
