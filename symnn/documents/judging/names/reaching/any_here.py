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

from symnn.deferred import regex
from symnn.documents.judging.names.beside.lent_values import is_lent, note_lent
from symnn.documents.judging.placing import State
from symnn.documents.model import Entry, left_open
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding
from symnn.latex.parser import parse

Judge: TypeAlias = Callable[[State, Formula], Iterable[Entry]]
ANY: Final = "{} may be any one here: it does not hold, or fail, whatever it is"
RIVAL: Final = "{} was given two formulas, and with one it holds, with the other not"
#: The key of all members of a family, and words that give it another formula.
_FAMILY: Final = regex(r"[_(][a-z](?:[+-]\d)?\)?$")
_ANEW: Final = regex(
    r"(?i)\b(?:let|now|instead|suppose|new|another|next|second|different|example|consider|if|case"
    r"|becomes?|update|replace\w*|change\w*)\b"
)
_BEGINS: Final = regex(r"[.!?;](?=\s)|\n[ \t]*\n")
_NEAR: Final = 160
_DECIDED: Final = ("proved", "refuted")


def judged_for_any(state: State, formula: Formula, judge: Judge) -> Iterator[Entry]:
    """The entries of a formula; those that turn with values of doubtful names are left open."""
    since = state.scope.version
    known = list(_rested_on(state, formula))
    doubtful = _doubtful(state, formula, known)
    rivals = [one for one in known if one not in doubtful and _has_rival(state, formula, one)]
    if doubtful or rivals:
        yield from _in_both(state, formula, (doubtful, rivals), judge)
    else:
        yield from judge(state, formula)
    if not formula.display and state.scope.version > since:
        note_lent(state, formula, since)


def _doubtful(state: State, formula: Formula, known: list[Binding]) -> list[Binding]:
    """The values that a formula rests on, and that its names may not have there."""
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
        from symnn.documents.judging.names.again.taken_anew import is_introduced_anew

        found += [one for one in elsewhere if is_introduced_anew(state, formula, one)]
    return found


def _has_rival(state: State, formula: Formula, one: Binding) -> bool:
    """Whether a family was given another formula before, in the section and without a word.

    One of the two may be a false claim, w_k = 5 - 3^{-k} below w_k = 5 - 3 · 2^{-k}.
    """
    history = state.scope.history.get(one.key, [])
    if len(history) < 2 or not _FAMILY.search(one.key):
        return False
    before, end = history[-2], state.ends.get(one.version)
    here = before.section == one.section == formula.headings and before.body != one.body
    if not here or end is None or (one.key, before.version) in state.confirmed:
        return False  # another formula of it was proved, and both are the same
    words = _BEGINS.split(state.source.text[max(end - _NEAR, 0) : end])[-1]
    return _ANEW.search(words) is None


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
    state: State, formula: Formula, found: tuple[list[Binding], list[Binding]], judge: Judge
) -> Iterator[Entry]:
    """The entries of a formula, judged with the doubtful values and without them."""
    other = replace(state.copy(), arrays=deepcopy(state.arrays), families=deepcopy(state.families))
    doubtful, rivals = found
    reason = (ANY if doubtful else RIVAL).format(min(one.key for one in doubtful or rivals))
    for one in doubtful:
        _forget(other, one)
    for one in rivals:
        other.scope.history[one.key] = other.scope.history[one.key][:-1]
        other.scope.values.clear()
    entries = list(judge(state, formula))
    if not any(entry.verdict in _DECIDED for entry in entries):
        yield from entries
        return
    verdicts = {(e.line, e.column, e.latex): e.verdict for e in judge(other, formula)}
    for entry in entries:
        there = verdicts.get((entry.line, entry.column, entry.latex))
        turns = entry.verdict in _DECIDED and there != entry.verdict
        if entry.verdict == "proved" and not doubtful:
            turns = there == "refuted"  # what one of two formulas proves, the other must deny
        yield left_open(entry, reason) if turns else entry


def _forget(state: State, one: Binding) -> None:
    """Let a name have no value at all."""
    state.scope.history.pop(one.key, None)
    state.scope.values.clear()
    for keys in state.scope.families.values():
        keys.pop(one.key, None)
