"""Why a sentence that is false as it is read may be true as it is meant: names, and sequences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from symnn.claims.formula import Atomic
from symnn.deferred import regex
from symnn.documents.judging.doubts.values.stated_values import third_value, with_stated_values
from symnn.documents.judging.names.reaching.reach import is_taken_anew
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.documents.model import Entry
from symnn.documents.phrases.otherwise import read_otherwise
from symnn.documents.phrases.phrase import Phrase
from symnn.exact.expression import free_symbols
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import IN_BITS, IN_NATS
from symnn.latex.meaning.values import Scalar

_SEQUENCE: Final = regex(r"\b(?:sub)?sequences?\b|\bseries\b|\b(?:partial sums?|terms?)\b")

#: Said of a name that was given with a formula and again with another one.
FALSE: Final = "was given with a false equation"


def as_stated(place: Place) -> Iterator[Place]:
    """The place where names with two values have the first, and those where they have the others.

    None at all, if such a name may have a third one.
    """
    used = sorted(place.state.doubtful)
    stated = [place.state.stated.get(name, ()) for name in used]
    if not all(stated) or any(third_value(place.state.scope, *name) is not None for name in used):
        return
    for scope in (place.state.scope, *with_stated_values(place.state.scope, used, stated)):
        state = place.state.copy()
        if scope is None:
            return
        state.scope, state.doubtful = scope, {}
        yield replace(place, state=state)


def with_either(
    place: Place, told: tuple[Entry, ...], again: Callable[[Place], tuple[Entry, ...]]
) -> tuple[Entry, ...]:
    """The entries, refuted where a name has two values and the sentence is false with each.

    Args:
        place: where the sentence stands.
        told: its entries.
        again: the same with the names in force at a place.
    """
    if not any(FALSE in (entry.reason or "") for entry in told):
        return told
    others = [again(there) for there in as_stated(place)]
    if not others or any(len(other) != len(told) for other in others):
        return told
    return tuple(
        rest[0] if {other.verdict for other in rest} == {"refuted"} else entry
        for entry, *rest in zip(told, *others, strict=True)
    )


def _is_beyond_range(place: Place, view: Reader, said: Phrase) -> bool:
    """Whether a letter that the document bounds stands in it, and no bound of it was taken in.

    A letter that the sentence gives a value of its own needs no bound.
    """
    if any(over for _, over in said.statements):
        return False
    here = (r for r in place.state.ranges if r.section == place.formula.headings)
    given = {
        k for k, v in view.varied.items() if isinstance(v, Scalar) and not free_symbols(v.expr)
    }
    keys = sorted({key for one in here for key in one.keys} - given)
    letters = "|".join(re.escape(key) for key in keys)
    return bool(keys) and bool(re.search(rf"(?<![A-Za-z])(?:{letters})(?![A-Za-z])", place.latex))


def doubted(
    place: Place, view: Reader, said: Phrase, found: Judgement, assumed: Assumptions
) -> Judgement:
    """What is found, unless a name or a word in it may mean something else, or only members are.

    Args:
        place: where the sentence stands.
        view: the names in force, with those that were used.
        said: what the sentence says.
        found: what is found of it as it is read.
        assumed: what words beside it let hold.
    """
    other = read_otherwise(place.state.source.text, said.reading)
    if found.outcome == "refuted" and said.of_sizes and _equate(assumed):
        other = "sizes that are said to be equal are not put in"
    if found.outcome == "undecided" or other is not None:
        return Judgement("undecided", reason=found.reason or other)
    if any(used in place.state.rivals for used in view.track.used):
        return Judgement("undecided", reason="a name in it was given another formula before")
    if found.outcome == "proved":
        return found
    if view.track.plain_log and not place.state.scope.told & {IN_BITS, IN_NATS}:
        return Judgement("undecided", reason="log in it may be to another base")
    if found.counterexample and _SEQUENCE.search(said.reading.lower()):
        return Judgement("undecided", reason="of a sequence, only whole numbers are meant")
    if place.state.ranges and _is_beyond_range(place, view, said):
        return Judgement("undecided", reason="the range that its letter has may be meant")
    return _of_other_names(place, view, found)


def _of_other_names(place: Place, view: Reader, found: Judgement) -> Judgement:
    """What is false, unless a name in it may not be the one that was used."""
    for key, version in sorted(view.track.used):
        binding = place.state.scope.lookup(key, version)
        if (key, version) in place.state.doubtful:
            return Judgement("undecided", reason=f"{key} {FALSE}")
        ended = binding is not None and not place.state.is_in_force(binding)
        if ended or (binding is not None and binding.section != place.formula.headings):
            text = f"{key} was given in another section, and may mean something else here"
            return Judgement("undecided", reason=text)
        if binding is not None and is_taken_anew(place, binding):
            text = f"{key} may be any one here, and not that of line {binding.line}"
            return Judgement("undecided", reason=text)
        if place.state.scope.lookup(key, place.state.scope.version) is not binding:
            return replace(found, outcome="undecided", reason=f"{key} was given a new value since")
    return found


def _equate(assumed: Assumptions) -> bool:
    """Whether words beside it let two numbers be equal: "for n = k"."""
    atoms = (f for f in assumed.domain if isinstance(f, Atomic) and f.relation == "=")
    return any(all(side.op != "apply" for side in (f.left, f.right)) for f in atoms)
