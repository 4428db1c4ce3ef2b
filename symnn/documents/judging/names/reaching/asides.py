r"""Values for the sake of one sentence: "For $x_1 = x_2$ we get f = 2x_1^2", "a = μ: L = 0".

They are what is meant there. A formula further down may be meant of them, or of all numbers: what
turns with them is left open. Two letters that are the same in a sentence are two again behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import field, replace
from typing import Final, final

from symnn.deferred import dataclass
from symnn.documents.judging.placing import Place, State
from symnn.documents.model import Entry, left_open
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding

#: These give values that last, if they are numbers.
_LASTING: Final = frozenset({"with", "taking", "setting"})
#: For so many formulas, letters that were the same may still be meant to be.
_LASTS: Final = 16
_DECIDED: Final = ("proved", "refuted")
#: Why a formula is not proved that holds for a value of one sentence.
PUT_IN: Final = "it holds for a value that was put in for a sentence above, and not with the other"
#: Why a formula behind such a sentence is not decided.
TURNS: Final = "letters were the same in a sentence above, and with and without that it differs"


@final
@dataclass(frozen=True, slots=True)
class Asides:
    """Names that sentences gave values, by versions, with the paragraph; and what has lapsed.

    For so many formulas more as are `left`, these are judged with what has lapsed as well.
    """

    given: Mapping[tuple[str, int], int] = field(default_factory=dict)
    lapsed: tuple[Binding, ...] = ()
    left: int = 0


def note_aside(place: Place, one: Binding, word: str) -> None:
    """Keep in mind a value that a formula in a sentence gives a name for the sake of that."""
    if word.lower() not in _LASTING or tree.key(one.body) is not None:
        asides = _of(place.state)
        given = {**asides.given, (one.key, one.version): place.formula.paragraph}
        place.state.asides = replace(asides, given=given)


def _of(state: State) -> Asides:
    found: Asides = state.asides or Asides()
    return found


def is_put_in(state: State, one: Binding) -> bool:
    """Whether a name has its value for the sake of a sentence, or of what stands behind a colon."""
    given = (one.key, one.version) in _of(state).given
    return given or state.settings.get(one.key) == one.version


def past_asides(state: State, formula: Formula, since: int) -> dict[str, int]:
    """The names with values for the sake of what stands further up, and their versions.

    `since` is the version that the formula begins with.
    """
    leads = formula.display and not formula.lead_in.rstrip().endswith((".", "$", "]", "}"))
    nearest = formula.paragraph - (1 if leads and not formula.before.strip() else 0)
    found = {key: version for (key, version), at in _of(state).given.items() if at < nearest}
    found |= {key: v for key, v in state.settings.items() if v <= since}
    latest = ((key, version, state.scope.latest(key)) for key, version in found.items())
    return {key: v for key, v, known in latest if known is not None and known.version == v}


def judged_past(
    state: State, formula: Formula, judge: Callable[[State, Formula], Iterable[Entry]]
) -> Iterator[Entry]:
    """The entries of a formula, where two letters that were the same further up are two again.

    What turns with that is left open.
    """
    past = past_asides(state, formula, state.scope.version)
    same = [b for key in past if (b := state.scope.latest(key)) and _is_alike(b)]
    asides = _of(state)
    left = _LASTS if same else asides.left - 1
    section = formula.headings
    if left > 0:
        kept = (b for b in asides.lapsed if b.section == section and b not in same)
        same += [b for b in kept if not _is_anew(state, b)]
    if not same:
        yield from _judged_without(state, formula, past, judge)
        return
    for one in same:
        _forget(state, one)
    other = _with(state, same)
    state.asides = replace(asides, lapsed=tuple(same), left=left)
    entries = list(judge(state, formula))
    verdicts = {(e.line, e.column, e.latex): e.verdict for e in judge(other, formula)}
    for entry in entries:
        there = verdicts.get((entry.line, entry.column, entry.latex))
        turns = entry.verdict in _DECIDED and there != entry.verdict
        if entry.verdict == "proved" and there is None:
            turns = False
        yield left_open(entry, TURNS) if turns else entry


def _judged_without(
    state: State,
    formula: Formula,
    past: Mapping[str, int],
    judge: Callable[[State, Formula], Iterable[Entry]],
) -> Iterator[Entry]:
    """The entries of a formula; open where the values from before a sentence turn them.

    After "Let $n = 5$. For $n = 4$ the sum is 10" an n further down may be either.
    """
    given = {key: v for (key, v) in _of(state).given if past.get(key) == v}
    put_in = [b for key in given if (b := _over_another(state, key)) and key[:1] in formula.latex]
    if not put_in:
        yield from judge(state, formula)
        return
    other = replace(state.copy(), arrays=deepcopy(state.arrays), families=deepcopy(state.families))
    for one in put_in:
        _forget(other, one)
    found = list(judge(state, formula))
    proved = {(e.line, e.column, e.latex) for e in judge(other, formula) if e.verdict == "proved"}
    for entry in found:
        turns = entry.verdict == "proved" and (entry.line, entry.column, entry.latex) not in proved
        yield left_open(entry, PUT_IN) if turns else entry


def _over_another(state: State, key: str) -> Binding | None:
    """The value that a sentence put in for a name that had a number before, under its headings."""
    *before, latest = state.scope.history.get(key, [])
    known = [b for b in before if not b.computed and b.parameters is None]
    near = known and known[-1].section == latest.section[: len(known[-1].section)]
    other = bool(near) and known[-1].body != latest.body
    return latest if other and not isinstance(latest.body, tree.Unreadable) else None


def _is_anew(state: State, one: Binding) -> bool:
    """Whether a name was given something else since."""
    latest = state.scope.latest(one.key)
    return latest is not None and latest.version > one.version


def _is_alike(one: Binding) -> bool:
    """Whether it is another name, or what a sentence with "if" said of it."""
    return tree.key(one.body) is not None or isinstance(one.body, tree.Unreadable)


def _forget(state: State, one: Binding) -> None:
    """Let a name be what it was before, if anything."""
    history = state.scope.history
    kept = [b for b in history.get(one.key, ()) if b.version != one.version]
    state.scope.values.clear()
    if kept:
        history[one.key] = kept
    else:
        history.pop(one.key, None)


def _with(state: State, same: Sequence[Binding]) -> State:
    """A copy of the state in which the letters are the same still."""
    other = replace(state.copy(), arrays=deepcopy(state.arrays), families=deepcopy(state.families))
    for one in same:
        other.scope.history[one.key] = [*other.scope.history.get(one.key, ()), one]
    other.scope.values.clear()
    return other


def without_namesakes(
    state: State, statements: Sequence[tree.Statement | tree.Unreadable]
) -> list[tree.Statement | tree.Unreadable]:
    """The statements of a formula, without those that make two letters the same in a sentence."""
    given = {key: v for key, v in state.settings.items() if v > state.since}
    given |= {key: v for key, v in _of(state).given if v > state.since}
    return [s for s in statements if _equated(s) not in given]


def _equated(statement: tree.Statement | tree.Unreadable) -> str | None:
    """The name that is said to be another one."""
    body = statement.body if isinstance(statement, tree.Statement) else None
    if not isinstance(body, tree.Chain) or tree.key(body.links[0].operand) is None:
        return None
    return tree.key(body.first)
