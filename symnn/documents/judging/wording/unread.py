r"""Conditions beside a formula that are not understood as numbers: what may still be said of them.

\sum_i y_i = 1 of open entries restricts no number, but rules that write the entries out know it.
"""

from __future__ import annotations

from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import OPEN_SPACE, SUMMED, Assumptions, is_in_open_space
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.plain import plain


def not_read(body: tree.Node, obstacle: MeaningError) -> Assumptions:
    """What is assumed where a condition has no meaning for us.

    Examples:
        >>> from symnn.latex.meaning.obstacles import Kind
        >>> not_read(tree.Name("x"), MeaningError(Kind.UNREADABLE, "no", tree.NOWHERE)).elsewhere
        False
    """
    if isinstance(body, tree.Chain) and is_sum_of_entries(body):
        return Assumptions(relations=(body,), words=(plain(body),), unread=SUMMED)
    if isinstance(body, tree.Chain) and is_in_open_space(body):
        return Assumptions(
            relations=(body,), words=(plain(body),), unread=OPEN_SPACE, elsewhere=True
        )
    text = f"the condition beside it is not understood: {obstacle.message}"
    return Assumptions(unread=text, elsewhere=_lives_elsewhere(body))


def is_sum_of_entries(body: tree.Chain) -> bool:
    r"""\sum_i y_i = 1."""
    if len(body.links) != 1 or body.links[0].relation != "=":
        return False
    total = body.first
    one = isinstance(total, tree.BigOperator) and total.operator == "sum"
    return one and isinstance(body.links[0].operand, tree.Number)


def _lives_elsewhere(body: tree.Node) -> bool:
    """Whether names are said to lie in a set that is not understood: it may hold no numbers."""
    parts = [part for part in tree.walk(body) if isinstance(part, tree.Chain)]
    return any(link.relation == "∈" for part in parts for link in part.links)
