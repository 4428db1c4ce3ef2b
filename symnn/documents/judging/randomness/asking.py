"""What in a chain of relations is asked of random variables, by its spelling alone."""

from __future__ import annotations

from functools import partial

from symnn.documents.judging.placing import Place
from symnn.documents.judging.randomness.customs import is_customary
from symnn.documents.judging.randomness.metrics import is_metric
from symnn.documents.judging.randomness.spellings import operation_of
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope
from symnn.latex.parser import parse


def letters_of(latex: str, is_bare: bool = False) -> frozenset[str]:
    """The letters in a formula, those below a hat among them unless only bare ones are meant."""
    nodes = [s.body for s in parse(latex).statements if isinstance(s, tree.Statement)]
    names = [n for node in nodes for n in tree.walk(node) if isinstance(n, tree.Name)]
    return frozenset(n.base for n in names if not (is_bare and n.accents))


def may_be_function(node: tree.Node) -> bool:
    """E(w), an error at weights: only E[X] and E(X) are means by their looks."""
    head = node.head if isinstance(node, tree.Call) else getattr(node, "function", None)
    group = node.arguments if isinstance(node, tree.Call) else getattr(node, "argument", None)
    plain = isinstance(head, tree.Name) and head.font == "" and len(head.base) == 1
    if not plain or not isinstance(group, tree.Group) or group.fence != "()":
        return False
    names = [item for item in group.items if isinstance(item, tree.Name)]
    return not all(name.base[:1].isupper() for name in names) or not names


def _knows_nothing(_: str) -> bool:
    return False


def defines(chain: tree.Chain, place: Place) -> bool:
    """Whether a formula with a sum says what an entropy is, of which nothing was said before."""
    asked = operation_of(chain.first, _knows_nothing)
    if asked is None or asked.kind not in ("entropy", "information", "divergence", "cross"):
        return False
    from symnn.documents.judging.randomness.own_formulas import note_own_formula

    formula = chain.links[0].operand
    if chain.links[0].relation in ("=", ":=", "≡"):
        note_own_formula(place, asked, formula)
    known = place.state.scope.latest(asked.head) is not None
    return not known and any(isinstance(n, tree.BigOperator) for n in tree.walk(formula))


def scope_knows(place: Place) -> frozenset[str]:
    """The names that the document gives a meaning of their own."""
    return frozenset(
        k for k in place.state.scope.history if place.state.scope.latest(k) is not None
    )


def _means_other(scope: Scope, key: str) -> bool:
    return scope.latest(key) is not None and not is_customary(scope, key)


def asks(chain: tree.Chain, place: Place) -> bool:
    """Whether anything is asked of random variables, by its spelling alone."""
    scope = place.state.scope
    for part in tree.walk(chain):
        asked = operation_of(part, partial(_means_other, scope))
        if asked is not None:
            return True
        if isinstance(part, tree.Name) and part.base in ("p", "P") and part.subscript is not None:
            return True
        if isinstance(part, tree.Name) and is_metric(part) and scope.latest("TP") is not None:
            return True
    return False
