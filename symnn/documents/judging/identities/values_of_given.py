r"""Formulas for a given function at a fixed argument: C(n, 2) = n(n+1)/2 of C(n, k) = \binom nk.

One that is false is a slip, unless it is solved for its letters or says what the function is from
there on. What it is stays open, and that it is false of the function as it was given is said.
"""

from __future__ import annotations

from collections.abc import Callable

from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.plain import plain


def or_false_value(
    place: Place, left: tree.Node, link: tree.Link, judge: Callable[[], tuple[Judgement, str]]
) -> tuple[Judgement, str]:
    """What is found about a relation in open letters; undecided for such a formula that is false.

    Args:
        place: where it stands.
        left, link: the relation.
        judge: finds it.

    Raises:
        MeaningError: it may be a condition, or means nothing that is known.
    """
    try:
        return judge()
    except MeaningError as obstacle:
        false = isinstance(obstacle.__cause__, MeaningError) and (
            obstacle.__cause__.kind is Kind.UNSUPPORTED
        )
        if not false or (doubt := _of_given(place, left, link)) is None:
            raise
    return Judgement("undecided", reason=doubt), f"{plain(left)} = {plain(link.operand)}"


def _of_given(place: Place, left: tree.Node, link: tree.Link) -> str | None:
    """Why a false formula for a function is not decided; None for any other relation."""
    if link.relation != "=" or not isinstance(left, tree.Call):
        return None
    scope = place.state.scope
    known = scope.latest(tree.key(left.head) or "")
    if known is None or not known.parameters or may_be_posed_in_words(place.formula):
        return None
    items = left.arguments.items
    if len(items) != len(known.parameters) or all(isinstance(one, tree.Name) for one in items):
        return None
    heads = (part.head for part in tree.walk(link.operand) if isinstance(part, tree.Call))
    calls = any(scope.latest(tree.key(head) or "") is not None for head in heads)
    inside, right = _letters(*items), _letters(link.operand)
    if calls or not inside or right != inside or isinstance(link.operand, tree.Name):
        return None
    name = tree.key(left.head)
    return f"it is false of {name} as that was given: a slip, another {name}, or one to solve"


def _letters(*nodes: tree.Node) -> set[str]:
    keys = (tree.key(part) for node in nodes for part in tree.walk(node))
    return {key for key in keys if key is not None and key not in ("e", "pi")}
