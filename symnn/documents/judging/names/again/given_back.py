r"""A function that gets its first formula back, in another form, after a second one.

`\sigma(x)=\frac{1}{1+e^{-x}}`, then `\sigma(x)=\frac12(\tanh x+1)`, which is false of it or
defines another, then `\sigma(x)=\frac12(\tanh\frac x2+1)`: that is the first σ, which is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from symnn.documents.judging.names.again.rivals import places_of_rivals
from symnn.documents.judging.names.bindings import bind
from symnn.documents.judging.names.customs import judged_by_custom
from symnn.documents.judging.names.definitions import Target, computed
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.model import Entry
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Binding

#: How a proof in open letters tells them; the name itself is none, or it was given by itself.
_FOR_ALL: Final = "for all real "


def given_back(
    place: Place,
    left: tree.Node,
    link: tree.Link,
    defined: Target,
    same: Callable[[Place], Entry | None],
) -> Entry | None:
    """The entry of a formula that a function had before the latest one; None for any other.

    Args:
        place: where it stands.
        left, link: the function at its arguments, and the formula.
        defined: the function, with what it is now.
        same: the entry with its formula at a place, if that is the same.
    """
    if defined.known is None or (defined.key, defined.known.version) not in place.state.rivals:
        return None
    for there, _ in places_of_rivals(place, left, link):
        found = same(there)
        if found is not None:
            bind(place, defined, link.operand)
            return found
    return None


def value_given_back(
    place: Place, left: tree.Node, link: tree.Link, defined: Target, assumed: Assumptions
) -> Entry | None:
    """The entry of a formula in open letters that a name had before the latest one.

    F = 2PR/(P + R), then F = PR, then F = 2a/(2a + b + c), which is the first in other letters. Two
    formulas that agree for all values of their letters agree by no accident.

    Args:
        place: where it stands.
        left, link: the name, and the formula.
        defined: the name, with what it is now.
        assumed: what the words beside it let hold.
    """
    known = defined.known
    if known is None or defined.parameters is not None or link.relation != "=":
        return None
    alone = place.formula.display and known.section == place.formula.headings
    if not alone or not known.computed or not computed(link.operand) or known.together is not None:
        return None
    if any(tree.key(part) == known.key for part in tree.walk(link.operand)):
        return None
    for there in _earlier(place, known):
        try:
            found, reading = judged_by_custom(there, left, link, False, assumed)
        except MeaningError:
            continue
        letters = [n.removeprefix(_FOR_ALL).split(", ") for n in found.notes if _FOR_ALL in n]
        general = bool(letters) and all(known.key not in one for one in letters)
        if found.outcome == "proved" and found.rounding is None and general:
            bind(place, defined, link.operand)
            return judged_entry(place, left, link, found, reading)
    return None


def _earlier(place: Place, known: Binding) -> Iterator[Place]:
    """The place with the earlier formulas of a name in force, and with that of its family."""
    *earlier, latest = place.state.scope.history[known.key]
    formulas = [b for b in earlier if b.section == latest.section and b.computed]
    formulas = [b for b in formulas if b.parameters is None and b.body != latest.body]
    family: list[list[Binding]] = [[]] if "_" in known.key else []
    for kept in (*([b] for b in reversed(formulas)), *family):
        state = place.state.copy()
        state.scope.values.clear()
        if kept:
            state.scope.history[known.key] = kept
        else:
            del state.scope.history[known.key]
        yield replace(place, state=state)
