"""Names that are one: after w_1 = w_2, a slope along w_2 may be the one before they were tied.

A partial derivative holds the other names fixed. An author who ties weights, and then takes the
derivative along one of them, means it with the others fixed, or moving along with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from symnn.documents.judging.over import judge_over
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side
from symnn.exact.expression import symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.values import Builtin, Defined, Scalar, Value


def before_tied(
    place: Place, found: Judgement, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> Judgement:
    """A refutation, unless it turns where names that are given as a variable are held fixed.

    Args:
        place: where the relation stands.
        found: the refutation.
        left, link: the relation.
        assumed: what the words beside it let hold.
    """
    scope = place.state.scope
    tied = sorted(set(_tied(scope, left, link.operand)))
    if not tied:
        return found
    free: dict[str, Value] = {key: Scalar(symbol(key)) for key in tied}
    view = assumed.view(reader(scope, open_names=True, version=place.seen)).varying(free)
    try:
        sides = Side(view.read(left), left), Side(view.read(link.operand), link.operand)
    except MeaningError:
        return found
    if any(isinstance(side.value, (Builtin, Defined)) for side in sides):
        return found
    if judge_over(link.relation, *sides, assumed).outcome == "refuted":
        return found
    text = f"{tied[0]} is the variable by another name; held fixed, the relation is not false"
    return Judgement("undecided", reason=text)


def _tied(scope: Scope, *nodes: tree.Node) -> Iterator[str]:
    """The names that were given as the variable of a derivative, and nothing else."""
    for node in nodes:
        for part in tree.walk(node):
            if not isinstance(part, tree.Derivative):
                continue
            variables = {tree.key(variable) for variable in part.variables} - {None}
            for key in scope.history:
                known = scope.latest(key)
                if known is not None and key not in variables and tree.key(known.body) in variables:
                    yield key
