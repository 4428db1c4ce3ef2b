r"""Both ends of a chain whose middle is in letters of which nothing is said.

In "\dim N(A) = n - r = 4 - 3 = 1" the n and r may never be defined; that the ends are equal is
claimed all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from symnn.documents.model import Entry
from symnn.latex import syntax as tree

_UNKNOWN = "not defined"


def with_ends(
    chain: tree.Chain, entries: Sequence[Entry], judge: Callable[[tree.Node, tree.Link], Entry]
) -> Iterator[Entry]:
    """The entries of the links, and that of the ends where the first link could not be read.

    Args:
        chain: the chain.
        entries: what became of its links.
        judge: what is made of one relation.
    """
    yield from entries
    links = chain.links
    if len(links) < 2 or len(entries) != len(links) or any(k.relation != "=" for k in links):
        return
    first, *_, last = entries
    unread = first.kind == "not-a-claim" and _UNKNOWN in (first.reason or "")
    if not unread or last.verdict != "proved":
        return
    ends = judge(chain.first, links[-1])
    if ends.verdict in ("proved", "refuted"):
        yield ends
