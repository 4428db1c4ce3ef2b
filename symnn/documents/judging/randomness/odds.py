"""Variables by cases with chances: 0 with probability p, h/(1 - p) otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.randomness.world import Variable, World
from symnn.latex import syntax as tree

#: The kind of such a law; its numbers are each value and its chance, one after the other.
ODDS: Final = "odds"
_CHANCE: Final = regex(
    r"(?:if |occurs? |each )?(?:with|w\.?/?)\s*(?:a |the )?(?:prob(?:ability|\.)?|p\.?|chance)"
    r"(?: of)?[\s,.;:=]*"
)
_REST: Final = regex(
    r"(?:otherwise|else|with (?:the )?(?:remaining|rest of the) probability)[\s,.;:]*"
)


def odds_of(world: World, left: tree.Node, value: tree.Node) -> bool:
    """Take in a variable that is given by cases with chances; whether it was one.

    Args:
        world: what is told so far.
        left: what the cases are said to be.
        value: the cases.
    """
    key = tree.key(left)
    if not isinstance(value, tree.Cases) or key is None or isinstance(left, tree.Call):
        return False
    chances = _chances(value.rows)
    if chances is None:
        return False
    parts = [part for row, q in zip(value.rows, chances, strict=True) for part in (row.value, q)]
    world.variables[key] = Variable(ODDS, tuple(parts))
    return True


def _chances(rows: Sequence[tree.Case]) -> list[tree.Node] | None:
    """The chances of all rows, whose sum is 1; None where they are not told, or another sum."""
    found: list[tree.Node] = []
    for row in rows[:-1]:
        if row.condition is None or _CHANCE.fullmatch(row.words.strip().lower()) is None:
            return None
        found.append(row.condition)
    last = rows[-1]
    words = last.words.strip().lower()
    rest = _without(found)
    if not found:
        return None
    if last.condition is None:
        return [*found, rest] if _REST.fullmatch(words) is not None else None
    if _CHANCE.fullmatch(words) is None or isinstance(last.condition, tree.Chain):
        return None
    found.append(last.condition)
    known = [_number(node) for node in found]
    if all(number is not None for number in known):
        numbers = [number for number in known if number is not None]
        return found if sum(numbers) == 1 and min(numbers) >= 0 else None
    return found if any(_is_rest(found, at) for at in range(len(found))) else None


def _without(chances: Sequence[tree.Node]) -> tree.Node:
    """1 - p - q."""
    one = tree.Number("1", Fraction(1))
    return tree.Sum((one, *(tree.Neg(tree.Group("()", (q,))) for q in chances)))


def _is_rest(chances: Sequence[tree.Node], at: int) -> bool:
    """Whether one of the chances is written as 1 less all the others."""
    node = _bare(chances[at])
    if not isinstance(node, tree.Sum):
        return False
    first, *others = node.terms
    taken = [_bare(term.operand) if isinstance(term, tree.Neg) else None for term in others]
    rest = [_bare(q) for k, q in enumerate(chances) if k != at]
    one = isinstance(first, tree.Number) and first.value == 1
    return one and len(taken) == len(rest) and all(q in taken for q in rest)


def _bare(node: tree.Node) -> tree.Node:
    while isinstance(node, tree.Group) and len(node.items) == 1:
        (node,) = node.items
    return node


def _number(node: tree.Node) -> Fraction | None:
    node = _bare(node)
    if isinstance(node, tree.Quotient):
        above, below = _number(node.numerator), _number(node.denominator)
        return above / below if above is not None and below else None
    return node.value if isinstance(node, tree.Number) else None


def with_names_for_primes(node: tree.Node, world: World) -> tree.Node:
    """h' as a name, where it is a variable that was told by cases."""
    primed = isinstance(node, tree.Prime) and isinstance(node.operand, tree.Name)
    if isinstance(node, tree.Prime) and primed:
        key = tree.key(node) or ""
        law = world.variables.get(key)
        return tree.Name(key, span=node.span) if law is not None and law.kind == ODDS else node
    return tree.map_children(node, lambda part: with_names_for_primes(part, world))
