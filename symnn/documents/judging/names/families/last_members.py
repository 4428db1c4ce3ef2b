"""The last member of a family, told by a letter: G_T = 0 and T = 5 give G_5."""

from __future__ import annotations

from collections.abc import Iterator

from symnn.documents.judging.placing import State
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding


def bind_last_members(state: State, known: Binding) -> None:
    """Give the members that have a value now this value.

    Where the letter gets another number later, nothing is known of the members any more.

    Args:
        state: what is known.
        known: the name that was given a number, the letter or the last member.
    """
    scope = state.scope
    for name, last in list(_ends(state, known.key)):
        value, place = scope.latest(f"{name}_{last}"), scope.latest(last)
        if value is None or place is None or len(last) != 1 or not last.isupper():
            continue
        if len(scope.history[last]) > 1:
            _forget(state, name)
            continue
        at = place.body
        others = scope.families.get(name, {}).keys() - {f"{name}_{last}"}
        if not isinstance(value.body, tree.Number) or not isinstance(at, tree.Number) or not others:
            continue
        member = f"{name}_{at.value}"
        if at.value.denominator == 1 and scope.latest(member) is None:
            version = scope.version + 1
            state.frames[version] = state.frame.path
            where = (known.line, known.section)
            scope.bind(Binding(member, value.body, version, None, True, *where, member=True))


def _ends(state: State, key: str) -> Iterator[tuple[str, str]]:
    """The families, with the letter of their last members, that a name speaks of."""
    base, _, letter = key.rpartition("_")
    if base:
        yield base, letter
    for other in state.scope.history:
        if other.endswith(f"_{key}"):
            yield other.rpartition("_")[0], key


def _forget(state: State, name: str) -> None:
    """Forget the numbered members that came from the last one."""
    history = state.scope.history
    for key in list(history):
        base, _, index = key.rpartition("_")
        if base == name and index.isdigit() and history[key] and history[key][-1].member:
            del history[key]
