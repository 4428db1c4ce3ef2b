r"""Habits of posts and notes that make a relation false in the usual reading.

A side length stands for a square (``1 + 2 = 3 \times 3``), numbers are written to the base 2
(``5 = 101``), exponents get lost when text is copied (``(80 - 100)2``), two points side by side are
the way from one to the other, and ``9/9 = 100`` ends in "th percentile".
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Side, judge
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Array

_ORDINAL = regex(r"\$*(?:th|st|nd|rd)\b")


def habit_doubt(place: Place, left: tree.Node, link: tree.Link) -> str | None:
    """Why a relation that is false may be right as its author writes; None if nothing says so."""
    right = link.operand
    parts = [part for side in (left, right) for part in tree.walk(side)]
    if _ORDINAL.match(place.formula.after) and not place.formula.display:
        return "the number at its end counts something"
    if "\\underline" in place.latex:
        return "a line under a number or an exponent has a meaning of its own"
    if any(map(_may_have_lost_power, parts)):
        return "a number right behind a bracket may be an exponent that was lost"
    if _is_binary(place, link, left, right):
        return "a number of ones and zeros may be to the base 2"
    if _is_of_square(place, link, left, right):
        return "the product may be a shape"
    if any(_is_pair_of_lists(place, n) for side in (left, right) for n in _without_arrows(side)):
        return "two lists side by side may be meant otherwise than as their product"
    return None


def _holds(place: Place, link: tree.Link, left: tree.Node, right: tree.Node) -> bool:
    view = place.view()
    try:
        sides = Side(view.read(left), left), Side(view.read(right), right)
        return judge(link.relation, *sides).outcome == "proved"
    except (MeaningError, SymnnError):
        return False


def _may_have_lost_power(node: tree.Node) -> bool:
    """(80 - 100)2, as is left of (80 - 100)² when text is copied."""
    if not isinstance(node, tree.Product):
        return False
    parts = zip(node.factors, node.operators, node.factors[1:], strict=False)
    return any(
        isinstance(a, tree.Group)
        and not operator
        and isinstance(b, tree.Number)
        and b.text in ("2", "3")
        for a, operator, b in parts
    )


def _is_binary(place: Place, link: tree.Link, left: tree.Node, right: tree.Node) -> bool:
    """5 = 101 and 0.625 = 0.101."""
    if not isinstance(right, tree.Number) or set(right.text) - set("01.") or len(right.text) < 3:
        return False
    whole, _, after = right.text.partition(".")
    value = Fraction(int((whole + after) or "0", 2), 2 ** len(after))
    return _holds(place, link, left, tree.Number(str(value), value, span=right.span))


def _is_of_square(place: Place, link: tree.Link, left: tree.Node, right: tree.Node) -> bool:
    """1 + 2 = 3×3: a side length, and the square of it."""
    if not isinstance(right, tree.Product) or right.operators not in (("×",), ("*",)):
        return False
    return right.factors[0] == right.factors[1] and _holds(place, link, left, right.factors[0])


def _is_pair_of_lists(place: Place, node: tree.Node) -> bool:
    """Two columns or two rows with no sign between them: ab may be the way from a to b."""
    if not isinstance(node, tree.Product) or not node.implicit:
        return False
    shapes = []
    for factor in node.factors:
        try:
            value = place.view().read(factor)
        except MeaningError:
            return False
        shapes.append(value.shape if isinstance(value, Array) else ())
    return any(a == b and len(a) == 2 and 1 in a and a != (1, 1) for a, b in pairwise(shapes))


def _without_arrows(node: tree.Node) -> Iterator[tree.Node]:
    """The parts of an expression, but for those under an accent: AB under an arrow is one thing."""
    if not isinstance(node, tree.Annotated):
        yield node
        for part in tree.children(node):
            yield from _without_arrows(part)
