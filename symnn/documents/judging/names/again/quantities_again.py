r"""Quantities that mean nothing by themselves, and are said twice: \partial J/\partial a of some J.

That \partial E/\partial w = 0.741 · 0.186 · 0.593 says something of an E of which nothing is known.
But the next display, \partial E/\partial w = 0.0817, goes on from it: both cannot hold if the two
values differ. It is proved if they agree, and refuted if it is right below, with no word between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging.doubts.withheld import speaks_of_new_values
from symnn.documents.judging.links import judged
from symnn.documents.judging.names.again.left_open import is_far_from
from symnn.documents.judging.names.definitions import computed
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.model import Entry
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError

_OPEN: Final = ("not defined", "gradient of what")
_KEY: Final = " quantities"
#: So many lines further down a quantity is still the one that was spoken of.
_NEAR: Final = 12
#: What is yet to be worked out; another of these is that of another step.
_WORKED: Final = (tree.Sum, tree.Product, tree.Quotient, tree.Apply)
#: A step of training, behind which every slope is another one.
_UPDATE: Final = regex(r":=|\\(?:coloneqq?|leftarrow|gets)\b|\u2190")
_RELATIONS: Final = ("=", "≈")


@final
@dataclass(frozen=True, slots=True)
class Said:
    """What a quantity was last said to be, where, and at which version of the names."""

    value: tree.Node
    line: int
    words: int
    version: int
    section: tuple[str, ...]


def with_quantities(place: Place, clause: Clause, entries: Iterator[Entry]) -> Iterator[Entry]:
    """The entries of a chain that begins with a quantity, its first link by what was said of it.

    Args:
        place: where it stands.
        clause: its statement.
        entries: what was found otherwise.
    """
    found = list(entries)
    body = getattr(clause.statement, "body", None)
    if not isinstance(body, tree.Chain) or not found:
        return iter(found)
    first, link = found[0], body.links[0]
    unread = first.verdict in (None, "undecided") and first.kind != "definition"
    reason = first.reason or ""
    unread = unread and (isinstance(body.first, tree.Derivative) or any(r in reason for r in _OPEN))
    plain = not clause.conditions and not clause.in_sentence and len(found) == len(body.links)
    plain = plain and _is_unknown(place, body.first)
    if unread and plain and link.relation in _RELATIONS:
        again = _again(place, body.first, link)
        found[0] = first if again is None else again
        _note(place, body, found)
    return iter(found)


def _is_unknown(place: Place, node: tree.Node) -> bool:
    """Whether nothing is said in the document of what the quantity is the value or slope of."""
    if isinstance(node, tree.Derivative):
        return node.operand is not None and _is_unknown(place, node.operand)
    if isinstance(node, tree.Product):  # the gradient of J, and IG(wind)
        return all(_is_unknown(place, factor) for factor in node.factors)
    head = node.head if isinstance(node, tree.Call) else node
    return isinstance(head, tree.Name) and place.state.scope.latest(tree.key(head) or "") is None


def _memory(place: Place) -> dict[tree.Node, Said]:
    kept: dict[tree.Node, Said] = place.state.counts.setdefault(_KEY, {})
    return kept


def _note(place: Place, chain: tree.Chain, entries: Sequence[Entry]) -> None:
    """Keep the value at the end of a chain, if it is made of numbers and nothing in it is false."""
    ends = [link.operand for link in chain.links if link.relation in _RELATIONS]
    whole = len(ends) == len(chain.links) and chain.links[0].relation == "="
    if whole and not computed(ends[-1]) and all(e.verdict != "refuted" for e in entries):
        state = place.state
        line = state.source.position(place.formula.start).line
        version, section = state.scope.version, place.formula.headings
        _memory(place)[chain.first] = Said(ends[-1], line, state.words, version, section)
    else:
        _memory(place).pop(chain.first, None)


def _again(place: Place, left: tree.Node, link: tree.Link) -> Entry | None:
    """The entry of a quantity that was said to be something else in form shortly before."""
    state, said = place.state, _memory(place).get(left)
    line = state.source.position(place.formula.start).line
    if said is None or computed(link.operand) or said.value == link.operand:
        return None
    if line - said.line > _NEAR or said.section != place.formula.headings:
        return None
    if _is_moved(place, left, said) or speaks_of_new_values(place.formula):
        return None
    try:
        found, _ = judged(place, said.value, link, worked=True)
    except MeaningError:
        return None
    below = place.formula.display and said.words == state.words
    between = state.source.text.splitlines()[said.line : line - 1]
    below = below and not any(map(_UPDATE.search, between)) and not is_far_from(link.operand, found)
    worked = isinstance(said.value, _WORKED) and not isinstance(link.operand, _WORKED)
    if found.outcome == "proved" or (found.outcome == "refuted" and below and worked):
        reading = f"what line {said.line} says it is {link.relation} what is said here"
        return judged_entry(place, left, link, found, reading)
    return None


def _is_moved(place: Place, left: tree.Node, said: Said) -> bool:
    """Whether a name in it was given something since."""
    keys = {tree.key(part) for part in tree.walk(left)} - {None}
    known = (place.state.scope.latest(key) for key in keys if key is not None)
    return any(one is not None and one.version > said.version for one in known)
