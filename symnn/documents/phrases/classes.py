"""Several discriminants y_1, …, y_K: a point is of the class whose discriminant is the largest.

"the point (1, 1) is assigned to class 1", "the boundary between classes 1 and 2 is the line
x_2 = 0".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.decisions import affine_in, of_equation, same_points
from symnn.documents.phrases.functions import Function, function_of
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker
from symnn.exact.expression import add, negative, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Defined

Rule: TypeAlias = "Callable[[], Phrase | None]"

#: Discriminants take at most so many numbers.
_MOST: Final = 6
_CLASS: Final = rf"(?:the )?class (?P<k>{PLACE}|{COUNT})"
_ASSIGNED: Final = regex(
    rf"(?:assigned|classified|predicted|labell?ed|put)(?: to be)?(?: to| as| in| into)?"
    rf"(?: belonging to)? {_CLASS}|in {_CLASS.replace('?P<k>', '?P<k2>')}"
)
_BELONGS: Final = regex(rf"to {_CLASS}")
_BETWEEN: Final = regex(
    rf"(?:the )?(?:decision )?(?:boundary|surface|line) between (?:the )?class(?:es)?"
    rf" (?P<i>{PLACE}|{COUNT}) and (?:class )?(?P<j>{PLACE}|{COUNT})"
)
_LINE: Final = regex(
    rf"(?:(?:the|a) )?(?:line|hyperplane|plane|set)?(?: ?given by)? ?(?P<eq>{PLACE})"
)


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about classes and discriminants; None if it is none."""
    between = _BETWEEN.fullmatch(subject)
    line = _LINE.fullmatch(predicate) if verb == "is" else None
    if between is not None and line is not None:
        return partial(_boundary, speaker, between, line["eq"])
    match = None
    if verb in ("is", "are", "lies"):
        match = _ASSIGNED.fullmatch(predicate)
    elif verb in ("belongs", "belong"):
        match = _BELONGS.fullmatch(predicate)
    if match is None:
        return None
    place = match["k"] or match.groupdict().get("k2") or ""
    return partial(_assigned, speaker, subject, place)


def _assigned(speaker: Speaker, text: str, place: str) -> Phrase | None:
    """y_k is larger than every other one there."""
    subject = speaker.subject(text)
    if subject is None or subject.groups or not subject.values:
        return None
    points = [[c.expr for c in array.cells()] for array in subject.arrays]
    if len({len(point) for point in points}) != 1:
        raise refuse("the points have different numbers of coordinates")
    family = discriminants(speaker, (len(points[0]),))
    k = _number(speaker, place, len(family))
    parts = []
    support = []
    for point in points:
        values = [f.value(point) for f in family]
        parts += [Atomic(">", values[k], v) for i, v in enumerate(values) if i != k]
        support += [Atomic("!=", values[k], v) for i, v in enumerate(values) if i != k]
    method = "the largest discriminant"
    statement = (conjunction(tuple(parts)), ())
    return Phrase("is", "", (statement,), support=tuple(support), method=method)


def _boundary(speaker: Speaker, match: re.Match[str], place: str) -> Phrase:
    """Where two discriminants are equal."""
    family = discriminants(speaker, range(2, _MOST + 1))
    i, j = (_number(speaker, match[k], len(family)) for k in "ij")
    if i == j:
        raise refuse("a boundary between a class and itself")
    names = [f"symnn_{k + 1}" for k in range(family[0].inputs)]
    x = [symbol(n) for n in names]
    gap = affine_in(add(family[i].value(x), negative(family[j].value(x))), names)
    other = of_equation(speaker, place, family[0])
    return Phrase("is", "", ((same_points(gap, other), ()),), method="coefficients in proportion")


def _number(speaker: Speaker, place: str, count: int) -> int:
    """The class of 2, or of C_2, counted from 0."""
    node = speaker.clause.part(place).node if place.startswith("⟨") else None
    if isinstance(node, tree.Name) and isinstance(node.subscript, tree.Number):
        found = int(node.subscript.value)
    else:
        found = speaker.integer(place)
    if not 1 <= found <= count:
        raise refuse(f"there are {count} classes")
    return found - 1


def discriminants(speaker: Speaker, sizes: Iterable[int]) -> list[Function]:
    """The functions y_1, …, y_K of as many numbers, the fewest of some sizes that all of them take.

    Raises:
        MeaningError: there is no such family, or more than one.
    """
    families: dict[str, dict[int, Defined]] = {}
    for key, known in speaker.reader.scope.history.items():
        match = re.fullmatch(r"([A-Za-z]+)_(\d)", key)
        function = known[-1].function()
        if match is not None and function is not None:
            families.setdefault(match[1], {})[int(match[2])] = function
    whole = [
        [f for _, f in sorted(found.items())]
        for found in families.values()
        if len(found) > 1 and sorted(found) == list(range(1, len(found) + 1))
    ]
    for size in sizes if len(whole) == 1 else ():
        try:
            return [function_of(f, f.name, speaker.reader, size) for f in whole[0]]
        except MeaningError:
            continue
    raise refuse("which discriminants are meant is not said")
