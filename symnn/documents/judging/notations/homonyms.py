"""Letters with two lives: e is an error and Euler's number, σ a deviation and the sigmoid.

A document that gives such a letter a value may still use it in its other sense. A refutation
that rests on the value stands only if the relation fails in the other sense too; and a letter
that is mostly a function, before a bracket, may be one that has just not been introduced.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.exact.expression import ONE, exp
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Track
from symnn.latex.meaning.values import Builtin, Defined, Scalar, Value

_OTHER: Final[dict[str, tuple[Value, str]]] = {
    "e": (Scalar(exp(ONE)), "Euler's number"),
    "sigma": (Builtin("sigmoid"), "the sigmoid"),
}
#: Letters that stand for functions before a bracket, whatever values they have elsewhere.
_FUNCTIONS: Final = frozenset(
    {"f", "g", "h", "p", "F", "G", "H", "J", "L", "P", "sigma", "phi", "varphi", "psi", "rho"}
)


def in_one_sense(
    place: Place, found: Judgement, track: Track, left: tree.Node, link: tree.Link
) -> Judgement:
    """A refutation, unless a letter in it may be meant in another sense.

    Args:
        place: where the relation stands.
        found: the refutation.
        track: what it rested on.
        left, link: the relation.
    """
    used = {key for key, _ in track.used}
    used |= {tree.key(n) or "" for side in (left, link.operand) for n in tree.walk(side)}
    for key, (value, words) in _OTHER.items():
        if key not in used or _is_given_here(place, key):
            continue
        if not _fails(place, {key: value}, left, link):
            text = f"{key} has a value here; with {key} as {words} the relation is not false"
            return Judgement("undecided", reason=text)
    for head in _heads(left, link.operand):
        known = place.state.scope.latest(head) or place.state.scope.latest(f"{head}^2")
        if known is not None and known.parameters is None:
            text = f"{head} before a bracket may be a function, though it has a value here"
            return Judgement("undecided", reason=text)
    return found


def _is_given_here(place: Place, key: str) -> bool:
    """Whether a letter is a function that was given in the same section: σ(x) = max(0, x)."""
    known = place.state.scope.latest(key)
    function = known is not None and known.parameters is not None
    return function and known is not None and known.section == place.formula.headings


def _heads(*nodes: tree.Node) -> Iterator[str]:
    """The letters before brackets, as in σ(x) and σ^{-1}(x), if they are mostly functions.

    No function is applied to itself: in p(1 - p) and h(d + h) the letter is a number.
    """
    for node in nodes:
        for part in tree.walk(node):
            head = part.head if isinstance(part, tree.Call) else None
            if head is None or not isinstance(part, tree.Call):
                continue
            key = tree.key(head.base if isinstance(head, tree.Power) else head)
            if key in _FUNCTIONS and key is not None and not _is_term_of(key, part.arguments):
                yield key


def _is_term_of(key: str, node: tree.Node) -> bool:
    """Whether a letter stands in an expression for itself, and not as a function at something."""
    if isinstance(node, tree.Call):
        return _is_term_of(key, node.arguments)
    return tree.key(node) == key or any(_is_term_of(key, part) for part in tree.children(node))


def _fails(place: Place, values: dict[str, Value], left: tree.Node, link: tree.Link) -> bool:
    view = place.view().varying(values)
    try:
        sides = Side(view.read(left), left), Side(view.read(link.operand), link.operand)
    except MeaningError:
        return True
    if any(isinstance(side.value, (Builtin, Defined)) for side in sides):
        return True
    return judge(link.relation, *sides).outcome == "refuted"
