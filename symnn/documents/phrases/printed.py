"""Sentences about printed decimals: (0.71, 0.71) is a unit vector, as far as its digits go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula
from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.documents.phrases.phrase import SECONDS, Phrase
from symnn.exact.expression import free_symbols, mul, rational
from symnn.latex import syntax as tree
from symnn.latex.meaning.reader import Reader

_DECIMAL: Final = regex(r"\d\.\d")
#: The square of the share of a value that rounded decimals may be off by.
_CLOSE: Final = rational("0.0025")


def may_be_rounded(place: Place, view: Reader, said: Phrase) -> bool:
    """Whether a false sentence rests on decimals, and comes close to the truth."""
    if said.negated or not _has_decimals(place, view):
        return False
    equations = [a for formula, over in said.statements for a in _equations(formula) if not over]
    return bool(equations) and not any(_is_far(a) for a in equations)


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
