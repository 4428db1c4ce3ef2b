r"""Chances that a formula in scores gives: p(y = k | x) = e^{z_k} / Σ_j e^{z_j}, σ(w^T x + b).

Such a formula is what p(y = 1 | x) stands for from there on, with 1 in place of the class k.
"""

from __future__ import annotations

from typing import Final

from symnn.documents.judging.names.definitions import Target
from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree
from symnn.latex.meaning.opaque import event_of, opaque_key

#: What the formulas of classifiers are made of.
_SQUASHED: Final = frozenset({"exp", "sigma", "sigmoid", "softmax", "varsigma"})


def given_by_scores(place: Place, left: tree.Node, link: tree.Link) -> Target | None:
    """What a formula of a classifier defines; None for any other equation.

    Args:
        place: where it stands.
        left, link: the equation.
    """
    if link.relation not in ("=", ":=") or event_of(left) is None:
        return None
    if not any(_is_squashed(part) for part in tree.walk(link.operand)):
        return None
    if any(event_of(part) is not None for part in tree.walk(link.operand)):
        return None  # Bayes' rule, and the like
    key = opaque_key(left)
    if key is None or place.state.scope.latest(key) is not None:
        return None
    place.state.scope.patterns[key] = (left, link.operand)
    return Target(key, None, None)


def _is_squashed(node: tree.Node) -> bool:
    if isinstance(node, tree.Power):
        return tree.key(node.base) == "e"
    return isinstance(node, tree.Name) and node.base in _SQUASHED
