"""Whether a value that does not solve an equation is said to be its solution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.equations.posed import Posed
from symnn.documents.judging.equations.sought import is_asked_since
from symnn.documents.judging.names.reaching.reach import ended
from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree

#: Words that make of a value the solution of an equation.
_CONCLUDES: Final = regex(
    r"\b(so|thus|hence|therefore|solutions?|solv\w+|roots?|eigenvalues?|yields?|obtain\w*"
    r"|gives?|implies|conclude\w*|minimum|minimi[sz]er|maximum|satisf\w+)\b"
)
_SUPPOSES: Final = regex(
    r"\b(if|for|at|when|where|with|let|suppos\w+|assum\w+|say|take|taking|consider|instead|not)\b"
)
#: So far back, such words tell of a method that comes to a solution step by step.
_NEAR: Final = 600
_GUESSES: Final = regex(
    r"\b(guess\w*|newton\w*|iterat\w+|bisection|secant|fixed[- ]point|initial|starting)\b",
    re.IGNORECASE,
)
_DISPLAY: Final = regex(r"(?s)\$\$.*?\$\$|\\\[.*?\\\]")
_WORD: Final = regex(r"[A-Za-z]{2,}")
_SENTENCE_END = regex(r"[.!?;](?=\s|$)")
#: A value that is given so many steps further down is no solution that could be wrong.
FAR: Final = 16


def may_be_meant(place: Place, system: list[Posed], name: tree.Node) -> bool:
    """Whether a value that does not solve an equation may be no solution of it."""
    latest = system[-1]
    here = latest.by_value and latest.formula == place.formula.start
    if not (here or place.concluded or _is_concluded(place)):
        return True
    far = place.state.statements - latest.order > FAR
    latest_of = place.state.scope.latest
    open_ = [
        key
        for key in latest.unknowns
        if key == tree.key(name) or (b := latest_of(key)) is None or b.version <= latest.version
    ]
    earlier = place.state.scope.history.get(tree.key(name) or "", ())[:-1]
    solved = any(known.version > latest.version for known in earlier)
    return (
        far
        or len(system) < len(open_)
        or latest.alternatives
        or _is_guess(place)
        or solved
        or is_asked_since(place.state.source.text[latest.end : place.formula.outer_start], name)
        or any(ended(place, one.left, one.link.operand) for one in system)
    )


def is_beside(place: Place, system: list[Posed]) -> bool:
    """Whether no word stands between one system and a display with a list of values for it."""
    latest = system[-1]
    between = place.state.source.text[latest.end : place.formula.outer_start]
    bare = _WORD.search(_DISPLAY.sub(" ", between)) is None
    return bare and place.formula.display and not latest.alternatives


def _is_concluded(place: Place) -> bool:
    """Whether the words before a formula say that a solution follows."""
    words = _SENTENCE_END.split((place.formula.before.strip() or place.formula.lead_in).lower())[-1]
    return bool(_CONCLUDES.search(words)) and not _SUPPOSES.search(words)


def _is_guess(place: Place) -> bool:
    """Whether the words before a value make it a step on the way to a solution."""
    start = max(place.formula.outer_start - _NEAR, 0)
    before = place.state.source.text[start : place.formula.outer_start]
    return _GUESSES.search(before) is not None


def is_of_array(place: Place, name: tree.Node, groups: list[list[Posed]]) -> bool:
    """Whether what is solved for may be a vector or a matrix: ‖x‖ = 1, or A² = 0 of a matrix."""
    unknown = {key for group in groups for posed in group for key in posed.unknowns}
    for part in (p for g in groups for p in _parts(g)):
        turned = isinstance(part, tree.Transpose) and {tree.key(p) for p in tree.walk(part)}
        if isinstance(part, tree.Norm) or (turned and turned & unknown):
            return True
    key = tree.key(name) or ""
    return bool(place.state.declared.latest(key)) or (
        key[:1].isupper() and bool(groups) and "matri" in place.state.source.text
    )


def _parts(group: list[Posed]) -> Iterator[tree.Node]:
    for posed in group:
        yield from tree.walk(posed.left)
        yield from tree.walk(posed.link.operand)
