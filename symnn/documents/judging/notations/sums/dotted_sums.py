r"""Sums that dots shorten: 1 + 2 + \dots + n, a_0 + a_1 x + \dots + a_n x^n.

The last term tells the pattern: with k for its letter, or for the numbers in it, the terms before
the dots must come out in their order, for 0, 1 or 2 at first. Such a sum is \sum_{k=1}^n k.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.latex import syntax as tree

Statements = Sequence["tree.Statement | tree.Unreadable"]
_STARTS: Final = (0, 1, 2)
_INDICES: Final = ("k", "i", "j", "l", "m")
_ENDS: Final = frozenset("nNmMkKtTdDpL")
_MOST: Final = 60
_LARGEST_POWER: Final = 64


def with_dotted_sums(statements: Statements) -> list[tree.Statement | tree.Unreadable]:
    """The statements with sums over an index for those that dots shorten."""
    return [
        replace(s, body=_rewritten(s.body)) if isinstance(s, tree.Statement) else s
        for s in statements
    ]


def _rewritten(node: tree.Node) -> tree.Node:
    if isinstance(node, tree.Chain) and any(isinstance(p, tree.Dots) for p in _operands(node)):
        node = _named_one_by_one(node)
    used = {tree.key(part) or "" for part in tree.walk(node)}
    index = next((letter for letter in _INDICES if letter not in used), None)

    def visit(part: tree.Node) -> tree.Node:
        whole = tree.map_children(part, visit)
        if not isinstance(whole, tree.Sum) or index is None:
            return whole
        return _as_sum(whole, tree.Name(index)) or whole

    return visit(node)


def _operands(chain: tree.Chain) -> tuple[tree.Node, ...]:
    first = chain.first
    listed = isinstance(first, tree.Group) and first.fence == ""
    items = first.items if listed and isinstance(first, tree.Group) else (first,)
    return (*items, *(link.operand for link in chain.links))


def _named_one_by_one(chain: tree.Chain) -> tree.Chain:
    r"""R_1 = R_2 = R_3 = 0 for R_1 = \dots = R_3 = 0, and names for R_1, \dots, R_3 = 1, 2, 4."""
    first = chain.first
    if isinstance(first, tree.Group) and first.fence == "" and len(chain.links) == 1:
        items = _named(first.items)
        return replace(
            chain, first=replace(first, items=items, separators=(",",) * (len(items) - 1))
        )
    if any(link.relation != "=" for link in chain.links):
        return chain
    first, *others = _named((first, *(link.operand for link in chain.links)))
    return replace(
        chain, first=first, links=tuple(tree.Link("=", other, span=other.span) for other in others)
    )


def _named(items: tuple[tree.Node, ...]) -> tuple[tree.Node, ...]:
    """Names with numbers below them, with those between for the dots."""
    places = [k for k, item in enumerate(items) if isinstance(item, tree.Dots)]
    if len(places) != 1 or not 0 < places[0] < len(items) - 1:
        return items
    (place,) = places
    first, last = items[place - 1], items[place + 1]
    if not isinstance(first, tree.Name) or not isinstance(last, tree.Name):
        return items
    start, end = first.subscript, last.subscript
    if not isinstance(start, tree.Number) or not isinstance(end, tree.Number):
        return items
    alike = replace(first, subscript=None) == replace(last, subscript=None)
    whole = start.value.denominator == 1 == end.value.denominator
    if not alike or not whole or not 0 < end.value - start.value <= _MOST:
        return items
    numbers = range(int(start.value) + 1, int(end.value))
    between = (replace(first, subscript=_number(k)) for k in numbers)
    return (*items[:place], *between, *items[place + 1 :])


def _as_sum(node: tree.Sum, index: tree.Name) -> tree.Node | None:
    """The sum without dots; None where no pattern is evident."""
    places = [k for k, term in enumerate(node.terms) if isinstance(term, tree.Dots)]
    if len(places) != 1 or not 0 < places[0] < len(node.terms) - 1:
        return None
    (place,) = places
    before, last = node.terms[:place], node.terms[place + 1]
    if place + 2 < len(node.terms):  # 1 + 2 + … + k, and more behind it
        whole = _as_sum(replace(node, terms=node.terms[: place + 2]), index)
        return None if whole is None else replace(node, terms=(whole, *node.terms[place + 2 :]))
    shown = [_simple(term) for term in before]
    for term, end in _patterns(last, index):
        start = next((s for s in _STARTS if _begins(term, index, s, shown)), None)
        if start is None:
            continue
        if isinstance(end, int):
            if not start + len(shown) <= end + 1 or end - start > _MOST:
                continue
            terms = tuple(_at(term, index, k) for k in range(start, end + 1))
            return replace(node, terms=tuple(map(_simple, terms)))
        lower = tree.Chain(index, (tree.Link("=", _number(start)),))
        return tree.BigOperator("sum", lower, end, _closed(term), span=node.span)
    return None


def _patterns(last: tree.Node, index: tree.Name) -> Iterator[tuple[tree.Node, tree.Node | int]]:
    """What the last term may be in general, and where it ends."""
    letters = {
        key: part
        for part in tree.walk(last)
        if isinstance(part, tree.Name) and (key := tree.key(part)) in _ENDS and key is not None
    }
    for key, name in letters.items():
        yield _with(last, key, index), name
    if letters:
        return
    numbers = sorted({int(n.value) for n in _counted(last)})
    if numbers and numbers[-1] - numbers[0] <= 1:
        yield _counting(last, numbers[0], index), numbers[0]


def _counted(node: tree.Node) -> Iterator[tree.Number]:
    """The whole numbers above one in indices and exponents: the 6 and the 7 of γ^6 R_7."""
    for part in tree.walk(node):
        place = part.subscript if isinstance(part, tree.Name) else None
        place = part.exponent if isinstance(part, tree.Power) else place
        if isinstance(place, tree.Number) and place.value.denominator == 1 and place.value > 1:
            yield place


def _counting(node: tree.Node, end: int, index: tree.Name) -> tree.Node:
    """The term with k for the smaller of these numbers, and k + 1 for the next."""

    def shifted(number: tree.Node) -> tree.Node:
        if not isinstance(number, tree.Number) or number.value not in (end, end + 1):
            return number
        return index if number.value == end else tree.Sum((index, _number(1)))

    def visit(part: tree.Node) -> tree.Node:
        if isinstance(part, tree.Name) and part.subscript is not None:
            return replace(part, subscript=shifted(part.subscript))
        if isinstance(part, tree.Power):
            return replace(part, base=visit(part.base), exponent=shifted(part.exponent))
        return tree.map_children(part, visit)

    return visit(node)


def _with(node: tree.Node, key: str, index: tree.Node) -> tree.Node:
    if tree.key(node) == key:
        return index
    return tree.map_children(node, lambda part: _with(part, key, index))


def _begins(term: tree.Node, index: tree.Name, start: int, shown: list[tree.Node]) -> bool:
    """Whether the terms before the dots are those of the pattern from here on."""
    key = tree.key(index) or ""
    if len(shown) == 1 and not _is_alike(term, shown[0]):
        return False
    found = [_simple(_with(term, key, _number(start + k))) for k in range(len(shown))]
    return found == shown


def _is_alike(term: tree.Node, shown: tree.Node) -> bool:
    """x_1 + … + x_n, of which one term is enough: an index that begins."""
    names = [part for part in tree.walk(shown) if isinstance(part, tree.Name)]
    return type(term) is type(shown) and any(
        isinstance(name.subscript, tree.Number) for name in names
    )


def _at(term: tree.Node, index: tree.Name, number: int) -> tree.Node:
    return _with(term, tree.key(index) or "", _number(number))


def _closed(term: tree.Node) -> tree.Node:
    if isinstance(term, (tree.Sum, tree.Neg)):
        return tree.Group("()", (term,), span=term.span)
    return term


# --- simple forms -----------------------------------------------------------------------


def _number(value: int | Fraction) -> tree.Number:
    return tree.Number(str(value), Fraction(value), 0)


def _simple(node: tree.Node) -> tree.Node:
    """A term with its numbers worked out: 2·3 - 1 as 5, γ^0 R_1 as R_1."""
    if isinstance(node, tree.Call):  # the brackets of X(1) are no brackets round a factor
        items = tuple(map(_simple, node.arguments.items))
        return replace(node, arguments=replace(node.arguments, items=items))
    whole = tree.map_children(node, _simple)
    if isinstance(whole, tree.Group) and len(whole.items) == 1:
        inner = whole.items[0]
        return inner if isinstance(inner, (tree.Number, tree.Name)) else whole
    if isinstance(whole, tree.Number):
        return _number(whole.value)
    if isinstance(whole, tree.Sum):
        return _added(whole)
    if isinstance(whole, tree.Product):
        return _multiplied(whole)
    if isinstance(whole, tree.Power):
        return _raised(whole)
    return whole


def _value(node: tree.Node) -> Fraction | None:
    if isinstance(node, tree.Number):
        return node.value
    if isinstance(node, tree.Neg) and isinstance(node.operand, tree.Number):
        return -node.operand.value
    return None


def _added(node: tree.Sum) -> tree.Node:
    values = [_value(term) for term in node.terms]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return node
    total = sum(known, Fraction(0))
    return _number(total) if total >= 0 else tree.Neg(_number(-total))


def _multiplied(node: tree.Product) -> tree.Node:
    values = [_value(factor) for factor in node.factors]
    known = [value for value in values if value is not None]
    if len(known) == len(values) and set(node.operators) <= {"", "·", "×"}:
        total = Fraction(1)
        for value in known:
            total *= value
        return _number(total) if total >= 0 else tree.Neg(_number(-total))
    rest = tuple(f for f, value in zip(node.factors, values, strict=True) if value != 1)
    if len(rest) == len(node.factors) or not set(node.operators) <= {"", "·", "×"}:
        return node
    return (
        rest[0]
        if len(rest) == 1
        else replace(node, factors=rest, operators=("",) * (len(rest) - 1))
    )


def _raised(node: tree.Power) -> tree.Node:
    base, exponent = _value(node.base), _value(node.exponent)
    if exponent == 0:
        return _number(1)
    if exponent == 1:
        return node.base
    small = exponent is not None and exponent.denominator == 1 and 0 < exponent < _LARGEST_POWER
    if base is not None and small and exponent is not None and base.denominator == 1:
        return _number(base ** int(exponent)) if abs(base) < _LARGEST_POWER else node
    return node
