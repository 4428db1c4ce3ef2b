r"""Whether a solution is one that all the document tells of its letter admits, and no free choice.

After `x^2 = 9` and `x < 0` the 3 is no solution; so it is where another equation for x stands
beside that one, or where words ask for the negative root. After `|x| = -x`, or `Ax = b` with a
singular A, a value is one of a continuum that was picked, and follows from nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from flint import fmpq, fmpq_mat

from symnn.deferred import regex
from symnn.documents.judging.equations.posed import Posed
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import RELATIONS, Judgement, Side, judge
from symnn.documents.judging.sets.collections import special
from symnn.documents.readers import read
from symnn.documents.regions import Formula
from symnn.documents.source import Source
from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import Expr, add, rational
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import DUAL, Binding
from symnn.latex.meaning.values import Array, Scalar, Value
from symnn.latex.parser import parse

#: What is found of an equation at values of its unknowns, and both sides.
At = Callable[[Posed, dict[str, Value]], "tuple[Judgement, tuple[Value, Value]] | None"]
_ORDERS: Final = frozenset({"<", "≤", ">", "≥", "≠", "∈", "∉"})
#: So far back from the place are words looked at.
_NEAR: Final = 800
#: Roots that words tell apart, and signs that they tell.
_WHICH: Final = regex(
    r"(?i)\b(?P<which>smaller|larger|greater|bigger|smallest|largest|greatest|least|lower|upper|other"
    r"|second|nontrivial|non-trivial|extraneous)\b(?: \w+){0,2} (?:roots?|solutions?|zeros?|values?"
    r"|one)\b"
)
#: These are told apart from a root that was given before.
_OTHER: Final = frozenset({"other", "second"})
_NEGATIVE: Final = regex(r"(?i)(?<!non-)(?<!non)\bnegative\b")
_POSITIVE: Final = regex(r"(?i)\bpositive\b|\bnon-?negative\b")
_NOT_ZERO: Final = regex(r"(?i)\bnon-?zero\b|\bpositive\b")
_WHOLE: Final = regex(r"(?i)\b(?:integers?|whole numbers?|natural numbers?)\b")
_THROWN: Final = regex(
    r"(?i)discard|reject|exclud|ruled? out|ignor|drop|dismiss|throw|eliminat|impossible|admissib"
    r"|extraneous|meaningless|sense|unphysical|spurious|valid|possible"
)
#: So near a solution another one is tried, and so far.
_STEPS: Final = (fmpq(1, 1000), fmpq(1))
_MOST_CELLS: Final = 16


def withheld(
    place: Place,
    groups: Sequence[Sequence[Posed]],
    solved: Sequence[Posed],
    name: tree.Node,
    value: tree.Node,
    at: At,
) -> str | None:
    """Why a value that solves some equations is not proved to be their solution.

    Args:
        place: where it is stated.
        groups: all equations for the name, as systems.
        solved: the system that it solves.
        name: the name.
        value: its value.
        at: judges an equation at values.
    """
    key = tree.key(name) or ""
    try:
        put = reader(place.state.scope).read(value)
    except MeaningError:
        return None
    keys = {key, _unknown(solved[0], name)}
    if DUAL not in place.state.scope.told and _is_told_otherwise(place, keys, value, put):
        return f"{key} was said not to be so"
    if _is_other_root(place, solved, name, put):
        return f"the words may mean another {key}"
    if _fails_beside(place, groups, solved, name, put, at):
        return f"another equation for {key} does not hold for it"
    if len(solved) == 1 and _is_one_of_many(solved[0], name, put, at, place):
        return f"other values of {key} near this one solve the equation as well"
    return None


# --- what was told --------------------------------------------------------------------


def _is_told_otherwise(place: Place, keys: set[str], value: tree.Node, put: Value) -> bool:
    """Whether an order or a set that the section told of the name alone does not admit a value."""
    scope = place.state.scope
    view = Assumptions(dict.fromkeys(keys, put)).view(reader(scope))
    for left, link in _told(place, keys):
        parts = (*tree.walk(left), *tree.walk(link.operand))
        names = {k for k in map(tree.key, parts) if k is not None} - _SETS - keys
        if any(scope.latest(k) is None for k in names):
            continue
        try:
            if link.relation in ("∈", "∉"):
                found = special(view, value, link) if tree.key(left) in keys else None
            else:
                sides = Side(view.read(left), left), Side(view.read(link.operand), link.operand)
                found = judge(link.relation, *sides) if link.relation in RELATIONS else None
        except (MeaningError, SymnnError):
            continue
        if found is not None and found.outcome == "refuted":
            return True
    return False


#: Names of sets of numbers.
_SETS: Final = frozenset({"R", "N", "Z", "Q", "C", "bb R", "bb N", "bb Z", "bb Q", "bb C"})


def orders_told(place: Place, keys: set[str]) -> Iterator[tree.Chain]:
    """The orders that stand before a place under its headings, and are about some names alone."""
    for left, link in _told(place, keys):
        parts = (*tree.walk(left), *tree.walk(link.operand))
        names = {key for key in map(tree.key, parts) if key is not None} - _SETS
        if names <= keys and link.relation in RELATIONS:
            yield tree.Chain(left, (link,))


def _told(place: Place, keys: set[str]) -> Iterator[tuple[tree.Node, tree.Link]]:
    """The orders and sets with a name in them that stand before a place under its headings."""
    for formula in formulas_of(place.state.source):
        if formula.start >= place.formula.start:
            return
        headings = place.formula.headings[: len(formula.headings)]
        if headings != formula.headings or not _may_order(formula.latex):
            continue
        for chain in chains_of(formula.latex):
            for left, link in chain.pairs():
                parts = (*tree.walk(left), *tree.walk(link.operand))
                if link.relation in _ORDERS and keys.intersection(
                    k for k in map(tree.key, parts) if k
                ):
                    yield left, link


_ORDER: Final = regex(r"[<>≤≥≠∈∉]|\\(?:[lg](?:eq?|eqslant|t)|neq?|in|notin|not)(?![A-Za-z])")


def _may_order(latex: str) -> bool:
    return _ORDER.search(latex) is not None


@lru_cache(maxsize=2)
def formulas_of(source: Source) -> tuple[Formula, ...]:
    """The formulas of a document, in their order."""
    return tuple(sorted(read(source).formulas, key=lambda formula: formula.start))


def formulas_between(source: Source, start: int, end: int) -> tuple[Formula, ...]:
    """The formulas of a document that begin between two places, in their order."""
    found = formulas_of(source)
    first = bisect_left(found, start, key=lambda one: one.start)
    return found[first : bisect_left(found, end, key=lambda one: one.start)]


def relations_in(latex: str) -> list[tuple[tree.Node, tree.Link]]:
    """The relations in a formula one by one, with those in the conditions beside them."""
    return [pair for chain in chains_of(latex) for pair in chain.pairs()]


@lru_cache(maxsize=64)
def chains_of(latex: str) -> tuple[tree.Chain, ...]:
    """The relations in a formula, and those in the conditions beside them."""
    found: list[tree.Chain] = []
    for statement in parse(latex).statements:
        if not isinstance(statement, tree.Statement):
            continue
        bodies = (statement.body, *(qualifier.body for qualifier in statement.qualifiers))
        parts = (part for body in bodies if body is not None for part in tree.walk(body))
        found += [part for part in parts if isinstance(part, tree.Chain)]
    return tuple(found)


def _is_other_root(place: Place, solved: Sequence[Posed], name: tree.Node, put: Value) -> bool:
    """Whether words near an equation, or behind it, ask for a root of another kind."""
    start = max(solved[0].formula - _NEAR, 0)
    words = place.state.source.text[start : place.formula.outer_start]
    words = words[max(words.rfind("\n#"), 0) :]
    asked = {found["which"].lower() for found in _WHICH.finditer(words)}
    if asked and not (asked <= _OTHER and _differs_from_first(place, solved[0], name, put)):
        return True
    single = put.expr if isinstance(put, Scalar) else None
    if single is None:
        return False
    if _THROWN.search(words) is not None:
        from symnn.documents.judging.equations.chosen_roots import throws_away

        if throws_away(words):
            return True  # and which is left is found elsewhere
    signs = (_NEGATIVE.search(words) is not None, _POSITIVE.search(words) is not None)
    zero = rational(fmpq(0))
    if signs == (True, False) and not _holds("<", single, zero):
        return True
    if signs == (False, True) and not _holds("≥", single, zero):
        return True
    if _NOT_ZERO.search(words) is not None and not all(signs) and not _holds("≠", single, zero):
        return True
    value = _number(single)
    return _WHOLE.search(words) is not None and (value is None or value.q != 1)


def _differs_from_first(place: Place, solved: Posed, name: tree.Node, put: Value) -> bool:
    """Whether roots of the equation were given before, and this is none of them."""
    if not isinstance(name, tree.Name) or not isinstance(put, Scalar):
        return False
    given = [
        known.body
        for key, history in place.state.scope.history.items()
        for known in (history[:-1] if key == tree.key(name) else history)  # the last is this one
        if key.partition("_")[0] == name.base and known.version > solved.version
    ]
    values = []
    for body in given:
        try:
            values.append(reader(place.state.scope).read(body))
        except MeaningError:
            return False
    return bool(values) and all(
        isinstance(value, Scalar) and _holds("≠", put.expr, value.expr) for value in values
    )


def _holds(relation: str, left: Expr, right: Expr) -> bool:
    node = tree.Name("x")
    return judge(relation, Side(Scalar(left), node), Side(Scalar(right), node)).outcome == "proved"


# --- other equations ------------------------------------------------------------------


def _fails_beside(
    place: Place,
    groups: Sequence[Sequence[Posed]],
    solved: Sequence[Posed],
    name: tree.Node,
    put: Value,
    at: At,
) -> bool:
    """Whether a value fails another equation for the name that was not solved before this one."""
    key = tree.key(name) or ""
    before = [b for b in place.state.scope.history.get(key, ()) if b.version <= solved[0].version]
    for posed in (one for group in groups if group is not solved for one in group):
        unknown = _unknown(posed, name)
        if posed.alternatives or list(posed.unknowns) != [unknown]:
            continue
        found = at(posed, {unknown: put})
        if found is None or found[0].outcome != "refuted":
            continue
        if not any(_solves(place, posed, b, at) for b in before if b.version > posed.version):
            return True
    return False


def _solves(place: Place, posed: Posed, known: Binding, at: At) -> bool:
    """Whether a value that a name had solves an equation."""
    try:
        (unknown,) = posed.unknowns
        found = at(posed, {unknown: reader(place.state.scope).read(known.body)})
    except MeaningError:
        return False
    return found is not None and found[0].outcome == "proved"


def _unknown(posed: Posed, name: tree.Node) -> str:
    """The unknown of an equation that a name stands for: the x of x_1 = 3, or of x* = 3."""
    keys = {tree.key(name), tree.key(getattr(name, "operand", name))}
    asked = posed.asked(name) or {}
    return next((key for key, one in asked.items() if tree.key(one) in keys), "")


# --- one of many ----------------------------------------------------------------------


def _is_one_of_many(posed: Posed, name: tree.Node, put: Value, at: At, place: Place) -> bool:
    """Whether solutions lie as near to a value as one likes, so that it was only picked."""
    mine = _unknown(posed, name)
    values: dict[str, Value] = {}
    for key, one in (posed.asked(name) or {}).items():
        try:
            values[key] = put if key == mine else reader(place.state.scope).read(one)
        except MeaningError:
            return False

    def side(value: Value) -> tuple[Judgement, tuple[Value, Value]] | None:
        return at(posed, {**values, mine: value})

    if isinstance(put, Scalar):
        near = (side(Scalar(add(put.expr, rational(step)))) for step in (_STEPS[0], -_STEPS[0]))
        found = [one[0] for one in near if one is not None]
        return any(one.outcome == "proved" and one.rounding is None for one in found)
    return isinstance(put, Array) and not _is_through_zero(put, side) and _is_free(put, side)


def _is_through_zero(
    put: Array, side: Callable[[Value], tuple[Judgement, tuple[Value, Value]] | None]
) -> bool:
    """Whether 0 solves it too, so that any multiple is meant: an eigenvector."""
    found = side(put.map(lambda _: rational(fmpq(0))))
    return found is not None and found[0].outcome == "proved"


def _is_free(
    put: Array, side: Callable[[Value], tuple[Judgement, tuple[Value, Value]] | None]
) -> bool:
    """Whether the slopes of an equation at a solution leave a direction free."""
    rows, columns = put.shape
    if rows * columns > _MOST_CELLS:
        return False
    slopes = []
    for place in range(rows * columns):
        there = [side(_moved(put, place, step)) for step in (_STEPS[1], -_STEPS[1])]
        cells = [None if found is None else _differences(*found[1]) for found in there]
        if cells[0] is None or cells[1] is None or len(cells[0]) != len(cells[1]):
            return False
        slopes.append([a - b for a, b in zip(cells[0], cells[1], strict=True)])
    return bool(fmpq_mat(slopes).rank() < rows * columns)


def _moved(put: Array, place: int, step: fmpq) -> Array:
    """An array with one entry moved."""
    columns = put.shape[1]
    rows = [list(row) for row in put.rows]
    cell = rows[place // columns][place % columns]
    rows[place // columns][place % columns] = Scalar(add(cell.expr, rational(step)))
    return Array(tuple(map(tuple, rows)), put.loose)


def _differences(left: Value, right: Value) -> list[fmpq] | None:
    """The numbers that an equation says are zero."""
    sides = [list(v.cells()) if isinstance(v, Array) else [v] for v in (left, right)]
    if len(sides[1]) == 1:
        sides[1] *= len(sides[0])
    if len(sides[0]) != len(sides[1]):
        return None
    found = [
        [_number(cell.expr) if isinstance(cell, Scalar) else None for cell in side]
        for side in sides
    ]
    pairs = zip(*found, strict=True)
    total = [a - b for a, b in pairs if a is not None and b is not None]
    return total if len(total) == len(sides[0]) else None


def _number(expr: Expr) -> fmpq | None:
    """The rational number that an expression without letters is."""
    try:
        found = exact_value(lower(expr))
    except SymnnError:
        return None
    return found.as_fmpq() if found.is_rational else None
