r"""\Gamma(x) at whole and half numbers: \Gamma(n) = (n - 1)!, \Gamma(1/2) = \sqrt{\pi}."""

from __future__ import annotations

from math import factorial
from typing import Final

from flint import fmpq

from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import PI, Expr, mul, nth_root, rational
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import NAMED_GAMMA
from symnn.latex.meaning.values import Scalar

_LARGEST: Final = 500


def gamma_at(node: tree.Call, reader: Reader) -> Scalar | None:
    """The value at a positive whole number, or half of one; None where Γ is a name of the document.

    Raises:
        MeaningError: at any other argument.
    """
    if reader.knows("Gamma") or reader.told(NAMED_GAMMA) or len(node.arguments.items) != 1:
        return None
    argument = reader.scalar(node.arguments.items[0]).expr
    try:
        place = exact_value(lower(argument))
    except SymnnError:
        place = None
    if place is None or not place.is_rational:
        raise MeaningError(Kind.UNSUPPORTED, "the gamma function at this place", node.span)
    twice = 2 * place.as_fmpq()
    if twice.q != 1 or not 0 < twice <= _LARGEST:
        raise MeaningError(Kind.UNSUPPORTED, "the gamma function at this place", node.span)
    return Scalar(_of_half(int(twice.p)))


def _of_half(twice: int) -> Expr:
    """Γ(k/2); Γ(n + 1/2) = (2n)! √π / (4^n n!)."""
    if twice % 2 == 0:
        return rational(factorial(twice // 2 - 1))
    n = twice // 2
    share = rational(fmpq(factorial(2 * n), 4**n * factorial(n)))
    return mul(share, nth_root(PI, 2))
