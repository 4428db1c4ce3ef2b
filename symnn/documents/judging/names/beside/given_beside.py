r"""Values that stand beside a formula: `z = w_1x_1 + b,\ (w_1, x_1, b) = (2, 3, 1)`.

They are what its letters are, whatever x_1 or b was in an example before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from symnn.documents.judging.over import DIFFERS, judge_over
from symnn.documents.judging.relations import Judgement, Side
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import Binding, Scope, Track

#: Why what rests on such a name is not false.
IN_WORDS: Final = "names in it were given new values, perhaps in words"


def with_new_values(
    scope: Scope,
    found: Judgement,
    view: Reader,
    left: tree.Node,
    link: tree.Link,
    assumed: Assumptions,
    given: frozenset[str] = frozenset(),
) -> tuple[Judgement, Reader]:
    """The judgement, if it stays the same with the names as they are now, and what it rests on.

    Args:
        scope: the definitions so far.
        found: the judgement with the values that names had when they were used.
        view: the names as they were then.
        left, link: the relation.
        assumed: what the words beside it let hold.
        given: the names that got their values right here, before a colon.
    """
    live = assumed.view(reader(scope, view.open_names, live=True))
    try:
        sides = Side(live.read(left), left), Side(live.read(link.operand), link.operand)
    except MeaningError as obstacle:
        if found.outcome != "refuted" or obstacle.kind is not Kind.UNREADABLE:
            return found, view
        return Judgement("undecided", reason=IN_WORDS), view
    other = judge_over(link.relation, *sides, assumed)
    if other.outcome == found.outcome:
        return found, view
    moved = _moved(scope, view.track)
    if are_given_beside(scope, view.track) or (moved and moved <= given):
        return other, live
    return Judgement("undecided", reason=DIFFERS), view


def unless_moved(
    scope: Scope, found: Judgement, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> Judgement:
    """What is found of a relation in open letters, if it stays so with the names as they are now.

    Args:
        scope: the definitions so far.
        found: the judgement with the values that names had when they were used.
        left, link: the relation.
        assumed: what the words beside it let hold.
    """
    if found.outcome == "undecided":
        return found
    view = assumed.view(reader(scope, open_names=True))
    try:
        view.read(left)
        view.read(link.operand)
    except MeaningError:
        return found
    if not scope.moved(view.track):
        return found
    return with_new_values(scope, found, view, left, link, assumed)[0]


def are_given_beside(scope: Scope, track: Track) -> bool:
    """Whether all names with newer values got these right behind a formula that has them.

    Args:
        scope: the definitions so far.
        track: what a judgement rested on.
    """
    moved = _moved(scope, track)
    return bool(moved) and moved <= given_beside(scope, track)


def _moved(scope: Scope, track: Track) -> frozenset[str]:
    """The names that have other values now than those that were used."""
    used = _used(scope, track)
    return frozenset(b.key for b in used if _is_moved(scope.history[b.key][-1], b))


def given_beside(scope: Scope, track: Track) -> frozenset[str]:
    """The names that got numbers right behind a formula that was used, which has them."""
    formulas = [b for b in _used(scope, track) if b.computed and b.parameters is None]
    return frozenset(key for formula in formulas for key in _later(scope, formula))


def _is_moved(latest: Binding, used: Binding) -> bool:
    return latest.version != used.version and latest.body != used.body


def _used(scope: Scope, track: Track) -> Iterator[Binding]:
    for key, version in track.used:
        yield from (b for b in scope.history.get(key, ()) if b.version == version)


def _later(scope: Scope, formula: Binding) -> Iterator[str]:
    """The names in a formula that are given numbers on its line, behind it."""
    same = (b for b in scope.history[formula.key] if b.body == formula.body)
    since = min(b.version for b in same if b.line == formula.line)
    for key in {tree.key(part) for part in tree.walk(formula.body)} - {None}:
        known = scope.latest(key or "")
        if known is None or known.computed or known.version < since:
            continue
        if known.line == formula.line and known.section == formula.section:
            yield known.key
