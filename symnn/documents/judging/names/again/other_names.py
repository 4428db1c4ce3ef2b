"""Another name for what has one: ``A = Z`` works nothing out, but what is said of A then may.

Right below it, with no word in between, nobody gives A another value than Z has: it is Z that is
printed there. Else the name may be given a value of its own.
"""

from __future__ import annotations

from symnn.documents.judging.names.again import rivals
from symnn.documents.judging.names.definitions import is_arithmetic
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Side, judge
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Binding
from symnn.latex.meaning.values import Array


def is_mere(place: Place, known: Binding) -> bool:
    """Whether a name was said to be another one, unless that is worked out: a = z, then a = 0.7."""
    other = place.state.scope.latest(tree.key(known.body) or "")
    if other is None or known.parameters is not None or tree.key(other.body) is not None:
        return True
    worked = other.computed or is_arithmetic(other.body)
    return not (worked and rivals.stands_alone(place, known))


def is_list_of_entries(place: Place, known: Binding, list_said: tree.Node) -> bool:
    """Whether a list holds what each entry of its name was worked out to be since.

    With W^T in the formula of z, and the rows of W in those of z_1 and z_2, it is not certain
    which of them the author takes back.
    """
    scope = place.state.scope
    base, mark, above = known.key.partition("^")
    view = place.view()
    try:
        value = view.read(list_said)
        if not isinstance(value, Array) or 1 not in value.shape:
            return False
        for count, cell in enumerate(value.cells(), 1):
            entry = scope.latest(f"{base}_{count}{mark}{above}")
            if entry is None or entry.version < known.version or entry.parameters is not None:
                return False
            told = Side(view.read(entry.body), entry.body)
            if judge("=", told, Side(cell, list_said)).outcome != "proved":
                return False
    except MeaningError:
        return False
    return True
