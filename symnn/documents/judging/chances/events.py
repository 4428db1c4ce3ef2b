r"""Events in probabilities: P(A \cap \bar B), p(B = r \mid F = o), \Pr(X = 1, Y = 0)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias, final

from symnn.deferred import dataclass
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope
from symnn.latex.plain import plain

#: What each variable is: "1" and "0" for an event that happens or not.
Cell: TypeAlias = "Mapping[str, str]"

HEADS: Final = frozenset({"P", "p", "Pr", "Prob"})
#: Names of the mean, the variance, the covariance and the standard deviation.
MOMENTS: Final = frozenset({"E", "Var", "var", "Cov", "cov", "Std", "std", "sd", "SD"})
_YES: Final = "1"
_NO: Final = "0"
_COMPLEMENTS: Final = frozenset({"bar", "overline", "tilde"})


@final
@dataclass(frozen=True, slots=True)
class Event:
    """Where something happens, and the values of variables that it speaks of."""

    holds: Callable[[Cell], bool]
    mentions: tuple[tuple[str, str], ...]
    key: str


@final
@dataclass(frozen=True, slots=True)
class Query:
    """P(event | given) under the name of its distribution."""

    head: str
    event: Event
    given: Event | None

    @property
    def key(self) -> tuple[str, str, str]:
        """The same for the same probability."""
        return self.head, self.event.key, "" if self.given is None else self.given.key


def query_of(node: tree.Node, scope: Scope) -> Query | None:
    r"""The probability that an expression is; None for any other.

    >>> from symnn.latex.parser import parse
    >>> node = parse(r"P(A \mid B)").statements[0].body
    >>> query_of(node, Scope()).key == ("P", "A=1", "B=1")
    True
    """
    if isinstance(node, tree.Call):
        head, group = node.head, node.arguments
    elif isinstance(node, tree.Apply) and isinstance(node.argument, tree.Group):
        head, group = node.function, node.argument
        if node.power is not None or node.ambiguous:
            return None
    else:
        return None
    plain_head = isinstance(head, tree.Name) and head.base in HEADS and head.subscript is None
    key = tree.key(head)
    if not plain_head or key is None or scope.latest(key) is not None or group.fence != "()":
        return None
    separators = group.separators or ()
    if separators.count("|") > 1 or set(separators) - {",", "|", ";"} or ";" in separators:
        return None
    cut = separators.index("|") + 1 if "|" in separators else len(group.items)
    event = _all_of(group.items[:cut], scope)
    given = _all_of(group.items[cut:], scope) if cut < len(group.items) else None
    if event is None or (given is None and cut < len(group.items)):
        return None
    return Query("P", event, given)


def may_be_moment(node: tree.Node) -> bool:
    """Whether an expression may be one of a mean or a variance, by its name alone."""
    if isinstance(node, tree.Product):
        return any(isinstance(f, tree.Name) and f.base in MOMENTS for f in node.factors)
    head = node.head if isinstance(node, tree.Call) else getattr(node, "function", None)
    return isinstance(head, tree.Name) and head.base in MOMENTS


def _all_of(items: tuple[tree.Node, ...], scope: Scope) -> Event | None:
    events = [_event(item, scope) for item in items]
    known = [event for event in events if event is not None]
    if len({event.key for event in known}) < len(events):
        return None  # P(H, H, T) is the chance of a sequence
    return None if not known else _joined(known, all)


def _joined(events: list[Event], how: Callable[[Iterator[bool]], bool]) -> Event:
    if len(events) == 1:
        return events[0]
    mentions = tuple(dict.fromkeys(m for e in events for m in e.mentions))
    sign = "," if how is all else "∪"
    key = sign.join(sorted(e.key for e in events))
    return Event(lambda cell: how(e.holds(cell) for e in events), mentions, key)


def _event(node: tree.Node, scope: Scope) -> Event | None:
    if isinstance(node, tree.Group) and node.fence == "()" and len(node.items) == 1:
        return _event(node.items[0], scope)
    if isinstance(node, tree.Chain):
        return _value(node, scope)
    if isinstance(node, tree.Product) and len(set(node.operators)) == 1:
        how = {"∩": all, "∧": all, "∪": any, "∨": any}.get(node.operators[0])
        events = [_event(factor, scope) for factor in node.factors]
        known = [event for event in events if event is not None]
        return None if how is None or len(known) != len(events) else _joined(known, how)
    if isinstance(node, tree.Apply) and tree.key(node.function) in ("neg", "lnot"):
        return _not(_event(node.argument, scope))
    if isinstance(node, tree.Power) and tree.key(node.exponent) in ("c", "C", "complement"):
        return _not(_event(node.base, scope))
    if isinstance(node, tree.Name) and set(node.accents) & _COMPLEMENTS:
        bare = tree.Name(node.base, node.font, (), node.subscript, node.labels)
        return _not(_event(bare, scope))
    return _named(node, scope)


def _named(node: tree.Node, scope: Scope) -> Event | None:
    """A capital letter that nothing defines: an event."""
    key = tree.key(node)
    if (
        not isinstance(node, tree.Name)
        or key is None
        or node.accents
        or not node.base[:1].isupper()
    ):
        return None
    if scope.latest(key) is not None or node.font == "bb":
        return None
    return is_value(key, _YES)


def _not(event: Event | None) -> Event | None:
    if event is None or len(event.mentions) != 1 or "∪" in event.key or "," in event.key:
        return None
    (variable, value), *_ = event.mentions
    if value not in (_YES, _NO):
        return None
    return is_value(variable, _NO if value == _YES else _YES)


def _value(chain: tree.Chain, scope: Scope) -> Event | None:
    """X = 1, B = r: a variable and one of its values."""
    key = tree.key(chain.first)
    if key is None or len(chain.links) != 1 or chain.links[0].relation != "=":
        return None
    if scope.latest(key) is not None:
        return None
    operand = chain.links[0].operand
    number = operand.operand if isinstance(operand, tree.Neg) else operand
    if isinstance(number, tree.Number):
        return is_value(key, str(-number.value if number is not operand else number.value))
    if isinstance(operand, tree.Text) or (
        isinstance(operand, tree.Name) and scope.latest(tree.key(operand) or "") is None
    ):
        return is_value(key, plain(operand))
    return None


def both(events: list[Event]) -> Event:
    """All of several events at once."""
    return _joined(events, all)


def is_value(variable: str, value: str) -> Event:
    """That a variable has a value; "1" and "0" for an event that happens or not."""
    return Event(lambda cell: cell[variable] == value, ((variable, value),), f"{variable}={value}")
