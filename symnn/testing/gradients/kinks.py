"""The slope of an activation in balls: on its pieces, and by a convention at its kinks.

A function has no derivative at a kink; code gives some number there, and codes differ. The number
is known by convention only where floats are sure to meet the kink: where all sums before it are
exact. Where they may come to lie on either side, every slope between the two is right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any, Final, Literal, TypeAlias, final, get_args

from flint import arb

from symnn.errors import ShapeError, UnsupportedError
from symnn.exact.expression import Expr, substitute
from symnn.exact.from_sympy import from_sympy
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.functions.definitions import ARGUMENT
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.networks.layer import Layer, Value, number_of
from symnn.networks.layers import Elementwise
from symnn.testing.rounding import (
    BITS,
    Formulas,
    One,
    constant_slack,
    from_output,
    grown,
    leaves,
    textbook,
)
from symnn.twins.balls import function_of_balls
from symnn.twins.formats import Format

#: The slope at a kink: the one of the two that is smaller in size (0 if they are opposite, as for
#: the absolute value), the left one, the right one, their mean, any between them, or no matter
#: what, since inputs with a unit exactly at a kink are passed over.
Convention: TypeAlias = Literal["smaller", "left", "right", "middle", "any", "exclude"]
CONVENTIONS: Final = get_args(Convention)

#: What is known of an argument: all that floats may hold, the same where sums are exact, and the
#: exact value, if it is asked for.
Known: TypeAlias = "tuple[arb, arb, Callable[[], Value | None]]"


@final
@dataclass(frozen=True)
class AtKinks:
    """What code is to give at kinks.

    Attributes:
        convention: for all activations that are not named.
        named: the slope at each kink of an activation, by its name.
    """

    convention: Convention = "smaller"
    named: tuple[tuple[str, tuple[Number, ...]], ...] = ()

    @property
    def words(self) -> str:
        """As a report says it."""
        words = {
            "smaller": "the slope at a kink is the smaller one, 0 for relu",
            "left": "the slope at a kink is that on its left, 0 for relu",
            "right": "the slope at a kink is that on its right, 1 for relu",
            "middle": "the slope at a kink is the mean, 1/2 for relu",
            "any": "any slope between the two at a kink",
            "exclude": "no input at which a unit may be exactly at a kink",
        }
        some = [f"{name}' = {', '.join(map(str, values))}" for name, values in self.named]
        return "; ".join([words[self.convention], *some])


def at_kinks_of(given: Any) -> AtKinks:
    """What a user gives as `at_kinks`: a convention, or slopes by the names of activations.

    Raises:
        UnsupportedError: an unknown convention, or a slope that is no algebraic number.

    Examples:
        >>> at_kinks_of({"relu": "1/2"}).named
        (('relu', (1/2,)),)
    """
    if isinstance(given, AtKinks):
        return given
    if isinstance(given, Mapping):
        named = tuple((str(k), _numbers(v)) for k, v in sorted(given.items()))
        return AtKinks(named=named)
    if given not in CONVENTIONS:
        raise UnsupportedError(
            f"at_kinks={given!r} is not known; use one of {', '.join(CONVENTIONS)}, or a mapping "
            'from activations to slopes, as {"relu": 0}'
        )
    return AtKinks(given)


def check_names(at: AtKinks, network: Layer) -> None:
    """Refuse slopes for an activation that the network does not have.

    Raises:
        UnsupportedError: such a name.
    """
    functions = [y.function for y in leaves(network) if isinstance(y, Elementwise)]
    known = sorted({f.name for f in functions if f.kinks})
    for name, _ in at.named:
        if name not in known:
            there = ", ".join(known) if known else "none"
            raise UnsupportedError(
                f"at_kinks names {name!r}; the activations with kinks of this network: {there}"
            )


def _numbers(given: Any) -> tuple[Number, ...]:
    found = []
    for item in given if isinstance(given, list | tuple) else [given]:
        number = number_of(from_sympy(item))
        if number is None:
            raise UnsupportedError(f"the slope {item!r} at a kink is no algebraic number")
        found.append(number)
    return tuple(found)


@final
class Slope:
    """The derivative of an activation, exactly or as floats may compute it.

    Args:
        function: the activation.
        at: what is given at its kinks.
        form: the format of the floats; None for exact arithmetic.
        formulas: "textbook" allows for slopes that come from outputs, as 1 - y².

    Raises:
        ShapeError: not one slope for each kink.
        UnsupportedError: a function whose kinks are not known.
    """

    def __init__(
        self,
        function: ScalarFunction,
        at: AtKinks,
        form: Format | None,
        formulas: Formulas = "stable",
    ) -> None:
        self.at = at
        kinks = [number_of(k) for k in function.kinks]
        if None in kinks:
            raise UnsupportedError(f"the kinks of {function!r} are not known to be algebraic")
        self.kinks = [k for k in kinks if k is not None]
        slopes = function.slopes or (function.derivative().body,)
        wide = None if form is None or formulas == "stable" else from_output(function, form)
        self.pieces = [_piece(function, slope, form, wide) for slope in slopes]
        self.values = [_rounded(number, form) for number in self._at_kinks(function, slopes)]
        self.sides = [
            (self.pieces[i](k.enclosure(BITS)), self.pieces[i + 1](k.enclosure(BITS)))
            for i, k in enumerate(self.kinks)
        ]

    def _at_kinks(self, function: ScalarFunction, slopes: Sequence[Expr]) -> list[Number]:
        chosen = dict(self.at.named).get(function.name)
        if chosen is not None:
            if len(chosen) != len(self.kinks):
                raise ShapeError(
                    f"{function.name} has {len(self.kinks)} kink(s); at_kinks gives {len(chosen)}"
                )
            return list(chosen)
        found = []
        for i, kink in enumerate(self.kinks):
            left, right = (_slope_at(slopes[j], kink) for j in (i, i + 1))
            if left is None or right is None:
                raise UnsupportedError(f"the slopes of {function!r} at {kink!r} are not algebraic")
            found.append(_chosen(self.at.convention, left, right))
        return found

    def __call__(self, known: Known) -> tuple[arb, bool]:
        """A ball around all right slopes, and whether the argument may be exactly at a kink."""
        wide, sharp, exact = known
        low, high = 0, len(self.kinks)
        for i, kink in enumerate(self.kinks):
            side = _side(sharp, kink, exact)
            if side == 0:
                return self._at(i), True
            if side is not None and side > 0:
                low = i + 1
            elif side is not None:
                high = min(high, i)
        parts = [self.pieces[i](wide) for i in range(low, high + 1)]
        parts += [part for i in range(low, high) for part in (self.values[i], *self.sides[i])]
        return reduce(lambda a, b: a.union(b), parts), low < high

    def _at(self, i: int) -> arb:
        left, right = self.sides[i]
        return left.union(right) if self.at.convention == "any" else self.values[i]


def _side(sharp: arb, kink: Number, exact: Callable[[], Value | None]) -> int | None:
    """On which side of a kink the argument is, for every float; None if that is not sure."""
    gap = sharp - kink.enclosure(BITS)
    if gap > 0:
        return 1
    if gap < 0:
        return -1
    if gap.is_zero():
        return 0
    value = exact()
    return (value - kink).sign() if isinstance(value, Number) else None


def _slope_at(slope: Expr, kink: Number) -> Number | None:
    return number_of(lower(substitute(slope, {ARGUMENT: written_form(kink)})))


def _chosen(convention: Convention, left: Number, right: Number) -> Number:
    if convention in ("left", "right"):
        return left if convention == "left" else right
    if convention == "smaller" and abs(left) != abs(right):
        return left if abs(left) < abs(right) else right
    return (left + right) / 2


def _rounded(number: Number, form: Format | None) -> arb:
    ball = number.enclosure(BITS)
    if form is None:
        return ball
    return grown(ball, constant_slack(written_form(number), ball, form))


def _piece(
    function: ScalarFunction, slope: Expr, form: Format | None, wide: One | None
) -> Callable[[arb], arb]:
    """The derivative on one piece: as a person writes it, operation by operation, in floats."""
    piece = replace(function, name=f"{function.name}'", body=slope, kinks=(), slopes=())
    if form is None:
        return function_of_balls(piece, BITS)
    written = textbook(piece, form)
    if wide is None or slope.op == "rational":
        return written
    error = wide
    return lambda x: grown(written(x), error(x))
