r"""Open sums beside other terms, steps of induction: \sum_{i=1}^{k+1} i = \sum_{i=1}^k i + (k + 1).

Of sums of the same terms, the longer ones are the shortest and the terms that they have more. If
all of that sum cancels, the rest is an identity in letters; if one of it is left, the rest is what
that sum is said to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from symnn.documents.judging.identities.forms import bare, bracketed, number, put
from symnn.documents.judging.identities.inductions import Range, decided_alone, open_range, said_of
from symnn.documents.judging.identities.stated import letters
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.reader import Reader
from symnn.latex.plain import plain

#: So many terms a sum may have more than the shortest one.
_MOST_MORE: Final = 4
_MOST_TERMS: Final = 12
_SIDES: Final = ("left", "right")

_Signed: TypeAlias = "tuple[int, tree.Node]"


def judge_added_ranges(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of an equation with open sums among other terms.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what the words beside it say.
    """
    sides = (left, link.operand)
    if link.relation != "=" or assumed.denied or not any(map(_has_sum, sides)):
        return None
    values = {k: v for k, v in assumed.values.items() if k not in assumed.universal}
    view = replace(assumed, values=values).view(reader(place.state.scope, open_names=True))
    found = _judged(view, [*_terms(left, 1), *_terms(link.operand, -1)])
    if found is None or found.outcome != "proved":
        return None
    return found, f"{plain(left)} {link.relation} {plain(link.operand)}"


def _has_sum(node: tree.Node) -> bool:
    """Whether an open sum stands among other terms, or alone."""
    return any(isinstance(term, tree.BigOperator) for _, term in _terms(node, 1))


def _terms(node: tree.Node, sign: int) -> Iterator[_Signed]:
    """The terms of a side with their signs, without the brackets around sums."""
    node = bare(node)
    if isinstance(node, tree.Neg):
        yield from _terms(node.operand, -sign)
    elif isinstance(node, tree.Sum):
        for term in node.terms:
            yield from _terms(term, sign)
    else:
        yield sign, node


def _judged(view: Reader, terms: Sequence[_Signed]) -> Judgement | None:
    ranges = [(sign, found) for sign, node in terms if (found := open_range(node, view))]
    alone = len(ranges) == 1 and len(terms) == len(_SIDES)
    if not ranges or len(terms) > _MOST_TERMS or alone:
        return None
    first = min((found for _, found in ranges), key=lambda one: one.shift)
    if any(not _is_of_one_kind(first, found) for _, found in ranges):
        return None
    rest = [(sign, node) for sign, node in terms if open_range(node, view) is None]
    for sign, found in ranges:
        rest += [(sign, term) for term in _more(first, found)]
    count = sum(sign for sign, _ in ranges)
    if count == 0:
        same = decided_alone(view, _sum(rest), number(0)) if rest else None
        note = f"for all integers {first.count} ≥ {first.first - 1}"
        return None if same is None else replace(same, notes=(*same.notes, note))
    if abs(count) != 1 or not rest:
        return None
    return said_of(view, first, bracketed(_sum([(-count * sign, node) for sign, node in rest])))


def _is_of_one_kind(one: Range, other: Range) -> bool:
    """Whether two sums have the same terms and beginning, and lengths that differ by a few."""
    if one.count in letters(other.node.body) or other.node.operator != "sum":
        return False
    same = put(other.node.body, other.index, tree.Name(one.index))
    begin = (one.start, one.count) == (other.start, other.count)
    return begin and plain(same) == plain(one.node.body) and other.shift - one.shift <= _MOST_MORE


def _more(first: Range, longer: Range) -> Iterator[tree.Node]:
    """The terms that a sum has more than the shortest."""
    for shift in range(first.shift + 1, longer.shift + 1):
        at = tree.Name(first.count)
        end = bracketed(tree.Sum((at, number(shift)))) if shift else at
        yield bracketed(put(first.node.body, first.index, end))


def _sum(terms: Sequence[_Signed]) -> tree.Node:
    parts = [node if sign > 0 else tree.Neg(bracketed(node)) for sign, node in terms]
    return parts[0] if len(parts) == 1 else tree.Sum(tuple(parts))
