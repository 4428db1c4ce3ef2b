r"""Chains with a link of which nothing can be said: what is claimed of their ends, and left open.

In "\dim N(A) = n - r = 4 - 3 = 1" the n and r may never be defined; that the ends are equal is
claimed all the same. Where that cannot be judged either, 4 - 3 = 1 alone proves nothing of what the
chain says, so that the link before it is a claim that is left open. (A value that is worked out in
numbers, h(x) = 3 + 5 = 8, is what the author says of h(x); but 3 + 5 = 8 is not what dim V is.) The
0 behind identities in an open letter, det(A - xI) = x² - 7x + 10 = 0, poses an equation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from symnn.documents import rules
from symnn.documents.judging.doubts.withheld import zero
from symnn.documents.judging.names.definitions import computed
from symnn.documents.judging.placing import Place
from symnn.documents.model import Entry
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError

#: Why a link says nothing by itself.
_UNREAD: Final = (
    *("not defined", "has no value", "is not covered", "given under a condition"),
    "in it is open",
)
#: Numbers of matrices and spaces.
_NUMBERS: Final = frozenset({"dim", "rank", "rk", "det", "tr", "trace", "nullity"})
#: How the reason ends why a link of open letters is no identity.
TO_SOLVE: Final = "an equation to solve"
#: What is noted of a link that was proved for its open letters.
_OF_ALL: Final = "for all real"


def with_ends(
    place: Place,
    chain: tree.Chain,
    entries: Sequence[Entry],
    judge: Callable[[tree.Node, tree.Link], Entry],
) -> Iterator[Entry]:
    """The entries of the links, and that of the ends where the middle alone could not be read.

    Args:
        place: where it stands.
        chain: the chain.
        entries: what became of its links.
        judge: what is made of one relation.
    """
    links = chain.links
    if len(links) < 2 or len(entries) != len(links):
        yield from entries
        return
    head = chain.first.function if isinstance(chain.first, tree.Apply) else None
    worded = isinstance(head, tree.Name) and head.base in _NUMBERS
    general = any(_OF_ALL in note for entry in entries for note in entry.notes)
    unread = [
        _is_unread(entry)
        and (general or _uses_names(place, link.operand) or (worded and link is links[0]))
        for entry, link in zip(entries, links, strict=True)
    ]
    if not any(unread) or all(entry.verdict != "proved" for entry in entries):
        yield from entries
        return
    equal = all(link.relation == "=" for link in links)
    known = equal and unread[0] and worded and _is_read(place, chain.first)
    ends = judge(chain.first, links[-1]) if known else None
    if ends is not None and ends.verdict in ("proved", "refuted"):
        yield from (*entries, ends)
        return
    if general and unread[-1] and _poses(chain, entries):
        unread[-1] = False
    for entry, open_ in zip(entries, unread, strict=True):
        yield _left_open(entry) if open_ else entry


def _poses(chain: tree.Chain, entries: Sequence[Entry]) -> bool:
    """Whether the last link sets to 0 what the one before it has found for all values."""
    last = chain.links[-1]
    found = entries[-2].verdict == "proved" and any(_OF_ALL in n for n in entries[-2].notes)
    sought = (entries[-1].reason or "").endswith(TO_SOLVE)
    return found and sought and last.relation == "=" and zero(last.operand)


def _uses_names(place: Place, node: tree.Node) -> bool:
    """Whether names make it up; H(5, 9) of an H that is not known is only another name for it."""
    if isinstance(node, tree.Call) and not any(computed(item) for item in node.arguments.items):
        return place.state.scope.latest(tree.key(node.head) or "") is not None
    return computed(node)


def _is_read(place: Place, node: tree.Node) -> bool:
    try:
        place.view().read(node)
    except MeaningError:
        return False
    return True


def _is_unread(entry: Entry) -> bool:
    return entry.kind == "not-a-claim" and any(text in (entry.reason or "") for text in _UNREAD)


def _left_open(entry: Entry) -> Entry:
    rule = rules.UNDECIDED.id
    return replace(entry, rule=rule, kind="claim", verdict="undecided")
