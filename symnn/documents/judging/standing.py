"""How a relation stands in its formula, and the formula in its sentence."""

from __future__ import annotations

from symnn.documents.judging.placing import Place
from symnn.documents.judging.units import is_marked
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.scope import Binding


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


def claims_everywhere(known: Binding, assumed: Assumptions) -> bool:
    """Whether words say "for all x" of a function that has one formula for all x already."""
    names = known.parameters
    return (
        names is not None
        and not isinstance(known.body, tree.Cases)
        and assumed.covers(frozenset(names))
    )


def is_plain(node: tree.Node) -> bool:
    """A number, or a quotient, with or without a sign."""
    return isinstance(node, (tree.Number, tree.Neg, tree.Quotient)) or is_marked(node)
