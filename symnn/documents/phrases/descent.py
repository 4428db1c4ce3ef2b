"""Gradient descent on quadratic functions: one step, and for which step sizes it converges.

With a constant Hessian of eigenvalues λ the error along each eigenvector is multiplied by
1 - ηλ in every step (Goodfellow, Bengio and Courville, *Deep Learning*, section 4.3).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, Compound, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.functions import Function, function_of
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.notation.spectrum import eigenvalues
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.shapes import function_in
from symnn.documents.phrases.subjects import PLACE, Speaker
from symnn.exact.expression import (
    ONE,
    Expr,
    add,
    free_symbols,
    mul,
    negative,
    rational,
    substitute,
)
from symnn.functions.calculus import derivative
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Array, Scalar

Rule: TypeAlias = "Callable[[], Phrase | None]"

_RATES: Final = ("eta", "alpha", "epsilon", "gamma", "mu")
_SIZE: Final = rf"(?:step size|learning rate|stepsize|rate) (?P<eta>{PLACE})"
_DESCENT: Final = regex(
    rf"gradient descent(?: on (?P<f>{PLACE}))?(?: with (?:a )?(?:fixed |constant )?{_SIZE})?"
)
_CONVERGES: Final = regex(
    rf"(?:(?P<no>does not )?converges?|(?P<div>diverges?))"
    rf"(?: to (?:the |its )?minimum)?(?P<every> from (?:every|any) (?:starting|initial) point)?"
    rf"(?: from (?P<from>{PLACE}))?"
)


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about gradient descent; None if it is none."""
    descent = _DESCENT.fullmatch(subject)
    said = _CONVERGES.fullmatch(f"{verb} {predicate}".strip())
    if descent is None or said is None:
        return None
    return partial(_converges, speaker, descent, said)


def rate_said(speaker: Speaker, place: str | None) -> Expr:
    """The step size in a place, or the one that the document gives."""
    if place is not None:
        node = _node(speaker, place)
        if isinstance(node, tree.Chain):
            if len(node.links) != 1 or node.links[0].relation != "=":
                raise refuse("the step size is not said")
            node = node.links[0].operand
        return speaker.wide.read_scalar(node).expr
    reader = speaker.reader
    here = [k for k in _RATES if k in reader.varied]
    known = here or [k for k in _RATES if reader.scope.latest(k) is not None]
    if len(known) != 1:
        raise refuse("the step size is not said")
    found = reader.varied.get(known[0])
    if isinstance(found, Scalar):
        return found.expr
    binding = reader.scope.latest(known[0])
    if binding is None or binding.parameters is not None:
        raise refuse("the step size is not said")
    return reader.read_scalar(binding.body).expr


def _node(speaker: Speaker, place: str) -> tree.Node:
    node = speaker.clause.part(place).node
    if node is None:
        raise refuse("the mathematics in it is more than one expression")
    return node


def function_meant(speaker: Speaker, place: str | None, inputs: int | None) -> Function:
    """The function in a place, or the only one of the document that takes so many numbers."""
    if place is not None:
        found = function_in(speaker, place)
        if found is None:
            raise refuse(f"{speaker.said(place)} is no function here")
        return found
    fitting = []
    for known in speaker.reader.scope.history.values():
        function = known[-1].function()
        try:
            if function is None:
                continue
            made = function_of(function, known[-1].key, speaker.reader)
            fitting += [made] if inputs in (None, made.inputs) else []
        except MeaningError:
            continue
    if len(fitting) != 1:
        raise refuse("on which function is not said")
    return fitting[0]


def _gradient(f: Function) -> tuple[Sequence[str], tuple[Expr, ...]]:
    point = f.point("x")
    names = [str(e.data) for e in point]
    whole = lower(f.value(point))
    return names, tuple(lower(derivative(whole, name)) for name in names)


def _cells(speaker: Speaker, place: str) -> tuple[Expr, ...]:
    found = speaker.value(place)
    cells = list(found.cells()) if isinstance(found, Array) else [found]
    numbers = tuple(c.expr for c in cells if isinstance(c, Scalar))
    if len(numbers) != len(cells):
        raise refuse("a point is needed in it")
    return numbers


def _converges(speaker: Speaker, match: re.Match[str], said: re.Match[str]) -> Phrase:
    """|1 - ηλ| < 1 for every eigenvalue λ > 0 of the Hessian; it grows if one is over 1."""
    f = function_meant(speaker, match["f"], None)
    names, slopes = _gradient(f)
    hessian = [[lower(derivative(slope, name)) for name in names] for slope in slopes]
    if free_symbols(*(e for row in hessian for e in row)):
        raise refuse(f"{f.name} is not quadratic")
    found = eigenvalues(Array(tuple(tuple(Scalar(e) for e in row) for row in hessian)))
    rate = rate_said(speaker, match["eta"])
    if said["from"] is not None and (f.inputs != 1 or said["no"] is None):
        raise refuse("from one point it may converge where it does not from others")
    factors = [add(ONE, negative(mul(rate, value))) for value in found.values]
    squares = [mul(factor, factor) for factor in factors]
    support: list[Formula] = [found.shown]
    support += [Atomic(">", value, rational(0)) for value in found.values]
    if said["from"] is not None:
        (start,) = _cells(speaker, said["from"])
        support.append(Atomic("!=", substitute(slopes[0], {names[0]: start}), rational(0)))
    if said["div"]:
        parts = tuple(Atomic(">", square, ONE) for square in squares)
        whole: Formula = Compound("or", parts) if len(parts) > 1 else parts[0]
    else:
        whole = conjunction(tuple(Atomic("<", square, ONE) for square in squares))
    if said["no"]:
        whole = Compound("not", (whole,))
    return Phrase("converges", "", ((whole, ()),), support=tuple(support), method="|1 - ηλ| < 1")
