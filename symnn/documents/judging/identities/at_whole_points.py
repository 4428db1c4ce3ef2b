r"""Laws in whole numbers, tried at small ones: B(N, k) = 2^N for all N \ge k \ge 1 fails at (1, 1).

Where letters end a sum or are chosen from, they are whole numbers, and nothing can be read as long
as they stand open. One point of what the words allow, at which the sides differ, refutes the law.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from time import monotonic
from typing import Final

from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import RELATIONS, Judgement, Side, judge
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError

_MOST_LETTERS: Final = 3
_LARGEST: Final = 6
_SECONDS: Final = 3
_ORDERS: Final = frozenset({"<", "≤", ">", "≥", "=", "≠"})


def refuted_at_whole(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> Judgement | None:
    """The refutation of a law by small whole numbers; None if none of those tried refutes it.

    Args:
        place: where it stands.
        left, link: the law.
        assumed: what the words beside it say; letters without a range are any natural numbers.
    """
    letters = sorted(assumed.universal)
    if assumed.unread is not None or assumed.is_closed or link.relation not in RELATIONS:
        return None
    if not letters or len(letters) > _MOST_LETTERS:
        return None
    nodes = (left, link.operand)
    counted = {key for node in _with_formulas(place, nodes) for key in _counting(node)}
    if not counted & set(letters) or not _only_orders(assumed):
        return None
    start = monotonic()
    for numbers in product(range(1, _LARGEST + 1), repeat=len(letters)):
        if monotonic() - start > _SECONDS:
            return None
        found = _at(place, nodes, link, assumed, dict(zip(letters, numbers, strict=True)))
        if found is not None and found.outcome == "refuted":
            shown = tuple((k, str(n)) for k, n in zip(letters, numbers, strict=True))
            return Judgement("refuted", f"a counterexample, {found.method}", counterexample=shown)
    return None


def _only_orders(assumed: Assumptions) -> bool:
    """Whether all that is said of the letters are orders between them and numbers."""
    return all(li.relation in _ORDERS for chain in assumed.relations for li in chain.links)


def _at(
    place: Place,
    nodes: tuple[tree.Node, tree.Node],
    link: tree.Link,
    assumed: Assumptions,
    numbers: dict[str, int],
) -> Judgement | None:
    """The judgement at a point; None where the words exclude it, or a side has no value."""
    view = reader(place.state.scope, version=place.seen)
    try:
        for chain in assumed.relations:
            for one, step in chain.pairs():
                sides = [Side(view.read(_put(n, numbers)), n) for n in (one, step.operand)]
                if judge(step.relation, sides[0], sides[1]).outcome != "proved":
                    return None
        sides = [Side(view.read(_put(n, numbers)), n) for n in nodes]
    except MeaningError:
        return None
    if view.track.supposed:
        return None
    return judge(link.relation, sides[0], sides[1])


def _put(node: tree.Node, numbers: dict[str, int]) -> tree.Node:
    if isinstance(node, tree.Call) and tree.key(node.head) in numbers:  # n(n - 1) is a product
        parts = (_put(node.head, numbers), _put(node.arguments, numbers))
        return tree.Product(parts, ("",), span=node.span)
    number = numbers.get(tree.key(node) or "") if isinstance(node, tree.Name) else None
    if number is None:
        return tree.map_children(node, lambda part: _put(part, numbers))
    return tree.Number(str(number), Fraction(number), span=node.span)


def _with_formulas(place: Place, nodes: tuple[tree.Node, ...]) -> Iterator[tree.Node]:
    """The sides, and the formulas of the functions in them, with the arguments put in."""
    yield from nodes
    for call in (p for node in nodes for p in tree.walk(node) if isinstance(p, tree.Call)):
        known = place.state.scope.latest(tree.key(call.head) or "")
        names = () if known is None else known.parameters or ()
        if known is not None and len(names) == len(call.arguments.items):
            values = dict(zip(names, call.arguments.items, strict=True))
            yield _with(known.body, values)


def _with(node: tree.Node, values: dict[str, tree.Node]) -> tree.Node:
    value = values.get(tree.key(node) or "") if isinstance(node, tree.Name) else None
    return value or tree.map_children(node, lambda part: _with(part, values))


def _counting(node: tree.Node) -> Iterator[str]:
    """The letters that end sums, are chosen from, or have a factorial: whole numbers."""
    for part in tree.walk(node):
        inside: list[tree.Node] = []
        if isinstance(part, tree.BigOperator) and part.upper is not None:
            inside = [part.upper]
        elif isinstance(part, tree.Binomial):
            inside = [part.upper, part.lower]
        elif isinstance(part, tree.Factorial):
            inside = [part.operand]
        for name in (p for one in inside for p in tree.walk(one) if isinstance(p, tree.Name)):
            yield tree.key(name) or ""
