r"""Where a function of an open vector is least: \arg\min_w \|y - Xw\|^2 = (X^T X)^{-1} X^T y.

With w = w^* + u the function is its value at w^* and what is left; that this is positive for every
u other than 0 is a claim about numbers. It is false where a step downhill from w^* leads lower.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.claims.verdict import Status
from symnn.documents.judging.calculus.extrema import Extremum, extremum_of
from symnn.documents.judging.open_arrays.evaluate import Evaluation
from symnn.documents.judging.open_arrays.grids import Grid
from symnn.documents.judging.open_arrays.heads import head_of
from symnn.documents.judging.open_arrays.jets import Jets
from symnn.documents.judging.open_arrays.reading import Reading
from symnn.documents.judging.open_arrays.rings import NoValueError, TooLargeError
from symnn.documents.judging.open_arrays.sizes import SCALAR, UnreadError
from symnn.documents.judging.open_arrays.spaces import shape_of_space
from symnn.documents.judging.open_arrays.terms import Term
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.vector_algebra import points, slopes
from symnn.documents.judging.vector_algebra.claims import METHOD, bounds_of
from symnn.documents.judging.vector_algebra.compiling import compiled
from symnn.documents.judging.vector_algebra.facts import domain
from symnn.documents.judging.vector_algebra.few_entries import is_of_numbers, least_by_entries
from symnn.documents.judging.vector_algebra.question import Question, with_sorts
from symnn.documents.judging.vector_algebra.reading import prepared, ready
from symnn.documents.judging.vector_algebra.relation import Sides, kinds_of, placed, settled, used
from symnn.documents.judging.vector_algebra.squares import collected_alone, decided_alone
from symnn.documents.judging.vector_algebra.words import Algebra, Element, Letter, constant
from symnn.errors import SymnnError
from symnn.exact.expression import (
    MINUS_ONE,
    ONE,
    ZERO,
    negative,
    power,
    quotient,
    symbol,
)
from symnn.functions.calculus import plus, times
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key, plain_name

_SECONDS: Final = 3
_STEP: Final = "step from "
_STEPS: Final = (Fraction(1), Fraction(1, 4), Fraction(1, 16), Fraction(1, 128), Fraction(1, 2048))
_PAIR: Final = 2
_MOST_ENTRIES: Final = 3


def least(question: Question, left: tree.Node, right: tree.Node) -> Judgement | None:
    """What is found about a claim where, or at what value, a function is least or largest.

    Args:
        question: what is known beside it.
        left, right: the sides of the equation.
    """
    found, value = extremum_of(left), right
    if found is None:
        found, value = extremum_of(right), left
    if found is None or question.premises or not question.said.understood:
        return None
    keys = _keys(found, left if value is right else right)
    if keys is None or not _is_everywhere(found):
        return None
    extremum, names = found, keys
    return with_sorts(question, lambda asked: _judged(asked, extremum, names, value))


def _judged(
    question: Question, found: Extremum, keys: tuple[str, ...], value: tree.Node
) -> Judgement | None:
    reading, body = _body(question, found, keys, value)
    numbers = is_of_numbers(reading, body, keys)
    if len(keys) == 1 and not numbers:
        return _open(question, found, keys[0], reading, body, value)
    if not numbers or question.doubtful:
        return None
    sides = _sides(reading, _value(reading, value, question), body)
    return least_by_entries(found, keys, reading, sides, value)


def nowhere_lower(
    question: Question, left: tree.Node, relation: str, right: tree.Node
) -> Judgement | None:
    r"""What is found about f(\hat x) \le f(x), where x may be anything."""
    if relation == "≥":
        left, right = right, left
    place, free = (_argument(side) for side in (left, right))
    if place is None or free is None or place[0] != free[0] or question.premises:
        return None
    key = name_key(free[1])
    known = key is None or question.scope(key) is not None
    known = known or not question.said.understood
    if known or key is None or name_key(place[1]) == key:
        return None
    found, name, where = Extremum("argmin", (key,), None, right), key, place[1]

    def attempt(asked: Question) -> Judgement | None:
        reading, body = _body(asked, found, (name,), where)
        there = _value(reading, where, asked)
        reading.sizes.fit(there.shape, reading.leaves[name], "a place of another shape")
        return _proved(asked, found, name, _sides(reading, there, body))

    return with_sorts(question, attempt)


def _argument(node: tree.Node) -> tuple[str, tree.Node] | None:
    """f and x of f(x)."""
    called = head_of(node)
    return (called[0], called[1][0]) if called is not None and len(called[1]) == 1 else None


def _keys(found: Extremum, side: tree.Node) -> tuple[str, ...] | None:
    """The names that it is least over, as they are told apart here."""
    named = {tree.key(part): name_key(part) for part in tree.walk(side)}
    keys = tuple(named.get(key) for key in found.keys)
    return None if None in keys else tuple(key for key in keys if key is not None)


def _is_everywhere(found: Extremum) -> bool:
    """Whether nothing restricts the names but their space."""
    chain = found.domain
    if chain is None:
        return True
    if not isinstance(chain, tree.Chain) or len(chain.links) != 1:
        return False
    return chain.links[0].relation == "∈" and shape_of_space(chain.links[0].operand) is not None


def _body(
    question: Question, found: Extremum, keys: Sequence[str], value: tree.Node
) -> tuple[Reading, Term]:
    node = prepared(found.body, question.notation)
    scope = question.scope

    def others(key: str) -> tree.Node | None:
        return None if key in keys else scope(key)

    nodes = (node, prepared(value, question.notation))
    reading = ready(question.memory, question.said, others, question.notation, nodes)
    if isinstance(found.domain, tree.Chain):
        space = shape_of_space(found.domain.links[0].operand)
        if space is not None and len(keys) == 1 and keys[0] not in question.memory.shapes:
            reading.leaves[keys[0]] = space
    body = placed(reading, reading.read(reading.apart(node)))
    if reading.sizes.shape(body.shape) != SCALAR or any(k not in reading.leaves for k in keys):
        raise UnreadError("what is least is no number, or does not depend on the name")
    if any(question.memory.kinds.get(key) for key in keys):
        raise UnreadError("the least value over arrays of a kind")
    return reading, body


def _sides(reading: Reading, left: Term, right: Term) -> Sides:
    if reading.sizes.pending or reading.broadcast:
        raise UnreadError("sizes that are not settled")
    left, right = settled(reading, left), settled(reading, right)
    names = used(left) | used(right)
    leaves = {k: reading.sizes.shape(s) for k, s in reading.leaves.items() if k in names}
    return Sides(left, right, leaves, kinds_of(reading, leaves))


# --- of open sizes ----------------------------------------------------------------------


def _open(
    question: Question,
    found: Extremum,
    key: str,
    reading: Reading,
    body: Term,
    value: tree.Node,
) -> Judgement | None:
    if not found.kind.startswith("arg"):
        return _least_value(
            question, found, key, _sides(reading, _value(reading, value, question), body)
        )
    there = _value(reading, value, question)
    reading.sizes.fit(there.shape, reading.leaves[key], "a place of another shape")
    sides = _sides(reading, there, body)
    if key in there.leaves():
        return None
    for way in (_proved, _by_equations):
        try:
            proof = way(question, found, key, sides)
        except SymnnError:
            continue
        if proof is not None:
            return proof
    held = question.memory.restricted & sides.leaves.keys() - question.said.quantified - {key}
    if held - question.nonzero or question.doubtful or _is_open_name(value, reading):
        return None
    return _lower(question, found, key, sides)


def _is_open_name(value: tree.Node, reading: Reading) -> bool:
    """Whether the place is a mere name, which the claim may define."""
    key = name_key(value)
    return key is not None and reading.scope(key) is None


def _value(reading: Reading, value: tree.Node, question: Question) -> Term:
    return placed(reading, reading.read(reading.apart(prepared(value, question.notation))))


def _proved(question: Question, found: Extremum, key: str, sides: Sides) -> Judgement | None:
    """That what is left of the function beside its value at the place is positive."""
    step = f"{_STEP}{key}"
    shape = sides.leaves.get(key, sides.left.shape)
    algebra = Algebra({**sides.leaves, key: shape, step: shape}, sides.kinds)
    body = compiled(algebra, sides.right)
    place = compiled(algebra, sides.left)
    moved = Element({(): symbol(step)}, SCALAR)
    if shape != SCALAR:
        moved = Element({(Letter(step),): ONE}, shape)
    higher = slopes.put(algebra, body, key, algebra.add(place, moved))
    there = slopes.put(algebra, body, key, place)
    rest = plus(higher.value, times(MINUS_ONE, there.value))
    rest = rest if found.sign < 0 else negative(rest)
    apart = question.nonzero | {step}
    over = [*domain(algebra, (rest,), apart, bounded=False), *bounds_of(question, sides)]
    if shape == SCALAR:
        over.append(Atomic("!=", symbol(step), ZERO))
    method = collected_alone(">", rest, ZERO, tuple(over))
    if method is None:
        return None
    note = "what is left at every other place is positive"
    return Judgement("proved", f"{METHOD}; then {method}", notes=(note,))


def _least_value(question: Question, found: Extremum, key: str, sides: Sides) -> Judgement | None:
    """That a quadratic function has a value where its slope M w - b is 0, and no lower one."""
    step, shape = f"{_STEP}{key}", sides.leaves.get(key)
    if shape is None or sides.left.shape != SCALAR:
        return None
    algebra = Algebra({**sides.leaves, step: shape}, sides.kinds)
    body = compiled(algebra, sides.right)
    slope = slopes.gradient(algebra, body.value, key)
    matrix, rest = [], Element({}, shape)
    for word, factor in slope.terms.items():
        if word and word[-1] == Letter(key) and all(one.name != key for one in word[:-1]):
            matrix.append((word[:-1], factor))
        else:
            rest = algebra.add(rest, Element({word: factor}, shape))
    if len(matrix) != 1:
        return None
    ((word, factor),) = matrix
    back = tuple(one._replace(inverse=not one.inverse) for one in reversed(word))
    inverse = Element({back: power(negative(factor), MINUS_ONE)}, (shape[0], shape[0]))
    place = Element(algebra.multiply(inverse, rest).terms, shape)
    there = slopes.put(algebra, body, key, place)
    own, moved = place, Element({(Letter(step),): ONE}, shape)
    higher = slopes.put(algebra, body, key, algebra.add(own, moved))
    wanted = compiled(algebra, sides.left)
    left = plus(higher.value, times(MINUS_ONE, there.value))
    nonzero, over = question.nonzero | {step}, tuple(bounds_of(question, sides))
    sign = ">" if found.sign < 0 else "<"
    claims = (("=", there.value, wanted.value), (sign, left, ZERO))
    methods = []
    for relation, one, two in claims:
        where = (*domain(algebra, (one, two), nonzero, bounded=False), *over)
        methods.append(collected_alone(relation, one, two, where))
    if None in methods:
        return None
    shown = " and ".join(dict.fromkeys(m for m in methods if m))
    return Judgement("proved", f"{METHOD}; then {shown}", notes=("where its slope is 0",))


def _by_equations(question: Question, found: Extremum, key: str, sides: Sides) -> Judgement | None:
    """That the slope is 0 where M w = b, for a place that is written M^{-1} b, and lower nowhere.

    The slope is a multiple of M w - b, and what is left of the function beside its value and its
    slope anywhere is positive.
    """
    factors = list(_factors(sides.left))
    if len(factors) < _PAIR or factors[0].kind != "inverse" or found.sign > 0:
        return None
    step, shape = f"{_STEP}{key}", sides.left.shape
    algebra = Algebra({**sides.leaves, key: shape, step: shape}, sides.kinds)
    matrix = compiled(algebra, factors[0].parts[0])
    wanted = compiled(algebra, factors[1])
    for factor in factors[2:]:
        wanted = algebra.multiply(wanted, compiled(algebra, factor))
    body = compiled(algebra, sides.right)
    own, moved = (Element({(Letter(name),): ONE}, shape) for name in (key, step))
    slope = slopes.gradient(algebra, body.value, key)
    gap = algebra.add(algebra.multiply(matrix, own), algebra.multiply(constant(MINUS_ONE), wanted))
    word = next(iter(wanted.terms), None)
    if word is None or word not in slope.terms:
        return None
    ratio = quotient(slope.terms[word], gap.terms[word])
    nonzero = question.nonzero | {step, key}
    over = tuple(bounds_of(question, sides))
    methods: list[str] = []
    for one in dict.fromkeys([*slope.terms, *gap.terms]):
        claim = slope.terms.get(one, ZERO), times(ratio, gap.terms.get(one, ZERO))
        where = (*domain(algebra, claim, nonzero, bounded=False), *over)
        method = decided_alone("=", *claim, where)
        if method is None:
            return None
        methods.append(method)
    higher = slopes.put(algebra, body, key, algebra.add(own, moved))
    along = algebra.multiply(algebra.transpose(moved), slope)
    rest = plus(higher.value, times(MINUS_ONE, body.value), times(MINUS_ONE, along.value))
    where = (*domain(algebra, (rest,), nonzero, bounded=False), *over)
    last = collected_alone(">", rest, ZERO, where)
    if last is None:
        return None
    shown = " and ".join(dict.fromkeys([*methods, last]))
    return Judgement("proved", f"{METHOD}; then {shown}", notes=("the slope is 0 there alone",))


def _factors(term: Term) -> Iterator[Term]:
    """The factors of a product of arrays."""
    if term.kind == "mul":
        for part in term.parts:
            yield from _factors(part)
    else:
        yield term


def _lower(question: Question, found: Extremum, key: str, sides: Sides) -> Judgement | None:
    """Arrays of numbers where a step from the place leads lower."""
    sizes_ = sorted(sides.sizes())
    for turn, tried in enumerate(points.SIZES):
        sizes = {name: tried[k % len(tried)] for k, name in enumerate(sizes_)}
        for round_ in range(points.ROUNDS):
            try:
                values = points.values_at(
                    sides, sizes, bounds_at(question, sides), 5 * turn + round_
                )
                lower = None if values is None else _step(found, key, sides, sizes, values)
            except (NoValueError, TooLargeError):
                continue
            if lower is not None:
                return lower
    return None


def bounds_at(question: Question, sides: Sides) -> list[tuple[str, str, int]]:
    """What numbers and sizes are compared with."""
    positive = question.memory.positive
    bounds = [(name, ">", 0) for name in sides.leaves if plain_name(name) in positive]
    return [*question.said.bounds, *bounds]


def _step(
    found: Extremum,
    key: str,
    sides: Sides,
    sizes: dict[str, int],
    values: dict[str, Grid],
) -> Judgement | None:
    jets = Jets(points.Exact())
    at = Evaluation(jets, sizes, values)
    place = at.grid(sides.left)
    shape = sides.leaves.get(key, sides.left.shape)
    slope = at.changed({key: place}, Term("gradient", shape, (sides.right,), key))
    first = at.changed({key: place}, sides.right)[0][0].get(0, ZERO)
    for length in _STEPS:
        factor = Fraction(found.sign) * length
        other = [
            [jets.add(x, jets.scaled(factor, y)) for x, y in zip(one, two, strict=True)]
            for one, two in zip(place, slope, strict=True)
        ]
        value = at.changed({key: other}, sides.right)[0][0].get(0, ZERO)
        relation = "<" if found.sign < 0 else ">"
        verdict = decide(Claim(Atomic(relation, value, first)), seconds=1)
        if verdict.status is Status.PROVED:
            shown = tuple((plain_name(k), points.text_of(v)) for k, v in values.items() if k != key)
            text = f"at {plain_name(key)} = {points.text_of(other)} it is less"
            return Judgement("refuted", verdict.method, counterexample=shown, notes=(text,))
    return None
