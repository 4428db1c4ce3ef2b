"""The entries of relations between probabilities: given, or following from those that are given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from symnn.documents.judging.chances.events import HEADS, query_of
from symnn.documents.judging.chances.facts import Fact, settled
from symnn.documents.judging.doubts.withheld import (
    has_words_around,
    may_be_posed_in_words,
    speaks_of_new_values,
    supposes,
)
from symnn.documents.judging.names.customs import judged_by_custom
from symnn.documents.judging.names.definitions import computed
from symnn.documents.judging.placing import Place, judged_entry, relation_entry
from symnn.documents.judging.relations import RELATIONS, Judgement
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.model import Entry
from symnn.errors import SymnnError
from symnn.exact.expression import Expr, free_symbols
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Scalar, Value
from symnn.latex.plain import plain

#: So many lines further down, what was given is still at hand.
NEAR: Final = 120


def told(place: Place, chain: tree.Chain, clause: Clause) -> Iterator[Entry] | None:
    """The entries of a chain with probabilities in it; None for any other chain."""
    if not any(map(_may_be, tree.walk(chain))):
        return None
    scope = place.state.scope
    if not any(query_of(node, scope) for node in tree.walk(chain)):
        return None
    if clause.conditions or any(link.relation not in RELATIONS for link in chain.links):
        return None
    found = list(_entries(place, chain))
    return iter(found) if found else None


def _may_be(node: tree.Node) -> bool:
    head = node.head if isinstance(node, tree.Call) else getattr(node, "function", None)
    return isinstance(head, tree.Name) and head.base in HEADS


def _entries(place: Place, chain: tree.Chain) -> Iterator[Entry]:
    pairs = list(chain.pairs())
    (left, link), *_ = pairs
    given = _given(place, left, chain) if link.relation in ("=", ":=") else None
    if given is not None:
        place.state.chances.give(given)
        if len(pairs) > 1:
            return  # what it is worked out from is claimed as anywhere else
        yield relation_entry(place, left, link, "definition", reading=_text(left, link))
        return
    for left, link in pairs:
        entry = _claim(place, left, link)
        if entry is None:
            return
        yield entry


def _given(place: Place, left: tree.Node, chain: tree.Chain) -> Fact | None:
    """The fact, if a probability that nothing settles is said to be a closed number."""
    query = query_of(left, place.state.scope)
    operand = chain.links[-1].operand
    if query is None or any(query_of(n, place.state.scope) for n in tree.walk(operand)):
        return None
    if len(chain.links) > 1 and computed(chain.links[0].operand):
        return None
    line = place.state.source.position(place.formula.start).line
    known = _at_hand(place)
    again = place.state.chances.given(query, place.formula.headings)
    if again is None and settled(known, query) is not None:
        return None
    value = _closed(place, chain.links[0].operand)
    if value is None or (again is not None and again.value == value):
        return None
    return Fact(query, value, place.formula.headings, line)


def _at_hand(place: Place) -> list[Fact]:
    line = place.state.source.position(place.formula.start).line
    facts = place.state.chances.within(place.formula.headings)
    return [f for f in facts if line - f.line <= NEAR]


def _closed(place: Place, node: tree.Node) -> Expr | None:
    try:
        found = reader(place.state.scope, version=place.seen).read(node)
    except SymnnError:
        return None
    if not isinstance(found, Scalar) or free_symbols(found.expr):
        return None
    return found.expr


def _claim(place: Place, left: tree.Node, link: tree.Link) -> Entry | None:
    """The entry of a relation in which every probability is settled; None if one is not."""
    known = _at_hand(place)
    values: dict[str, Value] = {}
    read: dict[tuple[str, str, str], str] = {}
    open_: list[tree.Node] = []

    def visit(node: tree.Node) -> tree.Node:
        query = query_of(node, place.state.scope)
        if query is None:
            return tree.map_children(node, visit)
        if query.key not in read:
            given = place.state.chances.given(query, place.formula.headings)
            value = given.value if given is not None else settled(known, query)
            if value is None:
                open_.append(node)
                return node
            read[query.key] = f"symnnchance{len(read) + 1}"
            values[read[query.key]] = Scalar(value)
        return tree.Name(read[query.key], span=node.span)

    bare, operand = visit(left), visit(link.operand)
    if open_:
        return None
    assumed = Assumptions(values)
    try:
        found, _ = judged_by_custom(place, bare, replace(link, operand=operand), True, assumed)
    except MeaningError:
        return None
    facts = "; ".join(dict.fromkeys(f"line {f.line}" for f in known))
    notes = (f"by the probabilities given in {facts}",) if values else ()
    found = _said(replace(found, notes=(*found.notes, *notes)))
    doubt = _doubt(place, left, link) or _more_values(place, left, link)
    if found.outcome == "refuted" and doubt is not None:
        found = Judgement("undecided", reason=doubt)
    return judged_entry(place, left, link, found, _text(left, link))


def _doubt(place: Place, left: tree.Node, link: tree.Link) -> str | None:
    """Why what is false of the probabilities given may be meant of others, or in general."""
    formula = place.formula
    if may_be_posed_in_words(formula) or supposes(formula) or speaks_of_new_values(formula):
        return "the words around it may suppose other probabilities"
    sides = (left, link.operand)
    general = all(any(query_of(n, place.state.scope) for n in tree.walk(s)) for s in sides)
    if general and has_words_around(formula):
        return "it may be a general rule, or a condition"
    return None


def _more_values(place: Place, left: tree.Node, link: tree.Link) -> str | None:
    """Why a variable that is named at 0 and 1 may have more values: the text says X = 2."""
    found = (query_of(n, place.state.scope) for s in (left, link.operand) for n in tree.walk(s))
    events = [e for q in found if q is not None for e in (q.event, q.given) if e is not None]
    mentions = [mention for event in events for mention in event.mentions]
    variables = {v for v, _ in mentions} - {v for v, value in mentions if value not in ("0", "1")}
    for variable in sorted(name for name in variables if name.isalpha()):
        if re.search(rf"\b{variable}\s*=\s*(?:[2-9]|[01]\d|[a-z\\])", place.state.source.text):
            return f"{variable} may have other values than 0 and 1"
    return None


def _said(found: Judgement) -> Judgement:
    """Without names of its own in what it shows."""
    if found.counterexample and any("symnnchance" in name for name, _ in found.counterexample):
        return replace(found, counterexample=None)
    return found


def _text(left: tree.Node, link: tree.Link) -> str:
    return f"{plain(left)} {link.relation} {plain(link.operand)}"[:240]
