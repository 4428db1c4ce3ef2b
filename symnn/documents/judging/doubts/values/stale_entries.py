"""Entries that were named before their vector was given again: θ_0 = 2.944, then θ = [3, 1, 1].

What rests on such a name may be meant of the entry it has now, and is not called false.
"""

from __future__ import annotations

import re

from symnn.documents.judging.placing import NEAR, Place
from symnn.documents.judging.relations import Side, judge
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Track
from symnn.latex.meaning.values import Array


def stale_entry(place: Place, track: Track) -> str | None:
    """Why a name in a relation may mean an entry of a vector that was given after it.

    Args:
        place: where the relation stands.
        track: what its judgement rested on.
    """
    scope = place.state.scope
    for key, version in sorted(track.used):
        whole, mark, index = key.partition("_")
        known = scope.latest(whole) if mark and index.isdigit() else None
        if known is None or known.version <= version or known.parameters is not None:
            continue
        if not _has_this_entry(place, whole, key, int(index)):
            return f"{key} was given before the {whole} of line {known.line}, and may be its entry"
    return None


def left_behind(place: Place, track: Track) -> str | None:
    """Why a number that was given beside another one may not be meant, as that was given anew.

    Args:
        place: where the relation stands.
        track: what its judgement rested on.
    """
    history = place.state.scope.history
    used = [b for key, v in track.used for b in history.get(key, ()) if b.version == v]
    given = [b for b in used if not b.computed and b.parameters is None]
    for old in given:
        for new in given:
            if new.line - old.line > NEAR and any(
                b.line == old.line and not b.computed and b.version < new.version
                for b in history[new.key]
            ):
                return f"{old.key} was given beside another {new.key}, in line {old.line}"
    return None


def of_other_setting(place: Place, track: Track, left: tree.Node) -> str | None:
    """Why e may have another value here: "for p = 10: e = 0.1^2; for p = 100: e ≈ 0.5".

    Args:
        place: where the relation stands.
        track: what its judgement rested on.
        left: what it is about.
    """
    state, key = place.state, tree.key(left)
    version = next((v for k, v in track.used if k == key), None)
    history = state.scope.history
    old = next((b for b in history.get(key or "", ()) if b.version == version), None)
    if key is None or old is None or any(isinstance(n, tree.Name) for n in tree.walk(old.body)):
        return None
    line = state.source.position(place.formula.start).line
    for name, known in history.items():
        new, beside = known[-1], [b for b in known[:-1] if b.line == old.line]
        if name == key or new.version < old.version or new.computed or line - new.line > 1:
            continue
        if any(b.version < old.version and not b.computed and b.body != new.body for b in beside):
            return f"{key} was worked out for another {name}, in line {old.line}"
    return None


def of_setting_anew(place: Place, track: Track) -> str | None:
    """Why x may have another value here: "x = [3, 4], so e = 5; with the scaled pair, e = 50 and".

    Args:
        place: where the relation stands.
        track: what its judgement rested on.
    """
    state = place.state
    line = state.source.position(place.formula.start).line
    if not track.used:
        return None  # numbers alone
    newest = max(version for _, version in track.used)
    for name, known in state.scope.history.items():
        *before, new = known
        if not before or new.line != line or new.computed:
            continue
        old = before[-1]
        if newest < old.version and old.line < line and old.body != new.body:
            numbers = not any(isinstance(n, tree.Name) for n in tree.walk(new.body))
            if numbers and new.parameters is None:
                return f"{name}, worked out after it, was given anew beside it"
    return None


def worked_out_below(place: Place, track: Track, link: tree.Link) -> str | None:
    """Why p may be unknown in a row such as p/(1 - p) = 1.17, above a row p = 1.17/2.17.

    Args:
        place: where the relation stands.
        track: what its judgement rested on.
        link: the relation.
    """
    behind = place.latex[link.operand.span.end :]
    if "\\\\" not in behind:
        return None
    for key, version in sorted(track.used):
        base, _, index = key.partition("_")
        name = re.escape(base) if len(base) == 1 else rf"\\{re.escape(base)}"
        name += rf"_\{{?{re.escape(index)}\}}?" if index else ""
        row = rf"\\\\(?:\[[^\]]{{0,12}}\])?[\s&]*{name}[\s&]*="
        if version <= place.state.since and re.search(row, behind):
            return f"{key} is worked out in a row below"
    return None


def of_other_spectrum(place: Place, track: Track, left: tree.Node, link: tree.Link) -> str | None:
    """Why eigenvalues may be those of a matrix, or of an equation, that was given after them.

    Args:
        place: where the relation stands.
        track: what its judgement rested on.
        left, link: the relation.
    """
    versions = [v for k, v in track.used if k.startswith("lambda_")]
    if not versions:
        return None
    history, oldest = place.state.scope.history, min(versions)
    anew = history.get("lambda", [])
    if anew and anew[-1].version > oldest:
        return f"λ was given anew in line {anew[-1].line}"
    newer = [known[-1] for known in history.values() if known[-1].version > oldest]
    for known in newer:
        body = known.body
        if isinstance(body, tree.Unreadable) and known.key[:1].isupper():
            return f"the eigenvalues may be those of {known.key}, in line {known.line}"
        square = isinstance(body, tree.Matrix) and len(body.rows) == len(body.rows[0]) > 1
        if square and _is_of_spectrum(place, left, link, body):
            return f"the eigenvalues may be those of {known.key}, in line {known.line}"
    return None


def _is_of_spectrum(place: Place, left: tree.Node, link: tree.Link, body: tree.Node) -> bool:
    """Whether λ_1 + λ_2 is the trace of a matrix as it is said, or λ_1 λ_2 its determinant."""
    kinds = {tree.Sum: "tr", tree.Product: "det"}
    name = next((word for kind, word in kinds.items() if isinstance(left, kind)), None)
    if name is None or not all(
        (tree.key(part) or "").startswith("lambda_") for part in tree.children(left)
    ):
        return False
    whole = tree.Apply(tree.Name(name), body)
    view = reader(place.state.scope)
    try:
        sides = Side(view.read(whole), whole), Side(view.read(link.operand), link.operand)
    except MeaningError:
        return False
    return judge(link.relation, *sides).outcome == "proved"


def _has_this_entry(place: Place, whole: str, key: str, index: int) -> bool:
    """Whether the vector agrees with the name, counted from 1 or from 0; so does no vector."""
    view = reader(place.state.scope)
    try:
        array = view.named(whole, tree.Empty())
        value = view.named(key, tree.Empty())
    except MeaningError:
        return True
    if not isinstance(array, Array) or isinstance(value, Array):
        return True  # p_1 is a vector of its own beside the vector p
    cells = tuple(array.cells())
    return any(0 <= k < len(cells) and cells[k] == value for k in (index - 1, index))
