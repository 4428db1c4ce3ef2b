"""What rests on a name that was given with a false equation: judged with both of its values.

After a mean μ of given numbers and a false μ = 3, an author may go on with either. What holds
with the first is right; what fails is false only if it fails with every value that was stated,
whatever the printed decimals among them were rounded from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.doubts.values.stale_entries import (
    left_behind,
    of_other_setting,
    of_other_spectrum,
    of_setting_anew,
    stale_entry,
    worked_out_below,
)
from symnn.documents.judging.over import judge_over
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side, soften
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Scope, Track
from symnn.latex.meaning.softness import Softness

#: More combinations of stated values than these are not tried; the relation is then undecided.
MOST: Final = 8
#: So many numbers in the words of a sentence, of so many characters, are tried for a name.
_FEW: Final = 4
_SENTENCE: Final = 400
_END: Final = regex(r"[.!?;]\s+|[。！？；]|\n\s*\n")
_MATHEMATICS: Final = regex(r"(?s)\$\$.*?(?:\$\$|$)|\$[^$]*\$?|\\\(.*?\\\)")
_NUMBER: Final = regex(r"(?<![\w.])-?\d{1,9}(?:\.\d{1,9})?(?![\w%]|\.\d)", re.ASCII)


def undoubted(
    place: Place,
    track: Track,
    found: Judgement,
    left: tree.Node,
    link: tree.Link,
    assumed: Assumptions,
) -> Judgement:
    """The judgement of a refuted relation, unless a name in it has two values, and one fits.

    Args:
        place: where the relation stands.
        track: what the judgement rested on.
        found: the refutation, with the names as they were defined.
        left, link: the relation.
        assumed: what the words beside it let hold.
    """
    stale = (
        stale_entry(place, track)
        or left_behind(place, track)
        or worked_out_below(place, track, link)
        or of_other_setting(place, track, left)
        or of_setting_anew(place, track)
        or of_other_spectrum(place, track, left, link)
    )
    if stale is None and link.relation in ("=", "≈"):
        stale = _at_number_in_words(place, track, left, link, assumed)
    if stale is not None:
        return Judgement("undecided", reason=stale)
    doubts = place.state.doubtful
    used = sorted(set(track.used) & set(doubts))
    if not used:
        return found
    stated = [place.state.stated.get(name, ()) for name in used]
    hidden = any(third_value(place.state.scope, *name) is not None for name in used)
    if (
        not hidden
        and all(stated)
        and all(
            _fails(place, scope, found, left, link, assumed)
            for scope in with_stated_values(place.state.scope, used, stated)
        )
    ):
        return found
    return Judgement("undecided", reason=doubts[used[0]])


def _at_number_in_words(
    place: Place, track: Track, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> str | None:
    """Why a name may have another value here: "if you nudge a up to 2.001, then f(a) = 6.003".

    So it is only where the relation holds with a number of its sentence for a name of it.
    """
    text = place.state.source.text[: place.formula.outer_start][-_SENTENCE:]
    if text.count("$$") % 2:  # it begins inside of a display
        text = text.partition("$$")[2]
    words = _MATHEMATICS.sub(" ", _END.split(text)[-1])
    numbers = list(dict.fromkeys(found.group() for found in _NUMBER.finditer(words)))[:_FEW]
    scope = place.state.scope
    known = {(b.key, b.version): b for key, _ in track.used for b in scope.history.get(key, ())}
    for name in sorted(set(track.used) & known.keys()):
        if known[name].parameters is not None:
            continue
        for text in numbers:
            decimals = len(text.partition(".")[2]) or None
            said = tree.Number(text, Fraction(text), decimals)
            for other in with_stated_values(scope, [name], [(said,)]):
                if other is not None and _holds(place, other, left, link, assumed):
                    return f"{name[0]} may be the {text} that the words before it name"
    return None


def _holds(
    place: Place, scope: Scope, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> bool:
    view = assumed.view(reader(scope, version=place.seen, open_names=True))
    try:
        sides = Side(view.read(left), left), Side(view.read(link.operand), link.operand)
    except MeaningError:
        return False
    return judge_over(link.relation, *sides, assumed).outcome == "proved"


def third_value(scope: Scope, key: str, version: int) -> tree.Node | None:
    """What a name was said to be before numbers were put in: it may have a third value."""
    return next((b.formula for b in scope.history.get(key, ()) if b.version == version), None)


def with_stated_values(
    scope: Scope, used: list[tuple[str, int]], stated: list[tuple[tree.Node, ...]]
) -> Iterator[Scope | None]:
    """The names with some of them as they were stated; None where these are too many."""
    choices = list(product(*((None, *nodes) for nodes in stated)))[1:]
    if len(choices) > MOST:
        yield None
        return
    for bodies in choices:
        other = replace(scope.copy(), values={})
        for (key, version), body in zip(used, bodies, strict=True):
            if body is not None:
                other.history[key] = [
                    replace(b, body=body, shown=None) if b.version == version else b
                    for b in other.history[key]
                ]
        yield other


def _fails(
    place: Place,
    scope: Scope | None,
    found: Judgement,
    left: tree.Node,
    link: tree.Link,
    assumed: Assumptions,
) -> bool:
    """Whether the relation is false under these names, too, however decimals were rounded."""
    if scope is None:
        return False
    soft = Softness(least=1)
    strict = assumed.view(reader(scope, version=place.seen, open_names=True))
    wide = assumed.view(reader(scope, version=place.seen, open_names=True, soft=soft))
    try:
        sides = Side(strict.read(left), left), Side(strict.read(link.operand), link.operand)
        values = wide.read(left), wide.read(link.operand)
    except MeaningError:
        # a number that was stated for a name has no derivative: the formula of the name is meant
        parts = (part for node in (left, link.operand) for part in tree.walk(node))
        return any(isinstance(part, tree.Derivative) for part in parts)
    again = judge_over(link.relation, *sides, assumed)
    if again.outcome != "refuted":
        return False
    return not soft.boxes or soften(found, *values, soft.boxes).outcome == "refuted"
