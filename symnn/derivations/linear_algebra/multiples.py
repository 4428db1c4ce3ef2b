"""The multiple of a vector that a person writes down: (1; 2) rather than (1/2; 1)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from math import gcd, lcm

from symnn.derivations.linear_algebra.writing import spelled
from symnn.derivations.typesetting.style import Style
from symnn.derivations.typesetting.text import Text
from symnn.errors import SymnnError
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.exact.radicals import terms


def simplest_multiple(vector: Matrix) -> Matrix:
    """The multiple of a column without denominators and without a common factor.

    The first entry that is not 0 is positive. Among multiples with surds, those for which an
    entry is rational compete, and the one that is written shortest, with the fewest minus signs,
    is taken.

    Args:
        vector: n×1, not zero.

    Exactness: exact.

    Examples:
        >>> simplest_multiple(Matrix([[-4], [6]]) / 16) == Matrix([[2], [-3]])
        True
    """
    found, best = vector, (0, 0)
    for multiple in _multiples(vector):
        try:
            text = Text(Style())(spelled(multiple.entries()))
        except SymnnError:  # an entry has no radicals
            continue
        cost = (len(text), text.count("-"))
        if found is vector or cost < best:
            found, best = multiple, cost
    return found


def _multiples(vector: Matrix) -> Iterator[Matrix]:
    """The vector over each of its entries, without denominators and common factors."""
    entries = [e for e in vector.entries() if e]
    if all(e.is_rational for e in entries):
        entries = entries[:1]
    for entry in dict.fromkeys(entries):
        yield _primitive(vector * (Number(1) / entry))


def _primitive(vector: Matrix) -> Matrix:
    """Over the largest rational number that leaves integer coefficients of all radicals."""
    weights = [t.coefficient for e in vector.entries() if e for t in terms(e)]
    bottom = reduce(lcm, (int(w.q) for w in weights), 1)
    top = reduce(gcd, (int((w * bottom).p) for w in weights), 0)
    first = next(e for e in vector.entries() if e)
    return vector * (Number(bottom) / Number(top * first.sign()))
