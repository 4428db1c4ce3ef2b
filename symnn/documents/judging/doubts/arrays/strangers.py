r"""Numbered letters of which nothing is known: x^{(i)} beside a loss of X, and of no x.

That x^{(i)} is a row of X, and \hat{y}^{(i)} what the model gives for it, is often said in no
formula. So a gradient in such letters is not refuted by numbers that are put in for them.
"""

from __future__ import annotations

from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree


def has_stranger(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """Whether a gradient is said to hold a numbered letter that its function is not made of.

    Args:
        place: where the relation stands.
        left, link: the relation.
    """
    if not any(_is_slope(part) for part in tree.walk(left)):
        return False
    known = _made_of(place, left)
    history = place.state.scope.history
    for part in tree.walk(link.operand):
        if not isinstance(part, tree.Name) or not part.labels or _spelled(part) in known:
            continue
        if part.accents and (part.base, ()) in known:
            continue
        key = (tree.key(part) or "").partition("_")[0].partition("^")[0]
        if not any(one.partition("_")[0].partition("^")[0] == key for one in history):
            return True
    return False


def _is_slope(node: tree.Node) -> bool:
    named = isinstance(node, tree.Name) and node.base == "nabla"
    return named or isinstance(node, tree.Derivative)


def _spelled(name: tree.Name) -> tuple[str, tuple[str, ...]]:
    return name.base, name.accents


def _made_of(place: Place, node: tree.Node) -> set[tuple[str, tuple[str, ...]]]:
    """The letters in a side, and in the formulas of those that have one."""
    history = place.state.scope.history
    found: set[tuple[str, tuple[str, ...]]] = set()
    seen: set[str] = set()
    left = [node]
    while left:
        for part in tree.walk(left.pop()):
            if not isinstance(part, tree.Name):
                continue
            found.add(_spelled(part))
            key = tree.key(part) or ""
            if key in seen:
                continue
            seen.add(key)
            stem = key.partition("_")[0].partition("^")[0]
            for one, bindings in history.items():
                if one == key or one.partition("_")[0].partition("^")[0] == stem:
                    left.extend(binding.body for binding in bindings)
    return found
