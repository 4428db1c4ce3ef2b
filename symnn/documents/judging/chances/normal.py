r"""Chances of a variable that is normally distributed: P(Z \le x) with Z \sim \mathcal{N}(0, 1).

They are values of the distribution function, (1 + erf(x/√2))/2 of the standardised bounds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging.chances.events import HEADS
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope
from symnn.latex.parser import parse

#: What says how a letter is distributed, in whatever way.
_SAID: Final = regex(
    r"(?<![A-Za-z\\])(?P<name>\\?[A-Za-z]{1,8}(?:_(?:\w|\{\w{1,4}\}))?)\s*(?:\\sim(?![A-Za-z])|~)"
    r"\s*(?P<law>[^$,;]{0,40}(?:,[^$;]{0,24})?)"
)
_NORMAL: Final = regex(
    r"\\?(?:mathcal|mathrm|operatorname|mathscr|text|mathsf)?\s*\{?\s*(?:N|Normal)\s*\}?\s*"
    r"(?:\\left)?\((?P<mean>[^(),;|]{1,12}),(?P<spread>[^(),;|]{1,14})(?:\\right)?\)"
)
_SECTION: Final = regex(r"\n#+ |\\(?:sub)*section\b|\\begin\{(?:example|exercise)\}")
#: So many characters above a claim a letter is still distributed as it was said to be.
_BEFORE: Final = 4000
_RISING: Final = frozenset({"<", "≤"})
_FALLING: Final = frozenset({">", "≥"})


@final
@dataclass(frozen=True, slots=True)
class Normal:
    """The mean and the standard deviation, as they are written."""

    mean: tree.Node
    deviation: tree.Node


def with_normal_chances(
    statements: Sequence[tree.Statement | tree.Unreadable], scope: Scope, text: str
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with values of distribution functions for such chances.

    Args:
        statements: those of a formula.
        scope: the definitions so far.
        text: the document up to the end of the formula; what it says last of a letter holds.
    """
    laws = _laws(_SECTION.split(text[-_BEFORE:])[-1])
    laws = {key: law for key, law in laws.items() if scope.latest(key) is None}
    if not laws:
        return list(statements)

    def visit(node: tree.Node) -> tree.Node:
        found = _chance(node, laws, scope)
        return found if found is not None else tree.map_children(node, visit)

    return [
        replace(s, body=visit(s.body)) if isinstance(s, tree.Statement) else s for s in statements
    ]


def _laws(text: str) -> dict[str, Normal]:
    """The letters that are normally distributed by the last that is said of them."""
    found: dict[str, Normal] = {}
    for match in _SAID.finditer(text):
        name = _node(match["name"])
        key = None if name is None else tree.key(name)
        if key is None:
            continue
        normal = _NORMAL.match(match["law"].strip())
        law = None if normal is None else _normal(normal["mean"], normal["spread"])
        found.pop(key, None)
        if law is not None and not _is_anew(match["name"], text[match.end() :]):
            found[key] = law
    return found


def _is_anew(name: str, behind: str) -> bool:
    """Whether words say later what the letter is: "now let Z be uniform"."""
    letter = rf"[$(\\]*{re.escape(name)}[$)\\]*"
    says = rf"(?i:\b(?:let|where|if|suppose|assume|say|call|when|now)\b)[^.$]{{0,30}}{letter}\s"
    return re.search(rf"{says}|{letter}\s+(?:is|be|has|denotes?)\b", behind) is not None


def _normal(mean: str, spread: str) -> Normal | None:
    """N(μ, σ²): the variance 1 or a square, for some authors give the deviation there."""
    first, second = _node(mean), _node(spread)
    if first is None or second is None:
        return None
    if isinstance(second, tree.Number) and second.value == 1:
        return Normal(first, second)
    square = isinstance(second, tree.Power) and isinstance(second.exponent, tree.Number)
    if isinstance(second, tree.Power) and square and isinstance(second.exponent, tree.Number):
        return Normal(first, second.base) if second.exponent.value == 2 else None
    return None


