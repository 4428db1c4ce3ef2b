"""Relations behind updates: made one after the other, or all at once from the old values.

The order of updates decides the figures, and authors seldom name it. A relation that rests on
updated names is judged in every order that may be meant; only agreement speaks.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from symnn.documents.judging.over import judge_over
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING, Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import Binding, Track
from symnn.latex.meaning.values import Builtin, Defined, Value, value_text

#: So many older values of the names in a relation are tried before it is called false.
MOST_VERSIONS: Final = 8


def one_order(
    place: Place,
    found: Judgement,
    track: Track,
    left: tree.Node,
    link: tree.Link,
    assumed: Assumptions = NOTHING,
) -> Judgement:
    """The judgement, unless it turns with another order of the updates it rests on.

    Args:
        place: where the relation stands.
        found: the judgement with each update seeing those before it.
        track: what that judgement rested on.
        left, link: the relation.
        assumed: what the words beside it let hold.
    """
    row, scope = place.state.row, place.state.scope
    if row is None or found.outcome == "undecided":
        return found
    if place.seen is not None:
        first = reader(scope, version=row.start, at_once=True)
        return _agreed(found, first, left, link, assumed) if row.start != place.seen else found
    bindings = [scope.lookup(key, version) for key, version in track.used]
    if not any(b is not None and b.together is not None for b in bindings):
        return found
    return _agreed(found, reader(scope, at_once=True), left, link, assumed)


def at_any_time(
    place: Place,
    found: Judgement,
    track: Track,
    left: tree.Node,
    link: tree.Link,
    assumed: Assumptions = NOTHING,
) -> Judgement:
    """A refutation, unless the relation holds with values that its names had before."""
    scope = place.state.scope
    if place.seen is not None:
        return found
    if found.outcome == "refuted" and any(len(scope.history.get(k, ())) > 1 for k, _ in track.used):
        from symnn.documents.judging.equations.other_arity import turned_back

        if (key := turned_back(place, track)) is not None:
            return Judgement("undecided", reason=f"{key} may be its older function again")
    given = _given_here(place, left, track)
    used = [k for k, _ in track.used if k not in given and k in scope.history]
    known = {k: _versions(scope.history[k]) for k in used}
    if "implies" in place.latex or "Rightarrow" in place.latex:
        # W = … ⇒ XW = y is about this W, whatever it was before
        known = {k: found for k, found in known.items() if found[-1] <= place.state.since}
    older = {v for versions in known.values() for v in versions[:-1]}
    for version in sorted(older, reverse=True)[:MOST_VERSIONS]:
        earlier = reader(scope.before(version, known), version=version).varying(given)
        found = _agreed(found, earlier, left, link, assumed)
        if found.outcome != "refuted":
            break
    return found


def _versions(history: Sequence[Binding]) -> list[int]:
    """Those of the bindings, without the first cases of a function that more were given for."""
    whole = [b for b, later in pairwise(history) if not _goes_on(b, later)]
    return [b.version for b in (*whole, history[-1])]


def _goes_on(binding: Binding, later: Binding) -> bool:
    if not isinstance(binding.body, tree.Cases) or not isinstance(later.body, tree.Cases):
        return False
    rows = binding.body.rows
    return len(rows) < len(later.body.rows) and later.body.rows[: len(rows)] == rows


def _given_here(place: Place, left: tree.Node, track: Track) -> dict[str, Value]:
    """The values that names have for this claim alone, whatever they had before."""
    keys: frozenset[str] = frozenset()
    if ":" in place.latex:
        from symnn.documents.judging.names.beside.settings import given_here

        keys |= given_here(place, left)
    if any(len(place.state.scope.history.get(key, ())) > 1 for key, _ in track.used):
        from symnn.documents.judging.names.beside.given_beside import given_beside

        keys |= given_beside(place.state.scope, track)
    now = reader(place.state.scope)
    try:
        return {key: now.named(key, left) for key in keys}
    except MeaningError:
        return {}


def _agreed(
    found: Judgement, other: Reader, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> Judgement:
    other = assumed.view(other)
    try:
        sides = Side(other.read(left), left), Side(other.read(link.operand), link.operand)
        if any(isinstance(side.value, (Builtin, Defined)) for side in sides):
            return found
        turned = judge_over(link.relation, *sides, assumed)
    except MeaningError:
        return found
    no_value = turned.undefined and found.outcome == "refuted"
    if turned.outcome == found.outcome or no_value:
        return found
    text = (
        "names in it were given new values, and with some it holds, with others not "
        f"(with others the left side is {value_text(sides[0].value)})"
    )
    return Judgement("undecided", reason=text)
