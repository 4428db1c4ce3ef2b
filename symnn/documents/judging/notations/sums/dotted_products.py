r"""Products that dots shorten, with other factors beside them: x w_1 w_2 \cdots w_l.

The numbers that stand around the dots are those of one letter, counted up or down by one; they are
a product over an index, \prod_{k=1}^l w_k, and what stands before or behind them remains.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.latex import syntax as tree

_INDICES: Final = ("k", "i", "j", "m", "n")


def with_dotted_products(
    statements: Sequence[tree.Statement | tree.Unreadable],
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with products over an index for those that dots shorten."""
    return [
        replace(s, body=_rewritten(s.body)) if isinstance(s, tree.Statement) else s
        for s in statements
    ]


def _rewritten(node: tree.Node) -> tree.Node:
    used = {tree.key(part) or "" for part in tree.walk(node)}
    index = next((letter for letter in _INDICES if letter not in used), None)

    def visit(part: tree.Node) -> tree.Node:
        whole = tree.map_children(part, visit)
        return _run_apart(whole, index) if isinstance(whole, tree.Product) and index else whole

    return visit(node)


def _run_apart(node: tree.Product, index: str) -> tree.Node:
    """The product with the run around its dots as one factor, if others stand beside it."""
    factors = list(node.factors)
    at = [k for k, factor in enumerate(factors) if isinstance(factor, tree.Dots)]
    if len(at) != 1 or at[0] == 0 or at[0] == len(factors) - 1:
        return node
    if any(operator not in ("", "·") for operator in node.operators):
        return node
    dots, last = at[0], factors[at[0] + 1]
    start = dots
    while start > 0 and _is_before(factors[start - 1], factors[start], start == dots):
        start -= 1
    first = factors[start]
    alone = start == 0 and dots + 2 == len(factors)
    ends = _ends(first, last) if start < dots and not alone else None
    if ends is None or not isinstance(first, tree.Name):
        return node
    low, high = ends
    lower = tree.Chain(tree.Name(index), (tree.Link("=", low),), span=first.span)
    member = replace(first, subscript=tree.Name(index))
    whole = tree.BigOperator("prod", lower, high, member, span=first.span)
    kept = (*factors[:start], *factors[dots + 2 :], tree.Group("()", (whole,), ()))
    return tree.Product(kept, ("",) * (len(kept) - 1), span=node.span)


def _is_before(one: tree.Node, other: tree.Node, at_dots: bool) -> bool:
    """Whether a factor is the member of a run right before another one."""
    if not isinstance(one, tree.Name) or one.font or not one.base.islower() or one.labels:
        return False
    if at_dots:
        return one.subscript is not None
    if not isinstance(other, tree.Name) or other.base != one.base:
        return False
    a, b = _place(one), _place(other)
    return a is not None and b is not None and a[0] == b[0] and abs(b[1] - a[1]) == 1


def _place(name: tree.Name) -> tuple[str, int] | None:
    """The letter and the number that an index is: L - 1 is ("L", -1)."""
    index = name.subscript
    if isinstance(index, tree.Number) and index.value.denominator == 1:
        return "", int(index.value)
    if isinstance(index, tree.Name):
        return tree.key(index) or "", 0
    if isinstance(index, tree.Sum) and len(index.terms) == 2:
        letter, other = index.terms
        number = other.operand if isinstance(other, tree.Neg) else other
        whole = isinstance(number, tree.Number) and number.value.denominator == 1
        if isinstance(letter, tree.Name) and isinstance(number, tree.Number) and whole:
            size = int(number.value)
            return tree.key(letter) or "", -size if isinstance(other, tree.Neg) else size
    return None


def _ends(first: tree.Node, last: tree.Node) -> tuple[tree.Node, tree.Node] | None:
    """The lower and the upper end of a run, from a number up to a letter or down from it."""
    if not isinstance(first, tree.Name) or not isinstance(last, tree.Name):
        return None
    if last.base != first.base or last.font or last.labels:
        return None
    a, b = _place(first), _place(last)
    if a is None or b is None or first.subscript is None or last.subscript is None:
        return None
    if a[0] == "" and b[0]:
        return _number(a[1]), last.subscript
    if b[0] == "" and a[0]:
        return _number(b[1]), first.subscript
    return None


def _number(value: int) -> tree.Number:
    return tree.Number(str(value), Fraction(value), 0)
