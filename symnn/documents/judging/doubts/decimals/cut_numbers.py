r"""False equations of numbers that hold with the figures that the author cut off.

Under a note that sizes are floored, ``(32 - 3 + 2)/2 + 1 = 16``; and in a chain whose last number
is round, ``1600 \cdot 3.8 = 63 \cdot 97 = 6100``, all of them are meant to so many figures.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from flint import fmpq

from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side, judge, soften
from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.number import Number
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.builtins import SPELLINGS
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.softness import Box, Softness
from symnn.latex.meaning.values import Scalar

#: So many characters before an equation, and fewer behind it, are searched for such a note.
BEFORE: Final = 1000
BEHIND: Final = 200
_FLOORS: Final = regex(
    r"\b(?:floor\w*|round\w* (?:it |this |them )?down|integer (?:division|part)|truncat\w+"
    r"|whole (?:number|part)s?|discard\w*|integers?|in (?:c|java|rust|go|sql|verilog|fortran)"
    r"|ints?)\b|\bc\+\+|\\l?floor|⌊"
)
#: The size of what a convolution gives is a whole number, also where that is not said.
_OF_CONVOLUTION: Final = regex(r"\b(?:stride|padding|kernel|pooling|conv\w*)s?\b|卷积|步长|池化")
_SIZES: Final = regex(r"\)\s*/\s*\d|\\frac")
#: Right before it: so many fit in there.
_AT_MOST: Final = regex(
    r"(?:\bat most|\b(?:can|could|only) (?:hold|fit|keep|store|take|run)|最多|至多)[^.。$]{0,30}$"
)
_CEILS: Final = regex(r"\b(?:ceil\w*|round\w* (?:it |this |them )?up)\b|\\l?ceil|⌈")
#: Decimals with fewer digits than these are chosen, and nothing was cut off them.
_LONG: Final = 4
_STEPS: Final = (tree.Product, tree.Quotient, tree.Sum, tree.Power)
_SECTION: Final = regex(r"\n# |\\section\b")
_ROUND_END: Final = regex(r"=\s*(?:\\\$)?\s*[1-9]\d+?(0{2,})[\s.]*$")


def cut_doubt(place: Place, sides: tuple[Side, Side], link: tree.Link) -> str | None:
    """Why a false equation may hold with the figures that are shown; None if nothing says so.

    Args:
        place: where it stands.
        sides: its sides.
        link: the relation.
    """
    found = _numbers(sides)
    if found is None:
        return None
    left, right = found
    if isinstance(sides[1].node, tree.Number) and _is_whole(right) and not _is_whole(left):
        near = _near(place)
        down = left.floor()
        floored = _FLOORS.search(near) or _AT_MOST.search(place.formula.before.lower())
        floored = floored or (_SIZES.search(place.latex) and _OF_CONVOLUTION.search(near))
        if (right - down).sign() == 0 and floored:
            return "the words near it let it be rounded down"
        if (right - down - 1).sign() == 0 and _CEILS.search(near):
            return "the words near it let it be rounded up"
    zeros = _ROUND_END.search(place.latex[link.operand.span.end :])
    if zeros is not None and link.relation == "=":
        unit = fmpq(10) ** len(zeros[1])
        if _steps(left, unit) == _steps(right, unit):
            return "the chain ends in a round number, and both sides may be meant to its figures"
    return None


def figures_doubt(place: Place, found: Judgement, left: tree.Node, link: tree.Link) -> str | None:
    """Why a false equation may hold with digits that were cut, or with a power of ten.

    Args:
        place: where it stands.
        found: the refutation.
        left, link: the relation.
    """
    if _may_be_cut(place, found, left, link):
        return "the last digits of the decimals in it may have been cut, not rounded"
    if _has_power_of_ten(place, left, link):
        return "the e in it may stand for 'times ten to the power'"
    return None


def _may_be_cut(place: Place, found: Judgement, left: tree.Node, link: tree.Link) -> bool:
    """1/7 · e^{-0.8958} = 0.1428 · 0.4082: decimals on both sides, one step of a calculation."""
    parts = list(tree.walk(link.operand))
    named = any(isinstance(n, tree.Name) and n.base not in SPELLINGS for n in parts)
    if named or not any(isinstance(part, _STEPS) for part in parts):
        return False
    soft = Softness(least=_LONG, significant=_LONG)
    view = place.view(soft)
    try:
        a, b = view.read(left), view.read(link.operand)
    except MeaningError:
        return False
    wide = {
        key: Box(box.centre + box.half / 2, box.half * fmpq(3, 2))
        for key, box in soft.boxes.items()
    }
    return soften(found, a, b, wide).outcome != "refuted"


def _has_power_of_ten(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """1.97e^{-8} where e is no Euler's number: whether it holds with 1.97 · 10^{-8}."""
    shown = with_tens(left), with_tens(link.operand)
    if shown == (left, link.operand):
        return False
    view = place.view()
    try:
        sides = Side(view.read(shown[0]), shown[0]), Side(view.read(shown[1]), shown[1])
    except MeaningError:
        return False
    return judge("≈", *sides).outcome == "proved"


def with_tens(node: tree.Node) -> tree.Node:
    r"""The tree with 10 for every e with a whole exponent right behind a number.

    >>> from symnn.latex.parser import parse
    >>> body = parse("1.97e^{-8}").statements[0].body
    >>> "base=Number(text='10'" in repr(with_tens(body))
    True
    """
    node = tree.map_children(node, with_tens)
    if not isinstance(node, tree.Product) or len(node.factors) < 2:
        return node
    number, power = node.factors[:2]
    if (
        node.operators[0]
        or not isinstance(number, tree.Number)
        or not isinstance(power, tree.Power)
    ):
        return node
    exponent = power.exponent
    bare = exponent.operand if isinstance(exponent, tree.Neg) else exponent
    whole = isinstance(bare, tree.Number) and bare.value.denominator == 1
    if tree.key(power.base) != "e" or not whole:
        return node
    ten = replace(power, base=tree.Number("10", Fraction(10), span=power.base.span))
    return replace(node, factors=(number, ten, *node.factors[2:]))


def _numbers(sides: tuple[Side, Side]) -> tuple[Number, Number] | None:
    left, right = (side.value for side in sides)
    if not (isinstance(left, Scalar) and isinstance(right, Scalar)):
        return None
    try:
        return exact_value(lower(left.expr)), exact_value(lower(right.expr))
    except SymnnError:
        return None


def _is_whole(number: Number) -> bool:
    return (number - number.floor()).sign() == 0


def _steps(number: Number, unit: fmpq) -> int:
    """The nearest multiple of a unit."""
    return (number / unit + fmpq(1, 2)).floor()


def _near(place: Place) -> str:
    text, begin, end = place.state.source.text, place.formula.outer_start, place.formula.outer_end
    before = _SECTION.split(text[max(begin - BEFORE, 0) : begin])[-1]
    return f"{before} {text[end : end + BEHIND]}".lower()
