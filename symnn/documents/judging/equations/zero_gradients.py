r"""Where a gradient is zero: \nabla f(x) = Qx - b = 0 ⇔ x = Q^{-1}b, for open vectors.

An expression E(x) is 0 at x_0 and nowhere else if E(x) = K(x - x_0) for all x, where K is a number
that is not 0, or a matrix whose inverse is written in x_0.
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
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.relations import Judgement
from symnn.documents.model import Entry
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key
from symnn.latex.plain import plain

_ARROWS: Final = frozenset({"⇔"})
#: So many factors K are tried.
_MOST: Final = 16
_SCALES: Final = (Fraction(1), Fraction(2), Fraction(1, 2), Fraction(-1), Fraction(-2))


class Solved(NamedTuple):
    """An equation E = 0, what stands before it in its chain, and x = x_0."""

    before: tree.Chain | None
    expression: tree.Node
    name: tree.Node
    value: tree.Node


def solved_gradient(place: Place, chain: tree.Chain) -> tuple[tree.Chain | None, Entry] | None:
    """What stands before E = 0, and the entry of its equivalence with x = x_0; None for others.

    Args:
        place: where it stands.
        chain: two chains with ⇔ between them.
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
    found = doubted(place, found, asked.expression, tree.Link("=", asked.value))
    reading = f"{plain(asked.expression)} = 0 ⇔ {plain(asked.name)} = {plain(asked.value)}"
    return asked.before, judged_entry(place, chain.first, link, found, reading)


def _asked(chain: tree.Chain) -> Solved | None:
    if len(chain.links) != 1 or chain.links[0].relation not in _ARROWS:
        return None
    left, right = chain.first, chain.links[0].operand
    if not (isinstance(left, tree.Chain) and isinstance(right, tree.Chain)):
        return None
    if len(right.links) != 1 or {li.relation for li in (*left.links, *right.links)} != {"="}:
        return None
    last = left.links[-1].operand
    if not isinstance(last, tree.Number) or last.value != 0 or name_key(right.first) is None:
        return None
    value = right.links[0].operand
    keys = {name_key(part) for part in tree.walk(value)}
    if name_key(right.first) in keys or isinstance(value, tree.Number):
        return None
    nodes = (left.first, *(link.operand for link in left.links))
    before = tree.Chain(left.first, left.links[:-1], span=left.span) if left.links[:-1] else None
    return Solved(before, nodes[-2], right.first, value)


def _judged(place: Place, asked: Solved) -> Judgement | None:
    memory = memory_of(place.state)
    key = name_key(asked.name) or ""
    known = scope_of(place, memory, (asked.expression, asked.value))

    def scope(name: str) -> tree.Node | None:
        return None if name == key else known(name)

    said = Said(general=True)
    bracket = tree.Group("()", (tree.Sum((asked.name, tree.Neg(_closed(asked.value)))),))
    for factor in _factors(asked, memory):
        product = tree.Product((_closed(factor), bracket), ("",))
        found = judge.equation(memory, said, scope, asked.expression, product, stated=False)
        if found is not None and found.outcome == "proved":
            return found
    there = Said(settings={key: asked.value})
    zero = tree.Number("0", Fraction(0), 0)
    found = judge.equation(memory, there, scope, asked.expression, zero, stated=True)
    return found if found is not None and found.outcome == "refuted" else None


def _factors(asked: Solved, memory: Memory) -> Iterator[tree.Node]:
    """What E may be a multiple of x - x_0 by: numbers, and matrices with an inverse in x_0."""
    powers = [p for p in tree.walk(asked.value) if isinstance(p, tree.Power)]
    inverses = [_open(power.base) for power in powers if _is_inverse(power)]
    count = 0
    for scale in _scales(asked, memory):
        for base in (None, *inverses):
            count += 1
            if count > _MOST:
                return
            yield scale if base is None else tree.Product((scale, _closed(base)), ("",))


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
