r"""Units whose slopes are told: f(x) = \text{leaky ReLU with slope } 0.1 \text{ for } x < 0.

They are linear on both sides of 0, and 0 there. A leaky unit with one slope has that below 0, and
slope 1 above.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final, TypeAlias

from symnn.deferred import regex
from symnn.latex import syntax as tree

_Said: TypeAlias = "tree.Statement | tree.Unreadable"

_UNIT: Final = regex(
    r"(?i)(?:an? |the )?(?P<kind>(?:parametri[sz]ed |parametric |leaky |generali[sz]ed )+)"
    r"(?:relu|rectifier|rectified linear unit)(?: function| unit| activation)?(?: that has)?"
    r"(?:,| with)?(?: an?)?(?: negative)? slopes?(?: of)?"
)
_FOR: Final = regex(r"(?i)(?:for|if|when|where|on)(?: all)?")
_AND: Final = regex(r"(?i)(?:,? ?and|,)?(?: (?:a |with )?slope(?: of)?)?")


def with_slopes_told(statements: Sequence[_Said]) -> list[_Said]:
    """The statements, with such a unit given by its cases."""
    found: list[_Said] = []
    rest = list(statements)
    while rest:
        one = rest.pop(0)
        told = _told(one, rest[0] if rest else None) if isinstance(one, tree.Statement) else None
        if told is not None:
            one, used = told
            rest = rest[1:] if used else rest
        found.append(one)
    return found


def _told(one: tree.Statement, then: _Said | None) -> tuple[tree.Statement, bool] | None:
    """The unit, and whether the statement behind it belongs to it."""
    body, words = one.body, one.qualifiers
    if not isinstance(body, tree.Chain) or not words or len(body.links) != 1:
        return None
    (link,) = body.links
    unit = _UNIT.fullmatch(words[0].words.strip())
    argument = _argument(body.first)
    if unit is None or argument is None or not isinstance(link.operand, tree.Empty):
        return None
    pieces = [(words[k], words[k + 1]) for k in range(0, len(words) - 1, 2)]
    behind = _behind(then) if len(pieces) == 1 else None
    pieces += [behind] if behind is not None else []
    if len(words) % 2 or len(pieces) > 2:
        return None
    sides = [_piece(value, where, argument) for value, where in pieces]
    slopes = dict(side for side in sides if side is not None)
    if len(slopes) != len(pieces):
        return None
    if len(slopes) == 1 and "<" in slopes and "general" not in unit["kind"].lower():
        slopes[">"] = tree.Number("1", Fraction(1), span=link.span)
    if len(slopes) != 2 or not all(_AND.fullmatch(v.words.strip()) for v, _ in pieces[1:]):
        return None
    return replace(
        one, body=_cases(body, link, argument, slopes), qualifiers=()
    ), behind is not None


def _behind(then: _Said | None) -> tuple[tree.Qualifier, tree.Qualifier] | None:
    """The second slope, with its side, where it is read as a statement of its own."""
    if not isinstance(then, tree.Statement) or then.separator not in ("and", ","):
        return None
    if len(then.qualifiers) != 1 or then.lead is not None:
        return None
    return tree.Qualifier("and", then.body), then.qualifiers[0]


def _argument(node: tree.Node) -> tree.Name | None:
    """The x of f(x)."""
    group: tree.Node | None = node.arguments if isinstance(node, tree.Call) else None
    group = node.argument if isinstance(node, tree.Apply) else group
    items = group.items if isinstance(group, tree.Group) else ()
    return items[0] if len(items) == 1 and isinstance(items[0], tree.Name) else None


def _piece(
    value: tree.Qualifier, where: tree.Qualifier, argument: tree.Name
) -> tuple[str, tree.Node] | None:
    """On which side of 0 a slope is told."""
    chain = where.body
    if not isinstance(chain, tree.Chain) or _FOR.fullmatch(where.words.strip()) is None:
        return None
    (link,) = chain.links if len(chain.links) == 1 else (None,)
    if link is None or chain.first != argument or value.body is None:
        return None
    end = link.operand
    side = {"<": "<", "≤": "<", ">": ">", "≥": ">"}.get(link.relation)
    zero = isinstance(end, tree.Number) and end.value == 0
    number = isinstance(value.body, (tree.Number, tree.Name, tree.Quotient, tree.Neg))
    return (side, value.body) if side is not None and zero and number else None


def _cases(
    body: tree.Chain, link: tree.Link, argument: tree.Name, slopes: dict[str, tree.Node]
) -> tree.Chain:
    above, below = (
        tree.Product((slopes[side], argument), ("",), span=link.span) for side in (">", "<")
    )
    zero = tree.Number("0", Fraction(0), span=link.span)
    positive = tree.Chain(argument, (tree.Link(">", zero),), span=link.span)
    rows = (tree.Case(above, positive), tree.Case(below, None, "otherwise"))
    made = tree.Cases(rows, span=link.span)
    return replace(body, links=(replace(link, operand=made),))
