"""A second opinion before anything is called false: balls, at growing precision.

Exact evaluation and its replayed evidence say that a formula fails. Here its two sides are
enclosed once more, by other means, at the point where it is said to fail. A refutation that
this evaluation contradicts, or cannot see for an equation, is not spoken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from symnn.claims.formula import Atomic, Formula
from symnn.claims.reason import Reason
from symnn.claims.verdict import Status, Verdict
from symnn.errors import NotClosedError, SymnnError
from symnn.exact.ball import certain_sign, enclose
from symnn.exact.expression import Expr, substitute
from symnn.functions.lower import lower

_BITS: Final = (128, 512, 2048, 8192)
_HOLDS: Final[Mapping[str, Mapping[int, bool]]] = {
    "=": {-1: False, 0: True, 1: False},
    "!=": {-1: True, 0: False, 1: True},
    "<": {-1: True, 0: False, 1: False},
    "<=": {-1: True, 0: True, 1: False},
    ">": {-1: False, 0: False, 1: True},
    ">=": {-1: False, 0: True, 1: True},
}


def confirmed(formula: Formula, verdict: Verdict) -> Verdict:
    """The verdict; UNDECIDED instead of a refutation that balls contradict or do not see.

    Args:
        formula: what was decided.
        verdict: what was found.
    """
    if verdict.status is not Status.REFUTED or _fails(formula, verdict.point):
        return verdict
    text = "a second evaluation, by balls, does not confirm that it fails"
    return replace(
        verdict, status=Status.UNDECIDED, evidence=None, reason=Reason.REPLAY, detail=text
    )


def _fails(formula: Formula, point: Mapping[str, Expr]) -> bool:
    """Whether balls see a formula fail; an order between equal values they cannot see.

    With symbols left open there is nothing to evaluate: it fails as an identity.
    """
    for bits in _BITS:
        try:
            found = truth(formula, point, bits)
        except NotClosedError:
            return True
        except SymnnError:
            return False
        if found is not None:
            return not found
    return not (isinstance(formula, Atomic) and formula.relation == "=")


def truth(formula: Formula, point: Mapping[str, Expr], bits: int) -> bool | None:
    """Whether a formula holds at a point, as far as balls of this precision tell.

    Raises:
        UnsupportedError: balls do not know a function in it.
        NotClosedError: the point leaves a symbol open.

    Examples:
        >>> from symnn.exact.expression import exp, rational
        >>> truth(Atomic("<", exp(rational(1)), rational("2.7")), {}, 64)
        False
    """
    if isinstance(formula, Atomic):
        difference = substitute(formula.left - formula.right, point)
        sign = certain_sign(enclose(lower(difference), bits))
        return None if sign is None else _HOLDS[formula.relation][sign]
    parts = [truth(part, point, bits) for part in formula.parts]
    if formula.connective == "not":
        return None if parts[0] is None else not parts[0]
    if formula.connective == "implies":
        parts = [None if parts[0] is None else not parts[0], parts[1]]
    decisive = formula.connective != "and"
    if decisive in parts:
        return decisive
    return None if None in parts else not decisive
