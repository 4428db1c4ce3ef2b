r"""Laws of finitely many values by a formula: p(x | \mu) = …, x ∈ {-1, 1}, and by cases.

The formula may stand before the values or behind them. Each value becomes a row of a table with
what the formula is there; whether these chances sum to 1 is looked at where a moment is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from symnn.documents.judging.randomness.world import Variable, World
from symnn.latex import syntax as tree

_HEADS: Final = frozenset({"p", "P", "Pr", "f", "q"})
_MOST: Final = 64
#: Letters for values of other variables.
_VALUES: Final = frozenset("cstuvwxyzh")
_GIVEN: Final = frozenset({"|", ";", ","})


def mass_by_formula(world: World, call: tree.Call, value: tree.Node) -> bool:
    """Take p(x) = … for the law of x, and P(X = x) = … for that of X.

    Args:
        world: what was said so far.
        call: the chance.
        value: its formula.

    Returns:
        Whether the law is known by it.
    """
    head, items = call.head, call.arguments.items
    if not isinstance(head, tree.Name) or head.base not in _HEADS or not items:
        return False
    if set(call.arguments.separators or ()) - _GIVEN or head.accents or head.labels:
        return False
    separators = call.arguments.separators or ()
    if len(items) > 1 and (separators[0] == "," or any(map(_is_given_value, items[1:]))):
        return False  # a law of several, or one for each value of another
    if head.base == "f" and len(items) == 1 and isinstance(items[0], tree.Name):
        return False  # f(x) is mostly no chance
    variable, letter = _of_event(items[0])
    if letter is None or not (_is_in(letter, value) or is_plain_number(value)):
        return False
    keys = (variable,) if variable is not None else (letter, letter.upper())
    if letter in world.masses and world.masses[letter][1] != value:
        _forget(world, letter)
        return True
    fresh = tuple(key for key in keys if key not in world.variables)
    if not fresh:
        return False
    world.masses[letter] = (fresh, value)
    cases = _of_cases(value, letter) if isinstance(value, tree.Cases) else None
    if cases is not None:
        for key in fresh:
            world.variables[key] = Variable("table", cases)
        return True
    return not isinstance(value, tree.Cases) and _settle(world, letter)


def _forget(world: World, letter: str) -> None:
    """Of a variable with two formulas, p(x) and q(x), or p(x) given anew, no law is certain."""
    names, _ = world.masses[letter]
    for name in names:
        world.variables[name] = Variable("moments", (None, None))


def note_values(world: World, chain: tree.Chain) -> None:
    """Take x ∈ {-1, 1} and x = 1, 2, 3, 4 for the values of x.

    Args:
        world: what was said so far.
        chain: the relation.
    """
    link, letter = chain.links[0], tree.key(chain.first)
    group = link.operand
    if len(chain.links) != 1 or letter is None or not isinstance(group, tree.Group):
        return
    fence = {"∈": "{}", "=": ""}.get(link.relation)
    if fence is None or group.fence != fence or not 1 < len(group.items) <= _MOST:
        return
    items = _stretched(group.items)
    if all(map(is_plain_number, items)) and len(set(items)) == len(items):
        world.sets.setdefault(letter, items)
        _settle(world, letter)


def _stretched(items: tuple[tree.Node, ...]) -> tuple[tree.Node, ...]:
    """1, 2, 3, 4 of 1, …, 4 and of 1, 2, …, 4; others as they are."""
    *first, dots, last = items if len(items) > 2 else (*items, tree.Empty())
    whole = [n for n in (*first, last) if isinstance(n, tree.Number) and n.value.denominator == 1]
    if not isinstance(dots, tree.Dots) or len(whole) != len(items) - 1:
        return items
    begin, end = int(whole[0].value), int(whole[-1].value)
    in_a_row = all(int(n.value) == begin + k for k, n in enumerate(whole[:-1]))
    if not in_a_row or not begin < end < begin + _MOST:
        return items
    return tuple(tree.Number(str(k), Fraction(k)) for k in range(begin, end + 1))


def is_plain_number(node: tree.Node) -> bool:
    """3, -1, 1/2."""
    if isinstance(node, tree.Neg):
        return is_plain_number(node.operand)
    if isinstance(node, tree.Quotient):
        return is_plain_number(node.numerator) and is_plain_number(node.denominator)
    return isinstance(node, tree.Number)


def _settle(world: World, letter: str) -> bool:
    """Make the table, once the formula and the values are known."""
    if letter not in world.masses or letter not in world.sets:
        return False
    names, formula = world.masses[letter]
    if isinstance(formula, tree.Cases):
        return False
    rows: list[tree.Node] = []
    for value in world.sets[letter]:
        rows += (value, put(formula, letter, value))
    for name in names:
        world.variables.setdefault(name, Variable("table", tuple(rows)))
    return True


def put(node: tree.Node, letter: str, value: tree.Node) -> tree.Node:
    """A formula with a value for a letter."""
    if tree.key(node) == letter:
        return tree.Group("()", (value,), span=node.span)
    return tree.map_children(node, lambda part: put(part, letter, value))


def _is_given_value(item: tree.Node) -> bool:
    r"""The x of p(y | x), where \theta and n are numbers of the law."""
    names = [part.base for part in tree.walk(item) if isinstance(part, tree.Name)]
    return any(name in _VALUES or (name.isupper() and name != "N") for name in names)


def _of_event(item: tree.Node) -> tuple[str | None, str | None]:
    """The variable, if it is named, and the letter for its values."""
    if isinstance(item, tree.Name):
        small = len(item.base) == 1 and item.base.islower()
        return None, (tree.key(item) if small and item.subscript is None else None)
    if not isinstance(item, tree.Chain) or len(item.links) != 1 or item.links[0].relation != "=":
        return None, None
    key, value = tree.key(item.first), item.links[0].operand
    return key, (tree.key(value) if key is not None and isinstance(value, tree.Name) else None)


def _is_in(letter: str, node: tree.Node) -> bool:
    return any(tree.key(part) == letter for part in tree.walk(node))


def _of_cases(value: tree.Cases, letter: str) -> tuple[tree.Node, ...] | None:
    """The rows of 0.2 if x = 1, 0.8 if x = 2, and perhaps 0 for all others."""
    rows: list[tree.Node] = []
    for row in value.rows:
        condition = row.condition
        if condition is None and _is_zero(row.value):
            continue
        if not isinstance(condition, tree.Chain) or len(condition.links) != 1:
            return None
        link = condition.links[0]
        if tree.key(condition.first) != letter or link.relation not in ("=", "∈"):
            return None
        found = _members(link.operand)
        if not found or any(_is_in(letter, n) for n in found):
            return None
        for member in found:
            rows += (member, put(row.value, letter, member))
    return tuple(rows) if len(set(rows[::2])) == len(rows) // 2 > 1 else None


def _members(node: tree.Node) -> Sequence[tree.Node]:
    items = node.items if isinstance(node, tree.Group) and node.fence in ("{}", "") else (node,)
    return items if all(map(is_plain_number, items)) else ()


def _is_zero(node: tree.Node) -> bool:
    return isinstance(node, tree.Number) and node.value == 0