def _node(text: str) -> tree.Node | None:
    statements = parse(text.replace(r"\right", "")).statements
    only = statements[0] if len(statements) == 1 else None
    return only.body if isinstance(only, tree.Statement) and not only.qualifiers else None


def _chance(node: tree.Node, laws: dict[str, Normal], scope: Scope) -> tree.Node | None:
    if isinstance(node, tree.Call):
        head, group = node.head, node.arguments
    elif isinstance(node, tree.Apply) and node.power is None and not node.ambiguous:
        if not isinstance(node.argument, tree.Group):
            return None
        head, group = node.function, node.argument
    else:
        return None
    plain = isinstance(head, tree.Name) and head.base in HEADS and head.subscript is None
    key = tree.key(head)
    if not plain or key is None or scope.latest(key) is not None or len(group.items) != 1:
        return None
    (event,) = group.items
    found = _of_event(event, laws) if isinstance(event, tree.Chain) else None
    return None if found is None else replace(found, span=node.span)


def _of_event(event: tree.Chain, laws: dict[str, Normal]) -> tree.Node | None:
    """Z ≤ b, a < Z ≤ b, |Z| > a, or with the signs the other way round."""
    nodes = [event.first, *(link.operand for link in event.links)]
    relations = [link.relation for link in event.links]
    if set(relations) <= _FALLING:
        nodes, relations = nodes[::-1], ["<" for _ in relations]
    if not set(relations) <= _RISING or len(nodes) > 3:
        return None
    places = [place for place, node in enumerate(nodes) if _variable(node, laws) is not None]
    if len(places) != 1 or (len(nodes) == 3 and places != [1]):
        return None
    (at,) = places
    law = laws[_variable(nodes[at], laws) or ""]
    others = [node for place, node in enumerate(nodes) if place != at]
    if any(_variable(part, laws) for other in others for part in tree.walk(other)):
        return None
    if isinstance(nodes[at], tree.Abs):
        if len(nodes) > 2:
            return None
        (bound,) = others
        inside = _difference(_below(bound, law), _below(tree.Neg(_bracketed(bound)), law))
        return inside if at == 0 else _rest(inside)
    if len(nodes) == 3:
        return _difference(_below(nodes[2], law), _below(nodes[0], law))
    return _below(nodes[1], law) if at == 0 else _rest(_below(nodes[0], law))


def _variable(node: tree.Node, laws: dict[str, Normal]) -> str | None:
    inner = node.operand if isinstance(node, tree.Abs) else node
    key = tree.key(inner)
    return key if key in laws and isinstance(inner, tree.Name) else None


@cache
def _template(latex: str) -> tree.Node:
    (statement,) = parse(latex).statements
    if not isinstance(statement, tree.Statement):
        raise TypeError(latex)
    return statement.body


def _filled(latex: str, **parts: tree.Node) -> tree.Node:
    """A formula with nodes in brackets for its letters."""

    def visit(node: tree.Node) -> tree.Node:
        part = parts.get(tree.key(node) or "")
        return tree.map_children(node, visit) if part is None else _bracketed(part)

    return _bracketed(visit(_template(latex)))


def _bracketed(node: tree.Node) -> tree.Node:
    return tree.Group("()", (node,), span=node.span)


def _below(bound: tree.Node, law: Normal) -> tree.Node:
    """The chance to lie below a bound."""
    scale = law.deviation
    if _is(law.mean, 0) and _is(scale, 1):
        return _filled(r"\frac12(1+\operatorname{erf}(\frac{b}{\sqrt2}))", b=bound)
    latex = r"\frac12(1+\operatorname{erf}(\frac{b-m}{s\sqrt2}))"
    return _filled(latex, b=bound, m=law.mean, s=scale)


def _is(node: tree.Node, value: int) -> bool:
    return isinstance(node, tree.Number) and node.value == value


def _difference(upper: tree.Node, lower: tree.Node) -> tree.Node:
    return _filled("u-l", u=upper, l=lower)


def _rest(chance: tree.Node) -> tree.Node:
    return _filled("1-c", c=chance)
