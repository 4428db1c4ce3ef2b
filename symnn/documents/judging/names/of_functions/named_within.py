"""Functions that get their formula within a chain: y = f(x) = x² says what y is, and what f is.

So is f(x) = ELU(x) = … in an α that means nothing yet: the usual ELU has no such letter, and the
formula says which one is meant. Without a new letter it is a claim about the usual function.
"""

from __future__ import annotations

from typing import Final

from symnn.documents.judging.names.again.rivals import note_rival
from symnn.documents.judging.names.bindings import bind, reading_of
from symnn.documents.judging.names.definitions import CONSTANTS, target
from symnn.documents.judging.placing import Place, relation_entry
from symnn.documents.model import Entry
from symnn.latex import syntax as tree
from symnn.latex.meaning.builtins import SPELLINGS
from symnn.latex.meaning.scope import Scope

#: Usual functions that authors write with a letter of their own: α(e^x - 1), x σ(βx), max(ax, x).
_WITH_LETTERS: Final = frozenset({"elu", "leaky_relu", "silu"})


def named_within(place: Place, left: tree.Node, link: tree.Link) -> Entry | None:
    """The entry of a formula for a function in a chain that defines a name; None for others.

    f(3) = 9 gives no formula, nor does an equation in other letters than the function's own. One
    that is not that of a function that is known is another one, of which either may be meant.
    """
    items = _arguments(left, link, place.state.scope)
    if link.relation not in ("=", ":=", "≡") or not items:
        return None
    if not all(isinstance(item, tree.Name) for item in items):
        return None
    defined = target(left, link, place.state.scope)
    if defined is None or not defined.parameters:
        return None
    inside = {tree.key(part) for part in tree.walk(link.operand)}
    if not inside & set(defined.parameters):
        return None
    reading = reading_of(place, defined, link.operand)
    bind(place, defined, link.operand)
    note_rival(place, defined, link, in_part=False)
    return relation_entry(place, left, link, "definition", reading=reading)


def _arguments(left: tree.Node, link: tree.Link, scope: Scope) -> tuple[tree.Node, ...]:
    """What a function is of, if it may get its formula here: by name, or a usual one anew."""
    if isinstance(left, tree.Call):
        return left.arguments.items
    if not isinstance(left, tree.Apply) or not isinstance(left.function, tree.Name):
        return ()
    if SPELLINGS.get(left.function.base) not in _WITH_LETTERS:
        return ()
    inner = left.argument
    items = inner.items if isinstance(inner, tree.Group) else (inner,)
    own = {tree.key(item) for item in items}
    names = (part for part in tree.walk(link.operand) if isinstance(part, tree.Name))
    keys = {key for n in names if n.base not in SPELLINGS and (key := tree.key(n)) is not None}
    new = {key for key in keys - own - CONSTANTS - {"e"} if scope.latest(key) is None}
    known = scope.latest(tree.key(left.function) or "")
    return items if new and known is None else ()
