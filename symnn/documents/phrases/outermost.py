"""The smallest or largest zero of a polynomial, exactly or as a printed decimal."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula
from symnn.deferred import regex
from symnn.documents.phrases import curves
from symnn.documents.phrases.functions import everywhere
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.roots import function_of_roots
from symnn.documents.phrases.subjects import PLACE, Speaker
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    free_symbols,
    mul,
    negative,
    rational,
    substitute,
)
from symnn.latex import syntax as tree

Rule: TypeAlias = "Callable[[], Phrase | None]"

_SECONDS: Final = 2
_ENDS: Final = {
    **dict.fromkeys(("smallest", "least", "lowest", "leftmost", "most negative"), -1),
    **dict.fromkeys(("largest", "greatest", "highest", "rightmost", "biggest"), 1),
}
_SUBJECT: Final = regex(
    rf"the (?P<which>{'|'.join(_ENDS)}) (?:real )?(?P<what>zero|root|solution|fixed point)"
    rf" of (?:the )?(?:[a-z]+ )?(?P<of>{PLACE})"
)
_VALUE: Final = regex(
    rf"(?:at )?(?P<near>(?:approximately|about|roughly|near|close to) )?(?P<at>{PLACE})"
)


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about an outermost zero; None if it is none."""
    if verb not in ("is", "lies", "equals", "is equal to"):
        return None
    match, value = _SUBJECT.fullmatch(subject), _VALUE.fullmatch(predicate)
    if match is None or value is None:
        return None
    return partial(_outermost, speaker, match, value)


def _outermost(speaker: Speaker, match: re.Match[str], value: re.Match[str]) -> Phrase | None:
    f = function_of_roots(speaker, match["of"], match["what"])
    if f is None:
        return None
    (x,) = f.point("x")
    expr = f.value((x,))
    plain = f.inputs == 1 and not free_symbols(expr) - {"x"} and f.domain is everywhere
    if not plain or not curves.looks_polynomial(expr):
        raise refuse(f"the zeros of {f.name} are not ordered here")
    end = _ENDS[match["which"]]
    node = speaker.clause.part(value["at"]).node
    near = value["near"] is not None
    if isinstance(node, tree.Chain):
        if len(node.links) != 1 or node.links[0].relation not in ("=", "≈"):
            raise refuse("what the zero is, is not read")
        near, node = near or node.links[0].relation == "≈", node.links[0].operand
    claimed = speaker.reader.read_scalar(node).expr if node is not None else None
    if claimed is None or free_symbols(claimed):
        raise refuse("a number is needed in it")
    inner = node.operand if isinstance(node, tree.Neg) else node
    decimals = inner.decimals if isinstance(inner, tree.Number) else None
    if near or decimals:
        if decimals is None:
            raise refuse("how near it is meant to be is not said")
        return _printed(expr, x, end, claimed, decimals)
    there = Atomic("=", f.value((claimed,)), ZERO)
    whole = Compound("and", (there, _none_beyond(expr, x, end, claimed)))
    return Phrase("is", "", ((whole, ()),), method="no zero beyond it")


def _none_beyond(expr: Expr, x: Expr, end: int, place: Expr) -> Formula:
    within = Atomic("<=" if end > 0 else ">=", x, place)
    return Compound("or", (within, Atomic("!=", expr, ZERO)))


def _printed(expr: Expr, x: Expr, end: int, claimed: Expr, decimals: int) -> Phrase:
    """A zero that rounds to the decimal, and none beyond; false if there is none close to it."""
    half = rational(Fraction(1, 2 * 10**decimals))
    low, high = add(claimed, negative(half)), add(claimed, half)
    values = [substitute(expr, {"x": place}) for place in (low, high)]
    crossed = Atomic("<=", mul(*values), ZERO)
    beyond = _none_beyond(expr, x, end, high if end > 0 else low)
    wide = [add(claimed, mul(rational(k), half)) for k in (-4, 4)]
    outside = Compound("or", (Atomic("<", x, wide[0]), Atomic(">", x, wide[1])))
    nowhere = Compound("or", (outside, Atomic("!=", expr, ZERO)))
    if decide(Claim(nowhere), seconds=_SECONDS).proved:
        support = (nowhere,)
        return Phrase("is", "", ((Atomic("=", ONE, ZERO), ()),), support=support, method="no zero")
    cut = [add(claimed, mul(rational(k), half)) for k in (-2, 2)]
    ends = [substitute(expr, {"x": place}) for place in cut]
    wider = Claim(Atomic("<=", mul(*ends), ZERO))
    if decide(Claim(crossed), seconds=_SECONDS).refuted and not _is_refuted(wider):
        raise refuse("the last digit may have been cut")
    return Phrase("is", "", ((Compound("and", (crossed, beyond)), ()),), method="a change of sign")


def _is_refuted(claim: Claim) -> bool:
    return decide(claim, seconds=_SECONDS).refuted
