"""Sums and products the way they are written out by hand: no 1·x, no + 0, no + −3."""

from __future__ import annotations

from collections.abc import Sequence

from symnn.derivations.formulas.nodes import (
    Fraction,
    Name,
    Negative,
    Node,
    Product,
    Rational,
    Root,
    Rounded,
    Sum,
    column,
    number,
    times,
    total,
)

ZERO = number(0)
ONE = number(1)


def is_numeral(node: Node) -> bool:
    """Whether a formula is written with numbers alone."""
    match node:
        case Rational() | Rounded():
            return True
        case Negative(inner):
            return is_numeral(inner)
        case Root(inner):
            return is_numeral(inner)
        case Fraction(top, bottom):
            return is_numeral(top) and is_numeral(bottom)
        case Product(parts) | Sum(parts):
            return all(is_numeral(part) for part in parts)
    return False


def without_minus(node: Node) -> tuple[bool, Node]:
    """Whether a minus sign stands in front, and what stands behind it."""
    match node:
        case Rational(value) if value < 0:
            return True, Rational(-value)
        case Rounded(value, digits) if value < 0:
            return True, Rounded(-value, digits)
        case Negative(inner):
            return True, inner
        case Fraction(Negative(inner), bottom):
            return True, Fraction(inner, bottom)
    return False, node


def scaled(coefficient: Node, factor: Node) -> Node:
    """coefficient · factor, with the sign in front; a numeral 1 is not written before a name."""
    minus, size = without_minus(coefficient)
    if size == ONE:
        found = factor
    elif factor == ONE:
        found = size
    elif is_numeral(factor):
        found = times(size, factor, sign="·") if is_numeral(size) else _before(factor, size)
    else:
        found = times(size, factor)
    if not minus:
        return found
    flip, inner = without_minus(found)
    return inner if flip else Negative(found)


def _before(numeral: Node, size: Node) -> Node:
    """2 b for b times 2, and 2 (b + 1)."""
    minus, factor = without_minus(numeral)
    found = times(factor, size)
    return Negative(found) if minus else found


def signed_sum(terms: Sequence[Node]) -> Node:
    """The sum of the terms that are not 0; sums among them give their own terms."""
    flat = [t for term in terms for t in (term.terms if isinstance(term, Sum) else (term,))]
    kept = [term for term in flat if term != ZERO]
    return total(*kept) if kept else ZERO


def combination(coefficients: Sequence[Node], factors: Sequence[Node], shift: Node = ZERO) -> Node:
    """w_1 x_1 + … + w_n x_n + b, without terms whose coefficient is 0."""
    pairs = zip(coefficients, factors, strict=True)
    return signed_sum([*(scaled(w, x) for w, x in pairs if w != ZERO), shift])


def affine_column(
    rows: Sequence[Sequence[Node]], factors: Sequence[Node], shifts: Sequence[Node]
) -> Node:
    """W x + b, entry by entry."""
    pairs = zip(rows, shifts, strict=True)
    return column([combination(row, factors, shift) for row, shift in pairs])


def entries_of(name: Name, count: int) -> list[Name]:
    """The names of the entries of a vector; a vector of one entry is its own."""
    return [name] if count == 1 else [name.at(i) for i in range(1, count + 1)]
