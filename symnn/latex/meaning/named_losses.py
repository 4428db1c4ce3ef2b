r"""Losses and metrics of libraries by their names: \mathrm{MSE}(y, \hat y), \mathrm{Huber}(y, p).

They are of two lists or arrays of the same shape, the first the labels. What a text gives no
formula for is the mean over the entries; some mean the sum, or half of it.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final, TypeAlias

from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    apply,
    free_symbols,
    mul,
    negative,
    nth_root,
    piecewise,
    power,
    quotient,
    rational,
)
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.arrays import as_column
from symnn.latex.meaning.conventions import LOSS
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.usual import LOSSES, plain_key
from symnn.latex.meaning.values import Array, Scalar

Term: TypeAlias = "Callable[[Expr, Expr, Expr], Expr]"
_TWO: Final = rational(2)
_ARGUMENTS: Final = 2
#: Losses whose terms are summed along each row first.
_BY_ROWS: Final = frozenset({"categorical", "divergence"})
_OF_LABELS: Final = frozenset({"binary", "hinge", "squared hinge"})


def loss_at(node: tree.Call, reader: Reader) -> Scalar | None:
    """The value of a named loss at two arrays; None if this is something else."""
    items = node.arguments.items
    if not isinstance(node.head, tree.Name) or len(items) not in (_ARGUMENTS, _ARGUMENTS + 1):
        return None
    kind = LOSSES[plain_key(node.head)]
    arrays = [reader.value(item) for item in items[:_ARGUMENTS]]
    first, second = arrays
    if not isinstance(first, Array) or not isinstance(second, Array):
        return None
    if first.is_vector and second.is_vector:
        first, second = as_column(first, node.span), as_column(second, node.span)
    if first.shape != second.shape:
        text = f"{node.head.base} of arrays of different shapes"
        raise MeaningError(Kind.SHAPE, text, node.span)
    way = LOSS.ways.index(reader.way(LOSS))
    labels, others = ([c.expr for c in array.cells()] for array in (first, second))
    if kind in _OF_LABELS and _are_labels(others) and not _are_labels(labels):
        labels, others = others, labels
    if kind == "cosine":
        return Scalar(_cosine(labels, others, way))
    if kind in ("hinge", "squared hinge") and way != _AS_THEY_ARE:
        labels = _signed(labels)
    width = _width(node, reader)
    terms = [_TERMS[kind](y, p, width) for y, p in zip(labels, others, strict=True)]
    rows = 1 if first.is_vector else first.shape[0]
    total = _total(add(ZERO, *terms), len(terms), rows if kind in _BY_ROWS else len(terms), way)
    return Scalar(nth_root(total) if kind == "root of squares" else total)


_AS_THEY_ARE: Final = LOSS.ways.index("with labels as they are")


def _total(total: Expr, count: int, usual: int, way: int) -> Expr:
    """The terms together, in the way that is asked for."""
    share = {
        0: Fraction(1, usual),
        1: Fraction(1, count),
        2: Fraction(1),
        3: Fraction(1, 2 * count),
        4: Fraction(1, 2),
    }.get(way, Fraction(1, usual))
    found = mul(rational(share), total)
    return quotient(found, apply("log", _TWO)) if LOSS.ways[way] == "in bits" else found


def _number(value: Expr) -> Fraction | None:
    if free_symbols(value):
        return None
    try:
        number = exact_value(lower(value))
    except SymnnError:
        return None
    if not number.is_rational:
        return None
    ratio = number.as_fmpq()
    return Fraction(int(ratio.p), int(ratio.q))


def _are_labels(values: list[Expr]) -> bool:
    return all(_number(value) in (-1, 0, 1) for value in values)


def _signed(labels: list[Expr]) -> list[Expr]:
    """Labels 0 and 1 as -1 and 1."""
    numbers = [_number(label) for label in labels]
    if 0 not in numbers or not set(numbers) <= {0, 1}:
        return labels
    return [ONE if number == 1 else negative(ONE) for number in numbers]


def _width(node: tree.Call, reader: Reader) -> Expr:
    """The δ of a Huber loss: below its name, its last argument, what δ is in the text, or 1."""
    below = node.head.subscript if isinstance(node.head, tree.Name) else None
    if len(node.arguments.items) > _ARGUMENTS:
        below = node.arguments.items[_ARGUMENTS]
        below = below.links[0].operand if isinstance(below, tree.Chain) else below
    if below is None and reader.knows("delta"):
        below = tree.Name("delta", span=node.span)
    return ONE if below is None else reader.read_scalar(below).expr


def _difference(y: Expr, p: Expr) -> Expr:
    return add(y, negative(p))


def _log(value: Expr) -> Expr:
    return apply("log", value)


def _weighted(weight: Expr, value: Callable[[], Expr]) -> Expr:
    """The product, which is 0 where the weight is."""
    return ZERO if _number(weight) == 0 else mul(weight, value())


def _binary(y: Expr, p: Expr, _: Expr) -> Expr:
    one, other = _weighted(y, lambda: _log(p)), add(ONE, negative(y))
    return negative(add(one, _weighted(other, lambda: _log(add(ONE, negative(p))))))


def _huber(y: Expr, p: Expr, width: Expr) -> Expr:
    size = apply("abs", _difference(y, p))
    inner = quotient(power(size, _TWO), _TWO)
    outer = mul(width, add(size, negative(quotient(width, _TWO))))
    return piecewise([("<=", size, width, inner)], outer)


def _hinge(y: Expr, p: Expr, _: Expr) -> Expr:
    return apply("max", ZERO, add(ONE, negative(mul(y, p))))


def _square(value: Expr) -> Expr:
    return power(value, _TWO)


def _cosine(left: list[Expr], right: list[Expr], way: int) -> Expr:
    """The cosine; as a loss of some libraries, with the other sign."""
    inner = add(ZERO, *(mul(a, b) for a, b in zip(left, right, strict=True)))
    sizes = (nth_root(add(ZERO, *map(_square, side))) for side in (left, right))
    found = quotient(inner, mul(*sizes))
    return negative(found) if way == _AS_THEY_ARE else found


_TERMS: Final[dict[str, Term]] = {
    "squares": lambda y, p, _: _square(_difference(y, p)),
    "root of squares": lambda y, p, _: _square(_difference(y, p)),
    "sizes": lambda y, p, _: apply("abs", _difference(y, p)),
    "binary": _binary,
    "categorical": lambda y, p, _: negative(_weighted(y, lambda: _log(p))),
    "divergence": lambda y, p, _: _weighted(y, lambda: _log(quotient(y, p))),
    "hinge": _hinge,
    "squared hinge": lambda y, p, _: _square(_hinge(y, p, ONE)),
    "huber": _huber,
    "log of cosh": lambda y, p, _: _log(apply("cosh", _difference(p, y))),
}
