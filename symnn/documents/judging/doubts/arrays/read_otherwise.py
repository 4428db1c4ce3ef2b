r"""Other ways to read what seems false of arrays: slopes by vectors as rows, A ⊙ B C as (A ⊙ B) C.

Some authors write \partial J/\partial z of a vector z as a row, and \partial J/\partial W with the
shape of W all the same: then it is \delta^\top x^\top. Others read ⊙ and products from the left to
the right. What holds in one of these ways is not called false.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Final, TypeAlias

from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree
from symnn.latex.matrices.context import GRADIENT
from symnn.latex.meaning.scope import Scope

Judging: TypeAlias = "Callable[[tree.Node, tree.Link], Judgement | None]"
_ENTRYWISE: Final = frozenset({"⊙", "∘"})
AS_ROWS: Final = "it holds where slopes by vectors are rows"
_FROM_THE_LEFT: Final = "it holds where products are carried out from the left to the right"


def unless_otherwise(
    found: Judgement | None, scope: Scope | None, left: tree.Node, link: tree.Link, judge: Judging
) -> Judgement | None:
    """What is found; undecided instead of refuted if another way of reading is proved.

    Args:
        found: the judgement of the relation as it is read usually.
        scope: the definitions so far; None if slopes by vectors as rows were tried already.
        left, link: the relation.
        judge: how a relation is judged.
    """
    if found is None or found.outcome != "refuted":
        return found
    for one, other, reason, every in _ways(scope, left, link):
        again = judge(one, other)
        held = again is not None and again.outcome == "proved"
        if again is not None and held and (every or GRADIENT in (again.layouts or {GRADIENT})):
            return Judgement("undecided", reason=reason)
    return found


def _ways(
    scope: Scope | None, left: tree.Node, link: tree.Link
) -> Iterator[tuple[tree.Node, tree.Link, str, bool]]:
    """Other readings, why they would do, and whether they do so in every layout."""
    before = left, link.operand
    changes: list[tuple[Callable[[tree.Node], tree.Node], str, bool]]
    changes = [] if scope is None else [(partial(_with_rows, scope), AS_ROWS, False)]
    for change, reason, every in (*changes, (_from_the_left, _FROM_THE_LEFT, True)):
        one, two = change(left), change(link.operand)
        if (one, two) != before:
            yield one, replace(link, operand=two), reason, every


def _with_rows(scope: Scope, node: tree.Node) -> tree.Node:
    """The tree with slopes by vectors turned, those of names that stand for slopes too."""
    known = scope.latest(tree.key(node) or "") if isinstance(node, tree.Name) else None
    slope = node if known is None or known.parameters is not None else known.body
    if not isinstance(slope, tree.Derivative):
        return tree.map_children(node, partial(_with_rows, scope))
    by = slope.variables[0]
    if not isinstance(by, tree.Name) or by.base[:1].isupper() or len(slope.variables) > 1:
        return node
    if slope.operand is None or _is_vector(scope, slope.operand):
        return node
    return tree.Transpose(tree.Group("()", (slope,), span=node.span), span=node.span)


def _is_vector(scope: Scope, node: tree.Node) -> bool:
    """Whether what is derived is a vector by its type or its formula, y = Wx: no loss is one."""
    if isinstance(node, tree.Name) and (node.font == "bold" or "vec" in node.accents):
        return True
    known = scope.latest(tree.key(node) or "")
    body = tree.Empty() if known is None else known.body
    terms = body.terms if isinstance(body, tree.Sum) else (body,)
    factors = [f for term in terms if isinstance(term, tree.Product) for f in term.factors]
    return any(isinstance(f, tree.Name) and f.base[:1].isupper() for f in factors)


def _from_the_left(node: tree.Node) -> tree.Node:
    """(A ⊙ B) C for A ⊙ B C."""
    node = tree.map_children(node, _from_the_left)
    if not isinstance(node, tree.Product) or not _ENTRYWISE & set(node.operators):
        return node
    found = node.factors[0]
    for sign, factor in zip(node.operators, node.factors[1:], strict=True):
        parts = factor.factors if isinstance(factor, tree.Product) else (factor,)
        signs = factor.operators if isinstance(factor, tree.Product) else ()
        for mark, part in zip((sign, *signs), parts, strict=True):
            pair = tree.Product((found, part), (mark,), span=node.span)
            found = tree.Group("()", (pair,), span=node.span)
    return found
