r"""Extreme values as printed decimals: "the minimum of xσ(x) is -0.278", rounded to its digits."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.documents.phrases.functions import Function, bounded
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.exact.expression import Expr, add, negative, rational

_SECONDS: Final = 3


def rounded_extreme(f: Function, claimed: Expr, decimals: int, top: bool) -> Phrase:
    """The extreme value is within half a unit of the last digit: no value beyond, and one as far.

    Args:
        f: the function with its domain.
        claimed: the printed value.
        decimals: how many digits stand behind its point.
        top: whether it is the largest value.

    Raises:
        MeaningError: the digits may have been cut, or no such value was found.
    """
    half = rational(Fraction(1, 2 * 10**decimals))
    low, high = add(claimed, negative(half)), add(claimed, half)
    bound = bounded(f, None, high) if top else bounded(f, low, None)
    if decide(Claim(*bound), seconds=_SECONDS).refuted:
        return _unless_cut(f, claimed, half, top, Phrase("is", "", (bound,)))
    x = f.point("x")
    short = Atomic("<", f.value(x), low) if top else Atomic(">", f.value(x), high)
    nowhere = decide(Claim(short, f.domain(x)), seconds=_SECONDS)
    if nowhere.proved:
        phrase = Phrase("is", "", ((short, f.domain(x)),), negated=True)
        return _unless_cut(f, claimed, half, top, phrase)
    if not nowhere.refuted or nowhere.point is None:
        raise refuse("that the bound is attained was not found")
    reached = _reached(f, nowhere.point, low if top else high, top)
    return Phrase("is", "", (bound,), support=(reached,))


def _reached(f: Function, found: Mapping[str, Expr], bound: Expr, top: bool) -> Atomic:
    names = [str(x.data) for x in f.point("x")]
    value = f.value([found.get(name, rational(0)) for name in names])
    return Atomic(">=" if top else "<=", value, bound)


def _unless_cut(f: Function, claimed: Expr, half: Expr, top: bool, phrase: Phrase) -> Phrase:
    """A refutation, unless the value with its digits cut is the one that is printed."""
    positive = decide(Claim(Atomic(">=", claimed, rational(0)))).proved
    far = add(claimed, half, half) if positive else add(claimed, negative(half), negative(half))
    low, high = (claimed, far) if positive else (far, claimed)
    x = f.point("x")
    none = Atomic("<", f.value(x), low) if top else Atomic(">", f.value(x), high)
    within = bounded(f, None, high) if top else bounded(f, low, None)
    reaches = decide(Claim(none, f.domain(x)), seconds=_SECONDS).refuted
    if reaches and not decide(Claim(*within), seconds=_SECONDS).refuted:
        raise refuse("the last digit may have been cut, not rounded")
    return phrase
