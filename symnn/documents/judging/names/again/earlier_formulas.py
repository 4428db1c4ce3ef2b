"""The names as they were under the formula that another one took the place of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree
from symnn.latex.meaning.families import member
from symnn.latex.meaning.scope import Scope

#: So many names are looked through.
_MOST: Final = 40


def _keys(sides: tuple[tree.Node, tree.Node], scope: Scope) -> set[str]:
    """The names in a relation, the families that they belong to, and their members before."""
    found: set[str] = set()
    waiting = [*sides]
    while waiting:
        for node in tree.walk(waiting.pop()):
            key = tree.key(node)
            if key is None or key in found:
                continue
            found.add(key)
            if isinstance(node, tree.Name) and node.subscript is not None:
                found.add(tree.key(replace(node, subscript=None)) or key)
            if isinstance(node, tree.Name) and node.base in scope.families:
                family = member(node, scope)
                found |= {family[0].key} if family is not None else set()
                if family is not None and len(found) < _MOST:
                    waiting.append(family[1])
    return found


def _forget_members(scope: Scope) -> None:
    """Let members of families be read by the formulas that these have now."""
    for key in [key for key, bindings in scope.history.items() if bindings[-1].member]:
        bindings = [b for b in scope.history[key] if not b.member]
        if bindings:
            scope.history[key] = bindings
        else:
            del scope.history[key]


def with_earlier_formulas(
    place: Place, left: tree.Node, link: tree.Link
) -> Iterator[tuple[Place, str]]:
    """The place with each earlier formula of a function in force, and what is to be said of it.

    What holds with one of the formulas only is undecided.
    """
    rivals, scope = place.state.rivals, place.state.scope
    from symnn.documents.judging.names.reaching.elsewhere import under

    for key in sorted(_keys((left, link.operand), scope)):
        latest = scope.latest(key)
        earlier = None if latest is None else rivals.get((key, latest.version))
        if earlier is None or latest is None:
            continue
        other = scope.copy()
        other.values.clear()
        other.history[key] = [b for b in other.history[key] if b.version != latest.version]
        if earlier.version == latest.version:  # a second formula, which did not replace the first
            other.history[key].append(earlier)
        if not other.history[key]:
            del other.history[key]
        _forget_members(other)
        text = f"{key} was given two formulas, in lines {earlier.line} and {latest.line}"
        if earlier.version == latest.version and earlier.line == latest.line:
            text = f"the formula of {key} in line {latest.line} may be read in two ways"
        yield under(place, other), text
