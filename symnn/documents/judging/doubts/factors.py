"""Products that agree though a factor of one is not that of the other: worth a remark.

A row with zeros in it hides what stands beside them, so that a slip in a vector leaves the
product as it is. The relation holds; the author will want to know all the same.
"""

from __future__ import annotations

from dataclasses import replace

from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Array


def hidden_slip(left: tree.Node, right: tree.Node, view: Reader) -> str | None:
    """The remark that one factor differs though the products agree; None if there is none.

    Args:
        left, right: the two sides of an equation that holds.
        view: the reader that gave their values.
    """
    sides = view.told_apart(left), view.told_apart(right)
    first, second = (s.factors if isinstance(s, tree.Product) else () for s in sides)
    if len(first) != len(second) or len(first) < 2:
        return None
    found: list[str] = []
    for number, (a, b) in enumerate(zip(first, second, strict=True), 1):
        try:
            one, other = Side(view.value(a), a), Side(view.value(b), b)
        except MeaningError:
            return None
        if not isinstance(one.value, Array) or not isinstance(other.value, Array):
            return None
        if one.value.shape != other.value.shape:
            return None
        there, back = judge("=", one, other), judge("=", other, one)
        if there.right is not None and back.right is not None:
            texts = there.right.decimal, back.right.decimal
            found.append(f"factor {number} is {texts[0]} on the left and {texts[1]} on the right")
        elif there.outcome != "proved":
            return None
    return f"the products agree, but {found[0]}" if len(found) == 1 else None


def remarked(found: Judgement, left: tree.Node, right: tree.Node, view: Reader) -> Judgement:
    """The judgement of an equation that holds, with the remark if there is one."""
    remark = hidden_slip(left, right, view) if found.outcome == "proved" else None
    return found if remark is None else replace(found, notes=(*found.notes, remark))
