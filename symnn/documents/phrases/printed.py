"""Sentences about printed decimals: (0.71, 0.71) is a unit vector, as far as its digits go."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula
from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.documents.phrases.notation.comparisons import Equation
from symnn.documents.phrases.phrase import SECONDS, Phrase
from symnn.exact.expression import free_symbols, mul, rational
from symnn.latex import syntax as tree
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Scalar

_DECIMAL: Final = regex(r"\d\.\d")
_DIGITS: Final = regex(r"\d\.(?P<digits>\d{2,30})")
_FARTHEST: Final = 30000
#: The square of the share of a value that rounded decimals may be off by.
_CLOSE: Final = rational("0.0025")


def may_be_rounded(place: Place, view: Reader, said: Phrase) -> bool:
    """Whether a false sentence rests on decimals, and comes close to the truth."""
    if said.negated or not _has_decimals(place, view):
        return False
    equations = [a for formula, over in said.statements for a in _equations(formula) if not over]
    return bool(equations) and not any(_is_far(a) for a in equations)


def as_shown(place: Place, said: Equation, found: Judgement) -> Judgement:
    """What is found of a number that was worked out, such as an eigenvalue, once it is shown.

    It may have been worked out from unrounded numbers: then nothing is false in its last digits.
    """
    for formula in said.shown:
        if not decide(Claim(formula), seconds=SECONDS).proved:
            return Judgement("undecided", reason="what was found could not be confirmed")
    if found.outcome == "refuted" and _is_near(place, said):
        return Judgement("undecided", reason="its decimals may be rounded, and it is close")
    return found


def _is_near(place: Place, said: Equation) -> bool:
    """Whether a printed decimal is off by less than ten units of the last digit of the data."""
    left, right = said.left, said.right
    value = said.values.get(tree.key(left) or "")
    printed = right.operand if isinstance(right, tree.Neg) else right
    text = place.state.source.text[: place.formula.end][-_FARTHEST:]
    digits = max((len(m["digits"]) for m in _DIGITS.finditer(text)), default=0)
    if not isinstance(value, Scalar) or not isinstance(printed, tree.Number) or digits < 2:
        return False
    claimed = rational(-printed.value if isinstance(right, tree.Neg) else printed.value)
    gap = value.expr - claimed
    close = Atomic("<", mul(gap, gap), rational(Fraction(100, 10 ** (2 * digits))))
    return not decide(Claim(close), seconds=SECONDS).refuted


def _has_decimals(place: Place, view: Reader) -> bool:
    if _DECIMAL.search(place.latex) or _DECIMAL.search(place.formula.before):
        return True
    known = [place.state.scope.lookup(key, version) for key, version in view.track.used]
    bodies = [binding.body for binding in known if binding is not None]
    return any(
        isinstance(n, tree.Number) and n.decimals for body in bodies for n in tree.walk(body)
    )


def _equations(formula: Formula) -> Iterator[Atomic]:
    if isinstance(formula, Atomic) and formula.relation == "=":
        yield formula
    elif isinstance(formula, Compound):
        for part in formula.parts:
            yield from _equations(part)


def _is_far(equation: Atomic) -> bool:
    """Whether the sides differ by more than a twentieth of what they are, or of 1."""
    left, right = equation.left, equation.right
    if free_symbols(left, right):
        return False
    gap, size = mul(left - right, left - right), mul(right, right) + rational(1)
    return decide(Claim(Atomic(">", gap, mul(_CLOSE, size))), seconds=SECONDS).proved
