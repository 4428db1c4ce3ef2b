r"""Steps of an algorithm at settings: "\alpha = 0.5, r = 1, q(s, a) = 2: q(s, a) \leftarrow 2.85".

An update with its own left side on the right is a rule. One with a number on the right, behind
settings of what the rule is made from, is a claim: the rule gives this number there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, final

from symnn.deferred import dataclass
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.names.beside.settings import is_behind_colon
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.model import Entry
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.parser import parse
from symnn.latex.plain import plain

_GIVING: Final = frozenset({"=", ":="})


@final
@dataclass(frozen=True, slots=True)
class Rule:
    """What an update makes of the old values, and under which headings it stands."""

    body: tree.Node
    section: tuple[str, ...]


def updated(place: Place, chain: tree.Chain, clause: Clause) -> list[Entry] | None:
    """The entries of a step at settings; None for any other relation. Rules are kept in mind.

    Args:
        place: where it stands.
        chain: the update, and what it may go on with.
        clause: the statement with the conditions beside it.
    """
    left, (link, *others) = chain.first, chain.links
    body = link.operand
    if any(part == left for part in tree.walk(body)):
        place.state.updates[left] = Rule(body, place.formula.headings)
        return None
    rule = place.state.updates.get(left)
    if rule is None or rule.section != place.formula.headings or clause.conditions:
        return None
    if any(li.relation not in _GIVING for li in others) or may_be_posed_in_words(place.formula):
        return None
    settings = dict(_settings(place, left))
    if not settings or any(_is_open(part) for part in tree.walk(body)):
        return None
    value = _put(rule.body, settings)
    found = []
    for one in (link, *others):
        judgement = _judged(place, value, one.operand)
        if judgement is None:
            return None
        reading = f"{plain(left)} becomes {plain(one.operand)}"
        found.append(judged_entry(place, left, one, judgement, reading))
    return found


def _settings(place: Place, left: tree.Node) -> Iterator[tuple[tree.Node, tree.Node]]:
    """The equations before the colon that an update stands behind."""
    before = place.latex[: left.span.start]
    if not is_behind_colon(before):
        return
    for statement in parse(before).statements:
        body = statement.body if isinstance(statement, tree.Statement) else None
        if isinstance(body, tree.Chain) and [li.relation for li in body.links] == ["="]:
            yield body.first, body.links[0].operand


def _put(node: tree.Node, settings: dict[tree.Node, tree.Node]) -> tree.Node:
    """The rule with values for what was set and is no letter, which the scope knows."""
    value = settings.get(node)
    if value is not None and not (isinstance(node, tree.Name) and node.subscript is None):
        return tree.Group("()", (value,), span=node.span)
    if isinstance(node, tree.Product):
        node = _without_runs(node, settings)
    return tree.map_children(node, lambda part: _put(part, settings))


def _without_runs(node: tree.Product, settings: dict[tree.Node, tree.Node]) -> tree.Product:
    """The product with the value of Q[s, a] for its factors Q and [s, a]."""
    factors, operators = list(node.factors), list(node.operators)
    for set_, value in settings.items():
        size = len(set_.factors) if isinstance(set_, tree.Product) else 0
        for place in range(len(factors) - size, -1, -1) if size > 1 else ():
            run = tuple(factors[place : place + size])
            between = tuple(operators[place : place + size - 1])
            if isinstance(set_, tree.Product) and (run, between) == (set_.factors, set_.operators):
                factors[place : place + size] = [tree.Group("()", (value,), span=node.span)]
                del operators[place : place + size - 1]
    return replace(node, factors=tuple(factors), operators=tuple(operators))


def _is_open(node: tree.Node) -> bool:
    return isinstance(node, (tree.Name, tree.Dots, tree.Text, tree.Unreadable))


def _judged(place: Place, value: tree.Node, said: tree.Node) -> Judgement | None:
    view = reader(place.state.scope)
    try:
        return judge("=", Side(view.read(value), value), Side(view.read(said), said))
    except MeaningError:
        return None
