r"""A function that gets its first formula back, in another form, after a second one.

`\sigma(x)=\frac{1}{1+e^{-x}}`, then `\sigma(x)=\frac12(\tanh x+1)`, which is false of it or
defines another, then `\sigma(x)=\frac12(\tanh\frac x2+1)`: that is the first σ, which is meant.
"""

from __future__ import annotations

from collections.abc import Callable

from symnn.documents.judging.names.bindings import bind
from symnn.documents.judging.names.definitions import Target
from symnn.documents.judging.names.rivals import places_of_rivals
from symnn.documents.judging.placing import Place
from symnn.documents.model import Entry
from symnn.latex import syntax as tree


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
