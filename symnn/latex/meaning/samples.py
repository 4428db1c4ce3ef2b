"""Means and spreads of lists of numbers, and what layers make of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symnn.exact.expression import (
    Expr,
    add,
    mul,
    negative,
    nth_root,
    power,
    quotient,
    rational,
)
from symnn.latex import syntax as tree
from symnn.latex.meaning.conventions import VARIANCE
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.scope import OF_POPULATION, OF_SAMPLE
from symnn.latex.meaning.values import Array, Chooser, Scalar, Value, shape_text
from symnn.latex.nodes import NOWHERE, Span


def _cells(value: Array, what: str, span: Span) -> list[Expr]:
    if not value.is_vector:
        text = f"{what} of a {shape_text(value)} may be of rows, of columns or of all entries"
        raise MeaningError(Kind.AMBIGUOUS, text, span)
    return [cell.expr for cell in value.cells()]


def _average(cells: list[Expr]) -> Expr:
    return quotient(add(*cells), rational(len(cells)))


def mean(value: Array, span: Span = NOWHERE) -> Scalar:
    """The sum over the number of entries."""
    return Scalar(_average(_cells(value, "the mean", span)))


def centred(terms: Sequence[tree.Node], values: Sequence[Value]) -> Iterator[Value]:
    """The values of terms, with the mean of a list taken from each entry of it: x - mean(x)."""
    arrays = [value for value in values if isinstance(value, Array) and value.is_vector]
    for term, value in zip(terms, values, strict=True):
        bare = term.operand if isinstance(term, tree.Neg) else term
        is_mean = isinstance(bare, tree.Apply) and tree.key(bare.function) in ("mean", "avg")
        if is_mean and arrays and isinstance(value, Scalar):
            yield arrays[0].map(lambda _, same=value.expr: same)  # type: ignore[misc]
        else:
            yield value


def variance(value: Array, span: Span, chooser: Chooser) -> Scalar:
    """The mean square from the mean; of a sample, over one less."""
    cells = _cells(value, "the variance", span)
    if chooser.told(OF_POPULATION) or chooser.told(OF_SAMPLE):
        return Scalar(_spread(cells, chooser.told(OF_SAMPLE), span))
    return Scalar(_spread(cells, chooser.way(VARIANCE) == VARIANCE.ways[1], span))


def deviation(value: Array, span: Span, chooser: Chooser) -> Scalar:
    """The square root of the variance."""
    return Scalar(nth_root(variance(value, span, chooser).expr))


def _spread(cells: list[Expr], sample: bool, span: Span) -> Expr:
    centre = negative(_average(cells))
    squares = [power(add(cell, centre), rational(2)) for cell in cells]
    count = len(cells) - int(sample)
    if count < 1:
        raise MeaningError(Kind.VALUE, "the variance of a sample of one", span)
    return quotient(add(*squares), rational(count))


def layer_norm(value: Array, span: Span, chooser: Chooser) -> Array:
    """(x - mean) / deviation, without the small number that keeps off 0."""
    cells = _cells(value, "LayerNorm", span)
    chooser.suppose("LayerNorm is taken without its small number ε")
    centre, size = negative(_average(cells)), nth_root(_spread(cells, False, span))
    return value.map(lambda cell: mul(add(cell, centre), power(size, rational(-1))))
