"""What holds of lengths and inner products whatever the arrays are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from flint import fmpq

from symnn.claims.formula import Atomic, Formula
from symnn.documents.judging.open_arrays.sizes import SCALAR
from symnn.documents.judging.vector_algebra.words import Algebra, Element, Word, as_number
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    free_symbols,
    negative,
    nth_root,
    postorder,
    symbol,
)
from symnn.functions.calculus import plus, times

_MOST_PAIRS: Final = 6
_DEFINITE: Final = frozenset({"definite", "semidefinite"})


def domain(
    algebra: Algebra, sides: Iterable[Expr], nonzero: frozenset[str], bounded: bool
) -> tuple[Formula, ...]:
    """Over which numbers a relation between numbers is said.

    Args:
        algebra: the words that unknowns stand for.
        sides: both sides.
        nonzero: names of arrays that are said not to be 0.
        bounded: whether the inequality of Cauchy and Schwarz is needed, as it is for orders.
    """
    exprs = list(sides)
    names = free_symbols(*exprs)
    below = _below(exprs)
    lengths = {n for n in names if n in algebra.norms}
    if bounded:
        lengths |= set(_lengths_of(algebra, names))
    injective = algebra.injective()
    found: list[Formula] = []
    for name in sorted(lengths):
        word = algebra.norms[name]
        apart = name in below or _is_apart(word, nonzero, injective)
        found.append(Atomic(">" if apart else ">=", symbol(name), ZERO))
    found += list(_sizes(algebra, names))
    found += list(_definite(algebra, names, nonzero))
    found += list(_others(algebra, names))
    if bounded:
        found += list(_cauchy(algebra, names))
    return tuple(found)


def _others(algebra: Algebra, names: frozenset[str]) -> Iterator[Formula]:
    """How the norms of one column, and those of a sum and of its parts, are ordered."""
    met: dict[Word, dict[str, Expr]] = {}
    for name in sorted(names & algebra.others.keys()):
        kind, element = algebra.others[name]
        yield Atomic(">=", symbol(name), ZERO)
        if len(element.terms) == 1:
            met.setdefault(next(iter(element.terms)), {})[kind] = symbol(name)
            continue
        ones = (Element({word: factor}, element.shape) for word, factor in element.terms.items())
        parts = plus(*(algebra.other_norm(kind, one) for one in ones))
        if free_symbols(parts) <= names:
            yield Atomic("<=", symbol(name), parts)
    for word, norms in met.items():
        size = as_number(algebra.size(word[0])[0])
        euclid = algebra.length_squared(word)
        if free_symbols(euclid) <= names:
            norms["2"] = nth_root(euclid) if euclid.op != "mul" else euclid.args[0]
        for low, high, factor in (
            ("∞", "2", nth_root(size)),
            ("2", "1", nth_root(size)),
            ("∞", "1", size),
        ):
            if low in norms and high in norms:
                yield Atomic("<=", norms[low], norms[high])
                yield Atomic("<=", norms[high], times(factor, norms[low]))


def _is_apart(word: Word, nonzero: frozenset[str], injective: frozenset[str]) -> bool:
    """Whether a column is not 0: one that is said not to be, perhaps behind injective matrices."""
    *matrices, column = word
    if any(one.turned or one.name not in injective for one in matrices):
        return False
    return column.name in nonzero


def _below(exprs: list[Expr]) -> frozenset[str]:
    """The unknowns that stand in a denominator as they are: where they are 0 there is no value."""
    found = set[str]()
    for node in postorder(*exprs):
        if node.op != "power" or node.args[1].op != "rational" or not _is_negative(node.args[1]):
            continue
        base = node.args[0]
        for part in base.args if base.op == "mul" else (base,):
            if part.op == "symbol":
                found.add(str(part.data))
            elif part.op == "power" and part.args[0].op == "symbol":
                found.add(str(part.args[0].data))
    return frozenset(found)


def _is_negative(node: Expr) -> bool:
    return isinstance(node.data, fmpq) and bool(node.data < 0)


def _sizes(algebra: Algebra, names: frozenset[str]) -> Iterator[Formula]:
    letters = set[str]()
    for shape in algebra.shapes.values():
        letters |= shape[0].letters | shape[1].letters
    for name in sorted(letters & names):
        if algebra.shapes.get(name) != SCALAR:
            yield Atomic(">=", symbol(name), ONE)


def _definite(
    algebra: Algebra, names: frozenset[str], nonzero: frozenset[str]
) -> Iterator[Formula]:
    """x^T A x for a definite A, or for one that is written B^T B."""
    for name in sorted(names & algebra.numbers.keys()):
        word = algebra.numbers[name]
        half, odd = divmod(len(word), 2)
        if not odd or algebra.turned(word)[0] != word:
            continue
        kind = algebra.kinds.get(word[half].name, "")
        if kind in _DEFINITE:
            ends = word[half + 1 :]
            apart = kind == "definite" and len(ends) == 1 and ends[0].name in nonzero
            value = symbol(name) if algebra.turned(ends)[1] == 1 else negative(symbol(name))
            yield Atomic(">" if apart else ">=", value, ZERO)


def _products(algebra: Algebra, names: frozenset[str]) -> Iterator[tuple[str, Word, Word]]:
    """The inner products v^T w of two columns, as their two words."""
    for name in sorted(names & algebra.numbers.keys()):
        word = algebra.numbers[name]
        half, odd = divmod(len(word), 2)
        if not odd and not name.startswith("tr "):
            yield name, algebra.turned(word[:half])[0], word[half:]


def _lengths_of(algebra: Algebra, names: frozenset[str]) -> Iterator[str]:
    for _, one, two in list(_products(algebra, names)):
        for word in (one, two):
            square = algebra.length_squared(word)
            yield from free_symbols(square) & algebra.norms.keys()


def _cauchy(algebra: Algebra, names: frozenset[str]) -> Iterator[Formula]:
    pairs = list(_products(algebra, names))
    for name, one, two in pairs[:_MOST_PAIRS]:
        product = symbol(name)
        squares = [algebra.length_squared(word) for word in (one, two)]
        if all(square.op == "mul" for square in squares):
            lengths = times(*(square.args[0] for square in squares))
            yield Atomic("<=", product, lengths)
            yield Atomic(">=", product, negative(lengths))
        yield Atomic("<=", times(product, product), times(*squares))
