r"""Eigenvalues that are complex numbers: "the eigenvalues of R are \pm i", "e^{\pm i\theta}".

As many of them as the matrix has rows are its eigenvalues if and only if the product of all t - λ
is its characteristic polynomial, for the real and the imaginary part of every coefficient.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.functions import Statement
from symnn.documents.phrases.matrices import det, square
from symnn.documents.phrases.subjects import PLACE, Speaker
from symnn.exact.expression import ZERO, Expr, add, apply, mul, negative, quotient, rational, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.values import Array
from symnn.latex.parser import parse
from symnn.latex.walking import both_signs

_UNIT: Final = regex(r"(?<![A-Za-z\\_])i(?![A-Za-z_])|\\(?:mathrm|imath|text)\s*\{?\s*i?\s*\}?")
#: No letter of an author is called so.
_LETTER: Final = "t"
#: The real and the imaginary part.
Pair: TypeAlias = "tuple[Expr, Expr]"


def complex_spectrum(speaker: Speaker, array: Array, text: str) -> tuple[Statement, ...] | None:
    """That these are the eigenvalues of a matrix, each as often as it is one; None without an i.

    Args:
        speaker: the sentence.
        array: the matrix.
        text: the words with the places of the eigenvalues.

    Raises:
        MeaningError: there are more or fewer of them than rows, or one is not understood.
    """
    places = re.findall(PLACE, text)
    parts = [speaker.clause.part(place) for place in places]
    if not any(_UNIT.search(part.latex) for part in parts):
        return None
    if speaker.reader.scope.latest("i") is not None:
        return None
    values = [_pair(speaker, one) for part in parts for one in _items(part.latex)]
    rows = square(array)
    if len(values) != len(rows):
        raise MeaningError(Kind.UNSUPPORTED, "not as many as the matrix has", tree.Span(0, 0))
    t = symbol(_LETTER)
    whole: Pair = (rational(1), ZERO)
    for real, imaginary in values:
        whole = _times(whole, (add(t, negative(real)), negative(imaginary)))
    shifted = tuple(
        tuple(add(*((t,) if i == j else ()), negative(e)) for j, e in enumerate(row))
        for i, row in enumerate(rows)
    )
    same = Atomic("=", whole[0], det(shifted)), Atomic("=", whole[1], ZERO)
    return ((conjunction(same), ()),)


def _items(latex: str) -> Iterator[tree.Node]:
    """The numbers of a list, with both of each ±."""
    for statement in parse(latex).statements:
        if not isinstance(statement, tree.Statement):
            raise MeaningError(Kind.UNSUPPORTED, "a part of the sentence", tree.Span(0, 0))
        body = statement.body
        listed = isinstance(body, tree.Group) and body.fence in ("", "{}")
        for item in body.items if listed and isinstance(body, tree.Group) else (body,):
            if isinstance(item, tree.Chain):
                item = item.links[-1].operand
            yield from both_signs(item)


def _is_unit(node: tree.Node) -> bool:
    return isinstance(node, tree.Name) and node.base == "i" and node.subscript is None


def _pair(speaker: Speaker, node: tree.Node) -> Pair:
    """The real and the imaginary part of a number."""
    if _is_unit(node):
        return ZERO, rational(1)
    if not any(map(_is_unit, tree.walk(node))):
        return speaker.reader.read_scalar(node).expr, ZERO
    if isinstance(node, tree.Group) and len(node.items) == 1:
        return _pair(speaker, node.items[0])
    if isinstance(node, tree.Neg):
        real, imaginary = _pair(speaker, node.operand)
        return negative(real), negative(imaginary)
    if isinstance(node, tree.Sum):
        parts = [_pair(speaker, term) for term in node.terms]
        return add(*(a for a, _ in parts)), add(*(b for _, b in parts))
    if isinstance(node, tree.Product) and all(o in ("", "·", "*", "×") for o in node.operators):
        whole: Pair = (rational(1), ZERO)
        for factor in node.factors:
            whole = _times(whole, _pair(speaker, factor))
        return whole
    if isinstance(node, tree.Quotient) and not any(map(_is_unit, tree.walk(node.denominator))):
        below = speaker.reader.read_scalar(node.denominator).expr
        real, imaginary = _pair(speaker, node.numerator)
        return quotient(real, below), quotient(imaginary, below)
    if isinstance(node, tree.Power) and tree.key(node.base) == "e":
        real, angle = _pair(speaker, node.exponent)
        length = apply("exp", real)
        return mul(length, apply("cos", angle)), mul(length, apply("sin", angle))
    raise MeaningError(Kind.UNSUPPORTED, "a complex number", tree.Span(0, 0))


def _times(one: Pair, two: Pair) -> Pair:
    (a, b), (c, d) = one, two
    return add(mul(a, c), negative(mul(b, d))), add(mul(a, d), mul(b, c))
