"""One closed relation, by every method that can decide it, cheapest evidence first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from symnn.claims.formula import Atomic
from symnn.claims.provers import algebraic, enclosure
from symnn.claims.provers.finding import Finding
from symnn.claims.reason import Reason
from symnn.errors import SymnnError, TooLargeError, UndefinedError, UnsupportedError
from symnn.exact.expression import Expr

#: Roots that may generate fields of higher degrees are seen to differ before these are built.
MANY_ROOTS: Final = 64
#: Where nothing but a difference is looked for, that is so of fewer.
FEW_ROOTS: Final = 12
#: Beyond these none are built.
TOO_MANY_ROOTS: Final = 1 << 16


def decide(
    atom: Atomic, index: Mapping[Expr, int], *, as_numbers: bool = True, may_be_equal: bool = True
) -> Finding | tuple[Reason, str]:
    """The truth of a closed relation with its evidence, or the reason why it stays open.

    `as_numbers`: whether both sides are looked at as algebraic numbers. `may_be_equal`: whether
    it is of use to learn that both sides are equal, where that takes a normal form.
    """
    failure: tuple[Reason, str] | None = None
    for method in _methods(atom, index, as_numbers, may_be_equal):
        try:
            found = method()
        except SymnnError as error:
            failure = failure or (reason_of(error), str(error))
            if isinstance(error, UndefinedError):
                break
            continue
        if found is not None:
            return found
    return failure or (Reason.TRANSCENDENTAL, f"to {enclosure.LAST_BITS} bits")


def _methods(
    atom: Atomic, index: Mapping[Expr, int], as_numbers: bool, may_be_equal: bool
) -> Iterator[Callable[[], Finding | None]]:
    bound = algebraic.degree_bound(atom) if as_numbers else 1
    if as_numbers and bound <= (MANY_ROOTS if may_be_equal else FEW_ROOTS):
        yield lambda: algebraic.decide(atom, index)
    yield lambda: enclosure.decide(atom, last=enclosure.FIRST_BITS)
    if MANY_ROOTS < bound <= TOO_MANY_ROOTS and may_be_equal:
        yield lambda: algebraic.decide(atom, index)
    if may_be_equal:
        from symnn.claims.provers import identity

        yield lambda: identity.decide(atom, index)
    yield lambda: enclosure.decide(atom, first=4 * enclosure.FIRST_BITS)


def reason_of(error: SymnnError) -> Reason:
    """The entry of the closed list that an error belongs to."""
    if isinstance(error, UndefinedError):
        return Reason.UNDEFINED
    if isinstance(error, TooLargeError):
        return Reason.SIZE
    return Reason.UNSUPPORTED if isinstance(error, UnsupportedError) else Reason.THEORY
