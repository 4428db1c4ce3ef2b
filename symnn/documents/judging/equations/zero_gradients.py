r"""Where a gradient is zero: \nabla f(x) = Qx - b = 0 ⇔ x = Q^{-1}b, for open vectors.

An expression E(x) is 0 where D(x) is 0, and nowhere else, if E(x) = K D(x) for all x, where K is a
number that is not 0, or a matrix whose inverse is written in D; with x - x_0 as D, at x_0 alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, NamedTuple

from symnn.documents.judging.open_arrays import judge
from symnn.documents.judging.open_arrays.hooks import doubted, scope_of
from symnn.documents.judging.open_arrays.learning import memory_of
from symnn.documents.judging.open_arrays.memory import Memory
from symnn.documents.judging.open_arrays.said import Said
from symnn.documents.judging.open_arrays.sizes import SCALAR, Size, letter
from symnn.documents.judging.open_arrays.spaces import is_nothing
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.relations import Judgement
from symnn.documents.model import Entry
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key, plain_name
from symnn.latex.plain import plain

_ARROWS: Final = frozenset({"⇔", "⇒"})
#: So many factors K are tried.
_MOST: Final = 16
_SCALES: Final = (Fraction(1), Fraction(2), Fraction(1, 2), Fraction(-1), Fraction(-2))
_ZERO: Final = tree.Number("0", Fraction(0))


class Solved(NamedTuple):
    """An equation E = 0, what stands before it in its chain, and what follows: x = x_0."""

    before: tree.Chain | None
    expression: tree.Node
    left: tree.Node
    right: tree.Node
    both_ways: bool


def solved_gradient(place: Place, chain: tree.Chain) -> tuple[tree.Chain | None, Entry] | None:
    """What stands before E = 0, and the entry of what follows from it; None for others.

    Args:
        place: where it stands.
        chain: two chains with ⇔ or ⇒ between them.
    """
    if place.state.arrays is None:
        return None
    asked = _asked(chain)
    if asked is None:
        return None
    try:
        found = _judged(place, asked)
    except (SymnnError, ArithmeticError, RecursionError):
        return None
    if found is None:
        return None
    link = chain.links[0]
    found = doubted(place, found, asked.expression, tree.Link("=", asked.right))
    sides = f"{plain(asked.left)} = {plain(asked.right)}"
    reading = f"{plain(asked.expression)} = 0 {link.relation} {sides}"
    return asked.before, judged_entry(place, chain.first, link, found, reading)


def _asked(chain: tree.Chain) -> Solved | None:
    if len(chain.links) != 1 or chain.links[0].relation not in _ARROWS:
        return None
    left, right = chain.first, chain.links[0].operand
    if not (isinstance(left, tree.Chain) and isinstance(right, tree.Chain)):
        return None
    if len(right.links) != 1 or {li.relation for li in (*left.links, *right.links)} != {"="}:
        return None
    value = right.links[0].operand
    keys = {name_key(part) for part in tree.walk(value)}
    if name_key(right.first) in keys - {None} or isinstance(value, tree.Number):
        return None
    both = chain.links[0].relation == "⇔"
    *_, last, end = left.first, *(link.operand for link in left.links)
    if is_nothing(end):
        links = left.links[:-1]
        before = tree.Chain(left.first, links, span=left.span) if links else None
        return Solved(before, last, right.first, value, both)
    if len(left.links) > 1 or name_key(left.first) is not None:
        return None
    return Solved(None, _minus(last, end), right.first, value, both)


def _minus(left: tree.Node, right: tree.Node) -> tree.Node:
    return tree.Sum((_closed(left), tree.Neg(_closed(right))))


def _judged(place: Place, asked: Solved) -> Judgement | None:
    memory = memory_of(place.state)
    known = scope_of(place, memory, (asked.expression, asked.left, asked.right))
    key = _unknown(asked, memory)
    if key is None:
        return None

    def scope(name: str) -> tree.Node | None:
        return None if name == key else known(name)

    said = Said(general=True, sorts=_as_vector(memory, key))
    gap = _closed(_minus(asked.left, asked.right))
    for factor in _factors(asked, memory):
        product = tree.Product((_closed(factor), gap), ("",))
        found = judge.equation(memory, said, scope, asked.expression, product, stated=False)
        if found is not None and found.outcome == "proved":
            return found
    if not asked.both_ways:
        for factor in _multipliers(asked):
            product = tree.Product((_closed(factor), _closed(asked.expression)), ("",))
            found = judge.equation(memory, said, scope, gap, product, stated=False)
            if found is not None and found.outcome == "proved":
                return found
    if place.assumed.relations or place.assumed.unread:
        return None
    return _refuted(asked, memory, scope, key)


def _refuted(asked: Solved, memory: Memory, scope: judge.Scope, key: str) -> Judgement | None:
    """Refuted where x_0 is no zero, for ⇔; where a zero is found that is another one, for ⇒."""
    if name_key(asked.left) == key and asked.both_ways:
        there = Said(settings={key: asked.right})
        found = judge.equation(memory, there, scope, asked.expression, _ZERO, stated=True)
        return found if found is not None and found.outcome == "refuted" else None
    from symnn.documents.judging.open_arrays.solutions import fails_at_a_solution

    said = Said(general=True, sorts=_as_vector(memory, key), apart=[*_sizes_apart(memory)])
    found = judge.equation(memory, said, scope, asked.left, asked.right, stated=True)
    if found is not None and found.outcome == "refuted" and found.method == judge.SIZE_METHOD:
        return found
    equations = (asked.expression, _ZERO), (asked.left, asked.right)
    premise, conclusion = judge.read_together(memory, said, scope, *equations)
    leaves = {**premise.leaves, **conclusion.leaves}
    if key not in premise.leaves or all(shape == SCALAR for shape in leaves.values()):
        return None
    point = fails_at_a_solution(premise, conclusion, key)
    if point is None:
        return None
    return Judgement("refuted", judge.POINT_METHOD, counterexample=point.shown())


def _as_vector(memory: Memory, key: str) -> dict[str, str]:
    """What is solved for as a vector, if its shape is not declared and it has a small letter."""
    small = plain_name(key)[:1].islower() and key not in memory.shapes
    return {key: "vector"} if small else {}


def _sizes_apart(memory: Memory) -> Iterator[tuple[Size, Size]]:
    """The sizes that were said to differ before."""
    for chain in memory.apart:
        keys = [tree.key(node) for node in (chain.first, *(li.operand for li in chain.links))]
        if len(keys) == 2 and chain.links[0].relation == "≠" and all(keys):
            yield letter(keys[0] or ""), letter(keys[1] or "")


def _unknown(asked: Solved, memory: Memory) -> str | None:
    """What an equation is solved for: the name that is given, or what it is a gradient in."""
    given = name_key(asked.left)
    if given is not None:
        return given
    for part in tree.walk(asked.expression):
        if isinstance(part, tree.Derivative):
            return name_key(part.variables[0])
        if isinstance(part, tree.Name) and part.base == "nabla" and part.subscript is not None:
            return name_key(part.subscript)
        key = name_key(part)
        function = None if key is None else memory.functions.get(key)
        if function is not None and len(function.parameters) == 1:
            return function.parameters[0]
    return None


def _factors(asked: Solved, memory: Memory) -> Iterator[tree.Node]:
    """What E may be a multiple by: numbers, and matrices whose inverse is written."""
    sides = asked.left, asked.right
    powers = [p for side in sides for p in tree.walk(side) if isinstance(p, tree.Power)]
    inverses = [_open(power.base) for power in powers if _is_inverse(power)]
    count = 0
    for scale in _scales(asked, memory):
        for base in (None, *inverses):
            count += 1
            if count > _MOST:
                return
            yield scale if base is None else tree.Product((scale, _closed(base)), ("",))


def _multipliers(asked: Solved) -> Iterator[tree.Node]:
    """What D may be a multiple of E by, with any matrix: X^T of X^T X w = X^T y after X w = y."""
    node = _open(asked.right)
    if isinstance(node, tree.Product) and set(node.operators) <= {""}:
        for count in range(1, len(node.factors)):
            factors = node.factors[:count]
            yield factors[0] if count == 1 else tree.Product(factors, node.operators[: count - 1])


def _scales(asked: Solved, memory: Memory) -> Iterator[tree.Node]:
    for value in _SCALES:
        yield tree.Number(str(value), value)
    key = next((name_key(p) for p in tree.walk(asked.expression) if _is_head(p, memory)), None)
    bodies = [] if key is None else [memory.functions[key].body]
    for node in (asked.expression, *bodies):
        for part in tree.walk(node):
            number = isinstance(part, tree.Quotient) and isinstance(part.numerator, tree.Number)
            if number and isinstance(part, tree.Quotient) and not part.ambiguous:
                yield part  # never 0, as 1/n is not; of λ/2 that is not known
                yield tree.Product((tree.Number("2", Fraction(2)), part), ("",))


def _is_head(node: tree.Node, memory: Memory) -> bool:
    return isinstance(node, tree.Name) and name_key(node) in memory.functions


def _is_inverse(node: tree.Power) -> bool:
    inner = node.exponent.operand if isinstance(node.exponent, tree.Neg) else None
    return isinstance(inner, tree.Number) and inner.value == 1


def _closed(node: tree.Node) -> tree.Node:
    return tree.Group("()", (node,))


def _open(node: tree.Node) -> tree.Node:
    while isinstance(node, tree.Group) and len(node.items) == 1:
        node = node.items[0]
    return node
