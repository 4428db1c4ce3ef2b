r"""Two names with values that are said to be equal, and are not: \ell_1 = \ell_2 of 0 and 3.

It may be a false claim about both, or the first takes the value of the second. It is kept as a new
value, and what is said of the name then counts only if it holds with its earlier value, too. Among
members of one list or family it is a claim: nobody gives one of them the value of another.
"""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.names.definitions import Target
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Side, judge
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError

#: Words with which a name takes the value of another one.
_GIVES: Final = regex(
    r"\b(let|lets|set|sets|setting|put|puts|putting|take|takes|replac\w+|now|new|updat\w*|assign\w*"
    r"|re-?start\w*|reset|next|swap\w*|step|iterat\w+|initiali\w+|choos\w+|where|with|call|writ\w+"
    r"|denot\w+|suppos\w+|assum\w+|if|case|when|instead)\b"
)


def note_equated(place: Place, defined: Target, link: tree.Link) -> None:
    """Note that a name was given the value of another one in place of its own, without a word.

    Args:
        place: where it stands, right behind the definition.
        defined: the name with what it was before.
        link: the relation with the name that it is said to be equal to.
    """
    state, known = place.state, defined.known
    other, latest = tree.key(link.operand), state.scope.latest(defined.key)
    if known is None or known.parameters is not None or link.relation != "=":
        return
    if other is None or latest is None or latest.together is not None:
        return
    if latest.body != link.operand or known.body == latest.body:
        return
    if _is_new_one(defined.key, other) or _GIVES.search(_words(place)):
        return
    before = reader(state.scope, version=latest.version - 1)
    try:
        first, second = before.read(known.body), before.read(link.operand)
    except MeaningError:
        return
    if judge("=", Side(first, known.body), Side(second, link.operand)).outcome != "refuted":
        return
    state.rivals[defined.key, latest.version] = known
    lines = f"in lines {known.line} and {latest.line}"
    state.suspect(defined.key, f"{defined.key} was given two values, {lines}")


def _words(place: Place) -> str:
    """The words before the formula, in its sentence."""
    before = place.formula.before.strip() or place.formula.lead_in
    return regex(r"[.!?](?=\s|$)").split(before.lower().rstrip(" :\n"))[-1]


def _is_new_one(key: str, other: str) -> bool:
    """w = w_{new}, w = w': the value that was worked out for the same name."""
    return not any(mark in key for mark in "_^") and other.startswith(key)
