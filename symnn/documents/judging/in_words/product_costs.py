r"""How many multiplications a product of matrices takes, in the order of its brackets.

"QKᵀ takes n·m·d multiplications", "(AB)x takes mnp + mp multiplications, A(Bx) takes np + mn".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from symnn.deferred import regex
from symnn.documents.judging.architectures.claims import compared, worst
from symnn.documents.judging.architectures.declared_parameters import declared_shapes, put_sizes
from symnn.documents.judging.architectures.numbers import as_written, expression
from symnn.documents.judging.in_words.sentence import Sentence
from symnn.documents.judging.open_arrays.sizes import Size, UnreadError, number
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree

_TAKES: Final = r"(?:takes?|needs?|requires?|costs?|uses?)"
_WHAT: Final = r"(?:(?:scalar|real) )?(?:multiplications|multiplies|products of numbers)"
_OF: Final = r"(?:(?:the |computing |forming |evaluating )*(?:(?:matrix )?product )?)?"
_COST: Final = regex(
    rf"{_OF}(?P<e1>⟨\d+⟩) {_TAKES} (?:only |just )?(?P<n1>⟨\d+⟩|\d+) {_WHAT}"
    rf"(?:[,;]? (?:and |while |but |whereas )?{_OF}(?P<e2>⟨\d+⟩) {_TAKES} (?:only |just )?"
    rf"(?P<n2>⟨\d+⟩|\d+)(?: {_WHAT})?)?"
)
_JOINED: Final = frozenset({"", "·", "⋅"})


class _Cost(NamedTuple):
    """The sides of a product, and the multiplications that make it."""

    rows: Size
    columns: Size
    products: Size


def judge_product_cost(sentence: Sentence) -> Judgement | None:
    """What is found about such a sentence; None for any other."""
    match = _COST.fullmatch(sentence.words)
    if match is None:
        return None
    try:
        return worst(list(_judged(sentence, match)))
    except UnreadError:
        return None


def _judged(sentence: Sentence, match: re.Match[str]) -> Iterator[Judgement]:
    place = sentence.place
    shapes = declared_shapes(place.state.source.text[: place.formula.outer_start])
    settings = dict(_settings(sentence))
    for k in ("1", "2"):
        if match[f"e{k}"] is None:
            continue
        found = put_sizes(_cost(sentence, sentence.node(match[f"e{k}"]), shapes).products, settings)
        text = match[f"n{k}"]
        latex = sentence.clause.part(text).latex if text.startswith("⟨") else text
        claimed = [put_sizes(one, settings) for one in expression(as_written(latex))]
        if not found.terms:
            raise UnreadError("no product of matrices")
        yield compared(found, claimed, f"{found} multiplications")


def _settings(sentence: Sentence) -> Iterator[tuple[str, Size]]:
    for chain in sentence.settings:
        key, value = tree.key(chain.first), chain.links[-1].operand
        if key is not None and isinstance(value, tree.Number) and value.value.denominator == 1:
            yield key, number(int(value.value))


def _cost(sentence: Sentence, node: tree.Node, shapes: dict[str, tuple[Size, Size]]) -> _Cost:
    """The cost of an expression.

    Raises:
        UnreadError: a shape is not known, or in which order it is made.
    """
    if isinstance(node, tree.Group) and len(node.items) == 1 and node.fence in ("()", "[]", ""):
        return _cost(sentence, node.items[0], shapes)
    if isinstance(node, tree.Transpose):
        inner = _cost(sentence, node.operand, shapes)
        return _Cost(inner.columns, inner.rows, inner.products)
    if isinstance(node, tree.Call) and len(node.arguments.items) == 1:
        return _times(sentence, (node.head, node.arguments.items[0]), shapes)
    if isinstance(node, tree.Product) and set(node.operators) <= _JOINED:
        return _times(sentence, node.factors, shapes)
    key = tree.key(node)
    if key is None:
        raise UnreadError("no product of matrices")
    if key in shapes:
        return _Cost(*shapes[key], number(0))
    known = sentence.place.state.scope.latest(key)
    if known is not None and isinstance(known.body, tree.Matrix) and known.parameters is None:
        rows = known.body.rows
        return _Cost(number(len(rows)), number(len(rows[0])), number(0))
    raise UnreadError(f"the shape of {key} is not said")


def _times(
    sentence: Sentence, factors: tuple[tree.Node, ...], shapes: dict[str, tuple[Size, Size]]
) -> _Cost:
    if len(factors) != 2:
        raise UnreadError("in which order it is made is not said")
    one, two = (_cost(sentence, factor, shapes) for factor in factors)
    if one.columns != two.rows:
        raise UnreadError("its sizes do not fit")
    products = one.products + two.products + one.rows * one.columns * two.columns
    return _Cost(one.rows, two.columns, products)
