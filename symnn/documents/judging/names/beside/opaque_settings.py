r"""Settings of what has no value by itself: `\|v_k\| = 0.5:` and `\text{count}(t, d) = 20:`.

Behind the colon the expression is the number that it was set to, wherever it is written so.
"""

from __future__ import annotations

from typing import Final

from symnn.documents.judging.names.beside.settings import is_behind_colon
from symnn.documents.judging.names.definitions import Target
from symnn.documents.judging.names.letters.unsaid import with_deviation
from symnn.documents.judging.placing import Place
from symnn.exact.expression import free_symbols
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.opaque import opaque_key
from symnn.latex.meaning.values import Scalar
from symnn.latex.parser import parse
from symnn.latex.plain import plain

_DEFINING: Final = frozenset({"=", ":="})


def opaque_setting(place: Place, left: tree.Node, link: tree.Link) -> Target | None:
    """What a setting before a colon gives a value to, if it is no name; None for anything else."""
    key = opaque_key(left)
    if key is None or link.relation not in _DEFINING or not _is_before_colon(place, left):
        return None
    view = reader(place.state.scope)
    try:
        value = view.read(link.operand)
    except MeaningError:
        return None
    if not isinstance(value, Scalar) or free_symbols(value.expr):
        return None
    try:
        view.read(left)
    except MeaningError:
        return Target(key, None, place.state.scope.latest(key))
    return None if place.state.scope.latest(key) is None else Target(key, None, None)


def opaque_definition(place: Place, left: tree.Node, link: tree.Link) -> Target | None:
    r"""\mathbb{E}[Q(a)] = \alpha/(\alpha + \beta): a formula for what has no value by itself.

    None where the left side, or a function in it, means something, and where the formula does not.
    """
    key = opaque_key(left)
    if key is None or link.relation not in _DEFINING or not place.formula.display:
        return None
    if isinstance(left, (tree.Norm, tree.Abs)) or place.standing:
        return None
    scope, own = place.state.scope, plain(left)
    if scope.latest(key) is not None or any(plain(n) == own for n in tree.walk(link.operand)):
        return None
    heads = [n.head for n in tree.walk(left) if isinstance(n, tree.Call)]
    if any(not isinstance(h, tree.Name) or scope.latest(tree.key(h) or "") for h in heads):
        return None  # f^{-1}(x) and h'(a) are of f and h, wherever those are given
    if isinstance(left, tree.Apply) and not heads:
        return None
    view = with_deviation(reader(scope, open_names=True), left, link.operand)
    try:
        value = view.read(link.operand)
    except MeaningError:
        return None
    if not isinstance(value, Scalar) or not free_symbols(value.expr):
        return None
    try:
        view.read(left)
    except MeaningError as obstacle:
        unknown = obstacle.kind is Kind.UNDEFINED or (heads and obstacle.kind is not Kind.SHAPE)
        return Target(key, None, None) if unknown else None
    return None


def _is_before_colon(place: Place, node: tree.Node) -> bool:
    latex = place.latex
    if ":" not in latex[node.span.end :]:
        return False
    starts = [s.span.start for s in parse(latex).statements if isinstance(s, tree.Statement)]
    return any(start > node.span.end and is_behind_colon(latex[:start]) for start in starts)
