"""A relation in every way its notation may be meant.

The usual way is judged first. If conventions were met on the way, the relation is judged in the
other ways too; a way in which the shapes do not match, or an entry does not exist, is no way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice, product
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging import links
from symnn.documents.judging.comparing import guarded
from symnn.documents.judging.names.reaching.reach import ended
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.sets.collections import special
from symnn.documents.judging.wording.openings import is_condition
from symnn.documents.source import says
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING, Assumptions
from symnn.latex.meaning.conventions import (
    ACTIVATION,
    BARE_NORM,
    CONVENTIONS,
    CROSS,
    DOT,
    INDEX,
    INNER,
    LISTS,
    MATRIX_NORM,
    OF_MATRIX,
    POWER_OF_E,
    ROOT,
    STAR,
    TENSOR,
    Policy,
)
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.walking import with_signs

#: More combinations than this are not tried; the relation is then undecided if it seems false.
MAX_READINGS: Final = 24
#: Ways to apply a function to a matrix: the value is a matrix of the same size in each of them.
_AS_LARGE: Final = frozenset(c.name for c in (OF_MATRIX, ACTIVATION, POWER_OF_E, ROOT))
#: What is said where two ways to read it disagree.
DEPENDS: Final = "whether it holds depends on"
#: Lists that are rows.
_ROW_VECTORS: Final = regex(
    r"(?i)\brow[- ]vectors?\b|\b(?:vectors?|lists|inputs|examples|samples) (?:are|as) rows?\b"
)
#: Products that are written alike.
_PRODUCTS: Final = frozenset(c.name for c in (DOT, STAR, TENSOR, CROSS))
_NORMS: Final = frozenset({MATRIX_NORM.name, BARE_NORM.name})
_DEAD: Final = frozenset({Kind.SHAPE, Kind.MISFIT, Kind.VALUE, Kind.UNDEFINED})


@final
@dataclass(frozen=True, slots=True)
class _Reading:
    """One way, and what came of it."""

    ways: Mapping[str, str]
    found: Judgement | None
    text: str = ""
    obstacle: MeaningError | None = None

    @property
    def dead(self) -> bool:
        """Whether the relation has no meaning in this way.

        Where names are not defined, what stands in the way with open names counts.
        """
        if self.obstacle is not None:
            cause = self.obstacle.__cause__
            return (cause if isinstance(cause, MeaningError) else self.obstacle).kind in _DEAD
        return self.found is not None and self.found.shapes

    @property
    def misfit(self) -> bool:
        """Whether shapes do not match in this way."""
        if self.obstacle is not None:
            return self.obstacle.kind is Kind.SHAPE
        return self.found is not None and self.found.shapes

    @property
    def outcome(self) -> str:
        """Proved, refuted or undecided."""
        return "undecided" if self.found is None else self.found.outcome


def judged(
    place: Place,
    left: tree.Node,
    link: tree.Link,
    worked: bool = False,
    assumed: Assumptions = NOTHING,
) -> tuple[Judgement, str]:
    """Judge a relation in all ways it may be meant; the arguments are those of `links.judged`.

    Raises:
        MeaningError: it has no meaning in the usual way, nor in any other.
    """
    signs = _signed(left, link)
    if signs is not None:
        return _both_signs(place, signs, worked, assumed)
    scope = place.state.scope
    if "\\pi" in place.latex and scope.latest("pi") is None:
        from symnn.documents.judging.notations.functions.functions_named_pi import is_of_function

        if is_of_function(place.state.source.text, left, link.operand):
            found = Judgement("undecided", reason="π may be a function here, and not the number")
            return found, links.reading_text(place.view(), left, link)

    def attempt(ways: Mapping[str, str]) -> _Reading:
        view = scope.under(ways) if ways else scope
        here = replace(place, state=replace(place.state, scope=view)) if ways else place
        try:
            own = _of_collections(here, left, link, assumed)
            return _Reading(ways, *(own or links.judged(here, left, link, worked, assumed)))
        except MeaningError as obstacle:
            return _Reading(ways, None, obstacle=obstacle)
        finally:
            scope.met |= view.met

    scope.met.clear()
    usual = attempt({})
    if usual.obstacle is not None and usual.misfit:
        rows = attempt({LISTS.name: LISTS.ways[1]})  # a^T b of lists, as authors of rows write it
        if rows.outcome != "undecided":
            return _result(rows)
    if usual.outcome in ("proved", "refuted") and _speaks_of_rows(place, left, link):
        rows = attempt({LISTS.name: LISTS.ways[1]})
        if rows.outcome != usual.outcome:
            text = f"{DEPENDS} lists: as columns, or as rows"
            return Judgement("undecided", reason=text), usual.text
    tried = [usual]
    met: frozenset[str] = frozenset()
    while scope.met - met:
        met = frozenset(scope.met)
        tried = [usual, *(attempt(ways) for ways in _others(met))]
    if len(tried) == 1:
        return _result(usual)
    settled = _settled(tried, met, _policies(place, left, link, met))
    settled = _in_that_norm(place, settled, met)
    return _as_counted(place, (left, link.operand), settled, tried, met)


def _in_that_norm(
    place: Place, settled: tuple[Judgement, str], met: frozenset[str]
) -> tuple[Judgement, str]:
    """What is found, unless it is false of a bare norm that may be one of those told of."""
    if BARE_NORM.name not in met or settled[0].outcome != "refuted":
        return settled
    from symnn.documents.judging.notations.arrays.told_norms import OTHER_NORM, has_other_norms

    if not has_other_norms(place.state.source.text):
        return settled
    return Judgement("undecided", reason=OTHER_NORM), settled[1]


def _speaks_of_rows(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """Whether lists in a product with a transpose may be rows by the words of the document."""
    parts = (part for side in (left, link.operand) for part in tree.walk(side))
    if not any(isinstance(part, tree.Transpose) for part in parts):
        return False
    return says(place.state.source.text, _ROW_VECTORS)


def _of_collections(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """A relation that says what belongs to what; None for all others."""
    view = assumed.view(reader(place.state.scope, version=place.seen))
    own = special(view, left, link)
    if own is not None and own.outcome == "refuted" and tree.key(left) in ("pi", "e"):
        own = Judgement("undecided", reason=f"{tree.key(left)} may be a name of its own here")
    if own is not None and own.outcome == "refuted":
        gone = ended(place, left, link.operand)
        if is_condition(place.formula):
            gone = "the words before it make it a condition"
        own = own if gone is None else Judgement("undecided", reason=gone)
    return (
        None if own is None else (guarded(place, view, own), links.reading_text(view, left, link))
    )


def _signed(left: tree.Node, link: tree.Link) -> list[tuple[tree.Node, tree.Link]] | None:
    """The relation with the upper and with the lower signs, if both sides have them.

    So is f(±1) = 0, where the sign stands in an argument on the left alone.
    """
    first, second = (
        any(isinstance(n, tree.PlusMinus) for n in tree.walk(side)) for side in (left, link.operand)
    )
    if not first or not (second or isinstance(left, tree.Call)):
        return None
    pairs = []
    for upper in (True, False):
        one, other = (with_signs(side, upper) for side in (left, link.operand))
        pairs.append((one, replace(link, operand=other)))
    return pairs


def _both_signs(
    place: Place, pairs: list[tuple[tree.Node, tree.Link]], worked: bool, assumed: Assumptions
) -> tuple[Judgement, str]:
    """Proved if it holds with the upper and with the lower signs."""
    found = [judged(place, left, link, worked, assumed) for left, link in pairs]
    if all(judgement.outcome == "proved" for judgement, _ in found):
        return found[0]
    one_sided = pairs[0][1] == pairs[1][1]
    for judgement, reading in found if one_sided else ():
        if judgement.outcome == "refuted":
            return judgement, reading
    text = "± has two values, and it was not found to hold for both"
    return Judgement("undecided", reason=text), found[0][1]


def _others(met: frozenset[str]) -> list[dict[str, str]]:
    """All combinations of ways but the usual one."""
    names = sorted(met)
    combinations = product(*(CONVENTIONS[name].ways for name in names))
    return [dict(zip(names, ways, strict=True)) for ways in islice(combinations, 1, MAX_READINGS)]


def _result(reading: _Reading) -> tuple[Judgement, str]:
    if reading.obstacle is not None:
        raise reading.obstacle
    if reading.found is None:
        raise TypeError("a reading without a judgement and without an obstacle")
    return reading.found, reading.text


def _policies(
    place: Place, left: tree.Node, link: tree.Link, met: frozenset[str]
) -> dict[str, Policy]:
    """Which matches count here, by the names of the conventions.

    A product is what the author means where an array of numbers shows it, and not where an
    element-wise one is 0 by chance; nor are entries counted from 1 where all else says from 0.
    """
    policies = {name: CONVENTIONS[name].policy for name in met}
    for name in met & _PRODUCTS:
        if not any(_is_spelled_out(side) for side in (left, link.operand)):
            policies[name] = Policy.FIRST
    for name in met & _NORMS:
        from symnn.documents.judging.notations.arrays.told_norms import means_map, tells_norm

        if tells_norm(left, link):  # it is the norm of the formula beside it
            policies[name] = Policy.ANY
        elif means_map(place.state.source.text, left, link):
            policies[name] = Policy.FIRST
    if INDEX.name in met:
        from symnn.documents.judging.notations.members.counting import is_from_zero

        if is_from_zero(place, left, link.operand):
            policies[INDEX.name] = Policy.ALL
    return policies


def _as_counted(
    place: Place,
    nodes: tuple[tree.Node, ...],
    settled: tuple[Judgement, str],
    tried: list[_Reading],
    met: frozenset[str],
) -> tuple[Judgement, str]:
    """Open where entries are told to be counted from 0, and there are none of these places so."""
    if INDEX.name not in met or settled[0].outcome != "proved":
        return settled
    from symnn.documents.judging.notations.members.counting import (
        begins_at_zero,
        is_numbered_from_zero,
        is_told_from_zero,
    )

    others = [one for one in tried if _way(one, INDEX.name) != INDEX.ways[0]]
    told = is_told_from_zero(place.state.source.text) or begins_at_zero(place, *nodes)
    told = told or is_numbered_from_zero(place, *nodes)
    if not (told and all(one.dead for one in others)):
        return settled
    text = f"{DEPENDS} entries: counted from 1, though the document counts from 0"
    return Judgement("undecided", reason=text), settled[1]


def _is_spelled_out(side: tree.Node) -> bool:
    """Whether a side is a list or a matrix, and more than zeros."""
    while isinstance(side, tree.Transpose | tree.Neg):
        side = side.operand
    if isinstance(side, tree.Product) and len(side.factors) == 2:
        side = side.factors[1]  # 0.1 (1, 2)
    if not isinstance(side, tree.Matrix | tree.Group):
        return False
    return any(isinstance(n, tree.Number) and n.value != 0 for n in tree.walk(side))


def _settled(
    tried: list[_Reading], met: frozenset[str], policies: Mapping[str, Policy]
) -> tuple[Judgement, str]:
    usual = tried[0]
    live = [reading for reading in tried if not (reading.dead or _misfits(reading, tried))]
    known = [reading for reading in live if reading.found is not None]
    if not known:
        return _result(usual)
    for reading in known:
        if reading.outcome == "proved" and _counts(reading, live, policies):
            return _noted(reading, live, met)
    proved = [reading for reading in known if reading.outcome == "proved"]
    if proved:
        other = next(reading for reading in live if reading.outcome != "proved")
        words = _words(proved[0], other, met)
        return Judgement("undecided", reason=f"{DEPENDS} {words}"), known[0].text
    if all(reading.outcome == "refuted" for reading in live) and _all_tried(tried, met):
        return _result(known[0])
    open_ones = [reading for reading in live if reading.outcome != "refuted"]
    if usual in open_ones or not open_ones:
        return _result(usual) if usual.outcome == "undecided" else _unsure(known[0])
    return _unsure(known[0])


def _misfits(reading: _Reading, tried: list[_Reading]) -> bool:
    """Whether a way that is not covered has the shapes of one whose sides do not match.

    A function of a matrix is as large as the matrix of its values, and is no number either.
    """
    if reading.obstacle is None or reading.obstacle.kind is not Kind.UNSUPPORTED:
        return False

    def outside(other: _Reading) -> set[tuple[str, str]]:
        return {(name, way) for name, way in other.ways.items() if name not in _AS_LARGE}

    return any(other.misfit and outside(other) == outside(reading) for other in tried)


def _unsure(reading: _Reading) -> tuple[Judgement, str]:
    text = "false as it is usually meant, but other ways to read it were not decided"
    return Judgement("undecided", reason=text), reading.text


def _all_tried(tried: list[_Reading], met: frozenset[str]) -> bool:
    total = 1
    for name in met:
        total *= len(CONVENTIONS[name].ways)
    return len(tried) == total


def _way(reading: _Reading, name: str) -> str:
    return reading.ways.get(name, CONVENTIONS[name].ways[0])


def _counts(found: _Reading, live: list[_Reading], policies: Mapping[str, Policy]) -> bool:
    """Whether a match is what the author means, whatever the other ways say."""
    if _way(found, INNER.name) != INNER.ways[0] and any(
        _way(other, INNER.name) == INNER.ways[0] for other in live
    ):
        return False  # the product that the text defines, however entries are counted
    for name, policy in policies.items():
        neighbours = [
            other
            for other in live
            if other.outcome != "proved"
            and _way(other, name) != _way(found, name)
            and all(_way(other, n) == _way(found, n) for n in policies if n != name)
        ]
        if not neighbours or policy is Policy.ANY:
            continue
        if policy is Policy.ALL or _way(found, name) != CONVENTIONS[name].ways[0]:
            return False
    return True


def _noted(found: _Reading, live: list[_Reading], met: frozenset[str]) -> tuple[Judgement, str]:
    """The judgement, with the way that was taken where it is not the usual one."""
    judgement, text = _result(found)
    unusual = [
        f"{name} {_way(found, name)}"
        for name in sorted(met)
        if _way(found, name) != CONVENTIONS[name].ways[0]
    ]
    if not unusual or len(live) == 1:
        return judgement, text
    return replace(judgement, notes=(*judgement.notes, f"with {', '.join(unusual)}")), text


def _words(one: _Reading, other: _Reading, met: frozenset[str]) -> str:
    parts = [
        f"{name}: {_way(one, name)}, or {_way(other, name)}"
        for name in sorted(met)
        if _way(one, name) != _way(other, name)
    ]
    return "; ".join(parts) or "how its notation is meant"
