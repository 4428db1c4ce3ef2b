r"""Chains that begin with a relation, = \sqrt{2/2} = 1, and go on from what is not known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from symnn.documents.judging.names.bindings import declare
from symnn.documents.judging.placing import Place
from symnn.documents.model import Entry
from symnn.latex import syntax as tree


def headless(
    place: Place,
    chain: tree.Chain,
    said: Callable[[tree.Chain], Iterator[Entry]],
    judged: Callable[[tree.Chain], Iterator[Entry]],
) -> Iterator[Entry]:
    """The entries of a chain that claims nothing at its beginning, but may do so further on.

    Args:
        place: where it stands.
        chain: the chain.
        said: the entries of what claims nothing.
        judged: those of a chain like any other.
    """
    declare(place, chain)
    rest = without_beginning(chain)
    yield from said(chain if rest is None else replace(chain, links=chain.links[:1]))
    yield from () if rest is None else judged(rest)


def without_beginning(chain: tree.Chain) -> tree.Chain | None:
    r"""What such a chain says of itself: \sqrt{2/2} = 1; None if that is nothing.

    Examples:
        >>> from symnn.latex.parser import parse
        >>> chain = parse("= 1 + 1 = 2").statements[0].body
        >>> without_beginning(chain) == parse("1 + 1 = 2").statements[0].body
        True
    """
    link, *rest = chain.links
    headed = isinstance(link.operand, (tree.Empty, tree.Name, tree.Call))  # that may define it
    if not isinstance(chain.first, tree.Empty) or not rest or headed:
        return None
    return tree.Chain(link.operand, tuple(rest), span=chain.span)


def with_sums_going_on(
    statements: list[tree.Statement | tree.Unreadable],
) -> list[tree.Statement | tree.Unreadable]:
    r"""The rows of a display in which a sum without a range is worked out, as one computation.

    \sum (x - a)^2 = 1 + 4 + 4 and, below it, \sum (x - a)^2 = 9: what the sum runs over is not
    said, but 1 + 4 + 4 = 9 is.
    """
    found: list[tree.Statement | tree.Unreadable] = []
    before: tree.Node | None = None
    for one in statements:
        body = one.body if isinstance(one, tree.Statement) else None
        first = body.first if isinstance(body, tree.Chain) else None
        again = first is not None and first == before
        if again and isinstance(one, tree.Statement) and isinstance(body, tree.Chain):
            goes_on = replace(body, first=tree.Empty(span=body.first.span))
            found.append(replace(one, body=goes_on))
        else:
            found.append(one)
        is_open = isinstance(first, tree.BigOperator) and first.lower is None is first.upper
        before = first if is_open else None
    return found
