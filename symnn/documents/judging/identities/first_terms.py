r"""Series with dots for their rest: \sum_{k=0}^\infty x^k = 1 + x + x^2 + \cdots.

The terms that are shown must be the first of the sum, in their order and without a gap but for
terms that are 0; one between two rows of dots is that for the letter in it. What goes on with them
is the same series.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.documents.judging.identities.forms import bare, integer_of, number, put
from symnn.documents.judging.identities.inductions import decided_alone
from symnn.documents.judging.identities.stated import letters
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.reader import Reader
from symnn.latex.plain import plain

#: So many terms tell a series, and so many are compared.
_FEWEST: Final = 3
_MOST: Final = 12
#: So many terms of 0 in a row are passed over.
_MOST_ZEROS: Final = 2


def judge_first_terms(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of a series as its first terms; None for other claims.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what the words beside it say.
    """
    if link.relation != "=" or assumed.denied:
        return None
    for whole, shown in ((left, link.operand), (link.operand, left)):
        series, row = _series(whole), _row(shown)
        if series is None or row is None:
            continue
        view = assumed.view(reader(place.state.scope, open_names=True))
        found = _agreeing(view, *series, *row)
        if found is not None:
            note = f"the first {len(row[0])} terms are those of the sum"
            found = replace(found, notes=(*found.notes, note))
            return found, f"{plain(left)} {link.relation} {plain(link.operand)}"
    return None


def _series(node: tree.Node) -> tuple[tree.Node, str, int] | None:
    """The terms of a sum up to ∞, their index, and where it begins."""
    node = bare(node)
    lower = node.lower if isinstance(node, tree.BigOperator) else None
    if not isinstance(node, tree.BigOperator) or not isinstance(lower, tree.Chain):
        return None
    upper = node.upper
    endless = isinstance(upper, tree.Name) and upper.base == "∞"
    index, start = tree.key(lower.first), integer_of(lower.links[0].operand)
    plain_sum = node.operator == "sum" and len(lower.links) == 1 and lower.links[0].relation == "="
    if not (endless and plain_sum) or index is None or start is None:
        return None
    return node.body, index, start


def _row(node: tree.Node) -> tuple[list[tree.Node], list[tree.Node]] | None:
    """The terms before the dots, and one between two rows of dots."""
    node = bare(node)
    if not isinstance(node, tree.Sum):
        return None
    dots = [k for k, term in enumerate(node.terms) if _are_dots(term)]
    if not dots or dots[-1] != len(node.terms) - 1 or not _FEWEST <= dots[0] <= _MOST:
        return None
    between = [t for t in node.terms[dots[0] :] if not _are_dots(t)]
    if len(dots) > len(between) + 1 or len(between) > 1:
        return None
    return list(node.terms[: dots[0]]), between


def _are_dots(node: tree.Node) -> bool:
    return isinstance(node.operand if isinstance(node, tree.Neg) else node, tree.Dots)


def _agreeing(
    view: Reader,
    body: tree.Node,
    index: str,
    start: int,
    shown: list[tree.Node],
    between: list[tree.Node],
) -> Judgement | None:
    """The proof that the terms which are shown are those of the sum; None if one is not."""
    found: Judgement | None = None
    at, zeros = start, 0
    waiting = list(shown)
    while waiting:
        term = _at(body, index, at)
        found = decided_alone(view, waiting[0], term)
        at += 1
        if found is not None and found.outcome == "proved":
            waiting.pop(0)
            zeros = 0
            continue
        nothing = decided_alone(view, term, number(0))
        zeros += 1
        if nothing is None or nothing.outcome != "proved" or zeros > _MOST_ZEROS:
            return None
    for term in between:
        name, *more = letters(term) - letters(body) or {index}
        if more:
            return None
        general = decided_alone(view, term, put(body, index, tree.Name(name)))
        if general is None or general.outcome != "proved":
            return None
    return found


def _at(node: tree.Node, index: str, value: int) -> tree.Node:
    """The term at one value of the index, which may stand below a name as well."""

    def visit(part: tree.Node) -> tree.Node:
        below = part.subscript if isinstance(part, tree.Name) else None
        if isinstance(part, tree.Name) and below is not None and tree.key(below) == index:
            return replace(part, subscript=tree.Number(str(value), Fraction(value), 0))
        return tree.map_children(part, visit)

    return put(visit(node), index, number(value))
