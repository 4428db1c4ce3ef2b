r"""Ranges of letters that prose told before: "let $x < 0$", "suppose $\epsilon > 0$".

They withhold: what holds for other values only, or has no value under them, is not said of those.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from symnn.claims.formula import Formula
from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.documents.judging.wording.conditions import Condition, assumptions
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope
from symnn.latex.parser import parse

_TOLD: Final = regex(
    r"(?i)\b(?:let|suppose(?: that)?|assume(?: that)?|given|where|with|for|and|if|say)\s+"
    r"\$(?P<range>[^$=]{1,60})\$"
)
#: Let $n$ be a non-negative integer; for every nonnegative number $x$.
_NO_LESS: Final = regex(
    r"(?i)\$\s*(?P<one>\\?[A-Za-z]+)\s*\$ (?:be|is|are|denotes?) (?:an? )?(?:[a-z]+ )?"
    r"non-?negative\b"
    r"|\bnon-?negative (?:integer|number|real|whole number|real number)s?,? "
    r"\$\s*(?P<two>\\?[A-Za-z]+)\s*\$"
)
_ORDERS: Final = frozenset({"<", "≤", ">", "≥", "≠", "∈"})
_HEADING: Final = regex(r"\n#{1,6} |\\(?:sub)*section|\n\n\*\*|\\begin\{(?:example|theorem|lemma)")
_NEAR: Final = 1500


def told_ranges(
    place: Place, nodes: Iterable[tree.Node], bound: bool = False
) -> tuple[Formula, ...]:
    """What prose under the same heading told of the open letters in some nodes.

    Args:
        place: where they stand.
        nodes: formulas.
        bound: whether letters with a value count as well.
    """
    keys = {tree.key(p) for node in nodes for p in tree.walk(node) if isinstance(p, tree.Name)}
    scope = Scope() if bound else place.state.scope
    open_ones = {key for key in keys if key and scope.latest(key) is None}
    if not open_ones:
        return ()
    end = place.formula.outer_start
    text = _HEADING.split(place.state.source.text[max(0, end - _NEAR) : end])[-1]
    found: list[Formula] = []
    ranges = [told["range"] for told in _TOLD.finditer(text)]
    ranges += [rf"{told['one'] or told['two']} \ge 0" for told in _NO_LESS.finditer(text)]
    for told in ranges:
        for chain in _orders(told, open_ones):
            known = assumptions(scope, [Condition("for all", chain)])
            found += [] if known.unread is not None else known.domain
    return tuple(found)


def _orders(latex: str, keys: set[str]) -> Iterator[tree.Chain]:
    """The relations in a piece of LaTeX that are about some letters alone."""
    for statement in parse(latex).statements:
        body = statement.body if isinstance(statement, tree.Statement) else None
        if not isinstance(body, tree.Chain) or not {li.relation for li in body.links} <= _ORDERS:
            continue
        names = {tree.key(p) for p in tree.walk(body) if isinstance(p, tree.Name)}
        if names & keys and names <= keys | {"R", "bb R"}:
            yield body
