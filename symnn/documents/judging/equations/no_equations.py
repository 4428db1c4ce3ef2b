r"""Equations that are not posed to be solved: those of any number, and those of values set before.

"f'(x) = 2x" of f(x) = x² holds for every x, so that x = 4.8 is no solution of it; "γ = 1: U = 3"
says nothing of U for another γ.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.equations.posed import Posed
from symnn.documents.judging.relations import Judgement
from symnn.exact.expression import rational
from symnn.latex.meaning.values import Scalar, Value

_SET_BEFORE: Final = regex(r"=[^:=]*:(?!=)")
#: Numbers that solve an equation together only if it is about nothing.
_TRIED: Final = (Fraction(5, 7), Fraction(-3), Fraction(11, 2), Fraction(13, 4))


def is_set_before(latex: str) -> bool:
    r"""Whether values are set before a colon in what stands before an equation.

    >>> is_set_before(r"\gamma=1: "), is_set_before("x = 3, ")
    (True, False)
    """
    return _SET_BEFORE.search(latex) is not None


def holds_anywhere(
    posed: Posed, judged: Callable[[Posed, dict[str, Value]], tuple[Judgement, object] | None]
) -> bool:
    """Whether an equation in one unknown holds at numbers that have nothing to do with it.

    Args:
        posed: the equation.
        judged: what is found of it at values of its unknowns.
    """
    if len(posed.unknowns) != 1:
        return False
    (key,) = posed.unknowns
    for number in _TRIED:
        found = judged(posed, {key: Scalar(rational(number))})
        if found is None or found[0].outcome != "proved":
            return False
    return True
