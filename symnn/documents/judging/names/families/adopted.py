"""Members of families that are named again: the formula of the family says what they are."""

from __future__ import annotations

from dataclasses import replace

from symnn.documents.judging.names.definitions import Target, given_names
from symnn.documents.judging.placing import Place, State
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.families import member
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Binding
from symnn.latex.meaning.values import Scalar, Value


def of_family(place: Place, name: tree.Name, defined: Target) -> Target:
    """The target with what the formula of its family says of it, where that has a value.

    In another section, a formula or a start that was given since counts more than an older value.
    """
    state = place.state
    found = member(name, state.scope)
    if found is None:
        return defined
    family, body = found
    if defined.known is not None and not _is_stale(place, defined.known, family, body):
        return defined
    try:
        value = _in_open_letters(place, body)
    except MeaningError:
        return defined
    if isinstance(value, Scalar) and value.expr.op == "symbol":
        return defined
    version = state.scope.version + 1
    state.frames[version] = state.frames.get(family.version, ())
    where = (family.line, family.section)
    known = Binding(defined.key, body, version, None, True, *where, member=True)
    state.scope.bind(known)
    if doubt := _doubt_of_family(state, family):
        state.suspect(defined.key, doubt)
    return replace(defined, known=known)


def _doubt_of_family(state: State, family: Binding) -> str | None:
    """Why its formula may not be the one that is meant."""
    rival = state.rivals.get((family.key, family.version))
    told = f"{family.key} was given two formulas, in lines {rival.line if rival else 0}"
    found = state.doubtful.get((family.key, family.version))
    return f"{told} and {family.line}" if rival is not None and found is None else found


def _in_open_letters(place: Place, body: tree.Node) -> Value:
    """A formula with letters for numbers, and for capitals such as TP that can be nothing else."""
    view = reader(place.state.scope, open_names=True)
    try:
        return view.read(body)
    except MeaningError:
        from symnn.documents.judging.names.letters.capitals import with_capitals

        return with_capitals(view, place, "=", body).read(body)


def _is_stale(place: Place, known: Binding, family: Binding, body: tree.Node) -> bool:
    """Whether a value of another section is older than what the family makes it from."""
    if known.parameters is not None or known.section == place.formula.headings:
        return False
    made_from = (family, *given_names(place.state.scope, tree.walk(body)))
    return any(k.version > known.version for k in made_from)
