r"""Habits of posts and notes that make a relation false in the usual reading.

A side length stands for a square (``1 + 2 = 3 \times 3``), numbers are written to the base 2
(``5 = 101``), exponents get lost when text is copied (``(80 - 100)2``), two points side by side are
the way from one to the other, and ``9/9 = 100`` ends in "th percentile".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Side, judge
from symnn.documents.source import says
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.values import Array

_ORDINAL = regex(r"\$*(?:th|st|nd|rd)\b")


_COUNTS: Final = "the letter may stand for a function that counts, of whole numbers"
#: Words of a text about divisors.
_OF_DIVISORS: Final = regex(
    r"\b(?:totients?|primes?|co-?prime|divisors?|relatively prime"
    r"|euler's (?:function|theorem|phi))\b|\\gcd|\\pmod|\\bmod",
    re.IGNORECASE,
)
#: An operation that words begin, and a formula ends.
_GOES_ON: Final = regex(r"[\w)\]}$]\s?[/*+×÷·^]\s?\$?$")
#: What nobody takes for the number of the circle lies out of these.
_ABOUT_PI: Final = (3, Fraction(16, 5))


def habit_doubt(place: Place, left: tree.Node, link: tree.Link) -> str | None:
    """Why a relation that is false may be right as its author writes; None if nothing says so."""
    right = link.operand
    parts = [part for side in (left, right) for part in tree.walk(side)]
    if _ORDINAL.match(place.formula.after) and not place.formula.display:
        return "the number at its end counts something"
    if _GOES_ON.search(place.formula.before) is not None and not place.formula.display:
        return "the words before it go on into it: SE = sd/√40"
    if "\\underline" in place.latex:
        return "a line under a number or an exponent has a meaning of its own"
    if any(map(_may_have_lost_power, parts)):
        return "a number right behind a bracket may be an exponent that was lost"
    if _is_binary(place, link, left, right):
        return "a number of ones and zeros may be to the base 2"
    if any(_is_other_pi(a, b) for a, b in ((left, right), (right, left))):
        return "π may be a share or a policy here, and not the number of the circle"
    if any(_has_parameters(part, place.state.scope) for part in parts):
        return "a semicolon behind a name stands before the parameters of a function"
    symbol = _symbol(place, link, left, right)
    if symbol is not None:
        return symbol
    if _is_of_square(place, link, left, right):
        return "the product may be a shape"
    if any(_is_pair_of_lists(place, n) for side in (left, right) for n in _without_arrows(side)):
        return "two lists side by side may be meant otherwise than as their product"
    return None


def _symbol(place: Place, link: tree.Link, left: tree.Node, right: tree.Node) -> str | None:
    """The meaning that signs have in another field, if the relation may be one of that field."""
    if _is_cycles(left) and _is_cycles(right):
        return "brackets around digits may be the cycles of a permutation"
    if _is_ratio_in_brackets(left) and isinstance(right, tree.Number | tree.Neg):
        return "a fraction in brackets may be a symbol of Legendre"
    if _counts(left) and isinstance(right, tree.Number) and right.value.denominator == 1:
        return _COUNTS
    parts = [n for side in (left, right) for n in tree.walk(side)]
    if any(map(_counts, parts)) and says(place.state.source.text, _OF_DIVISORS):
        return _COUNTS
    if _is_class(left) and _is_class(right):
        return "square brackets around a pair may be the class of it"
    remainder = isinstance(right, tree.Product) and right.operators[-1:] == ("mod",)
    if remainder and any(isinstance(n, tree.Power | tree.Quotient) for n in tree.walk(left)):
        return "a quotient may be one of residues"
    for text, change in _OTHER_BRACKETS:
        changed = change(left), change(right)
        if changed != (left, right) and _holds(place, link, *changed):
            return text
    return None


def _is_cycles(node: tree.Node) -> bool:
    """(12)(345), or a power of such: digits that are all different, in brackets."""
    if isinstance(node, tree.Power):
        return _is_cycles(node.base)
    if isinstance(node, tree.Product):
        return node.implicit and all(map(_is_cycles, node.factors))
    inner = node.items if isinstance(node, tree.Group) and node.fence == "()" else ()
    texts = [n.text for n in inner if isinstance(n, tree.Number) and not n.decimals]
    return len(texts) == len(inner) == 1 and 1 < len(texts[0]) == len(set(texts[0]))


def _is_ratio_in_brackets(node: tree.Node) -> bool:
    if not isinstance(node, tree.Group) or node.fence != "()" or len(node.items) != 1:
        return False
    inner = node.items[0]
    terms = (inner.numerator, inner.denominator) if isinstance(inner, tree.Quotient) else ()
    return bool(terms) and all(isinstance(n, tree.Number) for n in terms)


def _counts(node: tree.Node) -> bool:
    """σ(6), or φ(2^2): the sum of divisors, or how many numbers are coprime to it."""
    if not isinstance(node, tree.Call) or len(node.arguments.items) != 1:
        return False
    whole = node.arguments.items[0]
    whole = whole.base if isinstance(whole, tree.Power) else whole
    letter = tree.key(node.head) in ("sigma", "pi", "phi", "varphi", "tau", "omega", "mu")
    return letter and isinstance(whole, tree.Number) and not whole.decimals and whole.value > 1


def _has_parameters(node: tree.Node, scope: Scope) -> bool:
    """p(y; η), which is no product of p and a column of two; a function of these is given."""
    if not isinstance(node, tree.Call) or not isinstance(node.head, tree.Name):
        return False
    known = scope.latest(tree.key(node.head) or "")
    if known is not None and len(known.parameters or ()) == len(node.arguments.items):
        return False
    return ";" in (node.arguments.separators or ())


def _is_class(node: tree.Node) -> bool:
    """[(5, 3)]: a pair in square brackets, with nothing beside it."""
    if not isinstance(node, tree.Group) or node.fence != "[]" or len(node.items) != 1:
        return False
    (inner,) = node.items
    return isinstance(inner, tree.Group) and inner.fence == "()" and len(inner.items) > 1


def _is_other_pi(left: tree.Node, right: tree.Node) -> bool:
    """π = 0.6 or π = 1/2, which is far from the number of the circle."""
    value = _of_digits(right) if tree.key(left) == "pi" else None
    low, high = _ABOUT_PI
    return value is not None and not low <= value <= high


def _of_digits(node: tree.Node) -> Fraction | None:
    """The value of a number, of a ratio of two, and of their negatives."""
    if isinstance(node, tree.Neg):
        value = _of_digits(node.operand)
        return None if value is None else -value
    if isinstance(node, tree.Quotient):
        top, bottom = _of_digits(node.numerator), _of_digits(node.denominator)
        return top / bottom if top is not None and bottom else None
    return Fraction(node.value) if isinstance(node, tree.Number) else None


def _without_whole_part(node: tree.Node) -> tree.Node:
    """{x} as the fractional part of x."""
    if isinstance(node, tree.Group) and node.fence == "{}" and len(node.items) == 1:
        return tree.Sum((node.items[0], tree.Neg(tree.Floor(node.items[0]))), span=node.span)
    return tree.map_children(node, _without_whole_part)


def _repeated(node: tree.Node) -> tree.Node:
    """0.999… with its last digit for ever."""
    if isinstance(node, tree.Product) and len(node.factors) == 2 and node.implicit:
        number, dots = node.factors
        if isinstance(number, tree.Number) and number.decimals and isinstance(dots, tree.Dots):
            last = Fraction(int(number.text[-1]), 9 * 10**number.decimals)
            return tree.Number(number.text, number.value + last)
    return tree.map_children(node, _repeated)


_OTHER_BRACKETS: Final = (
    ("curly brackets may stand for the fractional part", _without_whole_part),
    ("the dots may repeat the digit before them", _repeated),
)


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
    if link.relation == "≈" and right.decimals:
        return False  # to another base a number is not rounded
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
