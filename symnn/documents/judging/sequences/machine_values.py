r"""Exact values of formulas in members at steps: \mathbb{1}(x^{(t)} + y^{(t-1)} - 0.5 > 0)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final, NamedTuple, TypeAlias

from symnn.latex import syntax as tree
from symnn.latex.symbols import NEGATIONS

#: The value of a member by its key and its step, counted from the letter.
Lookup: TypeAlias = "Callable[[str, int], Fraction]"
#: The value of a name without a step.
Constant: TypeAlias = "Callable[[tree.Node], Fraction]"

_HOLDS: Final = {
    "=": lambda a, b: a == b, "≠": lambda a, b: a != b, "<": lambda a, b: a < b,
    "≤": lambda a, b: a <= b, ">": lambda a, b: a > b, "≥": lambda a, b: a >= b,
}  # fmt: skip
_LARGEST: Final = 12


class UnknownError(Exception):
    """A formula has no value that is certain."""


class Step(NamedTuple):
    """A member at a step: its key, the letter, and how far from it; a number has no letter."""

    key: str
    letter: str
    shift: int


def step_of(node: tree.Node) -> Step | None:
    """x^{(t-1)} and x_{t-1} as the member x one step before t; None for any other name."""
    if not isinstance(node, tree.Name) or node.accents:
        return None
    if len(node.labels) == 1 and len(node.labels[0].items) == 1:
        index, bare = node.labels[0].items[0], tree.Name(node.base, "", (), node.subscript)
    elif node.subscript is not None and not node.labels:
        index, bare = node.subscript, tree.Name(node.base)
    else:
        return None
    found = _index(index)
    key = tree.key(bare)
    return None if found is None or key is None else Step(key, *found)


def finite(node: tree.Node) -> tuple[Fraction, ...]:
    """The members of a set of numbers; none for anything else."""
    if not isinstance(node, tree.Group) or node.fence != "{}":
        return ()
    found = [literal(item) for item in node.items]
    return tuple(v for v in found if v is not None) if None not in found else ()


def literal(node: tree.Node) -> Fraction | None:
    """A number as it is written, perhaps with a minus; None for anything else."""
    if isinstance(node, tree.Neg):
        value = literal(node.operand)
        return None if value is None else -value
    return node.value if isinstance(node, tree.Number) else None


def indicated(node: tree.Node) -> tree.Chain | None:
    r"""The condition of \mathbb{1}(x > 0), \mathbf{1}_{x > 0} and I\{x > 0\}; None for others."""
    head: tree.Node | None = None
    inside: tree.Node | None = None
    if isinstance(node, tree.Call):
        head, inside = node.head, node.arguments
    elif isinstance(node, tree.Product) and len(node.factors) == 2 and node.implicit:
        head, inside = node.factors
    elif isinstance(node, tree.Name):
        head, inside = node, node.subscript
    if not isinstance(head, tree.Name) or head.base not in ("1", "I"):
        return None
    if isinstance(inside, tree.Group) and len(inside.items) == 1:
        inside = inside.items[0]
    return inside if isinstance(inside, tree.Chain) else None


def _index(node: tree.Node) -> tuple[str, int] | None:
    if isinstance(node, tree.Number) and node.value.denominator == 1:
        return "", int(node.value)
    if isinstance(node, tree.Name) and len(node.base) == 1 and node.subscript is None:
        return node.base, 0
    if not isinstance(node, tree.Sum) or len(node.terms) != 2:
        return None
    letter, other = node.terms
    sign = -1 if isinstance(other, tree.Neg) else 1
    number = other.operand if isinstance(other, tree.Neg) else other
    if not isinstance(letter, tree.Name) or not isinstance(number, tree.Number):
        return None
    return (letter.base, sign * int(number.value)) if len(letter.base) == 1 else None


def value_of(node: tree.Node, letter: str, lookup: Lookup, constant: Constant) -> Fraction:
    """The value of a formula.

    Args:
        node: the formula.
        letter: that of the step.
        lookup: the values of members.
        constant: those of other names.

    Raises:
        UnknownError: something in it has no value that is certain.
    """

    def at(part: tree.Node) -> Fraction:
        return value_of(part, letter, lookup, constant)

    if (condition := indicated(node)) is not None:
        return Fraction(holds(condition, at))
    step = step_of(node)
    if step is not None and step.letter in (letter, ""):
        if step.letter == "" and letter:
            return constant(node)
        return lookup(step.key, step.shift)
    if isinstance(node, tree.Name):
        return constant(node)
    if isinstance(node, (tree.Call, tree.Apply)):
        return _applied(node, at)
    if isinstance(node, tree.Cases):
        return _cases(node, at)
    return _arithmetic(node, at)


def _arithmetic(node: tree.Node, at: Callable[[tree.Node], Fraction]) -> Fraction:
    match node:
        case tree.Number(value=value):
            return value
        case tree.Neg(operand=operand):
            return -at(operand)
        case tree.Sum(terms=terms):
            return sum((at(term) for term in terms), Fraction(0))
        case tree.Quotient(ambiguous=False):
            return at(node.numerator) / at(node.denominator)
        case tree.Group(items=(item,)) if node.fence in ("()", "[]"):
            return at(item)
        case tree.Abs(operand=operand):
            return abs(at(operand))
        case tree.Power(ambiguous=False, exponent=tree.Number(value=power)):
            return _power(at(node.base), power)
        case tree.Product():
            return _product(node, at)
    raise UnknownError


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator != 1 or not 0 <= exponent <= _LARGEST:
        raise UnknownError
    return Fraction(base ** int(exponent))


def _product(node: tree.Product, at: Callable[[tree.Node], Fraction]) -> Fraction:
    signs = set(node.operators)
    if signs == {"mod"} and len(node.factors) == 2:
        number, by = at(node.factors[0]), at(node.factors[1])
        if by <= 0:
            raise UnknownError
        return number % by
    found = [at(factor) for factor in node.factors]
    if signs <= {"", "·", "×", "*", "∧"}:
        product = Fraction(1)
        for value in found:
            product *= value
        return product
    if signs in ({"∨"}, {"⊕"}) and set(found) <= {Fraction(0), Fraction(1)}:
        return max(found) if signs == {"∨"} else sum(found, Fraction(0)) % 2
    raise UnknownError


def holds(chain: tree.Node, at: Callable[[tree.Node], Fraction]) -> bool:
    """Whether a condition holds.

    Raises:
        UnknownError: it is no relation between numbers.
    """
    if not isinstance(chain, tree.Chain) or any(li.relation not in _HOLDS for li in chain.links):
        raise UnknownError
    return all(_HOLDS[li.relation](at(left), at(li.operand)) for left, li in chain.pairs())


def _applied(node: tree.Call | tree.Apply, at: Callable[[tree.Node], Fraction]) -> Fraction:
    head = node.head if isinstance(node, tree.Call) else node.function
    inside = node.arguments if isinstance(node, tree.Call) else node.argument
    if not isinstance(head, tree.Name) or head.subscript is not None:
        raise UnknownError
    if isinstance(node, tree.Apply) and (node.power is not None or node.ambiguous):
        raise UnknownError
    items = inside.items if isinstance(inside, tree.Group) else (inside,)
    if head.base in ("max", "min") and items:
        return (max if head.base == "max" else min)(at(item) for item in items)
    if head.base in NEGATIONS and len(items) == 1:
        return 1 - at(items[0])
    raise UnknownError


def _cases(node: tree.Cases, at: Callable[[tree.Node], Fraction]) -> Fraction:
    for row in node.rows:
        if row.condition is None or holds(row.condition, at):
            return at(row.value)
    raise UnknownError
