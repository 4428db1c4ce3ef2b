r"""Chances of open events as they are written: P(A \cap \bar B), P(X = x \mid Y), p(x, y').

An event is a tree over pairs of a variable and one of its values. A bare letter is a variable at a
value of its own, y and y' are two values of one variable.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias, final

from symnn.deferred import dataclass
from symnn.latex import syntax as tree

_HEADS: Final = frozenset({"P", "p", "Pr", "Prob"})
_HOW: Final = {"∩": "and", "∧": "and", "": "and", "∪": "or", "∨": "or"}
_NOT: Final = frozenset({"bar", "overline"})
_EMPTY: Final = frozenset({"emptyset", "varnothing", "∅"})

#: A variable and one of its values.
Value: TypeAlias = "tuple[str, str]"


@final
@dataclass(frozen=True, slots=True)
class Event:
    """`how` is "is" with its value, "not", "and" or "or" with what it is made of."""

    how: str
    value: Value = ("", "")
    parts: tuple[Event, ...] = ()

    def values(self) -> Iterator[Value]:
        """All that it speaks of."""
        if self.how == "is":
            yield self.value
        for part in self.parts:
            yield from part.values()

    def renamed(self, aliases: dict[str, str]) -> Event:
        """The event with other names for some variables."""
        variable, value = self.value
        own = aliases.get(variable, variable), value
        return Event(self.how, own, tuple(p.renamed(aliases) for p in self.parts))


@final
@dataclass(frozen=True, slots=True)
class Chance:
    """P(event | given)."""

    event: Event
    given: Event | None = None

    @property
    def both(self) -> Event:
        """The event together with what is given."""
        return self.event if self.given is None else Event("and", parts=(self.event, self.given))

    def renamed(self, aliases: dict[str, str]) -> Chance:
        """The chance with other names for some variables."""
        given = None if self.given is None else self.given.renamed(aliases)
        return Chance(self.event.renamed(aliases), given)


def head_of(node: tree.Node) -> tuple[tree.Name, tree.Group] | None:
    """The name and the brackets of what may be a chance."""
    if isinstance(node, tree.Call):
        head, group = node.head, node.arguments
    elif isinstance(node, tree.Apply) and isinstance(node.argument, tree.Group):
        if node.power is not None or node.ambiguous:
            return None
        head, group = node.function, node.argument
    else:
        return None
    plain = isinstance(head, tree.Name) and head.subscript is None and not head.labels
    if not plain or not isinstance(head, tree.Name) or head.base not in _HEADS or head.accents:
        return None
    return (head, group) if group.fence in ("()", "[]", "{}") else None


def chance_of(node: tree.Node) -> Chance | None:
    r"""The chance that an expression is by its spelling; None for any other.

    >>> from symnn.latex.parser import parse
    >>> found = chance_of(parse(r"P(A \mid Y = y)").statements[0].body)
    >>> found.event.value, found.given.value
    (('A', 'A'), ('Y', 'y'))
    """
    parts = head_of(node)
    if parts is None:
        return None
    group = parts[1]
    separators = group.separators or ()
    if separators.count("|") > 1 or set(separators) - {",", "|"} or not group.items:
        return None
    cut = separators.index("|") + 1 if "|" in separators else len(group.items)
    event = _all(group.items[:cut])
    given = _all(group.items[cut:]) if cut < len(group.items) else None
    if event is None or (given is None and cut < len(group.items)):
        return None
    return Chance(event, given)


def _all(nodes: Sequence[tree.Node]) -> Event | None:
    found = [event_of(node) for node in nodes]
    known = tuple(event for event in found if event is not None)
    if len(known) != len(found) or not known:
        return None
    return known[0] if len(known) == 1 else Event("and", parts=known)


def event_of(node: tree.Node) -> Event | None:
    """An event by its spelling."""
    if isinstance(node, tree.Group) and node.fence == "()" and len(node.items) == 1:
        return event_of(node.items[0])
    if isinstance(node, tree.Chain):
        return _valued(node)
    if isinstance(node, tree.Product):
        return _combined(node)
    if isinstance(node, tree.Apply) and tree.key(node.function) in ("neg", "lnot"):
        return _not(node.argument)
    if isinstance(node, tree.Power) and tree.key(node.exponent) in ("c", "C", "complement"):
        return _not(node.base)
    if isinstance(node, tree.Name) and set(node.accents) == {"bar"} | set(node.accents) & _NOT:
        return _not(tree.Name(node.base, node.font, (), node.subscript, node.labels))
    return _bare(node)


def _bare(node: tree.Node) -> Event | None:
    name = node.operand if isinstance(node, tree.Prime) else node
    marks = "'" * node.count if isinstance(node, tree.Prime) else ""
    key = tree.key(name)
    if not isinstance(name, tree.Name) or key is None or name.accents or name.labels:
        return None
    if not (name.base.isalpha() and name.font != "bb") or name.base in _EMPTY:
        return None
    below = None if name.subscript is None else tree.key(name.subscript)
    if below is not None and below.isalpha() and not marks:
        return Event("is", (f"{name.base}_", below))
    return Event("is", (key, key + marks))


def _not(node: tree.Node) -> Event | None:
    inner = event_of(node)
    return None if inner is None else Event("not", parts=(inner,))


def _combined(node: tree.Product) -> Event | None:
    if set(node.operators) == {"∖"} and len(node.factors) == 2:
        first, rest = event_of(node.factors[0]), _not(node.factors[1])
        return None if first is None or rest is None else Event("and", parts=(first, rest))
    ways = {_HOW.get(operator) for operator in node.operators}
    parts = [event_of(factor) for factor in node.factors]
    known = tuple(part for part in parts if part is not None)
    if len(ways) != 1 or None in ways or len(known) != len(parts):
        return None
    if "" in node.operators and not all(v[0][:1].isupper() for p in known for v in p.values()):
        return None
    return Event(str(ways.pop()), parts=known)


def _valued(chain: tree.Chain) -> Event | None:
    """X = x, Y = y', Z = 1."""
    key = tree.key(chain.first)
    if key is None or len(chain.links) != 1 or chain.links[0].relation != "=":
        return None
    value = value_of(chain.links[0].operand)
    return None if value is None else Event("is", (key, value))


def value_of(node: tree.Node) -> str | None:
    """The value that a variable has: a letter, with its marks, or a number."""
    if isinstance(node, tree.Number):
        return str(node.value)
    name = node.operand if isinstance(node, tree.Prime) else node
    key = tree.key(name)
    if key is None or not isinstance(name, tree.Name) or not name.base.isalpha():
        return None
    return key + ("'" * node.count if isinstance(node, tree.Prime) else "")
