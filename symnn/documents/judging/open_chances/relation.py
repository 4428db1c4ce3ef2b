"""A relation between expressions in chances, worked out in any way of counting them.

The same walk serves two readings: sums over marginal chances that hold whatever values there are
(`marginals`), and numbers of one table (`counted`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Final, Generic, Protocol, TypeVar

from symnn.documents.judging.open_chances.spelled import Chance, chance_of, head_of, value_of
from symnn.latex import syntax as tree

_MOST_POWER: Final = 4
T = TypeVar("T")


class UnreadError(Exception):
    """Something in a relation is no expression in chances."""


class Counting(Protocol[T]):
    """What chances are, and how they are added up."""

    def number(self, value: Fraction) -> T:
        """A number."""

    def chance(self, chance: Chance) -> T:
        """A chance."""

    def total(self, letter: str, body: Callable[[], T]) -> T:
        """The sum over all values of a letter."""

    def plus(self, one: T, other: T) -> T:
        """The sum of two."""

    def times(self, one: T, other: T) -> T:
        """The product of two."""

    def over(self, one: T, other: T) -> T:
        """The quotient of two."""


class Walk(Generic[T]):
    """One way through expressions."""

    def __init__(self, counting: Counting[T], aliases: dict[str, str]) -> None:
        self.counting = counting
        self.aliases = aliases

    def value(self, node: tree.Node) -> T:
        """What an expression is.

        Raises:
            UnreadError: there is something else than chances in it.
        """
        chance = chance_of(node)
        if chance is not None:
            return self.counting.chance(chance.renamed(self.aliases))
        if isinstance(node, tree.Number):
            return self.counting.number(node.value)
        if isinstance(node, tree.Group) and len(node.items) == 1 and node.fence in ("()", "[]"):
            return self.value(node.items[0])
        if isinstance(node, tree.BigOperator):
            return self._total(letters_of(node), body_of(node))
        return self._arithmetic(node)

    def _total(self, letters: list[str], body: tree.Node) -> T:
        if not letters:
            return self.value(body)
        return self.counting.total(letters[0], lambda: self._total(letters[1:], body))

    def _arithmetic(self, node: tree.Node) -> T:
        counting = self.counting
        if isinstance(node, tree.Sum):
            return self._folded(counting.plus, node.terms)
        if isinstance(node, tree.Neg):
            return counting.times(counting.number(Fraction(-1)), self.value(node.operand))
        if isinstance(node, tree.Product) and set(node.operators) <= {"", "·", "×"}:
            return self._folded(counting.times, node.factors)
        if isinstance(node, tree.Quotient) and not node.ambiguous:
            return counting.over(self.value(node.numerator), self.value(node.denominator))
        if isinstance(node, tree.Power) and isinstance(node.exponent, tree.Number):
            degree = node.exponent.value
            if not node.ambiguous and degree.denominator == 1 and 1 <= degree <= _MOST_POWER:
                return self._folded(counting.times, [node.base] * int(degree))
        raise UnreadError

    def _folded(self, how: Callable[[T, T], T], nodes: Sequence[tree.Node]) -> T:
        found = self.value(nodes[0])
        for node in nodes[1:]:
            found = how(found, self.value(node))
        return found


def letters_of(node: tree.BigOperator) -> list[str]:
    """What a sum or an integral runs over.

    Raises:
        UnreadError: it is no sum over all values.
    """
    if node.operator == "int" and node.lower is None and node.upper is None:
        return [_differential(node)[1]]
    lower = node.lower
    if node.operator != "sum" or lower is None:
        raise UnreadError
    if isinstance(lower, tree.Chain):
        lower = _ranged(lower, node.upper)
    elif node.upper is not None:
        raise UnreadError
    items = lower.items if isinstance(lower, tree.Group) and lower.fence == "" else (lower,)
    letters = [value_of(item) for item in items if not isinstance(item, tree.Number)]
    if None in letters or len(letters) != len(items) or len(set(letters)) != len(letters):
        raise UnreadError
    return [letter for letter in letters if letter is not None]


def _ranged(lower: tree.Chain, upper: tree.Node | None) -> tree.Node:
    """i of i = 1, …, n and x of x ∈ 𝒳."""
    (link, *more) = lower.links
    one = isinstance(link.operand, tree.Number) and link.operand.value == 1
    counted = link.relation == "=" and one and isinstance(upper, tree.Name)
    inside = link.relation == "∈" and upper is None and isinstance(link.operand, tree.Name)
    if more or not (counted or inside):
        raise UnreadError
    return lower.first


def body_of(node: tree.BigOperator) -> tree.Node:
    """What is added up, without the differential."""
    return _differential(node)[0] if node.operator == "int" else node.body


def _differential(node: tree.BigOperator) -> tuple[tree.Node, str]:
    body = node.body
    factors = body.factors if isinstance(body, tree.Product) else ()
    if len(factors) < 3 or tree.key(factors[-2]) not in ("d", "mathrm d"):
        raise UnreadError
    letter = value_of(factors[-1])
    if letter is None or not isinstance(body, tree.Product):
        raise UnreadError
    rest = factors[:-2]
    inner = rest[0] if len(rest) == 1 else tree.Product(rest, body.operators[: len(rest) - 1])
    return inner, letter


def sums_in(node: tree.Node) -> Iterator[tree.BigOperator]:
    """The sums of an expression."""
    return (part for part in tree.walk(node) if isinstance(part, tree.BigOperator))


def chances_in(*nodes: tree.Node) -> Iterator[Chance]:
    """The chances of expressions."""
    for node in nodes:
        for part in tree.walk(node):
            found = chance_of(part) if head_of(part) is not None else None
            if found is not None:
                yield found
