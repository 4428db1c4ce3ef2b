r"""Values that are given for one claim: "a = 1, b = 2: L = 5" is about these, and no others.

What stands before a colon is a setting of what stands behind it. The values that its names had
before are not meant there, and the bare name of a function is its value at the settings.
"""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree
from symnn.latex.meaning.differentiation import parameter_name

#: The end of what stands before a claim: a colon, with spaces of any kind behind it.
_COLON: Final = regex(r"(?s).*:(?:\s|~|\\[ ,;:!]|\\q?quad(?![A-Za-z])|\\\\|\{\})*")


def given_here(place: Place, node: tree.Node) -> frozenset[str]:
    """The names that get values in this formula, before the colon that an expression follows."""
    scope, since = place.state.scope, place.state.since
    if ":" not in place.formula.latex or scope.version == since:
        return frozenset()
    if not _COLON.fullmatch(place.formula.latex[: node.span.start]):
        return frozenset()
    latest = ((key, scope.latest(key)) for key in scope.history)
    return frozenset(
        key
        for key, held in latest
        if held is not None and held.version > since and held.parameters is None
    )


def at_settings(place: Place, node: tree.Node) -> tree.Call | None:
    """L behind "a = 1, b = 2:" as L(a, b), if L is a function of a and b, or of their vector."""
    scope = place.state.scope
    known = scope.latest(tree.key(node) or "") if isinstance(node, tree.Name) else None
    if known is None or not known.parameters or known.version > place.state.since:
        return None
    given = given_here(place, node)
    stems = given | {key.partition("_")[0] for key in given}
    if not given or not set(known.parameters) <= stems:
        return None
    arguments = tuple(parameter_name(name, node) for name in known.parameters)
    commas = (",",) * (len(arguments) - 1)
    return tree.Call(node, tree.Group("()", arguments, commas, span=node.span), span=node.span)
