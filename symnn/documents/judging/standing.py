"""How a relation stands in its formula, and the formula in its sentence."""

from __future__ import annotations

from symnn.documents.judging.placing import Place
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree


def asks(formula: Formula) -> bool:
    """Is 6 in {7, 8}? Whatever the answer, the formula claims nothing."""
    return formula.after.lstrip(" )").startswith("?")


def has_company(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """Whether a relation is only a part of its formula."""
    before, after = place.latex[: left.span.start], place.latex[link.operand.span.end :]
    return any(text.strip(" \n.,;{}&") for text in (before, after))


def continues_sum(place: Place, first: tree.Node) -> bool:
    """Whether a display opens with a plus sign: no author writes +3 + 4 = 7 by itself."""
    before = place.latex[: first.span.end].lstrip(" \n\t&{}")
    return place.formula.display and before.startswith("+") and isinstance(first, tree.Sum)
