r"""Members of a sequence that another chapter has: x_1 = 1 of a sample, and x_{k+1} = x_k - g(x_k).

Where a recurrence is given under other headings, x_1 follows from it. The first of all members may
be where it begins; once it has a beginning of its own, that is none either.
"""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.latex.meaning.scope import Scope

_STEP: Final = regex(r"(?P<base>.+?)(?P<mark>_|\^\()[a-z][+-]\d{1,2}\)?")
_MEMBER: Final = regex(r"(?P<base>.+?)(?P<mark>_|\^\()(?P<index>\d{1,3})\)?")


def forget_members_elsewhere(place: Place, key: str) -> None:
    """Forget the members of other chapters once a recurrence, or its beginning, is given.

    Args:
        place: where it is given.
        key: the name that is given.
    """
    scope, here = place.state.scope, place.formula.headings
    found = _STEP.fullmatch(key) or _MEMBER.fullmatch(key)
    if found is None:
        return
    start = found["base"] + found["mark"]
    family = [name for name in scope.history if name.startswith(start) and scope.history[name]]
    if not _has_recurrence(scope, family, found.group(1, 2), here):
        return
    members = {}
    for name in family:
        match = _MEMBER.fullmatch(name)
        if match is not None and match.group(1, 2) == found.group(1, 2):
            members[name] = int(match["index"])
    if not members:
        return
    sections = {name: scope.history[name][-1].section for name in members}
    begun = here in sections.values()
    first = min(members.values())
    for name, index in members.items():
        above = here[: len(sections[name])] == sections[name]
        if sections[name] != here and (begun or (index != first and not above)):
            del scope.history[name]


def _has_recurrence(
    scope: Scope, family: list[str], kind: tuple[str, ...], here: tuple[str, ...]
) -> bool:
    """Whether a recurrence for the members of a family was given under some headings."""
    steps = ((_STEP.fullmatch(key), scope.history[key]) for key in family)
    return any(
        step is not None and step.group(1, 2) == kind and known[-1].section == here
        for step, known in steps
    )
