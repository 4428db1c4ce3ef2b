r"""Slopes of a cost with a penalty: C = C_0 + \lambda \sum_w |w|, of which C_0 is not known.

The slope of C_0 is a number that may be any, so that C_0 is read as that number times w; of the
sum over all weights only the part of the weight w depends on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from symnn.documents.judging.doubts.withheld import may_be_posed_in_words, withhold_general
from symnn.documents.judging.over import judge_over
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.relations import Side
from symnn.documents.judging.wording.besides import assumed_of
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.model import Entry
from symnn.errors import SymnnError
from symnn.exact.expression import symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Scalar
from symnn.latex.plain import plain

_RATE: Final = "rate of "


def with_penalties(place: Place, clause: Clause, entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries of a statement, decided where they were not and a penalised cost is derived."""
    statement = clause.statement
    body = statement.body if isinstance(statement, tree.Statement) else None
    listed = list(entries)
    pairs = list(body.pairs()) if isinstance(body, tree.Chain) and not clause.is_condition else []
    if isinstance(body, tree.Chain) and len(pairs) == len(listed) == 1:
        found = None if listed[0].verdict in ("proved", "refuted") else _judged(place, body, clause)
        listed = listed if found is None else [found]
    yield from listed


def _judged(place: Place, chain: tree.Chain, clause: Clause) -> Entry | None:
    left, link = chain.first, chain.links[0]
    if not isinstance(left, tree.Derivative) or link.relation != "=" or left.orders != (1,):
        return None
    cost, weight = left.operand, left.variables[0]
    known = place.state.scope.latest(tree.key(cost) or "") if cost is not None else None
    key = tree.key(weight)
    if known is None or known.parameters is not None or key is None or cost is None:
        return None
    try:
        unknown = _unknown(known.body, place)
    except ValueError:
        return None
    if not unknown:
        return None
    names = {name: tree.Name(f"{_RATE}{name}") for name in unknown}
    inner = _alone(known.body, key, {n: _times(rate, weight) for n, rate in names.items()})
    if inner is None:
        return None
    right = _with_rates(link.operand, key, names)
    changed = tree.Derivative(inner, left.variables, left.orders, left.partial, span=left.span)
    assumed = assumed_of(place, chain, clause)
    rates = {rate.base: Scalar(symbol(rate.base)) for rate in names.values()}
    view = assumed.view(reader(place.state.scope, open_names=True)).varying(rates)
    try:
        sides = Side(view.read(changed), left), Side(view.read(right), link.operand)
        found = judge_over("=", *sides, assumed)
    except (MeaningError, SymnnError):
        return None
    unread = assumed.unread is not None or assumed.is_closed
    if found.outcome == "undecided" or unread or view.track.supposed:
        return None
    if found.outcome == "refuted":
        if not _holds_rates(right, names) or may_be_posed_in_words(place.formula):
            return None
        found = withhold_general(place, found, left, link)
    return judged_entry(place, left, link, found, f"{plain(left)} = {plain(link.operand)}")


def _unknown(body: tree.Node, place: Place) -> frozenset[str]:
    """The names that are terms of a sum on their own and that nothing defines.

    Raises:
        ValueError: it is no sum.
    """
    if not isinstance(body, tree.Sum):
        raise ValueError("no sum")
    keys = {tree.key(term.head if isinstance(term, tree.Call) else term) for term in body.terms}
    return frozenset(
        key for key in keys if key is not None and place.state.scope.latest(key) is None
    )


def _times(rate: tree.Name, weight: tree.Node) -> tree.Node:
    return tree.Product((rate, weight), ("",))


def _alone(node: tree.Node, key: str, put: Mapping[str, tree.Node]) -> tree.Node | None:
    r"""The formula with \sum_w g(w) as g(w), and unknown costs as multiples of w."""
    if not isinstance(node, tree.Sum):
        return None
    terms: list[tree.Node] = []
    for term in node.terms:
        name = tree.key(term.head if isinstance(term, tree.Call) else term)
        known = None if name is None else put.get(name)
        terms.append(_of_one(term, key) if known is None else known)
    return tree.Sum(tuple(terms), span=node.span)


def _of_one(node: tree.Node, key: str) -> tree.Node:
    inside = tree.map_children(node, lambda part: _of_one(part, key))
    plainly = isinstance(inside, tree.BigOperator) and inside.operator == "sum"
    if not plainly or not isinstance(inside, tree.BigOperator) or inside.body is None:
        return inside
    over_all = inside.upper is None and tree.key(inside.lower) == key if inside.lower else False
    if not over_all:
        return inside
    return tree.Group("()", (inside.body,), span=inside.span)


def _with_rates(node: tree.Node, key: str, names: Mapping[str, tree.Name]) -> tree.Node:
    inside = tree.map_children(node, lambda part: _with_rates(part, key, names))
    if not isinstance(inside, tree.Derivative) or inside.orders != (1,):
        return inside
    operand = inside.operand.head if isinstance(inside.operand, tree.Call) else inside.operand
    name = None if operand is None else tree.key(operand)
    if name in names and tree.key(inside.variables[0]) == key:
        return names[name or ""]
    return inside


def _holds_rates(node: tree.Node, names: Mapping[str, tree.Name]) -> bool:
    rates: Sequence[tree.Name] = list(names.values())
    return any(part in rates for part in tree.walk(node))
