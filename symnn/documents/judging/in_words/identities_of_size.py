r"""Determinants and traces of multiples of an identity matrix of open size.

"det(I - λI) = (1 - λ)^n for the n × n identity matrix I": det(cI) is c^n, and tr(cI) is nc.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Final

from symnn.claims.formula import Atomic
from symnn.deferred import regex
from symnn.documents.judging.in_words.sentence import PLACE, Sentence, judged, number_of
from symnn.documents.judging.relations import Judgement
from symnn.exact.expression import ONE, Expr, free_symbols, mul, power, rational, substitute, symbol
from symnn.exact.plain import plain
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Scalar

_SAID: Final = regex(
    rf"(?P<claim>{PLACE}),? (?:for|with) (?:the|an?|any|every) (?:(?P<size>{PLACE}) )?identity"
    rf"(?: matrix)? (?P<name>{PLACE})"
    rf"|(?P<claim2>{PLACE}),? (?:where|if|when) (?P<name2>{PLACE}) is the (?:(?P<size2>{PLACE}) )?"
    r"identity(?: matrix)?"
)
_FUNCTIONS: Final = {"det": "det", "tr": "tr", "trace": "tr", "Tr": "tr"}
_POINTS: Final = ("3", "-2", "1/2", "0")
_SIZES: Final = ("2", "3", "1")
_METHOD: Final = "det(cI) = c^n and tr(cI) = nc"


def judge_identity(sentence: Sentence) -> Judgement | None:
    """What is found about such an equation; None for any other sentence."""
    match = _SAID.fullmatch(sentence.whole.words)
    if match is None:
        return None
    claim, name, size = (match[k] or match[f"{k}2"] for k in ("claim", "name", "size"))
    chain = sentence.whole.part(claim).node
    own, order = _named(sentence, name, size)
    if own is None or order is None or not isinstance(chain, tree.Chain):
        return None
    if any(link.relation != "=" for link in chain.links):
        return None
    place = sentence.place
    view = replace(NOTHING.view(reader(place.state.scope, version=place.seen)), open_names=True)
    reading = _Reading(view, own, number_of(view, order))
    left, *others = [reading.side(side) for side in _sides(chain)]
    reading.must_be_open(left, *others)
    found = [reading.equal(left, other) for other in others]
    if all(one.outcome == "proved" for one in found):
        return Judgement("proved", _METHOD)
    return next((one for one in found if one.outcome == "refuted"), None)


def _sides(chain: tree.Chain) -> Iterator[tree.Node]:
    yield chain.first
    for link in chain.links:
        yield link.operand


def _named(sentence: Sentence, name: str, size: str | None) -> tuple[str | None, tree.Node | None]:
    """The name of the identity, and how many rows it has: n × n, or ∈ ℝ^{n×n}."""
    node = sentence.whole.part(name).node
    shape = sentence.whole.part(size).node if size is not None else None
    if isinstance(node, tree.Chain) and [li.relation for li in node.links] == ["∈"]:
        space = node.links[0].operand
        shape = space.exponent if isinstance(space, tree.Power) and shape is None else None
        node = node.first
    if isinstance(shape, tree.Group) and len(shape.items) == 1:
        shape = shape.items[0]
    if not isinstance(shape, tree.Product) or shape.operators != ("×",):
        return None, None
    rows, columns = shape.factors
    square = plain_of(rows) == plain_of(columns)
    key = tree.key(node) if node is not None else None
    return (key, rows) if square and key is not None else (None, None)


def plain_of(node: tree.Node) -> str:
    """A node as it is written."""
    from symnn.latex.plain import plain as written

    return written(node)


class _Reading:
    """Sides of an equation as numbers, in the letters and the order of the identity."""

    def __init__(self, view: Reader, own: str, order: Expr) -> None:
        self.view = view
        self.own = own
        self.order = order
        self.inner = view.varying({**view.varied, own: Scalar(ONE)})

    def side(self, node: tree.Node) -> tuple[Expr, Expr | None]:
        """The base of a power with the order above it, or a number beside no order."""
        argument = self._argument(node, "det")
        if argument is not None:
            return number_of(self.inner, argument), self.order
        argument = self._argument(node, "tr")
        if argument is not None:
            return mul(self.order, number_of(self.inner, argument)), None
        if any(tree.key(part) == self.own for part in tree.walk(node)):
            raise MeaningError(Kind.UNSUPPORTED, "a matrix beside numbers", node.span)
        if isinstance(node, tree.Power) and number_of(self.view, node.exponent) == self.order:
            return number_of(self.view, node.base), self.order
        return number_of(self.view, node), None

    def _argument(self, node: tree.Node, wanted: str) -> tree.Node | None:
        head: tree.Node | None = None
        inner: tree.Node | None = None
        if isinstance(node, tree.Call) and len(node.arguments.items) == 1:
            head, inner = node.head, node.arguments.items[0]
        elif isinstance(node, tree.Apply) and node.power is None:
            head, inner = node.function, node.argument
        base = head.base if isinstance(head, tree.Name) else ""
        return inner if _FUNCTIONS.get(base) == wanted else None

    def must_be_open(self, *sides: tuple[Expr, Expr | None]) -> None:
        """Raise what is raised where a letter may be an array, or has a value elsewhere."""
        letters = free_symbols(*(base for base, _ in sides))
        arrays = any(name[:1].isupper() for name in letters)
        if arrays or any(self.view.scope.latest(name) is not None for name in letters):
            raise MeaningError(Kind.UNSUPPORTED, "a letter with a value", tree.Span(0, 0))

    def equal(self, one: tuple[Expr, Expr | None], two: tuple[Expr, Expr | None]) -> Judgement:
        """Whether two sides are the same for all numbers and all orders."""
        if not free_symbols(self.order):
            return judged(Atomic("=", _at(one, {}), _at(two, {})))
        if one[1] is not None and two[1] is not None:
            same = judged(Atomic("=", one[0], two[0]))
        else:
            sides = [base if order is None else _lone(base) for base, order in (one, two)]
            known = [side for side in sides if side is not None]
            over = (Atomic(">=", self.order, ONE),)
            same = judged(Atomic("=", *known), over) if len(known) == 2 else Judgement("undecided")
        return same if same.outcome == "proved" else self._apart(one, two)

    def _apart(self, one: tuple[Expr, Expr | None], two: tuple[Expr, Expr | None]) -> Judgement:
        """A number for each letter, and an order, at which two sides differ."""
        letters = sorted(free_symbols(one[0], two[0], self.order) - free_symbols(self.order))
        orders = sorted(free_symbols(self.order))
        if len(letters) > 2 or len(orders) > 1 or not _is_letter(self.order, orders):
            return Judgement("undecided")
        for size, *values in product(_SIZES, *[_POINTS for _ in letters]):
            point = dict(zip(letters, map(rational, values), strict=True))
            point |= {name: rational(size) for name in orders}
            sides = [_at(side, point) for side in (one, two)]
            if judged(Atomic("=", *sides)).outcome == "refuted":
                shown = tuple((name, plain(value)) for name, value in point.items())
                return Judgement("refuted", _METHOD, counterexample=shown or None)
        return Judgement("undecided")


def _is_letter(order: Expr, names: list[str]) -> bool:
    return not names or order == symbol(names[0])


def _lone(base: Expr) -> Expr | None:
    """A power with any order above it, where that is known: of 1 and of 0."""
    for number in (rational(1), rational(0)):
        if judged(Atomic("=", base, number)).outcome == "proved":
            return number
    return None


def _at(side: tuple[Expr, Expr | None], point: dict[str, Expr]) -> Expr:
    base, order = side
    value = substitute(base, point)
    return value if order is None else power(value, substitute(order, point))
