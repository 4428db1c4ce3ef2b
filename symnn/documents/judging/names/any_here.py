r"""Names that may be any one where they stand, though they were given values further up.

A value may be that of a place ("continuity at $t = s$"), or of another section whose letter this
one introduces anew; a condition ("for $s \le t$") and an equation of a system say what is asked
of their letters, and not what holds of their values. A formula is judged with the values and
without them, and only agreement speaks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Final, TypeAlias

from symnn.documents.judging.names.lent_values import is_lent, note_lent
from symnn.documents.judging.placing import State
from symnn.documents.model import Entry, left_open
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding
from symnn.latex.parser import parse

Judge: TypeAlias = Callable[[State, Formula], Iterable[Entry]]
ANY: Final = "{} may be any one here: it does not hold, or fail, whatever it is"
_DECIDED: Final = ("proved", "refuted")


def judged_for_any(state: State, formula: Formula, judge: Judge) -> Iterator[Entry]:
    """The entries of a formula; those that turn with values of doubtful names are left open."""
    since = state.scope.version
    doubtful = _doubtful(state, formula)
    yield from _in_both(state, formula, doubtful, judge) if doubtful else judge(state, formula)
    if not formula.display and state.scope.version > since:
        note_lent(state, formula, since)


def _doubtful(state: State, formula: Formula) -> list[Binding]:
    """The values that a formula rests on, and that its names may not have there."""
    known = list(_rested_on(state, formula))
    if not known:
        return []
    found = [one for one in known if is_lent(state, formula, one)]
    from symnn.documents.judging.wording.asked_of_letters import asks_of_letters

    if asks_of_letters(formula):
        found += [one for one in known if one.parameters is None and not _is_matrix(one.body)]
    path = state.frame.entered(
        formula.headings, state.source.text[state.read_to : formula.outer_start]
    ).path
    elsewhere = [one for one in known if not _covers(state, one, path)]
    if elsewhere:
        from symnn.documents.judging.names.taken_anew import is_introduced_anew

        found += [one for one in elsewhere if is_introduced_anew(state, formula, one)]
    return found


def _is_matrix(node: tree.Node) -> bool:
    """Whether it has several columns: the matrix of a system is given, and not looked for."""
    return isinstance(node, tree.Matrix) and len(node.rows[0]) > 1


def _covers(state: State, one: Binding, path: tuple[int, ...]) -> bool:
    """Whether the frame in which a name was given its value has not ended."""
    own = state.frames.get(one.version, ())
    return path[: len(own)] == own


def _rested_on(state: State, formula: Formula) -> Iterator[Binding]:
    """The latest values of the names in a formula, and of those that they are made from."""
    waiting: list[tree.Node] = list(parse(formula.latex).statements)
    seen = set[str]()
    while waiting:
        for part in tree.walk(waiting.pop()):
            for one in _values(state, part):
                if one.key not in seen and one.version <= state.scope.version:
                    seen.add(one.key)
                    waiting.append(one.body)
                    yield one


def _values(state: State, part: tree.Node) -> Iterator[Binding]:
    """The value of a name, or the families that bear its letter where it has none."""
    key = tree.key(part)
    known = None if key is None else state.scope.latest(key)
    if known is not None:
        yield known
    elif isinstance(part, tree.Name):
        of_family = (state.scope.latest(name) for name in state.scope.families.get(part.base, ()))
        yield from (one for one in of_family if one is not None)


def _in_both(
    state: State, formula: Formula, doubtful: Iterable[Binding], judge: Judge
) -> Iterator[Entry]:
    """The entries of a formula, judged with the doubtful values and without them."""
    other = replace(state.copy(), arrays=deepcopy(state.arrays), families=deepcopy(state.families))
    names = {one.key for one in doubtful}
    for one in doubtful:
        _forget(other, one)
    found = list(judge(state, formula))
    if not any(entry.verdict in _DECIDED for entry in found):
        yield from found
        return
    verdicts = {(e.line, e.column, e.latex): e.verdict for e in judge(other, formula)}
    for entry in found:
        same = verdicts.get((entry.line, entry.column, entry.latex)) == entry.verdict
        turns = entry.verdict in _DECIDED and not same
        yield left_open(entry, ANY.format(min(names))) if turns else entry


def _forget(state: State, one: Binding) -> None:
    """Let a name have no value at all."""
    state.scope.history.pop(one.key, None)
    state.scope.values.clear()
    for keys in state.scope.families.values():
        keys.pop(one.key, None)
